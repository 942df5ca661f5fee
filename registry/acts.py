"""Acts (รายการเหตุการณ์): what the entries of the log say, as frozen values.

docs/log.md gives the fields of each. A new act is a model, here or beside what it is about, and a
row in registry.entry; the log, the number states, the proofs and the verification ask a model only
what it touches and what it names.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from registry.canonical import canonical
from registry.item import State

if TYPE_CHECKING:
    from collections.abc import Iterator

TIME = "%Y-%m-%dT%H:%M:%SZ"
MAX_RUNNING = 10**9 - 1

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Time = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Series = Annotated[str, Field(pattern=r"^[a-z-]+/[^/]+/[0-9]{4}$", max_length=200)]
Running = Annotated[int, Field(ge=1, le=MAX_RUNNING)]
Touch = tuple[str, int, State]


class Part(BaseModel):
    """A part of an act."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class File(Part):
    """Stored content with its name and form: a printed page, an attachment, a file received."""

    name: str
    sha256: Sha256
    size: int
    form: str = ""
    pages: int | None = None


class Remark(Part):
    """Something irregular that was said when the act was done: its code and its facts."""

    code: str
    facts: dict[str, str | int] = {}


class Corrected(Part):
    """The record that a new one corrects: its number, and the entry that issued it."""

    number: str
    entry: int


class NamedSigner(Part):
    """Who signs, as printed."""

    name: str
    position: str = ""


class Act(Part):
    """What every entry says: what was done, when (UTC), by whom, at which place of which log."""

    name: ClassVar[str]

    act: str
    at: Time
    by: str
    entry: int
    office: str

    @property
    def time(self) -> datetime:
        """When it was entered, UTC."""
        return datetime.fromisoformat(self.at)

    def touches(self) -> Iterator[Touch]:
        """Yield the numbers whose state this act sets."""
        yield from ()

    def contents(self) -> Iterator[tuple[str, str]]:
        """Yield the content that this act names: what it is, and its SHA-256."""
        yield from ()

    @cached_property
    def body(self) -> bytes:
        """The bytes of the entry."""
        return canonical(self.model_dump(exclude_unset=True))


class Numbered(Act):
    """An act on one number."""

    state: ClassVar[State]

    series: Series
    running: Running
    number: str

    def touches(self) -> Iterator[Touch]:
        """Yield the number."""
        yield self.series, self.running, self.state


class Founded(Act):
    """The register was opened for an office, under a first key."""

    name = "founded"
    act: Literal["founded"]
    office_name: str
    code: str
    key: str


class Rotated(Act):
    """The key of the register was changed; checkpoints from here on are signed by the new one."""

    name = "rotated"
    act: Literal["rotated"]
    key: str
    reason: str


class Reserved(Act):
    """Numbers were held (จองเลข) for a reason and until a day."""

    name = "reserved"
    act: Literal["reserved"]
    series: Series
    first: Running
    last: Running
    number: str
    reason: str
    until: Day

    def touches(self) -> Iterator[Touch]:
        """Yield every number of the block."""
        for running in range(self.first, self.last + 1):
            yield self.series, running, State.RESERVED


class Issued(Act):
    """A record was frozen, under a number or, for kinds that bear none, without."""

    name = "issued"
    act: Literal["issued"]
    series: Series | None = None
    running: Running | None = None
    number: str | None = None
    kind: str
    date: Day
    subject: str
    to: str = ""
    sender: str = ""
    signers: tuple[NamedSigner, ...] = ()
    record: Sha256
    office_sheet: Sha256 | None = None
    attachments: tuple[File, ...] = ()
    files: tuple[File, ...] = ()
    sheet: str = ""
    draft: Sha256 | None = None
    irregular: tuple[Remark, ...] = ()
    secrecy: str = ""
    corrects: Corrected | None = None
    reason: str = ""

    def touches(self) -> Iterator[Touch]:
        """Yield the number, if it has one."""
        if self.series is not None and self.running is not None:
            yield self.series, self.running, State.ISSUED

    def contents(self) -> Iterator[tuple[str, str]]:
        """Yield the frozen record, the office sheet, attachments and printed files."""
        yield "record", self.record
        if self.office_sheet:
            yield "office", self.office_sheet
        for file in (*self.attachments, *self.files):
            yield file.name, file.sha256


class Printed(Act):
    """An issued record was printed later than it was numbered."""

    name = "printed"
    act: Literal["printed"]
    of: int
    files: tuple[File, ...]

    def contents(self) -> Iterator[tuple[str, str]]:
        """Yield the printed files."""
        for file in self.files:
            yield file.name, file.sha256


class Voided(Numbered):
    """A number was cancelled for ever (ยกเลิก), with a reason."""

    name = "voided"
    state = State.VOIDED
    act: Literal["voided"]
    reason: str
    of: int


class Received(Numbered):
    """An incoming document was entered (ลงรับ); `received` is Bangkok time, `at` the keying."""

    name = "received"
    state = State.RECEIVED
    act: Literal["received"]
    received: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d$")]
    their_number: str = ""
    their_date: Day = ""
    subject: str
    sender: str
    to: str = ""
    files: tuple[File, ...] = ()
    irregular: tuple[Remark, ...] = ()
    secrecy: str = ""

    def contents(self) -> Iterator[tuple[str, str]]:
        """Yield the files that the document came as."""
        for file in self.files:
            yield file.name, file.sha256


class Transcribed(Act):
    """A row of an older register was copied in (คัดลอกทะเบียนเดิม), as it stood there."""

    name = "transcribed"
    act: Literal["transcribed"]
    book: str
    series: Series | None = None
    running: Running | None = None
    number: str
    date: Day
    subject: str
    sender: str = ""
    to: str = ""
    state: Literal["issued", "voided", "received"]
    odd: tuple[str, ...] = ()
    source: Sha256
    source_name: str
    row: str
    raw: str = ""
    received: Day = ""
    their_number: str = ""
    note: str = ""

    def touches(self) -> Iterator[Touch]:
        """Yield the number, unless an earlier row has it."""
        if self.series is not None and self.running is not None:
            voided = self.state == "voided"
            yield self.series, self.running, State.VOIDED if voided else State.TRANSCRIBED

    def contents(self) -> Iterator[tuple[str, str]]:
        """Yield the file that the row stands in."""
        yield self.source_name, self.source


class Lost(Part):
    """Numbers of a series that were given after a backup was made."""

    series: Series
    first: Running
    last: Running


class Restored(Act):
    """A backup took the register's place; the numbers given since then are never given again."""

    name = "restored"
    act: Literal["restored"]
    size: int
    lost: tuple[Lost, ...]
    reason: str

    def touches(self) -> Iterator[Touch]:
        """Yield every number that was lost."""
        for lost in self.lost:
            for running in range(lost.first, lost.last + 1):
                yield lost.series, running, State.LOST


class Exported(Act):
    """A book was given out as a file."""

    name = "exported"
    act: Literal["exported"]
    book: str
    year: int
    form: str
    sha256: Sha256
    rows: int
