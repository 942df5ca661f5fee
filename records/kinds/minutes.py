"""Minutes (รายงานการประชุม): who met, what was decided; regulation 2526 cl. 25, form 11."""

from __future__ import annotations

from typing import Literal

from records.people import SignerField
from records.record import Record
from records.wording import Frozen, Line, Prose


class Attendee(Frozen):
    """Somebody on a list of a meeting: his part in it, for whom he came, or why he did not."""

    who: SignerField
    role: Line | None = None
    instead_of: Line | None = None
    reason: Line | None = None


class Matter(Frozen):
    """A matter of an item of the agenda (๓.๑), and what was resolved (มติที่ประชุม)."""

    title: Line
    body: Prose | None = None
    resolution: Prose | None = None


class AgendaItem(Matter):
    """An item of the agenda (ระเบียบวาระ), with several matters where there are."""

    matters: tuple[Matter, ...] = ()


class Minutes(Record):
    """Minutes of the meeting of a body, `subject`; `number` is ครั้งที่, `date` the day it met.

    The first of `signers` wrote them down, the others looked them over. `attendees` belong to the
    body, `participants` do not; `body` comes before the agenda.
    """

    kind: Literal["minutes"]
    title: Line = "รายงานการประชุม"
    subject: Line
    place: Line | None = None
    attendees: tuple[Attendee, ...] = ()
    absentees: tuple[Attendee, ...] = ()
    participants: tuple[Attendee, ...] = ()
    opened: Line | None = None
    body: Prose | None = None
    agenda: tuple[AgendaItem, ...] = ()
    closed: Line | None = None

    @property
    def heading(self) -> str:
        """The body that met, and at which of its meetings."""
        return f"{self.title}{self.subject} ครั้งที่ {self.number or '-'}"
