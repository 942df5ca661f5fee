"""The model office's set for MOIT 1: every tie holds, and the report's figures add up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from model_office import (
    OFFICE,
    clauses,
    document,
    documents,
    record,
    website,
    words,
    working_days_between,
)
from PIL import Image

from records.case import Tie
from records.dates import ThaiDate
from records.digits import to_arabic, to_thai
from records.fiscal import Quarter

if TYPE_CHECKING:
    from records.table import Table

ASKS_LEAVE = "ขออนุญาตนำเผยแพร่บนเว็บไซต์ของหน่วยงาน"
LEAVE = "อนุญาตให้นำเผยแพร่บนเว็บไซต์ของหน่วยงาน"
ACTS = {
    "ข้อมูลข่าวสารของราชการ": "๒๕๔๐",
    "คุ้มครองข้อมูลส่วนบุคคล": "๒๕๖๒",
    "ว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์": "๒๕๕๐",
}
COMPUTER_ACT = (
    "พระราชบัญญัติว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ พ.ศ. ๒๕๕๐ และที่แก้ไขเพิ่มเติม (ฉบับที่ ๒) พ.ศ. ๒๕๖๐"
)


def figures(table: Table, first: int) -> list[list[int]]:
    return [[int((cell or "").replace(",", "")) for cell in row[first:]] for row in table.rows]


class TestLeaveToPublish:
    """“Each item = memo that asks permission to publish + content + publishing form.”"""

    def forms(self) -> list[Any]:
        forms = [d for d in website().documents if d.record.kind == "request_form"]
        return [form for form in forms if record(form.id).topic]

    def sheets(self) -> list[Any]:
        return [d for d in website().documents if d.record.kind == "evidence_sheet"]

    def test_each_sheet_shows_exactly_what_one_form_asks_for(self) -> None:
        asked = sorted(sorted(form.ties[Tie.ASKS_LEAVE_FOR]) for form in self.forms())
        shown = sorted(sorted(sheet.ties[Tie.SHOWS]) for sheet in self.sheets())
        assert asked == shown

    def test_every_other_document_of_the_set_is_asked_for_once(self) -> None:
        asked = [name for form in self.forms() for name in form.ties[Tie.ASKS_LEAVE_FOR]]
        helpers = {item.id for item in (*self.forms(), *self.sheets())}
        assert sorted(asked) == sorted({d.id for d in website().documents} - helpers)

    def test_a_memo_asks_leave_for_the_same_and_the_head_gives_it(self) -> None:
        for form in self.forms():
            memo, *rest = form.ties[Tie.ASKS_LEAVE_FOR]
            assert document(memo).ties[Tie.ASKS_LEAVE_FOR] == tuple(rest)
            assert record(memo).subject.endswith(ASKS_LEAVE)
            assert "บันทึกข้อความฉบับนี้" in words(memo)
            given = record(memo).acknowledgements
            assert [one.signer.person for one in given] == ["somchai"]
            assert LEAVE in given[0].words
            assert record(memo).date <= given[0].date <= form.record.date

    def test_the_form_lists_each_document_that_it_asks_for(self) -> None:
        for form in self.forms():
            lines = form.record.details.strip().splitlines()
            asked = form.ties[Tie.ASKS_LEAVE_FOR]
            for number, (name, line) in enumerate(zip(asked, lines, strict=True), 1):
                item = document(name)
                assert line.startswith(f"{number}. ")
                said = getattr(item.record, "subject", None) or item.title
                if item.record.number:
                    said = f"ที่ {item.record.number} ลงวันที่ {item.record.date}"
                assert to_thai(said) in to_thai(line)

    def test_leave_comes_before_publication_and_after_signing(self) -> None:
        for form in self.forms():
            asked = form.ties[Tie.ASKS_LEAVE_FOR]
            signed = [record(name).date for name in asked if record(name).date]
            sheet = next(s for s in self.sheets() if s.ties[Tie.SHOWS] == asked)
            giver, approver, master = form.record.blocks
            (picture,) = sheet.record.pictures
            assert max(signed) <= form.record.date <= giver.date <= approver.date <= master.date
            assert picture.shown == master.date
            # the times of the framework's table 2: one working day each for leave and for posting
            assert working_days_between(form.record.date, approver.date) <= 1
            assert working_days_between(approver.date, master.date) <= 1

    def test_the_form_is_signed_by_whom_the_announcement_names(self) -> None:
        named = clauses("announcement")
        for form in self.forms():
            for block, number in zip(form.record.blocks, ("๒.๑.๓", "๒.๑.๑", "๒.๑.๔"), strict=True):
                assert block.role in named[number]
                assert f"{block.signer.name} ตำแหน่ง {block.signer.position}" in named[number]

    def test_the_forms_are_those_of_the_regional_administration(self) -> None:
        for item in website().documents:
            if item.record.kind == "request_form":
                assert "ส่วนภูมิภาค" in words(item.id)
                assert "ส่วนกลาง" not in words(item.id)

    def test_the_blank_form_has_the_same_blocks_and_no_word_in_them(self) -> None:
        blank = record("blank-form").blocks
        assert not any(block.signer or block.date for block in blank)
        for form in self.forms():
            assert [block.role for block in form.record.blocks] == [block.role for block in blank]

    def test_the_pictures_are_there(self) -> None:
        for sheet in self.sheets():
            for picture in sheet.record.pictures:
                assert "ภาพตัวอย่าง" in picture.alt
                with Image.open(OFFICE / picture.file) as image:
                    assert image.size == (1280, 800)


class TestAnnouncement:
    def test_the_memo_that_brings_it_comes_first(self) -> None:
        assert document("order-memo").ties[Tie.ORDERS] == ("announcement",)
        assert record("order-memo").date < record("announcement").date
        assert record("order-memo").acknowledgements[0].date == record("announcement").date

    def test_it_ends_as_announcements_end(self) -> None:
        assert "จึงประกาศให้ทราบโดยทั่วกัน ประกาศ ณ วันที่ ๑๐ มกราคม พ.ศ. ๒๕๖๘" in words("announcement")

    def test_its_clauses_go_three_deep(self) -> None:
        assert {number.count(".") for number in clauses("announcement")} == {0, 1, 2}

    def test_it_names_each_of_its_annexes(self) -> None:
        annexes = [d for d in website().documents if "announcement" in d.ties.get(Tie.ANNEX_OF, ())]
        listed = [
            text for number, text in clauses("announcement").items() if number.startswith("๕.")
        ]
        assert len(annexes) == len(listed) == 3
        for annex, text in zip(annexes, listed, strict=True):
            assert to_thai(annex.title).startswith(text)

    def test_the_ten_topics_are_the_same_everywhere(self) -> None:
        heads = [
            text for n, text in clauses("announcement").items() if re.fullmatch("๑\\.[๐-๙]+", n)
        ]
        matrix = [(row[0] or "").splitlines()[0] for row in record("topics").tables[0].rows]
        assert len(matrix) == len(heads) == 10
        for head, topic in zip(heads, matrix, strict=True):
            assert head.startswith(to_thai(topic))
        assert [row[0] for row in record("framework").tables[0].rows] == matrix
        assert [row[0] for row in record("report").activities.tables[1].rows[:-1]] == matrix

    def test_each_topic_has_an_owner_and_a_reviewer_whom_it_names(self) -> None:
        named = clauses("announcement")
        for _, interval, owner, reviewer in record("topics").tables[0].rows:
            assert interval
            assert owner in named["๒.๑.๓"]
            assert reviewer in named["๒.๑.๒"]

    def test_each_step_has_a_time_and_an_owner(self) -> None:
        for _, time, owner in record("framework").tables[1].rows:
            assert time
            assert owner

    def test_acts_are_cited_by_their_right_names_and_years(self) -> None:
        found = 0
        for item in documents():
            for name, year in re.findall(r"พระราชบัญญัติ(\S+) พ\.ศ\. ([๐-๙]{4})", words(item.id)):
                assert ACTS[name] == year
                found += 1
            assert words(item.id).count("พระราชบัญญัติ") == len(
                re.findall(r"พระราชบัญญัติ\S+ พ\.ศ\. [๐-๙]{4}", words(item.id))
            )
        assert found >= 6
        assert COMPUTER_ACT in words("announcement")

    def test_the_parent_announcement_has_one_year(self) -> None:
        for name in ("announcement", "blank-form", "publication-form", "report-form"):
            parent = re.search(
                r"สำนักงานปลัดกระทรวงสาธารณสุข(?:ได้มีประกาศ)? เรื่อง แนวทาง\S+ พ\.ศ\. ([๐-๙]+)",
                words(name),
            )
            assert parent is not None
            assert parent[1] == "๒๕๖๑"


class TestReport:
    """“Report of FY2567”: the fiscal year before that of the set."""

    def test_it_is_of_the_fiscal_year_before_and_made_after_it(self) -> None:
        report, year = record("report"), website().fiscal_year
        assert year is not None
        assert report.fiscal_year == year.previous
        assert report.date > report.fiscal_year.last
        assert f"{report.fiscal_year.first} ถึงวันที่ {report.fiscal_year.last}" in words("report")
        assert report.date.month == 1  # clause 4.4: in January of the following fiscal year
        assert document("report-memo").ties[Tie.COVERS] == ("report",)
        assert {d.record.fiscal_year for d in documents() if d.id != "report"} == {year}

    def test_its_activities_were_in_that_year_and_in_order(self) -> None:
        year = record("report").fiscal_year
        days = []
        for activity, when, _ in record("report").activities.tables[0].rows:
            start, *end = (ThaiDate.parse(part) for part in when.split(" ถึง "))
            days.append(start)
            assert all(year.contains(day) for day in (start, *end))
            if quarter := re.search(r"ไตรมาสที่ (\d)", activity):
                assert Quarter.of(start) == Quarter(year, int(quarter[1]))
        assert days == sorted(days)

    def test_its_figures_add_up(self) -> None:
        _, by_topic, by_quarter, satisfaction = record("report").activities.tables
        for table in (by_topic, by_quarter):
            *rows, total = figures(table, 1)
            assert [sum(column) for column in zip(*rows, strict=True)] == total
            for asked, allowed, refused, in_time, *_ in (*rows, total):
                assert asked == allowed + refused
                assert in_time <= allowed
        assert figures(by_topic, 1)[-1] == figures(by_quarter, 1)[-1][:4]
        *answers, everybody = [int(row[1]) for row in satisfaction.rows]
        assert sum(answers) == everybody
        for row in satisfaction.rows:
            assert f"{int(row[1]) / everybody:.2%}" == f"{row[2]}%"
        assert sum(float(row[2]) for row in satisfaction.rows[:-1]) == 100

    def test_its_words_say_the_same_figures_as_its_tables(self) -> None:
        _, _, by_quarter, satisfaction = record("report").activities.tables
        asked, allowed, refused, in_time, visits = figures(by_quarter, 1)[-1]
        happy = int(satisfaction.rows[0][1]) + int(satisfaction.rows[1][1])
        everybody = int(satisfaction.rows[-1][1])
        said = to_arabic(words("report"))
        for sentence in (
            f"คำขอเผยแพร่ข้อมูล {asked} รายการ อนุญาต {allowed} รายการ ไม่อนุญาต {refused} รายการ",
            f"ภายใน 1 วันทำการ {in_time} รายการ คิดเป็นร้อยละ {in_time / allowed * 100:.2f}",
            f"และล่าช้า {allowed - in_time} รายการ",
            f"ล่าช้ากว่า 1 วันทำการ {allowed - in_time} รายการ",
            f"คำขอที่ไม่อนุญาต {refused} รายการ",
            f"รวม {visits:,} ครั้ง",
            f"{happy} คน คิดเป็นร้อยละ {happy / everybody * 100:.2f}",
        ):
            assert sentence in said

    def test_each_problem_has_its_advice(self) -> None:
        problems, advice = (
            re.findall(r"^1\. ", part.body, re.MULTILINE)
            for part in (record("report").problems, record("report").advice)
        )
        assert len(problems) == len(advice) == 4
        assert "ข้อเสนอแนะทั้ง ๔ ข้อ" in words("report")
