"""Salvage: reads what can be read of a damaged database, without changing anything near it.

Entries are looked for in two ways: in the tables, from both ends, and in the bytes of the files,
where each entry begins with the same letters. What is found may be older than the damage, or never
have been committed; whoever asks wants to know which numbers may have been given.
"""

from __future__ import annotations

import mmap
import shutil
import sqlite3
from contextlib import closing, suppress
from json import JSONDecoder
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from registry.sqlite.engine import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator

# A page of the database: what is longer lies in pieces, and only the tables lead to them.
_WINDOW = 4096
_ENTRY = b'{"act":"'
_FILES = (DATABASE, f"{DATABASE}-wal")
_ENTRIES = "SELECT body FROM entry ORDER BY place"
_NUMBERS = (
    "SELECT series.name, number.running, number.state FROM number"
    " JOIN series ON series.id = number.series ORDER BY series.id"
)
_DECODER = JSONDecoder()


def entries(folder: Path) -> Iterator[bytes]:
    """Yield the bytes of everything that looks like an entry, some of it more than once."""
    for (body,) in _rows(folder, _ENTRIES):
        if isinstance(body, bytes):
            yield body
    for name in _FILES:
        with suppress(OSError, ValueError):
            yield from _carved(folder / name)


def numbers(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield each number that can be read: its series, itself, its state."""
    for series, running, state in _rows(folder, _NUMBERS):
        if isinstance(series, str) and isinstance(running, int) and isinstance(state, str):
            yield series, running, state


def _rows(folder: Path, query: str) -> Iterator[Any]:
    """Yield the rows of a query from the first up to the damage, and from the last down to it."""
    with TemporaryDirectory(prefix="saraban-") as place, suppress(OSError):
        for name in _FILES:
            if (folder / name).exists():
                shutil.copyfile(folder / name, Path(place) / name)
        for order in ("", " DESC"):
            with suppress(sqlite3.Error), closing(sqlite3.connect(Path(place) / DATABASE)) as copy:
                copy.text_factory = lambda data: data.decode("utf-8", "replace")
                yield from copy.execute(query + order)


def _carved(path: Path) -> Iterator[bytes]:
    """Yield what begins like an entry and is JSON, from the bytes of a file."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = data.find(_ENTRY)
        while start >= 0:
            text = data[start : start + _WINDOW].decode("utf-8", "ignore")
            with suppress(ValueError, RecursionError):
                _, end = _DECODER.raw_decode(text)
                yield text[:end].encode()
            start = data.find(_ENTRY, start + 1)
