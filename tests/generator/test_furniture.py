"""Furniture: the catchword is the beginning of the next page's text."""

from __future__ import annotations

import generator.pdf.engine  # noqa: F401  # isort: skip  # first: imports WeasyPrint its own way

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makings import lines

from generator.pdf.furniture import catchword


class TestCatchword:
    """`/กรณีการปฏิบัติ...` stands at the foot of a page that continues."""

    @pytest.mark.parametrize(
        ("opening", "word"),
        [
            ("กรณีการปฏิบัติตามหน้าที่", "/กรณีการ"),
            ("จึงเรียนมาเพื่อโปรดพิจารณา", "/จึงเรียน"),
            ("๒.๑.๑ ข้อมูลข่าวสารของราชการ", "/๒.๑.๑ ข้อมูล"),
            ("  สำนักงานสาธารณสุขอำเภอ", "/สำนักงาน"),
        ],
    )
    def test_are_the_first_words(self, opening: str, word: str) -> None:
        found = catchword(opening)
        assert found.startswith(word)
        assert found.endswith("...")
        assert found[1:-3] in opening

    @pytest.mark.parametrize("opening", ["", " ", "\n", "\u00a0"])
    def test_a_page_without_text_has_none(self, opening: str) -> None:
        assert catchword(opening) == ""

    @pytest.mark.parametrize("opening", ["ก", "๑", "-", "ก ข", "(นายสมชาย)", "1 2 3 4 5 6 7 8 9"])
    def test_a_short_page_is_its_own(self, opening: str) -> None:
        assert catchword(opening) == f"/{opening}..."

    def test_is_not_a_number_alone(self) -> None:
        assert len(catchword("๑. ๒. ๓. ประกาศสำนักงานสาธารณสุข")) > len("/๑. ๒. ๓. ...")

    @given(lines(30) | st.text())
    def test_is_a_beginning(self, opening: str) -> None:
        opening = opening.strip()
        found = catchword(opening)
        if opening:
            assert found.startswith("/")
            assert found.endswith("...")
            assert opening.startswith(found[1:-3])

    @given(lines(30))
    def test_is_short(self, opening: str) -> None:
        """It ends with the word in which both enough words and enough letters have been."""
        assert len(catchword(opening)) <= 120

    def test_one_long_word_takes_no_longer_than_its_length(self) -> None:
        assert catchword("x" * 160) == f"/{'x' * 160}..."
