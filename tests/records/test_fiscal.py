from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from strategies import days_with_fiscal_year, fiscal_years, quarters

from records.dates import ThaiDate
from records.digits import to_arabic
from records.fiscal import FiscalYear, NotAFiscalYear, NotAQuarter, Quarter


class TestFiscalYear:
    """Fiscal year N runs from 1 October N-1 to 30 September N."""

    @pytest.mark.parametrize(
        ("day", "year"),
        [
            ("30 กันยายน 2562", 2562),
            ("1 ตุลาคม 2562", 2563),
            ("31 ธันวาคม 2562", 2563),
            ("1 มกราคม 2563", 2563),
            ("13 กุมภาพันธ์ 2563", 2563),
            ("30 กันยายน 2563", 2563),
            ("1 ตุลาคม 2563", 2564),
        ],
    )
    def test_of_a_day(self, day: str, year: int) -> None:
        assert FiscalYear.of(ThaiDate.parse(day)) == FiscalYear(year)

    def test_first_and_last(self) -> None:
        assert str(FiscalYear(2563).first) == "๑ ตุลาคม ๒๕๖๒"
        assert str(FiscalYear(2563).last) == "๓๐ กันยายน ๒๕๖๓"

    @given(days_with_fiscal_year())
    def test_each_day_is_in_exactly_one(self, day: ThaiDate) -> None:
        year = FiscalYear.of(day)
        assert year.contains(day)
        if year > FiscalYear(2485):
            assert not year.previous.contains(day)
        if year < FiscalYear(2942):
            assert not year.next.contains(day)

    @given(st.integers(2485, 2941).map(FiscalYear))
    def test_years_follow_each_other(self, year: FiscalYear) -> None:
        assert year < year.next
        assert year.next.previous == year
        assert year.next.first.date - year.last.date == timedelta(days=1)

    @pytest.mark.parametrize(
        "text",
        [
            "ปีงบประมาณ ๒๕๖๓",
            "ปีงบประมาณ พ.ศ. 2563",
            "ประจำปีงบประมาณ พ.ศ.๒๕๖๓",
            "ปีงบประมาณ\u00a0๒๕๖๓",
            "พ.ศ. 2563",
            "2563",
            " ๒๕๖๓ ",
        ],
    )
    def test_is_read(self, text: str) -> None:
        assert FiscalYear.parse(text) == FiscalYear(2563)

    @pytest.mark.parametrize(
        "text", ["", "ปีงบประมาณ", "63", "2020", "2484", "2943", "ปี 2563 และ 2564", "25630"]
    )
    def test_is_refused(self, text: str) -> None:
        with pytest.raises(NotAFiscalYear, match="is not a fiscal year"):
            FiscalYear.parse(text)

    @given(fiscal_years())
    def test_parse_undoes_str(self, year: FiscalYear) -> None:
        assert FiscalYear.parse(str(year)) == year
        assert FiscalYear.parse(f"ปีงบประมาณ พ.ศ. {year}") == year


class TestQuarter:
    @pytest.mark.parametrize(
        ("number", "first", "last"),
        [
            (1, "๑ ตุลาคม ๒๕๖๒", "๓๑ ธันวาคม ๒๕๖๒"),
            (2, "๑ มกราคม ๒๕๖๓", "๓๑ มีนาคม ๒๕๖๓"),
            (3, "๑ เมษายน ๒๕๖๓", "๓๐ มิถุนายน ๒๕๖๓"),
            (4, "๑ กรกฎาคม ๒๕๖๓", "๓๐ กันยายน ๒๕๖๓"),
        ],
    )
    def test_begins_and_ends(self, number: int, first: str, last: str) -> None:
        quarter = Quarter(FiscalYear(2563), number)
        assert (str(quarter.first), str(quarter.last)) == (first, last)

    @given(days_with_fiscal_year())
    def test_each_day_is_in_exactly_one(self, day: ThaiDate) -> None:
        year = FiscalYear.of(day)
        assert [quarter for quarter in year.quarters if quarter.contains(day)] == [Quarter.of(day)]

    @given(quarters())
    def test_parse_undoes_str(self, quarter: Quarter) -> None:
        assert Quarter.parse(str(quarter)) == quarter
        assert Quarter.parse(to_arabic(str(quarter))) == quarter

    @pytest.mark.parametrize(
        "text",
        [
            "ไตรมาสที่ ๒ ปีงบประมาณ ๒๕๖๓",
            "ไตรมาสที่ 2 ประจำปีงบประมาณ พ.ศ. 2563",
            "ไตรมาส ๒ ปีงบประมาณ ๒๕๖๓",
            "ไตรมาสที่๒/๒๕๖๓",
            "ไตรมาส 2 / 2563",
        ],
    )
    def test_is_read(self, text: str) -> None:
        assert Quarter.parse(text) == Quarter(FiscalYear(2563), 2)
        assert str(Quarter.parse(text)) == "ไตรมาสที่ ๒ ปีงบประมาณ ๒๕๖๓"

    @pytest.mark.parametrize(
        "text", ["", "ไตรมาสที่ ๒", "ไตรมาสที่ ๕ ปีงบประมาณ ๒๕๖๓", "ไตรมาสที่ ๐/๒๕๖๓", "๒/๒๕๖๓"]
    )
    def test_is_refused(self, text: str) -> None:
        with pytest.raises(NotAQuarter, match="is not a quarter of a fiscal year"):
            Quarter.parse(text)

    def test_its_year_must_be_a_fiscal_year(self) -> None:
        with pytest.raises(NotAFiscalYear):
            Quarter.parse("ไตรมาสที่ ๒ ปีงบประมาณ ๑๙๙๙")

    def test_order(self) -> None:
        year = FiscalYear(2563)
        assert [year.previous.quarters[3], *year.quarters] == sorted(
            [*reversed(year.quarters), year.previous.quarters[3]]
        )


class TestAsField:
    years: TypeAdapter[FiscalYear] = TypeAdapter(FiscalYear)

    @given(fiscal_years())
    def test_what_is_written_reads_back(self, year: FiscalYear) -> None:
        assert self.years.validate_json(self.years.dump_json(year)) == year
        assert self.years.validate_python(year.year_be) == year

    @given(quarters())
    def test_quarters_too(self, quarter: Quarter) -> None:
        adapter = TypeAdapter(Quarter)
        assert adapter.validate_json(adapter.dump_json(quarter)) == quarter

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("เมื่อวาน", "not_a_fiscal_year"),
            (2020, "not_a_fiscal_year"),
            (True, "string_type"),
            (2563.0, "string_type"),
        ],
    )
    def test_refuses(self, value: object, code: str) -> None:
        with pytest.raises(ValidationError) as caught:
            self.years.validate_python(value)
        assert [error["type"] for error in caught.value.errors()] == [code]

    @pytest.mark.parametrize(
        ("mode", "schema"),
        [
            ("validation", {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
            ("serialization", {"type": "string"}),
        ],
    )
    def test_schema(self, mode: Any, schema: dict[str, object]) -> None:
        assert self.years.json_schema(mode=mode) == schema
