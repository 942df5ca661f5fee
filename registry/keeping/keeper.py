"""The keeper (เจ้าหน้าที่เก็บ): asks of an act of keeping whether it may be done, before it is written.

Ask inside the same writing as the act is written, so that no hold is placed in between.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from records.dates import ThaiDate
from registry.keeping.acts import Dated, Decided, Disposed, Filed, Held, Lifted, Surveyed
from registry.keeping.disposal import disposing_refusals
from registry.keeping.filing import filing_refusals
from registry.keeping.holds import lifting_refusals, placing_refusals
from registry.keeping.refusal import FutureDayError, SeveralRefusedError
from registry.keeping.steps import listing_refusals, step_refusals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from registry.acts import Act
    from registry.item import Item
    from registry.keeping.refusal import KeepingError
    from registry.keeping.state import Keeping

_BANGKOK = ZoneInfo("Asia/Bangkok")
_NOTHING_NAMED: Mapping[int, frozenset[str]] = MappingProxyType({})


def check(
    act: Act,
    keeping: Keeping,
    items: Mapping[int, Item],
    named: Mapping[int, frozenset[str]] = _NOTHING_NAMED,
) -> None:
    """Refuse an act that may not be done.

    `items` must hold every record that the act names; `named` is what
    `registry.keeping.disposal.contents` finds in the whole log, and only a `disposed` needs it.

    Raises:
        KeepingError: what is wrong; SeveralRefusedError where more than one thing is.
    """
    refuse(refusals(act, keeping, items, named))


def refuse(wrong: Sequence[KeepingError]) -> None:
    """Refuse, if there is anything wrong.

    Raises:
        KeepingError: what is wrong; SeveralRefusedError where more than one thing is.
    """
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise SeveralRefusedError(*wrong)


def refusals(
    act: Act,
    keeping: Keeping,
    items: Mapping[int, Item],
    named: Mapping[int, frozenset[str]] = _NOTHING_NAMED,
) -> tuple[KeepingError, ...]:
    """Return every reason why an act may not be done; none for acts of another sort."""
    return (*_day_refusals(act), *_refusals(act, keeping, items, named))


def _day_refusals(act: Act) -> Iterator[KeepingError]:
    today = act.time.astimezone(_BANGKOK).date()
    if isinstance(act, Dated) and act.on > today:
        yield FutureDayError(day=ThaiDate(act.on), today=ThaiDate(today))


def _refusals(
    act: Act,
    keeping: Keeping,
    items: Mapping[int, Item],
    named: Mapping[int, frozenset[str]],
) -> Iterator[KeepingError]:
    match act:
        case Filed():
            yield from filing_refusals(act, keeping, items)
        case Held():
            yield from placing_refusals(act, keeping, items)
        case Lifted():
            yield from lifting_refusals(act, keeping)
        case Surveyed():
            yield from listing_refusals(act, keeping, items)
        case Decided():
            yield from step_refusals(act, keeping, items)
        case Disposed():
            yield from disposing_refusals(act, keeping, items, named)
        case _:
            return
