"""Views: the lines of the books and the search index, in a database that may be deleted.

What stands here is made from the log and can be made anew from it; nothing is believed because it
stands here.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Self

from sqlite_utils import Database

from registry.items import thawed
from registry.sqlite.search import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registry.item import Item

VERSION = 1
PATIENCE = 60
_TABLES = """
CREATE TABLE progress (origin TEXT NOT NULL, size INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE item (
    id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, series TEXT, running INTEGER,
    book TEXT NOT NULL, year INTEGER NOT NULL, data TEXT NOT NULL, UNIQUE (series, running)
) STRICT;
CREATE INDEX item_of_book ON item (book, year, running);
CREATE INDEX item_of_entry ON item (entry);
CREATE TABLE keeping (place INTEGER PRIMARY KEY) STRICT;
"""


class ViewStore:
    """The database of the views."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._execute = database.conn.execute
        self.search = SearchIndex(database)
        self.changed: dict[tuple[int, str, int | None], Item] = {}
        self.gone: list[Item] = []

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the views beside a register; where they cannot be written, in memory.

        Views of another version, or damaged ones, are thrown away.
        """
        for attempt in ("as it is", "anew"):
            try:
                if attempt == "anew":
                    _delete(path)
                return cls(_opened(f"{path.as_uri()}?mode=rwc"))
            except (sqlite3.Error, OSError):
                continue
        return cls(_opened("file::memory:"))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Change the views at once, or not at all."""
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
            self._index()
            self._execute("COMMIT")
        except BaseException:
            if self.database.conn.in_transaction:
                self._execute("ROLLBACK")
            raise
        finally:
            self.changed.clear()
            self.gone.clear()

    def _index(self) -> None:
        """Bring the search index up to date with the lines that changed."""
        self.search.drop(self.gone)
        self.search.add(self.changed.values())

    def progress(self) -> tuple[str, int, bytes] | None:
        """Return how far the views have come: origin, size, the hash of the last entry."""
        row = self._execute("SELECT origin, size, hash FROM progress").fetchone()
        return None if row is None else (row[0], row[1], bytes(row[2]))

    def set_progress(self, origin: str, size: int, digest: bytes) -> None:
        """Note how far the views have come."""
        self._execute("DELETE FROM progress")
        self._execute("INSERT INTO progress VALUES (?, ?, ?)", (origin, size, digest))

    def clear(self) -> None:
        """Forget everything."""
        for table in ("progress", "item", "keeping"):
            self._execute(f"DELETE FROM {table}")  # noqa: S608  # names from the line above
        self.search.clear()

    def at(self, series: str, running: int) -> Item | None:
        """Return the line of a number."""
        query = "SELECT data FROM item WHERE series = ? AND running = ?"
        row = self._execute(query, (series, running)).fetchone()
        return None if row is None else thawed(json.loads(row[0]))

    def put(self, item: Item) -> None:
        """Set the line of a number, or add that of a record without one."""
        base = item.book.partition("-")[0]
        series = f"{base}/{item.unit}/{item.year}" if item.running is not None else None
        before = self.at(series, item.running) if series and item.running else None
        if before is not None:
            query = "DELETE FROM item WHERE series = ? AND running = ?"
            self._execute(query, (series, item.running))
            self.gone.append(before)
            self.changed.pop(_key(before), None)
        self._execute(
            "INSERT INTO item (entry, series, running, book, year, data) VALUES (?,?,?,?,?,?)",
            (item.entry, series, item.running, base, item.year, _frozen(item)),
        )
        self.changed[_key(item)] = item

    def change(self, item: Item) -> None:
        """Set a line anew where it stands; `text` is what can be found in it from now on."""
        if item.disposed:
            self._execute("PRAGMA secure_delete = ON")
        query = "UPDATE item SET data = ? WHERE entry = ? AND running IS ?"
        self._execute(query, (_frozen(item), item.entry, item.running))
        self.changed[_key(item)] = item

    def scrub(self) -> None:
        """Write the file anew without what was taken out of it, if that can be done now."""
        with suppress(sqlite3.Error):
            self._execute("VACUUM")
            # Whoever still reads keeps the old pages; the last to close puts them away.
            self._execute("PRAGMA busy_timeout = 0")
            self._execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")

    def keep_place(self, place: int) -> None:
        """Remember that an entry is about keeping and disposal."""
        self._execute("INSERT OR IGNORE INTO keeping VALUES (?)", (place,))

    def keeping_places(self) -> list[int]:
        """Return the entries about keeping and disposal, in order."""
        return [place for (place,) in self._execute("SELECT place FROM keeping ORDER BY place")]

    def book(self, book: str, year: int | None) -> list[Item]:
        """Return the lines of a book, by unit and number; those of one year, or all."""
        query = "SELECT data FROM item WHERE book = ? AND (? IS NULL OR year = ?)"
        rows = self._execute(f"{query} ORDER BY year, series, running, id", (book, year, year))
        return [thawed(json.loads(data)) for (data,) in rows]

    def of_entries(self, entries: list[int]) -> list[Item]:
        """Return the lines that entries made, in the order of the entries."""
        found: list[Item] = []
        for entry in entries:
            rows = self._execute("SELECT data FROM item WHERE entry = ? ORDER BY id", (entry,))
            found += [thawed(json.loads(data)) for (data,) in rows]
        return found

    def everything(self) -> Iterator[Item]:
        """Yield every line, in the order in which they were made."""
        for (data,) in self._execute("SELECT data FROM item ORDER BY entry, id"):
            yield thawed(json.loads(data))

    def years(self) -> list[tuple[str, int, int]]:
        """Return book, year and number of lines of every book."""
        query = "SELECT book, year, count(*) FROM item GROUP BY book, year ORDER BY book, year"
        return [(book, year, count) for book, year, count in self._execute(query)]

    def close(self) -> None:
        """Let it go."""
        self.database.close()


def _opened(uri: str) -> Database:
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    database = Database(connection)
    try:
        _prepare(database)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _prepare(database: Database) -> None:
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("BEGIN IMMEDIATE")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version not in (0, VERSION):
        raise sqlite3.DatabaseError
    if version == 0:
        for statement in _TABLES.split(";\n"):
            if statement.strip():
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {VERSION}")
    if SearchIndex(database).create() and version == VERSION:
        raise sqlite3.DatabaseError  # the index was cut by other words
    database.execute("COMMIT")


def _key(item: Item) -> tuple[int, str, int | None]:
    return item.entry, item.book, item.running


def _delete(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)


def _frozen(item: Item) -> str:
    values = asdict(item)
    for name in ("at", "received", "date", "their_date"):
        values[name] = values[name].isoformat() if values[name] else None
    # The words are in the search index; a line of a book does not show them.
    values["text"] = ""
    return json.dumps(values, ensure_ascii=False)
