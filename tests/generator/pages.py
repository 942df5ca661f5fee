"""Words for printed pages: reads a PDF back as letters with their places.

Lengths are points from the upper left corner of the page. White space is never looked at.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pypdfium2
from fontTools.ttLib import TTFont
from pypdfium2 import raw

from generator.measures import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MM = POINTS["mm"]
FONTS = Path(__file__).parents[2] / "fonts"
MARKS = "".join(map(chr, (0x0E31, 0x0E33, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))))
_SAME_LINE = 2.0


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


def tight(text: str) -> str:
    """Return a text without white space and without what holds phrases together."""
    return "".join(text.split()).replace("\u2060", "")


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
