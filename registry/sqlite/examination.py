"""Examination: reads a database that may be damaged or falsified, as far as it can be read."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import contextmanager, suppress
from hashlib import file_digest
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from registry.errors import RegisterError
from registry.sqlite.connection import complaints
from registry.sqlite.migrations import MIGRATIONS
from registry.sqlite.rows import Rows
from registry.store import NumberRow, SeriesRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from registry.sqlite.shelf import Shelf

MOST_FAULTS = 100
# More than any row of a register has; a damaged length could ask for a gigabyte.
LONGEST_VALUE = 16_000_000
_GULP = 4_000_000
_NAME = re.compile("[0-9a-f]{64}")
_SCHEMA = "SELECT type || ' ' || name, tbl_name, sql FROM sqlite_master"


@contextmanager
def examined(connection: sqlite3.Connection, shelf: Shelf, path: Path) -> Iterator[Examination]:
    """Open one unchanging view."""
    decoder, longest = connection.text_factory, connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH)
    connection.text_factory = _decoded
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    try:
        with complaints(path):
            connection.execute("BEGIN")
        yield Examination(connection, shelf, path)
    finally:
        connection.text_factory = decoder
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
        if connection.in_transaction:
            connection.execute("ROLLBACK")


class Examination(Rows):
    """Reads what can be read; see registry.store.Examiner."""

    def __init__(self, connection: sqlite3.Connection, shelf: Shelf, path: Path) -> None:
        super().__init__(_Careful(connection, path), shelf)  # type: ignore[arg-type]  # Rows only asks it to execute
        self._path = path

    def check(self) -> Iterator[str]:
        """Yield what is damaged in the database itself, in the engine's words."""
        _read_ahead(self._path)
        try:
            for (fault,) in self._execute(f"PRAGMA integrity_check({MOST_FAULTS})"):
                if fault != "ok":
                    yield _text(fault)
            for table, *_ in self._execute("PRAGMA foreign_key_check"):
                yield f"{table}: foreign key"
        except RegisterError as error:
            yield str(error.__cause__)

    def altered(self) -> Iterator[str]:
        """Yield the names of tables and rules that are not as this program makes them."""
        model = Database(memory=True)
        MIGRATIONS.apply(model)
        right = set(model.execute(_SCHEMA))
        model.close()
        found = set(self._execute(_SCHEMA))
        yield from sorted({_text(name) for name, *_ in right ^ found})

    def size(self) -> int:
        """Return how many entries there are."""
        (last,) = self._execute("SELECT max(place) FROM entry").fetchone()
        return 0 if last is None else int(last) + 1

    def entry(self, place: int) -> bytes:
        """Return an entry; IndexError if there is none."""
        row = self._execute("SELECT body FROM entry WHERE place = ?", (place,)).fetchone()
        if row is None:
            raise IndexError(place)
        return _blob(row[0])

    def entries(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Yield the entries from `start` up to `stop`, each with its place, in order."""
        query = "SELECT place, body FROM entry WHERE place >= ? AND place < ? ORDER BY place"
        for place, body in self._execute(query, (start, stop)):
            yield place, _blob(body)

    def node(self, tree: int, level: int, position: int) -> bytes | None:
        """Return the hash of a node, or None if none is kept."""
        query = "SELECT hash FROM node WHERE tree = ? AND id = ?"
        place = (position << level + 1) + (1 << level) - 1
        row = self._execute(query, (tree, place)).fetchone()
        return None if row is None else _blob(row[0])

    def subtree(self, tree: int, level: int, position: int) -> list[bytes | None]:
        """Return the nodes under (level, position) and itself, from left to right."""
        found: list[bytes | None] = [None] * ((2 << level) - 1)
        first = position << level + 1
        query = "SELECT id, hash FROM node WHERE tree = ? AND id BETWEEN ? AND ?"
        for place, digest in self._execute(query, (tree, first, first + len(found) - 1)):
            found[place - first] = _blob(digest)
        return found

    def nodes(self) -> Mapping[int, int]:
        """Return how many nodes each tree keeps."""
        return dict(self._execute("SELECT tree, count(*) FROM node GROUP BY tree"))

    def series(self) -> tuple[SeriesRow, ...]:
        """Return all series in the order of their ids."""
        rows = self._execute("SELECT id, name FROM series ORDER BY id")
        return tuple(SeriesRow(id=place, name=_text(name), highest=0) for place, name in rows)

    def numbers(self, series: int) -> Iterator[NumberRow]:
        """Yield the numbers of a series in order; one with unreadable places has none."""
        query = "SELECT running, state, entries FROM number WHERE series = ? ORDER BY running"
        for running, state, entries in self._execute(query, (series,)):
            yield NumberRow(running=running, state=_text(state), entries=_places(_text(entries)))

    def checkpoints(self) -> Iterator[tuple[int, str]]:
        """Yield every checkpoint, in order of size."""
        for size, note in super().checkpoints():
            yield size, _text(note)

    def content(self, sha256: str) -> bytes | None:
        """Return stored content as it lies there, or None if it is gone."""
        query = "SELECT body FROM content WHERE sha256 = ?"
        row = self._execute(query, (bytes.fromhex(sha256),)).fetchone()
        if row is None:
            return None
        return self._shelf.get(sha256) if row[0] is None else _blob(row[0])

    def stored(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Yield all content in order of its SHA-256; None for what lies in a file of its own."""
        for digest, body in self._execute("SELECT sha256, body FROM content ORDER BY sha256"):
            yield _blob(digest), None if body is None else _blob(body)

    def filed(self, sha256: str) -> str | None:
        """Return the SHA-256 that the bytes of a content file have, None if it is gone."""
        try:
            with self._shelf.path(sha256).open("rb") as stream:
                return file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None

    def loose(self) -> Iterator[str]:
        """Yield the names of content files of which the database knows nothing."""
        query = "SELECT 1 FROM content WHERE sha256 = ? AND body IS NULL"
        for path in sorted(self._shelf.folder.rglob("*")):
            if path.is_dir():
                continue
            digest = bytes.fromhex(path.name) if _NAME.fullmatch(path.name) else b""
            here = path == self._shelf.path(path.name)
            if not here or self._execute(query, (digest,)).fetchone() is None:
                yield path.relative_to(self._shelf.folder).as_posix()

    def drafts(self) -> Iterator[tuple[str, str, int]]:
        """Yield which sheets were issued: sheet, SHA-256, entry."""
        for sheet, digest, place in self._execute("SELECT sheet, sha256, place FROM draft"):
            yield _text(sheet), _blob(digest).hex(), place


class _Careful:
    """A connection whose every complaint comes at once as one of ours."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def execute(self, query: str, values: tuple[Any, ...] = ()) -> _CarefulCursor:
        with complaints(self._path):
            return _CarefulCursor(self._connection.execute(query, values), self._path)

    def executemany(self, *_: object) -> None:
        raise NotImplementedError


class _CarefulCursor:
    def __init__(self, cursor: sqlite3.Cursor, path: Path) -> None:
        self._cursor = cursor
        self._path = path

    def __iter__(self) -> Iterator[Any]:
        with complaints(self._path):
            yield from self._cursor

    def fetchone(self) -> Any:
        with complaints(self._path):
            return self._cursor.fetchone()


def _read_ahead(path: Path) -> None:
    """Read a file from beginning to end, so that the system has it in memory, if it fits there.

    The check then asks for pages here and there, which a disk serves a hundred times slower.
    """
    with suppress(OSError, ValueError, AttributeError), path.open("rb", buffering=0) as stream:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        if path.stat().st_size < memory // 2:
            while stream.read(_GULP):
                pass


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _blob(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _places(text: str) -> tuple[int, ...]:
    parts = text.split(",") if "," in text else [text]
    # Another spelling of the same places is not what was written.
    whole = all(part.isascii() and part.isdigit() and part == str(int(part)) for part in parts)
    return tuple(map(int, parts)) if whole else ()
