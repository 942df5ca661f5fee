"""Fonts: puts TH SarabunPSK inside the Word file, so that no reader draws it with another font.

The faces are embedded as ECMA-376 part 4, 17.8.1 asks: the first 32 bytes are exclusive-ored with a
key, which the font table names. The licence of the font lets it travel inside a document.
"""

from __future__ import annotations

import hashlib
import uuid
from functools import cache
from typing import TYPE_CHECKING, Final

from generator.font import FAMILY, face

from .markup import element, qualified, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HIDDEN: Final = 32
_SLOTS: Final = {
    "Regular": "embedRegular",
    "Bold": "embedBold",
    "Italic": "embedItalic",
    "BoldItalic": "embedBoldItalic",
}


@cache
def embedded(style: str) -> tuple[str, bytes]:
    """Return a face's key, `{…}`, and its bytes as they stand in a Word file."""
    data = face(style).data
    key = uuid.UUID(bytes=hashlib.sha256(data).digest()[:16])
    mask = key.bytes[::-1] * 2
    hidden = bytes(byte ^ other for byte, other in zip(data[:_HIDDEN], mask, strict=True))
    return f"{{{str(key).upper()}}}", hidden + data[_HIDDEN:]


def font_table(*, italic: bool) -> Element:
    """Return the table of fonts: TH SarabunPSK and no other; face n has the relationship rIdn."""
    slots = []
    for number, style in enumerate(styles(italic=italic), 1):
        slot = element(f"w:{_SLOTS[style]}")
        slot.set(qualified("r:id"), f"rId{number}")
        slot.set(qualified("w:fontKey"), embedded(style)[0])
        slots.append(slot)
    return w(
        "fonts",
        w(
            "font",
            w("panose1", val="020B0500040200020003"),
            w("charset", val="DE"),
            w("family", val="swiss"),
            w("pitch", val="variable"),
            *slots,
            name=FAMILY,
        ),
    )


def styles(*, italic: bool) -> tuple[str, ...]:
    """Return the faces that a file needs; the slanting ones only where text slants."""
    return tuple(_SLOTS) if italic else ("Regular", "Bold")
