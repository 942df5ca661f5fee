"""Step 5: which sheets were issued, so that none is issued twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """What the database remembers of issued sheets; `recall` returns the act at a place."""

    def __init__(
        self, examiner: Examiner, findings: Findings, recall: Callable[[int], Act | None]
    ) -> None:
        self._examiner = examiner
        self._findings = findings
        self._recall = recall
        self._is_readable = True
        self._count = 0

    def see(self, place: int, act: Act) -> None:
        """Ask whether the sheet of an issued record is remembered."""
        if not isinstance(act, Issued) or not act.draft or not self._is_readable:
            return
        try:
            found = self._examiner.drafted(act.sheet, act.draft)
        except RegisterError as error:
            say_unreadable(self._findings, "draft", error)
            self._is_readable = False
            return
        self._count += found == place
        # Issued once more, a sheet is remembered for its last record.
        if found is None or found < place:
            self._findings.at_entry("draft_forgotten", place, sheet=act.sheet)

    def finish(self) -> None:
        """Say which sheets are remembered although no entry issued them."""
        try:
            if sum(1 for _ in self._examiner.drafts()) == self._count:
                return
            for sheet, draft, place in self._examiner.drafts():
                act = self._recall(place)
                right = isinstance(act, Issued) and (act.sheet, act.draft) == (sheet, draft)
                if not right:
                    at = Place(file=DATABASE, entry=place)
                    self._findings.add("draft_invented", at, entry=place, sheet=sheet)
        except RegisterError as error:
            say_unreadable(self._findings, "draft", error)
