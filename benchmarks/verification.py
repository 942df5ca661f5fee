"""Verification: the seconds and the memory that `saraban verify` takes, and how they grow.

The log, the tree, the numbers and every record and page are read; each time in a new process. What
a verification holds without a log (program, libraries) is not counted to the entries.
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

COUNTS = 100_000, 1_000_000
TIMES = 3
QUICK_COUNTS = 500, 2_000
GROWTH = 1.25
"""How much more an entry of a long log may cost than one of a short log."""
# What is said of a register of which nobody else holds a checkpoint.
_EXPECTED = ["tail_unproven"]
_LEAST = 2**-10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verified:
    """A log of so many entries: seconds and peak memory (MB), time by time."""

    count: int
    seconds: list[float]
    peaks: list[float]

    def time(self) -> Figure:
        """Return the microseconds for each entry."""
        return Figure.of([seconds / self.count * 1e6 for seconds in self.seconds])

    def memory(self, bare: float) -> Figure:
        """Return the bytes for each entry; `bare` MB are held without any."""
        return Figure.of([max(peak - bare, _LEAST) / self.count * 2**20 for peak in self.peaks])


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the rows of a long log, and those that compare it with a short one."""
    times = 1 if quick else TIMES
    bare = min(_verified(1, times).peaks)
    short, long = (_verified(count, times) for count in (QUICK_COUNTS if quick else COUNTS))
    name = f"verification of {long.count:,} entries"
    yield Row(name=name, unit="s", ours=Figure.of(long.seconds))
    yield Row(name=f"{name}, peak memory", unit="MB", ours=Figure.of(long.peaks))
    for part, unit, ours, other in (
        ("time", "µs", long.time(), short.time()),
        ("memory", "bytes", long.memory(bare), short.memory(bare)),
    ):
        yield Row(
            name=f"{name}, {part} for each",
            unit=unit,
            ours=ours,
            other=other,
            versus=f"of {short.count:,}",
            target=GROWTH,
        )


def _verified(count: int, times: int) -> _Verified:
    """Verify a register of so many memos.

    Raises:
        RuntimeError: something was found, or not all that there is was read.
    """
    with TemporaryDirectory(dir=ROOM) as name:
        run("books", {"folder": name, "count": count, "printed": True})
        answers = [json.loads(run("auditor", {"folder": name})) for _ in range(times)]
    for answer in answers:
        if answer["findings"] != _EXPECTED or answer["entries"] != count + 1:
            raise RuntimeError(answer)
    seconds, peaks = ([answer[name] for answer in answers] for name in ("seconds", "peak"))
    return _Verified(count=count, seconds=seconds, peaks=peaks)
