"""Cells: turns a line of the books into the words that stand in one column on paper.

A column of registry/books.yaml names one of these functions. Digits and dates are Thai, as on any
paper of the office; a subject stands as it was typed, and is no Markdown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.dates import FIRST_DAY, LAST_DAY, DateStyle, ThaiDate
from records.digits import print_digits, to_thai
from registry.item import State
from registry.keeping.retention import FOREVER, classes, counted_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from registry.item import Item

_TYPED = re.compile(r"`([^`]+)`")
_REASONS = {
    State.RESERVED: "จองไว้",
    State.VOIDED: "ยกเลิก",
    State.LOST: "สูญหายจากทะเบียน",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is written beside a line, which the item itself does not say.

    `filed` is the day on which it was sent to be kept, `consideration` what a committee decided.
    """

    filed: date | None = None
    action: str = ""
    consideration: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item in its place on a sheet; `place` counts from 1."""

    item: Item
    place: int
    mark: Mark = Mark()

    @property
    def came_in(self) -> bool:
        """Whether it came from elsewhere, so that its number and date are the sender's."""
        return self.item.book in ("received", "received-secret")


def day(value: date | None) -> str:
    """Return a day as it stands in a narrow column: ๑๓ ก.พ. ๒๕๖๓."""
    if value is None:
        return ""
    if not FIRST_DAY <= value <= LAST_DAY:
        return to_thai(value.isoformat())
    return ThaiDate(value).format(DateStyle.ABBREVIATED)


def note(entry: Entry) -> str:
    """Return why a line is cancelled, reserved or missing, and what was noted beside it."""
    item = entry.item
    said = print_digits(item.note)
    word = _REASONS.get(item.state)
    parts = [": ".join(filter(None, (word, said))) if word else said]
    parts += ["ระงับการทำลาย: " + print_digits(", ".join(item.holds))] if item.holds else []
    parts += ["ทำลายแล้ว"] if item.disposed else []
    return "\n".join(filter(None, (*parts, print_digits(entry.mark.note))))


def term(entry: Entry) -> str:
    """Return how long a record is kept: ๑๐ ปี, ตลอดไป, or who decides it."""
    if _for_ever(entry):
        return "ตลอดไป"
    if entry.item.keep_until is None:
        return _law(entry)
    return f"{to_thai(str(entry.item.keep_until - counted_from(entry.item)))} ปี"


def until(entry: Entry) -> str:
    """Return the year until whose end a record is kept, as its stamp says."""
    if _for_ever(entry):
        return "ห้ามทำลาย"
    if entry.item.keep_until is None:
        return _law(entry)
    return f"เก็บถึง พ.ศ. {to_thai(str(entry.item.keep_until))}"


def _for_ever(entry: Entry) -> bool:
    known = classes().get(entry.item.retention)
    kept = entry.item.keep_until
    return kept == FOREVER or (kept is None and known is not None and known.for_ever)


def _law(entry: Entry) -> str:
    known = classes().get(entry.item.retention)
    return known.law if known else ""


def _typed(entry: Entry, text: str) -> str:
    """Return text as it was printed: in our own records, foreign words stand between backticks."""
    if not entry.item.kind:
        return print_digits(text)
    pieces = _TYPED.split(text)
    return "".join(piece if n % 2 else print_digits(piece) for n, piece in enumerate(pieces))


def _number(entry: Entry) -> str:
    return entry.item.their_number if entry.came_in else entry.item.number


def _date(entry: Entry) -> date | None:
    return entry.item.their_date if entry.came_in else entry.item.date


def _running(entry: Entry) -> str:
    return "" if entry.item.running is None else to_thai(str(entry.item.running))


CELLS: Mapping[str, Callable[[Entry], str]] = {
    "place": lambda entry: to_thai(str(entry.place)),
    "running": _running,
    "number": lambda entry: to_thai(entry.item.number),
    "their_number": lambda entry: to_thai(entry.item.their_number),
    "any_number": lambda entry: to_thai(_number(entry)),
    "received_number": lambda entry: _running(entry) if entry.came_in else "",
    "date": lambda entry: day(entry.item.date),
    "their_date": lambda entry: day(entry.item.their_date),
    "any_date": lambda entry: day(_date(entry)),
    "filed": lambda entry: day(entry.mark.filed),
    "sender": lambda entry: _typed(entry, entry.item.sender),
    "to": lambda entry: _typed(entry, entry.item.to),
    "subject": lambda entry: _typed(entry, entry.item.subject),
    "people": lambda entry: print_digits(", ".join(entry.item.people)),
    "secrecy": lambda entry: entry.item.secrecy,
    "file_code": lambda entry: to_thai(entry.item.file_code),
    "term": term,
    "until": until,
    "action": lambda entry: print_digits(entry.mark.action),
    "consideration": lambda entry: print_digits(entry.mark.consideration),
    "note": note,
}
