"""Stages (ขั้นตอน): what each step of a list for disposal asks, as the fields of its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from records.dates import ThaiDate
from records.objection import objection
from records.wording import Frozen, Line
from registry.keeping.retention import terms
from registry.keeping.state import Verdict
from saraban.answers import LONGEST

if TYPE_CHECKING:
    from registry.keeping.state import DisposalList


def _filled(value: Any) -> Any:
    if value is None:
        raise objection("blank", "the field `{field}` is empty; fill it in")
    return value


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise objection(
            "too_long", "this must be one line of at most {limit} letters", limit=LONGEST
        )
    return text


Blank = Annotated[Line, AfterValidator(_short)] | None
Short = Annotated[Line, AfterValidator(_short), BeforeValidator(_filled)]
Day = Annotated[ThaiDate, BeforeValidator(_filled)]
Words = Mapping[int, Blank]


class Word(StrEnum):
    """What is written about a record; a year, or ตลอดไป, keeps it longer."""

    DESTROY = "ทำลาย"
    WAIT = "รอ"
    AGREED = "เห็นชอบ"
    TRANSFER = "ส่งมอบ"
    EXEMPT = "ยกเว้น"


ENGLISH = {word.name.lower(): word for word in Word}


class DecisionSheet(Frozen):
    """What every sheet says: of which list it is, which step, and on which day it was taken."""

    place: Annotated[int, Field(alias="list")]
    stage: Short
    date: Day


class Person(Frozen):
    """Somebody with his post."""

    name: Short
    post: Blank = None


class DissentLine(Frozen):
    """The opinion of a member who does not agree."""

    entry: int
    name: Short
    opinion: Short


class CommitteeSheet(DecisionSheet):
    """The committee's report (ข้อ ๖๘)."""

    order: Blank = None
    members: Annotated[tuple[Person, ...], Field(min_length=1, max_length=50)]
    records: Words
    others: Blank = None
    dissent: Annotated[tuple[DissentLine, ...], Field(max_length=100)] = ()


class HeadSheet(DecisionSheet):
    """The head's order (ข้อ ๖๙)."""

    name: Short
    post: Blank = None
    records: Words
    others: Blank = None


class SentSheet(DecisionSheet):
    """The letter to the National Archives (ข้อ ๖๙.๒)."""

    letter: Blank = None


class ArchivesSheet(DecisionSheet):
    """The National Archives' answer (ข้อ ๗๐)."""

    letter: Blank = None
    records: Words
    others: Blank = None


class ExemptSheet(DecisionSheet):
    """Sorts of records about which the National Archives need not be asked."""

    basis: Short
    records: Words
    others: Blank = None


class HandedOverSheet(DecisionSheet):
    """Records that were given to the National Archives (forms 21 and 25)."""

    receiver: Short
    records: Words
    others: Blank = None


class WithdrawnSheet(DecisionSheet):
    """A list that was withdrawn."""

    reason: Short


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step: its sheet, the records that it speaks of, and what may be said of each.

    `fields` are asked beside the records, each with a note; `years` = a record may be kept until a
    year; `whole` = every record must have a word.
    """

    thai: str
    model: type[DecisionSheet]
    fields: tuple[tuple[str, str], ...]
    speaks_of: frozenset[Verdict] = frozenset()
    words: tuple[Word, ...] = ()
    years: bool = False
    whole: bool = False

    @property
    def choices(self) -> str:
        """Everything that may be written about a record."""
        return ", ".join([*self.words, *(("2575", "ตลอดไป") if self.years else ())])


STAGES: Mapping[str, Stage] = {
    "committee": Stage(
        thai="ความเห็นของคณะกรรมการทำลายหนังสือ",
        model=CommitteeSheet,
        fields=(("order", "คำสั่งแต่งตั้งคณะกรรมการ เช่น ที่ 12/2569"),),
        speaks_of=frozenset({Verdict.LISTED}),
        words=(Word.DESTROY,),
        years=True,
        whole=True,
    ),
    "head": Stage(
        thai="การสั่งการของหัวหน้าส่วนราชการ",
        model=HeadSheet,
        fields=(("name", "ผู้สั่ง"), ("post", "ตำแหน่ง")),
        speaks_of=frozenset({Verdict.DESTROY}),
        words=(Word.DESTROY, Word.WAIT),
        whole=True,
    ),
    "sent": Stage(
        thai="การส่งบัญชีให้สำนักหอจดหมายเหตุแห่งชาติ",
        model=SentSheet,
        fields=(("letter", "ที่ของหนังสือที่ส่งบัญชี"),),
    ),
    "archives": Stage(
        thai="คำตอบของสำนักหอจดหมายเหตุแห่งชาติ",
        model=ArchivesSheet,
        fields=(("letter", "ที่ของหนังสือตอบ"),),
        speaks_of=frozenset({Verdict.ORDERED, Verdict.AGREED}),
        words=(Word.AGREED, Word.TRANSFER),
        years=True,
    ),
    "exempt": Stage(
        thai="ประเภทหนังสือที่ตกลงกันว่าไม่ต้องส่งให้พิจารณา",
        model=ExemptSheet,
        fields=(("basis", "หนังสือที่ตกลงกัน"),),
        speaks_of=frozenset({Verdict.ORDERED}),
        words=(Word.EXEMPT,),
    ),
    "handed_over": Stage(
        thai="การส่งมอบหนังสือให้สำนักหอจดหมายเหตุแห่งชาติ",
        model=HandedOverSheet,
        fields=(("receiver", "ผู้รับมอบ"),),
        speaks_of=frozenset({Verdict.TRANSFER, Verdict.LISTED}),
        words=(Word.TRANSFER,),
    ),
    "withdrawn": Stage(
        thai="การถอนบัญชี",
        model=WithdrawnSheet,
        fields=(("reason", "เหตุผล"),),
    ),
}


def next_stage(listed: DisposalList) -> str:
    """Return the step that a list waits for; nothing where only its disposal is left."""
    if listed.withdrawn:
        return ""
    said = set(listed.verdicts.values())
    steps = _STEPS if listed.form == terms().disposal_form else _HANDING_OVER
    waiting = (name for name, verdict in steps.items() if verdict in said)
    return next((name for name in waiting if name not in listed.days), "")


_STEPS = {
    "committee": Verdict.LISTED,
    "head": Verdict.DESTROY,
    "sent": Verdict.ORDERED,
    "archives": Verdict.ORDERED,
    "handed_over": Verdict.TRANSFER,
}
_HANDING_OVER = {"handed_over": Verdict.LISTED}
