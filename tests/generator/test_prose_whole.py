"""Prose as a whole: no word that was typed is lost, and nothing runs without end."""

from __future__ import annotations

import re

import pytest
from elements import check, prose, read
from hypothesis import given
from hypothesis import strategies as st

from generator.prose import Lists
from generator.prose import prose as blocks

PIECES = (
    *(
        "ก",
        "ข",
        "ค",
        "1",
        "๒",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~~",
        "# ",
        "- ",
        "> ",
        "|",
        "\n",
        "\n\n",
    ),
    *(
        " ",
        "1. ",
        "5. ",
        "๒.๑ ",
        "(๑) ",
        "    ",
        "   ",
        "|-|-|\n",
        "| ก | ข |\n",
        "[",
        "](",
        "]",
        ")",
    ),
    *(
        "https://a.th",
        "<",
        ">",
        "<b>",
        "&amp;",
        "\\",
        "---\n",
        "!",
        "\t",
        "<!--",
        '"',
        "'",
        "javascript:",
    ),
)


class TestNothingIsLost:
    """Every word that was typed is printed."""

    @pytest.mark.parametrize("style", ["body", "cell", "cell-center"])
    @pytest.mark.parametrize(
        "text", ["-", "*", "+", "–", "#", "1.", "100.", "2563.", "1)", "- ", "=", "--"]
    )
    def test_of_a_mark_alone(self, text: str, style: str) -> None:
        """A dash in a cell says that there is none; it is no empty list."""
        printed = read(prose(text, style)).strip()
        assert printed.replace("-", "*").replace("+", "*") in (
            text.strip().replace("-", "*").replace("+", "*"),
            {"1.": "๑.", "100.": "๑๐๐.", "2563.": "๒๕๖๓.", "1)": "๑."}.get(text, text),
            {"1)": "๑)"}.get(text, text),
        )

    @pytest.mark.parametrize("text", ["---", "***", "___", "- - -"])
    def test_in_a_cell_nothing_begins_a_page(self, text: str) -> None:
        html = prose(text, "cell")
        assert "<hr" not in html
        assert read(html).strip() == text

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("1. # ก", "๑. ก"),
            ("1. # ก\n\n   ข", "๑. ก ข"),
            ("1. ```\n   x\n   ```", "๑. x"),
            ("1. | ก | ข |\n   |---|---|\n   | ค | ง |", "๑. ก ข ค ง"),
            ("1. > ก", "๑. ก"),
            ("1. ก\n1.\n1. ข", "๑. ก ๒. ๓. ข"),
            ("- # ก", "- ก"),
        ],
    )
    def test_an_item_has_its_number(self, text: str, words: str) -> None:
        assert read(prose(text)).split() == words.split()

    @pytest.mark.parametrize(
        "text",
        ["```ก\nข\n```", "~~~ก", "| ก | ข |\n|---|---|\n| ค | ง | จ |\nฉ", "| ก |\n|-|\n| ข | ค |"],
    )
    def test_of_a_code_or_a_table(self, text: str) -> None:
        assert re.findall(r"[ก-ฮ]", read(prose(text))) == re.findall(r"[ก-ฮ]", text)

    @pytest.mark.parametrize("prefix", ["", "> ", "> > ", "- ", "1. ", "   "])
    @pytest.mark.parametrize(
        "rows", ["|ก|ข|\n|-|-|\n|ค|ง|", "|ก|\n|-|\n|ค|ง|", "ก|ข\n-|-\nค|ง|จ", "|ก|\n|-|\nก|ก|ก"]
    )
    def test_of_a_table_inside_something(self, prefix: str, rows: str) -> None:
        further = prefix if ">" in prefix else " " * len(prefix)
        text = prefix + rows.replace("\n", f"\n{further}")
        assert re.findall(r"[ก-ฮ]", read(prose(text))) == re.findall(r"[ก-ฮ]", text)

    @given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
    def test_of_any_text(self, text: str) -> None:
        assert re.findall(r"[ก-ฮ]", read(prose(text))) == re.findall(r"[ก-ฮ]", text)

    @given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text())
    def test_any_text_becomes_our_own_elements(self, text: str) -> None:
        for style in ("body", "cell"):
            check(blocks(text, Lists(), style))


class TestBombs:
    """100,000 characters of anything: no recursion without end, no page without end."""

    @pytest.mark.parametrize(
        "piece",
        [
            *(
                "[",
                "![",
                "](",
                "[a](",
                "(",
                "*",
                "**",
                "*a ",
                "_",
                "*_",
                "a**",
                "`",
                "``a",
                "```\n",
                "~",
            ),
            *(
                "> ",
                ">",
                "- ",
                "1. ",
                "* - ",
                "> - ",
                "# ",
                "|",
                "|-|\n",
                "|a|b|\n|-|-|\n",
                "<",
                "<a",
                "&",
            ),
            *(
                "\\",
                "\n",
                "\t",
                " ",
                "---\n",
                "- a\n",
                "1. a\n",
                "[a]: b\n",
                "[x][",
                "1",
                "๑.",
                "1.1 ก\n\n",
            ),
            *("https://a", "www.a.th ", "ก ", "ๆ", "“", "(1", "มาตรา 1 ", "<!--", "<?", "{", "a\n"),
        ],
        ids=ascii,
    )
    def test_of_one_piece(self, piece: str) -> None:
        text = (piece * 100_000)[:100_000]
        html = blocks(text, Lists())
        check(html)
        assert len(html) < 100 * len(text)

    @pytest.mark.parametrize("indent", ["   ", "> ", "  "])
    @pytest.mark.parametrize("item", ["1. ก", "- ก", "ก"])
    def test_of_a_staircase(self, indent: str, item: str) -> None:
        check(blocks("\n".join(indent * depth + item for depth in range(250)), Lists()))

    def test_a_short_table_stays_short(self) -> None:
        """Rows are filled up to the head's columns; that must not multiply a text."""
        columns, rows = 4_000, 4_000
        text = "|a" * columns + "|\n" + "|-" * columns + "|\n" + "a\n" * rows
        assert len(blocks(text, Lists())) < 20_000_000
