from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import ThaiDate
from registry.transcription.cell import EXCEL_EPOCH, MACINTOSH_EPOCH, Cell, Value
from registry.transcription.days import Day, read_day

DAY = ThaiDate(dt.date(2020, 2, 13))


def day(value: Value, year: int | None = 2563, epoch: dt.date = EXCEL_EPOCH) -> Day:
    return read_day(Cell(value=value), year, epoch)


def code(found: Day) -> str:
    return found.remark[0] if found.remark else ""


class TestText:
    @pytest.mark.parametrize(
        "typed",
        [
            *("๑๓ กุมภาพันธ์ ๒๕๖๓", "13 ก.พ. 63", "13 กพ 63", "13/2/2563", "13-02-63", "13.2.63"),
            *(
                "13/02/2563 14:05",
                "2563-02-13 00:00:00",
                "2020-02-13",
                "2020-02-13T00:00:00",
                "2020-2-13",
            ),
            *("13 ก.พ. 2563 เวลา 14.30 น.", "วันที่ 13 กุมภาพันธ์ พ.ศ. 2563", "13-Feb-63"),
        ],
    )
    def test_is_read_in_every_form(self, typed: str) -> None:
        assert day(typed) == Day(date=DAY)

    @pytest.mark.parametrize(
        "typed", ["13/2/2020", "13 ก.พ. 2020", "13-Feb-2020", "13/2/20", "13-Feb-20"]
    )
    def test_a_year_of_the_common_era_is_said(self, typed: str) -> None:
        found = day(typed)
        assert (found.date, code(found)) == (DAY, "year_common_era")

    def test_two_digits_are_of_the_buddhist_era_where_they_are_not_of_the_books_year(self) -> None:
        found = day("13/2/20", year=2562)
        assert found.date
        assert (found.date.year_be, found.remark) == (2520, None)

    def test_a_leap_day_of_two_digits_of_the_common_era(self) -> None:
        assert day("29/2/20").date == ThaiDate(dt.date(2020, 2, 29))

    @pytest.mark.parametrize(
        "typed", ["31/2/2563", "30 ก.พ. 63", "1/13/2563", "29/2/2562", "2/13/2020"]
    )
    def test_an_impossible_day_says_why(self, typed: str) -> None:
        found = day(typed)
        assert (found.date, code(found)) == (None, "impossible_date")
        assert found.remark
        assert dict(found.remark[2])["typed"] == typed
        assert found.remark[1].format(**dict(found.remark[2]))

    @pytest.mark.parametrize(
        "typed", ["เมื่อวาน", "13", "13-14 ก.พ. 63", "13022563", "x" * 5000, True]
    )
    def test_what_is_no_date_is_said(self, typed: str | bool) -> None:  # noqa: FBT001 - a cell's value
        assert code(day(typed)) == "unreadable_date"

    @pytest.mark.parametrize("typed", [None, "", "-", "–"])
    def test_nothing_is_no_date_and_nothing_odd(self, typed: str | None) -> None:
        assert day(typed) == Day()


class TestDateCells:
    def test_hold_the_day(self) -> None:
        assert day(dt.datetime(2020, 2, 13, 9, 30)) == Day(date=DAY)  # noqa: DTZ001 - no zone
        assert day(dt.date(2020, 2, 13)) == Day(date=DAY)

    def test_a_buddhist_year_typed_into_one_is_understood_and_said(self) -> None:
        found = day(dt.date(2563, 2, 13))
        assert (found.date, code(found)) == (DAY, "buddhist_year_cell")

    def test_a_day_that_only_the_other_era_has(self) -> None:
        """2564 has no 29 February; the year 2564 of the common era has one."""
        assert code(day(dt.date(2564, 2, 29))) == "impossible_date"

    def test_1963_in_the_book_of_2563_was_typed_as_63(self) -> None:
        found = day(dt.date(1963, 2, 13))
        assert (found.date, code(found)) == (DAY, "two_digit_year")

    def test_1963_elsewhere_is_1963(self) -> None:
        assert day(dt.date(1963, 2, 13), year=None) == Day(date=ThaiDate(dt.date(1963, 2, 13)))

    @pytest.mark.parametrize(
        "value", [dt.time(9, 30), dt.timedelta(days=3), dt.date(1888, 1, 1), dt.date(1, 1, 1)]
    )
    def test_what_is_no_day_is_said(self, value: Value) -> None:
        assert code(day(value)) == "unreadable_date"


class TestSerials:
    @pytest.mark.parametrize("typed", [43874, 43874.0, "43874", "๔๓๘๗๔", 43874.4])
    def test_a_bare_number_of_days_is_understood_and_said(self, typed: Value) -> None:
        found = day(typed)
        assert (found.date, code(found)) == (DAY, "serial_date")

    def test_from_1904(self) -> None:
        assert day(43874 - 1462, epoch=MACINTOSH_EPOCH).date == DAY

    def test_of_the_other_era(self) -> None:
        serial = (dt.date(2563, 2, 13) - EXCEL_EPOCH).days
        found = day(serial)
        assert (found.date, code(found)) == (DAY, "buddhist_year_cell")

    @pytest.mark.parametrize("typed", [32, 2563, 100_000, 999_999])
    def test_other_numbers_are_no_dates(self, typed: int) -> None:
        assert code(day(typed)) == "unreadable_date"


@given(
    st.text(max_size=40) | st.floats() | st.integers() | st.dates() | st.datetimes() | st.times()
)
def test_every_cell_is_a_day_or_is_remarked_or_says_nothing(value: Value) -> None:
    found = day(value)
    if found.remark:
        assert found.remark[1].format(**dict(found.remark[2]))
    assert found.date is None or isinstance(found.date, ThaiDate)
