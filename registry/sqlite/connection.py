"""Connection: opens the database file, and turns what SQLite complains of into our sentences."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from registry.errors import (
    BusyRegisterError,
    DamagedRegisterError,
    FullDiskError,
    NewerRegisterError,
    ReadOnlyRegisterError,
    RegisterError,
)
from registry.sqlite.migrations import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60
# "SRBN"; a file of another program is refused before anything in it is touched.
APPLICATION = 0x5352424E
_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 4000",
)
_BY_CODE: dict[int, type[RegisterError]] = {
    sqlite3.SQLITE_FULL: FullDiskError,
    sqlite3.SQLITE_IOERR_SHMSIZE: FullDiskError,
    sqlite3.SQLITE_READONLY: ReadOnlyRegisterError,
    sqlite3.SQLITE_PERM: ReadOnlyRegisterError,
    sqlite3.SQLITE_CORRUPT: DamagedRegisterError,
    sqlite3.SQLITE_NOTADB: DamagedRegisterError,
    sqlite3.SQLITE_BUSY: BusyRegisterError,
    sqlite3.SQLITE_LOCKED: BusyRegisterError,
}


def create(path: Path) -> Database:
    """Make a database file and bring it to today's version."""
    database = _connect(path, "mode=rwc")
    with closing_on_error(database), complaints(path):
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute("PRAGMA journal_mode = WAL")
        _prepare(database)
        MIGRATIONS.apply(database)
    return database


def connect(path: Path) -> Database:
    """Open a database to read and write, bringing an earlier version to today's.

    Raises:
        RegisterError: it is of a later version, of another program, damaged or read-only.
    """
    database = _connect(path, "mode=rw")
    with closing_on_error(database), complaints(path):
        _check(database, path)
        _prepare(database)
        if MIGRATIONS.pending(database):
            _migrate(database)
    return database


def connect_reading(path: Path, *, immutable: bool = False) -> Database:
    """Open a database to read; `immutable`: on a disk that nobody can write.

    Raises:
        RegisterError: as for `connect`.
    """
    database = _connect(path, f"mode=ro{'&immutable=1' if immutable else ''}")
    with closing_on_error(database), complaints(path):
        _check(database, path)
        _prepare(database)
    return database


@contextmanager
def complaints(path: Path) -> Iterator[None]:
    """Turn what SQLite complains of into a sentence about the register."""
    try:
        yield
    except sqlite3.Error as error:
        raise complaint(error, path) from error
    except UnicodeDecodeError as error:
        # Of a damaged text SQLite complains in words that quote it, and so are no text either.
        detail = error.object.decode("utf-8", "replace")
        raise DamagedRegisterError(folder=str(path.parent), detail=detail) from error


def complaint(error: sqlite3.Error, path: Path) -> RegisterError:
    """Return what SQLite complains of as a sentence about the register."""
    code = getattr(error, "sqlite_errorcode", 0)
    kind = _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF, RegisterError)
    return kind(folder=str(path.parent), detail=str(error), seconds=PATIENCE)


@contextmanager
def closing_on_error(database: Database) -> Iterator[None]:
    """Close the database if the block fails."""
    try:
        yield
    except BaseException:
        database.close()
        raise


def corrupt(detail: str) -> sqlite3.DatabaseError:
    """Return what SQLite would complain of, had it known what the value should be."""
    error = sqlite3.DatabaseError(detail)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def copy(database: Database, path: Path) -> None:
    """Copy a database, as it is at one moment, into one file that nobody has open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as target:
        database.conn.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def is_busy(error: sqlite3.OperationalError) -> bool:
    """Say whether somebody else is writing."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _connect(path: Path, how: str) -> Database:
    # Whoever reads waits while another process recovers or puts away the write-ahead log.
    settings: dict[str, Any] = {"uri": True, "timeout": PATIENCE, "isolation_level": None}
    with complaints(path):
        return Database(sqlite3.connect(f"{path.as_uri()}?{how}", **settings))


def _migrate(database: Database) -> None:
    """Bring a register to today's version: all steps or none, and only one process does it."""
    database.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS.apply(database)
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise


def _prepare(database: Database) -> None:
    for pragma in _PRAGMAS:
        database.execute(pragma)


def _check(database: Database, path: Path) -> None:
    """Refuse what this version cannot read, before anything is changed."""
    (application,) = database.execute("PRAGMA application_id").fetchone()
    try:
        applied = MIGRATIONS.applied(database) if application == APPLICATION else ()
    except KeyError:
        applied = ()
    if not applied:
        raise DamagedRegisterError(folder=str(path.parent), detail="it is not a register")
    known = {migration.name for migration in MIGRATIONS.pending(Database(memory=True))}
    for migration in applied:
        if migration.name not in known:
            raise NewerRegisterError(folder=str(path.parent), found=migration.name)


def close(database: Database) -> None:
    """Close a database, whatever state it is in."""
    with suppress(sqlite3.Error):
        database.close()
