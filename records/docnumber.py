"""Document numbers: turns ตก ๐๑๓๒/ว ๗ into its parts, and back.

Annex 1 of the Regulation on Records Work gives every office a code: consonants for the ministry
or province, digits for the office, further digits after dots for its units, up to four more
consonants in brackets for a committee. A letter's number is that code, a slash and the running
number; ว marks a circular. An order's number is the running number and the year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from records.dates import FIRST_YEAR, LAST_YEAR
from records.digits import to_thai
from records.unreadable import Unreadable, field_schema, plain, quoted

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

# Ministries and provinces have two consonants, some independent agencies (สปสช) more.
_CODE = (
    r"(?P<letters>[ก-ฮ]{2,6})\.? ?(?:\( ?(?P<committee>[ก-ฮ]{1,4}) ?\) ?)?"
    r"(?P<owner>[0-9]{1,6})(?P<units>(?: ?\. ?[0-9]{1,6})*)"
)
_OFFICE_CODE = re.compile(_CODE)
_LABEL = r"(?:(?:เลข)?ที่ ?)?"
_LETTER = re.compile(rf"{_LABEL}(?P<code>{_CODE}) ?/ ?(?P<circular>ว ?\.? ?)?(?P<running>[0-9]*)")
_ORDER = re.compile(rf"{_LABEL}(?P<running>[0-9]*) ?/ ?(?P<year>[0-9]{{4}})")
_LONGEST_RUNNING = 9


class NotANumber(Unreadable):
    """Text that is not the number of a document."""

    code = "not_a_number"
    sentence = "“{text}” is not a document number, such as ตก ๐๑๓๒/๓๒ or ๓๒/๒๕๖๓"


class NotAnOfficeCode(NotANumber):
    """Text that is not the code of an office."""

    sentence = "“{text}” is not the code of an office, such as ตก ๐๑๓๒"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OfficeCode:
    """The code that numbers the letters of an office; `str()` is ตก ๐๑๓๒.๐๐๓.

    Digits are Arabic and keep their leading zeros.

    Raises:
        NotAnOfficeCode: a part has another shape.
    """

    letters: str
    owner: str
    units: tuple[str, ...] = ()
    committee: str = ""

    def __post_init__(self) -> None:
        found = _OFFICE_CODE.fullmatch(self._arabic())
        if not found or _parts(found) != (self.letters, self.owner, self.units, self.committee):
            raise NotAnOfficeCode(text=quoted(str(self)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the code that the text spells.

        Raises:
            NotAnOfficeCode: the text is no code.
        """
        found = _OFFICE_CODE.fullmatch(plain(text, NotAnOfficeCode))
        if not found:
            raise NotAnOfficeCode(text=quoted(text))
        letters, owner, units, committee = _parts(found)
        return cls(letters=letters, owner=owner, units=units, committee=committee)

    def __str__(self) -> str:
        return to_thai(self._arabic())

    def _arabic(self) -> str:
        committee = f"({self.committee}) " if self.committee else ""
        return f"{self.letters} {committee}{'.'.join((self.owner, *self.units))}"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return field_schema(cls, cls.parse)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """The number of a document: of a letter (`code`) or of an order (`year_be`).

    `running` is None while the number is not yet given. `str()` is the printed form: ตก ๐๑๓๒/๓๒,
    ตก ๐๑๓๒/ว ๗, ๓๒/๒๕๖๓, or ตก ๐๑๓๒/ with room for the number.

    Raises:
        NotANumber: it has both a code and a year, or neither, or another impossible part.
    """

    code: OfficeCode | None = None
    year_be: int | None = None
    circular: bool = False
    running: int | None = None

    def __post_init__(self) -> None:
        of_one_kind = (self.code is None) != (self.year_be is None)
        running = self.running is None or 0 < self.running < 10**_LONGEST_RUNNING
        year = self.year_be is None or FIRST_YEAR <= self.year_be <= LAST_YEAR
        circular = self.code is not None or not self.circular
        if not (of_one_kind and running and year and circular):
            raise NotANumber(text=quoted(str(self)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the number that the text spells, with or without ที่, however it is spaced.

        Raises:
            NotANumber: the text is no document number.
        """
        line = plain(text, NotANumber)
        if found := _ORDER.fullmatch(line):
            return cls(running=_running(found), year_be=int(found["year"]))
        if found := _LETTER.fullmatch(line):
            return cls(
                code=OfficeCode.parse(found["code"]),
                circular=bool(found["circular"]),
                running=_running(found),
            )
        raise NotANumber(text=quoted(text))

    def __str__(self) -> str:
        running = "" if self.running is None else str(self.running)
        if self.year_be is not None:
            return to_thai(f"{running}/{self.year_be}")
        return to_thai(f"{self.code}/{'ว ' if self.circular else ''}{running}").rstrip()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return field_schema(cls, cls.parse)


def _parts(found: re.Match[str]) -> tuple[str, str, tuple[str, ...], str]:
    units = tuple(re.findall("[0-9]+", found["units"]))
    return found["letters"], found["owner"], units, found["committee"] or ""


def _running(found: re.Match[str]) -> int | None:
    digits = found["running"]
    return int(digits) if digits else None
