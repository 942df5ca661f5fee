"""The fonts: whole, licensed, and each glyph's text is what was typed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz

REPOSITORY = Path(__file__).parents[1]
FONTS = REPOSITORY / "fonts"
ENTRIES: list[dict[str, Any]] = json.loads((FONTS / "glyphs.json").read_text(encoding="utf-8"))

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", *"ะัาิีึืฺุู็ํ"]
TONES = ["", *"่้๊๋์"]
DRAWN_AS_LAKKHANGYAO = ("ฤา", "ฦา")


@pytest.fixture(params=ENTRIES, ids=lambda entry: entry["file"])
def entry(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.param
    return found


def typed_back(entry: dict[str, Any], text: str) -> str:
    """Shape a text with the font, and spell the glyphs."""
    font = uharfbuzz.Font(uharfbuzz.Face((FONTS / entry["file"]).read_bytes()))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return "".join(entry["texts"].get(str(glyph.codepoint), "�") for glyph in buffer.glyph_infos)


def draws(entry: dict[str, Any], character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in entry["characters"])


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    target = tmp_path / "glyphs.json"
    script = REPOSITORY / "scripts" / "glyph_texts.py"
    subprocess.run([sys.executable, str(script), str(target)], check=True)
    assert target.read_bytes() == (FONTS / "glyphs.json").read_bytes()


def test_every_font_file_has_an_entry() -> None:
    assert {entry["file"] for entry in ENTRIES} == {path.name for path in FONTS.glob("*.ttf")}
    assert [entry["style"] for entry in ENTRIES] == ["Regular", "Bold", "Italic", "Bold Italic"]
    assert {entry["family"] for entry in ENTRIES} == {"TH SarabunPSK"}


def test_the_file_is_the_one_that_was_read(entry: dict[str, Any]) -> None:
    content = (FONTS / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_the_licence_lies_beside_the_fonts() -> None:
    licence = (FONTS / "LICENSE-THSarabunPSK.txt").read_text(encoding="utf-8")
    assert "TH Sarabun" in licence


class TestTexts:
    @pytest.mark.parametrize("consonant", CONSONANTS)
    def test_every_cluster_comes_back(self, entry: dict[str, Any], consonant: str) -> None:
        clusters = [consonant + vowel + tone for vowel in VOWELS for tone in TONES]
        clusters += [f"{consonant}{tone}ำ" for tone in TONES]
        clusters += [f"{lead}{consonant}{tone}" for lead in "เแโใไ" for tone in TONES]
        wrong = [
            cluster
            for cluster in clusters
            if not cluster.startswith(DRAWN_AS_LAKKHANGYAO)
            and typed_back(entry, cluster) != cluster
        ]
        assert wrong == []

    @pytest.mark.parametrize(
        "text",
        [
            "ก้ำ ปำ ป้ำ ฝ่ำ ญุ ฐู ปี่ ฟื้น",
            "๐๑๒๓๔๕๖๗๘๙ ฯ ๆ ฯลฯ ๏ ๚ ๛ ฿",
            "ฤๅษี ฦๅ",
            "office ffi fl first",
            "1/2 ½ abc (A-Z) “” ‘’ – — …",
            "ตก\u00a0๐๑๓๒/๓๒",
            "https://example.go.th/~a?b=c&d=e#f_g",
        ],
    )
    def test_text_comes_back(self, entry: dict[str, Any], text: str) -> None:
        assert typed_back(entry, text) == text

    def test_sara_aa_after_ru_is_drawn_and_read_as_lakkhangyao(self, entry: dict[str, Any]) -> None:
        assert [typed_back(entry, word) for word in DRAWN_AS_LAKKHANGYAO] == ["ฤๅ", "ฦๅ"]
        assert typed_back(entry, "ฤ\u200cา") == "ฤ า"

    # The font's own rule draws nothing there, so it must not pass for a printed yamakkan.
    @pytest.mark.parametrize("tall", ["ป", "ฝ", "ฟ", "ฬ"])
    def test_yamakkan_over_a_tall_consonant_has_no_text(
        self, entry: dict[str, Any], tall: str
    ) -> None:
        assert typed_back(entry, f"{tall}๎") == f"{tall}�"
        assert typed_back(entry, "ก๎") == "ก๎"

    def test_no_text_is_a_private_or_presentation_character(self, entry: dict[str, Any]) -> None:
        wrong = [
            text
            for text in entry["texts"].values()
            if any(0xE000 <= ord(character) < 0xFE00 or ord(character) < 0x20 for character in text)
        ]
        assert wrong == []


class TestCharacters:
    def test_thai_latin_and_the_signs_of_the_office_are_drawn(self, entry: dict[str, Any]) -> None:
        assert all(draws(entry, character) for character in "กฮะูเๆ็๎๏๐๙๚๛฿azAZ09–—“”…\u00a0")

    def test_what_the_font_lacks_is_not(self, entry: dict[str, Any]) -> None:
        assert not any(draws(entry, character) for character in "漢я\u2060\u200b\u0e00\uf700\x8e☑")
