"""Step 2: every entry is there, once, in its place, canonical, of a known act."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from registry.acts import Founded
from registry.canonical import NotCanonicalError, parse
from registry.entry import ACTS, UnknownActError, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.acts import Act
    from registry.verification.findings import Findings
    from registry.verification.reading import Piece

_MOMENTS = ("at", "date", "until", "their_date", "received")


class Entries:
    """Reads entries into acts; one that is no act is a finding and no act."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._misplaced: dict[int, int] = {}
        self.origin = ""
        self.size = 0

    def acts(self, piece: Piece) -> Iterator[tuple[int, Act | None]]:
        """Yield the acts of a piece with their places; None for what cannot be read."""
        for place, body in enumerate(piece.bodies, start=piece.start):
            act = None if body is None else self._read(place, body)
            if act is not None:
                self._check(place, act)
            yield place, act
        self.size = piece.stop

    def finish(self) -> None:
        """Say which entries stand in the wrong place."""
        if not self.size:
            self._findings.add("log_empty")
        left = dict(self._misplaced)
        for place, named in self._misplaced.items():
            if place < named and self._misplaced.get(named) == place:
                self._findings.at_entry("entries_swapped", place, other=named)
                del left[place], left[named]
        for first, last, by in _runs(left):
            if first == last:
                self._findings.at_entry("entry_misplaced", first, named=first + by)
            elif by > 0:
                self._findings.at_entry("entries_early", first, last=last, by=by)
            else:
                self._findings.at_entry("entries_late", first, last=last, by=-by)

    def _read(self, place: int, body: bytes) -> Act | None:
        try:
            act = read(body, place)
            _check_days(act)
        except NotCanonicalError as error:
            self._findings.at_entry("entry_unreadable", place, detail=str(error.facts["detail"]))
        except UnknownActError as error:
            known = _name(body) in ACTS
            if known:
                detail = str(error.facts["detail"])
                self._findings.at_entry("entry_unreadable", place, detail=detail)
            else:
                self._findings.at_entry("act_unknown", place, act=_name(body))
        except ValueError as error:
            self._findings.at_entry("entry_unreadable", place, detail=str(error))
        else:
            return act
        return None

    def _check(self, place: int, act: Act) -> None:
        if act.entry != place:
            self._misplaced[place] = act.entry
        if not self.origin:
            self.origin = act.office
        if act.office != self.origin:
            found, origin = act.office, self.origin
            self._findings.at_entry("entry_foreign", place, found=found, origin=origin)
        if isinstance(act, Founded) != (place == 0):
            self._findings.at_entry("not_founded" if place == 0 else "founded_again", place)


def _check_days(act: Act) -> None:
    """Refuse days and times that no calendar has.

    Raises:
        ValueError: there is no such day.
    """
    for name in _moments(type(act)):
        if text := getattr(act, name):
            datetime.fromisoformat(text)


@cache
def _moments(model: type[Act]) -> tuple[str, ...]:
    return tuple(name for name in _MOMENTS if name in model.model_fields)


def _name(body: bytes) -> str:
    value = parse(body)
    return str(value.get("act"))[:40] if isinstance(value, dict) else "—"


def _runs(misplaced: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """Yield first, last and distance of entries next to each other that are displaced alike."""
    run: tuple[int, int, int] | None = None
    for place, named in sorted(misplaced.items()):
        by = named - place
        if run and place == run[1] + 1 and by == run[2]:
            run = run[0], place, by
            continue
        if run:
            yield run
        run = place, place, by
    if run:
        yield run
