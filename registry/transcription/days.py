"""Days as clerks type them: turns serials, two-digit years and years of either era into a day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.dates import FIRST_DAY, CommonEraYear, ImpossibleDate, NotADate, ThaiDate
from records.spelling import normalise
from registry.transcription.odd import SENTENCES
from registry.transcription.words import is_nothing

if TYPE_CHECKING:
    from registry.transcription.cell import Cell
    from registry.transcription.odd import Fact

_ERA, _CENTURY, _LAST_CENTURY, _THIS_CENTURY = 543, 2500, 1900, 2000
_FIRST_BUDDHIST = 2400
_LONGEST = 100
# Days since the epoch that are a date of an office: 1954 to 2064, and the same of the other era.
_SERIALS = (range(20_000, 60_001), range(218_000, 258_001))
_SERIAL = re.compile(r"(\d{5,6})(?:\.\d+)?")
_TIME = re.compile(r"(?:T|[ ,]+)(?:เวลา ?)?\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)? ?(?:น\.?|Z)?$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)")
_TWO_DIGITS = re.compile(r"(?!.*\d{4}).*\D(\d\d)")
_ENGLISH = re.compile(r"(\d{1,2})[ /.-]*([A-Za-z]{3})[a-z]*[ /.,-]*(\d{4}|\d\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a cell says of a date, and what must be remarked: code, sentence and facts."""

    date: ThaiDate | None = None
    remark: tuple[str, str, tuple[tuple[str, Fact], ...]] | None = None


NO_DAY = Day()


def spelt(day: ThaiDate) -> str:
    """Return a day as the report names it in either language: 13/2/2563."""
    return f"{day.day}/{day.month}/{day.year_be}"


def read_day(cell: Cell, year: int | None, epoch: dt.date) -> Day:
    """Return the day that a cell names; `year` is that of the book, for years of two digits."""
    if cell.is_error or cell.formula or is_nothing(cell.text):
        return NO_DAY
    typed = cell.text[:_LONGEST]
    try:
        if isinstance(cell.value, dt.date):
            return _of_date(cell.value, typed, year)
        text = _TIME.sub("", normalise(typed)).strip()
        if found := _SERIAL.fullmatch(text):
            return _of_serial(int(found[1]), typed, epoch, year)
        return _of_text(_thai_order(text), typed, year)
    except NotADate:
        return Day(remark=_remark("unreadable_date", typed=typed))
    except ImpossibleDate as error:
        facts = (("typed", typed), *error.facts.items())
        return Day(remark=("impossible_date", error.sentence, facts))


def _of_date(date: dt.date, typed: str, year: int | None) -> Day:
    """Read a date cell; the program counts years of the common era, whatever was meant."""
    if date.year >= _FIRST_BUDDHIST:
        day = ThaiDate.from_be(date.year, date.month, date.day)
        return Day(date=day, remark=_remark("buddhist_year_cell", typed=typed, date=spelt(day)))
    if year and date.year - _LAST_CENTURY == year - _CENTURY:  # 13/2/63 became 1963
        day = ThaiDate.from_be(year, date.month, date.day)
        return Day(date=day, remark=_remark("two_digit_year", typed=typed, year=year))
    day_only = date.date() if isinstance(date, dt.datetime) else date
    if day_only < FIRST_DAY:
        raise NotADate(text=typed)
    return Day(date=ThaiDate(day_only))


def _of_serial(days: int, typed: str, epoch: dt.date, year: int | None) -> Day:
    if not any(days in serials for serials in _SERIALS):
        raise NotADate(text=typed)
    found = _of_date(epoch + dt.timedelta(days=days), typed, year)
    if found.remark or found.date is None:
        return found
    return Day(date=found.date, remark=_remark("serial_date", typed=typed, date=spelt(found.date)))


def _of_text(text: str, typed: str, year: int | None) -> Day:
    short = _TWO_DIGITS.fullmatch(text)
    if short and year and int(short[1]) == year - _ERA - _THIS_CENTURY:  # 13/2/20 for 2563
        return _read_as_common_era(f"{text[:-2]}{year}", typed)
    try:
        return Day(date=ThaiDate.parse(text))
    except CommonEraYear as error:
        stated, meant = str(error.facts["year"]), str(error.facts["year_be"])
        return _read_as_common_era(meant.join(text.rsplit(stated, 1)), typed)


def _read_as_common_era(text: str, typed: str) -> Day:
    day = ThaiDate.parse(text)
    return Day(date=day, remark=_remark("year_common_era", typed=typed, date=spelt(day)))


def _thai_order(text: str) -> str:
    """Return 13.2.63 and 13-Feb-2020 in the form that dates are read in."""
    if found := _DOTTED.fullmatch(text):
        return "/".join(found.groups())
    found = _ENGLISH.fullmatch(text)
    if found and found[2].lower() in _MONTHS:
        return f"{found[1]}/{_MONTHS.index(found[2].lower()) + 1}/{found[3]}"
    return text


def _remark(code: str, **facts: Fact) -> tuple[str, str, tuple[tuple[str, Fact], ...]]:
    return code, SENTENCES[code], (*facts.items(),)
