"""Styles: turns the measures into Word's styles, each under the Thai name that clerks see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .markup import half_points, qualified, twips, w
from .runs import Face, fonts, language, run_properties

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from generator.measures import Measures, ParagraphStyle

BASE: Final = "Saraban"
# Lines that are a distance, not a place for letters: the height is the point of them, and
# no mark can be cut because nothing is written there (ว ๒๐๑๙ asks for exactly 35 pt at the title).
_EXACT: Final = frozenset({"memo-title", "sign-space", "form-space"})
# Single spacing of TH SarabunPSK, as a part of its size; measures.yaml has it at 16 pt.
NATURAL_LINE: Final = 1.331
_ALIGNMENTS: Final = {
    "left": "left",
    "center": "center",
    "right": "right",
    "thai": "thaiDistribute",
}


def style_id(name: str) -> str:
    """Return the id, in ASCII, of the style of that name in styles.yaml."""
    return BASE + "".join(part.capitalize() for part in name.split("-"))


def face_of(style: ParagraphStyle) -> Face:
    """Return how the letters of a style look."""
    return Face(size=style.size, bold=style.bold, colour=style.colour)


def alignment(style: ParagraphStyle) -> Element:
    """Return the alignment; Thai text is spread between its clusters (thaiDistribute)."""
    return w("jc", val=_ALIGNMENTS[style.align])


def indentation(style: ParagraphStyle) -> Element:
    """Return the indents of a style."""
    edges = w("ind", left=twips(style.left), right=twips(style.right))
    if style.hanging:
        edges.set(qualified("w:hanging"), str(twips(style.hanging)))
    else:
        edges.set(qualified("w:firstLine"), str(twips(style.first_line)))
    return edges


def spacing(
    style: ParagraphStyle,
    *,
    gaps: tuple[float, float] | None = None,
    line: float | None = None,
) -> Element:
    """Return the spacing of a style, in which `gaps` (before, after) and `line` replace its own.

    A line of text is `atLeast` as high as the style says: its marks are never cut, it grows around
    a picture or a larger label, and as TH SarabunPSK's own line (1.31 em) is lower than text_line
    (1.331 em) it is in fact exactly that high, so that Word's pages end where the PDF's do.
    """
    before, after = gaps or (style.before, style.after)
    return w(
        "spacing",
        before=twips(before),
        after=twips(after),
        line=twips(line or style.line or style.size * NATURAL_LINE),
        lineRule="exact" if style.name in _EXACT else "atLeast",
    )


def styles_part(measures: Measures) -> Element:
    """Return the styles part: one base style, and one style for every entry of styles.yaml."""
    size = half_points(measures["text_size"])
    defaults = w(
        "docDefaults",
        w(
            "rPrDefault",
            w("rPr", fonts(), w("sz", val=size), w("szCs", val=size), language()),
        ),
        w("pPrDefault", w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))),
    )
    built_in = (
        w(
            "style",
            w("name", val="Normal"),
            w("qFormat"),
            type="paragraph",
            default=1,
            styleId="Normal",
        ),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        _table_style(),
        w(
            "style",
            w("name", val="No List"),
            w("uiPriority", val=99),
            w("semiHidden"),
            type="numbering",
            default=1,
            styleId="NoList",
        ),
    )
    base = w(
        "style",
        w("name", val="สารบรรณ"),
        w("basedOn", val="Normal"),
        w("qFormat"),
        w("pPr", w("widowControl", val=1)),
        run_properties(Face(size=measures["text_size"])),
        type="paragraph",
        customStyle=1,
        styleId=BASE,
    )
    named = (_paragraph_style(style) for style in measures.styles.values())
    return w("styles", defaults, *built_in, base, *named)


def _paragraph_style(style: ParagraphStyle) -> Element:
    properties = w("pPr")
    if style.keep_next:
        properties.append(w("keepNext"))
    properties.extend((w("widowControl", val=1), spacing(style), indentation(style)))
    properties.append(alignment(style))
    return w(
        "style",
        w("name", val=style.word),
        w("basedOn", val=BASE),
        w("qFormat"),
        properties,
        run_properties(face_of(style)),
        type="paragraph",
        customStyle=1,
        styleId=style_id(style.name),
    )


def _table_style() -> Element:
    sides = ("top", "left", "bottom", "right")
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w(
            "tblPr",
            w("tblInd", w=0, type="dxa"),
            w("tblCellMar", *(w(side, w=0, type="dxa") for side in sides)),
        ),
        type="table",
        default=1,
        styleId="TableNormal",
    )
