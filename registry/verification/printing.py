"""Step 6: issued records were printed, and what was printed is an issued record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from registry.acts import Issued, Printed
from registry.keeping.acts import Disposed
from registry.verification.naming import about

if TYPE_CHECKING:
    from collections.abc import Callable

    from registry.acts import Act
    from registry.verification.findings import Findings
    from registry.verification.numbers import Numbers


class Printing:
    """Which records still wait for the printer; `recall` returns the act at a place once more."""

    sees: ClassVar = (Issued, Printed, Disposed)

    def __init__(self, findings: Findings, recall: Callable[[int], Act | None]) -> None:
        self._findings = findings
        self._recall = recall
        self._waiting: set[int] = set()

    def see(self, place: int, act: Act) -> None:
        """Take up that a record was issued, printed or disposed of."""
        if isinstance(act, Issued):
            if not act.files:
                self._waiting.add(place)
        elif isinstance(act, Disposed):
            self._waiting.difference_update(act.entries)
        elif isinstance(act, Printed):
            if act.of in self._waiting:
                self._waiting.discard(act.of)
            elif not (0 <= act.of < place and isinstance(self._recall(act.of), Issued)):
                self._findings.at_entry("prints_nothing", place, of=act.of)

    def finish(self, numbers: Numbers) -> None:
        """Say which records were never printed, unless their number was voided."""
        for place in sorted(self._waiting):
            act = self._recall(place)
            if isinstance(act, Issued) and not numbers.is_void(act.series, act.running):
                self._findings.at_entry("unprinted", place, about=about(act))
