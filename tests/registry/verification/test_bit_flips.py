"""One bit flipped, in every class of bytes that a register consists of: all are found.

A flip in the database file that is not found must have touched nothing: then all tables read as
before. Which bits are flipped is drawn from a fixed seed.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from attacker import Attacker
from reports import codes, report

from registry.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from filled import Filled

# The moments at which the tables were made; nothing depends on them.
UNUSED = {"_sqlite_migrations": "applied_at"}
OFFSETS_PER_PAGE = 7


@dataclass
class Bench:
    """A copy of a register in which one thing after the other is flipped and put back."""

    folder: Path
    bits: random.Random

    def __post_init__(self) -> None:
        self.attacker = Attacker(self.folder)
        self.path = self.attacker.path
        self.data = self.path.read_bytes()

    def flipped(self, data: bytes, place: int | None = None) -> bytes:
        """Return the bytes with one bit flipped."""
        at = self.bits.randrange(len(data)) if place is None else place
        return data[:at] + bytes([data[at] ^ 1 << self.bits.randrange(8)]) + data[at + 1 :]

    def reset(self) -> None:
        """Put the database back as it was."""
        for file in self.path.parent.glob(f"{self.path.name}-*"):
            file.unlink()
        self.path.write_bytes(self.data)

    def found(self) -> list[str]:
        """Return what a verification finds; a register that cannot be opened is found too."""
        try:
            return codes(report(self.folder))
        except RegisterError as error:
            return [type(error).__name__]


@pytest.fixture
def bench(original: Filled, tmp_path: Path, request: pytest.FixtureRequest) -> Bench:
    folder = tmp_path / "office"
    shutil.copytree(original.folder, folder)
    return Bench(folder, random.Random(request.node.name))  # noqa: S311  # no secret hangs on it


def rows(bench: Bench, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(bench.path)) as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608  # a table's name


COLUMNS = [
    ("entry", "place", "place"),
    ("entry", "body", "place"),
    ("node", "tree", "tree, id"),
    ("node", "id", "tree, id"),
    ("node", "hash", "tree, id"),
    ("series", "id", "id"),
    ("series", "name", "id"),
    ("number", "series", "series, running"),
    ("number", "running", "series, running"),
    ("number", "state", "series, running"),
    ("number", "entries", "series, running"),
    ("checkpoint", "size", "size"),
    ("content", "sha256", "sha256"),
    ("content", "body", "sha256"),
    ("draft", "sheet", "sheet, sha256"),
    ("draft", "sha256", "sheet, sha256"),
    ("draft", "place", "sheet, sha256"),
]


class TestValues:
    """A bit of a value, through SQLite, so that the database itself stays sound."""

    @pytest.mark.parametrize(("table", "column", "key"), COLUMNS)
    def test_of_a_column(self, bench: Bench, table: str, column: str, key: str) -> None:
        names = key.split(", ")
        with closing(sqlite3.connect(bench.path)) as connection:
            cells = connection.execute(f"SELECT {column}, {key} FROM {table}").fetchall()  # noqa: S608  # names of columns
        for value, *where in bench.bits.sample(cells, min(len(cells), 14)):
            if value is None:
                continue
            self.flip(bench, f"UPDATE {table} SET {column} = {{}} WHERE", names, value, where)  # noqa: S608  # the same

            assert bench.found(), (table, column, where)
            bench.reset()

    @pytest.mark.parametrize("part", ["origin", "size", "root", "numbers", "time", "signature"])
    def test_of_a_checkpoint(self, bench: Bench, part: str) -> None:
        for size, note in rows(bench, "checkpoint"):
            lines = note.encode().split(b"\n")
            place = ["origin", "size", "root", "numbers", "time", "", "signature"].index(part)
            for _ in range(3):
                bent = [*lines[:place], bench.flipped(lines[place]), *lines[place + 1 :]]
                bench.attacker.run(
                    "UPDATE checkpoint SET note = CAST(? AS TEXT) WHERE size = ?",
                    b"\n".join(bent),
                    size,
                )

                assert bench.found(), (size, bent[place])
                bench.reset()

    @staticmethod
    def flip(
        bench: Bench, statement: str, names: list[str], value: object, where: list[object]
    ) -> None:
        holder, new = "?", value
        if isinstance(value, int):
            # Higher bits would only make it larger.
            new = value ^ 1 << bench.bits.randrange(20)
        elif isinstance(value, str):
            holder, new = "CAST(? AS TEXT)", bench.flipped(value.encode())
        elif isinstance(value, bytes):
            new = bench.flipped(value)
        matches = " AND ".join(f"{name} = ?" for name in names)
        with bench.attacker.hands() as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            # A place that is taken already: the other row gives way, which is found as well.
            done = f"{statement.format(holder)} {matches}".replace("UPDATE", "UPDATE OR REPLACE", 1)
            connection.execute(done, (new, *where))


class TestFiles:
    @pytest.mark.parametrize("name", ["checkpoint", "highest.json", "office.pub", "office.key"])
    def test_beside_the_database(self, bench: Bench, name: str) -> None:
        path = bench.path.parent / name
        data = path.read_bytes()
        for place in range(0, len(data), 3):
            path.write_bytes(bent := bench.flipped(data, place))

            assert bench.found(), bent
        path.write_bytes(data)
        assert bench.found() == []

    def test_of_content(self, bench: Bench) -> None:
        files = [path for path in (bench.path.parent / "content").rglob("*") if path.is_file()]
        for path in files:
            data = path.read_bytes()
            for place in (0, len(data) - 1, bench.bits.randrange(len(data))):
                path.write_bytes(bench.flipped(data, place))

                assert bench.found() == ["content_changed"]
            path.write_bytes(data)
        assert len(files) == 2


class TestTheDatabaseFile:
    """Raw bytes, at every page: the head of the page, and places drawn from the rest."""

    def test_of_the_header(self, bench: Bench) -> None:
        before = dump(bench.path)
        for place in range(100):
            bench.path.write_bytes(bench.flipped(bench.data, place))
            self.check(bench, place, before)

    def test_of_the_schema(self, bench: Bench) -> None:
        before = dump(bench.path)
        for place in range(100, 4096, 29):
            bench.path.write_bytes(bench.flipped(bench.data, place))
            self.check(bench, place, before)

    @pytest.mark.parametrize("part", range(4))
    def test_of_every_page(self, bench: Bench, part: int) -> None:
        before, found = dump(bench.path), 0
        for page in list(self.pages(bench))[part::4]:
            places = [*range(page, page + 12, 5), *self.drawn(bench, page)]
            for place in places:
                bench.path.write_bytes(bench.flipped(bench.data, place))
                found += not self.check(bench, place, before)
        # A check of free space only would check nothing.
        assert found > OFFSETS_PER_PAGE

    @staticmethod
    def pages(bench: Bench) -> Iterator[int]:
        """Yield where each page begins; the first begins after the file's header."""
        size = int.from_bytes(bench.data[16:18], "big")
        yield 100
        yield from range(size, len(bench.data), size)

    @staticmethod
    def drawn(bench: Bench, page: int) -> list[int]:
        end = min(page + 4096, len(bench.data))
        return [bench.bits.randrange(page + 8, end) for _ in range(OFFSETS_PER_PAGE)]

    @staticmethod
    def check(bench: Bench, place: int, before: object) -> bool:
        """Return whether a flip was not found; then it must have touched nothing."""
        missed = not bench.found()
        if missed:
            assert dump(bench.path) == before, f"byte {place} of page {place // 4096 + 1}"
        bench.reset()
        return missed


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that the tables say."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        found = {
            "": connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        }
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            table = name.decode()
            cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608  # a table's name
            kept = [
                place
                for place, column in enumerate(cursor.description)
                if column[0] != UNUSED.get(table)
            ]
            found[table] = [tuple(row[place] for place in kept) for row in cursor]
    return found
