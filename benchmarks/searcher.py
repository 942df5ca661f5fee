"""A searcher: brings the views of a register up to date, and asks them all questions some times.

One line of JSON on standard input: {"folder", "times"} → {"indexing": seconds, "rounds": the
seconds of each question, round by round, "found": how many of the questions found something,
"register" and "views": bytes on disk}.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from registry.query import Query
from registry.register import Register
from registry.sqlite.engine import DATABASE
from registry.views import VIEWS, Views

PAGE = 20
DAY = date(2020, 2, 13)
FIRST, LAST = date(2020, 2, 1), date(2020, 2, 29)
QUERIES = (
    Query(words="งบประมาณ"),
    Query(words="ยา"),
    Query(words="รถ"),
    Query(words="ลา"),
    Query(words="วัคซีน"),
    Query(words="สํานักงาน"),
    Query(words="ไข้เลือดออก"),
    Query(words="ทองงาม"),
    Query(words="ทองใหม่ วัคซีน"),
    Query(words="จัดซื้อ พัสดุ เว็บไซต์"),
    Query(words="ขออนุมัติเดินทางไปราชการ"),
    Query(words="แผนปฏิบัติการด้านการป้องกันการทุจริต"),
    Query(words="ประจำปีงบประมาณ ๒๕๖๓"),
    Query(words="พ.ศ. 2560"),
    Query(words="๑๓ กุมภาพันธ์ ๒๕๖๓"),
    Query(words="ตย ๐๑๓๒/๙๙"),
    Query(words="ตย 0132/99"),
    Query(words="๙๙"),
    Query(words="ไม่มีคำนี้ในทะเบียน"),
    Query(number="ตย 0132/43"),
    Query(number="๕๑"),
    Query(person="สมชาย ใจดี"),
    Query(person="นายธีระ"),
    Query(subject="วัสดุ"),
    Query(subject="ประชุม", kind="memo"),
    Query(words="เงินยืม", first_day=FIRST, last_day=LAST),
    Query(first_day=DAY, last_day=DAY),
)


def main() -> None:
    """Index and ask."""
    asked = json.load(sys.stdin)
    register = Register.open(Path(asked["folder"]))
    start = time.perf_counter()
    views = Views.of(register)
    indexing = time.perf_counter() - start
    found = sum(bool(views.find(query, PAGE)) for query in QUERIES)
    rounds = [[_timed(views, query) for query in QUERIES] for _ in range(asked["times"])]
    views.close()
    register.close()
    told = {"indexing": indexing, "rounds": rounds, "found": found}
    sizes = {
        name: (register.folder / file).stat().st_size
        for name, file in (("register", DATABASE), ("views", VIEWS))
    }
    print(json.dumps(told | sizes))


def _timed(views: Views, query: Query) -> float:
    start = time.perf_counter()
    views.find(query, PAGE)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
