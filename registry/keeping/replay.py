"""Replay: folds the acts of filing, holding, surveying and disposing into what holds now.

Nothing is refused here: what stands in the log happened. Whether an act may be done is asked of
registry.keeping.keeper before it is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import singledispatch
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from registry.keeping.acts import (
    Answer,
    Decided,
    Disposed,
    Exempt,
    Filed,
    HandedOver,
    Held,
    Lifted,
    Opinion,
    Order,
    Surveyed,
    Withdrawn,
)
from registry.keeping.retention import terms
from registry.keeping.state import (
    CLOSED,
    NEVER_FILED,
    NOTHING_KEPT,
    DisposalList,
    Hold,
    Keeping,
    Kept,
    Verdict,
    hold_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from registry.acts import Act, Part

K = TypeVar("K")
V = TypeVar("V")


def apply(act: Act, keeping: Keeping) -> Keeping:
    """Return what holds after an act; acts of another sort change nothing."""
    return replay((act,), keeping)


def replay(acts: Iterable[Act], keeping: Keeping = NOTHING_KEPT) -> Keeping:
    """Return what holds after all the acts, in time that grows with the acts and their entries."""
    draft = _Draft(
        kept=dict(keeping.kept),
        holds=dict(keeping.holds),
        held=dict(keeping.held),
        lists=dict(keeping.lists),
        erased=set(keeping.erased),
    )
    for act in acts:
        _fold(act, draft)
    return Keeping(
        kept=MappingProxyType(draft.kept),
        holds=MappingProxyType(draft.holds),
        held=MappingProxyType(draft.held),
        lists=MappingProxyType(draft.lists),
        erased=frozenset(draft.erased),
    )


def touched(act: Act, before: Keeping) -> frozenset[int]:
    """Return the records whose keeping an act may change, so that a view updates only these."""
    if isinstance(act, Filed):
        return frozenset(line.entry for line in act.lines)
    if isinstance(act, (Held, Surveyed, Disposed)):
        return frozenset(act.entries)
    if isinstance(act, Lifted):
        hold = before.holds.get(hold_key(act.hold))
        return hold.entries if hold else frozenset()
    if isinstance(act, Decided):
        listed = before.lists.get(act.of)
        return frozenset(listed.entries) if listed else frozenset()
    return frozenset()


@dataclass(slots=True, kw_only=True)
class _Draft:
    kept: dict[int, Kept]
    holds: dict[str, Hold]
    held: dict[int, tuple[str, ...]]
    lists: dict[int, DisposalList]
    erased: set[str]

    def change(self, entry: int, **fields: object) -> None:
        self.kept[entry] = replace(self.kept.get(entry, NEVER_FILED), **fields)  # type: ignore[arg-type]  # the names are checked by replace


@singledispatch
def _fold(act: Act, draft: _Draft) -> None:
    """Change the draft by one act; what is no act of keeping changes nothing."""


@_fold.register
def _(act: Filed, draft: _Draft) -> None:
    for line in act.lines:
        fields = line.model_dump(exclude={"entry"})
        draft.change(line.entry, day=act.on, filed=act.entry, **fields)


@_fold.register
def _(act: Held, draft: _Draft) -> None:
    key = hold_key(act.hold)
    old = draft.holds.get(key)
    if old is None:
        old = Hold(
            name=act.hold,
            reason=act.reason,
            entries=frozenset(),
            placed=(),
            day=act.on,
            asked_by=act.asked_by,
        )
    new = old.entries.union(act.entries)
    draft.holds[key] = replace(
        old, entries=new, placed=(*old.placed, act.entry), lifted=None, lifted_because=""
    )
    for entry in new:
        keys = draft.held.get(entry, ())
        if key not in keys:
            draft.held[entry] = (*keys, key)


@_fold.register
def _(act: Lifted, draft: _Draft) -> None:
    key = hold_key(act.hold)
    hold = draft.holds.get(key)
    if hold is None:
        return
    draft.holds[key] = replace(hold, lifted=act.entry, lifted_because=act.reason)
    for entry in hold.entries:
        left = tuple(other for other in draft.held.get(entry, ()) if other != key)
        if left:
            draft.held[entry] = left
        else:
            draft.held.pop(entry, None)


@_fold.register
def _(act: Surveyed, draft: _Draft) -> None:
    draft.lists[act.entry] = DisposalList(
        place=act.entry,
        year=act.year,
        form=act.form,
        day=act.on,
        verdicts=MappingProxyType(dict.fromkeys(act.entries, Verdict.LISTED)),
        held=act.held,
    )
    twenty = act.form in (terms().hand_over_form, terms().keep_form)
    for entry in act.entries:
        if twenty:
            draft.change(entry, form=act.form)
        else:
            draft.change(entry, on_list=act.entry)


@_fold.register
def _(act: Disposed, draft: _Draft) -> None:
    for entry in act.entries:
        draft.change(entry, disposed=act.entry, on_list=None)
    draft.erased.update(act.erased)
    listed = draft.lists.get(act.of)
    if listed:
        gone = dict.fromkeys(act.entries, Verdict.DISPOSED)
        draft.lists[act.of] = replace(
            listed,
            verdicts=_verdicts(listed, gone),
            days=_with(listed.days, {"disposed": act.on}),
        )


@_fold.register
def _(act: Decided, draft: _Draft) -> None:
    listed = draft.lists.get(act.of)
    if listed is None:
        return
    step = act.decision
    new = _decide(step, listed)
    until = {line.entry: line.until for line in getattr(step, "keep", ())}
    draft.lists[act.of] = replace(
        listed,
        verdicts=_verdicts(listed, new),
        until=_with(listed.until, until),
        members=step.members if isinstance(step, Opinion) else listed.members,
        dissent=step.dissent if isinstance(step, Opinion) else listed.dissent,
        days=_with(listed.days, {step.stage: act.on}),
    )
    for entry, verdict in draft.lists[act.of].verdicts.items():
        if entry in new:
            _carry(entry, verdict, draft, draft.lists[act.of])


def _carry(entry: int, verdict: Verdict, draft: _Draft, listed: DisposalList) -> None:
    """Carry a verdict of a list over to how the record is kept."""
    if verdict not in CLOSED or verdict is Verdict.DISPOSED:
        return
    draft.change(entry, on_list=None)
    if verdict is Verdict.KEPT:
        draft.change(entry, keep_until=listed.until[entry])
    elif verdict is Verdict.POSTPONED:
        draft.change(entry, postponed=listed.year + 1)
    elif verdict in (Verdict.TRANSFER, Verdict.HANDED_OVER):
        draft.change(entry, transfer=True)
    elif listed.form != terms().disposal_form:
        draft.change(entry, form=None)


def _verdicts(listed: DisposalList, new: Mapping[int, Verdict]) -> Mapping[int, Verdict]:
    """Return the list's verdicts with new ones; what is gone cannot be decided about again."""
    return MappingProxyType(
        {
            entry: old if old is Verdict.DISPOSED else new.get(entry, old)
            for entry, old in listed.verdicts.items()
        }
    )


def _with(old: Mapping[K, V], new: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType({**old, **new})


@singledispatch
def _decide(_step: Part, _listed: DisposalList) -> dict[int, Verdict]:
    """Return the verdicts that a step sets."""
    return {}


@_decide.register
def _(step: Opinion, _listed: DisposalList) -> dict[int, Verdict]:
    kept = dict.fromkeys((line.entry for line in step.keep), Verdict.KEPT)
    return dict.fromkeys(step.destroy, Verdict.DESTROY) | kept


@_decide.register
def _(step: Order, listed: DisposalList) -> dict[int, Verdict]:
    proposed = (entry for entry, said in listed.verdicts.items() if said is Verdict.DESTROY)
    return dict.fromkeys(proposed, Verdict.POSTPONED) | dict.fromkeys(step.destroy, Verdict.ORDERED)


@_decide.register
def _(step: Answer, _listed: DisposalList) -> dict[int, Verdict]:
    kept = dict.fromkeys((line.entry for line in step.keep), Verdict.KEPT)
    agreed = dict.fromkeys(step.agreed, Verdict.AGREED)
    return agreed | kept | dict.fromkeys(step.transfer, Verdict.TRANSFER)


@_decide.register
def _(step: Exempt, _listed: DisposalList) -> dict[int, Verdict]:
    return dict.fromkeys(step.entries, Verdict.AGREED)


@_decide.register
def _(step: HandedOver, _listed: DisposalList) -> dict[int, Verdict]:
    return dict.fromkeys(step.entries, Verdict.HANDED_OVER)


@_decide.register
def _(_step: Withdrawn, listed: DisposalList) -> dict[int, Verdict]:
    open_ones = (entry for entry, said in listed.verdicts.items() if said not in CLOSED)
    return dict.fromkeys(open_ones, Verdict.WITHDRAWN)
