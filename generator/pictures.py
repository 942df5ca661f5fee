"""Pictures: turns an office's emblem and its evidence pictures into bounded grey or colour PNG.

A picture comes from outside and may be hostile: its file must lie inside the office folder, is
bounded in bytes and pixels, is decoded by Pillow alone, and only its pixels go on. The emblem is
reduced to grey at print size; a large one would cost more time than the whole page.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from generator.measures import POINTS
from records.errors import PictureError, PictureTooLargeError, PictureTooWideError

if TYPE_CHECKING:
    from pathlib import Path

    from records.case import Document

MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000
EMBLEM_DPI = 600
PICTURE_DPI = 200
INCH = 25.4
_FORMATS = ("PNG", "JPEG")
_VECTOR = ".svg"


def pictures(document: Document, emblem_height: float) -> dict[str, bytes]:
    """Return the document's pictures as PNG, by the names that its HTML gives them.

    `emblem_height` is in points.

    Raises:
        PictureError: a file is missing, outside the folder, too large or no picture.
    """
    found: dict[str, bytes] = {}
    if document.office.emblem:
        data = read(document.folder, document.office.emblem)
        height = round(emblem_height / POINTS["mm"] / INCH * EMBLEM_DPI)
        found["saraban:emblem"] = emblem(data, document.office.emblem, height)
    for index, picture in enumerate(getattr(document.record, "pictures", ()), 1):
        data = read(document.folder, picture.file)
        width = round(picture.width / INCH * PICTURE_DPI)
        found[f"saraban:picture/{index}"] = reduced(data, picture.file, width)
    return found


def read(folder: Path, name: str) -> bytes:
    """Read a file inside the office folder; links that lead out of it are refused."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise PictureError(file=name, detail="it lies outside the office folder")
        if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
            raise PictureError(file=name, detail="it cannot be read")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, names with NUL
        detail = getattr(error, "strerror", None) or "it cannot be read"
        raise PictureError(file=name, detail=detail) from error
    if len(data) > MAX_BYTES:
        raise PictureTooLargeError(file=name, limit=MAX_BYTES)
    return data


def emblem(data: bytes, name: str, height: int) -> bytes:
    """Return the emblem as grey PNG of the given height in pixels."""
    if name.lower().endswith(_VECTOR):
        data = _drawn(data, name, height)
    image = _on_white(_decoded(data, name))
    width = max(1, round(image.width * height / image.height))
    if width * height > MAX_PIXELS:
        raise PictureTooWideError(file=name, limit=MAX_PIXELS)
    return _png(image.convert("L").resize((width, height), Image.Resampling.LANCZOS))


def reduced(data: bytes, name: str, width: int) -> bytes:
    """Return a picture as PNG, no wider than the given pixels."""
    image = _on_white(ImageOps.exif_transpose(_decoded(data, name)))
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    return _png(image)


def _decoded(data: bytes, name: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise PictureTooWideError(file=name, limit=MAX_PIXELS)
            image.load()
    except UnidentifiedImageError as error:
        raise PictureError(file=name, detail="it is not a PNG or JPEG picture") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(file=name, detail="the picture is damaged") from error
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """Return a picture's pixels as they look on paper: eight bits, nothing transparent."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if "transparency" not in image.info and image.mode not in ("RGBA", "LA", "PA"):
        return image.convert("RGB")
    seen = image.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(ground, seen).convert("RGB")


def _drawn(data: bytes, name: str, height: int) -> bytes:
    from generator.pdf.vector import drawn  # noqa: PLC0415  # heavy, and only for SVG emblems

    return drawn(data, name, height)


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=6, icc_profile=None)
    return target.getvalue()
