"""The font files → `fonts/glyphs.json`: what text each glyph stands for.

Run `python scripts/glyph_texts.py [TARGET]` after a font file was changed. For each font the result
holds the file's name and SHA-256, family, style, `texts` (glyph id → Unicode text) and `characters`
(inclusive ranges of the code points that the font draws).

A glyph's text is its own code point, if that is a real character. Otherwise it is what the
substitutions of the font (GSUB) make the glyph from: the lowered mai ek of a tall consonant is
still a mai ek, the ligature fi is the letters f and i. A glyph that neither explains has no text.

HarfBuzz shapes these fonts by their other table of rules (morx), because their GSUB names no Thai
script. Both say the same, but that morx replaces the yamakkan of a tall consonant by a blank.
"""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FONTS = Path(__file__).parents[1] / "fonts"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")

# Control, private-use and unassigned code points name no character that a reader could know.
NAMELESS = frozenset({"Cc", "Co", "Cn"})
# The long vowel of these two letters is lakkhangyao; the font also takes the sara aa that is often
# typed for it, and draws the same sign.
SPELLINGS = {"\u0e24\u0e32": "\u0e24\u0e45", "\u0e26\u0e32": "\u0e26\u0e45"}
# Glyphs that were given code points, such as fi: GSUB says which letters they show.
PRESENTATION_FORMS = frozenset(range(0xFB00, 0xFE00)) | frozenset(range(0xFE70, 0xFF00))
SINGLE, LIGATURE = 1, 4
CONTEXTUAL = frozenset({5, 6})  # These name places where other lookups apply, and change nothing.
GLYPHS_PER_LINE = 16


class UnknownSubstitutionError(Exception):
    """The font substitutes glyphs in a way whose meaning this script does not know."""


def main(target: Path) -> None:
    """Write the JSON text for the four fonts to the target."""
    fonts = [_entry(FONTS / f"THSarabunPSK-{style}.ttf") for style in STYLES]
    target.write_text("[\n" + ",\n".join(fonts) + "\n]\n", encoding="utf-8", newline="\n")


def _entry(path: Path) -> str:
    with TTFont(path) as font:
        fields = {
            "file": _json(path.name),
            "sha256": _json(hashlib.sha256(path.read_bytes()).hexdigest()),
            "family": _json(font["name"].getDebugName(1)),
            "style": _json(font["name"].getDebugName(2)),
            "characters": _json(list(_ranges(_characters(font)))),
            "texts": _json_lines(
                {font.getGlyphID(glyph): text for glyph, text in _texts(font).items()}
            ),
        }
    return "{\n" + ",\n".join(f'"{name}": {value}' for name, value in fields.items()) + "\n}"


def _characters(font: TTFont) -> list[int]:
    """Return the code points that the font draws and that name a character, in order."""
    return [
        code
        for code in sorted(font.getBestCmap())
        if unicodedata.category(chr(code)) not in NAMELESS
    ]


def _texts(font: TTFont) -> dict[str, str]:
    """Return the text of each glyph name that has one, in no particular order."""
    texts: dict[str, str] = {}
    cmap = font.getBestCmap()
    for code in _characters(font):
        if code not in PRESENTATION_FORMS:
            texts.setdefault(cmap[code], chr(code))
    rules = sorted(_substitutions(font))
    while found := _derived(rules, texts):
        texts |= found
    return texts


def _derived(rules: Iterable[tuple[tuple[str, ...], str]], texts: dict[str, str]) -> dict[str, str]:
    """Return the texts that one more application of the rules gives to glyphs without one."""
    found: dict[str, str] = {}
    for parts, glyph in rules:
        if glyph in texts or not all(part in texts for part in parts):
            continue
        text = "".join(texts[part] for part in parts)
        text = SPELLINGS.get(text, text)
        if found.setdefault(glyph, text) != text:
            message = f"{glyph} stands for {found[glyph]!a} and for {text!a}"
            raise UnknownSubstitutionError(message)
    return found


def _substitutions(font: TTFont) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every substitution of the font as (the glyphs replaced, the glyph that is drawn)."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if table.LookupType == SINGLE:
                yield from (((source,), target) for source, target in table.mapping.items())
            elif table.LookupType == LIGATURE:
                for first, ligatures in table.ligatures.items():
                    for ligature in ligatures:
                        yield (first, *ligature.Component), ligature.LigGlyph
            elif table.LookupType not in CONTEXTUAL:
                message = f"lookup type {table.LookupType}"
                raise UnknownSubstitutionError(message)


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for code in codes:
        if first is None or last is None:
            first = last = code
        elif code == last + 1:
            last = code
        else:
            yield first, last
            first = last = code
    if first is not None and last is not None:
        yield first, last


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def _json_lines(texts: dict[int, str]) -> str:
    """Return an object of glyph ids and texts, a few pairs a line, so that a diff can be read."""
    pairs = [f'"{glyph}": {_json(text)}' for glyph, text in sorted(texts.items())]
    lines = [
        ", ".join(pairs[start : start + GLYPHS_PER_LINE])
        for start in range(0, len(pairs), GLYPHS_PER_LINE)
    ]
    return "{\n" + ",\n".join(lines) + "\n}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FONTS / "glyphs.json")
