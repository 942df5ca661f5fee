"""Numbering: what a number costs beside a bare INSERT with the same durability on the same disk."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Row
from benchmarks.office import furnish
from benchmarks.workers import ROOM, Worker
from registry.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS, NUMBERS = 5, 2000
QUICK_ROUNDS, QUICK_NUMBERS = 1, 50
CLERKS = 8
HEAD_START = 1.5

Waits = list[list[float]]


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the rows of one clerk and of eight."""
    rounds, numbers = (QUICK_ROUNDS, QUICK_NUMBERS) if quick else (ROUNDS, NUMBERS)
    yield from _compared("one process", 1, rounds, numbers)
    yield from _compared("eight processes", CLERKS, rounds, numbers // CLERKS)


def _compared(title: str, clerks: int, rounds: int, count: int) -> Iterator[Row]:
    ours: list[float] = []
    floor: list[float] = []
    longest: list[float] = []
    usual: list[float] = []
    for _ in range(rounds):
        for plain, found in ((False, ours), (True, floor)):
            waits, seconds = _round(clerks, count, plain=plain)
            found.append(seconds / (clerks * count) * 1e6)
            if not plain:
                every = [wait for clerk in waits for wait in clerk]
                longest.append(max(every) * 1e3)
                usual.append(median(every) * 1e3)
    yield Row(
        name=f"a number, {title}",
        unit="µs",
        ours=Figure.of(ours),
        other=Figure.of(floor),
        versus="plain INSERT",
        target=0.5,
        at_least=True,
    )
    if clerks > 1:
        yield Row(
            name=f"longest wait for a number, {title}",
            unit="ms",
            ours=Figure.of(longest),
            other=Figure.of(usual),
            versus="median wait",
            target=20,
        )


def _round(clerks: int, count: int, *, plain: bool) -> tuple[Waits, float]:
    """Let some clerks work at once in a new office; return their waits, and the whole time."""
    with TemporaryDirectory(dir=ROOM) as name:
        folder = Path(name)
        Register.found(folder, furnish(folder), datetime.now(UTC), "benchmark").close()
        _plain_table(folder)
        workers = [Worker("clerk").__enter__() for _ in range(clerks)]
        task = {"folder": name, "count": count, "plain": plain, "start": time.time() + HEAD_START}
        waits: Waits = [[] for _ in workers]

        def work(place: int) -> None:
            waits[place] = workers[place].ask(**task)["waits"]

        threads = [Thread(target=work, args=(place,)) for place in range(clerks)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for worker in workers:
            worker.__exit__(None, None, None)
    return waits, max(sum(clerk) for clerk in waits)


def _plain_table(folder: Path) -> None:
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, body TEXT)")
    connection.close()
