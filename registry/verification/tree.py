"""Step 3: the tree of the log, computed from the entries, is the one that is kept.

Two trees grow side by side: `told` from the entries, `kept` from the hashes of leaves in the
store. They are one until an entry was changed after it was written; then a checkpoint that fits
the second shows that the entry is what was changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

from registry.errors import RegisterError
from registry.merkle import EMPTY_ROOT, leaf_hash, node_hash, peaks
from registry.store import LOG
from registry.verification.reading import LEVEL, PIECE, say_unreadable, subtree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from registry.store import Examiner
    from registry.verification.findings import Findings
    from registry.verification.reading import Piece

Levels = list[list[bytes]]
_NO_ENTRY = leaf_hash(b"")


@dataclass(slots=True)
class _Crown:
    """The complete nodes over the pieces that are past, from left to right: level, hash."""

    tops: list[tuple[int, bytes]] = field(default_factory=list)

    def root(self, levels: Levels, count: int) -> bytes:
        """Return the root over all that is past and the first `count` leaves of a piece."""
        hashes = [digest for _, digest in self.tops]
        hashes += [levels[level][position] for level, position in peaks(count)]
        return reduce(lambda right, left: node_hash(left, right), reversed(hashes))


class LogTree:
    """The tree as far as the entries were read."""

    def __init__(self, examiner: Examiner, findings: Findings) -> None:
        self._examiner = examiner
        self._findings = findings
        self._told = _Crown()
        self._kept = self._told
        self._piece = 0, 0
        self._levels: tuple[Levels, Levels] = ([], [])
        self._found = 0
        self._is_whole = True
        self._tainted: set[int] = set()

    def grow(self, piece: Piece) -> list[int]:
        """Add a piece; return the places of the entries that do not have the hash kept of them."""
        self._close()
        stored = subtree(self._examiner, self._findings, LOG, LEVEL, piece.start >> LEVEL)
        leaves = [None] * len(piece.bodies) if stored is None else stored[0::2]
        told: list[bytes] = []
        kept: list[bytes] = []
        changed: list[int] = []
        for place, (body, leaf) in enumerate(zip(piece.bodies, leaves, strict=False), piece.start):
            digest = (leaf or _NO_ENTRY) if body is None else leaf_hash(body)
            told.append(digest)
            kept.append(leaf or digest)
            if leaf is not None and digest != leaf:
                changed.append(place)
        if changed and self._kept is self._told:
            self._kept = _Crown(list(self._told.tops))
        told_levels = _levels(told)
        self._levels = (told_levels, told_levels if told == kept else _levels(kept))
        self._piece = piece.start, len(piece.bodies)
        if stored is None:
            self._is_whole = False
        else:
            self._compare(stored)
        return changed

    def root(self, size: int) -> bytes:
        """Return the root over the first entries; `size` lies in the latest piece."""
        return self._told.root(self._levels[0], size - self._piece[0]) if size else EMPTY_ROOT

    def kept_root(self, size: int) -> bytes:
        """Return the same root as the hashes of leaves in the store make it."""
        return self._kept.root(self._levels[1], size - self._piece[0]) if size else EMPTY_ROOT

    def finish(self, nodes: Mapping[int, int]) -> None:
        """Say which hashes are kept of entries that are not there."""
        self._close()
        size = sum(self._piece)
        beyond = nodes.get(LOG, 0) - self._found
        if beyond > 0 and self._is_whole:
            self._findings.at_entry("tail_missing", size, size=size, count=beyond)

    def _close(self) -> None:
        """Put the latest piece under the complete nodes to its left."""
        start, count = self._piece
        if count != PIECE:
            return
        crowns = [(self._kept, self._levels[1])]
        if self._told is not self._kept:
            crowns.append((self._told, self._levels[0]))
        for crown, levels in crowns:
            level, digest, position = LEVEL, levels[LEVEL][0], start >> LEVEL
            while position & 1:
                _, left = crown.tops.pop()
                digest = node_hash(left, digest)
                level, position = level + 1, position >> 1
                if crown is self._kept:
                    self._compare_one(level, position, digest)
            crown.tops.append((level, digest))

    def _compare(self, stored: list[bytes | None]) -> None:
        """Compare a piece with what is kept; say so of the lowest nodes only."""
        start = self._piece[0]
        bad: set[int] = set()
        for level, right in enumerate(self._levels[1]):
            kept = stored[(1 << level) - 1 :: 2 << level][: len(right)]
            bad = {place >> 1 for place in bad}
            self._found += len(right) - kept.count(None)
            if kept == right:
                continue
            for place, (here, digest) in enumerate(zip(kept, right, strict=True)):
                if here != digest and place not in bad:
                    first = start + (place << level)
                    self._say(first, first + (1 << level) - 1, missing=here is None)
                    bad.add(place)
        if bad:
            self._tainted.add(start >> LEVEL)

    def _compare_one(self, level: int, position: int, digest: bytes) -> None:
        try:
            kept = self._examiner.node(LOG, level, position)
        except RegisterError as error:
            say_unreadable(self._findings, "node", error)
            self._is_whole = False
            return
        self._found += kept is not None
        below = range(position << level - LEVEL, position + 1 << level - LEVEL)
        if kept != digest and not self._tainted.intersection(below):
            first = position << level
            self._say(first, first + (1 << level) - 1, missing=kept is None)
            self._tainted.add(below[0])

    def _say(self, first: int, last: int, *, missing: bool) -> None:
        code = "node_missing" if missing else "node_changed"
        self._findings.at_entry(code, first, last=last)


def _levels(leaves: list[bytes]) -> Levels:
    """Return the complete nodes over some leaves, level by level."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)])
    return levels
