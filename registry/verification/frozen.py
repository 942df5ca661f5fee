"""Step 6: a frozen record says the same number, date, subject and kind as the entry that froze it.

Of each record the entry's words are remembered as numbers only (Python's hashes, keyed anew in each
process); where a record seems to say something else, both are read and compared in full.
"""

from __future__ import annotations

from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from records.dates import ThaiDate
from records.docnumber import DocumentNumber
from records.spelling import normalise
from records.unreadable import Unreadable
from registry.verification.naming import about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from registry.acts import Issued
    from registry.verification.findings import Findings

FIELDS = ("kind", "number", "date", "subject")
_ROW = Struct(">32sq4q")
_LONGEST_QUOTE = 200


Claim = tuple[Any, ...]
"""The SHA-256 of a record, the entry, and the hashes of what it says of each of the fields."""


class Claims:
    """What entries say of the records that they froze, in groups by the first byte of SHA-256."""

    def __init__(self) -> None:
        self._rows = [bytearray() for _ in range(256)]

    def see(self, place: int, act: Issued) -> None:
        """Take up what an entry says of its record."""
        raw = bytes.fromhex(act.record)
        self._rows[raw[0]] += _ROW.pack(raw, place, *map(hash, _said(act)))

    def take(self, group: int) -> dict[bytes, list[Claim]]:
        """Return, by SHA-256, what entries say, and forget it."""
        rows, self._rows[group] = self._rows[group], bytearray()
        found: dict[bytes, list[Claim]] = {}
        for claim in _ROW.iter_unpack(rows):
            found.setdefault(claim[0], []).append(claim)
        return found


def contradicted(data: bytes, claims: list[Claim]) -> Iterator[int]:
    """Yield the entries that seem to say something else than the record that they froze."""
    record = _record(data)
    told: tuple[int, ...] = ()
    if record is not None:
        kind, number, date, subject = _told(record)
        told = hash(kind), hash(number), hash(_day(date)), hash(subject)
    for _, place, *said in claims:
        if tuple(said) != told and not _silent(told, said):
            yield place


def _silent(told: tuple[int, ...], said: list[int]) -> bool:
    """Say whether two differ only where one of them says nothing."""
    nothing = hash("")
    pairs = zip(told, said, strict=False)
    return bool(told) and all(here == there or nothing in (here, there) for here, there in pairs)


def explain(act: Issued, data: bytes, findings: Findings) -> None:
    """Say what a record says otherwise than its entry; spelling makes no difference."""
    record, name = _record(data), about(act)
    if record is None:
        quote = data[:_LONGEST_QUOTE].decode("utf-8", "replace")
        findings.at_entry("record_unreadable", act.entry, about=name, quote=quote)
        return
    for field, said, told in zip(FIELDS, _said(act), _told(record), strict=True):
        if said and told and _READERS[field](told) != _READERS[field](said):
            findings.at_entry(
                "record_differs",
                act.entry,
                about=name,
                field=field,
                found=told[:_LONGEST_QUOTE],
                said=said[:_LONGEST_QUOTE],
            )


def _said(act: Issued) -> tuple[str, ...]:
    """Return what an entry says; a secret one says no subject."""
    return act.kind, act.number or "", act.date, act.subject


def _told(record: dict[str, Any]) -> list[str]:
    """Return what a record says; nothing where it has no such field."""
    return [text if type(text) is str else "" for text in map(record.get, FIELDS)]


def _record(data: bytes) -> dict[str, Any] | None:
    try:
        value = from_json(data)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _number(text: str) -> str:
    try:
        return str(DocumentNumber.parse(text))
    except Unreadable:
        return text


@lru_cache(maxsize=1024)
def _day(text: str) -> str:
    """Cached, because all that is written on one day bears the same date."""
    try:
        return ThaiDate.parse(text).date.isoformat()
    except Unreadable:
        return text


_READERS: dict[str, Callable[[str], str]] = {
    "kind": str,
    "number": _number,
    "date": _day,
    "subject": normalise,
}
