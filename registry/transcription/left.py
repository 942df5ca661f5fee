"""What is left: which lines of a sheet are no rows of the book, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.transcription import heads
from registry.transcription.cell import EXCEL_EPOCH, Cell
from registry.transcription.days import read_day
from registry.transcription.numbers import read_number
from registry.transcription.words import is_total

if TYPE_CHECKING:
    from registry.transcription.cell import Line
    from registry.transcription.heads import Columns

SENTENCES = {
    "head_again": "The row repeats the heads of the columns",
    "column_numbers": "The row counts the columns",
    "title": "The row is a title",
    "total": "The row adds up others",
    "only_formulas": "The row holds only formulas without results",
    "unused": "The row has a number and nothing else, like all rows after it",
    "text_too_long": "A text of the row is longer than any text of a register",
    "no_heads": "The heads of the columns are not known",
    "another_book": "The row belongs to another book",
}

_FEW = 3
_TEXTS = ("sender", "to", "subject", "action", "note", "date", "received")
_NUMBERS = ("running", "number", "order")


def reason(line: Line, columns: Columns, book: str) -> str:
    """Return why a line is no row of the book; empty if it is one."""
    filled = line.filled
    first = line.cells[filled[0]]
    if all(line.cells[at].formula for at in filled):
        return "only_formulas"
    if _counts_columns(line):
        return "column_numbers"
    if not isinstance(first.value, str) or first.value.strip()[:1].isdigit():
        return ""
    if columns.repeated(line) or heads.again(line, book):
        return "head_again"
    if len(filled) <= _FEW and is_total(first.text) and not _is_numbered(line, columns):
        return "total"
    return "title" if len(filled) == 1 and _is_title(line, columns) else ""


def _counts_columns(line: Line) -> bool:
    """Say whether the cells are (1) (2) (3), as below the heads of printed forms."""
    texts = [cell.text.strip() for cell in line.cells]
    if len(texts) < _FEW or not texts[0].startswith("("):
        return False
    numbers = [read_number(cell).running for cell in map(_bare, texts)]
    return numbers == list(range(1, len(texts) + 1))


def _bare(text: str) -> Cell:
    return Cell(value=text.strip("()"))


def _is_numbered(line: Line, columns: Columns) -> bool:
    numbers = (read_number(line.cell(columns.fields.get(name))) for name in _NUMBERS)
    if any(given.running is not None for given in numbers):
        return True
    return read_day(line.cell(columns.fields.get("date")), None, EXCEL_EPOCH).date is not None


def _is_title(line: Line, columns: Columns) -> bool:
    column = line.filled[0]
    if line.cells[column].span >= _FEW:
        return True
    if column in {columns.fields.get(name) for name in _TEXTS}:
        return False
    return not _is_numbered(line, columns)
