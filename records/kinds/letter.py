"""External letter (หนังสือภายนอก): regulation 2526 cl. 11, form 1 on Garuda paper (form 28)."""

from __future__ import annotations

from typing import Literal

from records.record import Enclosure, Record, Reference
from records.wording import Line, Prose


class Letter(Record):
    """A letter to another office or a person outside.

    `respect` (คำลงท้าย) follows from the salutation unless it is given; `unit`, `phone`, `fax` and
    `email` (ส่วนราชการเจ้าของเรื่อง) come from the office unless they are given.
    """

    kind: Literal["letter"]
    agency: Line | None = None
    address: tuple[Line, ...] | None = None
    subject: Line
    salutation: Line = "เรียน"
    to: Line
    references: tuple[Reference, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    body: Prose
    closing: Line | None = None
    respect: Line | None = None
    unit: Line | None = None
    phone: Line | None = None
    fax: Line | None = None
    email: Line | None = None
    copies: tuple[Line, ...] = ()

    @property
    def heading(self) -> str:
        """The subject, with the number when there is one."""
        return f"หนังสือ {self.number or ''} เรื่อง {self.subject}".replace("  ", " ")
