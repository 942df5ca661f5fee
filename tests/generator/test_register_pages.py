"""The books on paper: ruled as the forms are, heads on each sheet, no line of a book in two."""

from __future__ import annotations

import io
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from makings import lines as generated_lines
from pages import MM, first_difference, lines_of, pages_of, pypdf_texts, tight
from prints import listening
from register_sheets import COLUMNS, HOSTILE, SHEETS, book, document, long_book, row
from validators import qpdf, verapdf

from generator.compose import compose, words_of
from generator.measures import Measures
from records.digits import to_thai
from records.kinds.register_sheet import RegisterSheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pages import Letter, Page

    from generator.printing import Printer, Rendition

TOP, FOOT = 20 * MM, (210 - 20) * MM
HEAD = tight("".join(title for _, title, _, _ in COLUMNS))
ALL = pytest.mark.parametrize("name", SHEETS)
WORDS = "รายงาน-ผล-การ-ดำเนิน-งาน-ตาม-แนวทาง-การ-เผยแพร่-ข้อมูล-ต่อ-สาธารณะ-ผ่าน-เว็บไซต์-ของ-หน่วยงาน"
PHASES = (Phase.explicit, Phase.generate)


@pytest.fixture(scope="session")
def renditions(printer: Printer) -> Mapping[str, Rendition]:
    with listening() as notes:
        made = {name: printer.print(document(sheet), "pdf") for name, sheet in SHEETS.items()}
    assert notes == []
    return made


@pytest.fixture(scope="session")
def printed(renditions: Mapping[str, Rendition]) -> Mapping[str, list[Page]]:
    return {name: pages_of(one.data) for name, one in renditions.items()}


def body(page: Page) -> tuple[Letter, ...]:
    """Return the letters between the margins."""
    return page.within(TOP, FOOT)


def shown(pages: Sequence[Page], head: str = HEAD) -> str:
    """Return the words of all pages, the head of the table once."""
    pieces = []
    for page in pages:
        text = "".join(letter.text for letter in body(page))
        if page.index and text.startswith(head):
            text = text.removeprefix(head)
        pieces.append(text)
    return "".join(pieces)


def expected(sheet: RegisterSheet) -> str:
    """Return the words between the margins: all but the number of the form."""
    words = tight(words_of(document(sheet)))
    return words.removeprefix(tight(sheet.form_number or ""))


class TestWords:
    """“The text layer equals the cells”, whatever was typed."""

    @pytest.mark.parametrize("name", [name for name in SHEETS if "tall" not in name])
    def test_are_those_of_the_record(self, name: str, printed: Mapping[str, list[Page]]) -> None:
        head = tight("".join(c.title for r in SHEETS[name].head for c in r))
        found = shown(printed[name], head)
        assert not (difference := first_difference(expected(SHEETS[name]), found)), difference

    @pytest.mark.parametrize("name", ["tall row", "tall cancelled row"])
    def test_a_row_taller_than_a_page_goes_on_overleaf(
        self, name: str, printed: Mapping[str, list[Page]]
    ) -> None:
        assert len(printed[name]) > 2
        assert sorted(shown(printed[name])) == sorted(expected(SHEETS[name]))

    def test_another_reader_finds_them_too(self, renditions: Mapping[str, Rendition]) -> None:
        text = "".join(pypdf_texts(renditions["hostile"].data))
        for cell in HOSTILE:
            assert tight(cell).replace("ำ้", "้ำ") in text

    @pytest.mark.parametrize("typed", HOSTILE)
    def test_nothing_typed_is_markup(self, typed: str) -> None:
        plain = compose(document(book([row(1, subject="ก")])), Measures.of({})).html
        html = compose(document(book([row(1, subject=typed)])), Measures.of({})).html
        assert re.findall("<[a-z1-3]+", html.replace("<br>", "")) == re.findall("<[a-z1-3]+", plain)

    @settings(max_examples=8, phases=PHASES, suppress_health_check=list(HealthCheck))
    @given(st.lists(generated_lines(30), min_size=1, max_size=6))
    def test_of_any_subject(self, printer: Printer, texts: list[str]) -> None:
        sheet = book([row(n, subject=text, struck=n == 2) for n, text in enumerate(texts, 1)])
        found = shown(pages_of(printer.print(document(sheet), "pdf").data))
        assert not (difference := first_difference(expected(sheet), found)), difference

    def test_a_letter_that_the_font_lacks_prints_as_its_code(self, printer: Printer) -> None:
        sheet = book([row(1, subject="นาย漢 😀 ☃")])
        [page] = pages_of(printer.print(document(sheet), "pdf").data)
        assert tight("นาย[U+6F22] [U+1F600] [U+2603]") in page.text


class TestSheets:
    """“A4 landscape, repeating heads, no row split over pages, แผ่นที่ n.”"""

    @ALL
    def test_lie_on_their_side(self, name: str, printed: Mapping[str, list[Page]]) -> None:
        for page in printed[name]:
            assert (round(page.width / MM), round(page.height / MM)) == (297, 210)

    @ALL
    def test_have_their_number_at_the_top_right(
        self, name: str, printed: Mapping[str, list[Page]]
    ) -> None:
        form = tight(SHEETS[name].form_number or "")
        for page in printed[name]:
            right = [one for one in page.within(0, TOP) if one.origin > page.width * 0.7]
            found = sorted(line.text for line in lines_of(right) if "ลับ" not in line.text)
            number = f"แผ่นที่{to_thai(str(page.index + 1))}"
            assert found == sorted(filter(None, (form, number)))
            assert max(one.right for one in right) <= (297 - 20) * MM + 0.5

    def test_say_from_the_second_on_of_which_book_they_are(
        self, printed: Mapping[str, list[Page]]
    ) -> None:
        for page in printed["long"]:
            left = [one for one in page.within(0, TOP) if one.origin < page.width * 0.7]
            found = "".join(one.text for one in left)
            assert found == (tight(SHEETS["long"].heading) if page.index else "")

    @pytest.mark.parametrize("name", ["long", "grouped", "secret", "hostile", "tall row"])
    def test_begin_with_the_head(self, name: str, printed: Mapping[str, list[Page]]) -> None:
        head = tight("".join(c.title for r in SHEETS[name].head for c in r))
        assert len(printed[name]) > 1
        for page in printed[name][1:]:
            assert "".join(letter.text for letter in body(page)).startswith(head)

    @pytest.mark.parametrize("name", ["long", "grouped", "secret", "signed"])
    def test_no_line_of_the_book_is_split(
        self, name: str, printed: Mapping[str, list[Page]]
    ) -> None:
        for number in range(1, len(SHEETS[name].rows) + 1):
            n = to_thai(f"{number:04}")
            for mark in (f"ต้น{n}", f"ท้าย{n}"):
                assert sum(mark in page.text for page in printed[name]) == 1
            [page] = [page for page in printed[name] if f"ต้น{n}" in page.text]
            assert f"ท้าย{n}" in page.text
            assert f"/{n}" in page.text

    def test_a_day_never_stands_alone_at_the_foot(self, printed: Mapping[str, list[Page]]) -> None:
        for page in printed["long"][:-1]:
            last = max(body(page), key=lambda letter: letter.baseline)
            line = [one for one in body(page) if abs(one.baseline - last.baseline) < 1]
            assert not "".join(one.text for one in line).startswith("วันที่")

    def test_nothing_stands_outside_the_edges(self, printed: Mapping[str, list[Page]]) -> None:
        for pages in printed.values():
            for page in pages:
                assert min(one.origin for one in page.letters) >= 30 * MM - 0.5
                assert max(one.right for one in body(page)) <= (297 - 20) * MM + 0.5

    def test_the_same_book_gives_the_same_bytes(
        self, printer: Printer, renditions: Mapping[str, Rendition]
    ) -> None:
        again = printer.print(document(SHEETS["long"]), "pdf")
        assert again.digest == renditions["long"].digest


class TestColumns:
    """“Fixed widths”; “long subjects wrap at word ends”."""

    def test_are_as_wide_as_the_sheet_says(self, printed: Mapping[str, list[Page]]) -> None:
        edges = [30.0]
        for _, _, width, _ in COLUMNS:
            edges.append(edges[-1] + width)
        for page in printed["long"]:
            rules = {round(box.left / MM) for box in page.boxes if box.height > 5 * MM}
            rules |= {round(box.right / MM) for box in page.boxes if box.height > 5 * MM}
            assert set(map(round, edges)) <= rules

    def test_a_cell_stays_in_its_column(self, printed: Mapping[str, list[Page]]) -> None:
        left = 30 + sum(width for _, _, width, _ in COLUMNS[:5])
        for page in printed["long"]:
            text = page.text
            for found in re.finditer("ต้น.{4}.*?ท้าย.{4}", text):
                letters = page.letters[found.start() : found.end()]
                assert min(one.origin for one in letters) >= left * MM
                assert max(one.right for one in letters) <= (left + 60) * MM + 0.5

    def test_lines_end_between_words(self, printed: Mapping[str, list[Page]]) -> None:
        [first, *_] = [
            page.letters[found.start() : found.end()]
            for page in printed["long"]
            for found in re.finditer("ต้น๐๐๐๑.*?ท้าย๐๐๐๑", page.text)
        ]
        words = ["ต้น๐๐๐๑", *re.split("-", WORDS), "ท้าย๐๐๐๑"]
        ends = {len("".join(words[:count])) for count in range(len(words) + 1)}
        at = 0
        for line in lines_of(first):
            at += len(line.text)
            assert at in ends, line.text

    def test_cells_are_set_as_the_column_says(self, printed: Mapping[str, list[Page]]) -> None:
        page = printed["long"][0]
        middle = 30 + 20 + 29 + 25 / 2
        at = page.text.index("๑๒ก.พ.๒๕๖๓")
        letters = page.letters[at : at + len("๑๒ก.พ.๒๕๖๓")]
        assert (letters[0].origin + letters[-1].right) / 2 == pytest.approx(middle * MM, abs=1.0)


class TestCancelled:
    """“Every cell of the row with a line through it.”"""

    @pytest.mark.parametrize("name", ["long", "hostile"])
    def test_each_line_of_text_has_a_line_through_it(
        self, name: str, printed: Mapping[str, list[Page]]
    ) -> None:
        seen = 0
        for page in printed[name]:
            rules = [box for box in page.boxes if box.height < 2 and box.width > 1]
            for number, one in enumerate(SHEETS[name].rows, 1):
                mark = f"ตย๐๑๓๒/{to_thai(f'{number:04}')}"
                if (at := page.text.find(mark)) < 0:
                    continue
                through = [
                    box
                    for box in rules
                    if crosses(box, page.letters[at]) and crosses(box, page.letters[at + 8])
                ]
                assert bool(through) == one.struck, (page.index, number)
                seen += one.struck
        assert seen == sum(one.struck for one in SHEETS[name].rows) > 3

    def test_each_cell_has_one_also_an_empty_one(self, printer: Printer) -> None:
        sheet = book([row(1, struck=True, subject="ก")])
        [page] = pages_of(printer.print(document(sheet), "pdf").data)
        [plain] = pages_of(printer.print(document(book([row(1, subject="ก")])), "pdf").data)
        edges = [30 * MM]
        for _, _, width, _ in COLUMNS:
            edges.append(edges[-1] + width * MM)
        drawn = {(round(box.left, 1), round(box.top, 1)) for box in plain.boxes}
        lines = [box for box in page.boxes if (round(box.left, 1), round(box.top, 1)) not in drawn]
        for left, right in pairwise(edges):
            assert any(left < box.left and box.right < right + 0.5 for box in lines)


def crosses(box: object, letter: Letter) -> bool:
    """Say whether a rule goes through a letter, between its foot and two thirds of its size."""
    middle = (box.top + box.bottom) / 2  # type: ignore[attr-defined]  # a Box
    beside = box.left - 1 <= letter.origin <= box.right + 1  # type: ignore[attr-defined]  # the same
    return bool(beside and letter.baseline - letter.size * 0.5 < middle < letter.baseline)


class TestFoot:
    def test_the_warning_is_on_the_paper(self, printed: Mapping[str, list[Page]]) -> None:
        assert tight("แสดงเฉพาะ ๒ จาก ๑,๖๐๐ รายการ") in printed["cut"][-1].text
        [line] = [one for one in lines_of(printed["cut"][-1].letters) if "แสดงเฉพาะ" in one.text]
        assert all(letter.bold for letter in line.letters)

    def test_the_day_of_printing(self, printed: Mapping[str, list[Page]]) -> None:
        for pages in printed.values():
            assert tight("พิมพ์เมื่อ ๓๐ ธันวาคม ๒๕๖๓") in pages[-1].text

    def test_a_book_without_lines_says_so(self, printed: Mapping[str, list[Page]]) -> None:
        [page] = printed["empty"]
        assert "ไม่มีรายการ" in page.text

    def test_lines_without_a_day_say_so_after_others(
        self, printed: Mapping[str, list[Page]]
    ) -> None:
        [page] = printed["undated"]
        assert page.text.count("ไม่ปรากฏวันที่ลงทะเบียน") == 1
        assert "ไม่ปรากฏ" not in "".join(page.text for page in printed["cut"])

    def test_places_to_sign_are_a_third_of_the_page(
        self, printed: Mapping[str, list[Page]]
    ) -> None:
        page = printed["signed"][-1]
        starts = [found.start() for found in re.finditer("ลงชื่อ", page.text)]
        places = [(page.letters[at].origin - 30 * MM) / (247 / 3 * MM) for at in starts]
        assert [round(place) for place in places] == [0, 1, 2, 0]
        roles = [found.start() for found in re.finditer("กรรมการ", page.text)]
        assert round((page.letters[roles[-1]].origin - 30 * MM) / (247 / 3 * MM)) == 0

    @pytest.mark.parametrize("count", range(3, 9))
    def test_who_signs_sees_lines_of_the_list(self, count: int, printer: Printer) -> None:
        foot = [{"role": "ประธานกรรมการ"}, {"role": "กรรมการ"}, {"role": "กรรมการ"}]
        pages = pages_of(printer.print(document(long_book(count, foot=foot)), "pdf").data)
        [page] = [page for page in pages if "ประธานกรรมการ" in page.text]
        assert page is pages[-1]
        assert page.text.count("ลงชื่อ") == 3
        assert "ท้าย" in page.text


class TestSecret:
    def test_marked_at_the_top_and_foot_of_each_sheet(
        self, printed: Mapping[str, list[Page]]
    ) -> None:
        assert len(printed["secret"]) > 1
        for page in printed["secret"]:
            assert "".join(one.text for one in page.within(0, TOP)).count("ลับมาก") == 1
            assert "".join(one.text for one in page.within(FOOT, page.height)) == "ลับมาก"


@pytest.fixture(scope="session")
def register_files(
    renditions: Mapping[str, Rendition], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Path]:
    room = tmp_path_factory.mktemp("registers")
    paths = {name: room / f"{n}.pdf" for n, name in enumerate(renditions)}
    for name, path in paths.items():
        path.write_bytes(renditions[name].data)
    return paths


class TestFile:
    @pytest.mark.parametrize("flavour", ["3u", "ua1"])
    def test_verapdf_finds_nothing(
        self, flavour: verapdf.Flavour, register_files: Mapping[str, Path]
    ) -> None:
        broken = verapdf.validate(list(register_files.values()), flavour)
        assert {name: broken[path] for name, path in register_files.items() if broken[path]} == {}

    def test_qpdf_finds_nothing(self, register_files: Mapping[str, Path]) -> None:
        assert {
            name: qpdf.check(path) for name, path in register_files.items() if qpdf.check(path)
        } == {}

    def test_the_lines_are_inside_as_data(self, renditions: Mapping[str, Rendition]) -> None:
        for name, sheet in SHEETS.items():
            with pikepdf.open(io.BytesIO(renditions[name].data)) as pdf:
                assert list(pdf.attachments) == ["sent-2563.json"]
                data = json.loads(pdf.attachments["sent-2563.json"].get_file().read_bytes())
            data.pop("office")
            assert RegisterSheet.model_validate(data) == sheet
