"""Kind (ชนิดของหนังสือ): one row for each kind of document that can be written or printed.

A new kind is a model in records/kinds, a row here, and a template with its style sheet in
templates_th; nothing else asks which kind a record is.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: its id, Thai name, model, and what is usual for it.

    `model_name` is the class in records/kinds/<id>.py. `catchword`: the first words of the next
    page stand at a page's foot (typewriter rules: for important papers of several pages).
    `form`: its form in regulation 2526, None = none set. `book`: the book whose numbers it bears;
    `asks`: it bears one only where its sheet or the office asks for it.
    """

    id: str
    thai: str
    model_name: str
    catchword: bool = False
    form: int | None = None
    book: str | None = None
    asks: bool = False

    @property
    def model(self) -> type[Record]:
        """The fields of such a document; a command reads one kind and imports no other."""
        model: type[Record] = getattr(import_module(f"records.kinds.{self.id}"), self.model_name)
        return model


_ROWS = (
    Kind(id="memo", thai="บันทึกข้อความ", model_name="Memo", catchword=True, form=2, book="sent"),
    Kind(id="letter", thai="หนังสือภายนอก", model_name="Letter", catchword=True, form=1, book="sent"),
    Kind(id="order", thai="คำสั่ง", model_name="Order", catchword=True, form=4, book="orders"),
    Kind(
        id="announcement",
        thai="ประกาศ",
        model_name="Announcement",
        catchword=True,
        form=7,
        book="announcements",
        asks=True,
    ),
    Kind(
        id="certificate",
        thai="หนังสือรับรอง",
        model_name="Certificate",
        catchword=True,
        form=10,
        book="certificates",
    ),
    Kind(
        id="minutes",
        thai="รายงานการประชุม",
        model_name="Minutes",
        catchword=True,
        form=11,
        book="meetings",
    ),
    Kind(id="request_form", thai="แบบฟอร์มการขอเผยแพร่ข้อมูล", model_name="RequestForm"),
    Kind(id="report", thai="รายงานผล", model_name="Report", catchword=True),
    Kind(id="annex", thai="เอกสารแนบ", model_name="Annex"),
    Kind(id="evidence_sheet", thai="แผ่นหลักฐาน", model_name="EvidenceSheet"),
)

# What the program fills in from the books itself; nobody drafts it.
_PRINTED = (
    Kind(id="register_sheet", thai="แผ่นทะเบียน", model_name="RegisterSheet"),
    Kind(id="receipt_stamp", thai="ตรารับหนังสือ", model_name="ReceiptStamp", form=12),
)

KINDS = {kind.id: kind for kind in _ROWS}
PAPERS = {kind.id: kind for kind in _PRINTED}
