"""The records of the search tests, and the questions about them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from registry.item import Item, State
from registry.query import Query

DATA = Path(__file__).parent / "data"
KEYED = dt.datetime(2020, 11, 22, 3, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query and the entries that it must find, no more and no fewer.

    `contains` and `pattern` are what the answers have in common, for those who count by hand.
    """

    category: str
    query: Query
    expected: frozenset[int]
    contains: tuple[str, ...] = ()
    pattern: str = ""

    def __str__(self) -> str:
        typed = (getattr(self.query, name) for name in self.query.__slots__)
        return f"{self.category}: {' · '.join(str(value) for value in typed if value)}"


@cache
def records() -> tuple[Item, ...]:
    """Return the records, those written by hand first."""
    written = yaml.safe_load((DATA / "written.yaml").read_text(encoding="utf-8"))
    made = (DATA / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(map(_item, [*written, *map(json.loads, made)]))


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions with their known answers."""
    groups = yaml.safe_load((DATA / "questions.yaml").read_text(encoding="utf-8"))
    return tuple(_question(group, row) for group, rows in groups.items() for row in rows)


def _question(category: str, row: dict[str, Any]) -> Question:
    asked = row["query"]
    contains = row.get("contains", ())
    return Question(
        category=category,
        query=Query(words=asked) if isinstance(asked, str) else Query(**asked),
        expected=frozenset(row["expected"]),
        contains=(contains,) if isinstance(contains, str) else tuple(contains),
        pattern=row.get("pattern", ""),
    )


def _item(record: dict[str, Any]) -> Item:
    values = {"unit": "ตก 0132", "at": KEYED, "by": "นางสาวกาญจนา ใจมั่น", "number": "", **record}
    for field in ("date", "their_date"):
        if field in values:
            values[field] = dt.date.fromisoformat(values[field])
    if "received" in values:
        bangkok = dt.timezone(dt.timedelta(hours=7))
        values["received"] = dt.datetime.fromisoformat(values["received"]).replace(tzinfo=bangkok)
    values["people"] = tuple(values.get("people", ()))
    values["state"] = State(values["state"])
    return Item(**{"book": "", "running": None, **values})
