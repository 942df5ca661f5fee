"""Certificates and minutes: where things stand, as forms 10 and 11 and practice ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from makings import OFFICE, SENTENCE, document_of, fields
from pages import MM
from prints import Print, print_pdf
from pypdfium2 import raw

from generator.compose import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placing import Placed
    from prints import PrintedSet

    from generator.printing import Printer

EXAMPLE = "model-office/cases/meetings-2568"
LEFT, RIGHT = 30 * MM, 190 * MM
MIDDLE = (LEFT + RIGHT) / 2
CHAIR = {"who": "somchai", "role": "ประธาน"}
OTHER = {"who": {"name": "นางสมหญิง สมมติจริง", "position": "ผู้ช่วย"}, "role": "กรรมการ"}


def near(value: float, tolerance: float = 0.5) -> Any:
    return pytest.approx(value, abs=tolerance)


def rows_of(record: Any) -> tuple[Any, ...]:
    return (*record.attendees, *record.absentees, *record.participants)


def beginning(printed: Print, text: str) -> list[Placed]:
    """Return the paragraphs that begin with a text."""
    return [one for one in printed.placed if one.paragraph.text.strip().startswith(text)]


def words(values: dict[str, Any]) -> str:
    return words_of(document_of(values))


@pytest.fixture(scope="session")
def certificate(sets: Mapping[str, PrintedSet]) -> Print:
    """The certificate of the model office: it bears a photograph."""
    return sets[EXAMPLE].prints["certificate"]


@pytest.fixture(scope="session")
def minutes(sets: Mapping[str, PrintedSet]) -> Print:
    """The minutes of the model office."""
    return sets[EXAMPLE].prints["minutes"]


class TestCertificate:
    """“เลขที่ · ส่วนราชการ · ‘หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า…’ · ให้ไว้ ณ วันที่ · ลงชื่อ · ตำแหน่ง.”"""

    def test_number_and_office_share_a_line(self, certificate: Print) -> None:
        [number], [office] = beginning(certificate, "เลขที่"), beginning(certificate, "สำนักงาน")
        assert number.paragraph.text == "เลขที่ ๓/๒๕๖๘"
        assert number.lines[0].left == near(LEFT)
        assert office.lines[0].left == near(LEFT + 95 * MM)
        assert office.lines[0].baseline == near(number.lines[0].baseline)

    def test_the_text_goes_on_after_the_name(self, certificate: Print) -> None:
        [text] = beginning(certificate, "หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า นางสาวชูใจ สมมตินาม ตำแหน่ง")
        assert text.paragraph.style == "body"
        assert text.lines[0].left == near(LEFT + 25 * MM)

    def test_the_day(self, certificate: Print) -> None:
        [day] = beginning(certificate, "ให้ไว้ ณ วันที่")
        assert day.paragraph.text == "ให้ไว้ ณ วันที่ ๒๘ มกราคม พ.ศ. ๒๕๖๘"
        assert day.lines[0].left == near(LEFT + 50 * MM)

    def test_a_box_for_a_photograph_of_4_by_6_cm(self, certificate: Print) -> None:
        [page] = certificate.pages
        below = beginning(certificate, "(นายสมชาย")[0].lines[0].baseline
        rules = [box for box in page.boxes if box.kind == raw.FPDF_PAGEOBJ_PATH and box.top > below]
        left, right = min(box.left for box in rules), max(box.right for box in rules)
        top, bottom = min(box.top for box in rules), max(box.bottom for box in rules)
        assert right - left == near(40 * MM, 1)
        assert bottom - top == near(60 * MM, 2)
        assert (left + right) / 2 == near((LEFT + MIDDLE) / 2)
        [word] = beginning(certificate, "รูปถ่าย")
        assert word.lines[0].middle == near((left + right) / 2)
        assert top < word.lines[0].baseline < bottom

    def test_whom_it_is_about_signs_under_the_photograph(self, certificate: Print) -> None:
        [name] = beginning(certificate, "(นางสาวชูใจ สมมตินาม)")
        [word] = beginning(certificate, "รูปถ่าย")
        assert name.lines[0].middle == near((LEFT + MIDDLE) / 2)
        assert name.lines[0].baseline - word.lines[0].baseline > 30 * MM + 63.9

    def test_most_bear_no_photograph(self, printer: Printer) -> None:
        values = fields("certificate") | {"subject": "นางสาวมานี ยกตัวอย่าง"}
        printed = print_pdf(document_of(values), printer)
        assert not beginning(printed, "รูปถ่าย")
        assert not beginning(printed, "(นางสาวมานี")
        assert [box.kind for page in printed.pages for box in page.boxes] == [raw.FPDF_PAGEOBJ_PATH]

    def test_a_long_one_keeps_the_photograph_with_its_signatures(self, printer: Printer) -> None:
        pages = set()
        for count in range(8, 20):
            body = ("กก " * (26 * count)).strip()
            values = fields("certificate") | {"body": body, "photo": True}
            printed = print_pdf(document_of(values), printer)
            ends = (*beginning(printed, "รูปถ่าย"), *beginning(printed, "("))
            assert {line.page for one in ends for line in one.lines} == {len(printed.pages) - 1}
            pages.add(len(printed.pages))
        assert pages == {1, 2}

    def test_the_place_of_the_office_where_it_is_given(self, printer: Printer) -> None:
        address = ["ถนนตัวอย่าง", "จังหวัดตัวอย่าง"]
        printed = print_pdf(document_of(fields("certificate") | {"address": address}), printer)
        for text in address:
            [line] = beginning(printed, text)
            assert line.lines[0].left == near(LEFT + 95 * MM)

    def test_one_without_a_number_has_room_for_it(self) -> None:
        values = {name: text for name, text in fields("certificate").items() if name != "number"}
        assert words(values).strip().splitlines()[0].strip() == "เลขที่"


class TestMinutes:
    """“รายงานการประชุม(คณะ) · ครั้งที่ n/ปี · เมื่อ · ณ · ผู้มาประชุม · … · ผู้จด (ผู้ตรวจ).”"""

    def test_the_head_is_centred(self, minutes: Print) -> None:
        head = [one for one in minutes.placed if one.paragraph.style in ("title", "title-line")]
        assert [one.paragraph.text for one in head] == [
            "รายงานการประชุมคณะทำงานบริหารจัดการเว็บไซต์",
            "ครั้งที่ ๑/๒๕๖๘",
            "เมื่อวันที่ ๒๒ มกราคม ๒๕๖๘",
            "ณ ห้องประชุมสำนักงานสาธารณสุขอำเภอตัวอย่าง",
        ]
        for one in head:
            assert one.lines[0].middle == near(MIDDLE)
            assert all(letter.bold for letter in one.letters)

    def test_it_bears_no_emblem(self, minutes: Print) -> None:
        assert [box for page in minutes.pages for box in page.boxes] == []

    def test_names_posts_and_parts_stand_under_each_other(self, minutes: Print) -> None:
        record: Any = minutes.document.record
        for each in rows_of(record):
            name, post = each.who.name, each.who.position
            [row] = [one for one in beginning(minutes, name) if one.paragraph.style == "line"]
            posts = [one for one in beginning(minutes, post) if one.paragraph.style == "line"]
            beside = [one for one in posts if one.lines[0].baseline == row.lines[0].baseline]
            assert row.lines[0].left == near(LEFT + 9.6 * MM)
            assert [one.lines[0].left for one in beside] == [near(LEFT + 64 * MM)]
        roles = [one for one in minutes.placed if one.paragraph.text in ("คณะทำงาน", "เลขานุการ")]
        assert len(roles) == 3
        assert [one.lines[0].left for one in roles] == [near(LEFT + 121.6 * MM)] * 3

    def test_lists_stand_in_the_order_of_the_form(self, minutes: Print) -> None:
        heads = [one.paragraph.text for one in minutes.placed if one.paragraph.style == "heading"]
        assert heads == [
            *("ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม", "เริ่มประชุมเวลา ๐๙.๓๐ น."),
            "ระเบียบวาระที่ ๑ เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
            "ระเบียบวาระที่ ๒ เรื่องรับรองรายงานการประชุม",
            "ระเบียบวาระที่ ๓ เรื่องเสนอให้ที่ประชุมทราบ",
            "ระเบียบวาระที่ ๔ เรื่องเสนอให้ที่ประชุมพิจารณา",
            *("ระเบียบวาระที่ ๕ เรื่องอื่น ๆ", "เลิกประชุมเวลา ๑๑.๓๐ น."),
        ]

    def test_matters_bear_the_number_of_their_item(self, minutes: Print) -> None:
        matters = [one for one in minutes.placed if one.paragraph.style == "matter"]
        assert [one.paragraph.text.split()[0] for one in matters] == ["๓.๑", "๔.๑", "๔.๒"]
        assert [one.lines[0].left for one in matters] == [near(LEFT + 25 * MM)] * 3

    def test_a_resolution_follows_its_matter(self, minutes: Print) -> None:
        resolutions = beginning(minutes, "มติที่ประชุม")
        assert len(resolutions) == 4
        for one in resolutions:
            bold = "".join(letter.text for letter in one.letters if letter.bold)
            assert bold == "มติที่ประชุม"
            assert one.lines[0].left == near(LEFT + 25 * MM)

    def test_who_wrote_them_signs_at_the_left_and_who_looked_them_over_at_the_right(
        self, minutes: Print
    ) -> None:
        [writer], [reviewer] = beginning(minutes, "ผู้จด"), beginning(minutes, "ผู้ตรวจ")
        assert writer.lines[0].middle == near((LEFT + MIDDLE) / 2)
        assert reviewer.lines[0].middle == near((MIDDLE + RIGHT) / 2)
        signed = [one for one in minutes.placed if one.paragraph.style == "sign-line"]
        assert [one.paragraph.text for one in signed if one.paragraph.text[0] == "("] == [
            *("(นางสาวมานี ยกตัวอย่าง)", "(นายมานะ แบบอย่าง)")
        ]

    def test_one_signer_wrote_them(self, printer: Printer) -> None:
        printed = print_pdf(document_of(fields("minutes")), printer)
        [writer] = beginning(printed, "ผู้จดรายงานการประชุม")
        assert writer.lines[0].middle == near((MIDDLE + RIGHT) / 2)
        assert not beginning(printed, "ผู้ตรวจ")

    def test_all_others_looked_them_over(self) -> None:
        signers = ["somchai", *({"name": f"นาง{letter}", "position": "ก"} for letter in "กขค")]
        text = words(fields("minutes") | {"signers": signers})
        assert text.count("ผู้จดรายงานการประชุม") == 1
        assert text.count("ผู้ตรวจรายงานการประชุม") == 3

    def test_lists_begin_at_one_and_empty_ones_are_left_out(self) -> None:
        lists = {"attendees": [CHAIR, OTHER], "absentees": [OTHER | {"reason": "ลาป่วย"}]}
        printed = words(fields("minutes") | lists).split("\n")
        assert [line.strip() for line in printed if line.strip() in ("๑.", "๒.")] == [
            *("๑.", "๒.", "๑.")
        ]
        assert "ลาป่วย" in map(str.strip, printed)
        assert "ผู้เข้าร่วมประชุม" not in map(str.strip, printed)

    def test_for_whom_somebody_came(self) -> None:
        lists = {"attendees": [CHAIR, OTHER | {"instead_of": "นายแพทย์สาธารณสุขจังหวัด"}]}
        assert "แทน นายแพทย์สาธารณสุขจังหวัด" in words(fields("minutes") | lists)

    def test_a_long_list_goes_on_overleaf_row_by_row(self, printer: Printer) -> None:
        long = OTHER | {"who": {"name": "นางสมหญิง สมมติจริง", "position": SENTENCE.strip()}}
        people = [CHAIR, *([long] * 40)]
        printed = print_pdf(document_of(fields("minutes") | {"attendees": people}), printer)
        assert len(printed.pages) > 2
        for one in beginning(printed, SENTENCE.strip()):
            assert len({line.page for line in one.lines}) == 1
            assert len(one.lines) > 1

    def test_somebody_of_the_office_is_named_by_his_id(self) -> None:
        record: Any = document_of(fields("minutes") | {"attendees": [CHAIR]}).record
        somchai = OFFICE.people["somchai"]
        assert record.attendees[0].who.name == somchai.name
        assert record.attendees[0].who.position == somchai.posts[0].title
