"""Font: turns the four files of TH SarabunPSK into checked bytes and the text of each glyph.

A file that is missing or not the one that was shipped (SHA-256) stops the work: another font would
make every page the wrong size (technology: consonant height 0.683 of the substitute's).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from records.errors import FontError

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILY = "TH SarabunPSK"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
HARD_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Face:
    """One file of the family: its bytes, and the text that each glyph id stands for."""

    style: str
    data: bytes
    texts: Mapping[int, str]


@cache
def face(style: str) -> Face:
    """Return a checked face.

    Raises:
        FontError: the file is missing or is not the one that was shipped.
    """
    entry = _manifest()[style]
    name = entry["file"]
    try:
        data = files("fonts").joinpath(name).read_bytes()
    except OSError as error:
        raise FontError(file=name, detail=error.strerror) from error
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise FontError(file=name, detail="the file is damaged or was replaced")
    texts = {int(glyph): text.replace(HARD_SPACE, " ") for glyph, text in entry["texts"].items()}
    return Face(style, data, texts)


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    loaded = json.loads(files("fonts").joinpath("glyphs.json").read_text("utf-8"))
    return {entry["style"].replace(" ", ""): entry for entry in loaded}


@cache
def characters() -> frozenset[int]:
    """Return the code points that every face of the family can draw."""
    sets = []
    for style in STYLES:
        ranges = _manifest()[style]["characters"]
        sets.append({code for first, last in ranges for code in range(first, last + 1)})
    return frozenset(set.intersection(*sets))
