"""Reads a sheet as a clerk typed it: YAML → the texts that must be in print, Markdown taken off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from pages import tight

from records.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Fields that say how a document is made, not what stands in it.
_UNPRINTED = {
    *("kind", "id", "file", "note", "fiscal_year", "numbering", "width", "align", "alt", "secrecy"),
    *("catchword", "page_numbers", "landscape", "person", "numbered", "page", "emblem", "scope"),
}
_DATES = ("date", "shown", "first", "last")
_MARKDOWN_LINE = re.compile(r"^\s*(?:#+ |1\. |- |-+$|\|[-:| ]+\|$)\s*")
_MARKDOWN = re.compile(r"\{[a-z_.-]+\}|\*\*|`|\|")


def typed_texts(sheet: Path) -> list[str]:
    """Return the texts of a sheet without white space, digits folded, named facts left out."""
    return list(pieces(yaml.load(sheet.read_text("utf-8"), Loader=yaml.BaseLoader)))  # noqa: S506  # makes strings only


def pieces(value: object, field: str = "") -> Iterator[str]:
    """Yield the texts inside a value of a sheet or record."""
    if field in _UNPRINTED or value in ("true", "false", "^"):
        return
    if isinstance(value, dict):
        for name, item in value.items():
            yield from pieces(item, name)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from pieces(item, field)
    elif isinstance(value, str) and not (field in ("signer", "signers", "who") and value.isascii()):
        yield from _dated(value) if field in _DATES else _texts(value)


def _dated(text: str) -> Iterator[str]:
    # A document may print พ.ศ. before the year.
    yield from map(to_arabic, text.split())


def _texts(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for piece in _MARKDOWN.split(_MARKDOWN_LINE.sub("", line)):
            if words := to_arabic(tight(piece)):
                yield words
