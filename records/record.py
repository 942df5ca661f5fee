"""Record (หนังสือ): what every document says of itself, whatever its kind."""

from __future__ import annotations

from abc import abstractmethod
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from records.dates import ThaiDate
from records.docnumber import DocumentNumber
from records.fiscal import FiscalYear
from records.people import SignerField
from records.wording import Frozen, Line, Prose


class Urgency(StrEnum):
    """How fast a letter must be acted on (ชั้นความเร็ว; regulation 2526 cl. 28)."""

    IMMEDIATE = "ด่วนที่สุด"
    VERY_URGENT = "ด่วนมาก"
    URGENT = "ด่วน"


class Secrecy(StrEnum):
    """Classes of secrecy (ชั้นความลับ; regulation on official secrets 2544).

    ลับที่สุด is not here: the highest class may not be handled by electronic means.
    """

    VERY_SECRET = "ลับมาก"  # noqa: S105  # a class of secrecy, not a password
    SECRET = "ลับ"  # noqa: S105  # the same


class Numbering(StrEnum):
    """How clauses number themselves: ๑. ๑.๑ · (๑) (๑.๑) · ข้อ ๑ ๑.๑."""

    DECIMAL = "decimal"
    PAREN = "paren"
    ITEM = "item"


class Acknowledgement(Frozen):
    """What a superior writes under a memo: ทราบ, อนุมัติ, and his signature."""

    words: Line = "ทราบ"
    signer: SignerField
    date: ThaiDate | None = None


class Reference(Frozen):
    """An earlier letter that this one answers (อ้างถึง): literal text, or its parts."""

    text: Line | None = None
    issuer: Annotated[Line | None, Field(alias="from")] = None
    number: DocumentNumber | None = None
    date: ThaiDate | None = None

    @property
    def words(self) -> str:
        """The reference as printed: หนังสือ… ที่ … ลงวันที่ …."""
        parts = (
            self.text or self.issuer,
            f"ที่ {self.number}" if self.number else None,
            f"ลงวันที่ {self.date}" if self.date else None,
        )
        return " ".join(part for part in parts if part)


class Enclosure(Frozen):
    """Something sent along (สิ่งที่ส่งมาด้วย) and how much of it: จำนวน ๑ ฉบับ."""

    title: Line
    count: Line | None = None


class Record(Frozen):
    """What a document says; each kind adds its own fields.

    `signers` sign at the foot in this order; `numbering` says how the clauses of the text number
    themselves; `catchword` and `page_numbers` override what is usual for the kind.
    """

    kind: str
    number: DocumentNumber | None = None
    date: ThaiDate | None = None
    fiscal_year: FiscalYear | None = None
    urgency: Urgency | None = None
    secrecy: Secrecy | None = None
    signers: tuple[SignerField, ...] = ()
    numbering: Numbering = Numbering.DECIMAL
    catchword: bool | None = None
    page_numbers: bool = True
    landscape: bool = False
    note: Annotated[Prose | None, Field(description="A note to colleagues; never printed")] = None

    @property
    @abstractmethod
    def heading(self) -> str:
        """The document's title in lists, bookmarks and the file's own title."""
