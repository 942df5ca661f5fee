from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Page

    Pages = Mapping[str, list[Page]]

# LibreOffice 7.4 does not know Word's thaiNumbers and shows Arabic digits instead; Word shows ๒.
SECOND_PAGE = ("- ๒ -", "- 2 -")


class TestPages:
    @pytest.mark.parametrize(
        ("name", "count"),
        [
            ("memo", 1),
            ("long_memo", 3),
            ("announcement", 3),
            ("table", 5),
            ("form", 1),
            ("sheet", 2),
        ],
    )
    def test_there_are_as_many_as_there_should_be(
        self, pages: Pages, name: str, count: int
    ) -> None:
        assert len(pages[name]) == count

    def test_the_text_of_page_two_starts_below_its_number(self, pages: Pages) -> None:
        for name in ("long_memo", "announcement", "table"):
            page = pages[name][1]
            number = page.top("- ")
            lines = sorted(
                top for letter, _, top in page.letters if letter.strip() and top > number + 1
            )
            # A letter's own upper edge is up to 3 mm below that of its line.
            assert 15 <= number < 19
            assert 30 <= lines[0] < 33.5

    def test_page_one_starts_at_its_own_margin(self, pages: Pages) -> None:
        assert 15 <= pages["memo"][0].top("บันทึกข้อความ") < 22
        assert 25 <= pages["form"][0].top("แบบฟอร์ม") < 29

    def test_page_one_has_no_number_and_page_two_has(self, pages: Pages) -> None:
        for name in ("long_memo", "announcement", "table", "sheet"):
            first, second, *_ = (page.text for page in pages[name])
            assert not any(number in first for number in SECOND_PAGE)
            assert any(number in second for number in SECOND_PAGE)

    def test_the_signature_is_never_alone(self, pages: Pages) -> None:
        assert "จึงเรียนมาเพื่อโปรดพิจารณา" in pages["long_memo"][-1].text

    def test_landscape(self, pages: Pages) -> None:
        assert round(pages["table"][0].width) == 297
        assert round(pages["memo"][0].width) == 210

    def test_the_head_of_a_table_comes_back(self, pages: Pages) -> None:
        for page in pages["table"]:
            assert page.text.count("การดำเนินงาน") == 1

    def test_secrecy_stands_above_and_below(self, pages: Pages) -> None:
        for page in pages["long_memo"]:
            tops = [top for letter, _, top in page.letters if letter == "ล" and not 15 < top < 277]
            assert len(tops) == 2


class TestLines:
    def test_the_first_line_starts_two_and_a_half_centimetres_in(self, pages: Pages) -> None:
        assert pages["memo"][0].left("ด้วยสำนักงาน") == pytest.approx(55, abs=0.5)

    def test_clauses_step_to_the_right(self, pages: Pages) -> None:
        page = pages["announcement"][0]
        numbers = [page.left(text) for text in ("1. ข้อมูล", "1.1 ข้อมูล", "1.1.1 โครง", "(1) ชั้น")]
        assert numbers == pytest.approx([55, 62.5, 70, 77.5], abs=1)

    def test_the_date_stands_at_the_middle(self, pages: Pages) -> None:
        assert pages["memo"][0].left("วันที่") == pytest.approx(30 + 80, abs=2.5)

    def test_signers_stand_in_their_halves(self, pages: Pages) -> None:
        page = pages["memo"][0]
        assert 110 < page.left("(นายสมชาย") < 150
        assert 30 < page.left("(นางสาวสมหญิง") < 70
