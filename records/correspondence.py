"""Correspondence (หนังสือโต้ตอบ): what a memo and a letter have in common."""

from __future__ import annotations

from records.record import Enclosure, Record, Reference
from records.wording import Line, Prose


class Correspondence(Record):
    """From whom, to whom and about what: cause, purpose and closing (ภาคเหตุ ความประสงค์ สรุป)."""

    agency: Line | None = None
    subject: Line
    salutation: Line = "เรียน"
    to: Line
    references: tuple[Reference, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    body: Prose
    closing: Line | None = None
