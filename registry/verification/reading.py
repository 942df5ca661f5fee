"""Reading: takes the log out of a store that may be damaged, in pieces of one subtree each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from registry.errors import RegisterError
from registry.verification.naming import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.store import Examiner
    from registry.verification.findings import Findings

LEVEL = 10
"""A piece is a subtree of this height."""
PIECE = 1 << LEVEL

LONGEST_HOLE = 1 << 22
"""Where more entries than this are missing in one place, the log is taken to end."""
_FIRST, _END = -(1 << 63), (1 << 63) - 1
_PROBES = 256
_MOST_PROBES = 1 << 20


@dataclass(slots=True)
class Piece:
    """Entries from `start` on; None stands for one that is missing or cannot be read."""

    start: int
    bodies: list[bytes | None] = field(default_factory=list)

    @property
    def stop(self) -> int:
        """The place after the last."""
        return self.start + len(self.bodies)


def pieces(examiner: Examiner, findings: Findings) -> Iterator[Piece]:
    """Yield the log, and say which entries are missing or cannot be read."""
    piece, expected = Piece(0), 0
    for place, body in _rows(examiner, findings):
        if place < expected:
            findings.at_entry("entry_beyond", place)
            continue
        if place > expected:
            _say_missing(findings, expected, place - 1)
            if place - expected > LONGEST_HOLE:
                break
        while expected <= place:
            piece.bodies.append(body if expected == place else None)
            expected += 1
            if len(piece.bodies) == PIECE:
                yield piece
                piece = Piece(expected)
    if piece.bodies:
        yield piece


def _say_missing(findings: Findings, first: int, last: int) -> None:
    if first == last:
        findings.at_entry("entry_missing", first)
    else:
        findings.at_entry("entries_missing", first, last=last)


def _rows(examiner: Examiner, findings: Findings) -> Iterator[tuple[int, bytes | None]]:
    """Yield the rows of the log; those that a damage hides one by one, as far as they go."""
    start = _FIRST
    while True:
        try:
            for place, body in examiner.entries(start, _END):
                yield place, body
                start = place + 1
        except RegisterError as error:
            if start == _FIRST:
                say_unreadable(findings, "entry", error)
            start = max(start, 0)
            end = _end(examiner, start)
            stop = min(start + _PROBES, end)
            for place in range(start, stop):
                yield from _probe(examiner, findings, place)
            start = stop
            if start >= end:
                return
        else:
            return


def _probe(
    examiner: Examiner, findings: Findings, place: int
) -> Iterator[tuple[int, bytes | None]]:
    try:
        yield from examiner.entries(place, place + 1)
    except RegisterError as error:
        findings.at_entry("entry_unreadable", place, detail=why(error))
        yield place, None


def _end(examiner: Examiner, start: int) -> int:
    """Return how many entries there are, or may be if even that cannot be read."""
    try:
        return min(examiner.size(), start + _MOST_PROBES)
    except RegisterError:
        return start + _PROBES


def subtree(
    examiner: Examiner, findings: Findings, tree: int, level: int, position: int
) -> list[bytes | None] | None:
    """Return the nodes of a subtree as they are kept; None if they cannot be read."""
    try:
        return examiner.subtree(tree, level, position)
    except RegisterError as error:
        say_unreadable(findings, "node", error)
        return None


def say_unreadable(findings: Findings, part: str, error: RegisterError) -> None:
    """Say that a part of the database cannot be read."""
    findings.in_file("part_unreadable", DATABASE, part=part, detail=why(error))


def why(error: RegisterError) -> str:
    """Return what the engine complained of."""
    return str(error.facts.get("detail") or error)
