"""Inline: turns a line of text as typed into the words of a page, as safe HTML.

Arabic digits become Thai ones, except in addresses and between backticks; phrases are held
together. The words of a book are not typed for us, and print as they are (`exact`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.font import characters
from generator.protection import hold_hyphens, protect
from records.digits import print_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

_LATE_TONE = re.compile("(\u0e33)([\u0e48-\u0e4b])")
_TYPED = re.compile(r"`([^`]+)`")


def line(text: object, names: tuple[str, ...] = ()) -> Markup:
    """Return one line of text as HTML."""
    return Markup("").join(_pieces(str(text), names))  # every piece is escaped


def exact(text: str, names: tuple[str, ...] = ()) -> Markup:
    """Return text as HTML with its own digits and line ends, nothing in it being markup.

    A letter that TH SarabunPSK lacks prints as its code: one foreign name in a letter received
    must not keep the book of a year from being printed.
    """
    spelled = _LATE_TONE.sub(r"\2\1", _spelled(text))
    return Markup("<br>").join(escape(protect(line, names)) for line in spelled.split("\n"))


def words(text: str, names: tuple[str, ...] = ()) -> str:
    """Return text as it prints: Thai digits, marks as they are drawn, phrases held together.

    น ำ ้ and น ้ ำ look the same on paper, and a reader of the page gets the second.
    """
    return protect(_LATE_TONE.sub(r"\2\1", print_digits(text)), names)


def typed(text: str) -> Markup:
    """Return foreign text as it was typed."""
    return Markup('<span class="typed">{}</span>').format(hold_hyphens(text))


def _spelled(text: str) -> str:
    known = characters()
    if known.issuperset(map(ord, text)):
        return text
    return "".join(
        letter if ord(letter) in known or letter == "\n" else f"[U+{ord(letter):04X}]"
        for letter in text
    )


def _pieces(text: str, names: tuple[str, ...]) -> Iterator[Markup]:
    end = 0
    for match in _TYPED.finditer(text):
        yield escape(words(text[end : match.start()], names))
        yield typed(match[1])
        end = match.end()
    yield escape(words(text[end:], names))
