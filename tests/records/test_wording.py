"""Wording: markup, pictures and unseen characters; facts that are named in braces."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from strategies import any_text

from records.wording import MAX_FACT_DEPTH, MAX_LINE, MAX_PROSE, Facts, Line, Prose

LINE: TypeAdapter[str] = TypeAdapter(Line)
PROSE: TypeAdapter[str] = TypeAdapter(Prose)
FIELDS = pytest.mark.parametrize("field", [LINE, PROSE], ids=["line", "prose"])


def refused(field: TypeAdapter[str], text: Any, facts: Facts | None = None) -> tuple[str, str]:
    """Return the code of the one error that a text has, and its sentence filled in."""
    with pytest.raises(ValidationError) as caught:
        field.validate_python(text, context={"facts": facts})
    (error,) = caught.value.errors()
    context = error["ctx"]
    return error["type"], context["sentence"].format(**context)


class TestMarkup:
    """Only plain text and Markdown belong into a field."""

    @FIELDS
    @pytest.mark.parametrize(
        "text",
        [
            *("<b>", "</b>", "<br/>", "<p class='x'>", "<a\thref=x>", "<H1>", "a<i>b", "<x-y>"),
            *("<script>alert(1)</script>", "<svg/onload=alert(1)>", "<!-- x", "<!---->", "<?xml"),
            *(
                "<https://example.go.th>",
                "<a@example.go.th>",
                "{{ x }}",
                "{{x",
                "{% if x %}",
                "{%-",
            ),
            *("{# x #}", "&amp;", "&lt;b&gt;", "&nbsp;", "&#60;", "&#x3c;", "&#0;"),
            *("``<b>``", "`<b>", "<b>`", "`a` <b> `c`", "ก<b\u200b>"),
        ],
    )
    def test_is_refused(self, field: TypeAdapter[str], text: str) -> None:
        code, sentence = refused(field, f"ตามที่ {text} นั้น")
        assert code == "markup"
        assert "looks like the markup of a web page or template" in sentence

    @FIELDS
    @pytest.mark.parametrize(
        "text",
        [
            *("a < b", "1 < 2 > 0", "<3", "<ก>", "< b >", "AT&T", "R&D;", "ก & ข", "&", "& amp;"),
            *("{x}", "{ ก }", "{}", "100 %}", "ร้อยละ 5 %", "#1", "a <- b -> c", "x }} y", "-->"),
            *("`<b>`", "`{{ x }}` และ `&amp;`", "`{% raw %}`", "`<!--`", "`<?php`"),
        ],
    )
    def test_what_only_resembles_it_stays(self, field: TypeAdapter[str], text: str) -> None:
        assert field.validate_python(text) == text

    def test_the_sentence_quotes_no_more_than_a_little(self) -> None:
        _, sentence = refused(PROSE, f"<b {'x' * 1000}>")
        assert len(sentence) < 200

    @FIELDS
    @pytest.mark.parametrize(
        "text",
        ["![x](a.png)", "![](http://a.th/a.png)", "![x][y]", "![x]", "![x] (y)", "ก![x\u200b](y)"],
    )
    def test_pictures_are_refused(self, field: TypeAdapter[str], text: str) -> None:
        assert refused(field, text) == (
            "picture",
            "a picture cannot stand in the text; use an evidence sheet",
        )

    @FIELDS
    @pytest.mark.parametrize(
        "text", ["`![x](y)`", "สำเร็จ! [ก](https://a.th)", "!", "![", "จริงหรือ![1"]
    )
    def test_what_is_no_picture_stays(self, field: TypeAdapter[str], text: str) -> None:
        assert field.validate_python(text) == text


class TestCharacters:
    @FIELDS
    @pytest.mark.parametrize("character", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
    def test_what_is_typed_unseen_is_dropped(self, field: TypeAdapter[str], character: str) -> None:
        assert field.validate_python(f"ก{character}ข") == "กข"

    @FIELDS
    @pytest.mark.parametrize(
        "character",
        [
            *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",  # bidi
            *"\x00\x07\x08\x0b\x0c\r\x1b\x7f\x85\x9b",
            *("\ufe0f", "\ue000", "\U000f0000", "\ufffe", "\u0378", "\U000e0041", "\u206a"),
        ],
        ids=ascii,
    )
    def test_what_cannot_be_printed_is_refused(
        self, field: TypeAdapter[str], character: str
    ) -> None:
        assert refused(field, f"ก{character}ข") == (
            "control_character",
            f"the text holds a character that cannot be printed (U+{ord(character):04X})",
        )

    @FIELDS
    @pytest.mark.parametrize("character", "\u2028\u2029", ids=ascii)
    def test_a_line_end_of_another_kind_never_stays(
        self, field: TypeAdapter[str], character: str
    ) -> None:
        try:
            text = field.validate_python(f"ก{character}ข")
        except ValidationError:
            return
        assert character not in text

    @FIELDS
    @pytest.mark.parametrize(("typed", "read"), [("e\u0301", "\u00e9"), ("A\u030a", "\u00c5")])
    def test_letters_are_joined(self, field: TypeAdapter[str], typed: str, read: str) -> None:
        assert field.validate_python(typed) == read

    @given(any_text())
    def test_any_text_is_read_once_and_for_all(self, text: str) -> None:
        try:
            read = PROSE.validate_python(text)
        except ValidationError:
            return
        assert PROSE.validate_python(read) == read
        assert unicodedata.is_normalized("NFC", read)
        assert not set(read) & set("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e")

    @given(any_text())
    def test_any_line_is_one_line(self, text: str) -> None:
        try:
            read = LINE.validate_python(text)
        except ValidationError:
            return
        assert len(read.splitlines()) <= 1
        assert read == read.strip()


class TestLimits:
    @pytest.mark.parametrize(("field", "limit"), [(LINE, MAX_LINE), (PROSE, MAX_PROSE)])
    def test_are_in_characters(self, field: TypeAdapter[str], limit: int) -> None:
        assert len(field.validate_python("ก" * limit)) == limit
        assert refused(field, "ก" * (limit + 1)) == (
            "too_long",
            f"the text has {limit + 1} characters; at most {limit} fit here",
        )

    @pytest.mark.parametrize("text", ["ก\nข", "ก\n\nข"])
    def test_a_line_is_one_line(self, text: str) -> None:
        assert refused(LINE, text) == ("several_lines", "this must be one line of text")
        assert PROSE.validate_python(text) == text

    def test_a_line_has_no_space_around(self) -> None:
        assert LINE.validate_python(" \n ก ข \n") == "ก ข"

    @FIELDS
    @pytest.mark.parametrize("value", [None, 5, ["ก"], {"ก": "ข"}, True])
    def test_is_text(self, field: TypeAdapter[str], value: object) -> None:
        with pytest.raises(ValidationError) as caught:
            field.validate_python(value)
        assert [error["type"] for error in caught.value.errors()] == ["string_type"]


class TestLongText:
    """A field that is full takes no longer to read than to type in."""

    @pytest.mark.parametrize(
        "piece",
        [
            "![",
            "![a",
            "[",
            "<a",
            "</",
            "&#1",
            "{a.",
            "{a",
            "`",
            "!",
            "<",
            "a.",
            "![]",
            "\u200b",
            "\n",
        ],
        ids=ascii,
    )
    def test_of_one_piece(self, piece: str) -> None:
        text = (piece * MAX_PROSE)[:MAX_PROSE]
        try:
            PROSE.validate_python(text, context={"facts": Facts({})})
        except ValidationError as error:
            (only,) = error.errors()
            assert len(str(only["ctx"])) < 1000


class TestFacts:
    FACTS = Facts(
        {
            "office.name": "สสอ.ตัวอย่าง",
            "office.phone": "0 0000 0000",
            "people.somchai.name": "นายสมชาย",
            "order-memo.subject": "แจ้ง {office.name}",
            "a.twice": "{order-memo.subject} {order-memo.subject}",
            "round.one": "{round.two}",
            "round.two": "ก {round.three}",
            "round.three": "{round.one}",
            "self.self": "{self.self}",
            "two.lines": "ก\nข",
        }
    )

    @FIELDS
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("{office.name}", "สสอ.ตัวอย่าง"),
            ("ที่{office.name}และ{people.somchai.name}", "ที่สสอ.ตัวอย่างและนายสมชาย"),
            ("{order-memo.subject}", "แจ้ง สสอ.ตัวอย่าง"),
            ("{a.twice}", "แจ้ง สสอ.ตัวอย่าง แจ้ง สสอ.ตัวอย่าง"),
            ("{office}", "{office}"),
            ("{Office.name}", "{Office.name}"),
            ("{ office.name }", "{ office.name }"),
            ("{office.name", "{office.name"),
            ("{สำนักงาน.ชื่อ}", "{สำนักงาน.ชื่อ}"),
        ],
    )
    def test_are_put_in_their_place(self, field: TypeAdapter[str], typed: str, read: str) -> None:
        assert field.validate_python(typed, context={"facts": self.FACTS}) == read

    @FIELDS
    @pytest.mark.parametrize(
        ("name", "known"),
        [
            ("office.nam", "office.name"),
            ("ofice.name", "office.name"),
            ("office.phne", "office.phone"),
            ("people.somchay.name", "people.somchai.name"),
            ("ordermemo.subject", "order-memo.subject"),
        ],
    )
    def test_near_names_are_offered(self, field: TypeAdapter[str], name: str, known: str) -> None:
        code, sentence = refused(field, f"ก {{{name}}} ข", self.FACTS)
        assert code == "unknown_fact"
        head, _, names = sentence.partition("; known: ")
        assert head == f"nothing here is called {{{name}}}"
        assert known in names.split(", ")

    def test_where_nothing_is_near(self) -> None:
        _, sentence = refused(LINE, "{zzzzzz.qqqqqq}", self.FACTS)
        assert sentence == "nothing here is called {zzzzzz.qqqqqq}; known: —"
        _, sentence = refused(LINE, "{office.name}", Facts({"x.y": ""}))
        assert sentence == "nothing here is called {office.name}; known: —"

    @pytest.mark.parametrize("name", ["self.self", "round.one", "round.two", "round.three"])
    def test_a_circle_is_refused(self, name: str) -> None:
        code, sentence = refused(LINE, f"{{{name}}}", self.FACTS)
        assert code == "circular_fact"
        assert sentence.endswith("leads back to itself")

    def test_a_chain_is_no_circle(self) -> None:
        chain = {f"f.{n}": f"{{f.{n + 1}}}" for n in range(MAX_FACT_DEPTH)}
        facts = Facts(chain | {f"f.{MAX_FACT_DEPTH}": "ก"})
        assert LINE.validate_python("{f.1}", context={"facts": facts}) == "ก"

    def test_a_line_stays_one_line(self) -> None:
        assert refused(LINE, "{two.lines}", self.FACTS)[0] == "several_lines"

    def test_without_facts_braces_are_text(self) -> None:
        assert LINE.validate_python("{office.name}") == "{office.name}"

    @pytest.mark.parametrize("field", [LINE, PROSE], ids=["line", "prose"])
    def test_facts_do_not_unfold_without_end(self, field: TypeAdapter[str]) -> None:
        """A small case must not become twenty million characters, nor any more."""
        facts = Facts({"a.x": "{b.x}" * 100, "b.x": "{c.x}" * 100, "c.x": "ก" * 2000})
        assert refused(field, "{a.x}", facts)[0] == "too_long"

    def test_a_filled_line_keeps_its_limit(self) -> None:
        facts = Facts({"a.x": "ก" * MAX_LINE})
        assert LINE.validate_python("{a.x}", context={"facts": facts}) == "ก" * MAX_LINE
        assert refused(LINE, "{a.x}{a.x}", facts)[0] == "too_long"

    @FIELDS
    @pytest.mark.parametrize(
        "value", ["ก\u202eข", "ก\x07", "\x00", "ก\ufffe", "\u2066ก"], ids=ascii
    )
    def test_values_are_checked_too(self, field: TypeAdapter[str], value: str) -> None:
        assert refused(field, "{a.b}", Facts({"a.b": value}))[0] == "control_character"

    @FIELDS
    def test_what_is_unseen_in_a_value_is_dropped(self, field: TypeAdapter[str]) -> None:
        facts = Facts({"a.b": "ก\u200b\ufeffข\u2060"})
        assert field.validate_python("{a.b}", context={"facts": facts}) == "กข"

    @given(st.text(), st.text())
    def test_values_are_not_read_as_patterns(self, before: str, value: str) -> None:
        before, value = before.replace("{", ""), value.replace("{", "")
        assert Facts({"a.b": value}).fill(f"{before}{{a.b}}") == before + value
