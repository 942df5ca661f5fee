from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_text

from records.digits import print_digits, thai_int, to_arabic, to_thai


def test_each_digit_has_its_twin() -> None:
    assert to_thai("0123456789") == "๐๑๒๓๔๕๖๗๘๙"
    assert to_arabic("๐๑๒๓๔๕๖๗๘๙") == "0123456789"


@given(any_text())
def test_digits_change_and_nothing_else_does(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)


class TestPrintedDigits:
    """Arabic digits typed by a clerk print as Thai digits."""

    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            ("ตก 0132/32", "ตก ๐๑๓๒/๓๒"),
            ("พ.ศ. 2560", "พ.ศ. ๒๕๖๐"),
            ("1.1.1 กรอบ", "๑.๑.๑ กรอบ"),
            ("1.Health", "๑.Health"),
            ("โทร. 0 5551 1234", "โทร. ๐ ๕๕๕๑ ๑๒๓๔"),
            ("ไทยแลนด์ 4.0", "ไทยแลนด์ ๔.๐"),
            ("1,234.50 บาท", "๑,๒๓๔.๕๐ บาท"),
            ("50%", "๕๐%"),
        ],
    )
    def test_in_thai_text(self, typed: str, printed: str) -> None:
        assert print_digits(typed) == printed

    @pytest.mark.parametrize(
        "address",
        [
            "https://www.tak2.example.go.th/ita2563/eb8?page=1#s2",
            "http://192.0.2.1:8080/1",
            "www.example.go.th/2563",
            "example.go.th/path2?x=1",
            "tak1.example.go.th",
            "123.in.th",
            "example.go.th:8080/9",
            "saraban01@moph2.example.go.th",
        ],
    )
    def test_but_addresses_stay_as_typed(self, address: str) -> None:
        assert print_digits(f"ข้อ 5 ดูที่ {address} ปี 2563") == f"ข้อ ๕ ดูที่ {address} ปี ๒๕๖๓"

    def test_a_bare_domain_ends_where_thai_begins(self) -> None:
        assert print_digits("เว็บไซต์tak1.go.thปี 63") == "เว็บไซต์tak1.go.thปี ๖๓"

    def test_the_full_stop_after_an_address_is_not_its_end(self) -> None:
        assert print_digits("ดู www.tak1.go.th. 2 ข้อ") == "ดู www.tak1.go.th. ๒ ข้อ"

    @pytest.mark.parametrize("run", ["a", "1", "a.", "1.", "a-", "a@", "a1.", "http", "1.a", "/"])
    def test_a_long_run_of_anything_ends(self, run: str) -> None:
        assert len(print_digits(run * 10**6)) == len(run) * 10**6

    @given(any_text())
    def test_printing_twice_changes_nothing(self, text: str) -> None:
        assert print_digits(print_digits(text)) == print_digits(text)

    @given(any_text())
    def test_only_digits_change(self, text: str) -> None:
        assert to_arabic(print_digits(text)) == to_arabic(text)


class TestWholeNumbers:
    @given(st.integers(0, 10**15))
    def test_read_back_what_is_written(self, number: int) -> None:
        assert thai_int(str(number)) == number
        assert thai_int(to_thai(str(number))) == number
        assert thai_int(f" {to_thai(f'{number:,}')} ") == number

    @pytest.mark.parametrize("text", ["", "๑2", "1,๒๓๔", "1,23", "-1", "1.5", "สาม", "²", "１"])
    def test_refuse_what_is_no_number_or_mixes_digits(self, text: str) -> None:
        with pytest.raises(ValueError, match="is not a whole number in Thai or in Arabic digits"):
            thai_int(text)
