from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import amounts, any_text

from records.amounts import (
    NotAnAmount,
    baht_words,
    number_words,
    parse_baht_words,
    parse_number_words,
)


class TestNumbers:
    """The usage of Thai offices is ร้อยเอ็ด, not ร้อยหนึ่ง."""

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (0, "ศูนย์"),
            (1, "หนึ่ง"),
            (10, "สิบ"),
            (11, "สิบเอ็ด"),
            (20, "ยี่สิบ"),
            (21, "ยี่สิบเอ็ด"),
            (100, "หนึ่งร้อย"),
            (101, "หนึ่งร้อยเอ็ด"),
            (112, "หนึ่งร้อยสิบสอง"),
            (1001, "หนึ่งพันเอ็ด"),
            (111111, "หนึ่งแสนหนึ่งหมื่นหนึ่งพันหนึ่งร้อยสิบเอ็ด"),
            (1000001, "หนึ่งล้านเอ็ด"),
            (11000001, "สิบเอ็ดล้านเอ็ด"),
            (501741221, "ห้าร้อยเอ็ดล้านเจ็ดแสนสี่หมื่นหนึ่งพันสองร้อยยี่สิบเอ็ด"),
            (10**9, "หนึ่งพันล้าน"),
            (10**12, "หนึ่งล้านล้าน"),
            (-273, "ลบสองร้อยเจ็ดสิบสาม"),
        ],
    )
    def test_words(self, number: int, words: str) -> None:
        assert number_words(number) == words
        assert parse_number_words(words) == number

    @given(st.integers(-(10**12), 10**12))
    def test_parse_undoes_words(self, number: int) -> None:
        assert parse_number_words(number_words(number)) == number

    @pytest.mark.parametrize(
        ("words", "number"),
        [
            ("ร้อยสิบสอง", 112),
            ("สองร้อยหนึ่ง", 201),
            ("ห้าสิบเอ็ดล้านหนึ่ง", 51000001),
            ("สิบห้าล้านล้านเจ็ดสิบสอง", 15000000000072),
            ("หนึ่งร้อย เอ็ด", 101),
            ("เเปด", 8),
            ("ล้าน", 1000000),
        ],
    )
    def test_other_words_that_are_read(self, words: str, number: int) -> None:
        assert parse_number_words(words) == number

    @pytest.mark.parametrize(
        "words",
        ["", "ลบ", "ยี่", "เอ็ด", "เอ็ดล้าน", "สิบหนึ่ง", "สองสิบ", "ลบศูนย์", "บาท", "101", "สิบจุดห้า"],
    )
    def test_words_that_are_refused(self, words: str) -> None:
        with pytest.raises(NotAnAmount, match="is not an amount in words"):
            parse_number_words(words)


class TestBaht:
    @pytest.mark.parametrize(
        ("amount", "words"),
        [
            ("0", "ศูนย์บาทถ้วน"),
            ("1", "หนึ่งบาทถ้วน"),
            ("1.03", "หนึ่งบาทสามสตางค์"),
            ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
            ("101.01", "หนึ่งร้อยเอ็ดบาทหนึ่งสตางค์"),
            ("0.11", "สิบเอ็ดสตางค์"),
            ("-0.20", "ลบยี่สิบสตางค์"),
            ("-100", "ลบหนึ่งร้อยบาทถ้วน"),
            ("45621.21", "สี่หมื่นห้าพันหกร้อยยี่สิบเอ็ดบาทยี่สิบเอ็ดสตางค์"),
            ("5611116.50", "ห้าล้านหกแสนหนึ่งหมื่นหนึ่งพันหนึ่งร้อยสิบหกบาทห้าสิบสตางค์"),
            ("1000000000000.01", "หนึ่งล้านล้านบาทหนึ่งสตางค์"),
            ("9007199254740993.01", None),
        ],
    )
    def test_words(self, amount: str, words: str | None) -> None:
        spelt = baht_words(Decimal(amount))
        assert spelt == (words or spelt)
        assert parse_baht_words(spelt) == Decimal(amount)

    @given(amounts())
    def test_parse_undoes_words(self, amount: Decimal) -> None:
        assert parse_baht_words(baht_words(amount)) == amount

    @given(st.integers(-(10**12), 10**12))
    def test_whole_baht(self, amount: int) -> None:
        assert baht_words(amount) == baht_words(Decimal(amount)) == f"{number_words(amount)}บาทถ้วน"

    def test_zeros_after_the_satang_do_not_matter(self) -> None:
        assert baht_words(Decimal("1.5000")) == "หนึ่งบาทห้าสิบสตางค์"

    @pytest.mark.parametrize("amount", ["0.001", "101.255", "1E-3"])
    def test_nothing_is_rounded(self, amount: str) -> None:
        with pytest.raises(ValueError, match="baht has a part of a satang"):
            baht_words(Decimal(amount))

    @pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
    def test_what_is_no_money(self, amount: str) -> None:
        with pytest.raises(ValueError, match="is not an amount of money"):
            baht_words(Decimal(amount))

    @pytest.mark.parametrize(
        ("words", "amount"),
        [
            ("(หนึ่งร้อยเอ็ดบาทถ้วน)", "101"),
            ("หนึ่งร้อยเอ็ด บาท ถ้วน", "101"),
            ("ห้าร้อยบาท", "500"),
            ("ศูนย์บาทหนึ่งสตางค์", "0.01"),
            ("สองร้อยหนึ่งบาทถ้วน", "201"),
        ],
    )
    def test_other_words_that_are_read(self, words: str, amount: str) -> None:
        assert parse_baht_words(words) == Decimal(amount)

    def test_the_amount_read_has_two_decimals(self) -> None:
        assert str(parse_baht_words("หนึ่งร้อยบาทถ้วน")) == "100.00"

    @pytest.mark.parametrize(
        "words",
        [
            "",
            "()",
            "บาท",
            "ถ้วน",
            "สตางค์",
            "หนึ่งร้อย",
            "หนึ่งร้อยถ้วน",
            "หนึ่งบาทหนึ่งร้อยสตางค์",
            "หนึ่งบาทลบหนึ่งสตางค์",
            "ลบลบหนึ่งบาทถ้วน",
            "ลบศูนย์บาทถ้วน",
            "หนึ่งบาทสองบาทถ้วน",
            "๑๐๐ บาท",
            "หนึ่งบาทถ้วน" * 10**5,
        ],
    )
    def test_words_that_are_refused(self, words: str) -> None:
        with pytest.raises(NotAnAmount, match="is not an amount in words"):
            parse_baht_words(words)

    @given(any_text())
    def test_any_text_is_an_amount_or_refused(self, text: str) -> None:
        try:
            amount = parse_baht_words(text)
        except NotAnAmount:
            return
        assert parse_baht_words(baht_words(amount)) == amount
