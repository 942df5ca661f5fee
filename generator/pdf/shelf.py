"""The shelf: all that the printer may read, by name; any other address is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.font import STYLES, face
from records.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

_DOTS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {step} {line}" width="{step}pt"'
    ' height="{line}pt"><circle cx="{middle}" cy="{y}" r="{radius}"/></svg>'
)
_FONT = "saraban:font/"
DOT_RISE = 5.5  # pt above the foot of the line: just below the letters' baseline


def dots(line: float, size: float, step: float) -> bytes:
    """Return one dot of a dotted leader as SVG, at the foot of a line of the given height (pt)."""
    svg = _DOTS.format(
        step=step, line=line, middle=step / 2, y=round(line - DOT_RISE, 2), radius=size / 2
    )
    return svg.encode()


class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Serves fonts, the dotted leader and a document's pictures from memory."""

    def __init__(self, house: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("saraban",), fail_on_errors=True)
        self.house = house
        self.pictures: Mapping[str, bytes] = {}

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return what stands under a name.

        Raises:
            ResourceError: nothing does; no file is opened and no address reached.
        """
        del headers
        style = url.removeprefix(_FONT)
        data = self.pictures.get(url, self.house.get(url))
        if data is None and url.startswith(_FONT) and style in STYLES:
            data = face(style).data
        if data is None:
            raise ResourceError(address=url)
        kind = "image/svg+xml" if data.startswith(b"<svg") else "application/octet-stream"
        return URLFetcherResponse(url, data, {"Content-Type": kind})
