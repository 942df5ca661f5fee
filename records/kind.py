"""Kind (ชนิดของหนังสือ): one row for each kind of document that can be written.

A new kind is a model in records/kinds, a row here, and a template with its style sheet in
templates_th; nothing else asks which kind a record is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.kinds.annex import Annex
from records.kinds.announcement import Announcement
from records.kinds.evidence_sheet import EvidenceSheet
from records.kinds.letter import Letter
from records.kinds.memo import Memo
from records.kinds.order import Order
from records.kinds.report import Report
from records.kinds.request_form import RequestForm

if TYPE_CHECKING:
    from records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: its id, Thai name, model, and what is usual for it.

    `catchword`: the first words of the next page stand at a page's foot (typewriter rules: for
    important papers of several pages). `form`: its form in regulation 2526, None = none set.
    """

    id: str
    thai: str
    model: type[Record]
    catchword: bool = False
    form: int | None = None


_ROWS = (
    Kind(id="memo", thai="บันทึกข้อความ", model=Memo, catchword=True, form=2),
    Kind(id="letter", thai="หนังสือภายนอก", model=Letter, catchword=True, form=1),
    Kind(id="order", thai="คำสั่ง", model=Order, catchword=True, form=4),
    Kind(id="announcement", thai="ประกาศ", model=Announcement, catchword=True, form=7),
    Kind(id="request_form", thai="แบบฟอร์มการขอเผยแพร่ข้อมูล", model=RequestForm),
    Kind(id="report", thai="รายงานผล", model=Report, catchword=True),
    Kind(id="annex", thai="เอกสารแนบ", model=Annex),
    Kind(id="evidence_sheet", thai="แผ่นหลักฐาน", model=EvidenceSheet),
)

KINDS = {kind.id: kind for kind in _ROWS}
