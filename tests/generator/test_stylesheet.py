"""The style sheet: measures and paragraph styles as CSS that parses, with every name known."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
import tinycss2
from jinja2 import TemplateNotFound, UndefinedError

from generator.measures import Measures
from generator.pdf.stylesheet import BASE, ELEMENTS, ITALIC, PARAGRAPHS, SECRECY, css
from records.kind import KINDS, PAPERS

USUAL = Measures.of({})
KIND_SHEETS = tuple(f"{kind}.css.j2" for kind in (*KINDS, *PAPERS))
PLAIN = pytest.mark.parametrize("name", [BASE, ELEMENTS, ITALIC, *KIND_SHEETS])


def errors(nodes: list[Any]) -> list[str]:
    """Return every error in a tree of CSS, declarations of rules included."""
    found = []
    for node in nodes:
        if node.type == "error":
            found.append(node.message)
        for inside in (getattr(node, "prelude", None), getattr(node, "content", None)):
            found += errors(inside or [])
        if node.type == "qualified-rule":
            found += errors(tinycss2.parse_blocks_contents(node.content))
    return found


def parsed(text: str) -> list[Any]:
    nodes: list[Any] = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    assert errors(nodes) == []
    return nodes


def paragraphs(*names: str, measures: Measures = USUAL) -> str:
    return css(PARAGRAPHS, measures, styles=[measures.styles[name] for name in names])


class TestSheets:
    @PLAIN
    def test_is_css(self, name: str) -> None:
        parsed(css(name, USUAL))

    @PLAIN
    def test_no_template_is_left_in_it(self, name: str) -> None:
        assert re.findall(r"\{\{|\}\}\s*\}\}|\{%|\{#|None|Undefined", css(name, USUAL)) == []

    @PLAIN
    def test_reads_nothing_but_the_shelf(self, name: str) -> None:
        addresses = re.findall(r"url\(([^)]*)\)|@import ([^;]*)", css(name, USUAL))
        assert all(address.strip("\"'").startswith("saraban:") for address, _ in addresses)
        assert all(not imported for _, imported in addresses)

    @PLAIN
    def test_names_no_other_font(self, name: str) -> None:
        families = re.findall(r'font(?:-family)?: [^;}]*?"([^"]*)"', css(name, USUAL))
        assert set(families) <= {"TH SarabunPSK"}

    def test_every_kind_has_one(self) -> None:
        named = {path.name for path in files("templates_th").iterdir()}
        assert set(KIND_SHEETS) <= named

    def test_follows_an_offices_settings(self) -> None:
        wide = Measures.of({"margin_top": 30.0})
        assert css(BASE, wide) != css(BASE, USUAL)
        assert f"margin-top: {round(wide['margin_top'], 3)}pt" in css(BASE, wide)

    def test_lengths_are_short(self) -> None:
        numbers = re.findall(r"\d+\.(\d+)pt", css(BASE, USUAL))
        assert numbers
        assert max(map(len, numbers)) <= 3

    def test_a_measure_that_is_missing(self) -> None:
        lengths = {name: value for name, value in USUAL.lengths.items() if name != "margin_top"}
        with pytest.raises(UndefinedError, match="margin_top"):
            css(BASE, replace(USUAL, lengths=lengths))

    @pytest.mark.parametrize(
        "name",
        ["no.css.j2", "/etc/passwd", "../fonts/glyphs.json", "measures.yaml", "__init__.py", ""],
    )
    def test_no_such_sheet(self, name: str) -> None:
        with pytest.raises(TemplateNotFound):
            css(name, USUAL)

    def test_secrecy(self) -> None:
        text = css(SECRECY, USUAL, word="ลับ")
        parsed(text)
        assert text.count('content: "ลับ"') == 3
        with pytest.raises(UndefinedError):
            css(SECRECY, USUAL)


class TestParagraphs:
    @pytest.mark.parametrize("name", USUAL.styles)
    def test_each_style_is_one_rule(self, name: str) -> None:
        rules = parsed(paragraphs(name))
        (rule,) = [node for node in rules if node.type == "qualified-rule"]
        assert tinycss2.serialize(rule.prelude).strip() == f".{name}"

    @pytest.mark.parametrize("name", USUAL.styles)
    def test_says_what_the_style_says(self, name: str) -> None:
        style = USUAL.styles[name]
        text = paragraphs(name)
        assert ("font-weight: bold" in text) == style.bold
        assert ("break-after: avoid" in text) == style.keep_next
        assert ("text-align: justify" in text) == (style.align == "thai")
        assert ("text-align: center" in text) == (style.align == "center")
        assert ("font-size" in text) == (style.size != USUAL["text_size"])
        assert ("margin-left" in text) == bool(style.left)
        assert ("margin-top" in text) == bool(style.before)
        assert ("line-height: 1.331" in text) == (style.line is None)
        assert ("color" in text) == (style.colour is not None)

    def test_a_hanging_line(self) -> None:
        hang = USUAL["head_hang"]
        text = paragraphs("head")
        assert float(re.findall(r"text-indent: (-[\d.]+)pt", text)[0]) == pytest.approx(-hang)
        assert float(re.findall(r"margin-left: ([\d.]+)pt", text)[0]) == pytest.approx(hang)

    def test_none(self) -> None:
        assert parsed(paragraphs()) == []
