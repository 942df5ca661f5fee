"""Books: registers of as many memos as are wanted, each unlike the others, filled fast.

One line of JSON on standard input: {"folder", "count", "printed"} → {"seconds", "bytes"}: how
long the filling took, and how many bytes of records and entries were kept. `printed`: each memo has
a page with it, a few bytes that stand for a print.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.names import person, place, renamed
from benchmarks.office import furnish
from benchmarks.papers import documents
from generator.printing import record_json
from records.people import Signer
from registry import numbering
from registry.canonical import canonical
from registry.register import Register
from registry.wanted import Paper, Papers, Situation, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.dates import ThaiDate
    from records.office import Office
    from registry.ledger import Pen

FIRST_DAY = date(2020, 1, 1)
DAYS = 366
BATCHES = 100
SUBJECTS = (
    "ขออนุมัติจัดซื้อวัสดุสำนักงาน",
    "ขอเชิญประชุมคณะกรรมการตรวจรับพัสดุ",
    "รายงานผลการเบิกจ่ายเงินงบประมาณ",
    "ขออนุมัติเดินทางไปราชการ",
    "ส่งรายงานการประชุมหัวหน้าส่วนราชการ",
    "แต่งตั้งคณะทำงานพัฒนาเว็บไซต์",
    "ขอความอนุเคราะห์วิทยากร",
    "หลักเกณฑ์การลาของข้าราชการ",
    "ขออนุมัติซ่อมรถยนต์ราชการ",
    "การป้องกันและควบคุมโรคไข้เลือดออก",
    "โครงการอบรมอาสาสมัครสาธารณสุข",
    "ตอบข้อหารือการจัดซื้อยาและเวชภัณฑ์",
    "ขอเบิกค่าตอบแทนการปฏิบัติงานนอกเวลา",
    "สำรวจความต้องการวัคซีน",
    "แผนปฏิบัติการด้านการป้องกันการทุจริต",
    "ขอส่งคืนเงินยืม",
)
_ROUND = 12


def main() -> None:
    """Fill the books that were asked for."""
    asked = json.load(sys.stdin)
    folder = Path(asked["folder"])
    start = time.perf_counter()
    size = fill(folder, asked["count"], printed=asked["printed"])
    print(json.dumps({"seconds": time.perf_counter() - start, "bytes": size}))


def fill(folder: Path, count: int, *, printed: bool) -> int:
    """Found the register of a folder and number so many memos, some days of a year at once."""
    office = furnish(folder)
    register = Register.found(folder, office, _morning(0, 1), "benchmark")
    template: dict[str, Any] = json.loads(record_json(documents("memo", 0)[0]))
    size = 0
    batch = max(1, count // BATCHES)
    for first in range(0, count, batch):
        numbers = range(first, min(count, first + batch))
        situation = Situation(office, _morning(first, count))
        with register.writing(situation.now, "benchmark") as pen:
            size += sum(_issue(pen, situation, template, numbers, printed=printed))
    register.seal(_morning(count, count))
    register.close()
    return size


def _morning(number: int, count: int) -> datetime:
    """Return the moment (UTC) at which a memo of so many is numbered."""
    day = FIRST_DAY + timedelta(days=(DAYS - 1) * number // count)
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def _issue(
    pen: Pen, situation: Situation, template: dict[str, Any], numbers: range, *, printed: bool
) -> Iterator[int]:
    """Number memos; yield how many bytes of record and entry each of them brings."""
    for number in numbers:
        wanted = _wanted(number, situation.today, template, situation.office)
        planned = numbering.plan(pen.writer, wanted, situation)
        told = {"number": planned.number, "date": str(wanted.day), "subject": wanted.subject}
        record = renamed(canonical(template | told).decode(), number).encode()
        page = Paper(name="memo.pdf", data=f"page {number}".encode(), form="pdf", pages=1)
        papers = Papers(record=record, files=(page,) if printed else ())
        yield len(record) + len(numbering.issue(pen, wanted, planned, papers).body)


def _wanted(number: int, day: ThaiDate, template: dict[str, Any], office: Office) -> Wanted:
    signer = template["signers"][0]
    return Wanted(
        kind="memo",
        book="sent",
        day=day,
        subject=f"{SUBJECTS[number % len(SUBJECTS)]}{place(number)} ครั้งที่ {number % _ROUND + 1}",
        to=template["to"],
        sender=office.name,
        signers=(Signer(name=f"นาย{person(number)}", position=signer["position"]),),
    )


if __name__ == "__main__":
    main()
