"""Kept books (บัญชีและทะเบียนของห้องเก็บ): forms 19, 20, 21, 22 and 25 as volumes to show and print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.dates import ThaiDate
from records.kinds.register_sheet import SigningPlace
from registry.books import BOOKS
from registry.cells import Mark
from registry.items import masked
from registry.keeping.disposal import consideration
from registry.keeping.retention import classes, terms
from saraban.bookroom import Volume

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from registry.item import Item
    from registry.keeping.state import DisposalList
    from saraban.storeroom import Storeroom

TO_STORE, STORE, DISPOSAL, TRANSFER, KEEP_OWN = (
    BOOKS[name] for name in ("to_store", "store", "disposal", "transfer", "keep_own")
)


def sent_to_store(storeroom: Storeroom, entries: Sequence[int]) -> Volume:
    """Return the list of records that were sent to be kept (form 19)."""
    keeping = storeroom.keeping()
    marks = {entry: Mark(note=keeping.of(entry).note) for entry in entries}
    day = keeping.of(entries[0]).day if entries else None
    year = ThaiDate(day).year_be if day else storeroom.today.year_be
    items = _open(storeroom.lines_of(entries))
    return Volume(book=TO_STORE, year=year, items=items, total=len(items), marks=marks)


def store(storeroom: Storeroom, year: int = 0) -> Volume:
    """Return the register of the records that were filed in a year (form 20), in that order."""
    year = year or storeroom.today.year_be
    filed = [
        (kept.day, kept.filed, entry, kept.note)
        for entry, kept in storeroom.keeping().kept.items()
        if kept.day and kept.filed is not None and ThaiDate(kept.day).year_be == year
    ]
    filed.sort(key=lambda line: line[:2])
    marks = {entry: Mark(filed=day, note=note) for day, _, entry, note in filed}
    items = _open(storeroom.lines_of(marks))
    return Volume(book=STORE, year=year, items=items, total=len(items), marks=marks)


def listed(storeroom: Storeroom, found: DisposalList) -> Volume:
    """Return a list as it stands now (forms 25, 21 and 22), with what the committee said."""
    marks: Mapping[int, Mark] = {}
    if found.form == terms().disposal_form:
        said = {entry: consideration(found, entry) for entry in found.entries}
        marks = {entry: Mark(consideration=mark, note=note) for entry, (mark, note) in said.items()}
    return unlisted(found.form, found.year, storeroom.lines_of(found.entries), found, marks)


def unlisted(
    form: int,
    year: int,
    lines: Iterable[Item],
    found: DisposalList | None = None,
    marks: Mapping[int, Mark] | None = None,
) -> Volume:
    """Return what a list would be, before it is made."""
    book = next(book for book in (DISPOSAL, TRANSFER, KEEP_OWN) if book.form == form)
    items = _open(lines)
    return Volume(
        book=book,
        year=year,
        items=items,
        total=len(items),
        marks=marks or {},
        foot=_committee(found) if found else None,
    )


def _committee(found: DisposalList) -> tuple[SigningPlace, ...] | None:
    """Return where the committee signs, once it is known who sits on it."""
    if not found.members:
        return None
    roles = ("ประธานกรรมการ", *["กรรมการ"] * (len(found.members) - 1))
    return tuple(
        SigningPlace(role=role, name=member.name)
        for role, member in zip(roles, found.members, strict=True)
    )


def _open(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return lines without the particulars of what is still secret."""
    return tuple(masked(item) if _is_secret(item) else item for item in items)


def _is_secret(item: Item) -> bool:
    kept = classes().get(item.retention)
    return bool(item.secrecy) and (kept is None or kept.apart)
