from __future__ import annotations

import pytest
from pythainlp.corpus import thai_words

from registry.words import (
    CLOSE,
    EDGE,
    OPEN,
    joined,
    pieces,
    plain_form,
    search_form,
    words,
)


class TestPlainForm:
    """Text that looks the same on paper is compared as the same."""

    @pytest.mark.parametrize(
        ("typed", "plain"),
        [
            ("น้\u0e4d\u0e32 ๒๕๖๓", "น้ำ 2563"),
            ("“เว็บ” – ITA", '"เว็บ" - ita'),
            ("ฤๅษี", "ฤ\u0e32ษี"),
            ("ก\x00ข\u00ad\ud800\ue000ค", "กขค"),
            ("๑\n๒\u0085๓", "1 2 3"),
            (" \u200b ", ""),
        ],
    )
    def test_one_spelling(self, typed: str, plain: str) -> None:
        assert plain_form(typed) == plain
        assert plain_form(plain) == plain


class TestSearchForm:
    def test_spaces_go_and_numbers_stay_apart(self) -> None:
        assert search_form("ปี ๒๕๖๓ ๓๒") == f"ปี{OPEN}2563{CLOSE}{OPEN}32{CLOSE}"

    def test_values_stay_apart(self) -> None:
        assert joined(["ก", "", "ข ค"]) == f"{EDGE}ก{EDGE}ขค{EDGE}"
        assert joined([]) == joined([""]) == ""

    def test_a_piece_begins_at_every_place(self) -> None:
        assert list(pieces("กขคง")) == ["กขค", "ขคง", "คง", "ง"]


class TestWords:
    """newmm words plus their finer parts."""

    def test_a_compound_and_what_it_is_made_of(self) -> None:
        assert words("ปีงบประมาณ") == {"ปีงบประมาณ", "ปี", "งบประมาณ", "งบ", "ประมาณ"}

    def test_a_word_is_not_a_part_of_another_by_accident(self) -> None:
        assert "ยา" not in words("พยาบาล")
        assert "ยา" not in words("ระยะยาว")
        assert "กา" not in words("การ")

    def test_every_part_is_a_word_and_so_is_the_remainder(self) -> None:
        known = thai_words()
        assert words("สำนักงานสาธารณสุขอำเภอเมืองตาก") <= known

    def test_numbers_and_latin_words(self) -> None:
        assert words("e-service ปี2563 v2.0") == {"e", "service", "ปี", "2563", "v", "2", "0"}

    @pytest.mark.parametrize("typed", ["ตก 0132/ว 7", "ว7", "(ว.7)", "ที่ ว 7"])
    def test_a_circular(self, typed: str) -> None:
        assert "ว7" in words(typed)

    def test_no_circular_after_another_letter(self) -> None:
        assert "ว7" not in words("แล้ว 7 วัน")

    @pytest.mark.parametrize("run", ["ก", "มา", "\u0e32", "กาก", "่า", "x1"])
    def test_a_long_run_of_anything_ends(self, run: str) -> None:
        assert words(plain_form(run * 20_000))
