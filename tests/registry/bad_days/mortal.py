"""Mortal processes: kills one at every step of an act, and looks at what it leaves.

mortal.py SCENARIO FOLDER steps        SIGKILL before each thing that could reach a disk
mortal.py SCENARIO FOLDER writes STEP  death in the middle of a write, after every STEP bytes

A scenario (scenarios.py) prepares an office folder; for each step a copy of it is made, a child
process does the act and dies, and another child opens what is left and checks it. Printed is how
often each verdict came, as JSON; the exit code is 1 when a check failed.
"""

from __future__ import annotations

import itertools
import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from scenarios import SCENARIOS, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

# What Python tells before it is done; with the calls wrapped below, everything that reaches a disk.
EVENTS = frozenset(
    {
        *("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod"),
        *("os.symlink", "os.truncate", "os.utime", "ctypes.call_function", "sqlite3.connect"),
    }
)


class Fate:
    """Counts the steps of this process, and kills it at one of them."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.passed_over = ("SELECT", "select")

    def step(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


FATE = Fate()


def wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function with a step before it; the step after it is that before the next."""

    def stepped(*arguments: Any, **named: Any) -> Any:
        FATE.step()
        return function(*arguments, **named)

    return stepped


class MortalConnection(sqlite3.Connection):
    executemany = wrapped(sqlite3.Connection.executemany)
    executescript = wrapped(sqlite3.Connection.executescript)
    backup = wrapped(sqlite3.Connection.backup)
    close = wrapped(sqlite3.Connection.close)

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        is_setting = statement.startswith("PRAGMA") and "journal_mode" not in statement
        if not is_setting and not statement.lstrip().startswith(FATE.passed_over):
            FATE.step()
        return super().execute(statement, *values)


def heard(event: str, arguments: tuple[Any, ...]) -> None:
    """Take an event that Python tells for a step, if it may change something."""
    if event == "open" and arguments[2] & os.O_ACCMODE == os.O_RDONLY:
        return
    if event in EVENTS:
        FATE.step()


def make_mortal() -> None:
    """Let everything that this process does outside of Python be a step."""
    connect = sqlite3.connect

    def mortal(*arguments: Any, **named: Any) -> sqlite3.Connection:
        return connect(*arguments, **({"factory": MortalConnection} | named))

    sqlite3.connect = mortal  # type: ignore[assignment]
    for name in ("fsync", "write", "close"):
        setattr(os, name, wrapped(getattr(os, name)))
    sys.addaudithook(heard)


def in_child(work: Callable[[], object]) -> int:
    """Do something in another process, and return how it ended."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    code = 1
    try:
        sys.stdout.flush()
        work()
        code = 0
    except BaseException:  # noqa: BLE001  # the parent is told by the code
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def checked(scenario: Scenario, folder: Path) -> str:
    """Check what is left in a process of its own, and return its verdict."""
    gate, teller = os.pipe()
    status = in_child(lambda: os.write(teller, scenario.check(folder).encode()))
    os.close(teller)
    with open(gate, encoding="utf-8") as stream:  # noqa: PTH123  # it is open already
        verdict = stream.read()
    return verdict if status == 0 else "FAILED"


def at_step(left: int) -> Callable[[], None]:
    def prepare() -> None:
        FATE.left = left

    return prepare


def at_byte(limit: int) -> Callable[[], None]:
    """Let the system end the process in the write that makes a file longer than this."""

    def prepare() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    return prepare


def every_death(scenario: Scenario, folder: Path, deaths: Any) -> dict[str, Any]:
    """Let the act die in each of the ways, until one of them lets it live."""
    pristine = folder / "pristine"
    pristine.mkdir(parents=True)
    if in_child(lambda: scenario.prepare(pristine)):
        raise SystemExit(1)
    verdicts: Counter[str] = Counter()
    for number, death in enumerate(deaths):
        here = folder / f"{number}"
        shutil.copytree(pristine, here)

        def live(here: Path = here, death: Callable[[], None] = death) -> None:
            with scenario.bystander(here):
                death()
                scenario.act(here)

        status = in_child(live)
        verdict = checked(scenario, here)
        verdicts[verdict] += 1
        if verdict == "FAILED" or (status and not os.WIFSIGNALED(status)):
            sys.stderr.write(f"{scenario.name}: death {number}, status {status}\n")
            verdicts["FAILED"] += 1
            break
        shutil.rmtree(here)
        if status == 0:
            break
    return {"deaths": number, "verdicts": verdicts}


def main(name: str, folder: str, how: str, step: str = "1") -> int:
    scenario = SCENARIOS[name]
    if scenario.is_large:
        # Nothing of a transaction reaches the disk before it is committed.
        FATE.passed_over += ("INSERT", "UPDATE", "DELETE")
    if how == "steps":
        make_mortal()
        deaths: Any = map(at_step, itertools.count(1))
    else:
        deaths = map(at_byte, itertools.count(int(step), int(step)))
    found = every_death(scenario, Path(folder), deaths)
    json.dump(found, sys.stdout)
    return "FAILED" in found["verdicts"]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
