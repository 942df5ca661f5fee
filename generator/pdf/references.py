"""References: names the pages of a file once, not once for each element of its structure.

pydyf makes the list of all pages each time one of them is named, and the structure tree names a
page in each element: the time of a book of 200 pages would grow with the square of its length.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import pydyf

_named: WeakKeyDictionary[Any, tuple[bytes, ...]] = WeakKeyDictionary()
_page_references = pydyf.PDF.page_references.fget


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return the references of a file's pages, in their order."""
    known = _named.get(pdf)
    if known is None or len(known) != pdf.pages["Count"]:
        known = _named[pdf] = _page_references(pdf)
    return known


def install() -> None:
    """Put this in front of pydyf's own."""
    pydyf.PDF.page_references = property(page_references)
