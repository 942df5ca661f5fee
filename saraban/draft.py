"""Drafts (ร่าง): turns a kind of document and a few answers into a new sheet with comments.

A blank sheet of the stationery gives the fields and their comments; the answers are put in as YAML
that reads back as exactly what was typed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from records.dates import ThaiDate
from records.fiscal import FiscalYear
from records.kind import KINDS
from records.objection import problems
from records.sheet import Sheet
from saraban.errors import NoSuchFieldError, UnknownKindError, WrongAnswerError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from records.errors import Problem
    from records.kind import Kind
    from records.office import Office

# What a question asks for, and the field of the kind that it goes into.
SUBJECT_FIELDS = ("subject", "topic", "title_lines", "lines")
FIELDS = ("subject", "to", "number", "date", "fiscal_year", "signer")
PLACEHOLDERS = {"subject": "(เรื่อง)", "to": "(ผู้รับ)"}
NOBODY = '{name: "(ชื่อผู้ลงนาม)", position: "(ตำแหน่ง)"}'


def kind_of(name: str) -> Kind:
    """Return a kind by its id (memo) or its Thai name (บันทึกข้อความ).

    Raises:
        UnknownKindError: there is none.
    """
    for kind in KINDS.values():
        if name.strip() in (kind.id, kind.thai):
            return kind
    known = ", ".join(f"{kind.id} ({kind.thai})" for kind in KINDS.values())
    raise UnknownKindError(name=name, known=known)


@dataclass(frozen=True)
class Draft:
    """A blank sheet of one kind, for one office and day."""

    kind: Kind
    office: Office
    today: date

    @cached_property
    def blank(self) -> Template:
        """The sheet with a $name for each answer."""
        path = files("saraban").joinpath("stationery", f"{self.kind.id}.yaml")
        return Template(path.read_text("utf-8"))

    @property
    def fields(self) -> tuple[str, ...]:
        """The answers that this kind of sheet has room for, in the order of asking."""
        wanted = self.blank.get_identifiers()
        return tuple(name for name in FIELDS if name in wanted)

    def usual(self, field: str) -> str:
        """Return the answer that stands for an empty one."""
        day = ThaiDate(self.today)
        if field == "date":
            return f"{day}"
        if field == "fiscal_year":
            return str(FiscalYear.of(day).year_be)
        if field == "signer":
            return next(iter(self.office.people), "")
        return PLACEHOLDERS.get(field, "")

    def problem(self, field: str, answer: str) -> Problem | None:
        """Return what is wrong with an answer, if anything is."""
        name, value = self._place(field, answer)
        context = {"facts": self.office.facts(), "people": self.office.people, "date": None}
        if field == "signer" and answer in self.office.people:
            return None  # whether he held his post on the day is said when the sheet is read
        try:
            self.kind.model.model_validate({"kind": self.kind.id, name: value}, context=context)
        except ValidationError as error:
            sheet = Sheet(Path(self.kind.id), {}, {})
            for found in problems(error, sheet, self.kind.model):
                if str(dict(found.facts)["field"]).partition(".")[0] == name:
                    return found
        return None

    def text(self, answers: Mapping[str, str]) -> str:
        """Return the sheet's text.

        Raises:
            NoSuchFieldError: this kind of sheet has no room for an answer.
            WrongAnswerError: an answer cannot stand in its field.
        """
        for field, answer in answers.items():
            if field not in self.fields:
                raise NoSuchFieldError(kind=self.kind.thai, field=_option(field))
            if problem := self.problem(field, answer):
                raise WrongAnswerError(field=_option(field), problem=problem)
        values = {name: self._scalar(name, answers.get(name, "")) for name in self.fields}
        return self.blank.substitute(values)

    def _scalar(self, field: str, answer: str) -> str:
        answer = answer or self.usual(field)
        if field == "signer" and not answer:
            return NOBODY
        return scalar(answer)

    def _place(self, field: str, answer: str) -> tuple[str, Any]:
        """Return the field of the model that an answer goes into, and its value."""
        if field == "signer":
            in_block = self.kind.id == "request_form"
            return (
                ("blocks", [{"role": "-", "signer": answer}]) if in_block else ("signers", [answer])
            )
        if field == "subject":
            name = next(name for name in SUBJECT_FIELDS if name in self.kind.model.model_fields)
            return name, [answer] if name.endswith("lines") else answer
        return field, answer


def scalar(text: str) -> str:
    """Return text as a YAML scalar that reads back as the same text, plain where that can be."""
    if not text:
        return ""
    try:
        plain = yaml.load(f"- {text}\n- {text}", Loader=yaml.CBaseLoader) == [text, text]  # noqa: S506  # it makes text only
    except yaml.YAMLError:
        plain = False
    return text if plain and "\n" not in text else json.dumps(text, ensure_ascii=False)


def _option(field: str) -> str:
    return "--" + field.replace("_", "-")
