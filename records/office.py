"""The office (ส่วนราชการ): turns office.yaml into what is stated once for all its documents."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from records.docnumber import OfficeCode
from records.page import PageSettings
from records.people import Person
from records.series import NumberingRules
from records.wording import Facts, Frozen, Line

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,40}$")]


class Scope(StrEnum):
    """Where an office stands in the administration; forms of a ministry differ by it."""

    CENTRAL = "ส่วนกลาง"
    REGIONAL = "ส่วนภูมิภาค"
    LOCAL = "ส่วนท้องถิ่น"


class Office(Frozen):
    """A unit that issues documents under its own code (ตก ๐๑๓๒)."""

    name: Line
    short_name: Line | None = None
    code: OfficeCode | None = None
    scope: Scope = Scope.REGIONAL
    letterhead: Line | None = None
    address: tuple[Line, ...] = ()
    unit: Line | None = None
    phone: Line | None = None
    fax: Line | None = None
    email: Line | None = None
    website: Line | None = None
    emblem: Line | None = None
    page: PageSettings = PageSettings()
    numbering: NumberingRules = NumberingRules()
    people: Mapping[Id, Person] = Field(default_factory=dict)

    @property
    def author(self) -> str:
        """The name that a file gives as its author."""
        return self.name

    def facts(self) -> Facts:
        """Return the office's facts: {office.name}, {people.manat.name} …."""
        plain = ("name", "short_name", "letterhead", "unit", "phone", "fax", "email", "website")
        values = {
            f"office.{name}": str(getattr(self, name)) for name in plain if getattr(self, name)
        }
        for who, person in self.people.items():
            values[f"people.{who}.name"] = person.name
            if person.posts:
                values[f"people.{who}.post"] = person.posts[-1].title
        return Facts(values)


FILE = Path("office.yaml")
