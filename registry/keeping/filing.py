"""Filing (การเก็บเมื่อปฏิบัติเสร็จแล้ว): which list of records sent to be kept may be written.

A list of form 19 becomes one entry `filed`; its lines make the register of form 20.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.item import State
from registry.keeping.acts import FiledLine
from registry.keeping.refusal import (
    DisposedError,
    LineBasisError,
    NoBasisError,
    NoReasonError,
    NothingToKeepError,
    SecretClassError,
    TooShortError,
    UnknownClassError,
    UnknownEntryError,
    UnstatedYearError,
    WrongYearError,
    record,
)
from registry.keeping.retention import class_named, counted_from, keep_until, usual_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from registry.item import Item
    from registry.keeping.acts import Filed
    from registry.keeping.refusal import KeepingError
    from registry.keeping.state import Keeping

# What is said of a number behind which there is no record.
STATES = {
    State.RESERVED: "it is only reserved",
    State.LOST: "the register lost it",
    State.VOIDED: "it is void",
}


def has_record(item: Item) -> bool:
    """Say whether there is something to keep: a voided number may still have its record."""
    return item.state not in STATES or bool(item.record)


def filed_line(  # noqa: PLR0913 - a line of form 19 has as many columns
    item: Item,
    *,
    retention: str = "",
    until: int | None = None,
    file_code: str = "",
    basis: str = "",
    note: str = "",
) -> FiledLine:
    """Return the line that files a record, in its usual class if none is named.

    Raises:
        FilingError: there is no such class, or the year needs another one or a basis.
    """
    kept = class_named(retention) if retention else usual_class(item)
    year = keep_until(kept.id, counted_from(item), until, basis)
    return FiledLine(
        entry=item.entry,
        retention=kept.id,
        keep_until=year,
        file_code=file_code,
        basis=basis,
        note=note,
    )


def filing_refusals(
    act: Filed, keeping: Keeping, items: Mapping[int, Item]
) -> Iterator[KeepingError]:
    """Yield every reason why a list may not be filed."""
    for line in act.lines:
        item = items.get(line.entry)
        if item is None:
            yield UnknownEntryError(entry=line.entry)
            continue
        kept = keeping.of(line.entry)
        if not has_record(item):
            yield NothingToKeepError(**record(item), state=STATES[item.state])
        if kept.disposed is not None:
            yield DisposedError(**record(item), disposed=kept.disposed)
        elif kept.filed is not None and not act.reason:
            yield NoReasonError(**record(item), filed=kept.filed)
        yield from _term_refusals(line, item)


def _term_refusals(line: FiledLine, item: Item) -> Iterator[KeepingError]:
    facts = {**record(item), "retention": line.retention, "until": line.keep_until}
    try:
        kept = class_named(line.retention)
        year = keep_until(kept.id, counted_from(item), line.keep_until, line.basis)
    except UnknownClassError as error:
        yield error
        return
    except TooShortError as error:
        yield WrongYearError(**facts, least=error.facts["least"])
        return
    except NoBasisError as error:
        yield LineBasisError(**facts, clause=error.facts["clause"])
        return
    if year != line.keep_until:
        yield UnstatedYearError(**facts, least=year)
    if usual_class(item).apart and not kept.apart and not line.basis:
        yield SecretClassError(**record(item), secrecy=item.secrecy or item.book)
