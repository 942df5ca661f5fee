"""The model office's cases, and what its tests ask of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.compose import words_of
from records.case import Case, Document, load_case
from records.wording import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.dates import ThaiDate

OFFICE = Path(__file__).parents[2] / "examples" / "model-office"
CASES = ("website-2568", "letters-2568", "meetings-2568")

# Days on which government offices were closed, October 2566 to March 2568, as the cabinet set them.
_CLOSED = (
    *("2023-10-13", "2023-10-23", "2023-12-05", "2023-12-11", "2023-12-29", "2024-01-01"),
    *("2024-01-02", "2024-02-26", "2024-04-08", "2024-04-12", "2024-04-15", "2024-04-16"),
    *("2024-05-06", "2024-05-10", "2024-05-22", "2024-06-03", "2024-07-22", "2024-07-29"),
    *("2024-08-12", "2024-10-14", "2024-10-23", "2024-12-05", "2024-12-10", "2024-12-30"),
    *("2024-12-31", "2025-01-01", "2025-02-12"),
)
HOLIDAYS = frozenset(map(date.fromisoformat, _CLOSED))
SATURDAY = 5


@cache
def case(name: str) -> Case:
    """Return a case of the office."""
    return load_case(OFFICE / "cases" / name)


def website() -> Case:
    """Return the case that answers MOIT 1."""
    return case("website-2568")


def documents() -> tuple[Document, ...]:
    """Return the documents of all cases."""
    return tuple(document for name in CASES for document in case(name).documents)


def document(name: str) -> Document:
    """Return the document of an id."""
    return next(document for document in documents() if document.id == name)


def record(name: str) -> Any:
    """Return the record of an id; its kind is the test's business."""
    return document(name).record


@cache
def words(name: str) -> str:
    """Return the printed words of a document, white space folded."""
    return re.sub(r"\s+", " ", words_of(document(name)))


@cache
def clauses(name: str) -> dict[str, str]:
    """Return the text of each clause of a document by its printed number."""
    lines = words_of(document(name)).splitlines()
    found = (re.fullmatch(r"(?:ข้อ )?([๐-๙.]+?)\.? (.+)", line.strip()) for line in lines)
    return {match[1]: match[2] for match in found if match}


def parts(value: object, kind: type) -> Iterator[Any]:
    """Yield every value of a kind in a record."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from parts(getattr(value, name), kind)
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item, kind)


def is_working_day(day: date) -> bool:
    """Say whether government offices were open."""
    return day.weekday() < SATURDAY and day not in HOLIDAYS


def working_days_between(first: ThaiDate, last: ThaiDate) -> int:
    """Count the working days after the first day, up to and with the last one."""
    days = (last.date - first.date).days
    return sum(is_working_day(first.date + timedelta(days=n)) for n in range(1, days + 1))
