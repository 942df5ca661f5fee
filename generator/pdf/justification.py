"""Justification: spreads a line's slack as Word's thaiDistribute does.

The slack goes evenly between all grapheme clusters of the line, never between a consonant and its
marks (ำ among them); the last line of a paragraph stays natural. WeasyPrint spreads it over spaces
only, and Thai has few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from records.spelling import clusters

if TYPE_CHECKING:
    from collections.abc import Iterator


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Widen a line box by `extra_width` CSS pixels, all of it between its clusters."""
    del context
    texts = list(_texts(line))
    counts = [clusters(box.text) for box in texts]
    gaps = sum(counts) - 1
    if gaps < 1:
        return
    gap = extra_width / gaps
    shares = {id(box): count for box, count in zip(texts, counts, strict=True)}
    if texts:
        shares[id(texts[-1])] -= 1
    _widen(line, gap, shares, 0.0)


def install() -> None:
    """Put this justification in the place of WeasyPrint's own."""
    inline.justify_line = justify_line


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _texts(child)


def _widen(box: Any, gap: float, shares: dict[int, int], advance: float) -> float:
    """Shift a box by what stands before it, widen it by its own share, return the new shift."""
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        own = gap * shares.get(id(box), 0)
        box.cluster_gap = gap
        box.width += own
        return advance + own
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += advance
        start = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _widen(child, gap, shares, advance)
        box.width += advance - start
        return advance
    box.translate(advance, 0)
    return advance
