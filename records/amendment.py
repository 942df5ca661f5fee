"""Amendments: turns a sheet into the same sheet with a few fields of its top level set anew.

A number and a date are written into the sheet that a clerk typed; all else stays as typed, the
comments and the order of the lines too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.sheet import Sheet

_FIRST = "kind"
_FIELD = r"^{name}[ \t]*:.*?(?P<end>\r?\n|\Z)"


def amended(sheet: Sheet, fields: Mapping[str, str]) -> Sheet:
    """Return the sheet as it reads with these fields."""
    return replace(sheet, value={**sheet.value, **fields}) if fields else sheet


def amended_text(text: str, fields: Mapping[str, str]) -> str:
    """Return a sheet's text with fields set to words that need no quotation marks.

    A field that is there is replaced; a new one stands below `kind`.
    """
    for name, value in reversed(list(fields.items())):
        found = _line(text, name)
        if found:
            end = found["end"] or "\n"
            text = f"{text[: found.start()]}{name}: {value}{end}{text[found.end() :]}"
            continue
        place = _line(text, _FIRST)
        at, end = (place.end(), place["end"]) if place else (0, "\n")
        # A last line may lack its end.
        gap, end = ("", end) if end else ("\n", "\n")
        text = f"{text[:at]}{gap}{name}: {value}{end}{text[at:]}"
    return text


def _line(text: str, name: str) -> re.Match[str] | None:
    return re.search(_FIELD.format(name=re.escape(name)), text, re.MULTILINE)
