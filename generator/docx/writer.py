"""Writer: turns one document's semantic HTML into the bytes of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.html import HTMLParser, document_fromstring

from .binder import Binder
from .blocks import Scribe, Supplies
from .head import Head
from .inline import classes
from .markup import w
from .numbering import Lists
from .page import section, text_height, text_width
from .pictures import Drawings, Extent
from .settings import settings_part
from .styles import font_table, styles_part

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    landscape = "landscape" in classes(body)
    page = Extent(
        width=text_width(measures, landscape=landscape),
        height=text_height(measures, landscape=landscape),
    )
    binder, lists = Binder(), Lists()
    binder.part("styles", styles_part(measures))
    binder.part("settings", settings_part())
    binder.part("fontTable", font_table())
    supplies = Supplies(
        measures=measures,
        pictures=pictures,
        binder=binder,
        lists=lists,
        drawings=Drawings(),
        page=page,
    )
    blocks = Scribe(supplies).write(body)
    binder.part("numbering", lists.part(measures))
    blocks.append(section(measures, head, binder, landscape=landscape))
    return binder.bind(w("document", w("body", *blocks)), head)
