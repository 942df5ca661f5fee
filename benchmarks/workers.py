"""Workers: processes that print on command, one at a time, and time themselves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[1]
# Registers are made on the disk of this tree: a folder for temporary files may lie in memory.
ROOM = ROOT / "out" if (ROOT / "out").is_dir() else None
# What our printer or a developer's shell sets, and a user's shell does not.
_FOREIGN = (
    "FONTCONFIG_FILE",
    "LIBTHAI_DICTDIR",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONUNBUFFERED",
    "PYTHONPATH",
)


def surroundings() -> dict[str, str]:
    """Return the environment variables that a user's shell would have."""
    return {name: value for name, value in os.environ.items() if name not in _FOREIGN}


class Worker:
    """A process of one of our modules that answers lines of JSON; used as a context."""

    def __init__(self, module: str) -> None:
        self.module = module

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.{self.module}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=surroundings(),
            encoding="utf-8",
        )
        return self

    def ask(self, **task: Any) -> dict[str, Any]:
        """Give the process a task and wait for its answer.

        Raises:
            RuntimeError: the process ended.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError(self.module)
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(self.module)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process:
            if self._process.stdin is not None:
                self._process.stdin.close()
                self._process.stdin = None


def run(module: str, task: dict[str, Any]) -> str:
    """Run one of our modules on one task, and return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}"],
        input=json.dumps(task),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=surroundings(),
        encoding="utf-8",
    )
    return done.stdout
