"""Where things stand on a page, in millimetres and points, as the regulation and circulars ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import PIL.Image
import pypdfium2
import pytest
from makings import OFFICE, ON_GARUDA_PAPER, SENTENCE, document_of, fields
from pages import MM, Box, Line, Page, lines_of, tight
from prints import Print, print_pdf
from pypdfium2 import raw

from records.digits import to_thai
from records.kind import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from placing import Placed
    from prints import PrintedSet

    from generator.printing import Printer

CLOSE = 0.2 * MM
EDGE = 0.5
LEFT, RIGHT, WIDTH = 30 * MM, 190 * MM, 210 * MM
MIDDLE = (LEFT + RIGHT) / 2


def styled(printed: Print, *styles: str) -> list[Placed]:
    return [one for one in printed.placed if one.paragraph.style in styles]


def near(value: float, tolerance: float = EDGE) -> Any:
    return pytest.approx(value, abs=tolerance)


class TestPaper:
    """A4; “left margin 3 cm, right margin 2 cm” (ว ๒๐๑๙)."""

    def test_a4(self, printed: Print) -> None:
        for page in printed.pages:
            sides = sorted((page.width, page.height))
            assert sides == [near(210 * MM), near(297 * MM)]
            assert (page.width > page.height) == printed.document.record.landscape

    def test_nothing_stands_in_the_side_margins(self, printed: Print) -> None:
        for page in printed.pages:
            right = page.width - 20 * MM
            letters = [one for line in lines_of(page.letters) for one in line.letters]
            assert min(one.left for one in letters) > LEFT - 1  # a mark may lean out a little
            assert max(line.right for line in lines_of(page.letters)) < right + EDGE
            for box in page.boxes:
                # The rule of a table lies half outside.
                assert box.left > LEFT - 2 * EDGE
                assert box.right < right + 2 * EDGE

    def test_text_begins_at_the_left_edge(self, printed: Print) -> None:
        texts = [
            one for one in styled(printed, "body", "plain", "line") if one.paragraph.cell is None
        ]
        for one in texts:
            for line in one.lines[1:]:
                assert line.left == near(LEFT)

    def test_first_lines_are_indented_by_25_mm(self, printed: Print) -> None:
        for one in styled(printed, "body", "clause-1", "closing"):
            if one.paragraph.cell is None:
                assert one.lines[0].left == near(LEFT + 25 * MM)

    def test_deeper_clauses_start_further_right(self, printed: Print) -> None:
        for depth in (2, 3, 4):
            for one in styled(printed, f"clause-{depth}"):
                if one.paragraph.cell is None:
                    assert one.lines[0].left == near(LEFT + (25 + 7.5 * (depth - 1)) * MM)

    def test_landscape_keeps_the_edges(self, printer: Printer) -> None:
        values = {"kind": "annex", "title_lines": ["ก"], "body": SENTENCE * 9, "landscape": True}
        [page] = (printed := print_pdf(document_of(values), printer)).pages
        assert (page.width, page.height) == (near(297 * MM), near(210 * MM))
        [body] = styled(printed, "body")
        assert body.lines[1].left == near(LEFT)
        assert body.lines[1].right == near(277 * MM)


class TestSizes:
    """“TH SarabunPSK 16 pt”; memo: “title 29 pt bold, labels 20 pt bold” (ว ๒๐๑๙)."""

    def test_the_text_has_16_points(self, printed: Print) -> None:
        for one in styled(
            printed, "body", "clause-1", "clause-2", "clause-3", "closing", "sign-line"
        ):
            if one.paragraph.cell is None:
                assert {round(letter.size, 1) for letter in one.letters} == {16.0}

    def test_single_spacing(self, printed: Print) -> None:
        for one in styled(printed, "body", "clause-1", "clause-2", "clause-3"):
            for first, second in zip(one.lines, one.lines[1:], strict=False):
                if first.page == second.page and one.paragraph.cell is None:
                    assert second.baseline - first.baseline == near(21.3, 0.05)

    def test_title_of_a_memo(self, printed: Print) -> None:
        for one in styled(printed, "memo-title"):
            [line] = one.lines
            assert line.text == "บันทึกข้อความ"
            assert line.middle == near(MIDDLE)
            assert {(round(letter.size, 1), letter.bold) for letter in line.letters} == {
                (29.0, True)
            }

    def test_labels_of_a_memo(self, printed: Print) -> None:
        for one in styled(printed, "field"):
            labels = "".join(letter.text for letter in one.letters if letter.bold)
            assert labels in ("ส่วนราชการ", "ที่วันที่", "เรื่อง")
            for letter in one.letters:
                assert round(letter.size, 1) == (20.0 if letter.bold else 16.0), one.paragraph.text
            assert one.lines[0].left == near(LEFT)

    def test_number_and_date_share_a_line(self, printed: Print) -> None:
        for one in styled(printed, "field"):
            if one.paragraph.text.startswith("ที่"):
                [line] = one.lines
                [at] = [i for i in range(len(line.text)) if line.text.startswith("วันที่", i)]
                assert line.letters[at].origin == near(LEFT + 80 * MM, 4 * MM)

    def test_every_kind_of_example_was_measured(self, sets: Mapping[str, PrintedSet]) -> None:
        prints = [one for printed in sets.values() for one in printed.prints.values()]
        assert {one.document.record.kind for one in prints} == set(KINDS)
        assert any(len(styled(one, "field")) == 3 for one in prints)


class TestEmblem:
    """“Garuda 3 cm high (letter), 1.5 cm (memo), about 1.5 cm from the upper edge.”"""

    def test_an_empty_box_until_the_office_has_one(self, printed: Print) -> None:
        kind = printed.document.record.kind
        if kind == "memo":
            [box] = emblems(printed.pages[0], 15 * MM)
            assert box.left == near(LEFT)
        elif kind in ON_GARUDA_PAPER:
            [box] = emblems(printed.pages[0], 30 * MM)
            assert (box.left + box.right) / 2 == near(MIDDLE)
        for page in printed.pages[1 if kind in ("memo", *ON_GARUDA_PAPER) else 0 :]:
            assert not emblems(page, 15 * MM)
            assert not emblems(page, 30 * MM)

    @pytest.mark.parametrize("kind", ["memo", *ON_GARUDA_PAPER])
    def test_the_offices_own_picture(self, kind: str, tmp_path: Path) -> None:
        PIL.Image.new("RGB", (180, 200), "black").save(tmp_path / "emblem.png")
        office = OFFICE.model_copy(update={"emblem": "emblem.png"})
        printed = print_pdf(document_of(fields(kind), office, tmp_path))
        height = 15 * MM if kind == "memo" else 30 * MM
        [box] = [box for box in printed.pages[0].boxes if box.kind == raw.FPDF_PAGEOBJ_IMAGE]
        assert box.height == near(height)
        assert box.width == near(height * 0.9)
        assert box.top == near(15 * MM)
        assert (box.left if kind == "memo" else (box.left + box.right) / 2) == near(
            LEFT if kind == "memo" else MIDDLE
        )


class TestLetter:
    """“Date aligned from the centre of the Garuda”; the closing words in the right half."""

    def test_the_date_begins_at_the_middle(self, printed: Print) -> None:
        for one in styled(printed, "letter-date"):
            assert one.lines[0].left == near(MIDDLE)

    def test_signatures_are_centred_in_the_right_half(self, printed: Print) -> None:
        if len(printed.document.record.signers) == 1:
            for one in styled(printed, "sign-line", "respect"):
                if one.paragraph.signature in (0, None):
                    assert one.lines[0].middle == near((MIDDLE + RIGHT) / 2)

    def test_three_blank_lines_above_the_name(self, printed: Print) -> None:
        ends = styled(printed, "closing", "respect", "done")
        names = [one for one in styled(printed, "sign-line") if one.paragraph.signature == 0]
        if ends and names and len(printed.document.record.signers) == 1:
            end, name = ends[-1].lines[-1], names[0].lines[0]
            assert end.page == name.page
            assert name.baseline - end.baseline == near(4 * 21.3)

    @pytest.mark.parametrize("urgency", ["ด่วน", "ด่วนมาก", "ด่วนที่สุด"])
    @pytest.mark.parametrize("kind", ["memo", "letter"])
    def test_urgency_is_red_and_large(self, kind: str, urgency: str, printer: Printer) -> None:
        printed = print_pdf(document_of(fields(kind) | {"urgency": urgency}), printer)
        [one] = styled(printed, "urgency")
        assert {round(letter.size) for letter in one.letters} == {32}
        red, green, blue = colour(printed, one.lines[0])
        assert red > 150
        assert max(green, blue) < 60


class TestPageNumbers:
    """“- ๒ - at the top centre, from page two.”"""

    def test_numbers_stand_at_the_middle_of_the_top(self, printed: Print) -> None:
        for page in printed.pages[1:]:
            [line] = [one for one in lines_of(printed.furniture(page)) if one.text[0] == "-"]
            assert line.text == f"-{to_thai(str(page.index + 1))}-"
            assert line.middle == near((LEFT + page.width - 20 * MM) / 2)
            assert 15 * MM < line.baseline < 25 * MM
            assert {round(letter.size) for letter in line.letters} == {16}

    def test_the_first_page_has_none(self, printed: Print) -> None:
        shown = [one.text for one in lines_of(printed.furniture(printed.pages[0]))]
        assert "-๑-" not in shown

    def test_text_starts_below_the_number(self, printed: Print) -> None:
        for page in printed.pages[1:]:
            top = min(letter.baseline for letter in printed.body(page))
            assert 30 * MM < top < 30 * MM + 45

    def test_pages_without_numbers_when_the_sheet_says_so(self, printer: Printer) -> None:
        values = fields("announcement") | {"body": "\n\n".join([SENTENCE] * 40)}
        printed = print_pdf(document_of(values | {"page_numbers": False}), printer)
        assert len(printed.pages) > 1
        assert all(letter.text != "-" for page in printed.pages for letter in page.letters)


class TestCatchwords:
    """“First words of the next page at the bottom right, then ...” of each page that goes on."""

    def test_it_is_the_beginning_of_the_next_page(self, printed: Print) -> None:
        record = printed.document.record
        usual = printed.document.kind.catchword
        wanted = usual if record.catchword is None else record.catchword
        if not wanted:
            assert printed.rendition.catchwords == ()
            return
        assert len(printed.rendition.catchwords) == len(printed.pages) - 1
        for page, word in zip(printed.pages[1:], printed.rendition.catchwords, strict=True):
            assert word.startswith("/")
            assert word.endswith("...")
            opening = "".join(letter.text for letter in without_heads(printed, page))
            assert len(tight(word)) > len("/...") + 3
            assert opening.startswith(tight(word)[1:-3])

    def test_it_stands_at_the_bottom_right(self, printed: Print) -> None:
        for page, word in zip(printed.pages, printed.rendition.catchwords, strict=False):
            [line] = [one for one in lines_of(printed.furniture(page)) if one.text == tight(word)]
            assert line.right == near(page.width - 20 * MM)
            assert printed.foot(page) < line.baseline < page.height - 5 * MM

    def test_the_examples_have_some(self, sets: Mapping[str, PrintedSet]) -> None:
        words = [
            word
            for printed in sets.values()
            for one in printed.prints.values()
            for word in one.rendition.catchwords
        ]
        assert len(words) > 5
        assert any(word.startswith("/กรณีการปฏิบัติ") for word in words)


def emblems(page: Page, height: float) -> list[Box]:
    """Return the boxes of a page that have an emblem's height and place."""
    return [box for box in page.boxes if box.height == near(height) and box.top == near(15 * MM)]


def colour(printed: Print, line: Line) -> tuple[int, int, int]:
    """Return the colour of a line's letters, from the page as a picture."""
    document = pypdfium2.PdfDocument(printed.rendition.data)
    try:
        picture = document[line.page].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()
    room = (line.left * 2, (line.baseline - 14) * 2, line.right * 2, line.baseline * 2)
    counted: Any = picture.crop(tuple(map(round, room))).getcolors(100_000)
    darkest: tuple[int, int, int] = min((pixel for _, pixel in counted), key=sum)
    return darkest


def without_heads(printed: Print, page: Page) -> list[Any]:
    """Return the letters of a page that belong to the record, in order."""
    own = {id(letter) for one in printed.placed for letter in one.letters}
    return [letter for letter in page.letters if id(letter) in own]
