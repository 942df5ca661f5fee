"""Disposal (การทำลาย): which records may be destroyed, and what content may be let go with them.

    surveyed → committee → head → sent → archives, or 60 days of silence → disposed

A list is an entry `surveyed`; its steps are entries `decided` that name it
(registry.keeping.steps); a `disposed` ends it for each of its records. What forbids disposal is
asked again at the very end: a hold placed after the survey still holds.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from records.dates import ThaiDate
from registry.acts import Printed
from registry.keeping.refusal import (
    ApartError,
    DisposedError,
    EarlierDayError,
    ForEverError,
    HeldError,
    LeftContentError,
    NoAnswerError,
    NoListError,
    NoOpinionError,
    NotOnListError,
    NotOrderedError,
    NotSentError,
    SharedContentError,
    TermError,
    TransferError,
    UndeterminedError,
    UnknownEntryError,
    VerdictError,
    WithdrawnListError,
    WrongFormError,
    record,
)
from registry.keeping.retention import FOREVER, classes, is_over, stamp, terms
from registry.keeping.state import VERDICTS, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from registry.acts import Act
    from registry.item import Item
    from registry.keeping.acts import Disposed
    from registry.keeping.refusal import KeepingError
    from registry.keeping.state import DisposalList, Keeping


_UNSAID = frozenset({Verdict.LISTED, Verdict.WITHDRAWN, Verdict.HANDED_OVER})


def contents(
    acts: Iterable[Act], found: dict[int, frozenset[str]] | None = None
) -> dict[int, frozenset[str]]:
    """Return the content that each entry names, by SHA-256; a later print belongs to its record.

    `found` is what was found before in an earlier part of the log; it is added to.
    """
    found = {} if found is None else found
    for act in acts:
        owner = act.of if isinstance(act, Printed) else act.entry
        if named := frozenset(sha256 for _, sha256 in act.contents()):
            found[owner] = found.get(owner, frozenset()) | named
    return found


def erasable(
    entries: Collection[int], named: Mapping[int, frozenset[str]], keeping: Keeping
) -> frozenset[str]:
    """Return the content that may be let go when these entries are disposed of.

    Content that an entry names which is not disposed of stays: the office sheet that froze the
    names of the office, or one attachment of two letters. `named` must hold every entry.
    """
    going = frozenset(entries)
    theirs = frozenset(chain.from_iterable(named.get(entry, ()) for entry in going))
    return theirs.difference(
        *(
            sha256s
            for entry, sha256s in named.items()
            if entry not in going and keeping.of(entry).disposed is None
        )
    )


def rightly_gone(named: Mapping[int, frozenset[str]], keeping: Keeping) -> frozenset[str]:
    """Return the content of which a verification may say: it was erased, and nobody needs it.

    Content that is missing and not among these is missing; content among these that is still
    there was not erased as the log says.
    """
    needed = chain.from_iterable(
        sha256s for entry, sha256s in named.items() if keeping.of(entry).disposed is None
    )
    return keeping.erased.difference(needed)


def silence_ends(sent: date) -> date:
    """Return the first day on which the National Archives' silence is consent (ข้อ ๗๐.๑)."""
    return sent + timedelta(days=terms().archives_days + 1)


def consideration(listed: DisposalList, entry: int) -> tuple[str, str]:
    """Return the columns การพิจารณา and หมายเหตุ of a line of form 25.

    A cross for what the committee would destroy, else until when it is kept (ข้อ ๖๘.๒, ๖๘.๓); the
    remark holds the opinions of members who do not agree.
    """
    verdict = listed.verdicts[entry]
    until = stamp(listed.until.get(entry)) if verdict is Verdict.KEPT else None
    mark = until.words if until else "" if verdict in _UNSAID else "×"
    dissent = (said for said in listed.dissent if said.entry == entry)
    return mark, "; ".join(f"ความเห็นแย้งของ{said.name}: {said.opinion}" for said in dissent)


def record_refusals(item: Item, keeping: Keeping, year: int) -> Iterator[KeepingError]:
    """Yield what in the record itself forbids its disposal in a Buddhist year."""
    kept, facts = keeping.of(item.entry), record(item)
    if kept.disposed is not None:
        yield DisposedError(**facts, disposed=kept.disposed)
        return
    for hold in keeping.holds_over(item.entry):
        yield HeldError(**facts, hold=hold.name, reason=hold.reason)
    if kept.transfer:
        yield TransferError(**facts)
    known = classes().get(kept.retention)
    if known and known.apart:
        yield ApartError(**facts, retention=known.id, clause=known.clause)
    elif known is None or kept.keep_until is None:
        yield UndeterminedError(**facts)
    elif kept.keep_until == FOREVER:
        yield ForEverError(**facts)
    elif not is_over(kept.keep_until, year):
        yield TermError(**facts, until=kept.keep_until)


def disposing_refusals(
    act: Disposed,
    keeping: Keeping,
    items: Mapping[int, Item],
    named: Mapping[int, frozenset[str]],
) -> Iterator[KeepingError]:
    """Yield every reason why records may not be destroyed, or their content not let go."""
    listed = keeping.lists.get(act.of)
    if listed is None:
        yield NoListError(of=act.of)
        return
    if listed.withdrawn:
        yield WithdrawnListError(of=act.of)
    if listed.form != terms().disposal_form:
        yield WrongFormError(of=act.of, form=listed.form, stage="disposed")
    if act.on < listed.settled:
        yield EarlierDayError(day=ThaiDate(act.on), earlier=ThaiDate(listed.settled))
    year = ThaiDate(act.on).year_be
    for entry in act.entries:
        item = items.get(entry)
        if item is None:
            yield UnknownEntryError(entry=entry)
            continue
        yield from record_refusals(item, keeping, year)
        yield from _verdict_refusals(item, listed, act.on)
    right = erasable(act.entries, named, keeping)
    yield from (SharedContentError(sha256=one) for one in sorted({*act.erased} - right))
    yield from (LeftContentError(sha256=one) for one in sorted(right.difference(act.erased)))


def _verdict_refusals(item: Item, listed: DisposalList, day: date) -> Iterator[KeepingError]:
    facts = {**record(item), "of": listed.place}
    match listed.verdicts.get(item.entry):
        case None:
            yield NotOnListError(**facts)
        case Verdict.LISTED:
            yield NoOpinionError(**facts)
        case Verdict.DESTROY:
            yield NotOrderedError(**facts)
        case Verdict.ORDERED:
            sent = listed.days.get("sent")
            if sent is None:
                yield NotSentError(**facts)
            elif day < silence_ends(sent):
                yield NoAnswerError(**facts, day=ThaiDate(silence_ends(sent)))
        case Verdict.AGREED | Verdict.DISPOSED:
            return
        case verdict:
            yield VerdictError(**facts, verdict=VERDICTS[verdict])
