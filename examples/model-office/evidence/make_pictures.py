# ruff: noqa: INP001 - a script beside the pictures that it draws, not a package
"""Draws the two pictures of the evidence sheets: a made-up website that shows the case's documents.

Run it from the top of the repository: ``python examples/model-office/evidence/make_pictures.py``.
The words on the pictures are those of the case, so that picture and paper cannot differ.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont, features

from records.case import Case, Tie, load_case
from records.digits import print_digits

if TYPE_CHECKING:
    from records.kinds.evidence_sheet import Picture

OFFICE = Path(__file__).resolve().parent.parent
CASE = OFFICE / "cases" / "website-2568"
SIZE = WIDTH, HEIGHT = 1280, 800
SIDE = 300
LEFT, RIGHT = SIDE + 40, WIDTH - 40
GREEN, PALE, INK, GREY, RED = "#14532d", "#ecfdf5", "#111827", "#6b7280", "#b91c1c"
COLOURS = 48
MENU = (
    "หน้าแรก",
    "เกี่ยวกับหน่วยงาน",
    "ข่าวประชาสัมพันธ์",
    "ศูนย์ข้อมูลข่าวสาร",
    "คู่มือสำหรับประชาชน",
    "การเผยแพร่ข้อมูลต่อสาธารณะ",
    "ติดต่อหน่วยงาน",
)
HERE = MENU[5]
NOT_REAL = "ภาพตัวอย่าง ไม่ใช่เว็บไซต์จริง"
NO_SHAPING = "Pillow cannot shape Thai here: it finds no fribidi library for raqm"


def main() -> None:
    """Draw every picture that an evidence sheet of the case names."""
    if not features.check("raqm"):
        raise SystemExit(NO_SHAPING)
    case = load_case(CASE)
    for sheet in case.documents:
        for picture in getattr(sheet.record, "pictures", ()):
            shown = sheet.ties[Tie.SHOWS]
            titles = [document.title for document in case.documents if document.id in shown]
            page = _page(case, picture, tuple(map(print_digits, titles)))
            page.save(OFFICE / picture.file, optimize=True)


def _page(case: Case, picture: Picture, titles: tuple[str, ...]) -> Image.Image:
    page = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(page)
    _frame(draw, case.office.name, picture.address or "")
    draw.text((LEFT, 196), HERE, GREEN, _font(44, bold=True))
    draw.text((LEFT, 250), f"เผยแพร่เมื่อ {picture.shown}", GREY, _font(28))
    top = 304
    for number, title in enumerate(titles, 1):
        top = _entry(draw, top, print_digits(f"{number}. {title}"))
    return _marked(page).quantize(COLOURS, dither=Image.Dither.NONE)


def _frame(draw: ImageDraw.ImageDraw, office: str, address: str) -> None:
    draw.rectangle((0, 0, WIDTH, 56), "#e5e7eb")
    draw.rounded_rectangle((120, 10, WIDTH - 40, 46), 18, "white")
    draw.text((144, 12), address, INK, _font(26))
    for place in range(3):
        draw.ellipse((24 + place * 28, 20, 40 + place * 28, 36), "#9ca3af")
    draw.rectangle((0, 56, WIDTH, 160), GREEN)
    draw.text((40, 74), office, "white", _font(54, bold=True))
    draw.rectangle((0, 160, SIDE, HEIGHT), PALE)
    for place, words in enumerate(MENU):
        top = 190 + place * 52
        if words == HERE:
            draw.rectangle((0, top - 6, SIDE, top + 42), "#bbf7d0")
        draw.text((28, top), words, GREEN, _font(29, bold=words == HERE))
    draw.rectangle((0, HEIGHT - 44, WIDTH, HEIGHT), RED)
    draw.text((WIDTH / 2, HEIGHT - 22), NOT_REAL, "white", _font(32, bold=True), "mm")


def _entry(draw: ImageDraw.ImageDraw, top: int, title: str) -> int:
    """Draw one document of the list; return where the next one begins."""
    draw.rounded_rectangle((LEFT, top + 2, LEFT + 58, top + 34), 6, RED)
    draw.text((LEFT + 29, top + 18), "PDF", "white", _font(24, bold=True), "mm")
    for line in _lines(title, RIGHT - LEFT - 76):
        draw.text((LEFT + 76, top), line, INK, _font(28))
        top += 34
    draw.line((LEFT, top + 8, RIGHT, top + 8), "#d1d5db")
    return top + 18


def _lines(text: str, room: int) -> list[str]:
    """Break text at its spaces so that no line is wider than the room, in pixels."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _font(28).getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _marked(page: Image.Image) -> Image.Image:
    layer = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    draw.text((WIDTH / 2 + 140, 470), "ตัวอย่าง", (185, 28, 28, 40), _font(300, bold=True), "mm")
    layer = layer.rotate(20, Image.Resampling.BICUBIC)
    return Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB")


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    face = "Bold" if bold else "Regular"
    return ImageFont.truetype(str(files("fonts") / f"THSarabunPSK-{face}.ttf"), size)


if __name__ == "__main__":
    main()
