"""Oddities: what is odd about a row of an old register, each with a code and a sentence.

Bad data is a value: every oddity is reported, none stops the transcription. `note` is what the
reader did to understand a row, `warning` is what somebody should look at, `error` is what could
not be taken over as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from registry.transcription.cell import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

Fact = str | int


class Severity(StrEnum):
    """How much an oddity matters."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


_SEVERITIES = {
    Severity.NOTE: (
        *("ditto", "merged_cell", "hidden_row", "hidden_sheet", "several_numbers", "serial_date"),
        *("two_digit_year", "buddhist_year_cell", "unknown_column"),
    ),
    Severity.ERROR: (
        *("duplicate_number", "unreadable_number", "inserted_number", "impossible_date"),
        *("unreadable_date", "text_too_long", "error_value", "formula_without_value"),
        *("another_book", "no_heads"),
    ),
}
_SEVERITY = {code: severity for severity, codes in _SEVERITIES.items() for code in codes}

SENTENCES = {
    "duplicate_number": (
        "The number {number} stands twice: in row {first} and in row {second}; the first keeps it"
    ),
    "gap": "These numbers are missing before row {place}: {numbers}",
    "number_out_of_order": "The number {number} stands behind {previous}",
    "unreadable_number": "“{typed}” is not a number of a register",
    "inserted_number": "“{typed}” is a number put in between two others",
    "numbers_differ": "The columns of this row give two numbers, {running} and {number}",
    "several_numbers": "This row stands for the numbers {first} to {last}",
    "number_turned_date": (
        "The spreadsheet program made a date of the number, {typed}; it was read as {number}"
    ),
    "no_number": "This row has no number",
    "number_only": "This row has a number and nothing else",
    "another_year": "The number {number} is one of the year {year}, not of {wanted}",
    "impossible_date": "There is no such day as “{typed}”",
    "unreadable_date": "“{typed}” is not a date",
    "no_date": "This row has no date",
    "date_out_of_order": "{date} is earlier than {other}, the date of the number {number}",
    "date_outside_year": "{date} is not in the year {year}",
    "dated_after_receipt": "The date {date} is later than the day of receipt, {received}",
    "year_common_era": "The year of “{typed}” was read as one of the common era: {date}",
    "two_digit_year": "The year of “{typed}” was read as {year}",
    "buddhist_year_cell": (
        "The date cell holds a year of the Buddhist era as if it were of the common era, {typed}; "
        "it was read as {date}"
    ),
    "serial_date": "The date is a bare number of days, {typed}; it was read as {date}",
    "no_subject": "This row has no subject",
    "ditto": "“{typed}” in the column “{head}” was read as “{text}”, from row {above}",
    "ditto_of_nothing": "“{typed}” in the column “{head}” repeats what is not there",
    "merged_cell": "“{text}” in the column “{head}” comes from a merged cell, from row {above}",
    "perhaps_voided": "“{text}” may say that the number was cancelled; it was not read so",
    "formula_without_value": (
        "The cell {cell} holds a formula without its result ({formula}); open the file in Excel "
        "or LibreOffice and save it again"
    ),
    "error_value": "The cell {cell} holds an error of the spreadsheet, {typed}",
    "text_too_long": "The cell {cell} holds {length} characters, more than {limit}",
    "control_characters": (
        "Characters that cannot be printed were left out of the cell {cell}: {characters}"
    ),
    "unknown_column": "The column {column} “{head}” is not known; its cells are kept in the note",
    "hidden_row": "This row is hidden in the spreadsheet",
    "hidden_sheet": "The sheet “{sheet}” is hidden in the workbook",
    "another_book": "The heads of “{sheet}” are those of another book; no row of it was taken over",
    "no_heads": "No row of “{sheet}” names the columns; no row of it was taken over",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """One thing that is odd: its code, its place, and a sentence with its facts.

    `row` is 1-based, 0 for a whole sheet; `sheet` is empty in a table of text. `sentence` is
    mostly that of the code; an impossible date says why it is.
    """

    code: str
    sheet: str
    row: int
    sentence: str
    facts: tuple[tuple[str, Fact], ...] = ()

    @classmethod
    def of(cls, code: str, sheet: str, row: int, /, **facts: Fact) -> Self:
        """Return the oddity of a code at a place."""
        return cls.saying(code, sheet, row, SENTENCES[code], facts)

    @classmethod
    def saying(
        cls, code: str, sheet: str, row: int, sentence: str, facts: Mapping[str, Fact]
    ) -> Self:
        """Return an oddity with a sentence of its own; what cannot be printed is left out."""
        seen = tuple(
            (name, printable(fact)[0] if isinstance(fact, str) else fact)
            for name, fact in facts.items()
        )
        return cls(code=code, sheet=sheet, row=row, sentence=sentence, facts=seen)

    @property
    def severity(self) -> Severity:
        """How much it matters; what has no other severity is a warning."""
        return _SEVERITY.get(self.code, Severity.WARNING)

    def __str__(self) -> str:
        return self.sentence.format(**dict(self.facts))


def place(sheet: str, row: int) -> str:
    """Return a row as a sentence names it: 5, or มกราคม!5 in a workbook."""
    return f"{sheet}!{row}" if sheet else str(row)
