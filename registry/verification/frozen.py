"""Step 6: a frozen record says the same number, date, subject and kind as the entry that froze it.

Of each record the entry's words are remembered as numbers only (Python's hashes, keyed anew in each
process); where a record seems to say something else, both are read and compared in full.
"""

from __future__ import annotations

import json
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING, Any

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


class Claims:
    """What entries say of the records that they froze, in groups by the first byte of SHA-256."""

    def __init__(self) -> None:
        self._rows = [bytearray() for _ in range(256)]

    def see(self, place: int, act: Issued) -> None:
        """Take up what an entry says of its record."""
        raw = bytes.fromhex(act.record)
        self._rows[raw[0]] += _ROW.pack(raw, place, *map(hash, _said(act)))

    def take(self, group: int) -> dict[str, list[tuple[int, ...]]]:
        """Return, by SHA-256, entries and what they say, and forget them."""
        rows, self._rows[group] = self._rows[group], bytearray()
        found: dict[str, list[tuple[int, ...]]] = {}
        for raw, *said in _ROW.iter_unpack(rows):
            found.setdefault(raw.hex(), []).append(tuple(said))
        return found


def contradicted(data: bytes, claims: list[tuple[int, ...]]) -> Iterator[int]:
    """Yield the entries that seem to say something else than the record that they froze."""
    record = _record(data)
    told = tuple(map(hash, _as_entered(_told(record)))) if record else ()
    for place, *said in claims:
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
    found = map(record.get, FIELDS)
    return [text if isinstance(text, str) else "" for text in found]


def _as_entered(told: list[str]) -> Iterator[str]:
    """Yield what a record says, with its date spelt as an entry spells it."""
    for field, text in zip(FIELDS, told, strict=True):
        yield _day(text) if field == "date" else text


def _record(data: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
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
