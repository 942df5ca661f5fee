"""Query (คำค้น): what somebody looks for in the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.kind import KINDS
from registry.terms import free_terms, number_terms, person_terms, subject_terms
from registry.words import plain_form

if TYPE_CHECKING:
    import datetime as dt

    from registry.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; whatever is left empty does not matter.

    `words` may occur anywhere, also as a number or a name; `number`, `person` and `subject` only
    there. `kind` is the id of a kind of document or its Thai name. A record is found by its day,
    by the day on the sender's paper, and by the day of its receipt. Secret records are found only
    on demand.
    """

    words: str = ""
    number: str = ""
    person: str = ""
    subject: str = ""
    kind: str = ""
    book: str = ""
    state: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    secret: bool = False

    @property
    def terms(self) -> tuple[Term, ...] | None:
        """What must occur, all of it; None where something typed has no letter or digit."""
        readings = (
            (self.words, free_terms),
            (self.number, number_terms),
            (self.person, person_terms),
            (self.subject, subject_terms),
        )
        found: dict[Term, None] = {}
        for typed, reading in readings:
            terms = tuple(reading(plain_form(typed)))
            if typed.strip() and not terms:
                return None
            found |= dict.fromkeys(terms)
        return tuple(found)

    @property
    def kind_id(self) -> str:
        """The id of the kind of document."""
        wanted = plain_form(self.kind)
        named = (kind.id for kind in KINDS.values() if plain_form(kind.thai) == wanted)
        return next(named, self.kind.strip())
