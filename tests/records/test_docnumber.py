from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError
from strategies import any_text, document_numbers, office_codes

from records.digits import to_arabic
from records.docnumber import DocumentNumber, NotAnOfficeCode, NotANumber, OfficeCode

TAK = OfficeCode(letters="ตก", owner="0132")


class TestLetters:
    """A letter's number is the office's code, a slash and the running number."""

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("ตก ๐๑๓๒/๓๒", DocumentNumber(code=TAK, running=32)),
            ("ตก ๐๑๓๒/ว ๗", DocumentNumber(code=TAK, circular=True, running=7)),
            ("ตก ๐๑๓๒/", DocumentNumber(code=TAK)),
            ("ตก ๐๑๓๒/ว", DocumentNumber(code=TAK, circular=True)),
            (
                "ตก ๐๑๓๒.๐๐๓/๓๒",
                DocumentNumber(
                    code=OfficeCode(letters="ตก", owner="0132", units=("003",)), running=32
                ),
            ),
            (
                "สธ ๐๒๐๕.๐๔.๓/ว ๑๒๓",
                DocumentNumber(
                    code=OfficeCode(letters="สธ", owner="0205", units=("04", "3")),
                    circular=True,
                    running=123,
                ),
            ),
            (
                "กค (กวจ) ๐๔๐๕.๒/ว ๑๑๕",
                DocumentNumber(
                    code=OfficeCode(letters="กค", committee="กวจ", owner="0405", units=("2",)),
                    circular=True,
                    running=115,
                ),
            ),
        ],
    )
    def test_parts(self, text: str, number: DocumentNumber) -> None:
        assert DocumentNumber.parse(text) == number
        assert str(number) == text

    @pytest.mark.parametrize(
        "text", ["นร ๐๑๐๖/ว ๒๐๑๙", "มท ๐๒๐๑.๒/ว ๓๙๙๓", "ศธ ๐๔๒๙๙.๑๒/๑๕๕", "สปสช ๔.๓๒/ว ๑"]
    )
    def test_other_offices(self, text: str) -> None:
        assert str(DocumentNumber.parse(text)) == text

    @pytest.mark.parametrize(
        ("typed", "normal"),
        [
            ("ที่ ตก 0132 / 32", "ตก ๐๑๓๒/๓๒"),
            ("ตก ๐๑๓๒ / ๓๒", "ตก ๐๑๓๒/๓๒"),
            ("ตก๐๑๓๒/๓๒", "ตก ๐๑๓๒/๓๒"),
            ("ตก.0132/32", "ตก ๐๑๓๒/๓๒"),
            ("ตก\u00a0๐๑๓๒/\u2060๓๒", "ตก ๐๑๓๒/๓๒"),
            ("ตก ๐๑๓๒ . ๐๐๓ / ๓๒", "ตก ๐๑๓๒.๐๐๓/๓๒"),
            ("ตก ๐๑๓๒/ว๗", "ตก ๐๑๓๒/ว ๗"),
            ("ตก 0132/ว.7", "ตก ๐๑๓๒/ว ๗"),
            ("กค(กวจ)0405.2/ว115", "กค (กวจ) ๐๔๐๕.๒/ว ๑๑๕"),
            ("ที่ ตก ๐๑๓๒ /", "ตก ๐๑๓๒/"),
        ],
    )
    def test_however_it_is_spaced(self, typed: str, normal: str) -> None:
        assert str(DocumentNumber.parse(typed)) == normal


class TestOrders:
    """An order's number is the running number and the year."""

    @pytest.mark.parametrize("text", ["๓๒/๒๕๖๓", "ที่ 32 / 2563", "เลขที่ ๓๒/๒๕๖๓"])
    def test_parts(self, text: str) -> None:
        assert DocumentNumber.parse(text) == DocumentNumber(running=32, year_be=2563)

    def test_not_yet_given(self) -> None:
        assert str(DocumentNumber(year_be=2563)) == "/๒๕๖๓"


class TestBoth:
    @given(document_numbers())
    def test_parse_undoes_str(self, number: DocumentNumber) -> None:
        assert DocumentNumber.parse(str(number)) == number
        assert DocumentNumber.parse(f"ที่ {to_arabic(str(number))}") == number

    @given(office_codes())
    def test_codes_alone(self, code: OfficeCode) -> None:
        assert OfficeCode.parse(str(code)) == code

    @given(any_text())
    def test_any_text_is_a_number_or_refused(self, text: str) -> None:
        try:
            number = DocumentNumber.parse(text)
        except NotANumber:
            return
        assert DocumentNumber.parse(str(number)) == number

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "/",
            "32",
            "ตก ๐๑๓๒",
            "ตก /๓๒",
            "ตก ๐๑๓๒/๐",
            "ตก ๐๑๓๒/๓๒/๒๕๖๓",
            "ตก ๐๑๓๒/ก ๗",
            "ก ๐๑๓๒/๓๒",
            "TK 0132/32",
            "ตก ๐๑๓๒-๓๒",
            "ตก ๐๑๓๒/-๓๒",
            "32/63",
            "32/2020",
            "ว ๗/๒๕๖๓",
            "ตก ๐๑๓๒/๓๒ ลงวันที่ ๑๓ กุมภาพันธ์ ๒๕๖๓",
            "ตก ๐๑๓๒/" + "๑" * 300,
        ],
    )
    def test_is_no_number(self, text: str) -> None:
        with pytest.raises(NotANumber, match="is not a document number"):
            DocumentNumber.parse(text)

    @pytest.mark.parametrize(
        "parts",
        [
            {},
            {"running": 32},
            {"code": TAK, "year_be": 2563},
            {"code": TAK, "running": 0},
            {"year_be": 2563, "circular": True},
            {"year_be": 2020, "running": 1},
        ],
    )
    def test_impossible_parts(self, parts: dict[str, Any]) -> None:
        with pytest.raises(NotANumber):
            DocumentNumber(**parts)

    @pytest.mark.parametrize(
        "parts",
        [
            {"letters": "ตก", "owner": ""},
            {"letters": "ตก", "owner": "๐๑๓๒"},
            {"letters": "TK", "owner": "0132"},
            {"letters": "ตก", "owner": "0132", "units": ("",)},
            {"letters": "ตก", "owner": "0132.003"},
            {"letters": "ตก", "owner": "0132", "committee": "กขคงจ"},
        ],
    )
    def test_impossible_codes(self, parts: dict[str, Any]) -> None:
        with pytest.raises(NotAnOfficeCode, match="is not the code of an office"):
            OfficeCode(**parts)


class TestAsField:
    numbers: TypeAdapter[DocumentNumber] = TypeAdapter(DocumentNumber)

    @given(document_numbers())
    def test_what_is_written_reads_back(self, number: DocumentNumber) -> None:
        assert self.numbers.validate_json(self.numbers.dump_json(number)) == number
        assert self.numbers.dump_python(number, mode="json") == str(number)

    @given(office_codes())
    def test_codes_too(self, code: OfficeCode) -> None:
        adapter = TypeAdapter(OfficeCode)
        assert adapter.validate_json(adapter.dump_json(code)) == code

    @pytest.mark.parametrize(("value", "code"), [("x", "not_a_number"), (32, "string_type")])
    def test_refuses(self, value: object, code: str) -> None:
        with pytest.raises(ValidationError) as caught:
            self.numbers.validate_python(value)
        assert [error["type"] for error in caught.value.errors()] == [code]

    @pytest.mark.parametrize("mode", ["validation", "serialization"])
    def test_schema_is_a_string(self, mode: Any) -> None:
        assert self.numbers.json_schema(mode=mode) == {"type": "string"}
