"""Keeping (การเก็บรักษา): how each record is kept now, what holds it, and which lists it is on.

registry.keeping.replay folds the log into these values; nothing here changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from records.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from registry.item import Item
    from registry.keeping.acts import Dissent, Member


class Verdict(StrEnum):
    """How far a record of a list has come."""

    LISTED = "listed"
    DESTROY = "destroy"
    """The committee would destroy it."""
    ORDERED = "ordered"
    """The head ordered its destruction."""
    AGREED = "agreed"
    """The National Archives agreed, or need not be asked."""
    KEPT = "kept"
    """It is kept until another year."""
    POSTPONED = "postponed"
    """The head keeps it until the next survey."""
    TRANSFER = "transfer"
    """The National Archives want it."""
    HANDED_OVER = "handed_over"
    DISPOSED = "disposed"
    WITHDRAWN = "withdrawn"


# What is said of a record that cannot take a step.
VERDICTS = {
    Verdict.LISTED: "the committee has said nothing yet",
    Verdict.DESTROY: "the head has ordered nothing yet",
    Verdict.ORDERED: "the National Archives have said nothing yet",
    Verdict.AGREED: "everybody has agreed to its disposal",
    Verdict.KEPT: "it is kept until another year",
    Verdict.POSTPONED: "the head put it off until the next survey",
    Verdict.TRANSFER: "the National Archives want it",
    Verdict.HANDED_OVER: "it was handed over",
    Verdict.DISPOSED: "it was disposed of",
    Verdict.WITHDRAWN: "the list was withdrawn",
}

CLOSED = frozenset(
    {
        *(Verdict.KEPT, Verdict.POSTPONED, Verdict.TRANSFER),
        *(Verdict.HANDED_OVER, Verdict.DISPOSED, Verdict.WITHDRAWN),
    }
)
"""What is no longer on its way to disposal."""
_DEEDS = frozenset({"handed_over", "disposed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How one record is kept.

    `keep_until` is a Buddhist year, 0 for ever, None undetermined. `filed` and `disposed` are the
    places of the acts, `on_list` that of the list on which it is on its way, `postponed` the year
    of the next survey that may list it, `form` 21 or 22 once it was listed as twenty years old.
    """

    retention: str = ""
    keep_until: int | None = None
    file_code: str = ""
    basis: str = ""
    note: str = ""
    day: date | None = None
    filed: int | None = None
    on_list: int | None = None
    postponed: int | None = None
    form: int | None = None
    transfer: bool = False
    disposed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A named hold; once lifted, `lifted` is the place of that act and it holds nothing more."""

    name: str
    reason: str
    entries: frozenset[int]
    placed: tuple[int, ...]
    day: date
    asked_by: str = ""
    lifted: int | None = None
    lifted_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalList:
    """A list of a survey: its records in their order, and what was decided about each.

    `days` are those of the steps taken, by name and in order, `until` the years to which the
    committee or the National Archives extended a record's term.
    """

    place: int
    year: int
    form: int
    day: date
    verdicts: Mapping[int, Verdict]
    held: tuple[int, ...] = ()
    until: Mapping[int, int] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[int, ...]:
        """The records in the order of the form."""
        return tuple(self.verdicts)

    @property
    def withdrawn(self) -> bool:
        """Whether the list was withdrawn."""
        return "withdrawn" in self.days

    @property
    def settled(self) -> date:
        """The day of the latest step that says what is to be done, before which nothing was."""
        days = (day for stage, day in self.days.items() if stage not in _DEEDS)
        return max(days, default=self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What holds now: records that were filed or listed, by entry; holds, by `hold_key`; lists.

    `held` gives the keys of the holds over a record that are not lifted; `erased` is all content
    that was ever let go.
    """

    kept: Mapping[int, Kept] = field(default_factory=dict)
    holds: Mapping[str, Hold] = field(default_factory=dict)
    held: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    lists: Mapping[int, DisposalList] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()

    def of(self, entry: int) -> Kept:
        """Return how a record is kept; one that was never filed has no class and no year."""
        return self.kept.get(entry, NEVER_FILED)

    def holds_over(self, entry: int) -> tuple[Hold, ...]:
        """Return the holds over a record that are not lifted, the first placed first."""
        return tuple(self.holds[key] for key in self.held.get(entry, ()))

    def on(self, item: Item) -> Item:
        """Return the line of the books with the fields of its keeping."""
        kept = self.of(item.entry)
        return replace(
            item,
            retention=kept.retention,
            keep_until=kept.keep_until,
            file_code=kept.file_code,
            disposed=kept.disposed is not None,
            holds=tuple(hold.name for hold in self.holds_over(item.entry)),
        )


NEVER_FILED = Kept()
NOTHING_KEPT = Keeping()


def hold_key(name: str) -> str:
    """Return the one spelling by which holds are told apart."""
    return normalise(name).casefold()
