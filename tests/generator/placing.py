"""Finds on printed pages the paragraphs of the semantic HTML that was printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lxml import html as markup
from pages import first_difference, lines_of, tight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages import Letter, Line

_BLOCKS = ("p", "h1", "h2", "h3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the semantic HTML: what a page must show of it.

    `table` and `row` count tables and rows of the document, None outside of tables; `breaks` are
    the places, in `words`, of line breaks that were typed; `signature` counts signature blocks.
    """

    style: str
    text: str
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    head: bool = False
    breaks: tuple[int, ...] = ()
    signature: int | None = None

    @property
    def words(self) -> str:
        return tight(self.text)


@dataclass(slots=True)
class Placed:
    """A paragraph and the letters that show it."""

    paragraph: Paragraph
    letters: list[Letter] = field(default_factory=list)

    @property
    def rest(self) -> str:
        return self.paragraph.words[len(self.letters) :]

    @property
    def lines(self) -> list[Line]:
        return lines_of(self.letters)


def paragraphs_of(html: str) -> list[Paragraph]:
    """Return the paragraphs of semantic HTML in their order; empty ones are left out."""
    root = markup.document_fromstring(html).body
    assert root is not None
    tables = list(root.iter("table"))
    rows = list(root.iter("tr"))
    cells = list(root.iter("td", "th"))
    signatures = list(root.find_class("signature"))
    found = [
        Paragraph(
            style=node.get("class", "").split()[0],
            text=node.text_content().replace("\u2060", "").replace("\u00a0", " "),
            table=_place(node, tables),
            row=_place(node, rows),
            cell=_place(node, cells),
            head=next(node.iterancestors("thead"), None) is not None,
            breaks=_breaks(node),
            signature=_place(node, signatures),
        )
        for node in root.iter(*_BLOCKS)
    ]
    return [paragraph for paragraph in found if paragraph.words]


def place(paragraphs: Sequence[Paragraph], pages: Sequence[Sequence[Letter]]) -> list[Placed]:
    """Find paragraphs on pages: every letter belongs to one of them, in the order of reading.

    A row of a table that a page end cuts goes on overleaf cell by cell. The head of a table that
    goes on stands at the top of the page, once, and is no word of the record.
    """
    placed = [Placed(paragraph) for paragraph in paragraphs]
    units = [list(unit) for _, unit in groupby(placed, key=lambda one: _unit(one.paragraph))]
    at = 0
    for letters in pages:
        rest = list(letters)
        if rest and at < len(units):
            rest = _without_head(rest, units, at)
        while rest:
            assert at < len(units), f"more than the record has: {_text(rest)[:80]}"
            wanted = [one for one in units[at] if one.rest]
            whole = "".join(one.rest for one in wanted)
            if _text(rest[: len(whole)]) == whole:
                lengths = [len(one.rest) for one in wanted]
                at += 1
            else:
                lengths = _cut([_cell_rest(cell) for cell in _cells(wanted)], _text(rest))
                wanted, lengths = _by_paragraph(_cells(wanted), lengths)
            for one, length in zip(wanted, lengths, strict=True):
                one.letters.extend(rest[:length])
                del rest[:length]
            while at < len(units) and not any(one.rest for one in units[at]):
                at += 1
    lost = "".join(one.rest for one in placed)
    assert not lost, f"not on the pages: {lost[:80]}"
    return placed


def _place(node: Any, among: list[Any]) -> int | None:
    """Return which of some elements is the nearest around a node."""
    return next((among.index(one) for one in node.iterancestors() if one in among), None)


def _breaks(node: Any) -> tuple[int, ...]:
    places = []
    for line_break in node.iter("br"):
        before = "".join(line_break.xpath("preceding::text()[ancestor::*[. = $node]]", node=node))
        places.append(len(tight(before)))
    return tuple(places)


def _unit(paragraph: Paragraph) -> object:
    """Return what a page end can cut into parts: a paragraph, or all cells of a row."""
    if paragraph.row is not None:
        return ("row", paragraph.row)
    return ("paragraph", id(paragraph))


def _without_head(rest: list[Letter], units: list[list[Placed]], at: int) -> list[Letter]:
    """Take the repeated head of a table off the beginning of a page, where one must stand."""
    going_on = units[at][0].paragraph
    if going_on.table is None or going_on.head or not units[at]:
        return rest
    heads = [
        one
        for unit in units
        for one in unit
        if one.paragraph.head and one.paragraph.table == going_on.table
    ]
    if not heads or any(one.rest for one in heads):
        return rest
    head = "".join(one.paragraph.words for one in heads)
    shown = _text(rest[: len(head)])
    assert shown == head, f"the head of the table is not repeated: {shown}"
    return rest[len(head) :]


def _cells(row: list[Placed]) -> list[list[Placed]]:
    return [list(cell) for _, cell in groupby(row, key=lambda one: one.paragraph.cell)]


def _cell_rest(cell: list[Placed]) -> str:
    return "".join(one.rest for one in cell)


def _by_paragraph(cells: list[list[Placed]], lengths: list[int]) -> tuple[list[Placed], list[int]]:
    wanted, shares = [], []
    for cell, length in zip(cells, lengths, strict=True):
        left = length
        for one in cell:
            share = min(left, len(one.rest))
            wanted.append(one)
            shares.append(share)
            left -= share
    return wanted, shares


def _cut(cells: list[str], shown: str) -> list[int]:
    """Return how much of each cell a page shows, all of the page together being `shown`."""
    found = _cuts(cells, shown)
    whole = "".join(cells)
    assert found is not None, first_difference(whole[: len(shown) + 30], shown)
    return found


def _cuts(cells: list[str], shown: str) -> list[int] | None:
    if not cells:
        return None if shown else []
    common = next(
        (at for at, (a, b) in enumerate(zip(cells[0], shown, strict=False)) if a != b),
        min(len(cells[0]), len(shown)),
    )
    for length in range(common, -1, -1):
        others = _cuts(cells[1:], shown[length:])
        if others is not None:
            return [length, *others]
    return None


def _text(letters: Sequence[Letter]) -> str:
    return "".join(letter.text for letter in letters)
