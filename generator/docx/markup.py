"""Markup: builds the elements of WordprocessingML, and turns points into Word's own units.

Word counts in three units: twips (1/20 pt) for lengths of text, half points for sizes of letters,
English metric units (1/12700 pt) for drawings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_W: Final = f"{{{NAMESPACES['w']}}}"
# Nine of ten elements need no other prefix, and each prefix of an element costs time.
_W_ALONE: Final = {"w": NAMESPACES["w"]}


def qualified(name: str) -> str:
    """Return `prefix:local` as lxml spells it; a name without a prefix is in no namespace."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else local


def element(
    name: str, attributes: Mapping[str, str | int] | None = None, *children: Element
) -> Element:
    """Return the element `prefix:local` with attributes named in the same way."""
    made = etree.Element(qualified(name), nsmap=NAMESPACES)
    for key, value in (attributes or {}).items():
        made.set(qualified(key), str(value))
    made.extend(children)
    return made


def w(local: str, *children: Element, **values: str | int) -> Element:
    """Return an element of the word-processing namespace; so are its attributes."""
    made = etree.Element(_W + local, nsmap=_W_ALONE)
    for key, value in values.items():
        made.set(_W + key, str(value))
    made.extend(children)
    return made


def paragraphs_of(blocks: list[Element]) -> Iterator[Element]:
    """Yield every paragraph of the blocks in the order of the page, those of tables too."""
    for block in blocks:
        yield from block.iter(_W + "p")


def serialized(root: Element) -> bytes:
    """Return a whole part as bytes, each namespace declared once."""
    # "Requires" of an alternative names its prefix in a value, where lxml cannot see that it is
    # needed; so the prefixes are kept even where no element uses them.
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=list(NAMESPACES))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def twips(points: float) -> int:
    """Return a length in points as whole twips."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return a size of letters in points as whole half points."""
    return round(points * 2)


def emu(points: float) -> int:
    """Return a length in points as English metric units."""
    return round(points * 12700)


def points_of_mm(millimetres: float) -> float:
    """Return millimetres as points."""
    return millimetres * 72 / 25.4
