"""Order (คำสั่ง): what a superior orders lawfully; regulation 2526 cl. 16, form 4."""

from __future__ import annotations

from typing import Literal

from records.record import Record
from records.wording import Line, Prose


class Order(Record):
    """An order: cause and power, the orders, and from when they hold (ทั้งนี้ ตั้งแต่…)."""

    kind: Literal["order"]
    title: Line | None = None
    subject: Line
    body: Prose
    effective: Line | None = None

    @property
    def heading(self) -> str:
        """The number and subject."""
        return f"คำสั่งที่ {self.number or '-'} เรื่อง {self.subject}"
