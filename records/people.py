"""People and posts: who signs, in which post, and for whom he acts (รักษาราชการแทน)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from records.dates import ThaiDate
from records.objection import objection
from records.wording import Frozen, Line


class Acting(StrEnum):
    """How one official stands in for another (State Administration Act 2534)."""

    IN_PLACE_OF = "รักษาราชการแทน"
    ON_BEHALF_OF = "ปฏิบัติราชการแทน"
    IN_THE_POST_OF = "รักษาการในตำแหน่ง"


class Post(Frozen):
    """A post (ตำแหน่ง) that a person holds from one day to another, both included."""

    title: Line
    first: ThaiDate | None = Field(default=None, alias="from")
    last: ThaiDate | None = Field(default=None, alias="to")

    def held_on(self, day: ThaiDate | None) -> bool:
        """Say whether the post was held on the day; without a day, whether it has not ended."""
        if day is None:
            return self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Person(Frozen):
    """A person (บุคลากร) of the office, named with title as on paper: นายมานัส ต๊ะชมภู."""

    name: Line
    posts: tuple[Post, ...] = ()
    phone: Line | None = None
    email: Line | None = None


class Signer(Frozen):
    """The name and post lines under a signature, ready to print; `person` is his id, if known."""

    name: Line
    position: Line | None = None
    acting: Acting | None = None
    acting_for: Line | None = None
    person: str | None = None

    @property
    def position_lines(self) -> tuple[str, ...]:
        """The lines under the name: own post with the words of acting, then the post acted for."""
        own = self.position or ""
        if self.acting and self.acting_for:
            return (f"{own} {self.acting}".strip(), self.acting_for)
        return (own,) if own else ()


def _named(value: Any, info: ValidationInfo) -> Any:
    """Replace a person's id by his name and the post that he held on the document's date."""
    if isinstance(value, str):
        value = {"person": value}
    if not isinstance(value, dict) or "person" not in value or "name" in value:
        return value
    context = info.context or {}
    people: dict[str, Person] = context.get("people", {})
    who = str(value["person"])
    if who not in people:
        raise objection(
            "unknown_person",
            "nobody in office.yaml is called `{who}`; known: {known}",
            who=who,
            known=", ".join(people) or "—",
        )
    person = people[who]
    filled = {**value, "name": person.name}
    if "position" not in filled:
        filled["position"] = _post_on(person, context.get("date"))
    return filled


def _post_on(person: Person, day: ThaiDate | None) -> str:
    held = [post for post in person.posts if post.held_on(day)]
    if len(held) == 1:
        return held[0].title
    facts = {"name": person.name, "day": str(day) if day else "—"}
    if not held:
        sentence = "{name} held no post on {day}; give `position:` or his term in office.yaml"
        raise objection("no_post", sentence, **facts)
    sentence = "{name} held several posts on {day}; say which with `position:`"
    raise objection("several_posts", sentence, **facts)


SignerField = Annotated[Signer, BeforeValidator(_named)]
"""A signer in a sheet: a person's id, `{person: id, position: …}`, or `{name: …, position: …}`."""
