"""Lines of the books for one test, with only what the test is about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from registry.item import Item, State
from registry.query import Query

if TYPE_CHECKING:
    from registry.sqlite.search import SearchIndex

_LINE = {
    "book": "sent",
    "unit": "ตก 0132",
    "year": 2563,
    "state": State.ISSUED,
    "at": dt.datetime(2020, 2, 13, 5, tzinfo=dt.UTC),
    "by": "นางสาวกาญจนา ใจมั่น",
}


def line(entry: int, subject: str = "", **facts: Any) -> Item:
    """Return the line that an entry made; its number is that of the entry."""
    number = {"running": entry, "number": f"ตก ๐๑๓๒/{entry}"}
    return Item(entry=entry, subject=subject, **{**_LINE, **number, **facts})


def found(index: SearchIndex, words: str = "", **asked: Any) -> list[int]:
    """Return the entries found, best first."""
    query = Query(words=words, **asked)
    return [hit.entry for hit in index.find(query, limit=10_000)]
