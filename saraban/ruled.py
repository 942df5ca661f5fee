"""Ruled lines: turns the rows of a sheet into lines for a terminal of a given width.

Thai vowels and tones above and below take no room of their own on a terminal, and ำ takes one.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP = "  "
NARROWEST = 4
_WITHOUT_ROOM = ("Mn", "Me", "Cf")
_WIDE = ("W", "F")


def room(text: str) -> int:
    """Return how many places of a terminal a text takes."""
    return sum(_places(letter) for letter in text)


def ruled(rows: Sequence[Sequence[str]], width: int) -> Iterator[list[str]]:
    """Yield for each row its lines; the widest columns give way until all fit into the width."""
    if not rows:
        return
    columns = [max(room(row[i]) for row in rows) for i in range(len(rows[0]))]
    while sum(columns) + len(GAP) * (len(columns) - 1) > width and max(columns) > NARROWEST:
        columns[columns.index(max(columns))] -= 1
    for row in rows:
        cells = [_wrapped(text, size) for text, size in zip(row, columns, strict=True)]
        height = max(len(cell) for cell in cells)
        padded = [cell + [""] * (height - len(cell)) for cell in cells]
        yield [
            GAP.join(_padded(text, size) for text, size in zip(line, columns, strict=True)).rstrip()
            for line in zip(*padded, strict=True)
        ]


def _wrapped(text: str, width: int) -> list[str]:
    """Return a text on lines: broken between words where there are spaces, else between letters."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if room(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, width)
        lines += full
    return [*lines, line]


def _cut(word: str, width: int) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if room(piece) + _places(letter) > width and piece:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - room(text))


def _places(letter: str) -> int:
    if unicodedata.category(letter) in _WITHOUT_ROOM:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1
