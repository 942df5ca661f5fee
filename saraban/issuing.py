"""Issuing (การออกหนังสือ): the journey of a sheet to its number, its print and its entry.

The page is printed before its number is taken, so that what cannot be printed takes none. If
somebody else takes the number meanwhile, the sheet is printed anew with the next one; a sheet that
lost several times takes its number first. The act itself is one transaction: a crash leaves the
number wholly issued or still free, and issuing the sheet again does what was left undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from generator.printing import record_json
from registry import numbering, reservation
from registry.acts import Issued, Printed
from registry.irregularity import bangkok_day, day_of
from registry.ledger import read_act, read_acts, state_of
from registry.wanted import Situation
from saraban.delivery import deliver
from saraban.dossier import issued_papers, output_folder, printed_papers, wanted_of
from saraban.errors import SheetChangedError
from saraban.manuscript import Manuscript

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from records.dates import ThaiDate
    from records.docnumber import DocumentNumber
    from registry.acts import Corrected, Remark
    from registry.register import Register
    from registry.store import Reader
    from registry.wanted import Paper, Plan, Wanted
    from saraban.desk import Desk

ATTEMPTS = 3
ISSUED, AGAIN, PLANNED = "issued", "already issued", "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the clerk says beside the sheet; `corrects` is the number of the year `of_year`."""

    reason: str = ""
    corrects: DocumentNumber | None = None
    of_year: int = 0
    clock_is_right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What became of one sheet: its state, its number if it has one, and what was irregular."""

    sheet: Path
    state: str
    number: str | None
    entry: int | None
    day: ThaiDate
    irregular: tuple[Remark, ...] = ()
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """The issuing of one sheet at a desk, by somebody."""

    desk: Desk
    register: Register
    by: str
    wish: Wish
    manuscript: Manuscript

    @classmethod
    def of(cls, desk: Desk, register: Register, by: str, wish: Wish, file: Path) -> Issue:
        """Read the sheet.

        Raises:
            SheetError: it is no sheet.
        """
        manuscript = Manuscript.read(file, desk.folder, bangkok_day(desk.clock()))
        return cls(desk, register, by, wish, manuscript)

    def plan(self) -> Given:
        """Say what would happen; nothing is changed, and nothing is printed.

        Raises:
            SarabanError: the sheet is wrong, or it cannot have a number.
        """
        wanted = self._wanted()
        with self.register.store.reading() as reader:
            known = self._known(reader, wanted)
            if known is not None:
                act = cast("Issued", read_act(reader, known))
                return self._given(act, AGAIN)
            planned = numbering.plan(reader, wanted, self._situation())
        return Given(
            sheet=self.manuscript.path,
            state=PLANNED,
            number=planned.number,
            entry=None,
            day=wanted.day,
            irregular=planned.irregular,
        )

    def carry_out(self) -> Given:
        """Number the sheet's record, freeze it, log it and print it.

        A sheet that was issued before keeps its number.

        Raises:
            SarabanError: the sheet is wrong, cannot have a number, or cannot be printed.
        """
        wanted = self._wanted()
        with self.register.store.reading() as reader:
            known = self._known(reader, wanted)
        if known is not None:
            return self._finish(known, AGAIN, ())
        for last in (*[False] * (ATTEMPTS - 1), True):
            with self.register.store.reading() as reader:
                planned = numbering.plan(reader, wanted, self._situation())
            found = self._take(wanted, planned, last=last)
            if found is not None:
                entry, files = found
                return self._finish(entry, ISSUED, files)
        raise AssertionError

    def _take(
        self, wanted: Wanted, planned: Plan, *, last: bool
    ) -> tuple[int, tuple[Paper, ...]] | None:
        """Print with the planned number and take it; None if somebody else took it meanwhile."""
        name, digest = self.manuscript.name, self.manuscript.digest
        document = self.manuscript.document(planned.number)
        papers = issued_papers(document, self.desk.printer, name, digest)
        for paper in (*papers.attachments, *papers.files):
            self.register.store.shelve(paper.data)
        situation = self._situation()
        with self.register.writing(situation.now, self.by) as pen:
            known = self._known(pen.writer, wanted)
            if known is not None:
                return known, ()
            again = numbering.plan(pen.writer, wanted, situation)
            if again.number != planned.number:
                if not last:
                    return None
                document = self.manuscript.document(again.number)
                papers = issued_papers(document, None, name, digest)
            return numbering.issue(pen, wanted, again, papers).entry, papers.files

    def _finish(self, entry: int, state: str, files: tuple[Paper, ...]) -> Given:
        """Do what is left: the print if it is missing, the sheet, the files, the checkpoint.

        Raises:
            SheetChangedError: the sheet says something else than what was frozen.
        """
        with self.register.store.reading() as reader:
            act = cast("Issued", read_act(reader, entry))
            printed = bool(act.files) or any(
                isinstance(other, Printed) and other.of == entry
                for other in read_acts(reader, entry + 1)
            )
        document = self.manuscript.document(act.number, day_of(act.date))
        if sha256(record_json(document)).hexdigest() != act.record:
            raise SheetChangedError(file=str(self.manuscript.path), number=act.number or "—")
        files = files or printed_papers(document, self.desk.printer)
        if not printed:
            with self.register.writing(self._now(), self.by) as pen:
                pen.append(Printed, of=entry, files=numbering.keep(pen, files))
        self.register.seal(self._now())
        folder = output_folder(self.desk.folder, self.manuscript.path)
        for paper in files:
            deliver(folder / paper.name, paper.data)
        given = self._given(act, state, tuple(folder / paper.name for paper in files))
        self.manuscript.write(act.number, given.day)
        return given

    def _wanted(self) -> Wanted:
        document = self.manuscript.document()
        day = document.record.date or self.manuscript.today
        return wanted_of(document, day, self.wish.reason, self._corrected())

    def _corrected(self) -> Corrected | None:
        if self.wish.corrects is None:
            return None
        situation, number = self._situation(), self.wish.corrects
        with self.register.store.reading() as reader:
            found = reservation.find(reader, number, situation, year=self.wish.of_year)
            return reservation.corrected(reader, found)

    def _known(self, reader: Reader, wanted: Wanted) -> int | None:
        """Return the entry that issued this sheet before, as typed or as the register left it.

        Raises:
            VoidedNumberError: its number was voided since.
        """
        known = reader.drafted(self.manuscript.name, self.manuscript.digest)
        if known is not None:
            numbering.check_not_void(reader, cast("Issued", read_act(reader, known)))
            return known
        if not (wanted.book and wanted.asked and wanted.asked.running):
            return None
        series = numbering.series_of(wanted, self._situation())
        row = state_of(reader, str(series), wanted.asked.running)
        frozen = sha256(record_json(self.manuscript.document())).hexdigest()
        for place in row.entries if row else ():
            act = read_act(reader, place)
            if isinstance(act, Issued) and act.record == frozen:
                numbering.check_not_void(reader, act)
                return place
        return None

    def _given(self, act: Issued, state: str, files: tuple[Path, ...] = ()) -> Given:
        return Given(
            sheet=self.manuscript.path,
            state=state,
            number=act.number,
            entry=act.entry,
            day=day_of(act.date) or self.manuscript.today,
            irregular=act.irregular,
            files=files,
        )

    def _situation(self) -> Situation:
        return Situation(self.desk.office, self._now(), self.wish.clock_is_right)

    def _now(self) -> datetime:
        return self.desk.clock().astimezone(UTC)
