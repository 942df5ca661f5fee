"""The engine: one SQLite file that any number of processes on one machine read and write.

Write-ahead log, full synchronisation at each commit. SQLite's own waiting (`busy_timeout`) lets
one of eight writers starve, because it sleeps ever longer; here they queue at the turnstile, and
the first in line asks again after a short random while.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from registry.errors import (
    BusyRegisterError,
    ForbiddenRegisterError,
    RegisterError,
    ReplacedRegisterError,
    of_disk,
)
from registry.sqlite import connection
from registry.sqlite.examination import examined
from registry.sqlite.place import check_local
from registry.sqlite.rows import Rows
from registry.sqlite.shelf import SMALL, Shelf
from registry.sqlite.turnstile import Turnstile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from registry.store import Examiner, Reader, Writer

DATABASE = "register.db"
CONTENT = "content"
# Seconds; only the first in line asks, so that asking often keeps nobody busy.
_PAUSE = 0.0001


class SQLiteStore:
    """A store in a folder: the database file, and large content beside it."""

    def __init__(self, folder: Path, database: Database, copy: Path | None = None) -> None:
        self.folder = folder
        self.path = folder / DATABASE
        self.database = database
        self._shelf = Shelf(folder / CONTENT)
        self._copy = copy
        self._file = _identity(self.path)
        self._turnstile = Turnstile(folder)
        self._patience = connection.PATIENCE

    @classmethod
    def create(cls, folder: Path) -> SQLiteStore:
        """Make an empty store.

        Raises:
            RegisterError: the folder lies on a network, or cannot be written.
        """
        check_local(folder)
        return cls(folder, connection.create((folder / DATABASE).resolve()))

    @classmethod
    def open(cls, folder: Path) -> SQLiteStore:
        """Open a store to read and write; on a disk that nobody can write, to read.

        Raises:
            RegisterError: it lies on a network, is of a later version, or is damaged.
        """
        check_local(folder)
        path = (folder / DATABASE).resolve()
        try:
            return cls(folder, connection.connect(path))
        except RegisterError as error:
            if isinstance(error.__cause__, sqlite3.OperationalError) and not _writable(path):
                return cls._open_read_only(folder, path)
            raise

    @classmethod
    def open_to_read(cls, folder: Path) -> SQLiteStore:
        """Open a store to be read by whoever must not change it, wherever it lies.

        Raises:
            RegisterError: it lies on a network, is of a later version, or is damaged.
        """
        check_local(folder)
        path = (folder / DATABASE).resolve()
        try:
            return cls(folder, connection.connect_reading(path))
        except RegisterError as error:
            if isinstance(error.__cause__, sqlite3.OperationalError) and path.is_file():
                return cls._open_read_only(folder, path)
            raise

    @classmethod
    def _open_read_only(cls, folder: Path, path: Path) -> SQLiteStore:
        """Open what cannot be written; what a crash left in the write-ahead log is read too."""
        waiting = path.with_name(f"{path.name}-wal")
        if not waiting.exists() or not waiting.stat().st_size:
            return cls(folder, connection.connect_reading(path, immutable=True))
        copy = Path(tempfile.mkdtemp(prefix="saraban-"))
        try:
            for file in (path, waiting):
                shutil.copyfile(file, copy / file.name)
            return cls(folder, connection.connect_reading(copy / path.name), copy)
        except OSError as error:
            shutil.rmtree(copy, ignore_errors=True)
            if isinstance(error, PermissionError):
                raise ForbiddenRegisterError(folder=str(folder)) from error
            raise of_disk(error, str(folder)) from error
        except BaseException:
            shutil.rmtree(copy, ignore_errors=True)
            raise

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open one unchanging view."""
        with connection.complaints(self.path):
            self._let_wait(connection.PATIENCE)
            self.database.conn.execute("BEGIN")
            try:
                yield Rows(self.database.conn, self._shelf)
            finally:
                self._leave()

    @contextmanager
    def examining(self) -> Iterator[Examiner]:
        """Open one unchanging view for whoever trusts nobody."""
        with connection.complaints(self.path):
            self._let_wait(connection.PATIENCE)
        with examined(self.database.conn, self._shelf, self.path) as examination:
            yield examination

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Wait to be the only writer; leaving by an exception leaves the store as it was.

        Raises:
            RegisterError: it is read-only, full, damaged, or was busy for too long.
        """
        try:
            self._begin()
            rows = Rows(self.database.conn, self._shelf)
            try:
                yield rows
                self._commit()
            except BaseException:
                self._leave()
                raise
            if rows.erased:
                self._sweep(rows.erased)
        except sqlite3.Error as error:
            raise connection.complaint(error, self.path) from error
        except OSError as error:
            raise of_disk(error, str(self.folder)) from error

    def copy_into(self, folder: Path) -> None:
        """Write all but large content, as it is at one moment, into an empty folder.

        Raises:
            RegisterError: it is damaged, or cannot be written there.
        """
        with connection.complaints(self.path), self._disk():
            connection.copy(self.database, folder / DATABASE)

    def shelve(self, data: bytes) -> None:
        """Store large content ahead of `keep`, so that nobody waits for the disk."""
        if len(data) > SMALL:
            with self._disk():
                self._shelf.put(sha256(data).hexdigest(), data)

    def scrub(self) -> None:
        """Write the file anew without what was erased, of which pieces may be left in it.

        Raises:
            RegisterError: it is read-only, full, damaged, or was busy for too long.
        """
        with connection.complaints(self.path), self._disk():
            self._let_wait(connection.PATIENCE)
            self.database.conn.execute("VACUUM")
            # Whoever still reads keeps the old pages; the last to close puts them away.
            self._let_wait(0)
            self.database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let it go; the last to do so leaves one file, without a write-ahead log."""
        connection.close(self.database)
        self._turnstile.close()
        if self._copy:
            shutil.rmtree(self._copy, ignore_errors=True)

    def _sweep(self, erased: list[str]) -> None:
        """Let the files of erased content go, unless somebody has kept the same content again."""
        self._begin()
        try:
            rows = Rows(self.database.conn, self._shelf)
            for digest in erased:
                if not rows.keeps(digest):
                    self._shelf.drop(digest)
        finally:
            self._leave()

    def _begin(self) -> None:
        """Wait to be the only writer, and see that the file is still the register's."""
        deadline = time.monotonic() + connection.PATIENCE
        self._let_wait(0)
        with self._turnstile:
            self._wait_for_turn(deadline)
        if _identity(self.path) != self._file:
            self._leave()
            raise ReplacedRegisterError(folder=str(self.folder))

    def _wait_for_turn(self, deadline: float) -> None:
        while True:
            try:
                self.database.conn.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not connection.is_busy(error):
                    raise
                if time.monotonic() > deadline:
                    seconds = connection.PATIENCE
                    raise BusyRegisterError(folder=str(self.folder), seconds=seconds) from error
                time.sleep(random.uniform(0, _PAUSE))  # noqa: S311  # no secret hangs on it
            else:
                return

    def _let_wait(self, seconds: int) -> None:
        """Let SQLite itself wait so long for others.

        It waits ever longer, so whoever asks for his turn to write waits in his own way.
        """
        if seconds != self._patience:
            self.database.conn.execute(f"PRAGMA busy_timeout = {seconds * 1000}")
            self._patience = seconds

    def _leave(self) -> None:
        """End a transaction, unless the engine has ended it on its own."""
        if self.database.conn.in_transaction:
            self.database.conn.execute("ROLLBACK")

    def _commit(self) -> None:
        deadline = time.monotonic() + connection.PATIENCE
        while True:
            try:
                self.database.conn.execute("COMMIT")
            except sqlite3.OperationalError as error:
                if not connection.is_busy(error) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(0, _PAUSE))  # noqa: S311  # the same
            else:
                return

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """Turn what the disk complains of into a sentence about the register."""
        try:
            yield
        except OSError as error:
            raise of_disk(error, str(self.folder)) from error


def _identity(path: Path) -> tuple[int, int] | None:
    """Return which file stands at a path; a backup may put another one there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _writable(path: Path) -> bool:
    try:
        with path.open("r+b"), tempfile.TemporaryFile(dir=path.parent):
            return True
    except OSError:
        return False
