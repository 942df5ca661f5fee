"""Settings: what Word is told about the document as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .markup import twips, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFFICE: Final = "http://schemas.microsoft.com/office/word"
# Word 2013 and later: tables then start at the edge of the text, as in the PDF.
_MODE: Final = 15
_TAB: Final = 36.0


def settings_part() -> Element:
    """Return the settings part."""
    mode = w("compatSetting", name="compatibilityMode", uri=_OFFICE, val=_MODE)
    # A line that ends in <br> stays as it is; Word would spread it to the edge.
    compatibility = w("compat", w("doNotExpandShiftReturn"), mode)
    return w(
        "settings",
        w("zoom", percent=100),
        w("embedTrueTypeFonts"),
        w("defaultTabStop", val=twips(_TAB)),
        w("characterSpacingControl", val="doNotCompress"),
        compatibility,
        w("themeFontLang", val="en-US", bidi="th-TH"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
