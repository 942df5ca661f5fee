"""Wanted (ขอเลขที่): what a record brings when it asks for a number, and what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from registry.irregularity import bangkok_day

if TYPE_CHECKING:
    from datetime import datetime

    from records.dates import ThaiDate
    from records.docnumber import DocumentNumber
    from records.office import Office
    from records.people import Signer
    from records.series import Series
    from registry.acts import Corrected, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A record that asks for a number: `book` is None for a kind that bears none.

    `asked` is the number typed in the sheet, if one is: a number held for it, or one with room for
    the running number, which says from which unit's numbers it comes.
    """

    kind: str
    book: str | None
    day: ThaiDate
    subject: str
    asked: DocumentNumber | None = None
    circular: bool = False
    to: str = ""
    sender: str = ""
    signers: tuple[Signer, ...] = ()
    secrecy: str = ""
    corrects: Corrected | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would happen: the series and number, if any, and what is irregular about it."""

    series: Series | None = None
    running: int | None = None
    number: str | None = None
    irregular: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that belongs to a record: an attachment, or a printed page."""

    name: str
    data: bytes
    form: str = ""
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What is frozen with a number: the record, the office as it was, attachments and prints."""

    record: bytes
    office_sheet: bytes | None = None
    attachments: tuple[Paper, ...] = ()
    files: tuple[Paper, ...] = ()
    sheet: str = ""
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """The office and the moment (UTC): what every act on numbers depends on."""

    office: Office
    now: datetime
    clock_is_right: bool = False
    today: ThaiDate = field(init=False)
    """The day in Bangkok, whatever the zone of the machine's clock."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "today", bangkok_day(self.now))
