"""Vector: draws an SVG emblem as a PNG, with no access to files or addresses."""

from __future__ import annotations

import io

import pypdfium2

import generator.pdf.engine  # noqa: F401  # isort: skip  # first: imports WeasyPrint its own way

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from generator.pdf.shelf import Shelf
from records.errors import PictureError, PictureTooLargeError, ResourceError

MAX_SVG = 2_000_000
_SIZE = 100  # mm, of the page that the emblem is drawn on before it is scaled
_PAGE = """<style>
@page {{ size: {size}mm; margin: 0 }}
head, style {{ display: none }}
html, body, img {{ display: block; margin: 0 }}
img {{ height: {size}mm }}
</style><img src="saraban:svg">"""


def drawn(data: bytes, name: str, height: int) -> bytes:
    """Return the SVG drawn `height` pixels high, cut to its own width.

    Raises:
        PictureError: it is no SVG, too large, or names something outside itself.
    """
    if len(data) > MAX_SVG:
        raise PictureTooLargeError(file=name, limit=MAX_SVG)
    if b"<!ENTITY" in data:
        raise PictureError(file=name, detail="an SVG emblem may not declare entities")
    shelf = Shelf({})
    shelf.pictures = {"saraban:svg": data[data.find(b"<svg") :]}
    try:
        pdf = HTML(string=_PAGE.format(size=_SIZE), url_fetcher=shelf).write_pdf()
    except FatalURLFetchingError as error:
        if isinstance(error.__cause__, ResourceError):
            raise error.__cause__ from error
        raise PictureError(file=name, detail="it cannot be drawn") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise PictureError(file=name, detail="it cannot be drawn") from error
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=height / page.get_height()).to_pil().convert("L")
    box = image.point(lambda value: 255 - value).getbbox()
    if box is None:
        raise PictureError(file=name, detail="it draws nothing")
    target = io.BytesIO()
    image.crop((box[0], 0, box[2], image.height)).save(target, "PNG")
    return target.getvalue()
