"""Step 9: the clock did not go back; no reservation is held beyond its term."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from registry.acts import TIME, Reserved
from registry.irregularity import bangkok_day, day_of
from registry.verification.naming import moment, printed

if TYPE_CHECKING:
    from datetime import datetime

    from records.dates import ThaiDate
    from registry.acts import Act
    from registry.verification.findings import Findings
    from registry.verification.numbers import Numbers


class Clock:
    """The times of the entries seen so far; `now` is UTC."""

    def __init__(self, findings: Findings, now: datetime) -> None:
        self._findings = findings
        self._now = now
        self._latest = now.strftime(TIME)
        self._before = ""
        self._act: Act | None = None
        self._held: dict[int, tuple[ThaiDate, str]] = {}

    def see(self, place: int, act: Act) -> None:
        """Look at the time of an entry, and at the term of a reservation."""
        # Written alike, times compare like their texts.
        if act.at < self._before and self._act:
            time, before = moment(act.time), moment(self._act.time)
            self._findings.at_entry("clock_back", place, time=time, before=before)
        if act.at > self._latest:
            self._findings.at_entry("clock_ahead", place, time=moment(act.time))
        self._before, self._act = act.at, act
        if isinstance(act, Reserved) and (until := day_of(act.until)):
            self._held[place] = until, act.reason

    def finish(self, numbers: Numbers) -> None:
        """Say which reservations are held beyond their term."""
        today = bangkok_day(self._now)
        for (series, place), group in groupby(numbers.reserved(), key=lambda each: each[::2]):
            until, reason = self._held.get(place, (today, ""))
            if until < today:
                runnings = [running for _, running, _ in group]
                self._findings.at_entry(
                    "reservation_over",
                    place,
                    series=series,
                    number=printed(series, runnings[0]),
                    count=len(runnings),
                    until=str(until),
                    reason=reason,
                )
