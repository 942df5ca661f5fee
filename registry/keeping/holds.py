"""Holds (ระงับการทำลาย): what a named hold covers, and when it may be placed or lifted.

A hold is placed over entries, never over a rule: a selection is frozen to the records that it fits
on that day. A later record needs the hold to be widened, by another `held` of the same name. A
hold that was lifted stays in the log, and its name is never used again.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from records.dates import ThaiDate
from records.spelling import normalise
from registry.keeping.refusal import (
    DisposedError,
    EarlierDayError,
    EmptyHoldError,
    LiftedHoldError,
    UnknownEntryError,
    UnknownHoldError,
    record,
)
from registry.keeping.state import hold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from registry.item import Item
    from registry.keeping.acts import Held, Lifted
    from registry.keeping.refusal import KeepingError
    from registry.keeping.state import Hold, Keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which records a hold is placed over; a criterion left empty asks nothing.

    All criteria given must fit; `entries` are the records of a case, or single ones. `subject` and
    `person` fit a part of the words, however they are spelt.
    """

    entries: frozenset[int] = frozenset()
    book: str = ""
    year: int = 0
    unit: str = ""
    kind: str = ""
    subject: str = ""
    person: str = ""

    def __str__(self) -> str:
        """Return the criteria in one line, as `chosen` of the entry keeps them."""
        given = ((field.name, getattr(self, field.name)) for field in fields(self))
        shown = (
            f"{name}={len(value) if isinstance(value, frozenset) else value}"
            for name, value in given
            if value
        )
        return ", ".join(shown)

    def fits(self, item: Item) -> bool:
        """Say whether a record fits every criterion."""
        exact = (
            (self.book, item.book),
            (self.year, item.year),
            (self.unit, item.unit),
            (self.kind, item.kind),
        )
        return (
            (not self.entries or item.entry in self.entries)
            and all(not wanted or wanted == found for wanted, found in exact)
            and _says(item.subject, self.subject)
            and _says(" ".join(item.people), self.person)
        )


def select(items: Iterable[Item], selection: Selection, keeping: Keeping) -> tuple[int, ...]:
    """Return the entries that a selection fits now, in order, without those disposed of.

    Raises:
        EmptyHoldError: there is none, or the selection asks nothing at all.
    """
    if not str(selection):
        raise EmptyHoldError(chosen="—")
    found = sorted(
        item.entry
        for item in items
        if selection.fits(item) and keeping.of(item.entry).disposed is None
    )
    if not found:
        raise EmptyHoldError(chosen=str(selection))
    return tuple(found)


def placing_refusals(
    act: Held, keeping: Keeping, items: Mapping[int, Item]
) -> Iterator[KeepingError]:
    """Yield every reason why a hold may not be placed or widened."""
    hold = keeping.holds.get(hold_key(act.hold))
    if hold and hold.lifted is not None:
        yield LiftedHoldError(hold=hold.name, lifted=hold.lifted)
    for entry in act.entries:
        item, disposed = items.get(entry), keeping.of(entry).disposed
        if item is None:
            yield UnknownEntryError(entry=entry)
        elif disposed is not None:
            yield DisposedError(**record(item), disposed=disposed)


def lifting_refusals(act: Lifted, keeping: Keeping) -> Iterator[KeepingError]:
    """Yield every reason why a hold may not be lifted."""
    hold = keeping.holds.get(hold_key(act.hold))
    if hold is None:
        known = ", ".join(hold.name for hold in active(keeping)) or "—"
        yield UnknownHoldError(hold=act.hold, known=known)
    elif hold.lifted is not None:
        yield LiftedHoldError(hold=hold.name, lifted=hold.lifted)
    elif act.on < hold.day:
        yield EarlierDayError(day=ThaiDate(act.on), earlier=ThaiDate(hold.day))


def active(keeping: Keeping) -> tuple[Hold, ...]:
    """Return the holds that are not lifted, in the order in which they were placed."""
    return tuple(hold for hold in keeping.holds.values() if hold.lifted is None)


def _says(text: str, words: str) -> bool:
    return not words or normalise(words).casefold() in normalise(text).casefold()
