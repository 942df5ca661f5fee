"""Register sheets for the tests of paper and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from makings import OFFICE

from records.dates import ThaiDate
from records.digits import to_thai
from records.kinds.register_sheet import RegisterSheet
from records.papers import paper

if TYPE_CHECKING:
    from records.case import Document

PRINTED = ThaiDate.parse("30 ธันวาคม 2563")
DAYS = [ThaiDate.parse(f"{day} ก.พ. 2563") for day in range(1, 29)]
COLUMNS = (
    ("running", "เลขทะเบียนส่ง", 20, "center"),
    ("number", "ที่", 29, "left"),
    ("date", "ลงวันที่", 25, "center"),
    ("from", "จาก", 34, "left"),
    ("to", "ถึง", 34, "left"),
    ("subject", "เรื่อง", 60, "left"),
    ("action", "การปฏิบัติ", 20, "right"),
    ("note", "หมายเหตุ", 25, "left"),
)
SUBJECT = "รายงานผลการดำเนินงานตามแนวทางการเผยแพร่ข้อมูลต่อสาธารณะผ่านเว็บไซต์ของหน่วยงาน"
# What anybody may have typed in a subject.
HOSTILE = (
    "*ดอกจัน* **หนา** _ขีด_ ~~ฆ่า~~",
    "| ก | ข |",
    "{{ record.title }} {% for a in b %} {# ง #}",
    "{office.name}",
    "<b>หนา</b> <script>alert(๑)</script> </td></tr></table>",
    "&amp; &lt; &#๓๒; & <",
    "`ไม่ปิด",
    "# หัวข้อ",
    "๑. ข้อ",
    "- รายการ",
    "^",
    "---",
    "![ภาพ](http://example.go.th/a.png)",
    "[ลิงก์](javascript:alert)",
    "=SUM(A๑:A๙)",
    "=cmd|' /C calc'!A๐",
    "+๖๖ ๕๕ ๐๐๐",
    "-๑",
    "@SUM(๑)",
    "'คำพูด",
    '"คำพูด", เขา; ว่า',
    "\\A \\๐๐๐๐๒๖ url(x)",
    "_x000D_ _x0041_",
    "๑๒/๒๕๖๓",
    "#N/A",
    "TRUE",
    "สองบรรทัด\nบรรทัดสอง",
    "น้ำ กำ้ ป๊ำ",
    "ๆๆๆ ฯลฯ “คำ” (ถ้ามี)",
    "ก" * 200,
)


def row(number: int, /, **more: Any) -> dict[str, Any]:
    """Return a line of a book with a subject that can be found again; `more` changes cells."""
    n = to_thai(f"{number:04}")
    cells = {
        "running": to_thai(str(number)),
        "number": f"ตย ๐๑๓๒/{n}",
        "date": "๑๒ ก.พ. ๒๕๖๓",
        "from": "กลุ่มงานบริหารทั่วไป",
        "to": "นายแพทย์สาธารณสุขจังหวัดตัวอย่าง",
        "subject": f"ต้น{n} {SUBJECT} ท้าย{n}",
        "action": "",
        "note": "",
    }
    cells |= {name: value for name, value in more.items() if name in cells}
    others = {name: value for name, value in more.items() if name not in cells}
    return {"cells": tuple(cells.values()), **others}


def book(rows: list[dict[str, Any]], **more: Any) -> RegisterSheet:
    columns = [{"id": a, "title": b, "width": c, "align": d} for a, b, c, d in COLUMNS]
    values = {
        "date": PRINTED,
        "form_number": "แบบที่ ๑๔",
        "title_lines": ["ทะเบียนหนังสือส่ง", OFFICE.name, "ประจำปี พ.ศ. ๒๕๖๓"],
        "columns": columns,
        "rows": rows,
    }
    return RegisterSheet.model_validate(values | more)


def document(sheet: RegisterSheet) -> Document:
    return paper(sheet, OFFICE, "sent-2563")


def long_book(count: int = 60, **more: Any) -> RegisterSheet:
    """Return a book of several pages, three lines a day, every seventh line cancelled."""
    rows = [
        row(n, day=DAYS[n // 3 % 28], struck=n % 7 == 0, note="ยกเลิก: พิมพ์ผิด" if n % 7 == 0 else "")
        for n in range(1, count + 1)
    ]
    return book(rows, **more)


def grouped() -> RegisterSheet:
    """Return a book of three pages in which two columns share a head."""
    sheet = long_book(30)
    columns = [
        column.model_copy(update={"group": "ระหว่าง"}) if column.id in ("from", "to") else column
        for column in sheet.columns
    ]
    return sheet.model_copy(update={"columns": tuple(columns)})


def hostile() -> RegisterSheet:
    """Return a book of what anybody may have typed; every other line is cancelled."""
    rows = [row(n, subject=text, to=text, struck=n % 2 == 0) for n, text in enumerate(HOSTILE, 1)]
    return book(rows)


SHEETS: dict[str, RegisterSheet] = {
    "long": long_book(),
    "empty": book([]),
    "grouped": grouped(),
    "hostile": hostile(),
    "undated": book([row(1, day=DAYS[0]), row(2), row(3)]),
    "cut": book([row(1), row(2)], warning="แสดงเฉพาะ ๒ จาก ๑,๖๐๐ รายการ"),
    "signed": long_book(
        8,
        foot=[
            {"role": "ประธานกรรมการ", "name": "นายมานะ ใจดี"},
            *({"role": "กรรมการ"} for _ in range(3)),
        ],
    ),
    "secret": long_book(12, secrecy="ลับมาก", form_number=None),
    "tall row": book([row(1), row(2, subject=f"{SUBJECT} " * 120, to=f"{SUBJECT} " * 30), row(3)]),
    "tall cancelled row": book([row(1, struck=True, subject="ก" * 20_000), row(2)]),
}
