"""Item (รายการในทะเบียน): one line of the books, as the log tells it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


class State(StrEnum):
    """What became of a number."""

    RESERVED = "reserved"
    ISSUED = "issued"
    VOIDED = "voided"
    RECEIVED = "received"
    TRANSCRIBED = "transcribed"
    LOST = "lost"
    """Given after a backup that was restored: the paper may exist, the register forgot it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a book: one for each number, and one for each record without a number.

    `entry` is the place in the log of the entry that made the line; `at` is when it was keyed
    (UTC). `unit` is the owner's code in Arabic digits, `year` the Buddhist year of the series;
    `book` is empty for a record without a number. `received` is Bangkok time. `keep_until` is a
    Buddhist year, None while the record is not filed, 0 for ever.
    """

    entry: int
    book: str
    unit: str
    year: int
    running: int | None
    number: str
    state: State
    at: dt.datetime
    by: str
    kind: str = ""
    date: dt.date | None = None
    received: dt.datetime | None = None
    their_number: str = ""
    their_date: dt.date | None = None
    subject: str = ""
    sender: str = ""
    to: str = ""
    people: tuple[str, ...] = ()
    secrecy: str = ""
    note: str = ""
    record: str = ""
    text: str = ""
    retention: str = ""
    keep_until: int | None = None
    file_code: str = ""
    disposed: bool = False
    holds: tuple[str, ...] = ()
