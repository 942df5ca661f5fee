"""Writer: turns one document's semantic HTML into the bytes of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.html import HTMLParser, document_fromstring

from .binder import Binder
from .blocks import Scribe
from .fonts import embedded, font_table, styles
from .head import Head
from .illustrations import Illustrator
from .inline import classes
from .markup import w
from .numbering import Lists
from .page import Sheet, picture_height, section, text_width
from .pictures import Extent
from .settings import settings_part
from .styles import styles_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from generator.measures import Measures


def write_docx(
    html: str,
    measures: Measures,
    pictures: Mapping[str, bytes],
    attachment: None = None,  # noqa: ARG001  # both printers are called alike; Word carries none
) -> bytes:
    """Return a document as a Word file; the same input gives the same bytes.

    `html` is as docs/html.md says; `pictures` holds the PNG of each address that the HTML may
    name. Nothing else is read: no file, no network, no clock.

    Raises:
        ResourceError: the HTML names a picture that was not given.
        ValueError: a measure or date in the HTML is not one.
    """
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = document_fromstring(html.encode("utf-8"), parser=parser)
    body = root.find("body")
    if body is None:
        body = root
    head = Head.of(root)
    sheet = Sheet(landscape="landscape" in classes(body), emblem=_has_emblem(body))
    width = text_width(measures, sheet)
    binder, lists = Binder(), Lists()
    binder.part("styles", styles_part(measures))
    binder.part("settings", settings_part())
    italic = root.find(".//em") is not None
    faces = [embedded(style)[1] for style in styles(italic=italic)]
    binder.part("fontTable", font_table(italic=italic), fonts=faces)
    illustrator = Illustrator(
        pictures=pictures,
        binder=binder,
        room=Extent(width=width, height=picture_height(measures, sheet)),
        box_ratio=measures["garuda_ratio"],
    )
    blocks = Scribe(measures, binder, lists, illustrator).write(body, width)
    binder.part("numbering", lists.part(measures))
    blocks.append(section(measures, head, binder, sheet))
    return binder.bind(w("document", w("body", *blocks)), head)


def _has_emblem(body: HtmlElement) -> bool:
    return any(classes(node) & {"emblem", "emblem-box"} for node in body.iter("img", "div"))
