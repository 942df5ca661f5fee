"""Spreadsheet: turns a register sheet into an XLSX workbook; the one door to writing with openpyxl.

Every cell is text, exactly the words of the paper. A number such as ๑๒/๒๕๖๓ must not become a
month, nor a subject that begins with = a formula. Dates are text too: the formats for years of the
Buddhist era depend on the language of Excel, other programs show such a cell as a year 543 less,
and a book copied from paper has days that no calendar has. Programs read dates from the JSON.

A workbook names one font; where TH SarabunPSK is missing, the character set 222 makes Excel take
another Thai one. Columns are wider than on paper by what 16 points have over the 14 of the paper,
so that lines end where they do there. Rows are as high as their text will need, which is a guess:
LibreOffice gives a row one line if nothing is said. Excel fits a row again when it is changed.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zipfile
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from generator.font import FAMILY
from records.dates import DateStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from records.kinds.register_sheet import RegisterSheet, SheetColumn, SheetRow

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LETTERS: Final = 32_767
_CUT: Final = " … (ข้อความยาวเกินกว่าหนึ่งช่องจะรับได้)"
_SIZE: Final = 16
_NOTE_SIZE: Final = 12
_LINE: Final = 21.3
_HEAD_LINES: Final = 2
_HIGHEST: Final = 409.0
# The mean width of a Thai letter of TH SarabunPSK as a part of its size, with what is lost at the
# ends of lines.
_LETTER: Final = 0.36
_PAPER_SIZE: Final = 14
_WIDER: Final = _SIZE / _PAPER_SIZE
_DAY_WIDTH: Final = 26.0
_THAI: Final = 222
_SWISS: Final = 2
_A4: Final = 9
# Excel measures columns in digits of Calibri 11, of 7 pixels each, and adds 5 pixels.
_DIGIT, _MARGIN, _PIXELS_PER_MM = 7, 5, 96 / 25.4
_POINTS_PER_MM: Final = 72 / 25.4
# A cell formatted as text shows no more letters than these in older versions of Excel.
_MOST_AS_TEXT: Final = 255
_NO_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_RULE: Final = Side(style="thin")
_RULES: Final = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)


def spreadsheet(sheet: RegisterSheet, author: str = "") -> bytes:
    """Return the sheet as a workbook; the same sheet gives the same bytes."""
    book = Workbook()
    page = book.active
    if page is None:
        raise TypeError(book)
    page.title = _tab(sheet)
    made = _Page(page, sheet)
    made.titles()
    head = made.head()
    made.rows()
    made.foot()
    _set_up(page, sheet, head)
    created = datetime.combine(sheet.date.date, time(), UTC) if sheet.date else _NO_DAY
    book.properties.title = sheet.heading
    book.properties.creator = author
    book.properties.created = created.replace(tzinfo=None)
    held = BytesIO()
    book.save(held)
    return _without_clock(held, created)


class _Row(RowDimension):
    """A row whose height is a guess, so that Excel may fit it again."""

    customHeight = False  # noqa: N815  # openpyxl's name


class _Page:
    """Writes downwards; knows which row is next."""

    def __init__(self, page: Worksheet, sheet: RegisterSheet) -> None:
        self._page = page
        self._sheet = sheet
        self._daily = any(row.day for row in sheet.rows)
        self._count = len(sheet.columns) + self._daily
        self._next = 1
        self._bold = _font(bold=True)
        self._plain = _font()
        self._struck = _font(struck=True)

    def titles(self) -> None:
        """Write the title's lines, and the warning that not all lines are here."""
        for text in (*self._sheet.title_lines, *filter(None, [self._sheet.warning])):
            self._across(text, self._bold, "center")

    def head(self) -> tuple[int, int]:
        """Write the columns' heads and widths; return the first and last row of the head."""
        first, last = self._next, self._next + len(self._sheet.head) - 1
        for self._next in range(first, last + 1):
            self._fit(_HEAD_LINES)
        taken: set[tuple[int, int]] = set()
        if self._daily:
            self._head_cell(first, 1, self._sheet.day_title, (last, 1))
            self._page.column_dimensions["A"].width = _digits(_DAY_WIDTH)
        for down, cells in enumerate(self._sheet.head):
            column = 1 + self._daily
            for cell in cells:
                while (first + down, column) in taken:
                    column += 1
                end = (first + down + cell.rows - 1, column + cell.columns - 1)
                self._head_cell(first + down, column, cell.title, end)
                rows, columns = range(first + down, end[0] + 1), range(column, end[1] + 1)
                taken |= {(row, each) for row in rows for each in columns}
                column = end[1] + 1
        for place, given in enumerate(self._sheet.columns, 1 + self._daily):
            letter = get_column_letter(place)
            self._page.column_dimensions[letter].width = _digits(given.width or 0)
        self._next = last + 1
        return first, last

    def rows(self) -> None:
        """Write the lines of the book."""
        aligned = [_alignment(column.align) for column in self._sheet.columns]
        if self._daily:
            aligned.insert(0, _alignment("center"))
        for row in self._sheet.rows:
            self._fit(max(map(self._lines, self._sheet.columns, row.cells)))
            font = self._struck if row.struck else self._plain
            for place, (text, alignment) in enumerate(
                zip(self._texts(row), aligned, strict=True), 1
            ):
                self._put(self._next, place, text, font, alignment).border = _RULES
            self._next += 1

    def foot(self) -> None:
        """Write the warning once more, the places to sign, and the day of printing."""
        if self._sheet.warning:
            self._across(self._sheet.warning, self._bold, "center")
        for place in self._sheet.foot:
            self._next += 1
            name = f" ({place.name})" if place.name else ""
            self._across(f"ลงชื่อ {'.' * 40}{name} {place.role}", self._plain, "left")
        if self._sheet.date:
            printed = f"พิมพ์เมื่อ {self._sheet.date}"
            self._across(printed, _font(size=_NOTE_SIZE), "right")

    def _fit(self, lines: int) -> None:
        height = min(_HIGHEST, lines * _LINE)
        row = _Row(self._page, index=self._next, ht=height)
        self._page.row_dimensions[self._next] = row

    def _lines(self, column: SheetColumn, text: str) -> int:
        """Return how many lines a text will take in a column, rather one more than one less."""
        room = (column.width or 0) * _POINTS_PER_MM
        return sum(
            max(1, math.ceil(_letters(line) * _LETTER * _PAPER_SIZE / room))
            for line in text.split("\n")
        )

    def _texts(self, row: SheetRow) -> Sequence[str]:
        if not self._daily:
            return row.cells
        return (row.day.format(DateStyle.ABBREVIATED) if row.day else "", *row.cells)

    def _across(self, text: str, font: Font, align: str) -> None:
        self._fit(1)
        self._put(self._next, 1, text, font, _alignment(align))
        self._page.merge_cells(
            start_row=self._next, end_row=self._next, start_column=1, end_column=self._count
        )
        self._next += 1

    def _head_cell(self, row: int, column: int, title: str, end: tuple[int, int]) -> None:
        centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._put(row, column, title, self._bold, centred)
        for down in range(row, end[0] + 1):
            for across in range(column, end[1] + 1):
                self._page.cell(down, across).border = _RULES
        if end != (row, column):
            self._page.merge_cells(
                start_row=row, start_column=column, end_row=end[0], end_column=end[1]
            )

    def _put(self, row: int, column: int, text: str, font: Font, alignment: Alignment) -> Cell:
        cell = cast("Cell", self._page.cell(row, column))
        cell.font = font
        cell.alignment = alignment
        if len(text) <= _MOST_AS_TEXT:
            cell.number_format = "@"
        if text:
            cell.value = _fitting(text)
            cell.data_type = "s"  # openpyxl takes what begins with = for a formula
            cell.quotePrefix = text[0] in "=+-@'"
        return cell


def _set_up(page: Worksheet, sheet: RegisterSheet, head: tuple[int, int]) -> None:
    """Set the paper, what is repeated on each page, and what stays on the screen."""
    first, last = head
    page.freeze_panes = f"A{last + 1}"
    page.print_title_rows = f"{first}:{last}"
    if sheet.rows:
        corner = f"{get_column_letter(page.max_column)}{last + len(sheet.rows)}"
        page.auto_filter.ref = f"A{last}:{corner}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    form = (sheet.form_number or "").replace("&", "&&")
    number = _HeaderFooterPart(f"{form} แผ่นที่ &P".strip(), f"{FAMILY},Regular", _NOTE_SIZE)
    secret = _HeaderFooterPart(sheet.secrecy, f"{FAMILY},Bold", 2 * _SIZE, "C00000")
    page.HeaderFooter.oddHeader = HeaderFooterItem(right=number, center=secret)
    page.HeaderFooter.oddFooter = HeaderFooterItem(center=secret)


def _font(*, bold: bool = False, struck: bool = False, size: int = _SIZE) -> Font:
    return Font(name=FAMILY, size=size, bold=bold, strike=struck, charset=_THAI, family=_SWISS)


def _alignment(align: str) -> Alignment:
    return Alignment(horizontal=align, vertical="top", wrap_text=True)


def _digits(millimetres: float) -> float:
    pixels = millimetres * _WIDER * _PIXELS_PER_MM
    return round((pixels - _MARGIN) / _DIGIT, 2)


def _letters(text: str) -> int:
    """Return how many letters take width: marks above and below take none."""
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def _fitting(text: str) -> str:
    """Return text that Excel takes whole and literally: _x000D_ would be a line end to it."""
    escaped = _ESCAPED.sub("_x005F_", text)
    if len(escaped) <= MOST_LETTERS:
        return escaped
    return escaped[: MOST_LETTERS - len(_CUT)] + _CUT


def _tab(sheet: RegisterSheet) -> str:
    """Return the name of the tab: the title, without what Excel refuses, 31 letters at most."""
    return re.sub(r"[\[\]:*?/\\']", " ", sheet.title_lines[0])[:31].strip() or "ทะเบียน"


def _without_clock(held: BytesIO, moment: datetime) -> bytes:
    """Return the archive with its members sorted, and no time in it but the sheet's own."""
    told = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    bound = BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(bound, "w") as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name, _ZIP_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + told + rb"\2", data)
            new.writestr(member, data)
    return bound.getvalue()
