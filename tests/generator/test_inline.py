"""Inline: one line as typed becomes the words of a page, as safe HTML."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makings import lines
from markupsafe import Markup

from generator.inline import line, typed, words
from generator.protection import plain
from records.dates import ThaiDate
from records.digits import print_digits

TYPED = re.compile(r'<span class="typed">(.*?)</span>', re.DOTALL)


def read(text: Markup) -> str:
    """Return the text of one line of HTML that holds no elements but typed text."""
    return plain(html.unescape(TYPED.sub(r"\1", str(text))))


class TestDigits:
    """Arabic digits print as Thai digits; addresses and foreign text stay as typed."""

    @pytest.mark.parametrize(
        ("text", "printed"),
        [
            ("พ.ศ. 2563", "พ.ศ. ๒๕๖๓"),
            ("1,234.50", "๑,๒๓๔.๕๐"),
            ("`ISO 9001` 9001", "ISO 9001 ๙๐๐๑"),
            ("www.example.go.th/25 25", "www.example.go.th/25 ๒๕"),
            ("a25@example.go.th", "a25@example.go.th"),
            ("`25`25`25`", "25๒๕25"),
            ("` 25 `", " 25 "),
            ("`25", "`๒๕"),
            ("``", "``"),
            ("", ""),
        ],
    )
    def test_of_a_line(self, text: str, printed: str) -> None:
        assert read(line(text)) == printed

    def test_what_is_no_text_prints_as_it_is_written(self) -> None:
        assert read(line(ThaiDate.parse("13 กุมภาพันธ์ 2563"))) == "๑๓ กุมภาพันธ์ ๒๕๖๓"

    @given(lines())
    def test_of_generated_lines(self, text: str) -> None:
        assert read(line(text)).split() == print_digits(text).split()


class TestMarkup:
    @pytest.mark.parametrize(
        "text",
        [
            "<b>ก</b>",
            "a & b",
            "\"ก\" 'ข'",
            "`<b>&amp;</b>`",
            "&lt;",
            "<!--",
            "`'\"`",
            "</p><script>",
        ],
    )
    def test_prints_as_it_was_typed(self, text: str) -> None:
        made = line(text)
        assert "<" not in TYPED.sub("", str(made))
        assert read(made) == text.replace("`", "")

    def test_even_what_says_that_it_is_safe(self) -> None:
        assert line(Markup("<b>ก</b>")) == "&lt;b&gt;ก&lt;/b&gt;"

    @given(st.text())
    def test_any_line_is_safe(self, text: str) -> None:
        rest = TYPED.sub(r"\1", str(line(text)))
        assert not set(rest) & set("<>\"'")
        assert re.findall(r"&(?!amp;|lt;|gt;|#34;|#39;)", rest) == []

    @given(st.text(st.sampled_from("<>&\"'`ก1")))
    def test_typed_text_is_safe(self, text: str) -> None:
        made = str(typed(text))
        assert made.startswith('<span class="typed">')
        assert html.unescape(made[20:-7]) == text
        assert not set(made[20:-7]) & set("<>\"'")


class TestMarks:
    """น ำ ้ and น ้ ำ look the same on paper; a reader of the page gets the second."""

    @pytest.mark.parametrize("tone", "่้๊๋")
    def test_a_tone_stands_before_sara_am(self, tone: str) -> None:
        assert words(f"น\u0e33{tone}") == f"น{tone}\u0e33"
        assert words(f"น{tone}\u0e33") == f"น{tone}\u0e33"

    def test_in_foreign_text_too_it_stays_as_typed(self) -> None:
        assert read(line("`นำ้`")) == "นำ้"


class TestNames:
    def test_are_held(self) -> None:
        free = line("นายสมชาย ตัวอย่างดี")
        assert " " in free
        held = line("นายสมชาย ตัวอย่างดี", ("นายสมชาย ตัวอย่างดี",))
        assert " " not in held
        assert read(held) == read(free)
