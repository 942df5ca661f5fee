"""Cells and lines: what either kind of file gives, before anything is read into it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None

MAX_ROWS = 200_000
MAX_COLUMNS = 50
EXCEL_EPOCH, MACINTOSH_EPOCH = dt.date(1899, 12, 30), dt.date(1904, 1, 1)

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_ALPHABET = 26
_WHOLE = 1e15


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its value, and what the spreadsheet says of it.

    `formula` is that of a formula without a result; `is_error` marks #REF! and the like;
    `merged_from` is the row of the merged cell above whose value this is, or 0; `span` is over
    how many columns it is merged; `shows_day` is False for a date shown as month and year only.
    """

    value: Value = None
    struck: bool = False
    formula: str = ""
    is_error: bool = False
    merged_from: int = 0
    span: int = 1
    shows_day: bool = True

    @property
    def text(self) -> str:
        """The value as text, or the formula that has none."""
        return self.formula or _text(self.value)

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen in it."""
        if self.value is None:
            return not self.formula
        return isinstance(self.value, str) and not self.value.translate(_UNSEEN).strip()


BLANK = Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a file that is not blank, with its 1-based number."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def cell(self, column: int | None) -> Cell:
        """Return the cell of a 0-based column; blank where there is none."""
        return BLANK if column is None or column >= len(self.cells) else self.cells[column]

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns whose own cells are not blank."""
        cells = enumerate(self.cells)
        return tuple(at for at, cell in cells if not cell.is_blank and not cell.merged_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet of a workbook, or a table of text, whose name is empty."""

    name: str
    lines: Iterator[Line]
    hidden: bool = False
    epoch: dt.date = EXCEL_EPOCH


def letter(column: int) -> str:
    """Return the letters of a 0-based column: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text on one line in normal form C, and the characters that had to be left out.

    What is typed unseen between Thai letters goes without a word; a control character or one that
    turns the direction of writing is named, as U+0007.
    """
    line = " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())
    if line.isprintable():
        return line, ()
    bad = [letter for letter in line if unicodedata.category(letter) in _UNPRINTABLE]
    left = "".join(letter for letter in line if letter not in bad)
    return " ".join(left.split()), tuple(dict.fromkeys(f"U+{ord(letter):04X}" for letter in bad))


def unescaped(text: str) -> str:
    """Return the text of a workbook with its escapes (_x000D_) as the characters they stand for."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        whole = abs(value) < _WHOLE and value.is_integer()
        return str(int(value)) if whole else repr(value)
    if isinstance(value, dt.datetime):
        return str(value.date() if value.time() == dt.time() else value)
    return str(value)
