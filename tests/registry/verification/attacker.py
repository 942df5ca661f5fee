"""An attacker: somebody who has the office folder in his hands, and SQLite.

The rules of the database do not stop him; he drops them and puts them back. How much trouble he
takes is one of `Care`.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from registry import keys, merkle, sealing, states
from registry.acts import Issued
from registry.canonical import canonical
from registry.checkpoint import Checkpoint
from registry.entry import UnknownActError, read
from registry.note import Note
from registry.register import CHECKPOINT, HIGHEST, KEY
from registry.sqlite.engine import DATABASE, SQLiteStore
from registry.store import LOG, NumberRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registry.store import Writer


class Care(IntEnum):
    """How much is made to agree with a change of the log."""

    ENTRIES = 0
    """The rows of the entries only."""
    LEAVES = 1
    """Also the hash that the tree keeps of each entry."""
    TREES = 2
    """All hashes, and the tables of numbers."""
    SIGNED = 3
    """Everything, signed anew with the office's stolen key."""


class Attacker:
    """Changes what lies in an office folder."""

    def __init__(self, office_folder: Path) -> None:
        self.folder = office_folder / "register"
        self.path = self.folder / DATABASE

    @contextmanager
    def hands(self) -> Iterator[sqlite3.Connection]:
        """Open the database without its rules, which are there again afterwards."""
        with closing(sqlite3.connect(self.path)) as connection:
            rules = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for name, _ in rules:
                connection.execute(f"DROP TRIGGER {name}")
            yield connection
            for _, rule in rules:
                connection.execute(rule)
            connection.commit()

    def run(self, statement: str, *values: object) -> int:
        """Run one statement; return how many rows it changed."""
        with self.hands() as connection:
            return connection.execute(statement, values).rowcount

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query, values).fetchall()

    def bodies(self) -> list[bytes]:
        """Return the entries."""
        return [body for (body,) in self.ask("SELECT body FROM entry ORDER BY place")]

    def root(self, bodies: list[bytes]) -> bytes:
        """Return the root over some entries."""
        return merkle.tree_root([merkle.leaf_hash(body) for body in bodies])

    def cut(self, size: int) -> None:
        """Cut off the tail of the log, and everything that would tell of it."""
        bodies = self.bodies()[:size]
        self.run("DELETE FROM checkpoint WHERE size > ?", size)
        self.put(bodies, Care.TREES)

    def cut_beside(self) -> None:
        """Lay out the latest checkpoint that is left."""
        ((note,),) = self.ask("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        (self.folder / CHECKPOINT).write_text(note, "utf-8")
        self._lay_out_highest()

    def edit(self, place: int, care: Care, **fields: object) -> None:
        """Change fields of an entry."""
        bodies = self.bodies()
        bodies[place] = canonical(json.loads(bodies[place]) | fields)
        self.put(bodies, care)

    def put(self, bodies: list[bytes], care: Care) -> None:
        """Put other entries in the place of those that there are."""
        if care >= Care.TREES:
            self._put_everything(bodies, signs=care is Care.SIGNED)
            return
        with self.hands() as connection:
            connection.execute("DELETE FROM entry")
            connection.executemany("INSERT INTO entry VALUES (?, ?)", list(enumerate(bodies)))
            if care is Care.LEAVES:
                connection.executemany(
                    "INSERT OR REPLACE INTO node VALUES (0, ?, ?)",
                    [(2 * place, merkle.leaf_hash(body)) for place, body in enumerate(bodies)],
                )

    def _put_everything(self, bodies: list[bytes], *, signs: bool) -> None:
        kept = dict(self.ask("SELECT size, note FROM checkpoint"))
        with self.hands() as connection:
            connection.executescript(
                "DELETE FROM entry; DELETE FROM node; DELETE FROM draft;"
                "DELETE FROM number; DELETE FROM series;"
            )
            if signs:
                connection.execute("DELETE FROM checkpoint")
        store = SQLiteStore.open(self.folder)
        try:
            with store.writing() as writer:
                _put_log(writer, bodies)
                self._put_numbers(writer, bodies, kept, signs=signs)
        finally:
            store.close()
        if signs:
            self.cut_beside()

    def _put_numbers(
        self, writer: Writer, bodies: list[bytes], kept: dict[int, str], *, signs: bool
    ) -> None:
        """Set the states of numbers, and seal as often as it was sealed before."""
        seals = [size for size in kept if size <= len(bodies)]
        if signs and len(bodies) not in seals:
            seals = [*seals, len(bodies)]
        changed: set[tuple[str, int]] = set()
        for place, body in enumerate(bodies):
            try:
                act = read(body, place)
            except UnknownActError:
                act = None
            if isinstance(act, Issued) and act.draft:
                writer.put_draft(act.sheet, act.draft, place)
            for name, running, state in act.touches() if act else ():
                series = writer.series_named(name) or writer.put_series(name)
                row = writer.number(series.id, running)
                entries = (*(row.entries if row else ()), place)
                writer.put_number(
                    series.id, NumberRow(running=running, state=state.value, entries=entries)
                )
                changed.add((name, running))
            if place + 1 in seals:
                states.touch(writer, changed)
                if signs:
                    old = kept.get(place + 1) or kept[max(kept)]
                    writer.put_checkpoint(place + 1, str(self._signed(writer, place + 1, old)))

    def _signed(self, writer: Writer, size: int, old: str) -> Note:
        """Sign what the log now says, as of the time of an old checkpoint."""
        was = Checkpoint.parse(Note.parse(old.encode()).text)
        roots = states.series_roots(writer)
        text = Checkpoint(
            origin=was.origin,
            size=size,
            root=self.root([body for _, body in writer.entries(0, size)]),
            numbers_count=len(roots),
            numbers_root=states.numbers_root(roots),
            time=was.time,
        ).text()
        return Note(text=text, signatures=(keys.load(self.folder / KEY).sign(text),))

    def _lay_out_highest(self) -> None:
        store = SQLiteStore.open(self.folder)
        try:
            with store.reading() as reader:
                found = sealing.highest(reader)
        finally:
            store.close()
        (self.folder / HIGHEST).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _put_log(writer: Writer, bodies: list[bytes]) -> None:
    nodes = merkle.listed([merkle.leaf_hash(body) for body in bodies])
    for place, body in enumerate(bodies):
        writer.append(place, body)
    writer.put_nodes(
        LOG,
        [
            (level, position, nodes(level, position))
            for level in range(len(bodies).bit_length())
            for position in range(len(bodies) >> level)
        ],
    )


def renumbered(bodies: list[bytes]) -> list[bytes]:
    """Return entries each of which names the place at which it stands."""
    return [canonical(json.loads(body) | {"entry": place}) for place, body in enumerate(bodies)]
