"""Search: what a query takes among many records, what it takes to index one, and on how much disk.

Registers of memos that were not printed; each is indexed and searched in a process of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Row
from benchmarks.workers import ROOM, run

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTS = 10_000, 100_000
TIMES = 5
QUICK_COUNTS = 100, 300
GROWTH = 1.25
"""How much more a record among many may cost than one among few."""
_ROUND = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Searched:
    """A register of so many records: seconds, round by round, and bytes."""

    count: int
    kept: float
    indexing: float
    rounds: list[list[float]]
    register: float
    views: float

    def each(self, seconds: float) -> float:
        """Return the microseconds for each record."""
        return seconds / self.count * 1e6


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the rows of queries, of indexing and of sizes."""
    few, many = (_searched(count, 1 if quick else TIMES) for count in _counts(quick=quick))
    yield from _queries(few, many)
    yield Row(
        name=f"indexing one of {many.count:,} records",
        unit="µs",
        ours=Figure.of([many.each(many.indexing)]),
        other=Figure.of([few.each(few.indexing)]),
        versus=f"of {few.count:,}",
        target=GROWTH,
    )
    for file in ("register", "views"):
        yield Row(
            name=f"{file}.db, for each of {many.count:,} records",
            unit="bytes",
            ours=Figure.of([getattr(many, file) / many.count]),
            other=Figure.of([many.kept / many.count]),
            versus="record and entry",
        )


def _counts(*, quick: bool) -> tuple[int, int]:
    return QUICK_COUNTS if quick else COUNTS


def _queries(few: _Searched, many: _Searched) -> Iterator[Row]:
    name = f"a query among {many.count:,} records"
    every = [seconds * 1e3 for each in many.rounds for seconds in each]
    yield Row(name=name, unit="ms", ours=Figure.of(every))
    slowest = [max(each) * 1e3 for each in many.rounds]
    yield Row(name=f"{name}, the slowest", unit="ms", ours=Figure.of(slowest))
    yield Row(
        name=f"all queries, for {_ROUND:,} of {many.count:,} records",
        unit="ms",
        ours=Figure.of([many.each(sum(each)) for each in many.rounds]),
        other=Figure.of([few.each(sum(each)) for each in few.rounds]),
        versus=f"of {few.count:,}",
        target=GROWTH,
    )


def _searched(count: int, times: int) -> _Searched:
    """Index a register of so many memos and search it.

    Raises:
        RuntimeError: another query than the one for what is nowhere finds nothing.
    """
    with TemporaryDirectory(dir=ROOM) as name:
        kept = json.loads(run("books", {"folder": name, "count": count, "printed": False}))
        answer = json.loads(run("searcher", {"folder": name, "times": times}))
    if len(answer["rounds"][0]) - answer.pop("found") != 1:
        raise RuntimeError(count)
    return _Searched(count=count, kept=kept["bytes"], **answer)
