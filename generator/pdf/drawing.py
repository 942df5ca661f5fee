"""Drawing: writes a line's glyphs so that the text read back is the text of the record.

WeasyPrint gives a glyph the text of the place where it was first seen, which is wrong for Thai,
where one cluster has several glyphs. Here each glyph stands for what the font says (fonts/
glyphs.json), the joiners that hold phrases together leave no glyph, and the gaps of Thai
justification are added between clusters.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from generator.font import FAMILY, Face, face
from records.errors import MissingLetterError

_THOUSAND = 1000
_BOLD = 600
_EMPTY = 0x0FFFFFFF
_UNKNOWN = 0x10000000
_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"
_TONES = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
_NO_GAP_BEFORE = frozenset(f"{_MARKS}{_TONES}\u0e33\u2060\u200b")


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
) -> list[Any]:
    """Draw the single line of a text box; returns no emoji, since none is ever drawn."""
    del text_overflow, block_ellipsis  # no style sheet of ours cuts text off
    if not textbox.text.strip():
        return []
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003  # C call
    first_line, _ = layout.get_first_line()
    stream.set_text_matrix(*matrix.values)
    encoded = layout.text.encode()
    gap = getattr(textbox, "cluster_gap", 0.0)
    run = first_line.runs[0]
    while run != ffi.NULL:
        _draw_run(stream, run.data, encoded, gap)
        run = run.next
    return []


def install() -> None:
    """Put this drawing in the place of WeasyPrint's own."""
    text.draw_first_line = draw_first_line


def _draw_run(stream: Any, item: Any, encoded: bytes, gap: float) -> None:
    pango_font = item.item.analysis.font
    font, size = stream.add_font(pango_font)
    texts = _face_of(font, item, encoded).texts
    stream.set_font_size(font.hash, size)
    string = item.glyphs
    offset, length = item.item.offset, item.item.length
    gaps = _gaps(string, encoded[offset : offset + length], gap * _THOUSAND / size) if gap else ()
    pieces: list[str] = ["<"]
    shift = 0.0  # what the next glyph stands further left, in thousandths of an em
    for index, info in enumerate(string.glyphs[0 : string.num_glyphs]):
        glyph, width = info.glyph, info.geometry.width * _THOUSAND * FROM_UNITS / size
        gap_after = gaps[index] if gaps else 0.0
        if glyph == _EMPTY or (width == 0 and texts.get(glyph) == " "):
            shift -= gap_after
            continue
        font.to_unicode[glyph] = texts[glyph]
        if whole := round(shift):
            pieces.append(f">{whole}<")
        pieces.append(f"{glyph:04x}")
        shift += _logical(stream, font, pango_font, glyph, size) - width - gap_after - whole
    pieces.append(f">{round(shift)}<>" if round(shift) else ">")  # the next run begins there
    stream.show_text("".join(pieces).replace("<>", ""))


def _logical(stream: Any, font: Any, pango_font: Any, glyph: int, size: float) -> int:
    """Return how far a glyph moves by itself, as the font in the file will say."""
    if glyph not in font.widths:
        font.widths[glyph] = _width(stream, pango_font, glyph, size)
    width: int = font.widths[glyph]
    return width


def _gaps(string: Any, run: bytes, gap: float) -> list[float]:
    """Return the gap after each glyph, in thousandths of an em: where a new cluster follows.

    A joiner leaves no glyph, so the gap of the letter behind it falls on the joiner's place.
    """
    clusters = string.log_clusters
    count = string.num_glyphs
    gaps = [gap] * count
    for index in range(count - 1):
        following = clusters[index + 1]
        character = run[following : following + 3].decode(errors="ignore")[:1]
        if following == clusters[index] or character in _NO_GAP_BEFORE:
            gaps[index] = 0.0
    return gaps


def _width(stream: Any, pango_font: Any, glyph: int, size: float) -> int:
    pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
    width: int = round(stream.logical_rect.width * _THOUSAND * FROM_UNITS / size)
    return width


def _face_of(font: Any, item: Any, encoded: bytes) -> Face:
    if font.family != FAMILY or any(
        info.glyph & _UNKNOWN for info in item.glyphs.glyphs[0 : item.glyphs.num_glyphs]
    ):
        start = item.item.offset
        shown = encoded[start : start + item.item.length].decode(errors="replace")
        raise MissingLetterError(text=shown)
    bold, italic = font.weight >= _BOLD, bool(font.style)
    return face(("Bold" if bold else "") + ("Italic" if italic else "") or "Regular")
