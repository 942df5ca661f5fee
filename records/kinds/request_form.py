"""Request form (แบบฟอร์มการขอเผยแพร่ข้อมูล): asks leave to publish; blank, or filled in."""

from __future__ import annotations

from typing import Literal

from records.dates import ThaiDate
from records.people import SignerField
from records.record import Record
from records.wording import Frozen, Line, Prose


class FormBlock(Frozen):
    """One signature field of the form; without `date` its date is left to be written by hand."""

    role: Line
    signer: SignerField | None = None
    position_label: Line | None = "ตำแหน่ง"
    date: ThaiDate | None = None


class RequestForm(Record):
    """A form; empty fields are printed as dotted blanks.

    `heading_lines` and `table_title` come from records/forms.yaml by the office's scope and the
    fiscal year, unless they are given.
    """

    kind: Literal["request_form"]
    heading_lines: tuple[Line, ...] | None = None
    table_title: Line | None = None
    office_name: Line | None = None
    topic: Prose | None = None
    details: Prose | None = None
    link: Line | None = None
    remarks: Prose | None = None
    blocks: tuple[FormBlock, ...] = ()

    @property
    def heading(self) -> str:
        """The first line of the form, and whether it is blank."""
        first = self.heading_lines[0] if self.heading_lines else "แบบฟอร์มการขอเผยแพร่ข้อมูล"
        return first if self.topic else f"{first} (แบบว่าง)"
