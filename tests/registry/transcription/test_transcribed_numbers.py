from __future__ import annotations

import datetime as dt

import pytest

from registry.transcription.cell import Cell
from registry.transcription.numbers import read_number

JULY = dt.datetime(2563, 7, 1)  # noqa: DTZ001 - cells have no zone


class TestPlain:
    @pytest.mark.parametrize(
        "typed",
        [
            32,
            32.0,
            "32",
            "๓๒",
            " 32 ",
            "32.0",
            "32.",
            "ที่ 32",
            "เลขที่ ๓๒",
            "No. 32",
            "#32",
            "32\u200b",
        ],
    )
    def test_is_the_running_number(self, typed: object) -> None:
        given = read_number(Cell(value=typed))  # type: ignore[arg-type]  # any value of a cell
        assert (given.running, given.last, given.circular) == (32, None, False)
        assert (given.number, given.remarks) == (None, ())

    def test_thousands(self) -> None:
        assert read_number(Cell(value="1,032")).running == 1032

    @pytest.mark.parametrize("typed", [None, "", "-", "–", " ", "ไม่มี", "ยกเลิก"])
    def test_nothing_is_no_number_and_nothing_odd(self, typed: str | None) -> None:
        given = read_number(Cell(value=typed))
        assert (given.running, given.number, given.remarks) == (None, None, ())

    def test_a_cancelled_number_is_the_number(self) -> None:
        assert read_number(Cell(value="๓๒ (ยกเลิก)")).running == 32


class TestWhole:
    @pytest.mark.parametrize(
        ("typed", "number", "running", "circular"),
        [
            ("ตก ๐๑๓๒/๓๒", "ตก ๐๑๓๒/๓๒", 32, False),
            ("ตก0132/32", "ตก ๐๑๓๒/๓๒", 32, False),
            ("ตก 0132.003/ว 7", "ตก ๐๑๓๒.๐๐๓/ว ๗", 7, True),
            ("ที่ ตก 0132/", "ตก ๐๑๓๒/", None, False),
            ("๓๒/๒๕๖๓", "๓๒/๒๕๖๓", 32, False),
            ("32/63", "๓๒/๒๕๖๓", 32, False),
            ("32/2020", "๓๒/๒๕๖๓", 32, False),
        ],
    )
    def test_is_read(self, typed: str, number: str, running: int | None, *, circular: bool) -> None:
        given = read_number(Cell(value=typed))
        assert (str(given.number), given.running) == (number, running)
        assert given.circular is circular

    @pytest.mark.parametrize(
        ("typed", "codes"),
        [("32/63", ["two_digit_year"]), ("32/2020", ["year_common_era"]), ("32/2563", [])],
    )
    def test_the_year_is_remarked(self, typed: str, codes: list[str]) -> None:
        given = read_number(Cell(value=typed))
        assert ([code for code, _ in given.remarks], given.year) == (codes, 2563)


class TestCirculars:
    @pytest.mark.parametrize("typed", ["ว 7", "ว7", "ว.7", "ว. ๗", "ที่ ว ๗"])
    def test_bear_their_letter(self, typed: str) -> None:
        given = read_number(Cell(value=typed))
        assert (given.running, given.circular, given.number) == (7, True, None)

    def test_may_name_the_year(self) -> None:
        given = read_number(Cell(value="ว ๗/๒๕๖๓"))
        assert (given.running, given.circular, given.year) == (7, True, 2563)


class TestBlocks:
    @pytest.mark.parametrize("typed", ["32-35", "32 - 35", "๓๒–๓๕", "32 ถึง 35", "ตก 0132/32-35"])
    def test_stand_for_several_numbers(self, typed: str) -> None:
        given = read_number(Cell(value=typed))
        assert (given.running, given.last) == (32, 35)
        assert [code for code, _ in given.remarks] == ["several_numbers"]

    def test_of_circulars(self) -> None:
        given = read_number(Cell(value="ว 7-9"))
        assert (given.running, given.last, given.circular) == (7, 9, True)

    @pytest.mark.parametrize("typed", ["35-32", "32-32", "1-900000", "32-999999999"])
    def test_that_count_down_or_are_endless_are_none(self, typed: str) -> None:
        given = read_number(Cell(value=typed))
        assert given.running is None
        assert given.remarks


class TestUnreadable:
    @pytest.mark.parametrize(
        "typed",
        ["0", "๓๒๓๒๓๒๓๒๓๒", "สามสิบสอง", "32/33/34", -32, True, 1e300, "x" * 5000, "32/2399999"],
    )
    def test_is_said_with_what_was_typed(self, typed: object) -> None:
        cell = Cell(value=typed)  # type: ignore[arg-type]  # any value of a cell
        given = read_number(cell)
        assert given.running is None
        assert given.remarks == (("unreadable_number", (("typed", cell.text[:100]),)),)

    @pytest.mark.parametrize(
        "typed", ["32/1", "32.1", 32.5, "32-1", "๓๒ ก", "ตก 0132/32.1", "32(1)"]
    )
    def test_a_number_put_in_between_is_no_number_of_its_own(self, typed: str | float) -> None:
        given = read_number(Cell(value=typed))
        assert (given.running, [code for code, _ in given.remarks]) == (None, ["inserted_number"])

    def test_a_formula_or_error_is_none(self) -> None:
        assert read_number(Cell(formula="=A1+1")).remarks == ()
        assert read_number(Cell(value="#REF!", is_error=True)).remarks == ()


class TestTurnedIntoDates:
    def test_a_month_is_the_number_that_was_typed(self) -> None:
        given = read_number(Cell(value=JULY, shows_day=False))
        assert (str(given.number), given.running) == ("๗/๒๕๖๓", 7)
        assert [code for code, _ in given.remarks] == ["number_turned_date"]

    def test_a_day_is_no_number(self) -> None:
        given = read_number(Cell(value=JULY))
        assert [code for code, _ in given.remarks] == ["unreadable_number"]
