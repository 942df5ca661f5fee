"""Series (ทะเบียนเลขที่): how an office counts its numbers, as office.yaml says.

```yaml
numbering:
  reset: calendar        # or fiscal: numbers begin at 1 on 1 October
  circulars: separate    # or shared: ว takes the next number of the letters
  announcements: true    # number them, as many offices do
```
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Self

from pydantic import Field

from records.digits import to_thai
from records.docnumber import DocumentNumber, OfficeCode
from records.fiscal import FiscalYear
from records.wording import Frozen

if TYPE_CHECKING:
    from records.dates import ThaiDate

NO_CODE = "-"
_NAME = re.compile(r"([a-z-]+)/([^/]+)/(\d{4})")


class Reset(StrEnum):
    """When numbers begin at 1 again."""

    CALENDAR = "calendar"
    FISCAL = "fiscal"


class Circulars(StrEnum):
    """Whether circular letters have numbers of their own (regulation 2526 cl. 32)."""

    SEPARATE = "separate"
    SHARED = "shared"


class NumberingRules(Frozen):
    """How an office counts; `books` overrides `reset` for single books."""

    reset: Reset = Reset.CALENDAR
    circulars: Circulars = Circulars.SEPARATE
    announcements: bool = False
    books: Mapping[str, Reset] = Field(default_factory=dict)

    def year(self, book: str, day: ThaiDate) -> int:
        """Return the Buddhist year in whose numbers a day counts."""
        return FiscalYear.of(day).year_be if self.is_fiscal(book) else day.year_be

    def is_fiscal(self, book: str) -> bool:
        """Say whether the numbers of a book begin on 1 October."""
        return self.books.get(book, self.reset) is Reset.FISCAL


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """Numbers that count up together: a book, the code of its owner, a year of the Buddhist era.

    `str()` is the name by which the log knows it: sent/ตก 0132/2563.
    """

    book: str
    unit: str
    year: int

    @classmethod
    def parse(cls, name: str) -> Self:
        """Return the series of a name.

        Raises:
            ValueError: it is no such name.
        """
        found = _NAME.fullmatch(name)
        if not found:
            raise ValueError(name)
        return cls(found[1], found[2], int(found[3]))

    def __str__(self) -> str:
        return f"{self.book}/{self.unit}/{self.year}"


def unit_of(code: OfficeCode | None) -> str:
    """Return a code as it stands in the name of a series: ตก 0132.003."""
    if code is None:
        return NO_CODE
    committee = f"({code.committee}) " if code.committee else ""
    return f"{code.letters} {committee}{'.'.join((code.owner, *code.units))}"


@cache
def _code(unit: str) -> OfficeCode:
    return OfficeCode.parse(unit)


def spelt(series: Series, running: int, *, shape: str, circular: bool) -> str:
    """Return a number as printed; `shape`: letter ตก ๐๑๓๒/๓๒, year ๓๒/๒๕๖๓, plain ๓๒."""
    if shape == "letter":
        code = _code(series.unit)
        return str(DocumentNumber(code=code, circular=circular, running=running))
    if shape == "year":
        return str(DocumentNumber(year_be=series.year, running=running))
    return to_thai(str(running))
