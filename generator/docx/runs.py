"""Runs: turns pieces of one paragraph's text into Word runs in TH SarabunPSK.

Every run names the face and its size in all four slots of Word (ascii, hAnsi, cs, eastAsia), so
that neither a Latin word nor a Thai digit falls to another font. A run is not split between Thai
and Latin: `w:cs` makes Word take the complex-script slots for the whole run, and as all slots hold
the same face and size, a Latin word in it looks as it should.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.font import FAMILY

from .markup import half_points, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORD_JOINER: Final = "\u2060"

_THAI: Final = re.compile("[\u0e00-\u0e7f]")
# What XML 1.0 cannot hold; the HTML parser lets some of it through.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How letters look; size in points, colour as `#rrggbb`, dotted = a dotted line below.

    `struck` = a line through the letters.
    """

    size: float
    bold: bool = False
    italic: bool = False
    dotted: bool = False
    struck: bool = False
    colour: str | None = None


def fonts() -> Element:
    """Return TH SarabunPSK for all four slots."""
    return w("rFonts", ascii=FAMILY, hAnsi=FAMILY, eastAsia=FAMILY, cs=FAMILY)


def language() -> Element:
    """Return the languages of a run: Thai for complex script, English for Latin words."""
    return w("lang", val="en-US", eastAsia="en-US", bidi="th-TH")


def run_properties(face: Face, *, thai: bool = False) -> Element:
    """Return the properties of a run; `thai` = it holds Thai letters."""
    properties = w("rPr", fonts())
    if face.bold:
        properties.extend((w("b"), w("bCs")))
    if face.italic:
        properties.extend((w("i"), w("iCs")))
    if face.struck:
        properties.append(w("strike"))
    if face.colour:
        properties.append(w("color", val=face.colour.removeprefix("#").upper()))
    size = half_points(face.size)
    properties.extend((w("sz", val=size), w("szCs", val=size)))
    if face.dotted:
        properties.append(w("u", val="dotted"))
    if thai:
        properties.append(w("cs"))
    properties.append(language())
    return properties


def text_run(text: str, face: Face) -> Element:
    """Return a run of text, without U+2060.

    Word draws a box for U+2060 where the font lacks it, and its search does not look past it.
    """
    held = w("t")
    held.text = _UNPRINTABLE.sub("", text.replace(WORD_JOINER, ""))
    held.set(_SPACE, "preserve")
    return w("r", run_properties(face, thai=bool(_THAI.search(text))), held)


def mark_run(name: str, face: Face) -> Element:
    """Return a run with one mark: a `tab` or a `br`."""
    return w("r", run_properties(face), w(name))


def drawing_run(drawing: Element, face: Face) -> Element:
    """Return a run that holds a drawing."""
    return w("r", run_properties(face), drawing)


def field_runs(instruction: str, shown: str, face: Face) -> list[Element]:
    """Return the runs of a field that Word computes; `shown` stands there until it has."""

    def mark(kind: str) -> Element:
        return w("r", run_properties(face, thai=True), w("fldChar", fldCharType=kind))

    asked = w("instrText")
    asked.text = f" {instruction} "
    asked.set(_SPACE, "preserve")
    code = w("r", run_properties(face, thai=True), asked)
    return [mark("begin"), code, mark("separate"), text_run(shown, face), mark("end")]
