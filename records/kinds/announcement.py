"""Announcement (ประกาศ): what an office makes known; regulation 2526 cl. 20, form 7."""

from __future__ import annotations

from typing import Literal

from records.record import Record
from records.wording import Line, Prose


class Announcement(Record):
    """An announcement: reason, power and text, its clauses, and the day it was made."""

    kind: Literal["announcement"]
    title: Line | None = None
    subject: Line
    body: Prose
    closing: Line | None = None

    @property
    def heading(self) -> str:
        """The subject."""
        return f"ประกาศ เรื่อง {self.subject}"
