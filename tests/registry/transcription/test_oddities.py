"""Each oddity with an example and a counter-example, in real workbooks."""

from __future__ import annotations

import datetime as dt
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from old_registers import HEADS, RECEIVED, codes, read, received, sent, workbook
from openpyxl import Workbook

from registry.transcription.odd import SENTENCES, Odd, Severity
from registry.transcription.register import read_register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from registry.transcription.transcript import Transcript

LONG = "ก" * 2001


@dataclass(frozen=True, slots=True)
class Example:
    """Rows of a sent register that are odd, a piece of the sentence, and rows that are not."""

    code: str
    odd: tuple[tuple[Any, ...], ...]
    says: str
    right: tuple[tuple[Any, ...], ...]


EXAMPLES = (
    Example(
        "duplicate_number",
        (sent(1), sent(2), sent(2)),
        "The number 2 stands twice: in row ทะเบียน!3 and in row ทะเบียน!4",
        (sent(1), sent(2), sent("ว 2"), sent(3, "ตก 0132.003/2")),
    ),
    Example("gap", (sent(1), sent(5)), "missing before row ทะเบียน!3: 2–4", (sent(1), sent(2))),
    Example("gap", (sent(1), sent(3)), "missing before row ทะเบียน!3: 2", (sent("1-2"), sent(3))),
    Example(
        "number_out_of_order",
        (sent(1), sent(3), sent(2)),
        "The number 2 stands behind 3",
        (sent(1), sent(2), sent("ว 1"), sent(3)),
    ),
    Example("unreadable_number", (sent("สอง"),), "“สอง” is not a number", (sent("๒"),)),
    Example("inserted_number", (sent("2/1"),), "“2/1” is a number put in", (sent("2/2563"),)),
    Example("numbers_differ", (sent(2, "ตก 0132/3"),), "2 and ตก 0132/3", (sent(2, "ตก 0132/2"),)),
    Example("several_numbers", (sent("2-4"),), "the numbers 2 to 4", (sent(2),)),
    Example("no_number", (sent(None, "-"),), "This row has no number", (sent(None, "ตก 0132/2"),)),
    Example(
        "number_only",
        (sent(1), (2,), sent(3)),
        "a number and nothing else",
        (sent(1), (2, None, None, None, None, None, None, "ยกเลิก"), sent(3)),
    ),
    Example(
        "another_year",
        (sent("2/2562"),),
        "The number 2/2562 is one of the year 2562, not of 2563",
        (sent("2/2563"),),
    ),
    Example(
        "impossible_date",
        (sent(1, date="31/2/2563"),),
        "February 2563 has 29 days, so there is no day 31",
        (sent(1, date="29/2/2563"),),
    ),
    Example("unreadable_date", (sent(1, date="พรุ่งนี้"),), "“พรุ่งนี้” is not", (sent(1),)),
    Example("no_date", (sent(1, date="-"),), "This row has no date", (sent(1),)),
    Example("no_date", (sent(1, date=None),), "no date", (sent(1, date=None, note="ยกเลิก"),)),
    Example(
        "date_out_of_order",
        (sent(1), sent(2, date="12/2/2563")),
        "12/2/2563 is earlier than 13/2/2563, the date of the number 1",
        (sent(1), sent(2), sent("ว 1", date="12/2/2563")),
    ),
    Example(
        "date_outside_year",
        (sent(1, date="31/12/2562"),),
        "31/12/2562 is not in the year 2563",
        (sent(1, date="1/1/2563"), sent(2, date="31/12/2563")),
    ),
    Example(
        "year_common_era",
        (sent(1, date="13/2/2020"),),
        "“13/2/2020” was read as one of the common era: 13/2/2563",
        (sent(1, date="2020-02-13"), sent(2, date=dt.date(2020, 2, 13))),
    ),
    Example("two_digit_year", (sent("2/63"),), "“63” was read as 2563", (sent(1, date="13/2/63"),)),
    Example(
        "buddhist_year_cell",
        (sent(1, date=dt.date(2563, 2, 13)),),
        "2563-02-13; it was read as 13/2/2563",
        (sent(1, date=dt.date(2020, 2, 13)),),
    ),
    Example("serial_date", (sent(1, date=43874),), "43874; it was read as 13/2/2563", (sent(1),)),
    Example("no_subject", (sent(1, subject="-"),), "no subject", (sent(1, subject="ก"),)),
    Example(
        "ditto",
        (sent(1), sent(2, subject="″")),
        "“″” in the column “เรื่อง” was read as “ขอเชิญประชุม”, from row ทะเบียน!2",
        (sent(1), sent(2, subject="″ฯลฯ")),
    ),
    Example(
        "ditto_of_nothing", (sent(1, subject="〃"),), "repeats what is not", (sent(1), sent(2))
    ),
    Example(
        "perhaps_voided",
        (sent(1, note="ยกเลิกโดยคำสั่งที่ ๔๐/๒๕๖๓"),),
        "may say that the number was cancelled",
        (sent(1, note="ยกเลิก"), sent(2, subject="ขอยกเลิกการประชุม")),
    ),
    Example(
        "formula_without_value",
        (sent(1, date="=TODAY()"),),
        "The cell C2 holds a formula without its result (=TODAY())",
        (sent(1),),
    ),
    Example("error_value", (sent(1, date="#REF!"),), "The cell C2 holds an error", (sent(1),)),
    Example(
        "text_too_long",
        (sent(1, subject=LONG),),
        "The cell F2 holds 2001 characters, more than 2000",
        (sent(1, subject=LONG[1:]),),
    ),
    Example(
        "control_characters",
        (sent(1, subject="ก\u202eข_x0007_"),),
        "left out of the cell F2: U+202E U+0007",
        (sent(1, subject="ก\u200bข\nค_x000D_ง"),),
    ),
    Example(
        "unknown_column",
        ((*sent(1), "แฟ้ม ๓"),),
        "The column I “I” is not known",
        (sent(1),),
    ),
)


class TestEach:
    @pytest.mark.parametrize("example", EXAMPLES, ids=[each.code for each in EXAMPLES])
    def test_is_found(self, tmp_path: Path, example: Example) -> None:
        found = [odd for odd in read(tmp_path, example.odd).oddities() if odd.code == example.code]
        assert len(found) == 1
        assert example.says in str(found[0])

    @pytest.mark.parametrize("example", EXAMPLES, ids=[each.code for each in EXAMPLES])
    def test_is_not_found_where_nothing_is_odd(self, tmp_path: Path, example: Example) -> None:
        assert example.code not in codes(read(tmp_path, example.right))

    def test_has_an_example_here(self) -> None:
        elsewhere = {
            *("merged_cell", "hidden_row", "hidden_sheet", "number_turned_date"),
            *("dated_after_receipt", "another_book", "no_heads"),
        }
        assert {example.code for example in EXAMPLES} | elsewhere == SENTENCES.keys()

    def test_an_ordinary_register_has_none(self, tmp_path: Path) -> None:
        rows = [
            sent(number, f"ตก 0132/{number}", dt.date(2020, 1, number)) for number in range(1, 9)
        ]
        transcript = read(tmp_path, rows)
        assert codes(transcript) == []
        assert [row.running for row in transcript.rows] == [*range(1, 9)]


def finished(tmp_path: Path, finish: Callable[[Worksheet], None], *rows: Any) -> Transcript:
    return read_register(workbook(tmp_path / "r.xlsx", rows, finish=finish), "sent", 2563)


class TestOfTheSpreadsheet:
    def test_a_merged_cell_counts_in_each_row(self, tmp_path: Path) -> None:
        def merge(sheet: Worksheet) -> None:
            sheet.merge_cells("C2:C3")

        transcript = finished(tmp_path, merge, sent(1), sent(2, date=None), sent(3, date=None))
        assert [str(row.date) for row in transcript.rows] == ["๑๓ กุมภาพันธ์ ๒๕๖๓"] * 2 + ["None"]
        assert codes(transcript) == ["merged_cell", "no_date"]
        assert [row.cells[2] for row in transcript.rows] == ["13 ก.พ. 2563", "", ""]

    def test_a_hidden_row_is_read_and_said(self, tmp_path: Path) -> None:
        def hide(sheet: Worksheet) -> None:
            sheet.row_dimensions[3].hidden = True

        transcript = finished(tmp_path, hide, sent(1), sent(2), sent(3))
        assert [row.running for row in transcript.rows] == [1, 2, 3]
        assert [(odd.code, odd.row) for odd in transcript.oddities()] == [("hidden_row", 3)]

    def test_a_hidden_sheet_is_read_and_said(self, tmp_path: Path) -> None:
        book = Workbook()
        book.worksheets[0].append(["ว่าง"])
        sheet = book.create_sheet("ซ่อน")
        sheet.sheet_state = "veryHidden"
        sheet.append(HEADS)
        sheet.append(sent(1))
        book.save(tmp_path / "r.xlsx")
        transcript = read_register(tmp_path / "r.xlsx", "sent", 2563)
        assert [row.sheet for row in transcript.rows] == ["ซ่อน"]
        assert codes(transcript) == ["no_heads", "hidden_sheet"]

    def test_a_number_that_became_a_month(self, tmp_path: Path) -> None:
        def show_month(sheet: Worksheet) -> None:
            sheet["A2"].number_format = "mmm-yy"

        (row,) = finished(tmp_path, show_month, sent(dt.date(2563, 7, 1))).rows
        assert (row.running, str(row.number)) == (7, "๗/๒๕๖๓")
        assert row.is_odd("number_turned_date")

    def test_a_date_beyond_the_calendar_keeps_what_was_typed(self, tmp_path: Path) -> None:
        def show_date(sheet: Worksheet) -> None:
            sheet["C2"].number_format = "dd/mm/yyyy"

        (row,) = finished(tmp_path, show_date, sent(1, date=99_999_999)).rows
        assert (row.date, row.date_as_typed) == (None, "99999999")
        assert row.is_odd("unreadable_date")


class TestReceived:
    def read(self, tmp_path: Path, *rows: tuple[Any, ...]) -> Transcript:
        file = workbook(tmp_path / "r.xlsx", rows, heads=RECEIVED)
        return read_register(file, "received", 2563)

    def test_a_document_of_a_later_day_than_its_receipt(self, tmp_path: Path) -> None:
        transcript = self.read(tmp_path, received(1, date="14/2/2563"), received(2))
        assert [(odd.code, odd.row) for odd in transcript.oddities()] == [
            ("dated_after_receipt", 2)
        ]

    def test_the_day_of_receipt_counts(self, tmp_path: Path) -> None:
        """Documents are received in another order than they were written, also of last year."""
        transcript = self.read(
            tmp_path,
            received(1, date="31/12/2562"),
            received(2, date="1/12/2562"),
            received(3, date="1/12/2562", arrived="12/2/2563"),
        )
        assert codes(transcript) == ["date_out_of_order"]

    def test_the_senders_number_may_be_anything(self, tmp_path: Path) -> None:
        transcript = self.read(tmp_path, received(1, "INV-2020/7ก"), received(2, "INV-2020/7ก"))
        assert codes(transcript) == []
        assert [row.number_as_typed for row in transcript.rows] == ["INV-2020/7ก"] * 2

    def test_another_book_is_not_taken_for_this_one(self, tmp_path: Path) -> None:
        book = Workbook()
        book.worksheets[0].append(HEADS)
        book.worksheets[0].append(sent(1))
        sheet = book.create_sheet("รับ")
        sheet.append(RECEIVED)
        sheet.append(received(5))
        book.save(tmp_path / "r.xlsx")
        transcript = read_register(tmp_path / "r.xlsx", "sent", 2563)
        assert [row.running for row in transcript.rows] == [1]
        assert codes(transcript) == ["another_book"]
        assert [(left.sheet, left.reason) for left in transcript.left] == [
            ("รับ", "another_book")
        ] * 2


class TestSentences:
    def test_each_can_be_filled_with_its_own_facts(self, tmp_path: Path) -> None:
        for example in EXAMPLES:
            for odd in read(tmp_path, example.odd).oddities():
                named = {name for _, name, _, _ in string.Formatter().parse(odd.sentence) if name}
                assert named <= dict(odd.facts).keys()
                assert str(odd)

    def test_severities(self) -> None:
        assert Odd.of("gap", "", 1).severity is Severity.WARNING
        assert Odd.of("ditto", "", 1).severity is Severity.NOTE
        assert Odd.of("duplicate_number", "", 1).severity is Severity.ERROR
