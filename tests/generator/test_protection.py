"""Protection: phrases are held together, and taking it out gives the words back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makings import lines

from generator.protection import HARD_SPACE, JOINER, hold_hyphens, plain, protect

NAMES = ("นายสมชาย ตัวอย่างดี", "นางสาวชูใจ สมมตินาม", "นายสมชาย")
# A line may end before a letter, not before a mark that stands above, below or behind one.
MARKS = "ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ"
PHRASES = (
    *("13 กุมภาพันธ์ 2563", "๑๓ กุมภาพันธ์ พ.ศ. ๒๕๖๓", "1 ม.ค. 63", "วันที่ 5 มกราคม 2568"),
    *("กุมภาพันธ์ 2563", "พ.ศ. 2563", "พ.ศ.๒๕๖๑", "31 ธันวาคม พ.ศ. 2567", "ที่ 9 มีนาคม 2540"),
    *("ตก 0132/32", "ที่ ตก ๐๑๓๒/๓๒", "ตก 0132.003/ว 7", "กค (กวจ) 0405.2/ว 115", "นร 0106/ว 2019"),
    *("มาตรา 9", "มาตรา ๙ (๘)", "ข้อ 11", "ข้อ 2.1.3", "ฉบับที่ 2", "ครั้งที่ 1/2568", "เล่ม 114"),
    *("ร้อยละ 5", "ไตรมาสที่ 2", "หมวด 1", "5 วัน", "1,234.50 บาท", "๑๕ นาที", "3 ฉบับ", "ข้อ 5 วัน"),
    *("โทร. 0 5555 1234", "โทรสาร 0-5555-1234", "โทรศัพท์ 055 123 456"),
    *NAMES,
)


def ends(text: str) -> list[str]:
    """Return the places inside a text where a line could end, each with what stands around it."""
    held = (JOINER, HARD_SPACE)
    return [
        text[max(0, at - 3) : at + 3]
        for at in range(1, len(text))
        if text[at - 1] not in held and text[at] not in held and text[at] not in MARKS
    ]


def folded(text: str) -> str:
    return " ".join(text.split())


def words(text: str) -> str:
    return folded(plain(text))


class TestPhrases:
    """Names, numbers, dates, พ.ศ. and law citations are never split over lines."""

    @pytest.mark.parametrize("phrase", PHRASES)
    def test_are_wholly_held(self, phrase: str) -> None:
        held = protect(phrase, NAMES)
        assert ends(held) == []
        assert " " not in held
        assert plain(held) == phrase
        assert held[0] == phrase[0]
        assert held[-1] == phrase[-1]

    @pytest.mark.parametrize("phrase", PHRASES)
    def test_within_a_sentence(self, phrase: str) -> None:
        held = protect(f"ตามที่ได้กำหนด {phrase} นั้น", NAMES)
        assert protect(phrase, NAMES) in held
        # What stands around a phrase is not tied to it.
        assert held.startswith("ตามที่ได้กำหนด ")
        assert held.endswith(" นั้น")
        assert plain(held) == f"ตามที่ได้กำหนด {phrase} นั้น"

    @pytest.mark.parametrize("spaces", ["  ", "\n", " \n ", "\t"])
    def test_a_name_however_it_is_spaced(self, spaces: str) -> None:
        name = NAMES[0].replace(" ", spaces)
        assert protect(f"โดย{name}และ", NAMES) == protect(f"โดย{NAMES[0]}และ", NAMES)

    def test_the_longest_name(self) -> None:
        assert ends(protect(NAMES[0], ("นายสมชาย", NAMES[0]))) == []

    def test_a_name_is_not_a_pattern(self) -> None:
        assert protect("ก.ข กxข", ("ก.ข",)) == f"ก{JOINER}.{JOINER}ข กxข"

    @pytest.mark.parametrize(
        "text", ["ประชาชนทั่วไป", "Web Master", "25 ไร่", "a.b", "มาตรการ", "วันนี้", "2563", "ที่ดิน"]
    )
    def test_other_words_stay_free(self, text: str) -> None:
        assert protect(text, NAMES) == text


class TestMarks:
    """No line starts with ๆ ฯ or a closing mark, or ends with an opening one."""

    @pytest.mark.parametrize("mark", "ๆฯ”’)]»!?…")
    def test_closing(self, mark: str) -> None:
        assert protect(f"กข{mark} ค") == f"กข{JOINER}{mark} ค"

    @pytest.mark.parametrize("mark", "ๆฯ”’)]»")
    def test_closing_after_a_space(self, mark: str) -> None:
        held = protect(f"กข {mark} ค")
        assert ends(held.removesuffix(" ค"))[1:] == []
        assert f"ข{HARD_SPACE}" in held.replace(JOINER, "")

    @pytest.mark.parametrize("mark", "“‘([«")
    def test_opening(self, mark: str) -> None:
        assert protect(f"ก {mark}ข") == f"ก {mark}{JOINER}ข"


class TestHyphens:
    """A hyphen inside a word is tied to what follows."""

    @pytest.mark.parametrize(
        ("text", "held"),
        [
            ("e-Service", "e-·Service"),
            ("0-5555-1234", "0-·5555-·1234"),
            ("ตาก-แม่สอด", "ตาก-·แม่สอด"),
            ("ก - ข", "ก - ข"),
            ("-ก", "-ก"),
            ("ก-", "ก-"),
            ("ก--ข", "ก--ข"),
            ("ก-(ข)", "ก-(ข)"),
        ],
    )
    def test_rule(self, text: str, held: str) -> None:
        assert hold_hyphens(text).replace(JOINER, "·") == held


class TestProtect:
    """U+2060 and U+00A0 are taken out wherever text is read back."""

    TEXTS = st.one_of(
        lines(20),
        st.text(),
        st.text(st.sampled_from("0159๑๙ ./,-()“”ๆฯ \tกวพที่มา.น")),
        st.lists(
            st.sampled_from((*PHRASES, " ", "", "ๆ", "(", ")", "-", "ก", "5")), max_size=12
        ).map("".join),
    )

    @given(TEXTS)
    def test_plain_undoes_it(self, text: str) -> None:
        assert words(protect(text, NAMES)) == words(text)

    @given(TEXTS)
    def test_twice_is_once(self, text: str) -> None:
        once = protect(text, NAMES)
        assert words(protect(once, NAMES)) == words(once)

    @pytest.mark.parametrize(
        "text", [*PHRASES, "(ก) “ข” [ค]", "กข ๆ", "ฯลฯ", "e-Service", "ประกาศ ณ วันที่ 5 มกราคม 2568"]
    )
    def test_what_is_held_stays_so(self, text: str) -> None:
        once = protect(text, NAMES)
        assert protect(once, NAMES) == once

    @given(TEXTS)
    def test_nothing_is_held_twice_or_at_an_end(self, text: str) -> None:
        text = folded(plain(text))
        held = protect(text, NAMES)
        assert JOINER * 2 not in held
        assert not held.startswith((JOINER, HARD_SPACE))
        assert not held.endswith((JOINER, HARD_SPACE))

    @given(TEXTS)
    def test_no_space_is_made(self, text: str) -> None:
        text = plain(text)
        assert re.sub(r"\s", "", plain(protect(text, NAMES))) == re.sub(r"\s", "", text)
        assert len(plain(protect(text, NAMES)).split()) == len(text.split())


class TestLongText:
    """A long run of one thing takes no longer than its length."""

    @pytest.mark.parametrize(
        "piece",
        [
            *(
                "1",
                "๑",
                "1.",
                "1,1",
                "1/",
                "1 ",
                "1-",
                " ",
                "\t",
                "\n",
                "ก ",
                "กก ",
                "กก (ก",
                "กก (",
                "(",
            ),
            *(
                "ที่ ",
                "พ. ",
                "พ.ศ. ",
                "มาตรา 1 ",
                "โทร. 1 ",
                "โทร. ",
                "มกราคม ",
                "1 มกราคม ",
                "ๆ",
                " ๆ",
            ),
            *("-", "ก-", "นายสมชาย ", "ข้อ 1.", "วัน", "ว ", "ฯลฯ", " ฯ", "”", " ”", "“", "ๆ "),
        ],
        ids=ascii,
    )
    def test_of_one_piece(self, piece: str) -> None:
        text = (piece * 200_000)[:200_000]
        assert words(protect(text, NAMES)) == words(text)
