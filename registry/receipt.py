"""Receipt (การรับหนังสือ): enters an incoming document under the next received number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from records.dates import ThaiDate
from records.series import Series, spelt, unit_of
from registry import denial, irregularity
from registry.acts import Received, Remark
from registry.ledger import read_act
from registry.numbering import SHAPES, keep, office_code
from registry.wanted import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from registry.ledger import Pen
    from registry.store import Reader
    from registry.wanted import Paper, Situation

BOOK = "received"
LOOK_BACK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An incoming document; `received` is when it arrived, in Bangkok."""

    received: datetime
    subject: str
    sender: str
    to: str = ""
    their_number: str = ""
    their_date: ThaiDate | None = None
    secrecy: str = ""
    files: tuple[Paper, ...] = ()

    @property
    def day(self) -> ThaiDate:
        """The day of receipt."""
        return ThaiDate(self.received.astimezone(irregularity.BANGKOK).date())


def plan(reader: Reader, incoming: Incoming, situation: Situation) -> Plan:
    """Say which number a document would be received under.

    Raises:
        NumberError: it is said to have been received in the future, or in another year.
    """
    if incoming.received > situation.now:
        raise denial.FutureReceiptError(number="", received=incoming.day)
    remarks = list(irregularity.clock(reader, situation.now, is_right=situation.clock_is_right))
    unit = unit_of(office_code(None, situation))
    rules = situation.office.numbering
    # Keyed in the new year, it stands in the new book, which also says when it arrived.
    series = Series(BOOK, unit, rules.year(BOOK, situation.today))
    known = reader.series_named(str(series))
    running = known.highest + 1 if known else 1
    arrived = incoming.received.astimezone(irregularity.BANGKOK).replace(tzinfo=None)
    remarks += irregularity.receipt(reader, str(series), running, arrived, situation.today)
    if incoming.their_date and incoming.their_date > incoming.day:
        facts: dict[str, str | int] = {"date": str(incoming.their_date)}
        remarks.append(Remark(code="dated_after_receipt", facts=facts))
    remarks += _again(reader, series, running, incoming)
    number = spelt(series, running, shape=SHAPES[BOOK], circular=False)
    return Plan(series=series, running=running, number=number, irregular=tuple(remarks))


def receive(pen: Pen, incoming: Incoming, planned: Plan) -> Received:
    """Enter a document, and store the files that it came as."""
    is_open = not incoming.secrecy
    fields: dict[str, object] = {
        "series": str(planned.series),
        "running": planned.running,
        "number": planned.number,
        "received": incoming.received.astimezone(irregularity.BANGKOK).strftime("%Y-%m-%dT%H:%M"),
        "subject": incoming.subject if is_open else "",
        "sender": incoming.sender,
        "to": incoming.to,
        "their_number": incoming.their_number,
        "their_date": incoming.their_date.date.isoformat() if incoming.their_date else "",
        "files": keep(pen, incoming.files),
        "irregular": [remark.model_dump() for remark in planned.irregular],
        "secrecy": incoming.secrecy,
    }
    return cast("Received", pen.append(Received, **fields))


def _again(reader: Reader, series: Series, running: int, incoming: Incoming) -> Iterator[Remark]:
    """Say that the same letter of the same sender was received lately."""
    row = reader.series_named(str(series))
    if row is None or not incoming.their_number:
        return
    for earlier in range(max(1, running - LOOK_BACK), running):
        number = reader.number(row.id, earlier)
        act = read_act(reader, number.entries[0]) if number else None
        if (
            isinstance(act, Received)
            and act.their_number == incoming.their_number
            and act.sender == incoming.sender
        ):
            facts: dict[str, str | int] = {
                "number": act.their_number,
                "date": str(irregularity.day_of(act.their_date) or "—"),
                "other": act.number,
            }
            yield Remark(code="received_again", facts=facts)
