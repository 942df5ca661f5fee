"""Retention: classes as data, terms in whole years, what is stamped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storeroom import day, record

from registry.item import State
from registry.keeping.refusal import NoBasisError, TooShortError, UnknownClassError
from registry.keeping.retention import (
    FOREVER,
    class_named,
    classes,
    counted_from,
    document_day,
    is_over,
    keep_until,
    last_hand_over_day,
    last_survey_day,
    stamp,
    terms,
    usual_class,
)

YEARS = st.integers(2484, 2900)


class TestClasses:
    """โดยปกติให้เก็บไว้ไม่น้อยกว่า ๑๐ ปี เว้นแต่ … (ข้อ ๕๗)"""

    def test_have_the_terms_of_the_regulation(self) -> None:
        years = {name: kept.years for name, kept in classes().items()}
        assert years == {
            "normal": 10,
            "copy": 5,
            "routine": 1,
            "history": None,
            "evidence": None,
            "finance": None,
            "secret": None,
        }

    @pytest.mark.parametrize("name", list(classes()))
    def test_say_their_clause_and_how_sure_we_are(self, name: str) -> None:
        kept = class_named(name)
        assert kept.clause.startswith("ข้อ ๕๗")
        assert kept.source
        assert kept.confidence in {"high", "medium", "low"}
        assert kept.thai
        assert kept.english
        assert kept.years or kept.for_ever or kept.law

    def test_an_unknown_one_is_refused_with_those_that_there_are(self) -> None:
        with pytest.raises(UnknownClassError, match=r"`ten`.*normal, copy, routine"):
            class_named("ten")


class TestTerm:
    @pytest.mark.parametrize(
        ("name", "until"),
        [("normal", 2573), ("copy", 2568), ("routine", 2564), ("history", FOREVER)],
    )
    def test_is_counted_from_the_year_of_the_document(self, name: str, until: int) -> None:
        assert keep_until(name, 2563) == until

    @pytest.mark.parametrize("name", ["evidence", "finance", "secret"])
    def test_of_a_law_is_undetermined_until_somebody_says_it(self, name: str) -> None:
        assert keep_until(name, 2563) is None
        assert keep_until(name, 2563, 2580, "กค ๐๔๐๐/ว ๑") == 2580
        with pytest.raises(NoBasisError, match="2580"):
            keep_until(name, 2563, 2580)

    def test_of_history_may_be_what_the_archives_set(self) -> None:
        assert keep_until("history", 2563, 2600, "ศธ ๐๕๑๘/๑") == 2600
        with pytest.raises(NoBasisError):
            keep_until("history", 2563, 2600)

    def test_of_money_is_five_years_at_least(self) -> None:
        assert keep_until("finance", 2563, 2568, "กค ๐๔๐๐/ว ๑") == 2568
        with pytest.raises(TooShortError, match="2568, not of 2567"):
            keep_until("finance", 2563, 2567, "กค ๐๔๐๐/ว ๑")

    @given(name=st.sampled_from(["normal", "copy", "routine"]), year=YEARS, more=st.integers(0, 40))
    def test_may_be_longer_and_never_shorter(self, name: str, year: int, more: int) -> None:
        least = keep_until(name, year)
        assert least is not None
        assert keep_until(name, year, least + more) == least + more
        assert keep_until(name, year, FOREVER) == FOREVER
        with pytest.raises(TooShortError):
            keep_until(name, year, least - more - 1, "เพราะอยากทำลาย")

    @given(made=st.dates(date(1950, 1, 1), date(2300, 12, 31)))
    def test_is_not_less_than_ten_years(self, made: date) -> None:
        until = keep_until("normal", counted_from(record(1, date=made)))
        assert until is not None
        last = date(until - 543, 12, 31)
        leap = (made.month, made.day) == (2, 29)
        assert last >= made.replace(year=made.year + 10, day=28 if leap else made.day)

    def test_ends_with_the_year(self) -> None:
        assert not is_over(2567, 2567)
        assert is_over(2567, 2568)
        assert not is_over(FOREVER, 2900)
        assert not is_over(None, 2900)


class TestCountedFrom:
    def test_is_the_document_not_its_receipt(self) -> None:
        late = record(
            1,
            state=State.RECEIVED,
            date=None,
            their_date=day("2562-12-30"),
            received=datetime(2020, 1, 5, 9, 0),  # noqa: DTZ001 - Bangkok time, as an Item has it
        )
        assert document_day(late) == day("2562-12-30")
        assert counted_from(late) == 2562
        assert counted_from(replace(late, their_date=None)) == 2563

    def test_without_a_date_is_the_year_of_the_book(self) -> None:
        assert counted_from(record(1, "2559-01-01", date=None)) == 2559

    def test_of_january_before_2484_is_the_legal_year(self) -> None:
        assert counted_from(record(1, date=date(1940, 1, 31))) == 2482

    def test_passes_over_a_day_that_no_thai_calendar_has(self) -> None:
        assert counted_from(record(1, "2559-01-01", date=date(1020, 2, 2))) == 2559


class TestUsualClass:
    def test_is_ordinary(self) -> None:
        assert usual_class(record(1)).id == "normal"

    @pytest.mark.parametrize("secrecy", ["ลับ", "ลับมาก", "ลับที่สุด", "ปกปิด"])
    def test_of_a_secret_record_is_secret(self, secrecy: str) -> None:
        assert usual_class(record(1, secrecy=secrecy)).id == "secret"

    @pytest.mark.parametrize("book", ["sent-secret", "received-secret"])
    def test_of_the_secret_books_is_secret(self, book: str) -> None:
        assert usual_class(record(1, book=book)).id == "secret"


class TestStamp:
    """ประทับตราคำว่า ห้ามทำลาย … หรือ เก็บถึง พ.ศ. … (ข้อ ๕๕)"""

    def test_of_a_year_is_blue(self) -> None:
        marked = stamp(2573)
        assert marked is not None
        assert (marked.words, marked.colour) == ("เก็บถึง พ.ศ. ๒๕๗๓", "blue")

    def test_of_ever_is_red(self) -> None:
        marked = stamp(FOREVER)
        assert marked is not None
        assert (marked.words, marked.colour) == ("ห้ามทำลาย", "red")

    def test_is_not_made_while_nobody_knows(self) -> None:
        assert stamp(None) is None


class TestDays:
    @pytest.mark.parametrize(("year", "last"), [(2568, "2568-03-01"), (2567, "2567-02-29")])
    def test_the_survey_is_done_within_sixty_days(self, year: int, last: str) -> None:
        assert last_survey_day(year) == day(last)

    def test_records_of_twenty_years_go_by_the_end_of_january(self) -> None:
        assert last_hand_over_day(2568) == day("2568-01-31")

    def test_terms_are_those_of_the_clauses(self) -> None:
        assert (terms().committee_least, terms().archives_days, terms().twenty) == (3, 60, 20)
