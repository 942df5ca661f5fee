"""Naming: how a finding calls entries, numbers and moments."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from records.dates import ThaiDate
from records.digits import to_thai
from records.series import Series, spelt
from registry.irregularity import BANGKOK
from registry.numbering import SHAPES
from registry.register import FOLDER
from registry.sqlite import engine

if TYPE_CHECKING:
    from datetime import datetime

    from registry.acts import Act


DATABASE = f"{FOLDER}/{engine.DATABASE}"
CONTENT = f"{FOLDER}/{engine.CONTENT}"
"""The database file and the content folder, as findings call them."""


def about(act: Act | None) -> str:
    """Return what an entry did, as far as it is known: issued ตก ๐๑๓๒/๓๓."""
    if act is None:
        return "—"
    return f"{act.act} {getattr(act, 'number', '') or ''}".rstrip()


def moment(time: datetime) -> str:
    """Return a moment as the clocks in Bangkok showed it."""
    local = time.astimezone(BANGKOK)
    return f"{ThaiDate(local.date())} {local:%H:%M:%S}"


def printed(series: str, running: int) -> str:
    """Return how a number is written, as far as that follows from its series."""
    prefix, suffix = spellings(series)[0]
    return f"{prefix}{to_thai(str(running))}{suffix}"


@lru_cache(maxsize=1000)
def spellings(name: str) -> tuple[tuple[str, str], ...]:
    """Return what may stand before and after the running number in numbers of a series.

    Circulars may share the numbers of the letters, so those may be written in two ways.
    """
    try:
        series = Series.parse(name)
        shape = SHAPES[series.book]
        if shape == "letter":
            letter = spelt(series, 1, shape=shape, circular=False)[:-1], ""
            circular = spelt(series, 1, shape=shape, circular=True)[:-1], ""
            return (circular,) if series.book == "circulars" else (letter, circular)
        number = spelt(series, 1, shape=shape, circular=False)
    except (ValueError, KeyError):
        return (("", ""),)
    return (("", number[1:]),)
