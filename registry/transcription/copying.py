"""Copying: takes the sheets of a file one by one, and puts each line where it belongs."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from registry.transcription import heads, left
from registry.transcription.cell import MAX_ROWS, letter
from registry.transcription.errors import NoHeadsError, TooManyRowsError
from registry.transcription.heads import FIRST_ROWS
from registry.transcription.odd import Odd
from registry.transcription.reading import Page, Reading, typed_cells
from registry.transcription.row import Left, Row
from registry.transcription.transcript import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from registry.transcription.cell import Line, Table

_OF_THE_NUMBER = {"unreadable_number", "inserted_number"}
_OF_CELLS = {"formula_without_value", "error_value"}
_OF_THE_DATE = {"unreadable_date", "impossible_date"}


class Copyist:
    """Copies the sheets of one file."""

    def __init__(self, file: str, book: str, year: int | None) -> None:
        self._file, self._book, self._year = file, book, year
        self.rows: list[Row] = []
        self.left: list[Left] = []
        self.odd: list[Odd] = []
        self.sheets: list[Sheet] = []
        self._ends = (0, 0)

    def copy(self, table: Table) -> None:
        """Copy a sheet.

        Raises:
            TooManyRowsError: there are more rows than any register has.
        """
        lines = iter(table.lines)
        first = list(islice(lines, FIRST_ROWS))
        if table.hidden and first:
            self._say("hidden_sheet", table.name)
        columns = heads.find(first, self._book)
        if columns is None or columns.another_book:
            self._refuse(table.name, chain(first, lines), known=columns is not None)
            return
        before = tuple(typed_cells(line) for line in first if line.number < columns.first)
        below = (line for line in first if line.number > columns.last)
        page = Page(
            book=self._book,
            year=self._year,
            sheet=table.name,
            epoch=table.epoch,
            columns=columns,
        )
        filled = self._copy_lines(page, chain(below, lines))
        self._unknown_columns(page)
        self.sheets.append(
            Sheet(
                name=table.name,
                head=columns.last,
                heads=columns.names,
                before=before,
                filled=filled,
            )
        )

    def finish(self) -> None:
        """Make sure that something could be read at all.

        Raises:
            NoHeadsError: no sheet names the columns of this book.
        """
        if not any(sheet.head for sheet in self.sheets):
            row, last = self._ends
            raise NoHeadsError(file=self._file, row=row, last=last, known=heads.known(self._book))

    def _copy_lines(self, page: Page, lines: Iterable[Line]) -> int:
        copied: list[Row] = []
        start, filled = len(self.left), 0
        for line in lines:
            filled += 1
            self._bound(len(self.rows) + len(self.left) + len(copied), line)
            reason = left.reason(line, page.columns, self._book)
            if reason:
                self._leave(page, line, reason)
            else:
                copied += self._row(line, page)
        while copied and copied[-1].is_odd("number_only"):
            row = copied.pop()
            self.left.append(Left(sheet=row.sheet, row=row.row, reason="unused", cells=row.cells))
        self.rows += copied
        self.left[start:] = sorted(self.left[start:], key=lambda left: left.row)
        return filled

    def _row(self, line: Line, page: Page) -> list[Row]:
        reading = Reading(line, page)
        row = reading.row()
        odd = (*reading.odd, *_missing(row, self._book, reading.odd))
        row = replace(row, odd=odd)
        if not row.is_odd("text_too_long"):
            return [row]
        kept = replace(row, sender="", to="", subject="", action="", note="")
        reason = "text_too_long"
        self.left.append(
            Left(sheet=row.sheet, row=row.row, reason=reason, cells=row.cells, kept=kept, odd=odd)
        )
        return []

    def _leave(self, page: Page, line: Line, reason: str) -> None:
        cells = typed_cells(line)
        self.left.append(Left(sheet=page.sheet, row=line.number, reason=reason, cells=cells))
        if reason == "head_again" and not page.columns.repeated(line):
            page.columns = heads.again(line, self._book) or page.columns

    def _refuse(self, sheet: str, lines: Iterable[Line], *, known: bool) -> None:
        reason, numbers = "another_book" if known else "no_heads", []
        for line in lines:
            self._bound(len(self.rows) + len(self.left), line)
            numbers.append(line.number)
            cells = typed_cells(line)
            self.left.append(Left(sheet=sheet, row=line.number, reason=reason, cells=cells))
        if numbers:
            self._say(reason, sheet)
            self._ends = (numbers[0], numbers[:FIRST_ROWS][-1])
        self.sheets.append(Sheet(name=sheet, head=0, heads=(), before=(), filled=len(numbers)))

    def _unknown_columns(self, page: Page) -> None:
        for column in sorted(page.unknown):
            name = page.columns.name(column)
            facts = {"column": letter(column), "head": name}
            self._say("unknown_column", page.sheet, page.columns.last, **facts)

    def _say(self, code: str, sheet: str, row: int = 0, /, **facts: str) -> None:
        facts = facts or {"sheet": sheet or self._file}
        self.odd.append(Odd.of(code, sheet, row, **facts))

    def _bound(self, rows: int, line: Line) -> None:
        if rows >= MAX_ROWS:
            raise TooManyRowsError(file=self._file, limit=MAX_ROWS, row=line.number)


def _missing(row: Row, book: str, odd: list[Odd]) -> list[Odd]:
    """Say what a row does not have: a number, a date, a subject."""
    codes, said = [], {each.code for each in odd}
    texts = (row.sender, row.to, row.subject, row.action, row.note)
    dates = (row.date_as_typed, row.received_as_typed)
    if row.running is not None and not any((*texts, *dates, row.voided, said & _OF_CELLS)):
        return [Odd.of("number_only", row.sheet, row.row)]
    if row.running is None and not said & _OF_THE_NUMBER:
        codes.append("no_number")
    received = heads.family(book) == "received" and row.received
    if not (row.date or received or row.voided or said & _OF_THE_DATE):
        codes.append("no_date")
    if not (row.subject or row.voided or "text_too_long" in said):
        codes.append("no_subject")
    return [Odd.of(code, row.sheet, row.row) for code in codes]
