from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from pythainlp.util import reorder_vowels
from strategies import CONSONANTS, INVISIBLE, SPACES, any_text, thai_text

from records.spelling import clusters, normalise, squeeze

TONES = "\u0e48\u0e49\u0e4a\u0e4b"


class TestNormalise:
    """Text that looks the same on paper is the same."""

    @pytest.mark.parametrize(
        ("typed", "normal"),
        [
            ("ท\u0e4d\u0e32", "ทำ"),
            ("น\u0e49\u0e4d\u0e32", "น้ำ"),
            ("น\u0e4d\u0e49\u0e32", "น้ำ"),
            ("เเปลก", "แปลก"),
            ("ที\u0e48", "ที่"),
            ("ท\u0e48ี", "ที่"),
            ("ก\u0e49ุง", "กุ้ง"),
            ("พ.ศ. ๒๕๖๓", "พ.ศ. 2563"),
            ("พ.ศ.\u00a0\n 2563", "พ.ศ. 2563"),
            ("  เมือง\u200bตาก\u2060 \ufeff", "เมืองตาก"),
            ("e\u0301", "é"),
            ("", ""),
        ],
    )
    def test_one_spelling(self, typed: str, normal: str) -> None:
        assert normalise(typed) == normal

    def test_sara_am_over_every_consonant_and_tone(self) -> None:
        for consonant in CONSONANTS:
            for tone in ("", *TONES):
                wanted = f"{consonant}{tone}\u0e33"
                assert normalise(wanted) == wanted
                assert normalise(f"{consonant}\u0e4d{tone}\u0e32") == wanted
                assert normalise(f"{consonant}{tone}\u0e4d\u0e32") == wanted

    @pytest.mark.parametrize("word", ["เปล", "กา", "ฤๅษี", "สิทธิ์", "ไพบูลย์", "เกษตร", "แก้ว"])
    def test_good_words_stay(self, word: str) -> None:
        assert normalise(word) == word

    def test_every_cluster_as_pythainlp_orders_it(self) -> None:
        vowels = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e4d\u0e30\u0e32\u0e33"
        for consonant in CONSONANTS:
            for vowel in vowels:
                for mark in (*TONES, "\u0e4c"):
                    for typed in (consonant + vowel + mark, consonant + mark + vowel):
                        if mark in TONES or vowel not in "\u0e30\u0e32\u0e33":
                            assert normalise(typed) == reorder_vowels(typed)

    @given(thai_text())
    def test_marks_put_in_order_by_pythainlp_spell_the_same(self, text: str) -> None:
        # PyThaiNLP judges ๅ by the character before it, and takes a joiner for one.
        text = text.translate(dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff")))
        assert normalise(reorder_vowels(text)) == normalise(text)

    @pytest.mark.parametrize("run", ["\u0e32", "\u0e48\u0e32", "\u0e4d", "ก\u200b", "เ", " "])
    def test_a_long_run_of_anything_ends(self, run: str) -> None:
        normal = normalise(run * 10**6)
        assert normalise(normal) == normal

    @given(any_text())
    def test_is_idempotent(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)

    @given(any_text())
    def test_leaves_nothing_that_cannot_be_seen(self, text: str) -> None:
        normal = normalise(text)
        assert not set(normal) & set(INVISIBLE)
        assert normal == " ".join(normal.split())
        assert unicodedata.is_normalized("NFC", normal)


class TestSqueeze:
    def test_line_ends_do_not_matter(self) -> None:
        assert squeeze("สำนักงาน\nสาธารณสุข อำเภอ") == squeeze("สํานักงานสาธารณสุข\u200bอำเภอ")

    @given(any_text())
    def test_leaves_no_white_space_and_is_idempotent(self, text: str) -> None:
        squeezed = squeeze(text)
        assert not any(character.isspace() for character in squeezed)
        assert squeeze(squeezed) == squeezed

    @given(any_text())
    def test_white_space_never_matters(self, text: str) -> None:
        assert squeeze(SPACES.join(text)) == squeeze(text)


class TestClusters:
    """Thai justification spreads the slack over every grapheme cluster."""

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("", 0),
            ("กขค", 3),
            ("ที่", 1),
            ("น้ำ", 1),
            ("ทำ", 1),
            ("กำ\u2060หนด", 4),
            ("เมือง\u200bตาก", 7),
            ("สิทธิ์", 3),
            ("ก ข", 3),
            ("๑๓", 2),
            ("แก้", 2),
        ],
    )
    def test_places(self, text: str, places: int) -> None:
        assert clusters(text) == places

    @given(any_text(), any_text())
    def test_the_places_of_two_runs_add_up(self, one: str, other: str) -> None:
        assert clusters(one + other) == clusters(one) + clusters(other)
