"""Illustrations: turns the images that the HTML names into drawings of the right size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from records.errors import ResourceError

from .binder import pixels
from .markup import points_of_mm
from .pictures import Drawings, Extent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

    from .binder import Binder
    from .pictures import Anchor

_BOX: Final = "ที่ว่างสำหรับตราครุฑ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustrator:
    """Draws the pictures of one document, none larger than `room`."""

    pictures: Mapping[str, bytes]
    binder: Binder
    room: Extent
    box_ratio: float
    drawings: Drawings = field(default_factory=Drawings)

    def size(self, node: HtmlElement, width: float) -> Extent:
        """Return how large an image or an empty box is to stand in a line of that width.

        Raises:
            ResourceError: the image's address is not among the pictures given.
        """
        ratio = self.box_ratio if node.tag == "div" else self._ratio(node)
        wide, high = _length(node, "data-width"), _length(node, "data-height")
        if high is not None:
            extent = Extent(width=high * ratio if wide is None else wide, height=high)
        else:
            wide = width if wide is None else wide
            extent = Extent(width=wide, height=wide / ratio)
        return extent.within(width, self.room.height)

    def drawing(self, node: HtmlElement, extent: Extent, anchor: Anchor | None = None) -> Element:
        """Return the drawing of an image or of an empty box."""
        if node.tag == "div":
            return self.drawings.box(extent, _BOX, anchor)
        relation = self.binder.picture(self._data(node))
        return self.drawings.picture(relation, extent, node.get("alt") or "", anchor)

    def _data(self, node: HtmlElement) -> bytes:
        address = node.get("src") or ""
        if address not in self.pictures:
            raise ResourceError(address=address)
        return self.pictures[address]

    def _ratio(self, node: HtmlElement) -> float:
        across, down = pixels(self._data(node))
        return across / down


def _length(node: HtmlElement, name: str) -> float | None:
    value = node.get(name)
    return points_of_mm(float(value)) if value else None
