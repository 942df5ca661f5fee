"""Annex (เอกสารแนบท้าย): a framework, the steps with their times and owners, a topic matrix."""

from __future__ import annotations

from typing import Literal

from records.record import Record
from records.table import Table
from records.wording import Line, Prose


class Annex(Record):
    """An annex: its title, its text and its tables."""

    kind: Literal["annex"]
    title_lines: tuple[Line, ...]
    body: Prose | None = None
    tables: tuple[Table, ...] = ()
    ending: Prose | None = None

    @property
    def heading(self) -> str:
        """The title on one line."""
        return " ".join(self.title_lines)
