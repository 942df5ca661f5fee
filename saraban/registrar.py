"""The registrar (นายทะเบียน): the acts of the register, each from a sheet or file to its entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from records.papers import paper
from registry import keys, receipt, reservation
from registry.items import received_item
from registry.proving import prove
from registry.register import KEY, Register
from registry.rotation import rotate
from registry.stamp import stamp
from registry.wanted import Situation
from registry.witness.request import Request, request
from registry.witness.signing import add_cosignature, cosign
from saraban.delivery import deliver
from saraban.issuing import Issue, Wish

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from records.dates import ThaiDate
    from records.docnumber import DocumentNumber
    from registry.acts import Received, Reserved, Voided
    from registry.note import Note, VerifierKey
    from registry.proof_file import NumberProof
    from registry.receipt import Incoming
    from registry.reservation import Block, Found
    from registry.wanted import Plan
    from saraban.desk import Desk
    from saraban.issuing import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrar:
    """Keeps the register of one office; `by` is who acts."""

    desk: Desk
    register: Register
    by: str
    wish: Wish = field(default_factory=Wish)

    @classmethod
    def of(cls, desk: Desk, by: str, wish: Wish | None = None) -> Registrar:
        """Return the registrar of a desk's office.

        Raises:
            RegisterError: there is no register, or it cannot be used.
        """
        register = Register.open(desk.folder)
        return cls(desk=desk, register=register, by=by, wish=wish or Wish())

    @property
    def situation(self) -> Situation:
        """The office and this moment."""
        now = self.desk.clock().astimezone(UTC)
        return Situation(self.desk.office, now, self.wish.clock_is_right)

    def plan(self, file: Path) -> Given:
        """Say what `issue` would do; nothing is changed, and nothing is printed.

        Raises:
            SarabanError: the sheet is wrong, or it cannot have a number.
        """
        return Issue.of(self.desk, self.register, self.by, self.wish, file).plan()

    def issue(self, file: Path) -> Given:
        """Number a sheet's record, freeze it, log it and print it.

        Raises:
            SarabanError: the sheet is wrong, it cannot have a number, or it cannot be printed.
        """
        return Issue.of(self.desk, self.register, self.by, self.wish, file).carry_out()

    def reserve(self, block: Block) -> Reserved:
        """Hold the next numbers of a book.

        Raises:
            NumberError: they cannot be held.
        """
        situation = self.situation
        with self.register.writing(situation.now, self.by) as pen:
            act = reservation.reserve(pen, block, situation)
        self.register.seal(situation.now)
        return act

    def renew(self, found: Found, reason: str, until: ThaiDate) -> Reserved:
        """Hold a reserved number for longer.

        Raises:
            NumberError: it is not held.
        """
        situation = self.situation
        with self.register.writing(situation.now, self.by) as pen:
            act = reservation.renew(pen, found, reason, until, situation)
        self.register.seal(situation.now)
        return act

    def void(self, found: Sequence[Found], reason: str) -> tuple[Voided, ...]:
        """Cancel numbers for ever: all of them, or none.

        Raises:
            NumberError: one of them cannot be cancelled.
        """
        situation = self.situation
        with self.register.writing(situation.now, self.by) as pen:
            right = self.wish.clock_is_right
            acts = tuple(
                reservation.void(pen, each, reason, clock_is_right=right) for each in found
            )
        self.register.seal(situation.now)
        return acts

    def find_plain(self, running: int, book: str, year: int = 0) -> Found:
        """Return a number of a book whose numbers are nothing but numbers.

        Raises:
            NumberError: the book's numbers are written in another way.
        """
        return reservation.find_plain(running, self.situation, book, year)

    def find(self, number: DocumentNumber, book: str = "", year: int = 0) -> Found:
        """Return the number that somebody means.

        Raises:
            NumberError: it is none, or several books could have given it.
        """
        with self.register.store.reading() as reader:
            return reservation.find(reader, number, self.situation, book, year)

    def receive(self, incoming: Incoming) -> Received:
        """Enter an incoming document.

        Raises:
            NumberError: it cannot have been received then.
        """
        situation = self.situation
        for file in incoming.files:
            self.register.store.shelve(file.data)
        with self.register.writing(situation.now, self.by) as pen:
            planned = receipt.plan(pen.writer, incoming, situation)
            act = receipt.receive(pen, incoming, planned)
        self.register.seal(situation.now)
        return act

    def stamp(self, act: Received, out: Path) -> None:
        """Print the receipt stamp of a document that was received.

        Raises:
            SarabanError: it cannot be printed or written.
        """
        record = stamp(received_item(act), self.desk.office.short_name or self.desk.office.name)
        document = paper(record, self.desk.office, out.stem)
        deliver(out, self.desk.printer.print(document, "pdf").data)

    def plan_receipt(self, incoming: Incoming) -> Plan:
        """Say what `receive` would do.

        Raises:
            NumberError: it cannot have been received then.
        """
        with self.register.store.reading() as reader:
            return receipt.plan(reader, incoming, self.situation)

    def prove(self, found: Found, out: Path) -> NumberProof:
        """Write the proof of what became of a number, as of a checkpoint over all entries.

        Raises:
            SarabanError: it cannot be sealed or written.
        """
        self.seal()
        with self.register.store.reading() as reader:
            proof = prove(reader, found)
        deliver(out, proof.to_json())
        return proof

    def rotate(self, reason: str) -> Note:
        """Give the register a new key, and seal the change with both.

        Raises:
            NumberError: there is no reason.
            KeyFileError: the old key cannot be used.
        """
        return rotate(self.register, self.situation.now, self.by, reason.strip())

    def request(self, seen: int) -> bytes:
        """Return what a witness needs, who saw the log last when it had `seen` entries.

        Raises:
            SarabanError: there was no such checkpoint, or it cannot be sealed.
        """
        self.seal()
        return request(self.register, seen).to_json()

    def cosign(self, asked: bytes, trusted: VerifierKey | None) -> tuple[Note, VerifierKey]:
        """Countersign another register's checkpoint; return it, and the key that others check by.

        Raises:
            SarabanError: it is no request, or it is refused.
        """
        key = keys.load(self.register.folder / KEY)
        wanted = Request.parse(asked)
        note = cosign(self.register.folder, wanted, key, self.situation.now, trusted)
        return note, key.cosigner

    def add_cosignature(self, note: Note, witnesses: Sequence[VerifierKey]) -> Note:
        """Keep the signatures of witnesses under one of this register's checkpoints.

        Raises:
            SarabanError: it is none of this register's, or no such witness has signed it.
        """
        return add_cosignature(self.register, note, tuple(witnesses))

    def seal(self) -> Note:
        """Sign a checkpoint over all that is recorded."""
        return self.register.seal(self.situation.now)


def printed_checkpoint(desk: Desk) -> str:
    """Return the latest checkpoint as it is printed at the foot of a report.

    Raises:
        RegisterError: there is no register, or it cannot be used.
    """
    register = Register.open(desk.folder)
    note = register.latest()
    register.close()
    if note is None:
        return ""
    origin, size, root, _, time, *_ = note.text.splitlines()
    return f"จุดตรวจสอบทะเบียน `{origin}` `{size}` `{root}` `{time.removeprefix('time ')}`"
