"""Memo (บันทึกข้อความ): an internal letter, regulation 2526 cl. 12, form 2 on paper of form 29."""

from __future__ import annotations

from typing import Literal

from records.correspondence import Correspondence
from records.record import Acknowledgement


class Memo(Correspondence):
    """A memo, with the words of those who read it (ทราบ, อนุมัติ)."""

    kind: Literal["memo"]
    acknowledgements: tuple[Acknowledgement, ...] = ()

    @property
    def heading(self) -> str:
        """The subject, with the number when there is one."""
        return f"บันทึกข้อความ {self.number or ''} เรื่อง {self.subject}".replace("  ", " ")
