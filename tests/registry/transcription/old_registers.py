"""Old registers as offices keep them, written as real files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from registry.transcription.register import read_register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from registry.transcription.row import Row
    from registry.transcription.transcript import Transcript

HEADS = ("เลขทะเบียนส่ง", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
RECEIVED = ("เลขทะเบียนรับ", "ที่", "ลงวันที่", "วันที่รับ", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
DAY = "13 ก.พ. 2563"
SHEET, STRINGS, TYPES = (
    *("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"),
    "[Content_Types].xml",
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_INLINE = re.compile(r'(<c r="[A-Z0-9]+" (?:s="\d+" )?)t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
_SHARED = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)

Cells = tuple[Any, ...]


def sent(running: Any = None, number: Any = None, date: Any = DAY, **cells: Any) -> Cells:
    """Return the cells of a row of a sent register; `cells`: sender, subject, note."""
    given = {"sender": "สสอ.เมืองตาก", "subject": "ขอเชิญประชุม", "note": None} | cells
    return (
        running,
        number,
        date,
        given["sender"],
        "นายอำเภอ",
        given["subject"],
        None,
        given["note"],
    )


def received(
    running: Any,
    number: Any = "กค 0405/1",
    date: Any = "10 ก.พ. 2563",
    arrived: Any = "13 ก.พ. 2563",
    subject: Any = "แจ้งเวียน",
) -> Cells:
    """Return the cells of a row of a received register."""
    return (running, number, date, arrived, "คลังจังหวัด", "สสอ.", subject, None, None)


def workbook(
    path: Path,
    rows: Iterable[Sequence[Any]],
    *,
    heads: Sequence[Any] = HEADS,
    finish: Callable[[Worksheet], None] | None = None,
) -> Path:
    """Write a workbook of one sheet, its head in row 1, with shared strings as Excel has them."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "ทะเบียน"
    for row in (heads, *rows):
        sheet.append(tuple(row))
    if finish:
        finish(sheet)
    book.save(path)
    return share_strings(path)


def table(rows: Iterable[Sequence[Any]], *, delimiter: str = ",") -> str:
    """Return rows as a table of text."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue()


def read(path: Path, rows: Iterable[Sequence[Any]], **options: Any) -> Transcript:
    """Return the transcript of a sent register of 2563 with these rows."""
    file = workbook(path / "register.xlsx", rows, **options)
    return read_register(file, "sent", 2563)


def only(path: Path, *cells: Any, **named: Any) -> Row:
    """Return the only row of a sent register of 2563."""
    (row,) = read(path, [sent(*cells, **named)]).rows
    return row


def codes(transcript: Transcript) -> list[str]:
    """Return the codes of all that is odd."""
    return [odd.code for odd in transcript.oddities()]


def with_parts(path: Path, parts: dict[str, bytes], target: Path) -> Path:
    """Write a workbook again with other or further parts."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return target


def share_strings(path: Path) -> Path:
    """Move the strings of the first sheet into a part of their own; openpyxl writes them inline."""
    strings: list[str] = []

    def moved(found: re.Match[str]) -> str:
        strings.append(f"<si>{found[2]}</si>")
        return f'{found[1]}t="s"><v>{len(strings) - 1}</v></c>'

    sheet = _INLINE.sub(moved, part(path, SHEET).decode())
    types = part(path, TYPES).decode().replace("</Types>", f"{_SHARED}</Types>")
    xml = f'<sst xmlns="{MAIN}">{"".join(strings)}</sst>'
    parts = {SHEET: sheet, TYPES: types, STRINGS: xml}
    data = {name: text.encode() for name, text in parts.items()}
    return with_parts(path, data, path.with_name(f"shared-{path.name}")).replace(path)


def part(path: Path, name: str) -> bytes:
    """Return a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)
