"""Page: turns semantic HTML into the tree that WeasyPrint lays out.

Our HTML is well-formed but for the elements that have no end, so the standard library's parser in
C reads it in a tenth of the time that one for all of HTML takes; its elements are those of
docs/html.md and no others, so they need a style sheet of their own only (elements.css).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar
from xml.etree import ElementTree as ET

from cssselect2 import ElementWrapper
from weasyprint import HTML

if TYPE_CHECKING:
    from weasyprint import CSS

    from generator.pdf.shelf import Shelf

_ENDLESS = re.compile(r"<((?:meta|img|col|hr|br)\b[^>]*?)\s*/?>")
_DOCTYPE = "<!DOCTYPE html>"


class Page(HTML):  # type: ignore[misc]  # WeasyPrint carries no types
    """Semantic HTML as WeasyPrint's HTML, read in another way."""

    elements: ClassVar[list[CSS]] = []

    def __init__(self, text: str, shelf: Shelf) -> None:
        # Only our own templates write this text, with every word of others escaped.
        text = _ENDLESS.sub(r"<\1/>", text.removeprefix(_DOCTYPE))
        root = ET.fromstring(text)  # noqa: S314  # see above; it can declare no entity
        self.base_url = "saraban:page"
        self.url_fetcher = shelf
        self.media_type = "print"
        self.wrapper_element: Any = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: FBT001, FBT002  # as theirs
        del forms
        return self.elements
