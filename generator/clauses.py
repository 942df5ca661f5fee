"""Clauses (ข้อ): turns the depth and place of a list item into its number, ๑. ๑.๑ ๑.๑.๑ (๑)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from records.digits import to_thai
from records.record import Numbering

MAX_LEVEL = 4
DECIMAL_LEVELS = 3
_TYPED_NUMBER = re.compile(
    r"(?P<number>(?:ข้อ\s)?(?:\([๐-๙0-9]+(?:\.[๐-๙0-9]+)*\)|[๐-๙0-9]+(?:\.[๐-๙0-9]+)+\.?|[๐-๙0-9]+\.))\s*"
    r"(?=[^๐-๙0-9\s])"
)


@dataclass(slots=True)
class Counter:
    """Counts the clauses of one list, over all its depths."""

    style: Numbering
    counts: list[int] = field(default_factory=list)

    def next(self, level: int, start: int | None = None) -> str:
        """Return the number of the next clause at a level from 1."""
        del self.counts[level:]
        self.counts.extend([0] * (level - len(self.counts)))
        self.counts[level - 1] = start if start is not None else self.counts[level - 1] + 1
        return number(tuple(self.counts), self.style)


def number(counts: tuple[int, ...], style: Numbering) -> str:
    """Return a clause's number; `counts` are the numbers of the clauses around it, and its own."""
    dotted = to_thai(".".join(map(str, counts[:DECIMAL_LEVELS])))
    if len(counts) > DECIMAL_LEVELS:
        return to_thai(f"({counts[-1]})")
    if style is Numbering.PAREN:
        return f"({dotted})"
    if len(counts) == 1:
        return f"ข้อ {dotted}" if style is Numbering.ITEM else f"{dotted}."
    return dotted


def typed_number(text: str) -> tuple[str, int] | None:
    """Return the number that a clerk typed at a paragraph's beginning, and its depth."""
    match = _TYPED_NUMBER.match(text)
    if match is None:
        return None
    return match[0], min(match["number"].rstrip(".").count(".") + 1, MAX_LEVEL)
