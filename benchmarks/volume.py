"""Volume: many memos with different names, by one process and by two.

Both are timed from a process that has read the documents but not yet loaded the printer to the
last rendition, so the start of the second process is part of the figure.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Row
from benchmarks.workers import run

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 500
TIMES = 3
TARGET = 1.6
_QUICK_COUNT = 80


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the row of one process against two."""
    count, times = (_QUICK_COUNT, 1) if quick else (COUNT, TIMES)
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(times):
        for workers in sorted(seconds, reverse=bool(turn % 2)):
            task = {"count": count, "workers": workers}
            seconds[workers].append(json.loads(run("many_memos", task))["seconds"])
    yield Row(
        name=f"{count} memos, PDF, two processes",
        unit="s",
        ours=Figure.of(seconds[2]),
        other=Figure.of(seconds[1]),
        versus="one process",
        target=TARGET,
        at_least=True,
    )
