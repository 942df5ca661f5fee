"""Items: folds the entries of the log into the lines of the books.

Nothing here is kept: the lines can be made anew from the log and the content at any time.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import singledispatch
from typing import Any, Protocol

from records.series import Series, spelt
from registry.acts import Act, Issued, Received, Reserved, Restored, Transcribed, Voided
from registry.irregularity import BANGKOK
from registry.item import Item, State
from registry.numbering import SHAPES
from registry.reservation import Found, numbers_of

SECRET = "-secret"  # noqa: S105  # what the name of a secret book ends in
MAX_TEXT = 200_000

Content = Callable[[str], bytes | None]
"""Frozen records by their SHA-256; None once they were disposed of."""


class Lines(Protocol):
    """The lines as they stand so far."""

    def at(self, series: str, running: int) -> Item | None:
        """Return the line of a number."""

    def put(self, item: Item) -> None:
        """Set the line of a number, or add that of a record without one."""


def fold(act: Act, lines: Lines, content: Content) -> None:
    """Bring the lines up to date with an act."""
    _fold(act, lines, content)


@singledispatch
def _fold(_act: Act, _lines: Lines, _content: Content) -> None:
    """Most acts change no line."""


@_fold.register
def _(act: Issued, lines: Lines, content: Content) -> None:
    record = _record(content(act.record))
    series = Series.parse(act.series) if act.series else None
    secret = bool(act.secrecy)
    names = [signer.get("name", "") for signer in record.get("signers", ())] if secret else ()
    lines.put(
        Item(
            entry=act.entry,
            book=_book(series.book if series else "", act.secrecy),
            unit=series.unit if series else "",
            year=series.year if series else date.fromisoformat(act.date).year + 543,
            running=act.running,
            number=act.number or "",
            state=State.ISSUED,
            at=act.time,
            by=act.by,
            kind=act.kind,
            date=_day(act.date),
            subject=record.get("subject", "") if secret else act.subject,
            sender=act.sender,
            to=record.get("to", "") if secret else act.to,
            people=tuple(names) or tuple(signer.name for signer in act.signers),
            secrecy=act.secrecy,
            note=f"แก้ไข {act.corrects.number}" if act.corrects else act.reason,
            record=act.record,
            text=_words(record),
        )
    )


@_fold.register
def _(act: Received, lines: Lines, _content: Content) -> None:
    lines.put(received_item(act))


def received_item(act: Received) -> Item:
    """Return the line of a document that was received."""
    series = Series.parse(act.series)
    return Item(
        entry=act.entry,
        book=_book(series.book, act.secrecy),
        unit=series.unit,
        year=series.year,
        running=act.running,
        number=act.number,
        state=State.RECEIVED,
        at=act.time,
        by=act.by,
        received=datetime.fromisoformat(act.received).replace(tzinfo=BANGKOK),
        their_number=act.their_number,
        their_date=_day(act.their_date),
        subject=act.subject,
        sender=act.sender,
        to=act.to,
        secrecy=act.secrecy,
    )


@_fold.register
def _(act: Reserved, lines: Lines, _content: Content) -> None:
    series = Series.parse(act.series)
    for running, number in enumerate(numbers_of(act), act.first):
        found = Found(series=series, running=running, number=number)
        lines.put(_bare(act, found, State.RESERVED, act.reason))


@_fold.register
def _(act: Voided, lines: Lines, content: Content) -> None:
    before = lines.at(act.series, act.running)
    if before is None:
        found = Found(series=Series.parse(act.series), running=act.running, number=act.number)
        before = _bare(act, found, State.VOIDED, act.reason)
    lines.put(with_words(replace(before, state=State.VOIDED, note=act.reason), content))


@_fold.register
def _(act: Transcribed, lines: Lines, _content: Content) -> None:
    series = Series.parse(act.series) if act.series else None
    states = {"voided": State.VOIDED}
    received = act.state == "received"
    year = date.fromisoformat(act.date).year + 543 if act.date else act.time.year + 543
    lines.put(
        Item(
            entry=act.entry,
            book=act.book,
            unit=series.unit if series else "",
            year=series.year if series else year,
            running=act.running,
            number=act.number,
            state=states.get(act.state, State.TRANSCRIBED),
            at=act.time,
            by=act.by,
            date=None if received else _day(act.date),
            their_date=_day(act.date) if received else None,
            their_number=act.their_number,
            received=_noon(act.received),
            subject=act.subject,
            sender=act.sender,
            to=act.to,
            note=act.note,
            text=act.raw,
        )
    )


@_fold.register
def _(act: Restored, lines: Lines, _content: Content) -> None:
    for lost in act.lost:
        series = Series.parse(lost.series)
        for running in range(lost.first, lost.last + 1):
            number = spelt(series, running, shape=SHAPES[series.book], circular=False)
            found = Found(series=series, running=running, number=number)
            lines.put(_bare(act, found, State.LOST, act.reason))


def with_words(item: Item, content: Content) -> Item:
    """Return a line with the words of its record, which the books themselves do not hold.

    A record that was disposed of has none, and of a secret one nothing is left but its number.
    """
    if not item.record:
        return item
    if not item.disposed:
        return replace(item, text=_words(_record(content(item.record))))
    if item.secrecy:
        item = replace(item, subject="", to="", people=())
    return replace(item, text="")


def masked(item: Item) -> Item:
    """Return the line that an open book shows of a secret record: its number, and nothing else."""
    return replace(
        item,
        book=item.book.removesuffix(SECRET),
        subject="(ลงไว้ในทะเบียนหนังสือลับ)",
        sender="",
        to="",
        their_number="",
        people=(),
        note="",
        text="",
        record="",
        file_code="",
        holds=(),
    )


def _bare(act: Act, found: Found, state: State, note: str) -> Item:
    """Return the line of a number that no record bears."""
    return Item(
        entry=act.entry,
        book=found.series.book,
        unit=found.series.unit,
        year=found.series.year,
        running=found.running,
        number=found.number,
        state=state,
        at=act.time,
        by=act.by,
        note=note,
    )


def _book(book: str, secrecy: str) -> str:
    return f"{book}{SECRET}" if book and secrecy else book


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _noon(text: str) -> datetime | None:
    """Return a day of receipt of which no hour is known."""
    return datetime.fromisoformat(f"{text}T12:00").replace(tzinfo=BANGKOK) if text else None


def _record(data: bytes | None) -> dict[str, Any]:
    """Return a frozen record; nothing once it was disposed of."""
    if data is None:
        return {}
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> str:
    """Return all words of a record, to be searched."""
    found: list[str] = []
    _gather(value, found)
    return " ".join(found)[:MAX_TEXT]


def _gather(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in ("kind", "numbering", "office"):
                _gather(item, found)
    elif isinstance(value, list):
        for item in value:
            _gather(item, found)


def thawed(values: dict[str, Any]) -> Item:
    """Return an item from its JSON."""
    days = {name: _day(values[name]) for name in ("date", "their_date")}
    received = values["received"]
    return Item(
        **values
        | days
        | {
            "at": datetime.fromisoformat(values["at"]).astimezone(UTC),
            "received": datetime.fromisoformat(received).astimezone(BANGKOK) if received else None,
            "state": State(values["state"]),
            "people": tuple(values["people"]),
            "holds": tuple(values["holds"]),
        }
    )
