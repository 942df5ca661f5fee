"""Thai dates: turns ๑๓ กุมภาพันธ์ ๒๕๖๓ into a day of the calendar, and back.

The legal year: until the end of 2483 B.E. the year began on 1 April, so January to March belonged
to the year before; 2483 had only April to December, and since 2484 (1941) the year begins on
1 January (Calendar Year Act B.E. 2483). Libraries that add 543 everywhere, ICU and PyThaiNLP
among them, are wrong before that, so the arithmetic is done here.

ImpossibleDate              reads as a date, but there is no such day
├── MonthTooShort
├── NoSuchMonth
├── MonthBeforeReform       January to March 2483
├── WrongWeekday
├── CommonEraYear
└── YearOutOfRange
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Self

from records.digits import to_thai
from records.unreadable import Unreadable, field_schema, plain, quoted

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

# Thailand counts days by the solar calendar since 1 April 2432. The last year keeps years of the
# common era below 2400 and years of the Buddhist era above it.
FIRST_DAY = date(1889, 4, 1)
LAST_DAY = date(2399, 12, 31)
FIRST_YEAR, LAST_YEAR = 2432, 2942
_YEAR_OF_REFORM = 2483
_NEW_YEAR_MONTH = 4
_DECEMBER = 12
_ERA = 543
_FIRST_BUDDHIST_YEAR = 2400
_CENTURY = 2500

# PyThaiNLP has these names too; importing it takes 35 ms of each command, so they stand here and a
# test compares them.
MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
ABBREVIATED_MONTHS = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
WEEKDAYS = (
    *("วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี"),
    *("วันศุกร์", "วันเสาร์", "วันอาทิตย์"),
)
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMERIC = re.compile(
    r"(?:วันที่ ?)?(?P<day>\d{1,2}) ?(?P<mark>[/-]) ?(?P<month>\d{1,2}) ?(?P=mark) ?"
    r"(?:พ\. ?ศ\. ?)?(?P<year>\d{4}|\d\d)"
)


class NotADate(Unreadable):
    """Text that is not a date at all."""

    code = "not_a_date"
    sentence = "“{text}” is not a date"


class ImpossibleDate(Unreadable):
    """A day that the calendar does not have; subclasses say why."""

    code = "impossible_date"
    sentence = "There is no such day as “{text}”"


class MonthTooShort(ImpossibleDate):
    """A day after the month's last; facts: day, month, month_th, year, days."""

    sentence = "{month} {year} has {days} days, so there is no day {day}"


class NoSuchMonth(ImpossibleDate):
    """A month that is not 1 to 12; fact: month."""

    sentence = "There is no month {month}"


class MonthBeforeReform(ImpossibleDate):
    """January to March 2483, which never were; facts: month, month_th, year."""

    sentence = "The year {year} had only April to December, so there was no {month}"


class WrongWeekday(ImpossibleDate):
    """A weekday that is not the date's; facts: date, date_th, stated(_th), actual(_th)."""

    sentence = "{date} is a {actual}, not a {stated}"


class CommonEraYear(ImpossibleDate):
    """A year of the common era where the Buddhist era is meant; facts: year, year_be."""

    sentence = "The year {year} is counted in the common era; write {year_be}"


class YearOutOfRange(ImpossibleDate):
    """A year outside the Thai solar calendar; facts: year, first, last."""

    sentence = "The year {year} is not between {first} and {last} of the Buddhist era"


class DateStyle(StrEnum):
    """How a date is written; each kind of document has its own."""

    LONG = "long"
    """๑๓ กุมภาพันธ์ ๒๕๖๓: letters, memos, references."""
    ERA = "era"
    """๑๓ กุมภาพันธ์ พ.ศ. ๒๕๖๓: orders and announcements."""
    SHORT = "short"
    """๑๓ ก.พ. ๖๓: the received stamp, narrow columns. Its century is the reader's."""
    ABBREVIATED = "abbreviated"
    """๑๓ ก.พ. ๒๕๖๓: tables."""
    NUMERIC = "numeric"
    """๑๓/๒/๒๕๖๓: forms."""


_PATTERNS = {
    DateStyle.LONG: "{day} {month} {year}",
    DateStyle.ERA: "{day} {month} พ.ศ. {year}",
    DateStyle.SHORT: "{day} {abbreviated} {short_year}",
    DateStyle.ABBREVIATED: "{day} {abbreviated} {year}",
    DateStyle.NUMERIC: "{day}/{number}/{year}",
}


@dataclass(frozen=True, slots=True, order=True)
class ThaiDate:
    """A day, counted by law in the Buddhist era; `str()` is the long style.

    Raises:
        ImpossibleDate: the day lies outside 1 April 2432 to 31 December 2942.
    """

    date: date

    def __post_init__(self) -> None:
        if not FIRST_DAY <= self.date <= LAST_DAY:
            raise YearOutOfRange(
                year=_buddhist_year(self.date.year, self.date.month),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )

    @classmethod
    def from_be(cls, year: int, month: int, day: int) -> Self:
        """Return the day of a legal year of the Buddhist era, such as 2563, 2, 13.

        Raises:
            ImpossibleDate: there is no such day; the subclass and its facts say why.
        """
        if not 1 <= month <= _DECEMBER:
            raise NoSuchMonth(month=month)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            if FIRST_DAY.year <= year < _FIRST_BUDDHIST_YEAR:
                raise CommonEraYear(year=year, year_be=_buddhist_year(year, month))
            raise YearOutOfRange(year=year, first=FIRST_YEAR, last=LAST_YEAR)
        early = month < _NEW_YEAR_MONTH
        if early and year == _YEAR_OF_REFORM:
            raise MonthBeforeReform(year=year, **_names(month))
        common = year - _ERA + (1 if early and year < _YEAR_OF_REFORM else 0)
        days = monthrange(common, month)[1]
        if not 1 <= day <= days:
            raise MonthTooShort(day=day, year=year, days=days, **_names(month))
        return cls(date(common, month, day))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the day that the text names, in any style, in Thai or Arabic digits.

        Two-digit years are of the century 25xx. A year below 2400 is read as common era only in
        the form 2020-02-13; the same form with 2563 is Buddhist era.

        Raises:
            NotADate: the text is no date.
            ImpossibleDate: there is no such day, or its weekday is wrong.
        """
        line = plain(text, NotADate)
        if found := _ISO.fullmatch(line):
            return cls._from_iso(*(int(found[part]) for part in ("year", "month", "day")))
        if found := _NUMERIC.fullmatch(line):
            return cls.from_be(_full_year(found["year"]), int(found["month"]), int(found["day"]))
        found = _in_words().fullmatch(line)
        month = _month_numbers().get(re.sub("[. ]", "", found["month"])) if found else None
        if not found or not month:
            raise NotADate(text=quoted(text))
        day = cls.from_be(_full_year(found["year"]), month, int(found["day"]))
        if found["weekday"]:
            _check_weekday(day, found["weekday"])
        return day

    @classmethod
    def _from_iso(cls, year: int, month: int, day: int) -> Self:
        if year >= _FIRST_BUDDHIST_YEAR:
            return cls.from_be(year, month, day)
        legal = _buddhist_year(year, month)
        if legal < FIRST_YEAR:
            raise YearOutOfRange(year=legal, first=FIRST_YEAR, last=LAST_YEAR)
        return cls.from_be(legal, month, day)

    @property
    def year_be(self) -> int:
        """The legal year of the Buddhist era."""
        return _buddhist_year(self.date.year, self.date.month)

    @property
    def month(self) -> int:
        """The month, 1 to 12."""
        return self.date.month

    @property
    def day(self) -> int:
        """The day of the month, from 1."""
        return self.date.day

    def format(self, style: DateStyle = DateStyle.LONG) -> str:
        """Return the date as printed in Thai digits."""
        index = self.month - 1
        numeric = style is DateStyle.NUMERIC
        return to_thai(
            _PATTERNS[style].format(
                day=self.day,
                number=self.month,
                month="" if numeric else MONTHS[index],
                abbreviated="" if numeric else ABBREVIATED_MONTHS[index],
                year=self.year_be,
                short_year=f"{self.year_be % 100:02}",
            )
        )

    def __str__(self) -> str:
        return self.format(DateStyle.LONG)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        # YAML readers turn 2563-02-13 into a datetime.date of the year 2563.
        return field_schema(cls, cls.parse, also={date: date.isoformat})


def _buddhist_year(common: int, month: int) -> int:
    began_in_april = common <= _YEAR_OF_REFORM - _ERA and month < _NEW_YEAR_MONTH
    return common + _ERA - (1 if began_in_april else 0)


def _names(month: int) -> dict[str, str]:
    return {"month": _ENGLISH_MONTHS[month - 1], "month_th": MONTHS[month - 1]}


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else _CENTURY + year  # noqa: PLR2004 - ๖๓ is two digits


def _check_weekday(day: ThaiDate, stated: str) -> None:
    index, actual = WEEKDAYS.index(f"วัน{stated}"), day.date.weekday()
    if index != actual:
        raise WrongWeekday(
            date=f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year_be}",
            date_th=str(day),
            stated=_ENGLISH_DAYS[index],
            stated_th=WEEKDAYS[index],
            actual=_ENGLISH_DAYS[actual],
            actual_th=WEEKDAYS[actual],
        )


@cache
def _month_numbers() -> dict[str, int]:
    names = (*enumerate(MONTHS, 1), *enumerate(ABBREVIATED_MONTHS, 1))
    return {name.replace(".", ""): number for number, name in names}


@cache
def _in_words() -> re.Pattern[str]:
    weekdays = "|".join(name.removeprefix("วัน") for name in WEEKDAYS)
    return re.compile(
        rf"(?:ณ ?)?(?:(?:วัน)?(?P<weekday>{weekdays}) ?)?(?:(?:วัน)?ที่ ?)?"
        r"(?P<day>\d{1,2}) ?(?:เดือน ?)?(?P<month>[ก-์. ]+?) ?"
        r"(?:พ\. ?ศ\.? ?)?(?P<year>\d{4}|\d\d)"
    )
