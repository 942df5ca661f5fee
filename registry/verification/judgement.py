"""Steps 4 and 7: what the checkpoints together say of the log: whole, cut off, or rewritten."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from registry.finding import Place
from registry.register import CHECKPOINT, FOLDER
from registry.verification.naming import moment
from registry.verification.sightings import Fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.acts import Restored
    from registry.finding import Fact
    from registry.verification.findings import Findings
    from registry.verification.sightings import Sighting, Sightings

CHECKPOINT_FILE = f"{FOLDER}/{CHECKPOINT}"


def judge(
    sightings: Sightings, findings: Findings, size: int, restored: Sequence[Restored]
) -> None:
    """Say of each checkpoint that does not fit what follows from it; `size` is the log's."""
    _judge_kept(sightings, findings)
    if cut := sightings.telling.get(Fit.BEYOND):
        _say_cut(findings, cut, size)
    for sighting in sightings.shown:
        if sighting.fit is Fit.FITS:
            if not _is_kept(sightings, sighting.size):
                # It is laid out before the database keeps it, which then may not come about.
                ahead = sighting.size > max(sightings.fitting, default=0)
                made_now = ahead and sighting.source == CHECKPOINT_FILE
                code = "checkpoint_ahead" if made_now else "checkpoint_forgotten"
                _say(findings, code, sighting, **_facts(sighting))
        elif sighting.fit is not Fit.ENTRIES_CHANGED:
            _judge_shown(sightings, findings, sighting, size, restored)
    _judge_signatures(sightings, findings)


def _judge_kept(sightings: Sightings, findings: Findings) -> None:
    first = sightings.telling.get(Fit.CONTRADICTS)
    if first:
        fitting = _fitting_below(sightings, first.size)
        count = sightings.unfitting[Fit.CONTRADICTS]
        _say(
            findings,
            "log_rewritten",
            first,
            count=count,
            entry=fitting,
            last=first.size - 1,
            **_facts(first),
        )


def _judge_shown(
    sightings: Sightings,
    findings: Findings,
    sighting: Sighting,
    size: int,
    restored: Sequence[Restored],
) -> None:
    made = sighting.checkpoint
    for act in restored:
        # A backup took the place of a log that had gone on: its later entries are not these.
        if act.entry < made.size and made.time <= act.time:
            _say_restored(findings, sighting, act)
            return
    if sighting.fit is Fit.BEYOND:
        _say_cut(findings, sighting, size)
        return
    first = sightings.telling.get(Fit.CONTRADICTS)
    if first and first.size <= made.size:
        # Whoever could sign would not have left checkpoints that do not fit; those that fit stand.
        entry, last = _fitting_below(sightings, first.size), first.size - 1
        if sighting.source != CHECKPOINT_FILE:
            _say(findings, "contradicted", sighting, entry=entry, last=last, **_facts(sighting))
        return
    wide = _shown_below(sightings, made.size)
    narrow = _fitting_below(sightings, made.size)
    said = _facts(sighting) | {"entry": wide, "last": made.size - 1}
    if narrow == wide:
        _say(findings, "contradicted", sighting, **said)
    else:
        _say(findings, "contradicted_widely", sighting, narrow=narrow, **said)


def _judge_signatures(sightings: Sightings, findings: Findings) -> None:
    """Say that one key has signed two logs: one that fits goes beyond one that does not."""
    wrong = [each for each in sightings.shown if each.fit is Fit.CONTRADICTS]
    if first := sightings.telling.get(Fit.CONTRADICTS):
        wrong.append(first)
    right = [each.size for each in sightings.shown if each.fit is Fit.FITS]
    last = max([*right, *sightings.fitting[-1:]], default=0)
    for sighting in wrong:
        if sighting.size <= last and not findings.has("before_restore", "beyond_restore"):
            _say(findings, "signed_twice", sighting, size=sighting.size, other=last)
            return


def _say_restored(findings: Findings, sighting: Sighting, act: Restored) -> None:
    said = _facts(sighting) | {"entry": act.entry, "by": act.by, "reason": act.reason}
    if sighting.size > act.size:
        _say(findings, "beyond_restore", sighting, known=act.size, **said)
    else:
        count = sum(lost.last - lost.first + 1 for lost in act.lost)
        _say(findings, "before_restore", sighting, count=count, **said)


def _say_cut(findings: Findings, sighting: Sighting, size: int) -> None:
    said = _facts(sighting) | {"count": size, "entry": size, "last": sighting.size - 1}
    _say(findings, "tail_cut", sighting, **said)


def _fitting_below(sightings: Sightings, size: int) -> int:
    """Return the size of the largest checkpoint below a size that fits, wherever it was."""
    place = bisect_left(sightings.fitting, size)
    kept = sightings.fitting[place - 1] if place else 0
    return max(kept, _shown_below(sightings, size))


def _shown_below(sightings: Sightings, size: int) -> int:
    sizes = (each.size for each in sightings.shown if each.fit is Fit.FITS)
    return max((each for each in sizes if each < size), default=0)


def _is_kept(sightings: Sightings, size: int) -> bool:
    place = bisect_left(sightings.fitting, size)
    return place < len(sightings.fitting) and sightings.fitting[place] == size


def _facts(sighting: Sighting) -> dict[str, Fact]:
    return {
        "source": sighting.source,
        "size": sighting.size,
        "time": moment(sighting.checkpoint.time),
    }


def _say(findings: Findings, code: str, sighting: Sighting, **facts: Fact) -> None:
    entry = facts.get("entry")
    place = Place(file=sighting.source, entry=entry if isinstance(entry, int) else None)
    findings.add(code, place, **facts)
