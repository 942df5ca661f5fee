"""Disposing (การทำลายหนังสือ): the end of a list; its content goes, entries and proofs stay.

The whole log is asked, not the views, because what is erased does not come back: first without
the pen, then what was written meanwhile with the pen in hand. Entry and erasure are one act; a
crash after it leaves at most files that nobody names, and disposing of the list again clears them
away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from registry.acts import TIME, Issued
from registry.entry import write
from registry.errors import RegisterError
from registry.keeping.acts import Disposed
from registry.keeping.disposal import erasable, rightly_gone, silence_ends
from registry.keeping.keeper import refusals, refuse
from registry.keeping.replay import apply
from registry.keeping.state import CLOSED, Verdict
from registry.keeping.stock import Stock
from registry.ledger import read_act
from saraban.dossier import FORMS, output_folder
from saraban.storeroom import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from records.dates import ThaiDate
    from registry.keeping.refusal import KeepingError
    from registry.keeping.state import DisposalList
    from registry.ledger import Pen
    from saraban.storeroom import Storeroom

PART = 100
"""How many records one entry disposes of; each may name many pieces of content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was disposed of: the entries that say so, the records, and the content let go.

    `copies` are files in the office folder that hold the same still; `scrubbed` is whether the
    database was written anew without what was erased.
    """

    acts: tuple[Disposed, ...] = ()
    entries: tuple[int, ...] = ()
    erased: frozenset[str] = frozenset()
    copies: tuple[Path, ...] = ()
    scrubbed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """The disposing of what is ready on a list.

    `entries` are to go, `held` were left out because of a hold, `waiting` are those about which
    the National Archives may still answer, until the day before `silent`. `again` is whether all
    that could go is gone already.
    """

    storeroom: Storeroom
    listed: DisposalList
    day: ThaiDate
    entries: tuple[int, ...]
    held: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    silent: date | None = None
    again: bool = False

    @classmethod
    def of(
        cls,
        storeroom: Storeroom,
        listed: DisposalList,
        day: ThaiDate | None = None,
        *,
        only: tuple[int, ...] = (),
        except_held: bool = False,
    ) -> Disposal:
        """Return what disposing of a list on a day means; `only`: of these records of it."""
        day = day or storeroom.today
        sent = listed.days.get("sent")
        silent = silence_ends(sent) if sent else None
        by_silence = silent is not None and day.date >= silent
        ready = [
            entry
            for entry, said in listed.verdicts.items()
            if said is Verdict.AGREED or (said is Verdict.ORDERED and by_silence)
        ]
        under_way = [entry for entry, said in listed.verdicts.items() if said not in CLOSED]
        # Where nothing is ready, the keeper says of everything on its way why not.
        wanted = [*only] if only else ready or under_way
        held = [entry for entry in wanted if except_held and entry in storeroom.keeping().held]
        return cls(
            storeroom=storeroom,
            listed=listed,
            day=day,
            entries=tuple(entry for entry in wanted if entry not in held),
            held=tuple(held),
            waiting=tuple(entry for entry in under_way if entry not in ready and silent),
            silent=silent,
            again=not under_way and Verdict.DISPOSED in listed.verdicts.values(),
        )

    def plan(self) -> Gone:
        """Say what would go; nothing is changed.

        Raises:
            KeepingError: something may not go.
        """
        situation, register = self.storeroom.registrar.situation, self.storeroom.registrar.register
        stock = Stock(frozenset(self.entries))
        with register.store.reading() as reader:
            stock.follow(reader)
            envelope = {
                "at": situation.now.strftime(TIME),
                "by": self.storeroom.registrar.by,
                "entry": reader.size(),
                "office": register.origin,
            }
        acts = self._acts(stock, partial(write, Disposed, **envelope), "—", "")
        return self._gone(acts)

    def carry_out(self, method: str, report: str = "") -> Gone:
        """Enter that records were destroyed, and let their content go with it.

        `method` is how the paper was destroyed, `report` the number of the signed report.

        Raises:
            KeepingError: something may not go; then nothing goes.
        """
        if not self.entries:
            return self._clear() if self.again else Gone()
        register = self.storeroom.registrar.register
        stock = Stock(frozenset(self.entries))
        with register.store.reading() as reader:
            stock.follow(reader)

        def enter(pen: Pen) -> tuple[Disposed, ...]:
            stock.follow(pen.writer)
            acts = self._acts(stock, partial(pen.append, Disposed), method, report)
            for act in acts:
                for digest in act.erased:
                    pen.writer.erase(digest)
            return acts

        return self._gone(self.storeroom.write(enter), scrubbed=self._scrub())

    def _acts(
        self, stock: Stock, make: Callable[..., Any], method: str, report: str
    ) -> tuple[Disposed, ...]:
        keeping = stock.keeping
        named = stock.own(keeping)
        fields: dict[str, Any] = {"of": self.listed.place, "method": method}
        fields |= {"day": self.day.date.isoformat()} | ({"report": report} if report else {})
        acts: list[Disposed] = []
        wrong: list[KeepingError] = []
        for entries in parts(self.entries, PART):
            erased = sorted(erasable(entries, named, keeping))
            act = cast("Disposed", make(**fields, entries=entries, erased=erased))
            wrong += refusals(act, keeping, stock.items, named)
            keeping = apply(act, keeping)
            acts.append(act)
        refuse(wrong)
        return tuple(acts)

    def _clear(self) -> Gone:
        """Let go what a crash left behind after the entry was written."""
        stock = Stock(frozenset())
        register = self.storeroom.registrar.register
        with register.store.reading() as reader:
            stock.follow(reader)
        gone = rightly_gone(stock.named, stock.keeping)
        situation = self.storeroom.registrar.situation
        with register.writing(situation.now, self.storeroom.registrar.by) as pen:
            stock.follow(pen.writer)
            for digest in gone & rightly_gone(stock.named, stock.keeping):
                pen.writer.erase(digest)
        return Gone(scrubbed=self._scrub())

    def _scrub(self) -> bool:
        """Write the database anew without what was erased, if that can be done now."""
        try:
            self.storeroom.registrar.register.store.scrub()
        except RegisterError:
            return False
        return True

    def _gone(self, acts: tuple[Disposed, ...], *, scrubbed: bool = True) -> Gone:
        erased = frozenset(digest for act in acts for digest in act.erased)
        entries = tuple(entry for act in acts for entry in act.entries)
        return Gone(
            acts=acts,
            entries=entries,
            erased=erased,
            copies=tuple(dict.fromkeys(self._copies(entries, erased))),
            scrubbed=scrubbed,
        )

    def _copies(self, entries: tuple[int, ...], erased: frozenset[str]) -> Iterator[Path]:
        """Yield files of the office folder that hold what is erased: sheets, prints, pictures."""
        folder = self.storeroom.registrar.desk.folder
        with self.storeroom.registrar.register.store.reading() as reader:
            acts = [read_act(reader, entry) for entry in entries]
        for act in acts:
            if not isinstance(act, Issued):
                continue
            sheet = folder / act.sheet
            if act.sheet and sheet.is_file():
                yield sheet
            prints = (output_folder(folder, sheet) / f"{sheet.stem}.{form}" for form in FORMS)
            for path in (*prints, *(folder / file.name for file in act.attachments)):
                if path.is_file() and sha256(path.read_bytes()).hexdigest() in erased:
                    yield path
