"""Search index: finds the lines of the books in which everything asked for occurs, best first.

It lies in the database of views, which may be deleted: it is made anew from the items. Two
indexes stand beside each other. `search_part` holds every text in pieces of three characters
(`registry.words.pieces`), in which any part of it is a phrase; it alone decides what is found.
`search_word` holds the words, and decides what comes first. Neither keeps the texts; those lie
packed in `search_text`, for showing a piece of them and for taking them out of the indexes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from registry.searchable import Searchable, forms, whole_words
from registry.snippet import snippet
from registry.sqlite.matching import Matching
from registry.words import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from registry.item import Item
    from registry.query import Query

_FORMAT = "1"
_BANGKOK = dt.timezone(dt.timedelta(hours=7))
# All that is ASCII and no space belongs to a piece, and whatever is not ASCII does anyway.
_INDEX = """CREATE VIRTUAL TABLE {name} USING fts5(
    numbers, subject, who, rest, content='', columnsize=0, detail={detail},
    tokenize="ascii tokenchars '!""#$%&''''()*+,-./:;<=>?@[\\]^_`{{|}}~'"
)"""
_TABLES = (
    "CREATE TABLE search_format (format TEXT NOT NULL) STRICT",
    """CREATE TABLE search_item (
        id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, book TEXT NOT NULL, running INTEGER,
        unit TEXT NOT NULL, year INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
        secret INTEGER NOT NULL, day INTEGER NOT NULL, paper_day INTEGER
    ) STRICT""",
    "CREATE INDEX search_item_entry ON search_item (entry)",
    "CREATE TABLE search_text (id INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT",
    _INDEX.format(name="search_part", detail="full"),
    _INDEX.format(name="search_word", detail="column"),
)
_DROP = (
    "DROP TABLE IF EXISTS search_format",
    "DROP TABLE IF EXISTS search_item",
    "DROP TABLE IF EXISTS search_text",
    "DROP TABLE IF EXISTS search_part",
    "DROP TABLE IF EXISTS search_word",
)
_PUT_ITEM = """INSERT OR REPLACE INTO search_item
    (id, entry, book, running, unit, year, kind, state, secret, day, paper_day)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_FIND_ITEM = "SELECT id FROM search_item WHERE entry = ? AND book = ? AND running IS ?"
_PUT = (
    "INSERT INTO search_part (rowid, numbers, subject, who, rest) VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO search_word (rowid, numbers, subject, who, rest) VALUES (?, ?, ?, ?, ?)",
)
_TAKE_OUT = (
    """INSERT INTO search_part (search_part, rowid, numbers, subject, who, rest)
    VALUES ('delete', ?, ?, ?, ?, ?)""",
    """INSERT INTO search_word (search_word, rowid, numbers, subject, who, rest)
    VALUES ('delete', ?, ?, ?, ?, ?)""",
)
_MERGE = (
    "INSERT INTO search_part (search_part) VALUES ('optimize')",
    "INSERT INTO search_word (search_word) VALUES ('optimize')",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A line of the books that was found: `entry`, `book` and `running` name it.

    `snippet` is a piece of the record as it was written, around what was found; `matches` are the
    places in it that were looked for, as (start, end) in characters.
    """

    entry: int
    book: str
    unit: str
    year: int
    running: int | None
    snippet: str
    matches: tuple[tuple[int, int], ...]


class SearchIndex:
    """The index of one database of views."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def create(self) -> bool:
        """Make the index unless it is there; say whether it is new and every item must be added.

        An index of another version, or one whose words another PyThaiNLP has cut, is made anew:
        what was put in by one rule cannot be taken out by another.
        """
        if self._db["search_format"].exists():
            found = self._db.execute("SELECT format FROM search_format").fetchone()
            if found == (_format(),):
                return False
        self.clear()
        return True

    def clear(self) -> None:
        """Make the index anew, empty."""
        with self._db.atomic():
            for statement in _DROP + _TABLES:
                self._db.execute(statement)
            self._db.execute("INSERT INTO search_format VALUES (?)", (_format(),))

    def add(self, items: Iterable[Item]) -> None:
        """Add items, each in place of the one with the same entry, book and running number.

        What was in the text of a record that is now disposed of is gone from the file.
        """
        items = tuple(items)
        with self._db.atomic():
            if any(item.disposed for item in items):
                self._db.execute("PRAGMA secure_delete = ON")
            erased = [item for item in items if self._put(item) and item.disposed]
            if erased:
                self.settle()  # until it is merged, an index only notes what was taken out

    def drop(self, items: Iterable[Item]) -> None:
        """Remove items, as they are named by entry, book and running number."""
        with self._db.atomic():
            for item in items:
                if row := self._row_of(item):
                    self._take_out(row)

    def remove(self, entry: int) -> None:
        """Remove every item that an entry of the log has made."""
        with self._db.atomic():
            rows = self._db.execute("SELECT id FROM search_item WHERE entry = ?", (entry,))
            for (row,) in rows.fetchall():
                self._take_out(row)

    def find(self, query: Query, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """Return the hits of one page, best first.

        Whole words come before parts of words, number and subject before the rest, new before old.
        """
        terms = query.terms
        if terms is None or limit <= 0:
            return ()
        matching = Matching(query, terms)
        rows = self._db.execute(*matching.ranked(limit, offset)).fetchall()
        if matching.is_rough:
            rows = [row for row in rows if matching.holds(self._texts(row[0]))]
            rows = rows[offset : offset + limit]
        return tuple(self._hit(*row, matching=matching) for row in rows)

    def count(self, query: Query) -> int:
        """Return how many hits there are in all."""
        terms = query.terms
        if terms is None:
            return 0
        matching = Matching(query, terms)
        rows = self._db.execute(*matching.counted())
        if not matching.is_rough:
            return int(rows.fetchone()[0])
        return sum(matching.holds(self._texts(row)) for (row,) in rows.fetchall())

    def settle(self) -> None:
        """Merge what many additions have left in pieces; worth its time after a rebuilding."""
        with self._db.atomic():
            for statement in _MERGE:
                self._db.execute(statement)

    def _put(self, item: Item) -> bool:
        """Put one item in its place; say whether other texts were there."""
        old = self._row_of(item)
        texts = Searchable.of(item)
        packed = texts.pack()
        if old and self._packed(old) == packed:
            self._db.execute(_PUT_ITEM, (old, *_row(item)))
            return False
        if old:
            self._take_out(old)
        row = self._db.execute(_PUT_ITEM, (None, *_row(item))).lastrowid
        self._db.execute("INSERT INTO search_text VALUES (?, ?)", (row, packed))
        for statement, columns in zip(_PUT, _columns(texts), strict=True):
            self._db.execute(statement, (row, *columns))
        return bool(old)

    def _take_out(self, row: int) -> None:
        for statement, columns in zip(_TAKE_OUT, _columns(self._texts(row)), strict=True):
            self._db.execute(statement, (row, *columns))
        self._db.execute("DELETE FROM search_item WHERE id = ?", (row,))
        self._db.execute("DELETE FROM search_text WHERE id = ?", (row,))

    def _row_of(self, item: Item) -> int:
        key = (item.entry, item.book, item.running)
        found = self._db.execute(_FIND_ITEM, key).fetchone()
        return int(found[0]) if found else 0

    def _packed(self, row: int) -> bytes:
        found = self._db.execute("SELECT packed FROM search_text WHERE id = ?", (row,))
        return bytes(found.fetchone()[0])

    def _texts(self, row: int) -> Searchable:
        return Searchable.unpack(self._packed(row))

    def _hit(self, row: int, *line: Any, matching: Matching) -> Hit:
        entry, book, unit, year, running = line
        text, places = snippet(self._texts(row), matching.terms)
        return Hit(
            entry=entry,
            book=book,
            unit=unit,
            year=year,
            running=running,
            snippet=text,
            matches=places,
        )


def _format() -> str:
    return f"{_FORMAT} pythainlp {version('pythainlp')}"


def _columns(texts: Searchable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the columns hold of the texts, in the index of parts and in that of words."""
    plain = texts.plain()
    return (
        tuple(" ".join(pieces(form)) for form in forms(plain)),
        tuple(" ".join(words) for words in whole_words(plain)),
    )


def _row(item: Item) -> tuple[object, ...]:
    received = item.received.date() if item.received else None
    paper = item.their_date or item.date
    day = received or item.date or item.their_date or item.at.astimezone(_BANGKOK).date()
    return (
        item.entry,
        item.book,
        item.running,
        item.unit,
        item.year,
        item.kind,
        item.state,
        bool(item.secrecy) or item.book.endswith("-secret"),
        day.toordinal(),
        paper.toordinal() if paper else None,
    )
