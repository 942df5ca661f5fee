"""Fiscal years and quarters: turns ปีงบประมาณ ๒๕๖๓ into its days, and back.

Fiscal year N runs from 1 October N-1 to 30 September N (Budget Procedures Act B.E. 2561,
section 4); its quarters begin in October, January, April and July.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from pydantic_core import core_schema

from records.dates import LAST_YEAR, ThaiDate
from records.digits import to_thai
from records.unreadable import Unreadable, field_schema, plain, quoted

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

# 2483 had no January to March, so the first twelve months that a fiscal year can span begin in
# October 2484. Earlier fiscal years followed other acts.
_FIRST_YEAR = 2485
_OCTOBER = 10
_QUARTERS = 4
_MONTHS_IN_A_QUARTER = 3

_YEAR = r"(?:(?:ประจำ)?ปีงบประมาณ ?)?(?:พ\. ?ศ\.? ?)?(?P<year>\d{4})"
_FISCAL_YEAR = re.compile(_YEAR)
_QUARTER = re.compile(rf"ไตรมาส ?(?:ที่ ?)?(?P<number>\d)(?: ?/ ?| ){_YEAR}")


class NotAFiscalYear(Unreadable):
    """Text or a number that is not a fiscal year."""

    code = "not_a_fiscal_year"
    sentence = "“{text}” is not a fiscal year of the Buddhist era, such as 2563"


class NotAQuarter(Unreadable):
    """Text that is not a quarter of a fiscal year."""

    code = "not_a_quarter"
    sentence = "“{text}” is not a quarter of a fiscal year, such as ไตรมาสที่ ๒ ปีงบประมาณ ๒๕๖๓"


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """The twelve months to 30 September of a year of the Buddhist era; `str()` is the year.

    Raises:
        NotAFiscalYear: the year lies outside 2485 to 2942.
    """

    year_be: int

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year_be <= LAST_YEAR:
            raise NotAFiscalYear(text=str(self.year_be))

    @classmethod
    def of(cls, day: ThaiDate) -> Self:
        """Return the fiscal year that holds the day."""
        return cls(day.year_be + (1 if day.month >= _OCTOBER else 0))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the fiscal year that the text names: ปีงบประมาณ พ.ศ. ๒๕๖๓, or only 2563.

        Raises:
            NotAFiscalYear: the text is no fiscal year.
        """
        found = _FISCAL_YEAR.fullmatch(plain(text, NotAFiscalYear))
        if not found:
            raise NotAFiscalYear(text=quoted(text))
        return cls(int(found["year"]))

    @property
    def first(self) -> ThaiDate:
        """1 October of the calendar year before."""
        return ThaiDate.from_be(self.year_be - 1, _OCTOBER, 1)

    @property
    def last(self) -> ThaiDate:
        """30 September."""
        return ThaiDate.from_be(self.year_be, 9, 30)

    @property
    def previous(self) -> Self:
        """The fiscal year before, of which reports speak."""
        return type(self)(self.year_be - 1)

    @property
    def next(self) -> Self:
        """The fiscal year after."""
        return type(self)(self.year_be + 1)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its four quarters, October first."""
        return tuple(Quarter(self, number) for number in range(1, _QUARTERS + 1))

    def contains(self, day: ThaiDate) -> bool:
        """Say whether the day lies in the fiscal year."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return to_thai(str(self.year_be))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        accepted = core_schema.union_schema([core_schema.str_schema(), core_schema.int_schema()])
        return field_schema(cls, cls.parse, also={int: str}, accepted=accepted)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a fiscal year; `str()` is ไตรมาสที่ ๒ ปีงบประมาณ ๒๕๖๓.

    Raises:
        NotAQuarter: the number is not 1 to 4.
    """

    fiscal_year: FiscalYear
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _QUARTERS:
            raise NotAQuarter(text=str(self))

    @classmethod
    def of(cls, day: ThaiDate) -> Self:
        """Return the quarter that holds the day."""
        months_since_october = (day.month - _OCTOBER) % 12
        return cls(FiscalYear.of(day), months_since_october // _MONTHS_IN_A_QUARTER + 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the quarter that the text names, also as ไตรมาส ๒/๒๕๖๓.

        Raises:
            NotAQuarter: the text is no quarter.
            NotAFiscalYear: its year is no fiscal year.
        """
        found = _QUARTER.fullmatch(plain(text, NotAQuarter))
        if not found:
            raise NotAQuarter(text=quoted(text))
        return cls(FiscalYear(int(found["year"])), int(found["number"]))

    @property
    def first(self) -> ThaiDate:
        """The first day: 1 October, January, April or July."""
        if self.number == 1:
            return self.fiscal_year.first
        month = _MONTHS_IN_A_QUARTER * (self.number - 2) + 1
        return ThaiDate.from_be(self.fiscal_year.year_be, month, 1)

    @property
    def last(self) -> ThaiDate:
        """The last day: 31 December, 31 March, 30 June or 30 September."""
        if self.number == _QUARTERS:
            return self.fiscal_year.last
        following = Quarter(self.fiscal_year, self.number + 1)
        return ThaiDate(following.first.date - timedelta(days=1))

    def contains(self, day: ThaiDate) -> bool:
        """Say whether the day lies in the quarter."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return to_thai(f"ไตรมาสที่ {self.number} ปีงบประมาณ {self.fiscal_year}")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return field_schema(cls, cls.parse)
