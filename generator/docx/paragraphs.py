"""Paragraphs: turns a style, a place and some runs into one Word paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from .markup import paragraphs_of, qualified, twips, w
from .runs import Face, run_properties
from .styles import BASE, face_of, indentation, spacing, style_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from generator.measures import ParagraphStyle

    from .numbering import Number

_HAIR: Final = 1.0
_STEP: Final = 10.0
_KEEP_NEXT: Final = qualified("w:keepNext")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where blocks stand: the width of the text in points, and the edges that a signature moves.

    `page` = the blocks stand in the text itself, not in a column or a cell.
    """

    width: float
    page: bool = True
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What one paragraph has of its own beside its style; lengths in points.

    `gaps` = the space before and after, `line` = the least height of its lines.
    """

    number: Number | None = None
    tabs: Sequence[tuple[str, float]] = ()
    page_break: bool = False
    gaps: tuple[float, float] | None = None
    line: float | None = None
    outline: int | None = None


def paragraph(
    style: ParagraphStyle, runs: Sequence[Element], place: Place, layout: Layout
) -> Element:
    """Return a paragraph of a named style, in the order that the schema asks for."""
    properties = w("pPr", w("pStyle", val=style_id(style.name)))
    if layout.page_break:
        properties.append(w("pageBreakBefore"))
    if layout.number:
        number = w("numPr", w("ilvl", val=layout.number.depth), w("numId", val=layout.number.list))
        properties.append(number)
    if layout.tabs:
        stops = (w("tab", val=side, pos=twips(at)) for side, at in layout.tabs)
        properties.append(w("tabs", *stops))
    if layout.gaps or layout.line:
        properties.append(spacing(style, gaps=layout.gaps, line=layout.line))
    if (edges := _edges(style, place, layout)) is not None:
        properties.append(edges)
    if layout.outline is not None:
        properties.append(w("outlineLvl", val=layout.outline))
    properties.append(run_properties(face_of(style)))
    return w("p", properties, *runs)


def _edges(style: ParagraphStyle, place: Place, layout: Layout) -> Element | None:
    """Return the indents of a paragraph that does not stand where its style says."""
    if not place.page and style.first_line:
        # A cell is too narrow for the first line of the text; what is deeper stays deeper.
        depth = layout.number.depth if layout.number else 0
        return indentation(replace(style, first_line=0.0, left=depth * _STEP))
    if place.left or place.right or (layout.number and layout.number.outside):
        # The indents of a numbered level go before those of a style, so a number that is not at
        # its own style's place must say again where it stands.
        left, right = max(style.left, place.left), max(style.right, place.right)
        return indentation(replace(style, left=left, right=right))
    return None


def picture_paragraph(
    run: Element, *, before: float, after: float, page_break: bool = False
) -> Element:
    """Return a centred line that holds one picture; lengths in points."""
    properties = w("pPr", w("pStyle", val=BASE))
    if page_break:
        properties.append(w("pageBreakBefore"))
    properties.append(w("spacing", before=twips(before), after=twips(after)))
    properties.extend((w("jc", val="center"), run_properties(Face(size=1.0))))
    return w("p", properties, run)


def spacer(
    height: float = _HAIR, *, runs: Sequence[Element] = (), page_break: bool = False
) -> Element:
    """Return an empty paragraph of exactly that height in points (at least 1 pt)."""
    properties = w("pPr", w("pStyle", val=BASE))
    if page_break:
        properties.append(w("pageBreakBefore"))
    line = twips(max(height, _HAIR))
    properties.append(w("spacing", before=0, after=0, line=line, lineRule="exact"))
    properties.append(run_properties(Face(size=1.0)))
    return w("p", properties, *runs)


def keep_next(line: Element) -> None:
    """Keep a paragraph on the page of the one after it."""
    _set(_properties(line), "keepNext", place=1, value=1)


def keep_together(blocks: list[Element], *, release: bool) -> None:
    """Bind the paragraphs to one page; `release` frees the last one from what follows."""
    bound = list(paragraphs_of(blocks))
    for number, one in enumerate(bound, start=1):
        properties = _properties(one)
        last = number == len(bound)
        if not last or release:
            _set(properties, "keepNext", place=1, value=int(not last))
        elif properties.find(_KEEP_NEXT) is None:
            _set(properties, "keepLines", place=1, value=1)
            continue
        _set(properties, "keepLines", place=2, value=1)


def _properties(line: Element) -> Element:
    properties = line.find(qualified("w:pPr"))
    if properties is None:
        raise TypeError(line.tag)
    return properties


def _set(properties: Element, name: str, *, place: int, value: int) -> None:
    for old in properties.findall(qualified(f"w:{name}")):
        properties.remove(old)
    properties.insert(place, w(name, val=value))
