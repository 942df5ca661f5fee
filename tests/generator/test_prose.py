"""Prose: Markdown as a clerk types it becomes blocks; no markup gets through."""

from __future__ import annotations

import re

import pytest
from elements import check, prose, read

from generator.prose import Lists
from generator.prose import prose as blocks
from records.digits import to_arabic
from records.record import Numbering

NUMBERS = re.compile(r'<span class="no">(.*?)</span>')


def numbers(text: str, numbering: Numbering = Numbering.DECIMAL) -> list[str]:
    return NUMBERS.findall(prose(text, numbering=numbering))


class TestLists:
    TEXT = """\
1. ก
   1. ข
      1. ค
         1. ง
         1. จ
      1. ฉ
   1. ช
1. ซ
   1. ฌ
"""

    @pytest.mark.parametrize(
        ("numbering", "expected"),
        [
            (Numbering.DECIMAL, "๑. ๑.๑ ๑.๑.๑ (๑) (๒) ๑.๑.๒ ๑.๒ ๒. ๒.๑"),
            (Numbering.PAREN, "(๑) (๑.๑) (๑.๑.๑) (๑) (๒) (๑.๑.๒) (๑.๒) (๒) (๒.๑)"),
            (Numbering.ITEM, "ข้อ_๑ ๑.๑ ๑.๑.๑ (๑) (๒) ๑.๑.๒ ๑.๒ ข้อ_๒ ๒.๑"),
        ],
    )
    def test_number_themselves(self, numbering: Numbering, expected: str) -> None:
        found = numbers(self.TEXT, numbering)
        assert found == [number.replace("_", " ") for number in expected.split()]

    def test_say_what_they_are(self) -> None:
        html = prose(self.TEXT, numbering=Numbering.PAREN)
        levels = re.findall(
            r'<p class="clause-(\d)" data-list="l1" data-level="(\d)" data-format="paren">', html
        )
        assert levels == [(level, level) for level in "123443212"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1. ก\n1. ข\n1. ค", "๑. ๒. ๓."),
            ("1. ก\n2. ข\n9. ค", "๑. ๒. ๓."),
            ("5. ก\n6. ข", "๕. ๖."),
            ("12) ก\n1) ข", "๑๒. ๑๓."),
            ("0. ก\n0. ข", "๐. ๑."),
            ("1. ก\n\n   4. ข\n   5. ค\n2. ง", "๑. ๑.๔ ๑.๕ ๒."),
            ("1. ก\n\nข\n\n1. ค", "๑. ๑."),
            ("1. ก\n\nข\n\n2. ค", "๑. ๒."),
            ("1. ก\n\n\n1. ข", "๑. ๒."),
            ("1. ก\n- ข\n1. ค", "๑. - ๑."),
            ("- ก\n- ข", "- -"),
            ("- ก\n   1. ข\n   1. ค\n- ง", "- ๑. ๒. -"),
            ("1. ก\n   - ข\n   - ค\n1. ง", "๑. - - ๒."),
            ("1. ก\n\n   ข\n1. ค", "๑. ๒."),
            ("999999999. ก", "๙๙๙๙๙๙๙๙๙."),
            ("1. ก\n   1. ข\n      1. ค\n         1. ง\n            1. จ", "๑. ๑.๑ ๑.๑.๑ (๑) (๒)"),
        ],
    )
    def test_count(self, text: str, expected: str) -> None:
        assert numbers(text) == expected.split()

    def test_each_list_has_a_name_of_its_own(self) -> None:
        lists = Lists()
        html = blocks("1. ก\n\nข\n\n1. ค", lists) + blocks("1. ง\n   - จ", lists)
        assert re.findall(r'data-list="(\w+)"', html) == ["l1", "l2", "l3", "l3"]

    def test_a_second_paragraph_has_no_number(self) -> None:
        html = prose("1. ก\n\n   ข")
        assert html.splitlines()[1] == '<p class="body">ข</p>'

    def test_in_a_cell_they_have_the_cells_style(self) -> None:
        assert prose("1. ก\n- ข", "cell-center") == (
            '<p class="cell-center"><span class="no">๑.</span> ก</p>\n'
            '<p class="cell-center"><span class="no">-</span> ข</p>\n'
        )


class TestTypedNumbers:
    """A number typed in Thai digits or in parts stays as it was typed."""

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("๒.๑ ก", '<p class="clause-2"><span class="no">๒.๑</span> ก</p>'),
            ("2.1 ก", '<p class="clause-2"><span class="no">๒.๑</span> ก</p>'),
            ("(๒.๑) ก", '<p class="clause-2"><span class="no">(๒.๑)</span> ก</p>'),
            ("๓. ก", '<p class="clause-1"><span class="no">๓.</span> ก</p>'),
            ("๑.๑.๙ ก", '<p class="clause-3"><span class="no">๑.๑.๙</span> ก</p>'),
            ("๒.๑ **ก**", '<p class="clause-2"><span class="no">๒.๑</span> <strong>ก</strong></p>'),
            ("ก ๒.๑", '<p class="body">ก ๒.๑</p>'),
        ],
    )
    def test_stay(self, text: str, html: str) -> None:
        assert prose(text) == f"{html}\n"

    def test_in_a_cell_they_are_words(self) -> None:
        assert prose("๒.๑ ก", "cell") == '<p class="cell">๒.๑ ก</p>\n'

    def test_a_typed_list_counts_nothing(self) -> None:
        assert numbers("๒.๑ ก\n\n๒.๑ ข\n\n1. ค") == ["๒.๑", "๒.๑", "๑."]


class TestBlocks:
    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("ก\n\nข", '<p class="body">ก</p>\n<p class="body">ข</p>'),
            ("ก\nข", '<p class="body">ก ข</p>'),
            ("ก  \nข", '<p class="body">ก<br>ข</p>'),
            ("# ก", '<h2 class="heading">ก</h2>'),
            ("## ก", '<h3 class="subheading">ก</h3>'),
            ("###### ก", '<h3 class="subheading">ก</h3>'),
            ("ก\n---\nข", '<p class="body">ก</p>\n<hr class="page">\n<p class="body">ข</p>'),
            ("ก\n===", '<p class="body">ก ===</p>'),
            ("> ก", '<p class="quote">ก</p>'),
            ("> > ก\n>\n> ข", '<p class="quote">ก</p>\n<p class="quote">ข</p>'),
            ("> ก\n\nข", '<p class="quote">ก</p>\n<p class="body">ข</p>'),
            ("```\n01 <\n```", '<p class="line"><span class="typed">01 &lt;</span></p>'),
            ("", ""),
            (" \n\n ", ""),
        ],
    )
    def test_of_each_sort(self, text: str, html: str) -> None:
        assert prose(text).rstrip("\n") == html

    def test_a_table(self) -> None:
        text = "| ก | ข | ค |\n|---|:-:|--:|\n| 1 | **2** | `3` |\n| 4 |"
        assert prose(text) == (
            '<table class="grid"><thead><tr><th><p class="cell-head">ก</p></th>'
            '<th><p class="cell-head">ข</p></th><th><p class="cell-head">ค</p></th></tr></thead>'
            '<tbody><tr><td><p class="cell">๑</p></td>'
            '<td><p class="cell-center"><strong>๒</strong></p></td>'
            '<td><p class="cell-right"><span class="typed">3</span></p></td></tr>'
            '<tr><td><p class="cell">๔</p></td><td><p class="cell-center"></p></td>'
            '<td><p class="cell-right"></p></td></tr></tbody></table>\n'
        )


class TestWords:
    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("**ก**", "<strong>ก</strong>"),
            ("*ก* _ข_", "<em>ก</em> <em>ข</em>"),
            ("***ก***", "<em><strong>ก</strong></em>"),
            ("ก**ข**ค", "ก<strong>ข</strong>ค"),
            ("a_b_c", "a_b_c"),
            ("5 * 3 * 2", "๕ * ๓ * ๒"),
            ("`01` 01", '<span class="typed">01</span> ๐๑'),
            ("``a`b``", '<span class="typed">a`b</span>'),
            ("\\*ก\\* \\`1\\`", "*ก* `๑`"),
            ("a & b", "a &amp; b"),
            ("&amp; &lt;b&gt; &copy;", "&amp;amp; &amp;lt;b&amp;gt; &amp;copy;"),
            ("www.a.go.th/25 25", "www.a.go.th/25 ๒๕"),
            ("https://a.go.th/25", "https://a.go.th/25"),
            ("https://a.go.th/a_b_c*d*", "https://a.go.th/a_b_c<em>d</em>"),
        ],
    )
    def test_of_each_sort(self, text: str, html: str) -> None:
        assert prose(text) == f'<p class="body">{html}</p>\n'


class TestLinks:
    """Links lead to http, https and mailto only."""

    @pytest.mark.parametrize(
        "address", ["https://a.go.th/25?x=1&y=2", "http://a.go.th", "mailto:a25@a.go.th"]
    )
    def test_are_made(self, address: str) -> None:
        href = address.replace("&", "&amp;")
        assert prose(f"[ก 1]({address})") == f'<p class="body"><a href="{href}">ก ๑</a></p>\n'

    @pytest.mark.parametrize(
        "address",
        [
            *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "file:///etc/passwd"),
            *(
                "data:text/html,x",
                "data:image/png;base64,AA",
                "ftp://a/b",
                "tel:1",
                "saraban:emblem",
            ),
            *(
                "/etc/passwd",
                "../a",
                "a.html",
                "#x",
                "//host/x",
                "\\\\host\\x",
                "blob:x",
                "about:x",
            ),
            *(
                "java\\script:x",
                "x:https://a",
                "%6aavascript:x",
                "<java script:x>",
                "&#106;avascript:x",
            ),
        ],
    )
    def test_are_not_made(self, address: str) -> None:
        for text in (f"[ก]({address})", f"<{address}>", f"[ก]({address} 'x')"):
            html = prose(text)
            assert "<a" not in html
            check(html)

    def test_an_address_cannot_leave_its_attribute(self) -> None:
        html = prose("[ก](https://a.th/\"onclick='x'><b>)")
        check(html)
        assert "<b" not in html

    @pytest.mark.parametrize("text", ["[ก]: https://a.th\n\n[ก]", "[ก][ข]\n\n[ข]: https://a.th"])
    def test_are_not_named_elsewhere(self, text: str) -> None:
        assert "<a" not in prose(text)
        assert "https://a.th" in read(prose(text))


class TestMarkup:
    """Raw HTML and pictures never get through."""

    @pytest.mark.parametrize(
        "text",
        [
            *("<b>ก</b>", "<script>alert(1)</script>", "<!-- ก -->", "<?x?>", "<![CDATA[x]]>"),
            *(
                "<div>\n\nก\n\n</div>",
                "<img src=x onerror=y>",
                "<p class=clause-1>",
                "</p>",
                "<!X>",
            ),
            *("<a href='https://a'>", "`<b>`", "# <b>", "- <b>", "> <b>", "**<b>**", "    <b>"),
            *("| <b> |\n|---|\n| <b> |", "~~~\n<b>\n~~~", "[<b>](https://a)", "<b", "a<b>c"),
        ],
    )
    def test_prints_as_it_was_typed(self, text: str) -> None:
        html = prose(text)
        check(html)
        tags = re.findall(r"<[^>]*>?", text)
        printed = "".join(to_arabic(read(html)).split())
        assert all("".join(tag.split()) in printed for tag in tags)

    @pytest.mark.parametrize(
        "text", ["![ก](a.png)", "![ก](file:///etc/passwd)", "![ก](saraban:emblem)"]
    )
    def test_pictures_are_words(self, text: str) -> None:
        html = prose(text)
        assert "<img" not in html
        assert "ก" in read(html)
