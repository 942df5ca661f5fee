"""Step 5: the tables and the trees of numbers say what follows from the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.errors import RegisterError
from registry.states import HEIGHT
from registry.store import LOG
from registry.verification.naming import DATABASE, printed
from registry.verification.numbers import STATES, Tree, above, unpacked
from registry.verification.reading import LEVEL, say_unreadable, subtree

if TYPE_CHECKING:
    from registry.store import Examiner, NumberRow
    from registry.verification.findings import Findings
    from registry.verification.numbers import Numbers, Packed


class NumberTables:
    """What the database says of numbers."""

    def __init__(self, examiner: Examiner, findings: Findings) -> None:
        self._examiner = examiner
        self._findings = findings
        self._ids: dict[str, int] = {}
        self._is_readable = True
        try:
            self._ids = {row.name: row.id for row in examiner.series()}
        except RegisterError as error:
            say_unreadable(findings, "series", error)
            self._is_readable = False

    def compare_trees(self, numbers: Numbers) -> None:
        """Compare the trees of numbers; those kept are of the latest checkpoint."""
        kept = self._counts()
        for name, tree in numbers.trees.items():
            place = self._ids.get(name)
            if place is None:
                tree.root()
                continue
            count = _TreeComparison(self._examiner, self._findings, tree, place).compare()
            extra = kept.pop(place, 0) - count if count is not None else 0
            if extra > 0:
                self._say_extra(name, extra)
        names = {place: name for name, place in self._ids.items()}
        for place, count in kept.items():
            if place != LOG and names.get(place) not in numbers.trees:
                self._say_extra(names.get(place, str(place)), count)

    def compare_rows(self, numbers: Numbers) -> None:
        """Compare the tables of numbers and of series; those kept are of this moment."""
        for name in self._ids.keys() - numbers.trees.keys():
            self._findings.in_file("series_invented", DATABASE, series=name)
        for name, tree in sorted(numbers.trees.items()):
            if name in self._ids:
                self._compare_series(self._ids[name], tree)
            elif self._is_readable:
                self._findings.in_file("series_forgotten", DATABASE, series=name)

    def _compare_series(self, place: int, tree: Tree) -> None:
        there = set()
        try:
            for row in self._examiner.numbers(place):
                packed = tree.numbers.get(row.running)
                if packed is None:
                    self._say("number_invented", tree, row.running, found=row.state)
                    continue
                there.add(row.running)
                if not _says(row, packed):
                    state, found = _told(packed), _spelt(row.state, row.entries)
                    self._say("number_changed", tree, row.running, state=state, found=found)
        except RegisterError as error:
            say_unreadable(self._findings, "number", error)
            return
        for running in sorted(tree.numbers.keys() - there):
            state = _told(tree.numbers[running])
            self._say("number_forgotten", tree, running, state=state)

    def _counts(self) -> dict[int, int]:
        try:
            return dict(self._examiner.nodes())
        except RegisterError as error:
            say_unreadable(self._findings, "node", error)
            return {}

    def _say(self, code: str, tree: Tree, running: int, **facts: str) -> None:
        number = printed(tree.name, running)
        self._findings.in_file(code, DATABASE, number=number, series=tree.name, **facts)

    def _say_extra(self, name: str, count: int) -> None:
        self._findings.in_file("number_node_extra", DATABASE, series=name, count=count)


class _TreeComparison:
    """Compares the tree of one series with what is kept under its id."""

    def __init__(self, examiner: Examiner, findings: Findings, tree: Tree, place: int) -> None:
        self._examiner = examiner
        self._findings = findings
        self._tree = tree
        self._place = place
        self._count = 0
        self._is_whole = True

    def compare(self) -> int | None:
        """Say which nodes differ, only the lowest; return how many are kept, None if unknown."""
        tainted: set[int] = set()
        for position in sorted(self._tree.roots.keys() | self._tree.stale):
            right = self._tree.piece(position)
            kept = subtree(self._examiner, self._findings, self._place, LEVEL, position)
            if kept is None:
                self._is_whole = False
                continue
            self._count += len(kept) - kept.count(None)
            if kept != right:
                self._compare_piece(position << LEVEL, right, kept)
                tainted.add(position)
        row = self._tree.roots
        for level in range(LEVEL + 1, HEIGHT + 1):
            row = above(row, level - 1)
            tainted = {position >> 1 for position in tainted}
            for position, digest in row.items():
                self._compare_one(level, position, digest, tainted)
        return self._count if self._is_whole else None

    def _compare_piece(
        self, start: int, right: list[bytes | None], kept: list[bytes | None]
    ) -> None:
        bad: set[int] = set()
        for level in range(LEVEL + 1):
            bad = {place >> 1 for place in bad}
            step = slice((1 << level) - 1, None, 2 << level)
            for place, (here, digest) in enumerate(zip(kept[step], right[step], strict=True)):
                if here != digest and place not in bad:
                    bad.add(place)
                    self._say(start + (place << level), level)

    def _compare_one(self, level: int, position: int, digest: bytes, tainted: set[int]) -> None:
        try:
            kept = self._examiner.node(self._place, level, position)
        except RegisterError as error:
            say_unreadable(self._findings, "node", error)
            self._is_whole = False
            return
        self._count += kept is not None
        if kept != digest and position not in tainted:
            tainted.add(position)
            self._say(position << level, level)

    def _say(self, first: int, level: int) -> None:
        last = first + (1 << level) - 1
        self._findings.in_file(
            "number_node_changed", DATABASE, series=self._tree.name, first=first, last=last
        )


def _says(row: NumberRow, packed: Packed) -> bool:
    code, *entries = unpacked(packed)
    return row.state == STATES[code] and row.entries == tuple(entries)


def _told(packed: Packed) -> str:
    code, *entries = unpacked(packed)
    return _spelt(STATES[code], entries)


def _spelt(state: str, entries: tuple[int, ...] | list[int]) -> str:
    return f"{state} ({', '.join(map(str, entries))})"
