"""Knows the elements that docs/html.md lets prose be made of, and reads their words."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from generator.compose import text_of
from generator.prose import Lists
from generator.prose import prose as blocks
from generator.protection import plain
from records.record import Numbering

if TYPE_CHECKING:
    from collections.abc import Sequence

# All that docs/html.md lets prose be made of.
ELEMENTS: dict[str, set[str]] = {
    "p": {"class", "data-list", "data-level", "data-format"},
    "span": {"class"},
    "a": {"href"},
    **{name: {"class"} for name in ("h2", "h3", "hr", "table")},
    **{name: set() for name in ("thead", "tbody", "tr", "th", "td", "strong", "em", "br")},
}
EMPTY = ("br", "hr")


def prose(text: str, style: str = "body", numbering: Numbering = Numbering.DECIMAL) -> str:
    """Return Markdown as HTML, protection taken out."""
    return plain(blocks(text, Lists(numbering), style))


def read(html: str) -> str:
    """Return the words of blocks."""
    return text_of(f"<body>{html}</body>")


class Checker(HTMLParser):
    """Knows the elements of docs/html.md, and that each is closed where it was opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert set(names) <= ELEMENTS[tag]
        assert len(names) == len(set(names))
        for name, value in attrs:
            assert name != "href" or re.match(r"(?:https?://|mailto:)", value or "", re.IGNORECASE)
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def check(html: str) -> None:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
