"""Memory: the most that a fresh process held while it printed one paper."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Row
from benchmarks.warm import pages
from benchmarks.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = 3
_PAPERS = {"memo": "memo", "announcement": "announcement (6 pages)", "set": "set (9 files)"}
# ru_maxrss counts kilobytes, on macOS bytes.
_UNIT = 2**20 if sys.platform == "darwin" else 2**10


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the rows of each paper."""
    times = 1 if quick else TIMES
    for paper, title in _PAPERS.items():
        ours, stock = [], []
        with TemporaryDirectory() as name:
            files = pages(Path(name), paper, times)
            for turn in range(times):
                ours.append(_peak("ours", paper=paper, number=turn, form="pdf"))
                stock.append(_peak("stock", files=files[turn]))
        yield Row(
            name=f"{title}, PDF, peak memory",
            unit="MB",
            ours=Figure.of(ours),
            other=Figure.of(stock),
            versus="stock",
        )


def _peak(module: str, **task: object) -> float:
    with Worker(module) as worker:
        worker.ask(**task)
        peak: float = worker.ask(peak=True)["peak"] / _UNIT
    return peak
