"""Loss: tells which numbers the register gave that a copy of it does not know.

The register itself is asked, if it can be read; else what can be salvaged of it, the file of the
highest numbers, and what the clerk says from paper. All of them count, and the highest is believed:
to take a number for lost costs nothing, to give one twice is what must never happen.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from records.digits import to_arabic
from records.errors import SarabanError
from records.series import Series
from registry.acts import MAX_RUNNING, Voided
from registry.backup.errors import TooManyLostError
from registry.entry import read
from registry.item import State
from registry.ledger import log_root, read_act, state_of
from registry.register import HIGHEST
from registry.sqlite import salvage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from registry.acts import Act
    from registry.store import Reader

LIMIT = 100_000
"""More numbers of one series are not lost; an office gives some thousand a year."""

# A damaged row may name any number; one that far beyond all others is not believed.
_BEYOND = 100
_STATES = frozenset(State)

Number = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Numbers of a series that were given after the copy was made, the first and the last."""

    series: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidedSince:
    """A number that was voided after the copy was made, and stays so."""

    series: str
    running: int
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a copy does not know: lost numbers, voids, and how many acts of each sort.

    `entries` is how many the replaced register had, as far as is known; 0 = nothing is.
    """

    lost: tuple[Span, ...] = ()
    voided: tuple[VoidedSince, ...] = ()
    forgotten: Mapping[str, int] = field(default_factory=dict)
    entries: int = 0


@dataclass(slots=True, kw_only=True)
class Evidence:
    """What is known of the numbers that were given: from acts, from states, from highest numbers.

    `is_whole`: the register itself could be read, so that what is not here was not done.
    """

    states: dict[Number, State] = field(default_factory=dict)
    voids: dict[Number, Voided] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)
    acts: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    is_whole: bool = False

    def see(self, act: Act) -> None:
        """Take up an act that the copy does not have."""
        self.acts[act.act] += 1
        self.entries = max(self.entries, act.entry + 1)
        for series, running, state in act.touches():
            self.states[series, running] = state
        if isinstance(act, Voided):
            self.voids[act.series, act.running] = act

    def raise_to(self, numbers: Mapping[str, int]) -> None:
        """Take up the highest number of each series, as a file or a clerk says."""
        for series, running in numbers.items():
            self.highest[series] = max(self.highest.get(series, 0), running)


def from_register(register: Reader, copy: Reader) -> Evidence:
    """Return what a whole register knows beyond a copy of it."""
    found = Evidence(is_whole=True, entries=register.size())
    start = _common(register, copy)
    for place in range(start, register.size()):
        found.see(read_act(register, place))
    found.entries = register.size()
    return found


def from_ruins(folder: Path, copy: Reader, origin: str) -> Evidence:
    """Return what can be salvaged of a damaged register."""
    found = Evidence()
    found.raise_to(read_highest(folder / HIGHEST) or {})
    known: dict[int, bytes] = {}
    for body in salvage.entries(folder):
        act = _read(body)
        if act is None or act.office != origin or known.get(act.entry) == body:
            continue
        if not _agrees(act):
            continue
        known[act.entry] = body
        if act.entry >= copy.size() or copy.entry(act.entry) != body:
            found.see(act)
        found.entries = max(found.entries, act.entry + 1)
    tops = dict(found.highest)
    for series, running in found.states:
        tops[series] = max(tops.get(series, 0), running)
    for series, running, state in salvage.numbers(folder):
        row = copy.series_named(series)
        top = max(tops.get(series, 0), row.highest if row else 0)
        if state in _STATES and _is_series(series) and 0 < running <= top + _BEYOND:
            found.states.setdefault((series, running), State(state))
    return found


def read_highest(file: Path) -> dict[str, int] | None:
    """Return what the file of the highest numbers says; None if there is none, or it is damaged."""
    try:
        value = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return {
        series: running
        for series, running in value.items()
        if _is_series(series) and type(running) is int and 0 < running <= MAX_RUNNING
    }


def weigh(evidence: Evidence, copy: Reader) -> Loss:
    """Return what a copy does not know of what is known.

    Raises:
        TooManyLostError: more numbers than an office gives.
    """
    lost = {number for number in evidence.states if _is_lost(evidence, copy, number)}
    lost.update(_below_the_highest(evidence, copy))
    if not evidence.is_whole:
        lost.update(number for number in _reserved(copy) if number not in evidence.states)
    voided = tuple(
        VoidedSince(series=series, running=running, number=act.number, reason=act.reason)
        for (series, running), act in sorted(evidence.voids.items())
        if not _is_state(copy, (series, running), State.VOIDED)
    )
    return Loss(
        lost=tuple(_spans(sorted(lost))),
        voided=voided,
        forgotten=dict(sorted(evidence.acts.items())),
        entries=evidence.entries,
    )


def _is_lost(evidence: Evidence, copy: Reader, number: Number) -> bool:
    """Say whether a number was given, or a held one used, behind the copy's back."""
    row = state_of(copy, *number)
    if row is None:
        return True
    now = evidence.states[number]
    return row.state == State.RESERVED and now not in (State.RESERVED, State.VOIDED)


def _below_the_highest(evidence: Evidence, copy: Reader) -> Iterator[Number]:
    """Yield the numbers up to the highest one known that the copy does not have."""
    highest = dict(evidence.highest)
    for series, running in evidence.states:
        highest[series] = max(highest.get(series, 0), running)
    for series, top in highest.items():
        row = copy.series_named(series)
        known = row.highest if row else 0
        if top - known > LIMIT:
            raise TooManyLostError(
                file="", count=top - known, series=series, highest=top, limit=LIMIT
            )
        yield from ((series, running) for running in range(known + 1, top + 1))


def _reserved(copy: Reader) -> Iterator[Number]:
    """Yield the numbers that the copy holds for somebody, who may have used them since."""
    for series in copy.series():
        for row in copy.numbers(series.id):
            if row.state == State.RESERVED:
                yield series.name, row.running


def _spans(numbers: Iterable[Number]) -> Iterator[Span]:
    places = enumerate(numbers)
    for (series, _), group in groupby(places, key=lambda each: (each[1][0], each[1][1] - each[0])):
        runnings = [running for _, (_, running) in group]
        yield Span(series=series, first=runnings[0], last=runnings[-1])


def _common(register: Reader, copy: Reader) -> int:
    """Return how many entries both begin with."""
    low, high = 0, min(register.size(), copy.size())
    while low < high:
        middle = (low + high + 1) // 2
        if log_root(register, middle) == log_root(copy, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _is_state(copy: Reader, number: Number, state: State) -> bool:
    row = state_of(copy, *number)
    return row is not None and row.state == state


def _agrees(act: Act) -> bool:
    """Say whether the number of an act is spelt as it counts; damage rarely hits both alike."""
    running = getattr(act, "running", None) or getattr(act, "first", None)
    return running is None or str(running) in to_arabic(getattr(act, "number", None) or "")


def _is_series(name: object) -> bool:
    try:
        return isinstance(name, str) and bool(Series.parse(name))
    except ValueError:
        return False


def _read(body: bytes) -> Act | None:
    try:
        return read(body, 0)
    except SarabanError:
        return None
