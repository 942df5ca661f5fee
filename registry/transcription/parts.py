"""Parts of a workbook: turns the stream of a part's XML into what the reader of cells must know."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
EXCEL_ROWS, EXCEL_COLUMNS = 1_048_576, 16_384

MAX_DEPTH = 64
# What a reader keeps in memory at once: strings, settings, and what belongs to one row.
MAX_STRINGS = 2_000_000
MAX_FORMATTED = 200_000
MAX_SETTINGS = 250_000
MAX_IN_A_ROW = 100_000
MAX_FORMULA = 8_192
MAX_NOTED = 1_000_000
# 31 December 9999, the last date of Excel.
LAST_SERIAL = 2_958_465

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_BELOW_A_ROW = 3

Place = tuple[int, int]


class Unlike(Exception):  # noqa: N818 - not an error of its own: the gate says what it means
    """A part is unlike what spreadsheet programs write: `damaged`, or made to do harm."""

    def __init__(self, *, damaged: bool) -> None:
        super().__init__(damaged)
        self.damaged = damaged


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged cell, by its corners: 1-based rows, 0-based columns."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Part:
    """What a part holds; rows are 1-based and columns 0-based.

    `formulas` are those without a result, `numbers` those that no date can be, as written. `sheets`
    is how many sheets the workbook names.
    """

    root: str = ""
    namespace: str = ""
    hidden: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    formulas: dict[Place, str] = field(default_factory=dict)
    numbers: dict[Place, str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = -1
    widest_row: int = 0
    sheets: int = 0

    @property
    def is_sheet(self) -> bool:
        """Whether it is a sheet with cells."""
        return self.root == "worksheet"


class Scan:
    """Follows the elements of a part as they come, and keeps only counts and `part`."""

    def __init__(self) -> None:
        self.part = Part()
        self.row = 0
        self._depth = self._elements = self._in_row = self._formatted = 0
        self._column = -1
        self._kind = "n"
        self._text: list[str] = []
        self._length = 0
        self._formula: str | None = None
        self._content = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        if self._depth == 1:
            self.part.namespace, _, self.part.root = tag.rpartition(" ")
        name = tag.rpartition(" ")[2]
        self._count(name)
        if self._depth > MAX_DEPTH:
            raise Unlike(damaged=False)
        if self.part.is_sheet:
            self._start_in_sheet(name, attributes)
        elif name == "sheet" and self.part.root == "workbook":
            self.part.sheets += 1
        self._text, self._length = [], 0

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        if not self.part.is_sheet:
            return
        name = tag.rpartition(" ")[2]
        if name == "f":
            self._formula = "=" + "".join(self._text)
        elif name in ("v", "t"):
            self._content = self._content or "".join(self._text)
        elif name == "c":
            self._end_cell()

    def characters(self, text: str) -> None:
        """Take text, as far as it may be needed."""
        if self._length < MAX_FORMULA:
            self._text.append(text[:MAX_FORMULA])
            self._length += len(text)

    def _count(self, name: str) -> None:
        """Count what a reader keeps in memory: one row of a sheet, or all of another part."""
        if self.part.is_sheet and self._depth > _BELOW_A_ROW:
            self._in_row += 1
            if self._in_row > MAX_IN_A_ROW:
                raise Unlike(damaged=False)
        elif not (self.part.is_sheet and name == "row"):  # rows have their own bound
            self._elements += 1
            self._formatted += name == "rPr"
            limit = MAX_STRINGS if self.part.root == "sst" else MAX_SETTINGS
            if self._elements > limit or self._formatted > MAX_FORMATTED:
                raise Unlike(damaged=False)

    def _start_in_sheet(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._start_row(attributes)
        elif name == "c":
            self._start_cell(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self.row + 1))
        # A row or cell out of its order would be passed over by the reader of the cells.
        if not (number.isascii() and number.isdigit()) or len(number) > len(str(EXCEL_ROWS)):
            raise Unlike(damaged=True)
        if not self.row < int(number) <= EXCEL_ROWS:
            raise Unlike(damaged=True)
        self.row, self._column, self._in_row = int(number), -1, 0
        if attributes.get("hidden") in ("1", "true"):
            self.part.hidden.add(self.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        column = self._column + 1
        if "r" in attributes:
            _, column = _place(attributes["r"])
        if not self._column < column < EXCEL_COLUMNS:
            raise Unlike(damaged=True)
        self._column, self._kind = column, attributes.get("t", "n")
        self._formula, self._content = None, ""

    def _end_cell(self) -> None:
        part, at = self.part, (self.row, self._column)
        if not self._content.strip() and self._formula is None:
            return
        part.last_row = self.row
        if self._column > part.last_column:
            part.last_column, part.widest_row = self._column, self.row
        if not self._content and self._formula is not None:
            part.formulas[at] = self._formula
        elif self._kind == "n" and not _may_be_date(self._content):
            part.numbers[at] = self._content
        if len(part.formulas) + len(part.numbers) > MAX_NOTED:
            raise Unlike(damaged=False)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        self.part.merges.append(Merge(top, left, bottom, right))


def _place(reference: str) -> Place:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise Unlike(damaged=True)
    column = 0
    for each in found[1]:
        column = column * 26 + ord(each) - ord("A") + 1
    return int(found[2]), column - 1


def _may_be_date(number: str) -> bool:
    try:
        return 0 <= float(number) <= LAST_SERIAL
    except ValueError:
        raise Unlike(damaged=True) from None
