"""The books as workbooks: “opens well in Excel (Thai, widths, frozen head)”, nothing computed."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from register_sheets import COLUMNS, HOSTILE, SHEETS, book, long_book, row

from generator.spreadsheet import MOST_LETTERS, spreadsheet
from records.digits import to_thai

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from records.kinds.register_sheet import RegisterSheet

ROOT = Path(__file__).parents[2]
PRESS = ("FONTCONFIG_FILE", "LIBTHAI_DICTDIR")
ALL = pytest.mark.parametrize("name", SHEETS)


def opened(sheet: RegisterSheet) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(spreadsheet(sheet, "สำนักงาน"))).active
    assert page is not None
    return page  # type: ignore[return-value]  # a workbook of ours has no charts


def head_row(page: Worksheet) -> int:
    """Return the last row of the head."""
    assert isinstance(page.freeze_panes, str)
    return int(page.freeze_panes[1:]) - 1


def texts(sheet: RegisterSheet, page: Worksheet) -> list[tuple[str, ...]]:
    """Return the lines of the book as the workbook has them, without the column of the days."""
    first = head_row(page) + 1
    daily = any(line.day for line in sheet.rows)
    rows = page.iter_rows(min_row=first, max_row=first + len(sheet.rows) - 1, values_only=True)
    if not sheet.rows:
        return []
    # How a workbook spells _x000D_ where that is no line end; openpyxl does not read it back.
    return [
        tuple(str(value or "").replace("_x005F_", "_") for value in line[daily:]) for line in rows
    ]


class TestCells:
    """“Numbers as text never turned into dates or formulas.”"""

    @ALL
    def test_are_those_of_the_sheet(self, name: str) -> None:
        sheet = SHEETS[name]
        assert texts(sheet, opened(sheet)) == [line.cells for line in sheet.rows]

    @ALL
    def test_are_all_text(self, name: str) -> None:
        page = opened(SHEETS[name])
        for line in page.iter_rows():
            for cell in line:
                assert cell.value is None or cell.data_type == "s", cell.value

    @pytest.mark.parametrize("text", [text for text in HOSTILE if text[0] in "=+-@'"])
    def test_what_could_be_computed_stays_text_when_it_is_edited(self, text: str) -> None:
        sheet = book([row(1, subject=text)])
        page = opened(sheet)
        cell = page.cell(head_row(page) + 1, 6)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
        assert cell.number_format == "@"

    @pytest.mark.parametrize("text", ["12/2563", "1-2", "2020-02-13", "007", "1E5", "TRUE", "#N/A"])
    def test_a_number_stays_as_it_is_written(self, text: str) -> None:
        sheet = book([row(1, number=text)])
        page = opened(sheet)
        cell = page.cell(head_row(page) + 1, 2)
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")

    def test_no_formula_is_in_the_file(self) -> None:
        with zipfile.ZipFile(io.BytesIO(spreadsheet(SHEETS["hostile"]))) as held:
            page = held.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in page
        assert b"<f " not in page

    def test_more_than_a_cell_holds_is_cut_and_says_so(self) -> None:
        sheet = book([row(1, subject="ก" * (MOST_LETTERS + 1))])
        [cells] = texts(sheet, opened(sheet))
        assert len(cells[5]) == MOST_LETTERS
        assert cells[5].endswith("(ข้อความยาวเกินกว่าหนึ่งช่องจะรับได้)")

    @settings(max_examples=60)
    @given(st.text(max_size=60))
    def test_of_any_text(self, text: str) -> None:
        sheet = book([row(1, subject=text)])
        [cells] = texts(sheet, opened(sheet))
        assert cells[5].split() == sheet.rows[0].cells[5].split()


class TestPage:
    def test_titles_head_and_days(self) -> None:
        sheet = SHEETS["long"]
        page = opened(sheet)
        assert [page.cell(n, 1).value for n in (1, 2, 3)] == list(sheet.title_lines)
        head = [cell.value for cell in page[head_row(page)]]
        assert head == ["วันที่ลงทะเบียน", *(title for _, title, _, _ in COLUMNS)]
        assert page.cell(head_row(page) + 1, 1).value == "๑ ก.พ. ๒๕๖๓"

    def test_a_common_head_is_merged(self) -> None:
        page = opened(SHEETS["grouped"])
        last = head_row(page)
        values = [[cell.value for cell in page[n]] for n in (last - 1, last)]
        assert values[0][4] == "ระหว่าง"
        assert values[1][4:6] == ["จาก", "ถึง"]
        merged = {str(one) for one in page.merged_cells.ranges}
        assert {
            f"E{last - 1}:F{last - 1}",
            f"A{last - 1}:A{last}",
            f"G{last - 1}:G{last}",
        } <= merged

    @ALL
    def test_the_head_stays_and_comes_back(self, name: str) -> None:
        page = opened(SHEETS[name])
        last = head_row(page)
        first = last - len(SHEETS[name].head) + 1
        assert page.print_title_rows == f"${first}:${last}"
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage

    def test_every_cell_is_of_the_house_face(self) -> None:
        page = opened(SHEETS["long"])
        fonts = [cell.font for line in page.iter_rows() for cell in line if cell.value]
        assert {font.name for font in fonts} == {"TH SarabunPSK"}
        assert {font.charset for font in fonts} == {222}
        assert {font.size for font in fonts} == {16, 12}

    def test_lines_wrap_in_columns_of_their_width(self) -> None:
        page = opened(SHEETS["hostile"])
        widths = [page.column_dimensions[letter].width for letter in "ABCDEFGH"]
        given_ = [width for _, _, width, _ in COLUMNS]
        per_mm = [width / mm for width, mm in zip(widths, given_, strict=True)]
        assert max(per_mm) / min(per_mm) < 1.1
        assert all(cell.alignment.wrap_text for cell in page[head_row(page) + 1])

    def test_rows_are_as_high_as_their_text(self) -> None:
        page = opened(SHEETS["tall row"])
        first = head_row(page) + 1
        heights = [page.row_dimensions[first + n].height for n in range(3)]
        assert heights[0] == heights[2] > 21
        assert heights[1] == 409
        with zipfile.ZipFile(io.BytesIO(spreadsheet(SHEETS["tall row"]))) as held:
            rows = re.findall(rb"<row [^>]*>", held.read("xl/worksheets/sheet1.xml"))
        assert not any(b"customHeight" in one for one in rows)

    def test_the_cancelled_are_struck(self) -> None:
        sheet = SHEETS["long"]
        page = opened(sheet)
        for n, line in enumerate(sheet.rows, head_row(page) + 1):
            assert {bool(cell.font.strike) for cell in page[n]} == {line.struck}

    def test_the_warning_stands_above_and_below(self) -> None:
        page = opened(SHEETS["cut"])
        column = [cell.value for cell in page["A"]]
        assert column.count(SHEETS["cut"].warning) == 2

    def test_who_signs(self) -> None:
        column = [str(cell.value) for cell in opened(SHEETS["signed"])["A"]]
        assert sum("ลงชื่อ" in text for text in column) == 4
        assert any("(นายมานะ ใจดี) ประธานกรรมการ" in text for text in column)

    def test_secrecy_stands_on_each_sheet(self) -> None:
        page = opened(SHEETS["secret"])
        assert page.oddHeader is not None
        assert page.oddFooter is not None
        assert page.oddHeader.center.text == page.oddFooter.center.text == "ลับมาก"
        assert "แผ่นที่ &P" in str(page.oddHeader.right.text)
        assert not opened(SHEETS["long"]).oddFooter.center.text  # type: ignore[union-attr]  # a page has one

    @pytest.mark.parametrize("title", ["ก/ข", "[ก]", "'", "ก" * 60, "History: *?"])
    def test_any_title_makes_a_tab(self, title: str) -> None:
        assert opened(book([], title_lines=[title])).cell(1, 1).value == title


MAKE = """
import sys
sys.path[:0] = [{tests!r}]
from register_sheets import SHEETS
from generator.spreadsheet import spreadsheet
from hashlib import sha256
print(sha256(spreadsheet(SHEETS["long"], "ก")).hexdigest())
"""


class TestFile:
    def test_says_what_it_is(self) -> None:
        data = spreadsheet(SHEETS["long"], "สำนักงานตัวอย่าง")
        told = openpyxl.load_workbook(io.BytesIO(data)).properties
        assert (told.title, told.creator) == (SHEETS["long"].heading, "สำนักงานตัวอย่าง")
        assert f"{told.created:%Y-%m-%d}" == f"{told.modified:%Y-%m-%d}" == "2020-12-30"

    def test_the_same_book_gives_the_same_bytes(self, tmp_path: Path) -> None:
        tests = str(Path(__file__).parent)
        told = subprocess.run(
            [sys.executable, "-c", MAKE.format(tests=tests)],
            env={"PYTHONPATH": str(ROOT), "TZ": "America/New_York", "PYTHONHASHSEED": "7"},
            cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        from hashlib import sha256  # noqa: PLC0415  # beside its only use

        again = sha256(spreadsheet(SHEETS["long"], "ก")).hexdigest()
        assert told.stdout.strip() == again

    def test_a_book_without_a_day_of_printing(self) -> None:
        sheet = long_book(3).model_copy(update={"date": None})
        told = openpyxl.load_workbook(io.BytesIO(spreadsheet(sheet))).properties
        assert f"{told.created:%Y-%m-%d}" == "2000-01-01"

    def test_opens_in_libreoffice(self, tmp_path: Path) -> None:
        (tmp_path / "hostile.xlsx").write_bytes(spreadsheet(SHEETS["hostile"]))
        told = convert(tmp_path / "hostile.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")
        found = list(csv.reader(io.StringIO(told)))
        lines = [line for line in found if re.fullmatch("[๑-๙][๐-๙]?", line[0])]
        assert [tuple(line) for line in lines] == [line.cells for line in SHEETS["hostile"].rows]
        assert to_thai(str(len(lines))) == lines[-1][0]


def convert(file: Path, form: str) -> str:
    """Let LibreOffice read a workbook, with a home and fonts of its own."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    home = file.parent / "home"
    clean = {key: value for key, value in os.environ.items() if key not in PRESS}
    told = subprocess.run(
        ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", form,
         "--outdir", str(file.parent), str(file)],
        env=clean | {"HOME": str(file.parent)}, capture_output=True, encoding="utf-8", timeout=300,
        check=False,
    )  # fmt: skip
    made = file.with_suffix(".csv")
    if not made.exists() and "could not be loaded" in told.stderr:
        pytest.skip("LibreOffice is installed without Calc")
    return made.read_text("utf-8")
