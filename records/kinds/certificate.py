"""Certificate (หนังสือรับรอง): attests something of somebody; regulation 2526 cl. 24, form 10."""

from __future__ import annotations

from typing import Literal

from records.record import Record
from records.wording import Line, Prose


class Certificate(Record):
    """A certificate: `subject` is whom it is about, `body` goes on after that name.

    `photo`: it matters so much that it bears his photograph and signature (cl. 24.7).
    """

    kind: Literal["certificate"]
    agency: Line | None = None
    address: tuple[Line, ...] = ()
    opening: Line = "หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า"
    subject: Line
    body: Prose
    photo: bool = False

    @property
    def heading(self) -> str:
        """The number, and whom it is about."""
        return f"หนังสือรับรอง เลขที่ {self.number or '-'} {self.subject}"
