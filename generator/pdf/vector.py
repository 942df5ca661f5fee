"""Vector: draws an SVG emblem as a PNG, with no access to files or addresses.

An emblem is outlines: what holds anything else (text, pictures, addresses) is refused before it is
drawn, and so is one that unfolds into more shapes than any emblem has.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pypdfium2
from lxml import etree

import generator.pdf.engine  # noqa: F401  # isort: skip  # first: imports WeasyPrint its own way

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from generator.pdf.shelf import Shelf
from records.errors import PictureError, PictureTooLargeError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_SVG = 2_000_000
MAX_SHAPES = 50_000
MAX_DEPTH = 50
WIDEST = 12.0
_SVG = "{http://www.w3.org/2000/svg}"
_NOTES = frozenset((f"{_SVG}metadata", f"{_SVG}script"))
_SHEET = f"{_SVG}style"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_OUTLINES = frozenset(
    (
        *("svg", "g", "defs", "use", "symbol", "path", "rect", "circle", "ellipse", "line"),
        *("polyline", "polygon", "clipPath", "mask", "linearGradient", "radialGradient"),
        *("stop", "title", "desc", "style"),
    )
)
_ELSEWHERE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)")
_SIZE = 100  # mm, the height of the page that the emblem is drawn on before it is scaled
_PAGE = """<style>
@page {{ size: {width}mm {height}mm; margin: 0 }}
head, style {{ display: none }}
html, body, img {{ display: block; margin: 0 }}
img {{ height: {height}mm; width: {width}mm }}
</style><img src="saraban:svg">"""


def drawn(data: bytes, name: str, height: int) -> bytes:
    """Return the SVG drawn `height` pixels high, cut to its own width.

    Raises:
        PictureError: it is no SVG, too large, or holds more than outlines.
    """
    if len(data) > MAX_SVG:
        raise PictureTooLargeError(file=name, limit=MAX_SVG)
    root = _parsed(data, name)
    _refuse_others(root, name)
    shelf = Shelf({})
    shelf.pictures = {"saraban:svg": etree.tostring(root)}
    page = _PAGE.format(width=round(_SIZE * _ratio(root, name), 2), height=_SIZE)
    try:
        pdf = HTML(string=page, url_fetcher=shelf).write_pdf()
    except (FatalURLFetchingError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise PictureError(file=name, detail="it cannot be drawn") from error
    return _cut(pdf, name, height)


def _parsed(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(file=name, detail="it is not an SVG drawing") from error
    if root.tag != f"{_SVG}svg":
        raise PictureError(file=name, detail="it is not an SVG drawing")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise PictureError(file=name, detail="an SVG emblem may not declare entities")
    return root


def _refuse_others(root: Element, name: str) -> None:
    """Drop what other programs noted down, and refuse all that is not an outline."""
    notes = [one for one in root.iter() if not str(one.tag).startswith(_SVG) or one.tag in _NOTES]
    for note in notes:
        if (parent := note.getparent()) is not None:
            parent.remove(note)
    for one in root.iter():
        values = [str(value) for value in one.attrib.values()]
        if one.tag == _SHEET:
            values.append(one.text or "")
        addresses = [str(one.get(key)) for key in _HREFS if one.get(key)]
        if (
            str(one.tag).removeprefix(_SVG) not in _OUTLINES
            or any(_ELSEWHERE.search(value) for value in values)
            or any(not address.startswith("#") for address in addresses)
        ):
            detail = "an emblem may hold outlines only: no text, pictures or addresses"
            raise PictureError(file=name, detail=detail)
    if _shapes(root, {str(one.get("id")): one for one in root.iter() if one.get("id")}) is None:
        raise PictureError(file=name, detail="it unfolds into more shapes than an emblem has")


def _shapes(root: Element, named: dict[str, Element]) -> int | None:
    """Return how many shapes a drawing unfolds to, or None where there is no end to it."""
    known: dict[Element, int] = {}

    def count(one: Element, depth: int) -> int:
        if depth > MAX_DEPTH:
            return MAX_SHAPES + 1
        if one not in known:
            used = next((named.get(str(one.get(key))[1:]) for key in _HREFS if one.get(key)), None)
            inside = sum(count(child, depth + 1) for child in one)
            known[one] = 1 + inside + (count(used, depth + 1) if used is not None else 0)
        return min(known[one], MAX_SHAPES + 1)

    total = count(root, 0)
    return total if total <= MAX_SHAPES else None


def _ratio(root: Element, name: str) -> float:
    """Return the width of a drawing as a multiple of its height."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sizes: list[Any] = [_NUMBER.match(root.get(key, "")) for key in ("width", "height")]
    try:
        if len(box) == 4:  # noqa: PLR2004  # min-x min-y width height
            width, height = float(box[2]), float(box[3])
        else:
            width, height = (float(size[1]) for size in sizes)
        ratio = width / height
    except (TypeError, ValueError, ZeroDivisionError) as error:
        raise PictureError(file=name, detail="it does not say how large it is") from error
    if not 1 / WIDEST <= ratio <= WIDEST:
        raise PictureError(file=name, detail="it is too wide or too high for an emblem")
    return ratio


def _cut(pdf: bytes, name: str, height: int) -> bytes:
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=height / page.get_height()).to_pil().convert("L")
    box = image.point(lambda value: 255 - value).getbbox()
    if box is None:
        raise PictureError(file=name, detail="it draws nothing")
    target = io.BytesIO()
    image.crop((box[0], 0, box[2], image.height)).save(target, "PNG")
    return target.getvalue()
