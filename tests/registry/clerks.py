"""Clerks for tests: offices whose clerks number, reserve, void and receive at a given moment.

Moments are UTC and written as in the log, 2020-02-13 03:00; days are written in the Buddhist era,
2563-02-13.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from records.dates import ThaiDate
from records.docnumber import DocumentNumber, OfficeCode
from records.office import Office
from records.people import Signer
from registry import numbering, receipt, reservation
from registry.receipt import Incoming
from registry.register import Register
from registry.reservation import Block
from registry.wanted import Papers, Situation, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registry.acts import Act, Issued, Received, Reserved, Voided
    from registry.wanted import Paper, Plan

NAME = "สำนักงานสาธารณสุขอำเภอเมืองตาก"
CODE = "ตก 0132"
NOON = "2020-02-13 05:00"
"""Noon in Bangkok on ๑๓ กุมภาพันธ์ ๒๕๖๓."""


def office(code: str | None = CODE, people: dict[str, Any] | None = None, **rules: Any) -> Office:
    """Return an office that counts by the rules."""
    fields: dict[str, Any] = {"name": NAME, "numbering": rules, "people": people or {}}
    return Office.model_validate(fields | ({"code": code} if code else {}))


def utc(text: str) -> datetime:
    """Return the moment of 2020-02-13 03:00."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day(text: str) -> ThaiDate:
    """Return the day of 2563-02-13."""
    year, month, number = map(int, text.split("-"))
    return ThaiDate(date(year - 543, month, number))


def number(text: str | None) -> DocumentNumber | None:
    """Return the number that somebody typed, if he did."""
    return None if text is None else DocumentNumber.parse(text)


@dataclass(frozen=True)
class Clerk:
    """Works at an open register at a moment; each act is a transaction of its own."""

    register: Register
    office: Office = field(default_factory=office)
    now: datetime = field(default_factory=lambda: utc(NOON))
    by: str = "แพรวา"
    clock_is_right: bool = False

    def at(self, moment: str, *, clock_is_right: bool = False) -> Clerk:
        """Return the clerk at another moment."""
        return replace(self, now=utc(moment), clock_is_right=clock_is_right)

    @property
    def situation(self) -> Situation:
        return Situation(self.office, self.now, self.clock_is_right)

    def wanted(self, asked: str | None = None, **fields: Any) -> Wanted:
        """Return what a letter of today asks for."""
        said: dict[str, Any] = {
            "kind": "letter",
            "book": "sent",
            "day": self.situation.today,
            "subject": "ขอความอนุเคราะห์",
        }
        if "day" in fields:
            fields["day"] = day(fields["day"])
        if "signers" in fields:
            fields["signers"] = tuple(Signer(name=name) for name in fields["signers"])
        return Wanted(asked=number(asked), **(said | fields))

    def plan(self, asked: str | None = None, **fields: Any) -> Plan:
        with self.register.store.reading() as reader:
            return numbering.plan(reader, self.wanted(asked, **fields), self.situation)

    def issue(
        self,
        asked: str | None = None,
        *,
        record: bytes = b'{"kind":"letter"}',
        files: tuple[Paper, ...] = (),
        **fields: Any,
    ) -> Issued:
        wanted = self.wanted(asked, **fields)
        with self.register.writing(self.now, self.by) as pen:
            planned = numbering.plan(pen.writer, wanted, self.situation)
            return numbering.issue(pen, wanted, planned, Papers(record=record, files=files))

    def reserve(self, book: str = "sent", count: int = 1, **fields: Any) -> Reserved:
        said: dict[str, Any] = {"reason": "รอลงนาม", "until": self.situation.today}
        if "until" in fields:
            fields["until"] = day(fields["until"])
        if "code" in fields:
            fields["code"] = OfficeCode.parse(fields["code"])
        block = Block(book=book, count=count, **(said | fields))
        with self.register.writing(self.now, self.by) as pen:
            return reservation.reserve(pen, block, self.situation)

    def renew(self, text: str, until: str, reason: str = "ยังรอลงนาม") -> Reserved:
        with self.register.writing(self.now, self.by) as pen:
            found = reservation.find(pen.writer, DocumentNumber.parse(text), self.situation)
            return reservation.renew(pen, found, reason, day(until), self.situation)

    def void(self, text: str, reason: str = "พิมพ์ผิด", **where: Any) -> Voided:
        with self.register.writing(self.now, self.by) as pen:
            named = DocumentNumber.parse(text)
            found = reservation.find(pen.writer, named, self.situation, **where)
            return reservation.void(pen, found, reason)

    def receive(self, received: str | None = None, **fields: Any) -> Received:
        said: dict[str, Any] = {"subject": "ขอเชิญประชุม", "sender": "จังหวัดตาก"}
        if "their_date" in fields:
            fields["their_date"] = day(fields["their_date"])
        moment = utc(received) if received else self.now
        incoming = Incoming(received=moment, **(said | fields))
        with self.register.writing(self.now, self.by) as pen:
            planned = receipt.plan(pen.writer, incoming, self.situation)
            return receipt.receive(pen, incoming, planned)


def opened(folder: Path, house: Office | None = None, moment: str = "2019-01-02 02:00") -> Clerk:
    """Found a register and return a clerk who works in it at noon of ๑๓ กุมภาพันธ์ ๒๕๖๓."""
    kept = house or office()
    folder.mkdir(parents=True, exist_ok=True)
    return Clerk(Register.found(folder, kept, utc(moment), "แพรวา"), kept)


def codes(act: Act) -> list[str]:
    """Return the codes of what was irregular."""
    return [remark.code for remark in getattr(act, "irregular", ())]


def states(clerk: Clerk) -> dict[str, str]:
    """Return the state of every number that was given, by series and running number."""

    def each() -> Iterator[tuple[str, str]]:
        with clerk.register.store.reading() as reader:
            for series in reader.series():
                for row in reader.numbers(series.id):
                    yield f"{series.name} {row.running}", row.state

    return dict(each())
