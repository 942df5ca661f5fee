"""Storeroom (ห้องเก็บหนังสือ): records that are finished, from their filing to the list for disposal.

Every step is asked of the keeper with the pen in hand, so that no hold is placed in between, and
sealed. What ends a list is saraban.disposing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from registry import irregularity
from registry.keeping import survey as surveying
from registry.keeping.acts import (
    MAX_ENTRIES,
    MAX_LINES,
    Decided,
    Filed,
    Held,
    Lifted,
    Surveyed,
)
from registry.keeping.filing import filed_line
from registry.keeping.holds import active
from registry.keeping.keeper import refusals, refuse
from registry.keeping.refusal import EmptyHoldError, FilingError, NoListError, UnknownHoldError
from registry.keeping.replay import apply, touched
from registry.keeping.retention import terms
from registry.keeping.state import hold_key
from saraban.answers import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from records.dates import ThaiDate
    from registry.acts import Act
    from registry.item import Item
    from registry.keeping.acts import FiledLine
    from registry.keeping.refusal import KeepingError
    from registry.keeping.state import DisposalList, Hold, Keeping
    from registry.keeping.survey import Survey
    from registry.ledger import Pen
    from registry.views import Views
    from saraban.bookroom import Bookroom
    from saraban.registrar import Registrar

T = TypeVar("T")
Draft = tuple[type["Act"], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingWish:
    """How records are to be kept: the class, and what the clerk says instead of its term.

    Without a class each record is filed in the one that is usual for it. `until` is a Buddhist
    year, 0 for ever; `basis` the law that sets it; `reason` why records are filed anew.
    """

    retention: str = ""
    until: int | None = None
    file_code: str = ""
    basis: str = ""
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Storeroom:
    """The storeroom of an office, beside its books."""

    room: Bookroom

    @property
    def registrar(self) -> Registrar:
        """Who keeps the register."""
        return self.room.registrar

    @property
    def views(self) -> Views:
        """The books."""
        return self.room.views

    @property
    def today(self) -> ThaiDate:
        """The day on which this is done."""
        return self.registrar.situation.today

    def keeping(self) -> Keeping:
        """Return how each record is kept now."""
        return self.views.keeping()

    def lines_of(self, entries: Iterable[int]) -> list[Item]:
        """Return the lines of records as they are kept now."""
        return self.views.store.of_entries([*entries])

    def unfiled(self, items: Iterable[Item]) -> list[Item]:
        """Return those that were never filed and whose content is there."""
        keeping = self.keeping()
        kept = ((item, keeping.of(item.entry)) for item in items)
        return [item for item, how in kept if how.filed is None and how.disposed is None]

    def undisposed(self, items: Iterable[Item], chosen: str) -> list[Item]:
        """Return those whose content is there.

        Raises:
            EmptyHoldError: there is none.
        """
        keeping = self.keeping()
        found = [item for item in items if keeping.of(item.entry).disposed is None]
        if not found:
            raise EmptyHoldError(chosen=chosen)
        return found

    def keep(
        self, items: Sequence[Item], wish: FilingWish, day: ThaiDate | None = None
    ) -> tuple[Act, ...]:
        """File records (บัญชีหนังสือส่งเก็บ): all of them, or none.

        Raises:
            KeepingError: one of them cannot be kept so.
        """
        lines = [line.model_dump() for line in _filed_lines(items, wish)]
        fields = {"day": self._day(day), **({"reason": wish.reason} if wish.reason else {})}
        return self._enter((Filed, fields | {"lines": part}) for part in parts(lines, MAX_LINES))

    def holds(self) -> tuple[Hold, ...]:
        """Return every hold that was ever placed, in order."""
        return tuple(self.keeping().holds.values())

    def hold(  # noqa: PLR0913  # a hold says as much
        self,
        name: str,
        items: Sequence[Item],
        *,
        reason: str,
        chosen: str = "",
        asked_by: str = "",
        day: ThaiDate | None = None,
    ) -> tuple[Act, ...]:
        """Place a named hold over records, or widen it.

        Raises:
            KeepingError: it was lifted before, or a record is gone already.
        """
        fields: dict[str, Any] = {"day": self._day(day), "hold": name, "reason": reason}
        fields |= {"chosen": " ".join(chosen.split())[:LONGEST]} if chosen else {}
        fields |= {"asked_by": asked_by} if asked_by else {}
        entries = list(dict.fromkeys(item.entry for item in items))
        drafts = ((Held, fields | {"entries": part}) for part in parts(entries, MAX_ENTRIES))
        return self._enter(drafts)

    def lift(self, name: str, reason: str, day: ThaiDate | None = None) -> Hold:
        """Lift a named hold; its records may be disposed of again.

        Raises:
            KeepingError: there is no such hold, or it was lifted before.
        """
        fields = {"day": self._day(day), "hold": name, "reason": reason}
        self._enter([(Lifted, fields)])
        return self.keeping().holds[hold_key(name)]

    def hold_named(self, name: str) -> Hold:
        """Return a hold.

        Raises:
            UnknownHoldError: there is none of that name.
        """
        keeping = self.keeping()
        found = keeping.holds.get(hold_key(name))
        if found is None:
            known = ", ".join(hold.name for hold in active(keeping)) or "—"
            raise UnknownHoldError(hold=name, known=known)
        return found

    def survey(self, year: int, day: ThaiDate | None = None) -> Survey:
        """Say what is due for disposal in a Buddhist year, and what is not and why.

        Raises:
            TooEarlyError: the year has not begun.
        """
        items = self.views.store.everything()
        return surveying.survey(items, year, (day or self.today).date, self.keeping())

    def make_list(self, survey: Survey, form: int, items: Sequence[Item]) -> DisposalList:
        """Enter a list of records that a survey found (forms 25, 21 and 22).

        Raises:
            KeepingError: one of the records may not stand on it.
        """
        fields: dict[str, Any] = {
            "day": survey.day.isoformat(),
            "year": survey.year,
            "form": form,
            "entries": [item.entry for item in items[:MAX_ENTRIES]],
        }
        held = [found.item.entry for found in survey.held[:MAX_ENTRIES]]
        fields |= {"held": held} if held and form == terms().disposal_form else {}
        (act,) = self._enter([(Surveyed, fields)])
        return self.keeping().lists[act.entry]

    def lists(self) -> tuple[DisposalList, ...]:
        """Return every list, in order."""
        return tuple(self.keeping().lists.values())

    def list_of(self, place: int) -> DisposalList:
        """Return a list by the place of its entry.

        Raises:
            NoListError: there is none.
        """
        found = self.keeping().lists.get(place)
        if found is None:
            raise NoListError(of=place)
        return found

    def decide(self, place: int, decision: dict[str, Any], day: ThaiDate) -> DisposalList:
        """Enter a step of a list.

        Raises:
            KeepingError: the step may not be taken so.
        """
        self._enter([(Decided, {"day": self._day(day), "of": place, "decision": decision})])
        return self.list_of(place)

    def _day(self, day: ThaiDate | None) -> str:
        return (day or self.today).date.isoformat()

    def _enter(self, drafts: Iterable[Draft]) -> tuple[Act, ...]:
        """Enter acts that the keeper allows: all of them, or none."""

        def allowed(pen: Pen) -> tuple[Act, ...]:
            self.views.follow(pen.writer)
            keeping, acts = self.views.keeping(pen.writer), []
            wrong: list[KeepingError] = []
            for model, fields in drafts:
                act = pen.append(model, **fields)
                items = {item.entry: item for item in self.lines_of(touched(act, keeping))}
                wrong += refusals(act, keeping, items)
                keeping = apply(act, keeping)
                acts.append(act)
            refuse(wrong)
            return tuple(acts)

        return self.write(allowed)

    def write(self, enter: Callable[[Pen], T]) -> T:
        """Enter something with the pen, bring the books up to date, and seal.

        Raises:
            ClockBehindError: the clock went back by a day or more.
            RegisterError: the register cannot be written.
        """
        situation = self.registrar.situation
        with self.registrar.register.writing(situation.now, self.registrar.by) as pen:
            is_right = situation.clock_is_right
            tuple(irregularity.clock(pen.writer, situation.now, is_right=is_right))
            entered = enter(pen)
        self.views.catch_up()
        self.registrar.seal()
        return entered


def _filed_lines(items: Iterable[Item], wish: FilingWish) -> list[FiledLine]:
    """Return the lines of form 19.

    Raises:
        KeepingError: the class does not exist, or its year needs another one or a basis.
    """
    lines, wrong = [], {}
    for item in items:
        try:
            line = filed_line(
                item,
                retention=wish.retention,
                until=wish.until,
                file_code=wish.file_code,
                basis=wish.basis,
                note=wish.note,
            )
        except FilingError as error:
            wrong[str(error)] = error
        else:
            lines.append(line)
    refuse(list(wrong.values()))
    return lines


def parts(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield values in parts that fit into an entry each."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
