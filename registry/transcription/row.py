"""Rows: what one row of an old register says, and the rows that could not be taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from records.dates import ThaiDate
    from records.docnumber import DocumentNumber
    from registry.transcription.odd import Odd


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of an old register as far as it could be read, and what is odd about it.

    `sheet` is empty in a table of text, where `row` is the line of the file in which the row
    begins. `running` is the number in this book, of a block the first; `last` is the last number
    of a block. In a received register `number` is the sender's. `year` is the year of the Buddhist
    era that the number itself names. `cells` are the cells as typed, `note` also holds those of
    unknown columns.
    """

    sheet: str
    row: int
    running: int | None = None
    last: int | None = None
    circular: bool = False
    year: int | None = None
    number: DocumentNumber | None = None
    number_as_typed: str = ""
    date: ThaiDate | None = None
    date_as_typed: str = ""
    received: ThaiDate | None = None
    received_as_typed: str = ""
    sender: str = ""
    to: str = ""
    subject: str = ""
    action: str = ""
    note: str = ""
    voided: bool = False
    cells: tuple[str, ...] = ()
    odd: tuple[Odd, ...] = ()

    @property
    def numbers(self) -> range:
        """The numbers that the row stands for; empty where it has none."""
        if self.running is None:
            return range(0)
        return range(self.running, (self.last or self.running) + 1)

    def is_odd(self, code: str) -> bool:
        """Say whether the row is odd in the way of the code."""
        return any(odd.code == code for odd in self.odd)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A row that is no row of the book, or could not be taken over whole: why, and its cells.

    `reason` is one of `registry.transcription.left`. `kept` is what could be read of a row that
    has too long a text: its number is in use nevertheless.
    """

    sheet: str
    row: int
    reason: str
    cells: tuple[str, ...]
    kept: Row | None = None
    odd: tuple[Odd, ...] = ()
