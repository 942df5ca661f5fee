"""Numbers as clerks type them: turns 32.0, ๓๒/๖๓, ว.7 or ตก 0132/32-35 into a number of a book."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from records.docnumber import DocumentNumber, NotANumber
from records.spelling import normalise
from registry.transcription.words import is_nothing, without_voided

if TYPE_CHECKING:
    from registry.transcription.cell import Cell
    from registry.transcription.odd import Fact

Remark = tuple[str, tuple[tuple[str, "Fact"], ...]]

MAX_RUNNING = 10**9 - 1
MAX_BLOCK = 500
_LONGEST = 100
_CENTURY, _ERA, _FIRST_BUDDHIST = 2500, 543, 2400
_TWO_DIGITS = 2

_LABEL = re.compile(r"^(?:(?:เลข)?ที่|ลำดับที่|no\.?|#)\s*", re.IGNORECASE)
_PLAIN = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.0*)?")
_CIRCULAR = re.compile(r"ว ?\.? ?(\d{1,9})(?: ?/ ?(\d{4}|\d\d))?")
_OF_A_YEAR = re.compile(r"(\d{1,9}) ?/ ?(\d{4}|\d\d)")
_BLOCK = re.compile(
    r"(?P<before>(?:.*/ ?)?(?:ว ?\.? ?)?)(?P<first>\d{1,9}) ?(?:[-–—~]|ถึง) ?(?P<last>\d{1,9})"
)
_INSERTED = re.compile(r"(?:.*/ ?)?(?:ว ?\.? ?)?\d{1,9}(?: ?[./-] ?\d| ?\(\d\)| ?[ก-ฮ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a cell says of a number: `running` to `last`, and what had to be remarked.

    `number` is the whole number where the cell gives an office's code or a year; `year` is the
    year of the Buddhist era that it names.
    """

    running: int | None = None
    last: int | None = None
    circular: bool = False
    number: DocumentNumber | None = None
    year: int | None = None
    remarks: tuple[Remark, ...] = ()


NOTHING = Given()


def read_number(cell: Cell) -> Given:
    """Return what a cell says of the number of its row; nothing where it says none."""
    if cell.is_error or cell.formula or is_nothing(cell.text):
        return NOTHING
    if isinstance(cell.value, dt.datetime | dt.date):
        return _from_date(cell)
    text = without_voided(normalise(cell.text)) if len(cell.text) <= _LONGEST else "…"
    if not text:
        return NOTHING
    return _parse(_LABEL.sub("", text)) or _unreadable(cell, text)


def _parse(text: str) -> Given | None:
    for read in (_plain, _circular, _of_a_year, _whole, _block):
        if given := read(text):
            return given
    return None


def _unreadable(cell: Cell, text: str) -> Given:
    code = "inserted_number" if _INSERTED.fullmatch(text) else "unreadable_number"
    return Given(remarks=((code, (("typed", cell.text[:_LONGEST]),)),))


def _plain(text: str) -> Given | None:
    found = _PLAIN.fullmatch(text)
    return _running(found[1].replace(",", "")) if found else None


def _circular(text: str) -> Given | None:
    found = _CIRCULAR.fullmatch(text)
    if not found:
        return None
    given = _running(found[1])
    if not given or not found[2]:
        return given and replace(given, circular=True)
    year, remarks = _full_year(found[2])
    return replace(given, circular=True, year=year, remarks=remarks)


def _of_a_year(text: str) -> Given | None:
    found = _OF_A_YEAR.fullmatch(text)
    if not found:
        return None
    year, remarks = _full_year(found[2])
    try:
        number = DocumentNumber(running=int(found[1]), year_be=year)
    except NotANumber:
        return None
    return Given(running=number.running, number=number, year=year, remarks=remarks)


def _whole(text: str) -> Given | None:
    try:
        number = DocumentNumber.parse(text)
    except NotANumber:
        return None
    return Given(
        running=number.running, number=number, circular=number.circular, year=number.year_be
    )


def _block(text: str) -> Given | None:
    """Read 32-35, one row for several numbers."""
    found = _BLOCK.fullmatch(text)
    if not found:
        return None
    first, last = int(found["first"]), int(found["last"])
    before = _parse(found["before"] + found["first"])
    if not before or not before.running or not first < last < first + MAX_BLOCK:
        return None
    remark = ("several_numbers", (("first", first), ("last", last)))
    return replace(before, last=last, remarks=(*before.remarks, remark))


def _running(digits: str) -> Given | None:
    return Given(running=int(digits)) if 0 < int(digits) <= MAX_RUNNING else None


def _full_year(digits: str) -> tuple[int, tuple[Remark, ...]]:
    """Return the Buddhist year that the digits mean, and what must be said about it."""
    year = int(digits)
    if len(digits) == _TWO_DIGITS:
        return _CENTURY + year, (
            ("two_digit_year", (("typed", digits), ("year", _CENTURY + year))),
        )
    if year < _FIRST_BUDDHIST:
        facts = (("typed", digits), ("date", str(year + _ERA)))
        return year + _ERA, (("year_common_era", facts),)
    return year, ()


def _from_date(cell: Cell) -> Given:
    """Read a number such as 7/2563, of which the spreadsheet program made the month July 2563."""
    day = cell.value
    if cell.shows_day or not isinstance(day, dt.date) or day.day != 1:
        return _unreadable(cell, "")
    given = _of_a_year(f"{day.month}/{day.year}")
    if given is None or given.number is None:
        return _unreadable(cell, "")
    facts = (("typed", cell.text), ("number", str(given.number)))
    return replace(given, remarks=(*given.remarks, ("number_turned_date", facts)))
