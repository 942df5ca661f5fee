"""The yearly survey (ข้อ ๖๖): turns the books into what is due for disposal, and what is not.

`year` is the Buddhist year in which the survey is made, as form 25 bears it (ประจำปี); terms that
ended by 31 December of the year before are over. Every record whose term is over stands in exactly
one group of the survey, so that nothing is passed over in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from records.dates import ThaiDate
from registry.keeping.filing import has_record
from registry.keeping.refusal import TooEarlyError
from registry.keeping.retention import (
    classes,
    counted_from,
    document_day,
    is_over,
    last_hand_over_day,
    last_survey_day,
    terms,
    usual_class,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from registry.item import Item
    from registry.keeping.state import Hold, Keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldItem:
    """A record whose term is over, and the holds that forbid its disposal."""

    item: Item
    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a survey finds; each group is in the order of the documents, the oldest first.

    `due` may go on form 25. Not due although the term is over: `held` by a named hold, `apart` by a
    law of their own, `listed` on a list that is not closed, `postponed` by the head, `transferred`
    to the National Archives. `undetermined` have a class but no year; `unfiled` were never filed,
    and their usual term is over. `disposed` are gone. Independent of these, `twenty` are twenty
    years old and neither handed over nor asked for (forms 21 and 22).
    """

    year: int
    day: date
    due: tuple[Item, ...]
    held: tuple[HeldItem, ...]
    apart: tuple[Item, ...]
    listed: tuple[Item, ...]
    postponed: tuple[Item, ...]
    transferred: tuple[Item, ...]
    undetermined: tuple[Item, ...]
    unfiled: tuple[Item, ...]
    disposed: tuple[Item, ...]
    twenty: tuple[Item, ...]

    @property
    def deadline(self) -> date:
        """The last day on which the survey is in time."""
        return last_survey_day(self.year)

    @property
    def late(self) -> bool:
        """Whether the survey is made after its time; it is made all the same."""
        return self.day > self.deadline

    @property
    def hand_over_by(self) -> date:
        """The day by which the records of twenty years go to the National Archives."""
        return last_hand_over_day(self.year)

    def holds(self) -> tuple[Hold, ...]:
        """Return the holds that keep records off the list, each once."""
        return tuple(dict.fromkeys(hold for found in self.held for hold in found.holds))


def survey(items: Iterable[Item], year: int, today: date, keeping: Keeping) -> Survey:
    """Return what is due in a Buddhist year, and everything that is not due and why.

    Raises:
        TooEarlyError: the year has not begun, so the terms that end before it are not over.
    """
    if ThaiDate(today).year_be < year:
        raise TooEarlyError(year=year, day=ThaiDate(today))
    groups: dict[str, list[Item]] = {name: [] for name in _GROUPS}
    for item in items:
        if not has_record(item):
            continue
        known = keeping.on(item)
        if group := _group(known, year, keeping):
            groups[group].append(known)
        if is_twenty(known, year, keeping):
            groups["twenty"].append(known)
    ordered = {name: tuple(sorted(found, key=_oldest_first)) for name, found in groups.items()}
    held = tuple(
        HeldItem(item=item, holds=keeping.holds_over(item.entry)) for item in ordered.pop("held")
    )
    return Survey(year=year, day=today, held=held, **ordered)


_GROUPS = (
    *("due", "held", "apart", "listed", "postponed", "transferred"),
    *("undetermined", "unfiled", "disposed", "twenty"),
)


def _group(item: Item, year: int, keeping: Keeping) -> str:
    """Return the group of a record, or nothing while its term runs."""
    kept = keeping.of(item.entry)
    if kept.disposed is not None:
        return "disposed"
    if not kept.retention:
        return "unfiled" if _usually_over(item, year) else ""
    if kept.keep_until is None or kept.retention not in classes():
        return "undetermined"
    if not is_over(kept.keep_until, year):
        return ""
    return next(name for name, applies in _why(item, year, keeping) if applies)


def _why(item: Item, year: int, keeping: Keeping) -> Iterator[tuple[str, bool]]:
    """Yield the groups of a record whose term is over, the loudest first."""
    kept = keeping.of(item.entry)
    yield "held", item.entry in keeping.held
    yield "transferred", kept.transfer
    yield "apart", classes()[kept.retention].apart
    yield "listed", kept.on_list is not None
    yield "postponed", kept.postponed is not None and kept.postponed > year
    yield "due", True


def _usually_over(item: Item, year: int) -> bool:
    years = usual_class(item).years
    return years is not None and is_over(counted_from(item) + years, year)


def is_twenty(item: Item, year: int, keeping: Keeping) -> bool:
    """Say whether a record goes to the National Archives in a year, or must be asked for."""
    kept = keeping.of(item.entry)
    if kept.disposed is not None or kept.form is not None or kept.transfer:
        return False
    return old_enough(item, year) and not stays(item, keeping)


def old_enough(item: Item, year: int) -> bool:
    """Say whether a record became twenty years old before a year began (ข้อ ๕๘)."""
    return counted_from(item) + terms().twenty < year


def stays(item: Item, keeping: Keeping) -> bool:
    """Say whether a record is secret, or kept by a law of its own (ข้อ ๕๘.๑, ๕๘.๒)."""
    known = classes().get(keeping.of(item.entry).retention, usual_class(item))
    return known.apart or (bool(known.law) and not known.for_ever)


def _oldest_first(item: Item) -> tuple[int, date, int]:
    return counted_from(item), document_day(item) or date.min, item.entry
