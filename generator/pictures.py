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
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise PictureError(file=name, detail="it lies outside the office folder")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise PictureError(file=name, detail=error.strerror or "it cannot be read") from error
    if len(data) > MAX_BYTES:
        raise PictureTooLargeError(file=name, limit=MAX_BYTES)
    return data


def emblem(data: bytes, name: str, height: int) -> bytes:
    """Return the emblem as grey PNG of the given height in pixels."""
    if name.lower().endswith(_VECTOR):
        data = _drawn(data, name, height)
    image = _decoded(data, name)
    ground = Image.new("LA", image.size, (255, 255))
    grey = Image.alpha_composite(ground.convert("RGBA"), image.convert("RGBA")).convert("L")
    width = max(1, round(image.width * height / image.height))
    return _png(grey.resize((width, height), Image.Resampling.LANCZOS))


def reduced(data: bytes, name: str, width: int) -> bytes:
    """Return a picture as PNG, no wider than the given pixels."""
    image = ImageOps.exif_transpose(_decoded(data, name)).convert("RGB")
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


def _drawn(data: bytes, name: str, height: int) -> bytes:
    from generator.pdf.vector import drawn  # noqa: PLC0415  # heavy, and only for SVG emblems

    return drawn(data, name, height)


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=False, compress_level=6)
    return target.getvalue()
