"""Workbooks: turns an .xlsx file into tables. The only door to openpyxl for reading.

Macros are never run and links to other files never followed: both stay unread in the archive.
"""

from __future__ import annotations

import datetime as dt
import warnings
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from registry.transcription.cell import (
    BLANK,
    EXCEL_EPOCH,
    MACINTOSH_EPOCH,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Line,
    Table,
    Value,
    unescaped,
)
from registry.transcription.errors import (
    DamagedWorkbookError,
    TooManyColumnsError,
    TooManyRowsError,
    TranscriptionError,
)
from registry.transcription.gate import inspect
from registry.transcription.merges import Merges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from registry.transcription.parts import Part

_AT_ONCE = 500


def tables(data: bytes, file: str) -> Iterator[Table]:
    """Yield the sheets of a workbook in order; their lines are read as they are asked for.

    Raises:
        TranscriptionError: it is no workbook, is damaged, hostile, or larger than any register.
    """
    parts = inspect(data, file)
    with _openpyxl(file, "xl/workbook.xml"):
        book = load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
        )
    # openpyxl passes over a sheet whose part is not there.
    if len(book.sheetnames) != sum(part.sheets for part in parts.values()):
        raise DamagedWorkbookError(file=file, part="xl/workbook.xml", row=0)
    epoch = MACINTOSH_EPOCH if book.epoch.date() == MACINTOSH_EPOCH else EXCEL_EPOCH
    for sheet in book.worksheets:
        hidden = sheet.sheet_state != "visible"
        yield Table(name=sheet.title, lines=_lines(sheet, parts, file), hidden=hidden, epoch=epoch)


def _lines(sheet: Any, parts: Mapping[str, Part], file: str) -> Iterator[Line]:
    name: str = sheet._worksheet_path  # noqa: SLF001 - nothing public says which part it is
    part = parts.get(name)
    if part is None or not part.is_sheet or not part.last_row:
        return
    if part.last_column >= MAX_COLUMNS:
        raise TooManyColumnsError(
            file=file, sheet=sheet.title, row=part.widest_row, limit=MAX_COLUMNS
        )
    merges, filled = Merges(part.merges), 0
    for number, cells in _rows(sheet, part, file, name):
        line = merges.line(number, [_cell(cell, part) for cell in cells], part.hidden)
        filled += line is not None
        if filled > MAX_ROWS:
            raise TooManyRowsError(file=file, limit=MAX_ROWS, row=number)
        if line is not None:
            yield line


def _rows(sheet: Any, part: Part, file: str, name: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    rows = enumerate(sheet.iter_rows(max_row=part.last_row, max_col=part.last_column + 1), 1)
    while True:
        with _openpyxl(file, name):
            batch = tuple(islice(rows, _AT_ONCE))
        if not batch:
            return
        yield from batch


def _cell(cell: Any, part: Part) -> Cell:
    value = cell.value
    if cell.data_type == "n" and value is None and not part.formulas:
        return BLANK
    at = (getattr(cell, "row", 0), getattr(cell, "column", 0) - 1)
    if formula := part.formulas.get(at):
        return Cell(formula=formula)
    if value is None:
        return BLANK
    if cell.data_type == "e":
        raw = part.numbers.get(at)
        return Cell(value=raw or str(value), is_error=raw is None)
    struck = bool(cell.has_style and cell.font.strike)
    if isinstance(value, CellRichText):
        return Cell(value=unescaped(str(value)), struck=struck or _all_struck(value))
    return Cell(value=_plain(value), struck=struck, shows_day=_shows_day(cell, value))


def _plain(value: Any) -> Value:
    if isinstance(value, str):
        return unescaped(value)
    known: Value = value
    return known


def _all_struck(text: CellRichText) -> bool:
    seen = [part for part in text if str(part).strip()]
    return bool(seen) and all(isinstance(part, TextBlock) and part.font.strike for part in seen)


def _shows_day(cell: Any, value: Value) -> bool:
    return not isinstance(value, dt.date) or "d" in str(cell.number_format).lower()


@contextmanager
def _openpyxl(file: str, part: str) -> Iterator[None]:
    """Say of whatever openpyxl stumbles over that the workbook is damaged there."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of formats that only writing would lose
            yield
    except TranscriptionError:
        raise
    except Exception as error:  # openpyxl has no errors of its own
        raise DamagedWorkbookError(file=file, part=part, row=0) from error
