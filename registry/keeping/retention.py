"""Retention (อายุการเก็บ): turns a record's class and date into the year until which it is kept.

The classes are data (retention.yaml). A term is counted in whole years from the year of the
document and ends on 31 December, so that “not less than ten years” is true also of a document of
the last day of its year. What a law or an agreement sets stays undetermined until somebody says
the year and names the law: nothing undetermined is ever due for disposal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from records.dates import FIRST_DAY, LAST_DAY, ThaiDate
from records.digits import to_thai
from registry.keeping.refusal import NoBasisError, TooShortError, UnknownClassError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from registry.item import Item

FOREVER = 0
"""A year of keeping that never comes; None is a year that nobody has determined."""

_DECEMBER = 12
_ANYTHING = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionClass:
    """A class of records that are kept equally long.

    `years` is the fewest that they are kept; None for those `for_ever` and those by `law` alone.
    `law` is who sets another year. Records kept `apart` are not disposed of by these rules at all.
    `clause` is of the regulation, `confidence` how sure we are of it: high, medium or low.
    """

    id: str
    thai: str
    english: str
    clause: str
    source: str
    confidence: str
    years: int | None = None
    least: int = 0
    for_ever: bool = False
    law: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What is stamped on the first sheet (ตรากำหนดเก็บหนังสือ), and its colour."""

    words: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Days, people and years that the regulation sets for surveying and disposing.

    `survey_days` after the end of the year the survey must be done; `archives_days` after sending
    the list, silence of the National Archives is consent; `twenty` years old, a record goes there.
    """

    survey_days: int
    disposal_form: int
    committee_least: int
    archives_days: int
    twenty: int
    hand_over_form: int
    keep_form: int
    hand_over_month: int
    hand_over_day: int


@cache
def classes() -> Mapping[str, RetentionClass]:
    """Return the classes by their ids."""
    return {row["id"]: RetentionClass(**row) for row in _data()["classes"]}


@cache
def terms() -> Terms:
    """Return the terms of surveying and disposing."""
    data, transfer = _data(), _data()["transfer"]
    return Terms(
        survey_days=data["survey"]["days"],
        disposal_form=data["survey"]["form"],
        committee_least=data["committee"]["least"],
        archives_days=data["archives"]["days"],
        twenty=transfer["years"],
        hand_over_form=transfer["hand_over"],
        keep_form=transfer["keep"],
        hand_over_month=transfer["month"],
        hand_over_day=transfer["day"],
    )


def class_named(name: str) -> RetentionClass:
    """Return a class by its id.

    Raises:
        UnknownClassError: there is none of that id.
    """
    found = classes().get(name)
    if found is None:
        raise UnknownClassError(retention=name, known=", ".join(classes()))
    return found


def usual_class(item: Item) -> RetentionClass:
    """Return the class in which such a record is usually kept."""
    for row in _data()["usual"]:
        wanted = ((field, value) for field, value in row.items() if field != "class")
        if all(_fits(getattr(item, field), value) for field, value in wanted):
            return classes()[row["class"]]
    raise UnknownClassError(retention="", known=", ".join(classes()))


def _fits(found: str, wanted: str) -> bool:
    return bool(found) if wanted == _ANYTHING else found == wanted


def document_day(item: Item) -> date | None:
    """Return the day of the document: its own date, that of the sender, or that of its receipt."""
    received = item.received.date() if item.received else None
    days = (item.date, item.their_date, received)
    return next((day for day in days if day and FIRST_DAY <= day <= LAST_DAY), None)


def counted_from(item: Item) -> int:
    """Return the Buddhist year from which a record's term is counted.

    A record without a date has the year of its book, which is never earlier than its own.
    """
    day = document_day(item)
    return ThaiDate(day).year_be if day else item.year


def keep_until(name: str, year: int, until: int | None = None, basis: str = "") -> int | None:
    """Return the Buddhist year until whose end a record is kept.

    `year` is the document's (see `counted_from`), `until` the year or FOREVER that somebody wants
    instead, `basis` the law or agreement that sets it. None = undetermined.

    Raises:
        UnknownClassError: there is no such class.
        TooShortError: the class is kept longer.
        NoBasisError: the year is not the clerk's to choose, and no law or agreement is named.
    """
    kept = class_named(name)
    if until == FOREVER or (until is None and kept.for_ever):
        return FOREVER
    if until is None:
        return None if kept.years is None else year + kept.years
    least = year + max(kept.years or 0, kept.least)
    if until < least:
        raise TooShortError(retention=kept.id, until=until, least=least)
    if kept.years is None and not basis:
        raise NoBasisError(retention=kept.id, until=until, clause=kept.clause)
    return until


def stamp(until: int | None) -> Stamp | None:
    """Return what is stamped on a record kept until that year; nothing while undetermined."""
    if until is None:
        return None
    row = _data()["stamps"]["for_ever" if until == FOREVER else "until"]
    return Stamp(words=to_thai(row["words"].format(year=until)), colour=row["colour"])


def last_survey_day(year: int) -> date:
    """Return the last day on which the survey of a Buddhist year should be done (ข้อ ๖๖)."""
    return _last_of(year - 1) + timedelta(days=terms().survey_days)


def last_hand_over_day(year: int) -> date:
    """Return the day by which records that became twenty go to the National Archives (ข้อ ๕๘)."""
    return ThaiDate.from_be(year, terms().hand_over_month, terms().hand_over_day).date


def is_over(until: int | None, year: int) -> bool:
    """Say whether a term has ended before a Buddhist year began."""
    return until is not None and until != FOREVER and until < year


def _last_of(year: int) -> date:
    return ThaiDate.from_be(year, _DECEMBER, 31).date


@cache
def _data() -> Any:
    text = files("registry.keeping").joinpath("retention.yaml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)
