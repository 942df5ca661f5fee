"""Sequence: looks at the numbers and days of all rows together, series by series.

1. A number stands once; the row that has it first keeps it.
2. Between two numbers none is missing.
3. Numbers count up from row to row.
4. The day of a number is not before that of the number before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from records.fiscal import NotAFiscalYear
from records.series import NO_CODE, Circulars, Series, unit_of
from registry.transcription.days import spelt
from registry.transcription.heads import family
from registry.transcription.odd import Odd, place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.dates import ThaiDate
    from records.series import NumberingRules
    from registry.transcription.row import Row

Place = tuple[str, int]
_CIRCULARS = "circulars"
_NO_YEAR = 0


@dataclass(frozen=True, slots=True)
class Counting:
    """How the numbers of a book are counted: its year (None = each row says its own), the rules."""

    book: str
    year: int | None
    rules: NumberingRules

    def day(self, row: Row) -> ThaiDate | None:
        """Return the day that counts: of receipt in a received register, else the date."""
        if family(self.book) == "received":
            return row.received or (None if row.received_as_typed else row.date)
        return row.date

    def year_of_day(self, row: Row) -> int | None:
        """Return the year in whose numbers the row's day counts, if it counts in any."""
        day = self.day(row)
        try:
            return self.rules.year(self.book, day) if day else None
        except NotAFiscalYear:
            return None

    def unit(self, rows: Sequence[Row]) -> str:
        """Return the unit of numbers without a code: that which most numbers name.

        The code of a sub-unit is only taken where it stands in more than half of the rows: in the
        book of a whole office it marks the exceptions.
        """
        if family(self.book) == "received":
            return NO_CODE
        codes = [row.number.code for row in rows if row.number and row.number.code]
        offices = Counter(code for code in codes if not code.units)
        for code, count in (offices or Counter(codes)).most_common(1):
            if not code.units or count * 2 > len(rows):
                return unit_of(code)
        return NO_CODE

    def series(self, row: Row, unit: str) -> Series:
        """Return the series of a row's numbers; `unit` is that of a number without a code."""
        year = row.year or self.year or self.year_of_day(row) or _NO_YEAR
        if family(self.book) == "received":
            return Series(self.book, unit, year)
        own = self.book == "sent" and self.rules.circulars is Circulars.SEPARATE
        code = row.number.code if row.number else None
        return Series(
            _CIRCULARS if own and row.circular else self.book,
            unit_of(code) if code else unit,
            year,
        )


def by_series(rows: Sequence[Row], counting: Counting) -> Mapping[Series, list[Row]]:
    """Return the rows that have a number, by their series."""
    unit, found = counting.unit(rows), defaultdict(list)
    for row in rows:
        if row.running is not None:
            found[counting.series(row, unit)].append(row)
    return found


def remarked(rows: Sequence[Row], counting: Counting) -> Mapping[Place, list[Odd]]:
    """Return what is odd about the rows when they are seen together, by sheet and row."""
    found: dict[Place, list[Odd]] = defaultdict(list)
    for row in rows:
        _year(row, counting, found)
    for numbered in by_series(rows, counting).values():
        once = _duplicates(numbered, found)
        _gaps(once, found)
        _order(numbered, found)
        _days(once, counting, found)
    return found


def _year(row: Row, counting: Counting, found: Mapping[Place, list[Odd]]) -> None:
    wanted, day = counting.year, counting.day(row)
    if wanted and row.year and row.year != wanted:
        number = row.number_as_typed
        _say(found, row, "another_year", number=number, year=row.year, wanted=wanted)
    elif wanted and day and counting.year_of_day(row) != wanted:
        _say(found, row, "date_outside_year", date=spelt(day), year=wanted)
    if row.date and row.received and row.date > row.received:
        facts = {"date": spelt(row.date), "received": spelt(row.received)}
        _say(found, row, "dated_after_receipt", **facts)


def _say(found: Mapping[Place, list[Odd]], row: Row, code: str, **facts: str | int) -> None:
    found[row.sheet, row.row].append(Odd.of(code, row.sheet, row.row, **facts))


def _duplicates(rows: list[Row], found: Mapping[Place, list[Odd]]) -> list[tuple[int, Row]]:
    """Name the numbers that stand twice; return each number once, in order."""
    first: dict[int, Row] = {}
    for row in rows:
        for number in row.numbers:
            known = first.setdefault(number, row)
            if known is not row:
                where = place(known.sheet, known.row), place(row.sheet, row.row)
                _say(found, row, "duplicate_number", number=number, first=where[0], second=where[1])
    return sorted(first.items())


def _gaps(once: list[tuple[int, Row]], found: Mapping[Place, list[Odd]]) -> None:
    for (low, _), (high, row) in pairwise(once):
        if high > low + 1:
            first, last = low + 1, high - 1
            numbers = str(first) if first == last else f"{first}–{last}"
            where = place(row.sheet, row.row)
            _say(found, row, "gap", place=where, numbers=numbers, first=first, last=last)


def _order(rows: list[Row], found: Mapping[Place, list[Odd]]) -> None:
    for before, row in pairwise(rows):
        number, previous = row.numbers[0], before.numbers[-1]
        if number < previous:
            _say(found, row, "number_out_of_order", number=number, previous=previous)


def _days(
    once: list[tuple[int, Row]], counting: Counting, found: Mapping[Place, list[Odd]]
) -> None:
    dated = [(number, row, day) for number, row in once if (day := counting.day(row))]
    for (low, _, other), (_, row, day) in pairwise(dated):
        if day < other:
            days = {"date": spelt(day), "other": spelt(other)}
            _say(found, row, "date_out_of_order", number=low, **days)
