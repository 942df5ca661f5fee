"""What a patient reader would find: every record is read, for every question, without an index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from records.spelling import normalise

if TYPE_CHECKING:
    from registry.item import Item


def texts(item: Item) -> list[str]:
    """Return all that is written in a record, in the one spelling, in lower case."""
    number = normalise(item.number)
    plain = f"{number}/{item.year}" if number.isdigit() else ""
    written = (item.number, plain, item.their_number, item.subject, *item.people, item.sender)
    rest = (item.to, item.text, item.note, item.file_code)
    return [normalise(text).lower() for text in (*written, *rest) if text]


def contains(item: Item, *wanted: str) -> bool:
    """Say whether each of the texts stands somewhere in the record, whatever the spaces."""
    squeezed = [text.replace(" ", "") for text in texts(item)]
    return all(
        any(normalise(text).lower().replace(" ", "") in whole for whole in squeezed)
        for text in wanted
    )


def matches(item: Item, pattern: str) -> bool:
    """Say whether a pattern is found in one of the texts of the record."""
    return any(re.search(pattern, text) for text in texts(item))
