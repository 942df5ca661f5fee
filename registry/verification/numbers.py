"""Step 5: the states of the numbers follow from the entries, each given once and spelt rightly."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from records.digits import to_thai
from registry import states
from registry.acts import Act, Issued, Received, Reserved, Restored, Voided
from registry.item import State
from registry.merkle import leaf_hash, node_hash
from registry.states import EMPTY, HEIGHT, NEXT
from registry.verification.naming import printed, spellings
from registry.verification.reading import LEVEL, PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.verification.findings import Findings

STATES = tuple(State)
_CODES = {state: code for code, state in enumerate(STATES)}
_NEXT = tuple(frozenset(_CODES[state] for state in NEXT[was]) for was in STATES)
_GIVEN = frozenset({State.ISSUED, State.RESERVED, State.RECEIVED})
_SHIFT = 3
_MASK = (1 << _SHIFT) - 1

LARGEST_BLOCK = 1_000_000
"""Of more numbers no act disposes at once; a made-up one must not keep us busy for ever."""

# Asked of each entry, where a tuple is faster than a union.
_BLOCKS = (Reserved, Restored)
_WRITTEN = (Issued, Received, Voided, Reserved)

Packed = int | tuple[int, ...]
"""The state of a number: entry and state in one, or (state, entries …) if there are several."""


@dataclass(slots=True)
class Tree:
    """The numbers of a series, and the roots of those pieces of its tree that hold any."""

    name: str
    highest: int = 0
    numbers: dict[int, Packed] = field(default_factory=dict)
    roots: dict[int, bytes] = field(default_factory=dict)
    stale: set[int] = field(default_factory=set)

    def piece(self, position: int) -> list[bytes | None]:
        """Return the nodes of a piece from left to right; None for those over no number."""
        start = position << LEVEL
        found: list[bytes | None] = [None] * ((2 << LEVEL) - 1)
        row = {
            offset: leaf_hash(self._leaf(start + offset, packed))
            for offset in range(PIECE)
            if (packed := self.numbers.get(start + offset)) is not None
        }
        for level in range(LEVEL + 1):
            for place, digest in row.items():
                found[(place << level + 1) + (1 << level) - 1] = digest
            row = above(row, level)
        self.roots[position] = found[PIECE - 1] or EMPTY[LEVEL]
        self.stale.discard(position)
        return found

    def root(self) -> bytes:
        """Return the root of the series' tree."""
        for position in sorted(self.stale):
            self.piece(position)
        row = self.roots
        for level in range(LEVEL, HEIGHT):
            row = above(row, level)
        return row.get(0, EMPTY[HEIGHT])

    def _leaf(self, running: int, packed: Packed) -> bytes:
        state, *entries = unpacked(packed)
        places = ",".join(map(str, entries))
        name = json.dumps(self.name, ensure_ascii=False)
        return (
            f'{{"entries":[{places}],"running":{running},"series":{name},'
            f'"state":"{STATES[state]}"}}'
        ).encode()


def above(row: dict[int, bytes], level: int) -> dict[int, bytes]:
    """Return the parents of some nodes of a level; the others are empty."""
    empty = EMPTY[level]
    return {
        place >> 1: node_hash(row.get(place & ~1, empty), row.get(place | 1, empty))
        for place in row
    }


def unpacked(packed: Packed) -> tuple[int, ...]:
    """Return the code of the state and the entries."""
    return packed if isinstance(packed, tuple) else (packed & _MASK, packed >> _SHIFT)


class Numbers:
    """The states of all numbers after the entries seen so far."""

    sees: ClassVar = (Act,)

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.trees: dict[str, Tree] = {}

    def see(self, place: int, act: Act) -> None:
        """Take up what an act does to numbers."""
        if isinstance(act, _BLOCKS):
            blocks = act.lost if isinstance(act, Restored) else (act,)
            count = sum(block.last - block.first + 1 for block in blocks)
            if count > LARGEST_BLOCK:
                self._findings.at_entry("block_too_large", place, count=count)
                return
        for series, running, state in act.touches():
            tree = self.trees.get(series)
            if tree is None:
                tree = self.trees[series] = Tree(series)
            code = _CODES[state]
            was = tree.numbers.get(running)
            if was is None:
                if running > tree.highest:
                    self._rise(tree, running, state, place)
                tree.numbers[running] = place << _SHIFT | code
            else:
                self._again(tree, running, code, place)
            tree.stale.add(running >> LEVEL)
        self._check_spelling(place, act)

    def root(self) -> tuple[int, bytes]:
        """Return how many series there are, and the root of their tree."""
        roots = [states.SeriesRoot(name, self.trees[name].root()) for name in sorted(self.trees)]
        return len(roots), states.numbers_root(roots)

    def highest(self) -> dict[str, int]:
        """Return the highest number of each series."""
        return {name: tree.highest for name, tree in self.trees.items()}

    def count(self) -> int:
        """Return how many numbers were given."""
        return sum(len(tree.numbers) for tree in self.trees.values())

    def is_void(self, series: str | None, running: int | None) -> bool:
        """Say whether a number was voided."""
        tree = self.trees.get(series or "")
        packed = tree.numbers.get(running or 0) if tree else None
        return packed is not None and unpacked(packed)[0] == _CODES[State.VOIDED]

    def reserved(self) -> Iterator[tuple[str, int, int]]:
        """Yield the numbers that are held: series, number, the last entry about it."""
        held = _CODES[State.RESERVED]
        for name, tree in self.trees.items():
            for running in sorted(tree.numbers):
                code, *entries = unpacked(tree.numbers[running])
                if code == held:
                    yield name, running, entries[-1]

    def _rise(self, tree: Tree, running: int, state: State, place: int) -> None:
        """Take up the highest number so far; the register itself never leaves out one."""
        if running > tree.highest + 1 and state in _GIVEN:
            self._findings.at_entry(
                "number_skipped",
                place,
                number=printed(tree.name, running),
                series=tree.name,
                highest=tree.highest,
            )
        tree.highest = running

    def _again(self, tree: Tree, running: int, code: int, place: int) -> None:
        was, *entries = unpacked(tree.numbers[running])
        if code not in _NEXT[was]:
            self._findings.at_entry(
                "number_again",
                place,
                number=printed(tree.name, running),
                series=tree.name,
                state=STATES[code],
                was=STATES[was],
                before=entries[-1],
            )
        tree.numbers[running] = (code, *entries, place)

    def _check_spelling(self, place: int, act: Act) -> None:
        if not isinstance(act, _WRITTEN) or act.series is None:
            return
        running = act.first if isinstance(act, Reserved) else act.running
        if not _is_spelt(act.number, act.series, running or 0):
            self._findings.at_entry(
                "number_misspelt",
                place,
                number=act.number or "—",
                running=running or 0,
                series=act.series,
                expected=printed(act.series, running or 0),
            )
        if isinstance(act, Voided):
            first = unpacked(self.trees[act.series].numbers[act.running])[1]
            if act.of != first:
                self._findings.at_entry("voids_another", place, number=act.number, of=act.of)


def _is_spelt(number: str | None, series: str, running: int) -> bool:
    """Say whether a number is written as its series has it."""
    thai = to_thai(str(running))
    return any(number == f"{prefix}{thai}{suffix}" for prefix, suffix in spellings(series))
