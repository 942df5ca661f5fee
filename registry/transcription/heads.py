"""Heads: turns the first rows of a sheet into what each of its columns is.

The names that offices give to the columns are data, in heads.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from records.spelling import squeeze
from registry.transcription.cell import letter
from registry.transcription.words import data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from registry.transcription.cell import Line

FIRST_ROWS = 30
_MOST_TIERS = 3
_FEWEST = 3
_LONGEST_HEAD = 60
# A count of the rows is taken for the number only where nothing else is one.
_LAST = 100
_NUMBERS = ("running", "number", "order")
_FAMILIES = {
    "sent": "sent",
    "sent-secret": "sent",
    "circulars": "sent",
    "received": "received",
    "received-secret": "received",
}
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN = re.compile(r"[.:/*_,|–—-]|ฯ$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the columns of a sheet are: 0-based columns by field, and the heads as they stand.

    `tiers` are the rows of the head, normalised; `first` and `last` their row numbers.
    """

    fields: Mapping[str, int]
    names: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    first: int
    last: int
    another_book: bool = False

    def name(self, column: int) -> str:
        """Return the head of a column; its letter where it has none."""
        return (self.names[column] if column < len(self.names) else "") or letter(column)

    def repeated(self, line: Line) -> bool:
        """Say whether a row only repeats the head, as at the top of a new page."""
        return all(normal(line.cells[column].text) in self._heads(column) for column in line.filled)

    def _heads(self, column: int) -> set[str]:
        return {tier[column] for tier in self.tiers if column < len(tier)} - {""}


def family(book: str) -> str:
    """Return whose heads a book has: sent, received or other."""
    return _FAMILIES.get(book, "other")


def known(book: str) -> str:
    """Return the heads that are known for a book, as a sentence names them."""
    heads: dict[str, None] = {}
    for names in _fields(family(book)).values():
        heads.update(dict.fromkeys(names[:4]))
    return ", ".join(heads)


def find(lines: Sequence[Line], book: str) -> Columns | None:
    """Return the columns that the first head among the first lines names, or None.

    A head of several rows is read as one. Of the candidates about the first one, that which names
    more fields is taken, then that of fewer rows; a fuller head on a later page is no candidate.
    """
    found: list[Columns] = []
    last = FIRST_ROWS
    for start in range(min(len(lines), FIRST_ROWS)):
        if start > last:
            break
        for tiers in range(1, _MOST_TIERS + 1):
            if columns := _columns(lines[start : start + tiers], book):
                last = min(last, start + _MOST_TIERS - 1)
                found.append(columns)
    return max(found, key=lambda each: (len(each.fields), -len(each.tiers)), default=None)


def again(line: Line, book: str) -> Columns | None:
    """Return the columns that a single row among the data names, if it is a head itself."""
    return _columns((line,), book) if len(line.filled) >= _FEWEST else None


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Return a head in the form in which heads are compared; empty if it is too long for one."""
    if len(text) > _LONGEST_HEAD:
        return ""
    bare = _IN_BRACKETS.sub("", squeeze(text)).casefold()
    return _BETWEEN.sub("", bare)


def _columns(lines: Sequence[Line], book: str) -> Columns | None:
    tiers = tuple(tuple(normal(cell.text) for cell in line.cells) for line in lines)
    width = max(map(len, tiers))
    texts = [[tier[at] if at < len(tier) else "" for tier in tiers] for at in range(width)]
    fields = _assigned(texts, family(book))
    if len(fields) < _FEWEST or not fields.keys() & set(_NUMBERS):
        return None
    if not fields.keys() & {"subject", "date"}:
        return None
    strange = "running" not in fields and _names_another_book(texts, family(book))
    return Columns(
        fields=fields,
        names=tuple(_shown(lines, at) for at in range(width)),
        tiers=tiers,
        first=lines[0].number,
        last=lines[-1].number,
        another_book=strange,
    )


def _assigned(texts: Sequence[Sequence[str]], kind: str) -> dict[str, int]:
    """Give each field its column, the surest pairs first."""
    pairs = sorted(
        (rank, column, field)
        for column, heads in enumerate(texts)
        for head in _readings(heads)
        for rank, field in _ranks(kind).get(head, ())
    )
    fields: dict[str, int] = {}
    for _, column, field in pairs:
        if field not in fields and column not in fields.values():
            fields[field] = column
    return fields


def _readings(heads: Sequence[str]) -> Iterator[str]:
    """Yield what a head of several rows may be read as: all together, or one of its rows."""
    yield "".join(heads)
    yield from dict.fromkeys(heads)


def _names_another_book(texts: Sequence[Sequence[str]], kind: str) -> bool:
    others = {
        head
        for name, heads in data()["fields"]["running"].items()
        if name not in (kind, "any")
        for head in heads
    }
    return any(head in others for heads in texts for head in _readings(heads))


def _shown(lines: Sequence[Line], column: int) -> str:
    texts = (" ".join(line.cell(column).text.split()) for line in lines)
    return " ".join(dict.fromkeys(filter(None, texts)))[:_LONGEST_HEAD]


@cache
def _ranks(kind: str) -> Mapping[str, tuple[tuple[int, str], ...]]:
    ranks: dict[str, tuple[tuple[int, str], ...]] = {}
    for field, names in _fields(kind).items():
        for rank, name in enumerate(names):
            sure = rank + (_LAST if field == "order" else 0)
            ranks[normal(name)] = (*ranks.get(normal(name), ()), (sure, field))
    return ranks


@cache
def _fields(kind: str) -> Mapping[str, tuple[str, ...]]:
    return {
        field: (*names.get(kind, ()), *names.get("any", ()))
        for field, names in data()["fields"].items()
        if kind in names or "any" in names
    }
