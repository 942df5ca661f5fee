"""CSV sheet: turns a register sheet into CSV for Excel and for programs.

UTF-8 with a byte order mark, by which Excel knows that it is UTF-8; lines end in CR LF (RFC 4180).

Excel takes a cell that begins with = + - or @ for a formula, and a letter's subject may come from
anybody. Such a cell gets an apostrophe before it, which is seen but never computed; one that
begins with an apostrophe gets another, so that a program that takes one off has the words again.
A tab or a space in front would be lost in many readers, and so are quotation marks, which do not
stop Excel. A lone sign, as in a cell left out by a dash, stays as it is.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from records.dates import DateStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.kinds.register_sheet import RegisterSheet

MEDIA_TYPE: Final = "text/csv; charset=utf-8"
_MARK: Final = "\ufeff"
# The full-width signs are formulas to Excel in some languages.
_SIGNS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'", "\t", "\r")


def csv_sheet(sheet: RegisterSheet) -> bytes:
    """Return the sheet's columns and lines as CSV; a warning that it is cut is the last line."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    for row in _rows(sheet):
        writer.writerow([harmless(text) for text in row])
    return (_MARK + held.getvalue()).encode()


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet computes."""
    return f"'{text}" if len(text) > 1 and text.startswith(_SIGNS) else text


def _rows(sheet: RegisterSheet) -> Iterator[list[str]]:
    daily = any(row.day for row in sheet.rows)
    titles = [" ".join(filter(None, (column.group, column.title))) for column in sheet.columns]
    yield [sheet.day_title, *titles] if daily else titles
    for row in sheet.rows:
        day = row.day.format(DateStyle.ABBREVIATED) if row.day else ""
        yield [day, *row.cells] if daily else list(row.cells)
    if sheet.warning:
        yield [sheet.warning]
