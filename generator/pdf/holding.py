"""Holding: forbids a line end wherever a joiner or a hard space stands, and inside cut words.

Pango takes its line ends for Thai from libthai, which does not know U+2060 and U+00A0; so the
ranges that they hold together are given to Pango as attributes.

WeasyPrint looks for a line's end in the first letters of a paragraph only, four for each em of its
width. A Thai line has more, since marks take no width; the cut then fell into the line itself, and
the word that it cut in two looked like two words. Seven are enough.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from generator.protection import HARD_SPACE, JOINER

_HELD = re.compile(f"[^{JOINER}{HARD_SPACE}]?(?:[{JOINER}{HARD_SPACE}]+[^{JOINER}{HARD_SPACE}]?)+")
_set_text = Layout.set_text
_THEIR_LETTERS = 4
_THAI_LETTERS = 7


def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002  # as theirs
    """Set a layout's text, held together where it says so."""
    _set_text(layout, text, justify)
    if justify or (JOINER not in text and HARD_SPACE not in text):
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for match in _HELD.finditer(layout.text):
        start = len(layout.text[: match.start()].encode())
        attribute = pango.pango_attr_allow_breaks_new(0)
        attribute.start_index = start
        attribute.end_index = start + len(match[0].encode())
        pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def install() -> None:
    """Put this in front of WeasyPrint's own."""
    ffi.cdef("PangoAttribute *pango_attr_allow_breaks_new (gboolean allow_breaks);")
    Layout.set_text = set_text
    code = line_break.split_first_line.__code__
    constants = [_THAI_LETTERS if value == _THEIR_LETTERS else value for value in code.co_consts]
    line_break.split_first_line.__code__ = code.replace(co_consts=tuple(constants))
