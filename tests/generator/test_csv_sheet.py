"""The books as CSV: UTF-8 that Excel knows, lines that no spreadsheet computes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_sheets import COLUMNS, HOSTILE, SHEETS, book, row

from generator.csv_sheet import csv_sheet, harmless

if TYPE_CHECKING:
    from records.kinds.register_sheet import RegisterSheet

FORMULA = tuple("=+-@＝＋－＠\t\r")


def read(sheet: RegisterSheet) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_sheet(sheet).decode("utf-8-sig"), newline="")))


class TestFile:
    @pytest.mark.parametrize("name", SHEETS)
    def test_is_utf8_with_a_mark_and_crlf(self, name: str) -> None:
        data = csv_sheet(SHEETS[name])
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert data.count(b"\r") == data.count(b"\r\n")

    @pytest.mark.parametrize("name", SHEETS)
    def test_has_the_columns_and_lines_of_the_sheet(self, name: str) -> None:
        sheet = SHEETS[name]
        daily = any(line.day for line in sheet.rows)
        _, *lines = read(sheet)
        lines = lines[: len(sheet.rows)]
        assert [tuple(cell.removeprefix("'") for cell in line[daily:]) for line in lines] == [
            line.cells for line in sheet.rows
        ]

    def test_the_day_of_registration_is_a_column(self) -> None:
        head, first, *_ = read(SHEETS["long"])
        assert head == ["วันที่ลงทะเบียน", *(title for _, title, _, _ in COLUMNS)]
        assert first[0] == "๑ ก.พ. ๒๕๖๓"
        assert read(SHEETS["hostile"])[0] == [title for _, title, _, _ in COLUMNS]

    def test_a_common_head_stands_before_its_columns(self) -> None:
        assert "ระหว่าง จาก" in read(SHEETS["grouped"])[0]

    def test_a_cut_listing_says_so(self) -> None:
        assert read(SHEETS["cut"])[-1] == [SHEETS["cut"].warning]

    def test_a_book_without_lines_is_its_head(self) -> None:
        assert len(read(SHEETS["empty"])) == 1

    def test_a_cancelled_line_is_there(self) -> None:
        assert sum(line[-1] == "ยกเลิก: พิมพ์ผิด" for line in read(SHEETS["long"])) == 8


class TestHarmless:
    """“Formula-injection safe.”"""

    @pytest.mark.parametrize("text", HOSTILE)
    def test_no_cell_is_a_formula(self, text: str) -> None:
        for line in read(book([row(1, subject=text)])):
            assert not any(cell.startswith(FORMULA) for cell in line)

    @given(st.text())
    def test_no_text_is_and_each_can_be_had_back(self, text: str) -> None:
        made = harmless(text)
        assert len(made) == 1 or not made.startswith(FORMULA)
        assert (made[1:] if len(made) > 1 and made.startswith("'") else made) == text

    @pytest.mark.parametrize("text", ["", "-", "=", "ก", "๑-๒", "ตย ๐๑๓๒/๑"])
    def test_what_is_harmless_stays(self, text: str) -> None:
        assert harmless(text) == text
