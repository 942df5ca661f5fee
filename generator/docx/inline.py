"""Inline: turns the inside of one HTML paragraph into pieces, its white space folded."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from .runs import Face

# U+00A0 is not folded: it is the gap that stays.
_FOLDABLE: Final = re.compile("[ \t\n\r\f]+")
GAP: Final = "\u00a0"
# An empty leader in centred text, where a tab has no place to go to: 150 pt wide at 16 pt.
_BLANK: Final = GAP * 43


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text of one face, a tab, a line break or a picture inside the line."""

    kind: Literal["text", "tab", "break", "picture"]
    face: Face
    text: str = ""
    address: str = ""
    node: HtmlElement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a paragraph is read: the face of its labels, whether its number is Word's, its leaders.

    `leaders` False = the paragraph is centred, so an empty leader is a row of dots of its own.
    """

    label: Face
    numbered: bool = False
    leaders: bool = True


def classes(node: HtmlElement) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset((node.get("class") or "").split())


def pieces(paragraph: HtmlElement, face: Face, reading: Reading) -> list[Piece]:
    """Return the pieces of a paragraph, `face` being that of its style."""
    return list(_folded(_inside(paragraph, face, reading, "")))


def _inside(node: HtmlElement, face: Face, reading: Reading, address: str) -> Iterator[Piece]:
    if node.text:
        yield Piece(kind="text", face=face, text=node.text, address=address)
    for child in node.iterchildren("*"):
        yield from _child(child, face, reading, address)
        if child.tail:
            yield Piece(kind="text", face=face, text=child.tail, address=address)


def _child(node: HtmlElement, face: Face, reading: Reading, address: str) -> Iterator[Piece]:
    if node.tag == "br":
        yield Piece(kind="break", face=face)
    elif node.tag == "img":
        yield Piece(kind="picture", face=face, node=node)
    elif node.tag == "strong":
        yield from _inside(node, replace(face, bold=True), reading, address)
    elif node.tag == "em":
        yield from _inside(node, replace(face, italic=True), reading, address)
    elif node.tag == "s":
        yield from _inside(node, replace(face, struck=True), reading, address)
    elif node.tag == "a":
        yield from _inside(node, face, reading, node.get("href") or "")
    else:
        yield from _span(node, face, reading, address)


def _span(node: HtmlElement, face: Face, reading: Reading, address: str) -> Iterator[Piece]:
    named = classes(node)
    if "label" in named:
        yield from _inside(node, reading.label, reading, address)
    elif "fill" in named:
        yield from _fill(node, replace(face, dotted=True), reading, address)
    elif "no" in named:
        if not reading.numbered:
            yield from _inside(node, face, reading, address)
            yield Piece(kind="text", face=face, text=f"{GAP} ")
    else:
        yield from _inside(node, face, reading, address)
        if "head-label" in named:
            yield Piece(kind="tab", face=face)


def _fill(node: HtmlElement, dotted: Face, reading: Reading, address: str) -> Iterator[Piece]:
    """Yield a value on its dotted line, which goes on as a tab to the leader's end."""
    value = list(_folded(_inside(node, dotted, reading, address)))
    if value:
        yield Piece(kind="text", face=dotted, text=GAP * 2)
        yield from value
    if reading.leaders:
        yield Piece(kind="tab", face=dotted)
    elif not value:
        yield Piece(kind="text", face=dotted, text=_BLANK)


def _folded(unfolded: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces with white space folded and none at the ends of a line."""
    owed: Piece | None = None
    fresh = True
    for piece in unfolded:
        if piece.kind != "text":
            # A space before a tab shows; before a break it is the end of the line.
            if owed and piece.kind != "break":
                yield owed
            owed, fresh = None, piece.kind == "break"
            yield piece
            continue
        text = _FOLDABLE.sub(" ", piece.text)
        if text.startswith(" ") and not fresh and not owed:
            owed = replace(piece, text=" ")
        bare = text.strip(" ")
        if not bare:
            continue
        if owed:
            yield owed
        yield replace(piece, text=bare)
        fresh = False
        owed = replace(piece, text=" ") if text.endswith(" ") else None
