"""Warm: the milliseconds of one document, by processes that have already printed some."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Row
from benchmarks.workers import Worker, run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = {"memo": 40, "announcement": 16, "set": 8}
FILES = {"memo": 1, "announcement": 1, "set": 9}
TARGETS = {"memo": 0.65}
WARM_UP = 3
_QUICK_ROUNDS = 1
_TITLES = {
    "memo": "memo (1 page)",
    "announcement": "announcement (6 pages)",
    "set": "set (9 files)",
}


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the rows of each paper as PDF and DOCX, and of the bound set."""
    for paper, usual in ROUNDS.items():
        rounds = _QUICK_ROUNDS if quick else usual
        times = _times(paper, rounds, warm_up=1 if quick else WARM_UP)
        yield Row(
            name=f"{_TITLES[paper]}, PDF",
            unit="ms",
            ours=Figure.of(times["pdf"]),
            other=Figure.of(times["stock"]),
            versus="stock",
            target=TARGETS.get(paper),
        )
        yield Row(name=f"{_TITLES[paper]}, DOCX", unit="ms", ours=Figure.of(times["docx"]))
        if "bound" in times:
            yield Row(
                name="set with its bound file, PDF", unit="ms", ours=Figure.of(times["bound"])
            )


def _times(paper: str, rounds: int, warm_up: int) -> dict[str, list[float]]:
    """Let the sides take turns; who begins changes from round to round."""
    forms = ["pdf", "docx", *(["bound"] if paper == "set" else [])]
    times: dict[str, list[float]] = {side: [] for side in ("stock", *forms)}
    numbers = count()
    with TemporaryDirectory() as folder, Worker("ours") as ours, Worker("stock") as stock:
        files = pages(Path(folder), paper, warm_up + rounds)
        for turn in range(warm_up + rounds):
            for side in sorted(times, reverse=bool(turn % 2)):
                if side == "stock":
                    answer = stock.ask(files=files[turn])
                else:
                    answer = ours.ask(paper=paper, number=next(numbers), form=side)
                if turn >= warm_up:
                    times[side].append(answer["seconds"] * 1000)
    return times


def pages(folder: Path, paper: str, amount: int) -> list[list[str]]:
    """Write papers as plain pages, and return the names of each paper's files."""
    files = [
        [str(folder / f"{paper}-{number}-{part}.html") for part in range(FILES[paper])]
        for number in range(amount)
    ]
    run("plain_page", {"tasks": [[paper, number, names] for number, names in enumerate(files)]})
    return files
