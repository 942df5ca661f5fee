"""Registers as they are laid out: titles, heads of several rows, pages, totals, sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from old_registers import HEADS, RECEIVED, codes, read, received, sent, table, workbook
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from records.series import Circulars, NumberingRules, Reset, Series
from registry.transcription.errors import NoHeadsError
from registry.transcription.register import read_register

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from registry.transcription.transcript import Transcript


def filled_rows(path: Path) -> set[tuple[str, int]]:
    """Return the rows of a workbook in which anything stands, as another reader sees them."""
    book = load_workbook(path)
    return {
        (sheet.title, number)
        for sheet in book.worksheets
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
        if any(str(value).strip() for value in row if value is not None)
    }


def placed(transcript: Transcript) -> set[tuple[str, int]]:
    """Return where the rows and the left rows stand; none may stand in both."""
    places = [(row.sheet, row.row) for row in (*transcript.rows, *transcript.left)]
    assert len(places) == len(set(places))
    return set(places)


class TestHeads:
    def test_titles_stand_above(self, tmp_path: Path) -> None:
        rows = [("ทะเบียนหนังสือส่ง ประจำปี ๒๕๖๓",), (), HEADS, sent(1)]
        transcript = read(tmp_path, rows, heads=("สำนักงานสาธารณสุขอำเภอ",))
        (sheet,) = transcript.sheets
        assert (sheet.head, sheet.filled) == (4, 1)
        assert sheet.before == (("สำนักงานสาธารณสุขอำเภอ",), ("ทะเบียนหนังสือส่ง ประจำปี ๒๕๖๓",))
        assert transcript.left == ()

    def test_of_two_rows(self, tmp_path: Path) -> None:
        def merge(sheet: Worksheet) -> None:
            for cells in ("A1:H1", "B2:C2", "A2:A3", "D2:D3"):
                sheet.merge_cells(cells)

        top = ("เลขทะเบียน", "หนังสือ", None, "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
        below = ("ส่ง", "ที่", "ลงวันที่", None)
        transcript = read(
            tmp_path, [top, below, sent(1, "ตก 0132/1")], heads=["ทะเบียน"], finish=merge
        )
        (row,) = transcript.rows
        assert (row.running, str(row.number), str(row.date)) == (1, "ตก ๐๑๓๒/๑", "๑๓ กุมภาพันธ์ ๒๕๖๓")
        assert (row.sender, row.to, row.subject) == ("สสอ.เมืองตาก", "นายอำเภอ", "ขอเชิญประชุม")
        assert transcript.sheets[0].before == (("ทะเบียน",),)

    def test_the_row_that_counts_the_columns(self, tmp_path: Path) -> None:
        counts = tuple(f"({number})" for number in range(1, 9))
        transcript = read(tmp_path, [counts, sent(1)])
        assert [left.reason for left in transcript.left] == ["column_numbers"]
        assert codes(transcript) == []

    @pytest.mark.parametrize(
        "heads",
        [
            ("เลขทะเบียน\nส่ง", " ที่ ", "ลงวันที่ (ว/ด/ป)", "จาก", "ถึง", "เรื่อง:", "", ""),
            ("เลขที่ส่ง", "เลขที่หนังสือ", "วัน/เดือน/ปี", "เจ้าของเรื่อง", "เรียน", "ชื่อเรื่อง", "", ""),
            ("ลำดับ", "ที่", "ลว.", "จากหน่วยงาน", "ถึงหน่วยงาน", "รายการ", "", ""),
            ("No.", "Number", "Date", "From", "To", "Subject", "Action", "Remarks"),
            ("เลขทะเบียนส่ง", "ที่", "ลงวันที่", "จาก", "ถึง", "เ\u0e23ื่อง", "", ""),
        ],
    )
    def test_are_known_however_they_are_written(
        self, tmp_path: Path, heads: tuple[str, ...]
    ) -> None:
        (row,) = read(tmp_path, [sent(1, "ตก 0132/1")], heads=heads).rows
        assert (row.running, row.sender, row.to) == (1, "สสอ.เมืองตาก", "นายอำเภอ")
        assert (str(row.number), row.subject) == ("ตก ๐๑๓๒/๑", "ขอเชิญประชุม")
        assert row.date

    def test_a_count_of_the_rows_is_the_number_only_where_nothing_else_is(
        self, tmp_path: Path
    ) -> None:
        heads = ("ลำดับ", "ลงวันที่", "เรื่อง")
        (row,) = read(tmp_path, [(7, "13/2/63", "ก")], heads=heads).rows
        assert row.running == 7
        (row,) = read(tmp_path, [(7, "13/2/63", "ก", 32)], heads=(*heads, "ที่")).rows
        assert (row.running, row.note) == (32, "")

    def test_that_are_not_known_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(NoHeadsError, match="เลขทะเบียนส่ง") as error:
            read(tmp_path, [("ก", "ข"), ("ค", "ง")], heads=("x", "y", "เรื่อง"))
        assert (error.value.facts["row"], error.value.facts["last"]) == (1, 3)
        assert error.value.exit_code == 16

    def test_beyond_the_first_thirty_rows_are_not_looked_for(self, tmp_path: Path) -> None:
        with pytest.raises(NoHeadsError):
            read(tmp_path, [*[("คำนำ",)] * 30, HEADS, sent(1)], heads=("คำนำ",))
        assert read(tmp_path, [*[("คำนำ",)] * 28, HEADS, sent(1)], heads=("คำนำ",)).rows

    def test_of_orders(self, tmp_path: Path) -> None:
        file = workbook(
            tmp_path / "r.xlsx",
            [("๓๒/๒๕๖๓", "แต่งตั้งคณะทำงาน", "13 ก.พ. 2563")],
            heads=("คำสั่งที่", "เรื่อง", "สั่ง ณ วันที่"),
        )
        (row,) = read_register(file, "orders", 2563).rows
        assert (row.running, row.year, row.subject) == (32, 2563, "แต่งตั้งคณะทำงาน")

    def test_of_a_received_register(self, tmp_path: Path) -> None:
        file = workbook(tmp_path / "r.xlsx", [received(5)], heads=RECEIVED)
        (row,) = read_register(file, "received", 2563).rows
        assert (row.running, str(row.number)) == (5, "กค ๐๔๐๕/๑")
        assert row.date
        assert row.received
        assert (row.date.day, row.received.day) == (10, 13)


class TestPages:
    def test_nothing_is_dropped(self, tmp_path: Path) -> None:
        rows = [
            sent(1),
            (),
            (None, "  "),
            HEADS,
            ("ทะเบียนหนังสือส่ง หน้า ๒",),
            sent(2),
            (None, None, None, None, None, "บรรทัดต่อของเรื่อง"),
            ("รวม", None, None, None, None, "2 ฉบับ"),
            ("รวมทั้งสิ้น 2 ฉบับ",),
            sent(3, subject="ก" * 2001),
            ("=A1+1",),
            sent("x", date="y", subject=None),
            (4,),
            (5,),
        ]
        transcript = read(tmp_path, rows)
        assert [row.row for row in transcript.rows] == [2, 7, 8, 13]
        assert [(left.row, left.reason) for left in transcript.left] == [
            (5, "head_again"),
            (6, "title"),
            (9, "total"),
            (10, "total"),
            (11, "text_too_long"),
            (12, "only_formulas"),
            (14, "unused"),
            (15, "unused"),
        ]
        seen = filled_rows(tmp_path / "register.xlsx") - {("ทะเบียน", 1)}
        assert placed(transcript) == seen
        assert transcript.sheets[0].filled == len(seen)

    def test_cells_are_kept_as_typed(self, tmp_path: Path) -> None:
        (left,) = read(tmp_path, [sent(1), ("รวม", None, 2.5)]).left
        assert left.cells == ("รวม", "", "2.5")

    def test_a_number_is_in_use_though_its_row_was_left(self, tmp_path: Path) -> None:
        transcript = read(tmp_path, [sent(1), sent(2, subject="ก" * 2001), sent(3)])
        assert codes(transcript) == ["text_too_long"]
        assert transcript.left[0].kept
        assert transcript.left[0].kept.running == 2
        assert transcript.left[0].cells[5] == "ก" * 2001

    def test_columns_may_stand_otherwise_on_the_next_page(self, tmp_path: Path) -> None:
        heads = ("เลขทะเบียนส่ง", "เรื่อง", "ลงวันที่")
        rows = [sent(1), heads, (2, "อีกเรื่อง", "14/2/2563")]
        transcript = read(tmp_path, rows)
        assert [row.subject for row in transcript.rows] == ["ขอเชิญประชุม", "อีกเรื่อง"]
        assert [left.reason for left in transcript.left] == ["head_again"]

    def test_a_subject_that_begins_like_a_total_is_none(self, tmp_path: Path) -> None:
        transcript = read(tmp_path, [(None, None, None, None, None, "รวมพลังงดเหล้า", None, "ก")])
        assert [left.reason for left in transcript.left] == ["total"]
        assert len(read(tmp_path, [sent(1, subject="รวมพลังงดเหล้า")]).rows) == 1

    def test_a_title_over_several_columns(self, tmp_path: Path) -> None:
        def merge(sheet: Worksheet) -> None:
            sheet.merge_cells("F3:H3")

        rows = [sent(1), (None, None, None, None, None, "เดือนมีนาคม")]
        assert [left.reason for left in read(tmp_path, rows, finish=merge).left] == ["title"]
        assert read(tmp_path, rows).left == ()


class TestSheets:
    def test_all_are_read_in_order(self, tmp_path: Path) -> None:
        book = Workbook()
        for month, first in (("ม.ค.", 1), ("ก.พ.", 3)):
            sheet = book.create_sheet(month)
            sheet.append(("ทะเบียน",))
            sheet.append(HEADS)
            for number in (first, first + 1):
                sheet.append(sent(number))
        book.save(tmp_path / "r.xlsx")
        transcript = read_register(tmp_path / "r.xlsx", "sent", 2563)
        places = [(row.sheet, row.row, row.running) for row in transcript.rows]
        assert places == [("ม.ค.", 3, 1), ("ม.ค.", 4, 2), ("ก.พ.", 3, 3), ("ก.พ.", 4, 4)]
        assert codes(transcript) == []
        assert [sheet.name for sheet in transcript.sheets] == ["Sheet", "ม.ค.", "ก.พ."]

    def test_numbers_stand_twice_over_sheets_too(self, tmp_path: Path) -> None:
        book = Workbook()
        for name in ("ก", "ข"):
            sheet = book.create_sheet(name)
            sheet.append(HEADS)
            sheet.append(sent(1))
        book.save(tmp_path / "r.xlsx")
        odd = [str(odd) for odd in read_register(tmp_path / "r.xlsx", "sent", 2563).oddities()]
        assert odd == ["The number 1 stands twice: in row ก!2 and in row ข!2; the first keeps it"]


class TestVoided:
    @pytest.mark.parametrize(
        "note",
        ["ยกเลิก", "(ยกเลิก)", "**ยกเลิก**", "ยกเลิก เลขซ้ำ", "ยกเลิกเลขนี้", "ยกเลิกเนื่องจากซ้ำ", "งดใช้"],
    )
    def test_by_the_note(self, tmp_path: Path, note: str) -> None:
        (row,) = read(tmp_path, [sent(1, note=note)]).rows
        assert row.voided

    @pytest.mark.parametrize("subject", ["ยกเลิก", "(ยกเลิก) ขอเชิญประชุม", "ขอเชิญประชุม *ยกเลิก*"])
    def test_by_the_subject(self, tmp_path: Path, subject: str) -> None:
        (row,) = read(tmp_path, [sent(1, subject=subject)]).rows
        assert row.voided

    @pytest.mark.parametrize("subject", ["ยกเลิกคำสั่งที่ ๑๒/๒๕๖๒", "ขอยกเลิกการประชุม"])
    def test_not_by_a_subject_that_speaks_of_cancelling(self, tmp_path: Path, subject: str) -> None:
        (row,) = read(tmp_path, [sent(1, subject=subject)]).rows
        assert (row.voided, row.odd) == (False, ())

    def test_across_the_row(self, tmp_path: Path) -> None:
        (row,) = read(tmp_path, [(1, None, "ยกเลิก")]).rows
        assert (row.voided, row.odd) == (True, ())

    @pytest.mark.parametrize(("cell", "voided"), [("A2", True), ("F2", True), ("D2", False)])
    def test_by_striking_through(self, tmp_path: Path, cell: str, *, voided: bool) -> None:
        def strike(sheet: Worksheet) -> None:
            sheet[cell].font = Font(strike=True)

        (row,) = read(tmp_path, [sent(1)], finish=strike).rows
        assert row.voided is voided

    @pytest.mark.parametrize(("last", "voided"), [(True, True), (None, False)])
    def test_by_striking_through_all_letters(
        self, tmp_path: Path, *, last: bool | None, voided: bool
    ) -> None:
        parts = TextBlock(InlineFont(strike=True), "ขอ"), TextBlock(InlineFont(strike=last), "เชิญ")
        (row,) = read(tmp_path, [sent(1, subject=CellRichText(*parts))]).rows
        assert (row.subject, row.voided) == ("ขอเชิญ", voided)


class TestSeries:
    def test_summary(self, tmp_path: Path) -> None:
        rows = [
            sent(1, "ตก 0132/1"),
            sent(2),
            sent("ว 1"),
            sent(7),
            sent(None, "ตก 0132.003/5"),
            ("รวม",),
        ]
        summary = read(tmp_path, rows).summary()
        assert (summary.sheets, summary.rows, summary.voided) == (1, 5, 0)
        assert summary.left == (("total", 1),)
        assert summary.odd == (("gap", 1),)
        assert [(each.series, each.first, each.last, each.gaps) for each in summary.series] == [
            (Series("circulars", "ตก 0132", 2563), 1, 1, ()),
            (Series("sent", "ตก 0132", 2563), 1, 7, ((3, 6),)),
            (Series("sent", "ตก 0132.003", 2563), 5, 5, ()),
        ]

    def test_shared_circulars_are_letters_among_others(self, tmp_path: Path) -> None:
        file = workbook(tmp_path / "r.xlsx", [sent(1), sent("ว 2"), sent(3)])
        rules = NumberingRules(circulars=Circulars.SHARED)
        assert codes(read_register(file, "sent", 2563)) == ["gap"]
        assert codes(read_register(file, "sent", 2563, rules=rules)) == []

    def test_the_fiscal_year_where_the_office_counts_so(self, tmp_path: Path) -> None:
        file = workbook(tmp_path / "r.xlsx", [sent(1, date="1/10/2562")])
        rules = NumberingRules(reset=Reset.FISCAL)
        assert codes(read_register(file, "sent", 2563)) == ["date_outside_year"]
        assert codes(read_register(file, "sent", 2563, rules=rules)) == []

    def test_without_a_year_each_row_says_its_own(self, tmp_path: Path) -> None:
        file = tmp_path / "r.csv"
        rows = [HEADS, sent(1, date="1/2/2562"), sent(1, date="1/2/2563"), sent("1/2561")]
        file.write_text(table(rows), "utf-8")
        transcript = read_register(file, "sent", None)
        assert codes(transcript) == []
        years = [each.series.year for each in transcript.summary().series]
        assert years == [2561, 2562, 2563]


class TestDitto:
    @pytest.mark.parametrize("mark", ["″", "〃", '"', "”", "''", ",,", '- " -', '" "', "ditto"])
    def test_takes_the_value_above(self, tmp_path: Path, mark: Any) -> None:
        rows = [sent(1), sent(2, date=mark, sender=mark), sent(3, sender=mark)]
        transcript = read(tmp_path, rows)
        assert {row.sender for row in transcript.rows} == {"สสอ.เมืองตาก"}
        assert len({row.date for row in transcript.rows}) == 1
        assert codes(transcript) == ["ditto"] * 3
        assert transcript.rows[1].cells[3] == mark
