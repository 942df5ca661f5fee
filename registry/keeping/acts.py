"""Acts of keeping: the entries by which records are filed, surveyed, held and disposed of.

docs/retention.md says when each is written. A `Place` is the place in the log of the entry that
made a line of the books, or of an earlier act. Days are those of Bangkok, as stated.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from records.dates import ThaiDate
from registry.acts import Act, Part, Sha256

MAX_LINES = 400
MAX_ENTRIES = 10_000
MAX_DISSENTS = 100
MAX_MEMBERS = 50
_PRINTABLE = r"^[^\x00-\x1f\x7f]+$"
_LATEST_YEAR = 2942


def _once(entries: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(entries)) != len(entries):
        message = "an entry is named twice"
        raise ValueError(message)
    return entries


def _real(day: str) -> str:
    ThaiDate(date.fromisoformat(day))
    return day


Place = Annotated[int, Field(ge=0)]
Places = Annotated[tuple[Place, ...], Field(max_length=MAX_ENTRIES), AfterValidator(_once)]
SomePlaces = Annotated[Places, Field(min_length=1)]
Text = Annotated[str, Field(min_length=1, max_length=300, pattern=_PRINTABLE)]
TextOrNone = Text | Literal[""]
KeptDay = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$"), AfterValidator(_real)]
Year = Annotated[int, Field(ge=2400, le=_LATEST_YEAR)]
YearOrForEver = Year | Literal[0]


class Dated(Act):
    """An act that happened on a day, which may lie before the day on which it is keyed."""

    day: KeptDay

    @property
    def on(self) -> date:
        """The day."""
        return date.fromisoformat(self.day)


class FiledLine(Part):
    """One record of a list of records sent to be kept (form 19).

    `retention` is the id of a class; `keep_until` a Buddhist year, 0 = for ever, left out =
    undetermined; `basis` the law or agreement that sets another year than the class.
    """

    entry: Place
    retention: Text
    keep_until: YearOrForEver | None = None
    file_code: TextOrNone = ""
    basis: TextOrNone = ""
    note: TextOrNone = ""


def _lines_once(lines: tuple[FiledLine, ...]) -> tuple[FiledLine, ...]:
    _once(tuple(line.entry for line in lines))
    return lines


class Filed(Dated):
    """Records were sent to be kept (บัญชีหนังสือส่งเก็บ); `reason` is why they are filed anew."""

    name = "filed"
    act: Literal["filed"]
    lines: Annotated[
        tuple[FiledLine, ...],
        Field(min_length=1, max_length=MAX_LINES),
        AfterValidator(_lines_once),
    ]
    reason: TextOrNone = ""


class Held(Dated):
    """A named hold was placed, or widened, over the entries that `chosen` selected that day."""

    name = "held"
    act: Literal["held"]
    hold: Text
    reason: Text
    entries: SomePlaces
    chosen: TextOrNone = ""
    asked_by: TextOrNone = ""


class Lifted(Dated):
    """A named hold was lifted."""

    name = "lifted"
    act: Literal["lifted"]
    hold: Text
    reason: Text


class Surveyed(Dated):
    """A list came out of the survey of a Buddhist year; its place in the log names the list.

    `form` is 25 for disposal, 21 for records of twenty years that go to the National Archives, 22
    for those that the office asks to keep. `held` are the records whose term is over and which a
    hold keeps off the list.
    """

    name = "surveyed"
    act: Literal["surveyed"]
    year: Year
    form: Literal[25, 21, 22]
    entries: SomePlaces
    held: Places = ()


class Member(Part):
    """A member of the disposal committee."""

    name: Text
    post: TextOrNone = ""


class Extension(Part):
    """A record is kept until another year, or for ever (0)."""

    entry: Place
    until: YearOrForEver


Extensions = Annotated[tuple[Extension, ...], Field(max_length=MAX_ENTRIES)]


class Dissent(Part):
    """The opinion of a member who does not agree (ความเห็นแย้ง)."""

    entry: Place
    name: Text
    opinion: Text


class Opinion(Part):
    """The committee's opinion about each record of the list; the first member is the chair."""

    stage: Literal["committee"]
    members: Annotated[tuple[Member, ...], Field(min_length=1, max_length=MAX_MEMBERS)]
    order: TextOrNone = ""
    destroy: Places = ()
    keep: Extensions = ()
    dissent: Annotated[tuple[Dissent, ...], Field(max_length=MAX_DISSENTS)] = ()


class Order(Part):
    """The head's decision; what the committee would destroy and he does not waits a year."""

    stage: Literal["head"]
    name: Text
    post: TextOrNone = ""
    destroy: Places = ()


class Sent(Part):
    """The list was sent to the National Archives."""

    stage: Literal["sent"]
    letter: TextOrNone = ""


class Answer(Part):
    """The National Archives' answer about some records or all."""

    stage: Literal["archives"]
    letter: TextOrNone = ""
    agreed: Places = ()
    keep: Extensions = ()
    transfer: Places = ()


class Exempt(Part):
    """Records of a sort that the National Archives agreed need not be sent to them (ข้อ ๖๙.๒)."""

    stage: Literal["exempt"]
    basis: Text
    entries: SomePlaces


class HandedOver(Part):
    """Records of forms 21 and 25 were given to the National Archives."""

    stage: Literal["handed_over"]
    receiver: Text
    entries: SomePlaces


class Withdrawn(Part):
    """The list was withdrawn; its records can be listed anew."""

    stage: Literal["withdrawn"]
    reason: Text


Decision = Annotated[
    Opinion | Order | Sent | Answer | Exempt | HandedOver | Withdrawn,
    Field(discriminator="stage"),
]


class Decided(Dated):
    """A step of the list of entry `of` was decided or taken."""

    name = "decided"
    act: Literal["decided"]
    of: Place
    decision: Decision


class Disposed(Dated):
    """Records were destroyed; `erased` is the content that the register let go.

    `method` is how (burnt, shredded, erased), `report` the number of the signed report.
    """

    name = "disposed"
    act: Literal["disposed"]
    of: Place
    entries: SomePlaces
    method: Text
    erased: Annotated[tuple[Sha256, ...], Field(max_length=MAX_ENTRIES)] = ()
    report: TextOrNone = ""


MODELS: tuple[type[Act], ...] = (Filed, Held, Lifted, Surveyed, Decided, Disposed)
