"""Forms: turns scope and year into a form's heading, a salutation into its closing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from records.fiscal import FiscalYear
    from records.office import Scope


@dataclass(frozen=True, slots=True)
class FormHeading:
    """The lines above a publication form, and the title inside its frame."""

    lines: tuple[str, ...]
    table_title: str


def form_heading(scope: Scope, year: FiscalYear | None) -> FormHeading | None:
    """Return the heading for a scope and fiscal year (None = the newest), if the data has it."""
    for row in reversed(_read("forms.yaml")):
        first, last = row["from"], row.get("to", 9999)
        if row["scope"] == scope.value and (year is None or first <= year.year_be <= last):
            return FormHeading(tuple(row["lines"]), row["table_title"])
    return None


def respect(salutation: str) -> str | None:
    """Return the closing (คำลงท้าย) that answers a salutation (คำขึ้นต้น), if the table has it."""
    closing: str | None = _read("salutations.yaml").get(salutation)
    return closing


@cache
def _read(name: str) -> Any:
    return yaml.load(files("records").joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)
