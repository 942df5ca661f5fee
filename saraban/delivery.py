"""Delivery (การส่งมอบ): turns printed bytes into files that appear whole or not at all.

All files of one delivery are first written into a hidden folder on the same disk, and moved to
their places only when the last of them is there. Whoever is interrupted leaves at most that hidden
folder, and the next delivery to the place clears it away.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from records.errors import OutputError
from saraban.errors import AlreadyThereError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

HIDDEN = ".saraban-"


class Delivery:
    """Files on their way into one folder; used as a context.

    Leaving the context puts every file in its place, replacing what stood there; leaving it by an
    exception leaves everything as it was.

    Raises:
        OutputError: something could not be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, bool] = {}
        self._made: list[Path] = []
        self._empty: list[str] = []

    def __enter__(self) -> Self:
        try:
            if not self.folder.is_dir():
                self._make_folder()
            self._clear_leftovers()
            self._hidden, self._lock = self._open_hidden()
        except OSError as error:
            self._unmake_folder()
            raise _output_error(self.folder, error) from error
        return self

    def put(self, name: str, data: bytes, *, fresh: bool = False) -> None:
        """Write a file into the hidden folder; `fresh` refuses to replace one that is there.

        Raises:
            OutputError: it could not be written, or a folder stands in its place.
            AlreadyThereError: `fresh`, and something stands there already.
        """
        target = self.folder / name
        self._check(target, fresh=fresh)
        hidden = self._hidden / name
        try:
            hidden.parent.mkdir(parents=True, exist_ok=True)
            with hidden.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise _output_error(target, error) from error
        self.names[name] = fresh

    def make_folder(self, name: str) -> None:
        """Let an empty folder stand beside the files."""
        self._empty.append(name)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._settle()
        finally:
            shutil.rmtree(self._hidden, ignore_errors=True)
            os.close(self._lock)
            if kind is not None or not (self.names or self._empty):
                self._unmake_folder()

    def _settle(self) -> None:
        for name, fresh in self.names.items():
            self._check(self.folder / name, fresh=fresh)
        for name in (*self.names, *self._empty):
            target = self.folder / name
            try:
                if name in self.names:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    (self._hidden / name).replace(target)
                else:
                    target.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise _output_error(target, error) from error
        for folder in {(self.folder / name).parent for name in self.names}:
            _sync(folder)

    def _check(self, target: Path, *, fresh: bool) -> None:
        if fresh and os.path.lexists(target):
            raise AlreadyThereError(file=str(target))
        if os.path.isdir(target):  # noqa: PTH112  # unlike Path's, it takes any name
            raise OutputError(file=str(target), detail=os.strerror(errno.EISDIR))

    def _make_folder(self) -> None:
        missing = [self.folder, *self.folder.parents]
        for path in reversed([path for path in missing if not path.exists()]):
            path.mkdir(exist_ok=True)
            self._made.append(path)
        if not self.folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))

    def _unmake_folder(self) -> None:
        for path in reversed(self._made):
            with suppress(OSError):  # someone else may have put something in meanwhile
                path.rmdir()

    def _open_hidden(self) -> tuple[Path, int]:
        while True:
            hidden = self.folder / f"{HIDDEN}{secrets.token_hex(8)}"
            hidden.mkdir()
            lock = os.open(hidden, os.O_RDONLY)
            _try_lock(lock)
            if hidden.exists():  # a neighbour may have cleared it before it was locked
                return hidden, lock
            os.close(lock)

    def _clear_leftovers(self) -> None:
        """Remove hidden folders whose owner is gone: a living one holds the lock of its own."""
        for path in self.folder.glob(f"{HIDDEN}*"):
            with suppress(OSError):
                lock = os.open(path, os.O_RDONLY)
                if _try_lock(lock):
                    shutil.rmtree(path, ignore_errors=True)
                os.close(lock)


def deliver(path: Path, data: bytes, *, fresh: bool = False) -> None:
    """Write one file, whole or not at all.

    Raises:
        OutputError: it could not be written.
    """
    with Delivery(path.parent) as delivery:
        delivery.put(path.name, data, fresh=fresh)


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":  # it has no such locks; leftovers stay until someone deletes them
        return False
    import fcntl  # noqa: PLC0415  # Windows has no such module

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync(folder: Path) -> None:
    """Make the names durable too, where the system lets a folder be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def _output_error(path: Path, error: OSError) -> OutputError:
    return OutputError(file=str(path), detail=error.strerror or "it cannot be written")
