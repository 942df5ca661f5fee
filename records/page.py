"""Page settings: the measures that an office may set for itself, because practice varies.

Millimetres; `title_size` in points. What is not set stays as templates_th/measures.yaml has it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from records.wording import Frozen

MOST = 150.0

Length = Annotated[float | None, Field(gt=0, le=MOST)]


class PageSettings(Frozen):
    """An office's own measures, by the names of templates_th/measures.yaml."""

    margin_top: Length = None
    margin_bottom: Length = None
    first_page_top: Length = None
    page_number_top: Length = None
    running_top: Length = None
    title_size: Length = None
    clause_step: Length = None
    signature_left: Length = None
    date_left: Length = None
    agency_left: Length = None
    done_left: Length = None
    head_hang: Length = None
    enclosure_hang: Length = None
    field_hang: Length = None

    @property
    def given(self) -> dict[str, float]:
        """The measures that the office has set."""
        return {name: value for name, value in self if value is not None}
