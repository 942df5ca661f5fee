"""The turnstile: writers queue at it, so that only the first of them asks the database.

SQLite has no queue: whoever wants to write asks again and again, and thirty who do so keep the
machine busy with asking. A lock on the register's folder is a queue that the system keeps, first
come, first served; it ends with the process that holds it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path


class Turnstile:
    """The queue at a register; within its block nobody else passes.

    Where a folder cannot be locked, whoever asks first is first.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor = -1  # kept open: opening the folder takes longer than locking it

    def __enter__(self) -> None:
        if sys.platform != "win32":
            with suppress(OSError):
                if self._descriptor < 0:
                    self._descriptor = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
                fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        if sys.platform != "win32" and self._descriptor >= 0:
            with suppress(OSError):
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let the folder go."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
