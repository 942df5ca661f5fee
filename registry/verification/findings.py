"""Findings of a verification: collects them, and counts what would be more than anybody reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from registry.finding import NOWHERE, Place, Severity
from registry.verification.rulebook import MORE, RULES

if TYPE_CHECKING:
    from registry.finding import Fact, Finding

MOST = 1000
"""Of one code so many are told apart; of the rest it is said how many they are."""

_GRAVITY = {severity: grade for grade, severity in enumerate(Severity)}


class Findings:
    """What was found so far."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, place: Place = NOWHERE, **facts: Fact) -> None:
        """Add a finding."""
        self._counts[code] += 1
        if self._counts[code] <= MOST:
            self._found.append(RULES[code].found(place, **facts))

    def at_entry(self, code: str, entry: int, **facts: Fact) -> None:
        """Add a finding about an entry of the log."""
        self.add(code, Place(entry=entry), entry=entry, **facts)

    def in_file(self, code: str, file: str, **facts: Fact) -> None:
        """Add a finding about a file of the register."""
        self.add(code, Place(file=file), file=file, **facts)

    def has(self, *codes: str) -> bool:
        """Say whether anything of these codes was found."""
        return any(self._counts[code] for code in codes)

    def all(self) -> tuple[Finding, ...]:
        """Return the findings, errors first, otherwise in the order of the steps."""
        order = {code: place for place, code in enumerate(RULES)}
        found = sorted(
            self._found,
            key=lambda each: (_GRAVITY[each.severity], order[each.code], each.place.entry or 0),
        )
        more = [
            MORE[RULES[code].severity].found(count=count - MOST, kind=code)
            for code, count in self._counts.items()
            if count > MOST
        ]
        return (*found, *more)
