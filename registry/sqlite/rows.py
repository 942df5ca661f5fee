"""Rows: reads and writes the tables of the register within one transaction."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from registry.sqlite.connection import corrupt
from registry.sqlite.shelf import SMALL, Shelf
from registry.store import NumberRow, SeriesRow

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


_HIGHEST = (
    "coalesce((SELECT max(running) FROM number WHERE number.series = series.id), 0) AS highest"
)


class Rows:
    """Reads and writes; whoever only reads has opened no transaction to write in."""

    def __init__(self, connection: sqlite3.Connection, shelf: Shelf) -> None:
        self._execute = connection.execute
        self._executemany = connection.executemany
        self._shelf = shelf
        # Nothing but this object changes what it sees, so that it may remember.
        self._size: int | None = None
        self._last = b""
        self._series: dict[str, SeriesRow | None] = {}
        self.erased: list[str] = []

    def size(self) -> int:
        """Return how many entries there are."""
        if self._size is None:
            query = "SELECT place, body FROM entry ORDER BY place DESC LIMIT 1"
            place, self._last = self._execute(query).fetchone() or (-1, b"")
            self._size = int(place) + 1
        return self._size

    def entry(self, place: int) -> bytes:
        """Return an entry; IndexError if there is none."""
        if self._size is not None and place == self._size - 1:
            return self._last
        row = self._execute("SELECT body FROM entry WHERE place = ?", (place,)).fetchone()
        if row is None:
            raise IndexError(place)
        return bytes(row[0])

    def entries(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Yield the entries from `start` up to `stop`, each with its place, in order."""
        query = "SELECT place, body FROM entry WHERE place >= ? AND place < ? ORDER BY place"
        yield from self._execute(query, (start, stop))

    def node(self, tree: int, level: int, position: int) -> bytes | None:
        """Return the hash of a node, or None if it was never stored."""
        query = "SELECT hash FROM node WHERE tree = ? AND id = ?"
        row = self._execute(query, (tree, _node_id(level, position))).fetchone()
        return None if row is None else bytes(row[0])

    def series(self) -> tuple[SeriesRow, ...]:
        """Return all series in the order of their ids."""
        rows = self._execute(f"SELECT id, name, {_HIGHEST} FROM series ORDER BY id")  # noqa: S608  # a constant
        return tuple(SeriesRow(id=i, name=name, highest=highest) for i, name, highest in rows)

    def series_named(self, name: str) -> SeriesRow | None:
        """Return one series."""
        if name not in self._series:
            query = f"SELECT id, {_HIGHEST} FROM series WHERE name = ?"  # noqa: S608  # the same
            row = self._execute(query, (name,)).fetchone()
            found = None if row is None else SeriesRow(id=row[0], name=name, highest=row[1])
            self._series[name] = found
        return self._series[name]

    def number(self, series: int, running: int) -> NumberRow | None:
        """Return the state of a number; None = never given."""
        query = "SELECT running, state, entries FROM number WHERE series = ? AND running = ?"
        row = self._execute(query, (series, running)).fetchone()
        return None if row is None else _number(row)

    def numbers(self, series: int) -> Iterator[NumberRow]:
        """Yield the numbers of a series in order."""
        query = "SELECT running, state, entries FROM number WHERE series = ? ORDER BY running"
        yield from map(_number, self._execute(query, (series,)))

    def checkpoint(self) -> tuple[int, str] | None:
        """Return the latest checkpoint: its size and its note."""
        query = "SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1"
        row = self._execute(query).fetchone()
        return None if row is None else (row[0], row[1])

    def checkpoints(self) -> Iterator[tuple[int, str]]:
        """Yield every checkpoint, in order of size."""
        yield from self._execute("SELECT size, note FROM checkpoint ORDER BY size")

    def content(self, sha256: str) -> bytes | None:
        """Return stored content as it lies there, or None if it is gone."""
        query = "SELECT body FROM content WHERE sha256 = ?"
        row = self._execute(query, (bytes.fromhex(sha256),)).fetchone()
        if row is None:
            return None
        return self._shelf.get(sha256) if row[0] is None else bytes(row[0])

    def keeps(self, sha256: str) -> bool:
        """Say whether content is stored."""
        query = "SELECT 1 FROM content WHERE sha256 = ?"
        return self._execute(query, (bytes.fromhex(sha256),)).fetchone() is not None

    def contents(self) -> Iterator[str]:
        """Yield the SHA-256 of everything stored."""
        for (digest,) in self._execute("SELECT sha256 FROM content ORDER BY sha256"):
            yield digest.hex()

    def drafted(self, sheet: str, draft: str) -> int | None:
        """Return the entry that issued this sheet with these bytes."""
        query = "SELECT place FROM draft WHERE sheet = ? AND sha256 = ?"
        row = self._execute(query, (sheet, bytes.fromhex(draft))).fetchone()
        return None if row is None else int(row[0])

    def append(self, place: int, body: bytes) -> None:
        """Add an entry."""
        self._execute("INSERT INTO entry (place, body) VALUES (?, ?)", (place, body))
        self._size, self._last = place + 1, body

    def put_nodes(self, tree: int, nodes: Iterable[tuple[int, int, bytes]]) -> None:
        """Set nodes: level, position, hash."""
        self._executemany(
            "INSERT OR REPLACE INTO node (tree, id, hash) VALUES (?, ?, ?)",
            [(tree, _node_id(level, position), digest) for level, position, digest in nodes],
        )

    def put_series(self, name: str) -> SeriesRow:
        """Begin a series."""
        cursor = self._execute("INSERT INTO series (name) VALUES (?)", (name,))
        self._series.clear()
        return SeriesRow(id=int(cursor.lastrowid or 0), name=name, highest=0)

    def put_number(self, series: int, row: NumberRow) -> None:
        """Set the state of a number."""
        entries = ",".join(map(str, row.entries))
        self._execute(
            "INSERT OR REPLACE INTO number (series, running, state, entries) VALUES (?, ?, ?, ?)",
            (series, row.running, row.state, entries),
        )
        self._series.clear()

    def put_checkpoint(self, size: int, note: str) -> None:
        """Keep a checkpoint; one of the same size is replaced by one with more signatures."""
        query = "INSERT OR REPLACE INTO checkpoint (size, note) VALUES (?, ?)"
        self._execute(query, (size, note))

    def put_draft(self, sheet: str, draft: str, place: int) -> None:
        """Remember which entry issued a sheet."""
        query = "INSERT OR REPLACE INTO draft (sheet, sha256, place) VALUES (?, ?, ?)"
        self._execute(query, (sheet, bytes.fromhex(draft), place))

    def keep(self, data: bytes) -> str:
        """Store content and return its SHA-256; the same content is stored once."""
        digest = sha256(data)
        if len(data) > SMALL:
            self._shelf.put(digest.hexdigest(), data)
        self._execute(
            "INSERT OR IGNORE INTO content (sha256, body) VALUES (?, ?)",
            (digest.digest(), None if len(data) > SMALL else data),
        )
        return digest.hexdigest()

    def erase(self, sha256: str) -> None:
        """Let content go for ever; a file goes once the act is durable."""
        self._execute("PRAGMA secure_delete = ON")
        self._execute("DELETE FROM content WHERE sha256 = ?", (bytes.fromhex(sha256),))
        self.erased.append(sha256)


def _node_id(level: int, position: int) -> int:
    """Number the nodes of a tree from left to right, so that neighbours lie on one page."""
    return (position << level + 1) + (1 << level) - 1


def _number(row: tuple[int, str, str]) -> NumberRow:
    running, state, entries = row
    try:
        places = tuple(int(place) for place in entries.split(","))
    except ValueError as error:
        raise corrupt(f"number {running} has the entries “{entries}”") from error
    return NumberRow(running=running, state=state, entries=places)
