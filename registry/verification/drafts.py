"""Step 5: which sheets were issued, so that none is issued twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from registry.acts import Issued
from registry.errors import RegisterError
from registry.finding import Place
from registry.verification.naming import DATABASE
from registry.verification.reading import say_unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from registry.acts import Act
    from registry.store import Examiner
    from registry.verification.findings import Findings


class Drafts:
    """What the database remembers of issued sheets; `recall` returns the act at a place.

    Both sides are summed up, each sheet as a number (Python's hash, keyed anew in each process);
    only where the sums differ is one sheet after the other compared.
    """

    sees: ClassVar = (Issued,)

    def __init__(
        self, examiner: Examiner, findings: Findings, recall: Callable[[int], Act | None]
    ) -> None:
        self._examiner = examiner
        self._findings = findings
        self._recall = recall
        self._sum = 0

    def see(self, place: int, act: Act) -> None:
        """Take up that a sheet was issued."""
        if isinstance(act, Issued) and act.draft:
            self._sum += hash((act.sheet, act.draft, place))

    def finish(self, size: int) -> None:
        """Say which issued sheets are forgotten, and which remembered ones were not issued."""
        try:
            if sum(map(hash, self._examiner.drafts())) != self._sum:
                self._find_forgotten(size)
                self._find_invented()
        except RegisterError as error:
            say_unreadable(self._findings, "draft", error)

    def _find_forgotten(self, size: int) -> None:
        for place in range(size):
            act = self._recall(place)
            if not isinstance(act, Issued) or not act.draft:
                continue
            # Issued once more, a sheet is remembered for its last record.
            found = self._examiner.drafted(act.sheet, act.draft)
            if found is None or found < place:
                self._findings.at_entry("draft_forgotten", place, sheet=act.sheet)

    def _find_invented(self) -> None:
        for sheet, draft, place in self._examiner.drafts():
            act = self._recall(place)
            if not isinstance(act, Issued) or (act.sheet, act.draft) != (sheet, draft):
                at = Place(file=DATABASE, entry=place)
                self._findings.add("draft_invented", at, entry=place, sheet=sheet)
