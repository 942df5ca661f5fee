from __future__ import annotations

import tracemalloc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from clerks import Clerk, opened

from registry import states
from registry.acts import Issued
from registry.ledger import log_nodes, log_root
from registry.merkle import inclusion
from registry.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SHORT, LONG = 1_000, 100_000
SERIES = "sent/ตก 0132/2563"


@dataclass
class Cost:
    """What an act asks of the machine: statements, steps of SQLite's engine, peak of memory."""

    statements: int = 0
    steps: int = 0
    memory: int = 0


@contextmanager
def counted(register: Register, cost: Cost) -> Iterator[None]:
    connection = register.store.database.conn  # type: ignore[attr-defined]

    def statement(_text: str) -> None:
        cost.statements += 1

    def steps() -> int:
        cost.steps += 10
        return 0

    connection.set_trace_callback(statement)
    connection.set_progress_handler(steps, 10)
    tracemalloc.start()
    try:
        yield
    finally:
        cost.memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        connection.set_trace_callback(None)
        connection.set_progress_handler(None, 0)


def filled(folder: Path, numbers: int) -> Path:
    """Make a register of so many numbers, in one act."""
    clerk = opened(folder)
    common: dict[str, Any] = {"kind": "letter", "date": "2020-02-13", "subject": "หนังสือ"}
    with clerk.register.writing(clerk.now, clerk.by) as pen:
        record = pen.writer.keep(b"{}")
        for running in range(1, numbers + 1):
            number = f"ตก ๐๑๓๒/{running}"
            said = {"series": SERIES, "running": running, "number": number, "record": record}
            pen.append(Issued, **said, **common)
    clerk.register.seal(clerk.now)
    clerk.register.close()
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a short and a long register."""
    folder = tmp_path_factory.mktemp("logs")
    return filled(folder / "short", SHORT), filled(folder / "long", LONG)


def cost_of(folder: Path, act: Callable[[Clerk], object]) -> Cost:
    cost = Cost()
    register = Register.open(folder)
    act(Clerk(register))  # what is done once for all is not counted
    with counted(register, cost):
        act(Clerk(register))
    register.close()
    return cost


def issue(clerk: Clerk) -> None:
    clerk.issue()


def issue_and_seal(clerk: Clerk) -> None:
    clerk.issue()
    clerk.register.seal(clerk.now)


def paths(clerk: Clerk) -> None:
    """Make what the proof of one number consists of."""
    with clerk.register.store.reading() as reader:
        size = reader.size()
        series = reader.series_named(SERIES)
        assert series is not None
        states.number_path(reader, series, 77)
        states.series_roots(reader)
        inclusion(77, size, log_nodes(reader))
        log_root(reader, size)


class TestGrowth:
    """Time and memory must grow no faster than the work: one act costs the same in a long log."""

    @pytest.mark.parametrize("act", [issue, issue_and_seal, paths])
    def test_a_log_a_hundred_times_as_long(
        self, folders: tuple[Path, Path], act: Callable[[Clerk], object]
    ) -> None:
        short, long = (cost_of(folder, act) for folder in folders)
        # A path grows by one hash each time that the log doubles: by 7 here.
        assert long.statements <= short.statements + 2 * 7
        assert long.steps <= short.steps * 1.5
        assert long.memory <= short.memory * 1.5 + 20_000

    def test_opening(self, folders: tuple[Path, Path]) -> None:
        peaks = []
        for folder in folders:
            Register.open(folder).close()
            tracemalloc.start()
            Register.open(folder).close()
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[1] <= peaks[0] * 1.2 + 20_000

    def test_the_numbers_go_on(self, folders: tuple[Path, Path]) -> None:
        register = Register.open(folders[1])
        assert (Clerk(register).issue().running or 0) > LONG
        register.close()
