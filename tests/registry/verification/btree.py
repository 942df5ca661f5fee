"""Pages of a SQLite file: which page belongs to which table, so that a test can damage it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
_INTERIOR, _LEAF = (2, 5), (10, 13)
_HEAD = 12


def leaves(path: Path, table: str) -> list[int]:
    """Return the pages, from 1, in which the rows of a table lie, in the order of their keys."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (root,) = connection.execute(query, (table,)).fetchone()
        assert connection.execute("PRAGMA page_size").fetchone() == (PAGE,)
    return list(_leaves(path.read_bytes(), root))


def overwrite(path: Path, page: int, data: bytes = b"\xff" * PAGE) -> None:
    """Put other bytes in the place of a page."""
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * PAGE : page * PAGE] = data
    path.write_bytes(whole)


def _leaves(data: bytes, page: int) -> Iterator[int]:
    start = (page - 1) * PAGE
    head = data[start : start + PAGE]
    if head[0] in _LEAF:
        yield page
        return
    assert head[0] in _INTERIOR
    for cell in range(int.from_bytes(head[3:5], "big")):
        at = _HEAD + 2 * cell
        offset = int.from_bytes(head[at : at + 2], "big")
        yield from _leaves(data, int.from_bytes(head[offset : offset + 4], "big"))
    yield from _leaves(data, int.from_bytes(head[8:12], "big"))
