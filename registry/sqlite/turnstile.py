"""The turnstile: writers queue at it, so that only the first of them asks the database.

SQLite has no queue: whoever wants to write asks again and again, and thirty who do so keep the
machine busy with asking. A lock on the register's folder is a queue that the system keeps, first
come, first served; it ends with the process that holds it.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def first_in_line(folder: Path) -> Iterator[None]:
    """Wait until nobody who came earlier still waits, and let nobody pass within the block."""
    with ExitStack() as stack:
        # Where a folder cannot be locked, whoever asks first is first.
        if sys.platform != "win32":
            with suppress(OSError):
                descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
                stack.callback(os.close, descriptor)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
