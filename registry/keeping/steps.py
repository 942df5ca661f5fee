"""Steps of a list: when a survey's list may be made, and what may be decided about it, by whom.

Clauses ๖๖ to ๗๐ of the regulation: a committee of a chair and at least two says what it would
destroy and what it would keep longer; the head orders; the National Archives agree, or are silent
for 60 days. Every refusal is found, not only the first.
"""

from __future__ import annotations

from collections import Counter
from functools import singledispatch
from typing import TYPE_CHECKING

from records.dates import ThaiDate
from records.spelling import normalise
from registry.keeping.acts import Answer, Exempt, HandedOver, Opinion, Order
from registry.keeping.disposal import record_refusals
from registry.keeping.filing import STATES, has_record
from registry.keeping.refusal import (
    ApartError,
    CommitteeError,
    DisposedError,
    EarlierDayError,
    HeldError,
    ListedError,
    NoListError,
    NoOpinionError,
    NothingToKeepError,
    NotOnListError,
    OnListError,
    PostponedError,
    SamePersonError,
    ShortExtensionError,
    StepMissingError,
    StepTakenError,
    TooEarlyError,
    TransferError,
    TwoOpinionsError,
    UnknownEntryError,
    VerdictError,
    WithdrawnListError,
    WrongFormError,
    YoungError,
    record,
)
from registry.keeping.retention import FOREVER, classes, counted_from, terms, usual_class
from registry.keeping.state import VERDICTS, Verdict
from registry.keeping.survey import old_enough, stays

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from registry.acts import Part
    from registry.item import Item
    from registry.keeping.acts import Decided, Extension, Surveyed
    from registry.keeping.refusal import KeepingError
    from registry.keeping.state import DisposalList, Keeping

    Items = Mapping[int, Item]

# The step that each step follows.
_NEEDS = {
    "committee": None,
    "head": "committee",
    "sent": "head",
    "exempt": "head",
    "archives": "sent",
    "handed_over": None,
    "withdrawn": None,
}
_ONCE = frozenset({"committee", "head", "sent"})


def listing_refusals(act: Surveyed, keeping: Keeping, items: Items) -> Iterator[KeepingError]:
    """Yield every reason why a survey's list may not be made."""
    if ThaiDate(act.on).year_be < act.year:
        yield TooEarlyError(year=act.year, day=ThaiDate(act.on))
    for entry in act.entries:
        item = items.get(entry)
        if item is None:
            yield UnknownEntryError(entry=entry)
        elif not has_record(item):
            yield NothingToKeepError(**record(item), state=STATES[item.state])
        elif act.form == terms().disposal_form:
            yield from _due_refusals(item, keeping, act.year)
        else:
            yield from _twenty_refusals(item, keeping, act)


def _due_refusals(item: Item, keeping: Keeping, year: int) -> Iterator[KeepingError]:
    kept, facts = keeping.of(item.entry), record(item)
    yield from record_refusals(item, keeping, year)
    if kept.on_list is not None:
        yield OnListError(**facts, of=kept.on_list)
    if kept.postponed is not None and kept.postponed > year:
        yield PostponedError(**facts, year=kept.postponed)


def _twenty_refusals(item: Item, keeping: Keeping, act: Surveyed) -> Iterator[KeepingError]:
    kept, facts = keeping.of(item.entry), record(item)
    if kept.disposed is not None:
        yield DisposedError(**facts, disposed=kept.disposed)
    if act.form == terms().hand_over_form:
        yield from _held_refusals(item, keeping)
        if stays(item, keeping):
            known = classes().get(kept.retention, usual_class(item))
            yield ApartError(**facts, retention=known.id, clause=known.clause)
    if kept.form is not None:
        yield ListedError(**facts, form=kept.form)
    if kept.transfer:
        yield TransferError(**facts)
    if not old_enough(item, act.year):
        counted = counted_from(item)
        yield YoungError(**facts, counted=counted, years=terms().twenty, year=act.year)


def _held_refusals(item: Item, keeping: Keeping) -> Iterator[KeepingError]:
    for hold in keeping.holds_over(item.entry):
        yield HeldError(**record(item), hold=hold.name, reason=hold.reason)


def step_refusals(act: Decided, keeping: Keeping, items: Items) -> Iterator[KeepingError]:
    """Yield every reason why a step may not be taken."""
    listed, step = keeping.lists.get(act.of), act.decision
    if listed is None:
        yield NoListError(of=act.of)
        return
    if listed.withdrawn:
        yield WithdrawnListError(of=act.of)
        return
    yield from _order_refusals(listed, step.stage, act.on)
    yield from _refusals(step, listed, keeping, items)


def _order_refusals(listed: DisposalList, stage: str, day: date) -> Iterator[KeepingError]:
    facts: dict[str, object] = {"of": listed.place, "stage": stage}
    needed = _NEEDS[stage]
    if not _has_step(listed, stage):
        yield WrongFormError(**facts, form=listed.form)
    if needed and needed not in listed.days:
        yield StepMissingError(**facts, needed=needed)
    if stage in _ONCE and stage in listed.days:
        yield StepTakenError(**facts, day=ThaiDate(listed.days[stage]))
    earlier = listed.days.get(needed, listed.day) if needed else listed.day
    if day < earlier:
        yield EarlierDayError(day=ThaiDate(day), earlier=ThaiDate(earlier))


def _has_step(listed: DisposalList, stage: str) -> bool:
    """Say whether a list has a step: records of form 21 are only given away, of 22 only kept."""
    gives = listed.form == terms().hand_over_form and stage == "handed_over"
    return listed.form == terms().disposal_form or stage == "withdrawn" or gives


@singledispatch
def _refusals(
    _step: Part, _listed: DisposalList, _keeping: Keeping, _items: Items
) -> Iterator[KeepingError]:
    """Yield what is wrong in one step itself."""
    yield from ()


@_refusals.register(Opinion)
def _(
    step: Opinion, listed: DisposalList, _keeping: Keeping, items: Items
) -> Iterator[KeepingError]:
    least = terms().committee_least
    if len(step.members) < least:
        yield CommitteeError(members=len(step.members), least=least)
    names = Counter(normalise(member.name) for member in step.members)
    yield from (SamePersonError(name=name) for name, times in names.items() if times > 1)
    said = (*step.destroy, *(line.entry for line in step.keep))
    yield from _saying_refusals(said, {Verdict.LISTED}, listed, items)
    unsaid = set(listed.entries).difference(said)
    yield from (
        NoOpinionError(**_facts(entry, items)) for entry in listed.entries if entry in unsaid
    )
    dissenting = dict.fromkeys(line.entry for line in step.dissent)
    yield from (
        NotOnListError(**_facts(entry, items), of=listed.place)
        for entry in dissenting
        if entry not in listed.verdicts
    )
    yield from _extension_refusals(step.keep, listed, items)


@_refusals.register(Order)
def _(step: Order, listed: DisposalList, _keeping: Keeping, items: Items) -> Iterator[KeepingError]:
    yield from _saying_refusals(step.destroy, {Verdict.DESTROY}, listed, items)


@_refusals.register(Answer)
def _(
    step: Answer, listed: DisposalList, _keeping: Keeping, items: Items
) -> Iterator[KeepingError]:
    said = (*step.agreed, *(line.entry for line in step.keep), *step.transfer)
    yield from _saying_refusals(said, {Verdict.ORDERED, Verdict.AGREED}, listed, items)
    yield from _extension_refusals(step.keep, listed, items)


@_refusals.register(Exempt)
def _(
    step: Exempt, listed: DisposalList, _keeping: Keeping, items: Items
) -> Iterator[KeepingError]:
    yield from _saying_refusals(step.entries, {Verdict.ORDERED}, listed, items)


@_refusals.register(HandedOver)
def _(
    step: HandedOver, listed: DisposalList, keeping: Keeping, items: Items
) -> Iterator[KeepingError]:
    disposal = listed.form == terms().disposal_form
    wanted = Verdict.TRANSFER if disposal else Verdict.LISTED
    yield from _saying_refusals(step.entries, {wanted}, listed, items)
    for entry in step.entries:
        if entry in items:
            yield from _held_refusals(items[entry], keeping)


def _saying_refusals(
    said: Iterable[int], allowed: Collection[Verdict], listed: DisposalList, items: Items
) -> Iterator[KeepingError]:
    """Yield what is wrong with the records of which a step speaks."""
    for entry, times in Counter(said).items():
        facts = _facts(entry, items)
        verdict = listed.verdicts.get(entry)
        if verdict is None:
            yield NotOnListError(**facts, of=listed.place)
        elif verdict not in allowed:
            yield VerdictError(**facts, of=listed.place, verdict=VERDICTS[verdict])
        if times > 1:
            yield TwoOpinionsError(**facts)


def _extension_refusals(
    lines: Iterable[Extension], listed: DisposalList, items: Items
) -> Iterator[KeepingError]:
    for line in lines:
        if line.until != FOREVER and line.until < listed.year:
            facts = _facts(line.entry, items)
            yield ShortExtensionError(**facts, until=line.until, least=listed.year)


def _facts(entry: int, items: Items) -> dict[str, object]:
    item = items.get(entry)
    return record(item) if item else {"number": "—", "entry": entry}
