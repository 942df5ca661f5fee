"""Irregularities: what is allowed, but said when it is done and kept in the log.

Each is a code and its facts; SENTENCES says it in English, the message catalogue in Thai.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from records.dates import ThaiDate
from registry.acts import Issued, Received, Remark, Transcribed
from registry.denial import ClockBehindError
from registry.ledger import read_act, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.office import Office
    from records.people import Signer
    from registry.acts import Act
    from registry.store import Reader

BANGKOK = ZoneInfo("Asia/Bangkok")
LOOK = 1000
"""How many numbers without a date may lie between two that are compared."""

SENTENCES = {
    "backdated": "It is dated {date}, {days} days before the day on which it was numbered.",
    "postdated": "It is dated {date}, {days} days after the day on which it was numbered.",
    "dated_before_previous": "It is dated {date}, but {number} before it is dated {other}.",
    "dated_after_next": "It is dated {date}, but {number} after it is dated {other}.",
    "before_term": "{name} held no post of the office yet on {date}.",
    "outside_term": "{name} held no post of the office on {date}.",
    "clock_behind": "The clock said {now}, but the entry before was made at {last}.",
    "received_before_previous": "It was received at {received}, before {number}.",
    "dated_after_receipt": "It is dated {date}, after the day on which it was received.",
    "received_again": "{number} of {date} was received before, under {other}.",
    "keyed_later": "It was received on {received} and keyed {days} days later.",
}


def bangkok_day(moment: datetime) -> ThaiDate:
    """Return the day on the calendar of a Thai office at a moment (UTC)."""
    return ThaiDate(moment.astimezone(BANGKOK).date())


def day_of(text: str) -> ThaiDate | None:
    """Return the day of an entry's field, 2026-11-22."""
    return ThaiDate(date.fromisoformat(text)) if text else None


def dated(day: ThaiDate, today: ThaiDate) -> Iterator[Remark]:
    """Say that a record is dated before or after the day on which it is numbered."""
    days = (today.date - day.date).days
    if days > 0:
        yield Remark(code="backdated", facts={"date": str(day), "days": days})
    if days < 0:
        yield Remark(code="postdated", facts={"date": str(day), "days": -days})


def out_of_order(reader: Reader, series: str, running: int, day: ThaiDate) -> Iterator[Remark]:
    """Say that a neighbour's date contradicts the order of the numbers."""
    before = _neighbour(reader, series, range(running - 1, max(0, running - 1 - LOOK), -1))
    if before and day.date < date.fromisoformat(before.date):
        yield _order("dated_before_previous", day, before)
    known = reader.series_named(series)
    last = min(known.highest if known else 0, running + LOOK)
    next_one = _neighbour(reader, series, range(running + 1, last + 1))
    if next_one and day.date > date.fromisoformat(next_one.date):
        yield _order("dated_after_next", day, next_one)


def terms(office: Office, signers: tuple[Signer, ...], day: ThaiDate) -> Iterator[Remark]:
    """Say that somebody signs on a day on which he held no post of the office."""
    for signer in signers:
        person = next((p for p in office.people.values() if p.name == signer.name), None)
        if person is None or not person.posts or any(p.held_on(day) for p in person.posts):
            continue
        early = all(post.first is not None and day < post.first for post in person.posts)
        code = "before_term" if early else "outside_term"
        yield Remark(code=code, facts={"name": person.name, "date": str(day)})


def clock(reader: Reader, now: datetime, *, is_right: bool) -> Iterator[Remark]:
    """Say that the clock went back since the last entry.

    Raises:
        ClockBehindError: by a day or more, and nobody says that it is right.
    """
    size = reader.size()
    last = read_act(reader, size - 1).time if size else now
    if now.astimezone(UTC).replace(microsecond=0) >= last:
        return
    if bangkok_day(now) < bangkok_day(last) and not is_right:
        raise ClockBehindError(now=str(bangkok_day(now)), last=str(bangkok_day(last)))
    yield Remark(code="clock_behind", facts={"now": _minute(now), "last": _minute(last)})


def receipt(
    reader: Reader, series: str, running: int, received: datetime, today: ThaiDate
) -> Iterator[Remark]:
    """Say that a document was received before its predecessor, or keyed on a later day."""
    row = state_of(reader, series, running - 1)
    before = read_act(reader, row.entries[0]) if row else None
    if isinstance(before, Received) and received < datetime.fromisoformat(before.received):
        facts: dict[str, str | int] = {"received": _minute(received), "number": before.number}
        yield Remark(code="received_before_previous", facts=facts)
    days = (today.date - received.date()).days
    if days > 0:
        facts = {"received": str(ThaiDate(received.date())), "days": days}
        yield Remark(code="keyed_later", facts=facts)


def _neighbour(reader: Reader, series: str, numbers: range) -> Issued | Transcribed | None:
    """Return the nearest number that bears a date; reserved ones may lie between."""
    for running in numbers:
        row = state_of(reader, series, running)
        for place in row.entries if row else ():
            act: Act = read_act(reader, place)
            if isinstance(act, (Issued, Transcribed)) and act.date:
                return act
    return None


def _order(code: str, day: ThaiDate, neighbour: Issued | Transcribed) -> Remark:
    return Remark(
        code=code,
        facts={
            "date": str(day),
            "number": neighbour.number or "",
            "other": str(day_of(neighbour.date)),
        },
    )


def _minute(moment: datetime) -> str:
    local = moment.astimezone(BANGKOK) if moment.tzinfo else moment
    return f"{ThaiDate(local.date())} {local:%H:%M}"
