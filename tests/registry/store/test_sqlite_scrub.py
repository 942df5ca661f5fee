"""What was erased is not in the file any more, also where the engine left pieces of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from contract import digest

from registry.sqlite.engine import DATABASE, SQLiteStore
from registry.sqlite.shelf import SMALL

if TYPE_CHECKING:
    from pathlib import Path

WORD = "ใบสำคัญ".encode()
SIZES = (40, 900, 5_000, SMALL, 70_000)


def bodies() -> list[bytes]:
    """Return content of many sizes, of which every piece can be told."""
    return [b"%d" % n + WORD * (SIZES[n * n % len(SIZES)] // len(WORD)) for n in range(40)]


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store in which everything with the word in it was erased."""
    with closing(SQLiteStore.create(tmp_path)) as store:
        with store.writing() as writer:
            writer.append(0, b"zero")
            writer.keep(b"stays")
        for body in bodies():
            with store.writing() as writer:
                writer.keep(body)
        with store.writing() as writer:
            for body in bodies():
                writer.erase(digest(body))
    return tmp_path


def scrub(folder: Path) -> None:
    with closing(SQLiteStore.open(folder)) as store:
        store.scrub()


def test_it_is_in_no_file(folder: Path) -> None:
    scrub(folder)
    assert WORD not in raw(folder)


def test_it_is_in_no_file_while_the_store_is_open(folder: Path) -> None:
    with closing(SQLiteStore.open(folder)) as store:
        store.scrub()
        assert WORD not in raw(folder)


def test_the_rest_stays(folder: Path) -> None:
    before = (folder / DATABASE).stat().st_size
    scrub(folder)
    assert (folder / DATABASE).stat().st_size < before
    with closing(SQLiteStore.open(folder)) as store:
        with store.reading() as reader:
            assert reader.entry(0) == b"zero"
            assert reader.content(digest(b"stays")) == b"stays"
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            store.database.execute("DELETE FROM entry")


def test_others_read_on(folder: Path) -> None:
    with closing(SQLiteStore.open(folder)) as other, other.reading() as reader:
        assert reader.size() == 1
        scrub(folder)
        assert reader.content(digest(b"stays")) == b"stays"
