"""Pictures: turns an image, the emblem's empty box or a mark of the page into a Word drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .markup import NAMESPACES, element, emu, twips, w
from .runs import Face, text_run
from .styles import NATURAL_LINE, style_id

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HAIRLINE: Final = 6350
_GREY: Final = "#c0c0c0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The size of a drawing in points."""

    width: float
    height: float

    def within(self, width: float, height: float) -> Extent:
        """Return the same shape, made smaller if it does not fit."""
        scale = min(1.0, width / self.width, height / self.height)
        return Extent(width=self.width * scale, height=self.height * scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a floating drawing stands: points from the named edges, or `center` across."""

    across: float | None
    across_from: str
    down: float
    down_from: str
    behind: bool = False


class Drawings:
    """Draws for one part of the file; every drawing of a part has an id of its own."""

    def __init__(self) -> None:
        self._made = 0

    def picture(
        self, relation: str, extent: Extent, described: str, anchor: Anchor | None = None
    ) -> Element:
        """Return a picture, in the line or floating."""
        return self._drawing(_picture(relation, extent), extent, described, anchor)

    def box(self, extent: Extent, described: str, anchor: Anchor | None = None) -> Element:
        """Return an empty box with a thin rule."""
        rule = element("a:ln", {"w": _HAIRLINE}, _solid("808080"))
        shape = _shape(extent, rule, element("wps:bodyPr"))
        return _alternative(self._drawing(shape, extent, described, anchor))

    def text_box(
        self, paragraph: Element, extent: Extent, described: str, anchor: Anchor
    ) -> Element:
        """Return a floating box without rules that holds one paragraph."""
        insets = {"lIns": 0, "tIns": 0, "rIns": 0, "bIns": 0}
        held = element("wps:txbx", None, w("txbxContent", paragraph))
        none = element("a:ln", None, element("a:noFill"))
        shape = _shape(extent, none, held, element("wps:bodyPr", insets))
        return _alternative(self._drawing(shape, extent, described, anchor))

    def _drawing(
        self, graphic: Element, extent: Extent, described: str, anchor: Anchor | None
    ) -> Element:
        self._made += 1
        size = element("wp:extent", {"cx": emu(extent.width), "cy": emu(extent.height)})
        named: dict[str, str | int] = {"id": self._made, "descr": described}
        named["name"] = f"saraban {self._made}"
        properties = element("wp:docPr", named)
        held = element("a:graphic", None, graphic)
        if anchor is None:
            flush = dict.fromkeys(("distT", "distB", "distL", "distR"), 0)
            return w("drawing", element("wp:inline", flush, size, properties, held))
        return w("drawing", _floating(anchor, size, properties, held))


def watermark(text: str, extent: Extent) -> Element:
    """Return a grey word across the page, as Word itself makes its watermarks (VML word art)."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{extent.width:.1f}pt;height:{extent.height:.1f}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    kind = element(
        "v:shapetype",
        {
            "id": "_x0000_t136",
            "coordsize": "21600,21600",
            "o:spt": 136,
            "adj": 10800,
            "path": "m@7,l@8,m@5,21600l@6,21600e",
        },
        element("v:formulas", None, *(element("v:f", {"eqn": eqn}) for eqn in _WORD_ART)),
        element("v:path", {"textpathok": "t", "o:connecttype": "rect"}),
        element("v:textpath", {"on": "t", "fitshape": "t"}),
    )
    letters = {"style": 'font-family:"TH SarabunPSK";font-size:1pt', "string": text}
    shape = element(
        "v:shape",
        {
            "id": "PowerPlusWaterMarkObject1",
            "o:spid": "_x0000_s2049",
            "type": "#_x0000_t136",
            "alt": text,
            "style": style,
            "o:allowincell": "f",
            "fillcolor": _GREY,
            "stroked": "f",
        },
        element("v:fill", {"opacity": ".5"}),
        element("v:textpath", letters),
    )
    return w("pict", kind, shape)


# The geometry that Office gives to its plain-text word art (shape type 136).
_WORD_ART: Final = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)


def _picture(relation: str, extent: Extent) -> Element:
    shown = element(
        "pic:pic",
        None,
        element(
            "pic:nvPicPr",
            None,
            element("pic:cNvPr", {"id": 0, "name": relation}),
            element("pic:cNvPicPr"),
        ),
        element(
            "pic:blipFill",
            None,
            element("a:blip", {"r:embed": relation}),
            element("a:stretch", None, element("a:fillRect")),
        ),
        element("pic:spPr", None, *_outline(extent)),
    )
    return element("a:graphicData", {"uri": NAMESPACES["pic"]}, shown)


def _shape(extent: Extent, *last: Element) -> Element:
    rule, *content = last
    look = element("wps:spPr", None, *_outline(extent), element("a:noFill"), rule)
    shape = element("wps:wsp", None, element("wps:cNvSpPr"), look, *content)
    return element("a:graphicData", {"uri": NAMESPACES["wps"]}, shape)


def _outline(extent: Extent) -> tuple[Element, Element]:
    frame = element(
        "a:xfrm",
        None,
        element("a:off", {"x": 0, "y": 0}),
        element("a:ext", {"cx": emu(extent.width), "cy": emu(extent.height)}),
    )
    return frame, element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))


def _solid(colour: str) -> Element:
    return element("a:solidFill", None, element("a:srgbClr", {"val": colour}))


def _floating(anchor: Anchor, size: Element, properties: Element, held: Element) -> Element:
    if anchor.across is None:
        across = element("wp:align")
        across.text = "center"
    else:
        across = element("wp:posOffset")
        across.text = str(emu(anchor.across))
    down = element("wp:posOffset")
    down.text = str(emu(anchor.down))
    attributes: dict[str, str | int] = dict.fromkeys(("distT", "distB", "distL", "distR"), 0)
    attributes |= {"simplePos": 0, "relativeHeight": 251658240, "behindDoc": int(anchor.behind)}
    attributes |= {"locked": 0, "layoutInCell": 1, "allowOverlap": 1}
    return element(
        "wp:anchor",
        attributes,
        element("wp:simplePos", {"x": 0, "y": 0}),
        element("wp:positionH", {"relativeFrom": anchor.across_from}, across),
        element("wp:positionV", {"relativeFrom": anchor.down_from}, down),
        size,
        element("wp:wrapNone"),
        properties,
        held,
    )


def _alternative(drawing: Element) -> Element:
    """Return a drawing that a reader without Word 2010's shapes may pass over."""
    return element("mc:AlternateContent", None, element("mc:Choice", {"Requires": "wps"}, drawing))


def centred_line(text: str, face: Face) -> Element:
    """Return the one paragraph of a text box."""
    spacing = w(
        "spacing", before=0, after=0, line=twips(face.size * NATURAL_LINE), lineRule="atLeast"
    )
    properties = w("pPr", w("pStyle", val=style_id("secrecy")), spacing, w("jc", val="center"))
    return w("p", properties, text_run(text, face))
