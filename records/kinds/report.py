"""Report (รายงานผล): what was done in a year, what stood in the way, and what comes next."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from records.record import Record
from records.table import Table
from records.wording import Frozen, Line, Prose


class Section(Frozen):
    """A part of a report under its own heading."""

    heading: Line
    body: Prose | None = None
    tables: tuple[Table, ...] = ()


class Report(Record):
    """A report; sections that are given print in this order, `more` after them."""

    kind: Literal["report"]
    title_lines: tuple[Line, ...]
    introduction: Prose | None = None
    activities: Section | None = None
    problems: Section | None = None
    advice: Section | None = None
    outlook: Section | None = None
    more: tuple[Section, ...] = ()
    checkpoint: Annotated[
        Line | None, Field(description="The register's checkpoint, printed small at the foot")
    ] = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts in the order of print."""
        named = (self.activities, self.problems, self.advice, self.outlook)
        return (*(section for section in named if section), *self.more)

    @property
    def heading(self) -> str:
        """The title on one line."""
        return " ".join(self.title_lines)
