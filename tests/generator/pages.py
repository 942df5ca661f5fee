"""Words for printed pages: reads a PDF back as letters with their places, and finds in them the
paragraphs of the semantic HTML that was printed.

Lengths are points from the upper left corner of the page. White space is never looked at.
"""

from __future__ import annotations

import ctypes
import io
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pypdfium2
import yaml
from fontTools.ttLib import TTFont
from lxml import html as markup
from pypdfium2 import raw

from generator.compose import compose
from generator.measures import POINTS, Measures
from generator.printing import Printer, Rendition
from records.case import load_case
from records.digits import to_thai

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from records.case import Case, Document

MM = POINTS["mm"]
EXAMPLES = Path(__file__).parents[2] / "examples"
FONTS = EXAMPLES.parent / "fonts"
CASES = sorted(
    path.parent.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("*/cases/*/case.yaml")
)
DOCUMENTS = [
    f"{case}/{row['id']}"
    for case in CASES
    for row in yaml.safe_load((EXAMPLES / case / "case.yaml").read_text("utf-8"))["documents"]
]
MARKS = "".join(map(chr, (0x0E31, 0x0E33, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))))
ENGINES = ("weasyprint", "fontTools", "PIL", "pydyf", "tinycss2", "pypdf")
_SAME_LINE = 2.0
_BLOCKS = ("p", "h1", "h2", "h3")


def tight(text: str) -> str:
    """Return a text without white space and without what holds phrases together."""
    return "".join(text.split()).replace("\u2060", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A character as it stands on a page.

    It begins at `origin`, the next one would begin at `right`; its ink begins at `left`.
    """

    text: str
    page: int
    origin: float
    left: float
    right: float
    baseline: float
    size: float
    font: str

    @property
    def bold(self) -> bool:
        return "Bold" in self.font


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on one baseline, in the order of reading."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def left(self) -> float:
        return self.letters[0].origin

    @property
    def right(self) -> float:
        return max(letter.right for letter in self.letters)

    @property
    def baseline(self) -> float:
        return self.letters[0].baseline

    @property
    def page(self) -> int:
        return self.letters[0].page

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn and is no text: a picture, a frame."""

    kind: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: all its letters in the order of the file, and in the order pdfium reads."""

    index: int
    width: float
    height: float
    letters: tuple[Letter, ...]
    boxes: tuple[Box, ...]
    read: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    def within(self, top: float, bottom: float) -> tuple[Letter, ...]:
        """Return the letters whose baseline lies between two heights."""
        return tuple(one for one in self.letters if top <= one.baseline < bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the semantic HTML: what a page must show of it.

    `table` and `row` count tables and rows of the document, None outside of tables; `breaks` are
    the places, in `words`, of line breaks that were typed; `signature` counts signature blocks.
    """

    style: str
    text: str
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    head: bool = False
    breaks: tuple[int, ...] = ()
    signature: int | None = None

    @property
    def words(self) -> str:
        return tight(self.text)


@dataclass(slots=True)
class Placed:
    """A paragraph and the letters that show it."""

    paragraph: Paragraph
    letters: list[Letter] = field(default_factory=list)

    @property
    def rest(self) -> str:
        return self.paragraph.words[len(self.letters) :]

    @property
    def lines(self) -> list[Line]:
        return lines_of(self.letters)


def lines_of(letters: Sequence[Letter]) -> list[Line]:
    """Return letters as lines: a new one begins where the baseline or the page changes."""
    lines: list[list[Letter]] = []
    for letter in letters:
        before = lines[-1][-1] if lines else None
        if (
            before is None
            or before.page != letter.page
            or abs(before.baseline - letter.baseline) > _SAME_LINE
        ):
            lines.append([])
        lines[-1].append(letter)
    return [Line(tuple(line)) for line in lines]


def pages_of(data: bytes) -> list[Page]:
    """Read a PDF with pypdfium2."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(document[index], index) for index in range(len(document))]
    finally:
        document.close()


def pypdf_texts(data: bytes) -> list[str]:
    """Read the text of each page with pypdf, white space aside."""
    return [tight(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def paragraphs_of(html: str) -> list[Paragraph]:
    """Return the paragraphs of semantic HTML in their order; empty ones are left out."""
    root = markup.document_fromstring(html).body
    assert root is not None
    tables = list(root.iter("table"))
    rows = list(root.iter("tr"))
    cells = list(root.iter("td", "th"))
    signatures = list(root.find_class("signature"))
    found = [
        Paragraph(
            style=node.get("class", "").split()[0],
            text=node.text_content().replace("\u2060", "").replace("\u00a0", " "),
            table=_place(node, tables),
            row=_place(node, rows),
            cell=_place(node, cells),
            head=next(node.iterancestors("thead"), None) is not None,
            breaks=_breaks(node),
            signature=_place(node, signatures),
        )
        for node in root.iter(*_BLOCKS)
    ]
    return [paragraph for paragraph in found if paragraph.words]


@dataclass(frozen=True, kw_only=True)
class Print:
    """A document and what the printer made of it."""

    document: Document
    rendition: Rendition
    mark: str = ""

    @property
    def name(self) -> str:
        return f"{self.document.path.parent.name}/{self.document.id}"

    @cached_property
    def measures(self) -> Measures:
        return Measures.of(self.document.office.page.given)

    @cached_property
    def html(self) -> str:
        return compose(self.document, self.measures, self.mark).html

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return paragraphs_of(self.html)

    @cached_property
    def pages(self) -> list[Page]:
        return pages_of(self.rendition.data)

    @cached_property
    def placed(self) -> list[Placed]:
        """The paragraphs in their places; fails where the pages show anything else."""
        return place(self.paragraphs, [self.body(page) for page in self.pages])

    def foot(self, page: Page) -> float:
        """Return where the text of a page ends at the latest."""
        return page.height - self.measures["margin_bottom"]

    def top(self, page: Page) -> float:
        """Return where the text of a page begins at the earliest."""
        return self.measures["running_top"] if page.index else 0.0

    def body(self, page: Page) -> tuple[Letter, ...]:
        """Return the letters of a page that are no furniture in its margins."""
        furniture = {id(letter) for letter in self.furniture(page)}
        return tuple(letter for letter in page.letters if id(letter) not in furniture)

    def furniture(self, page: Page) -> tuple[Letter, ...]:
        """Return the letters in the upper and lower margin; fails where others stand there."""
        top, foot = self.top(page), self.foot(page)
        outside = tuple(one for one in page.letters if not top <= one.baseline < foot)
        shown = sorted(line.text for line in lines_of(outside))
        assert shown == sorted(self.expected_furniture(page)), f"{self.name}, page {page.index + 1}"
        return outside

    def expected_furniture(self, page: Page) -> list[str]:
        """Return what must stand in the margins of a page: its number, its catchword."""
        expected = []
        if page.index and self.document.record.page_numbers:
            expected.append(f"-{to_thai(str(page.index + 1))}-")
        words = self.rendition.catchwords
        if page.index < len(words) and words[page.index]:
            expected.append(tight(words[page.index]))
        return expected


@dataclass(frozen=True, kw_only=True)
class PrintedSet:
    """A case, its documents printed, the bound set, and what was logged meanwhile."""

    case: Case
    prints: Mapping[str, Print]
    bound: Rendition
    logged: tuple[str, ...]


def print_set(name: str) -> PrintedSet:
    """Print an example set as PDF."""
    case = load_case(EXAMPLES / name)
    prints, bound = {}, None
    with listening() as logged:
        for document, _, rendition in Printer(case.office).set(case.documents, case.title, ["pdf"]):
            if document is None:
                bound = rendition
            else:
                prints[document.id] = Print(document=document, rendition=rendition)
    assert bound is not None
    return PrintedSet(case=case, prints=prints, bound=bound, logged=tuple(logged))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give the warnings that the printer's engines log while something is printed."""
    notes: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: notes.append(f"{record.name}: {record.getMessage()}")  # type: ignore[method-assign]  # the one hook of a handler
    for name in ENGINES:
        logging.getLogger(name).addHandler(handler)
    try:
        yield notes
    finally:
        for name in ENGINES:
            logging.getLogger(name).removeHandler(handler)


def print_pdf(document: Document, printer: Printer | None = None, mark: str = "") -> Print:
    """Print one document as PDF."""
    printer = printer or Printer(document.office)
    rendition = printer.print(document, "pdf", mark)
    return Print(document=document, rendition=rendition, mark=mark)


def place(paragraphs: Sequence[Paragraph], pages: Sequence[Sequence[Letter]]) -> list[Placed]:
    """Find paragraphs on pages: every letter belongs to one of them, in the order of reading.

    A row of a table that a page end cuts goes on overleaf cell by cell. The head of a table that
    goes on stands at the top of the page, once, and is no word of the record.
    """
    placed = [Placed(paragraph) for paragraph in paragraphs]
    units = [list(unit) for _, unit in groupby(placed, key=lambda one: _unit(one.paragraph))]
    at = 0
    for letters in pages:
        rest = list(letters)
        if rest and at < len(units):
            rest = _without_head(rest, units, at)
        while rest:
            assert at < len(units), f"more than the record has: {_text(rest)[:80]}"
            wanted = [one for one in units[at] if one.rest]
            whole = "".join(one.rest for one in wanted)
            if _text(rest[: len(whole)]) == whole:
                lengths = [len(one.rest) for one in wanted]
                at += 1
            else:
                lengths = _cut([_cell_rest(cell) for cell in _cells(wanted)], _text(rest))
                wanted, lengths = _by_paragraph(_cells(wanted), lengths)
            for one, length in zip(wanted, lengths, strict=True):
                one.letters.extend(rest[:length])
                del rest[:length]
            while at < len(units) and not any(one.rest for one in units[at]):
                at += 1
    lost = "".join(one.rest for one in placed)
    assert not lost, f"not on the pages: {lost[:80]}"
    return placed


def first_difference(expected: str, found: str) -> str:
    """Return where two texts part, with what stands around; empty if they are equal."""
    if expected == found:
        return ""
    pairs = zip(expected, found, strict=False)
    shorter = min(len(expected), len(found))
    at = next((place for place, (a, b) in enumerate(pairs) if a != b), shorter)
    around = slice(max(0, at - 30), at + 30)
    return f"at {at}\nexpected: {expected[around]!r}\nfound:    {found[around]!r}"


def _page(page: Any, index: int) -> Page:
    height = page.get_height()
    boxes = []
    order: dict[int | None, int] = {}
    for number, one in enumerate(page.get_objects(max_depth=5)):
        order[_address(one.raw)] = number
        if one.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH):
            left, bottom, right, top = one.get_bounds()
            boxes.append(Box(one.type, left, height - top, right, height - bottom))
    read = list(_letters(page.get_textpage(), index, height))
    return Page(
        index=index,
        width=page.get_width(),
        height=height,
        letters=tuple(letter for _, letter in sorted(read, key=lambda pair: order[pair[0]])),
        boxes=tuple(boxes),
        read=tuple(letter for _, letter in read),
    )


@cache
def advance(font: str, character: str) -> float:
    """Return how far a character of TH SarabunPSK moves the pen, in ems."""
    widths, glyphs, em = _metrics("".join(font.split("-")[2:]) or "Regular")
    width: float = widths[glyphs[ord(character)]][0] / em
    return width


@cache
def _metrics(style: str) -> tuple[Any, dict[int, str], int]:
    read = TTFont(FONTS / f"THSarabunPSK-{style}.ttf")
    return read["hmtx"], read.getBestCmap(), read["head"].unitsPerEm


def _address(pointer: Any) -> int | None:
    return ctypes.cast(pointer, ctypes.c_void_p).value


def _letters(text: Any, page: int, height: float) -> Iterator[tuple[int | None, Letter]]:
    """Yield the letters in pdfium's order, each with the address of its text object."""
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix, box, flags = raw.FS_MATRIX(), raw.FS_RECTF(), ctypes.c_int()
    name = ctypes.create_string_buffer(80)
    for at in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, at))
        # What pdfium adds of its own between lines and words is not in the file.
        if raw.FPDFText_IsGenerated(text, at) or character.isspace():
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetMatrix(text, at, matrix)
        raw.FPDFText_GetFontInfo(text, at, name, len(name), flags)
        size = raw.FPDFText_GetFontSize(text, at) * abs(matrix.d or matrix.a)
        font = name.value.decode()
        letter = Letter(
            text=character,
            page=page,
            origin=x.value,
            left=box.left,
            right=x.value + advance(font.partition("+")[2], character) * size,
            baseline=height - y.value,
            size=size,
            font=font,
        )
        yield _address(raw.FPDFText_GetTextObject(text, at)), letter


def _place(node: Any, among: list[Any]) -> int | None:
    """Return which of some elements is the nearest around a node."""
    return next((among.index(one) for one in node.iterancestors() if one in among), None)


def _breaks(node: Any) -> tuple[int, ...]:
    places = []
    for line_break in node.iter("br"):
        before = "".join(line_break.xpath("preceding::text()[ancestor::*[. = $node]]", node=node))
        places.append(len(tight(before)))
    return tuple(places)


def _unit(paragraph: Paragraph) -> object:
    """Return what a page end can cut into parts: a paragraph, or all cells of a row."""
    if paragraph.row is not None:
        return ("row", paragraph.row)
    return ("paragraph", id(paragraph))


def _without_head(rest: list[Letter], units: list[list[Placed]], at: int) -> list[Letter]:
    """Take the repeated head of a table off the beginning of a page, where one must stand."""
    going_on = units[at][0].paragraph
    if going_on.table is None or going_on.head or not units[at]:
        return rest
    heads = [
        one
        for unit in units
        for one in unit
        if one.paragraph.head and one.paragraph.table == going_on.table
    ]
    if not heads or any(one.rest for one in heads):
        return rest
    head = "".join(one.paragraph.words for one in heads)
    shown = _text(rest[: len(head)])
    assert shown == head, f"the head of the table is not repeated: {shown}"
    return rest[len(head) :]


def _cells(row: list[Placed]) -> list[list[Placed]]:
    return [list(cell) for _, cell in groupby(row, key=lambda one: one.paragraph.cell)]


def _cell_rest(cell: list[Placed]) -> str:
    return "".join(one.rest for one in cell)


def _by_paragraph(cells: list[list[Placed]], lengths: list[int]) -> tuple[list[Placed], list[int]]:
    wanted, shares = [], []
    for cell, length in zip(cells, lengths, strict=True):
        left = length
        for one in cell:
            share = min(left, len(one.rest))
            wanted.append(one)
            shares.append(share)
            left -= share
    return wanted, shares


def _cut(cells: list[str], shown: str) -> list[int]:
    """Return how much of each cell a page shows, all of the page together being `shown`."""
    found = _cuts(cells, shown)
    whole = "".join(cells)
    assert found is not None, first_difference(whole[: len(shown) + 30], shown)
    return found


def _cuts(cells: list[str], shown: str) -> list[int] | None:
    if not cells:
        return None if shown else []
    common = next(
        (at for at, (a, b) in enumerate(zip(cells[0], shown, strict=False)) if a != b),
        min(len(cells[0]), len(shown)),
    )
    for length in range(common, -1, -1):
        others = _cuts(cells[1:], shown[length:])
        if others is not None:
            return [length, *others]
    return None


def _text(letters: Sequence[Letter]) -> str:
    return "".join(letter.text for letter in letters)
