"""A clerk: a process that takes numbers one after the other, and says how long each took.

    {"folder", "count", "start", "plain"} → {"waits": seconds of each act}

`plain`: instead of numbers of the register it inserts rows into a table of a SQLite file with the
same durability, which is the least that any register on this disk can take. `start` is the time
(seconds since 1970) at which all clerks begin.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from records.case import load_office
from registry import numbering
from registry.register import Register
from registry.wanted import Papers, Situation, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from records.dates import ThaiDate

ENTRY = "x" * 400
PAUSE = 0.0005


def main() -> None:
    """Do each task that comes."""
    for line in sys.stdin:
        task: dict[str, Any] = json.loads(line)
        folder = Path(task["folder"])
        count = task["count"]
        act = _inserting(folder) if task["plain"] else _numbering(folder, count + 1)
        act(count)
        time.sleep(max(0.0, task["start"] - time.time()))
        waits = [_timed(act, index) for index in range(count)]
        print(json.dumps({"waits": waits}), flush=True)


def _timed(act: Callable[[int], None], index: int) -> float:
    began = time.perf_counter()
    act(index)
    return time.perf_counter() - began


def _numbering(folder: Path, count: int) -> Callable[[int], None]:
    _, office = load_office(folder)
    register = Register.open(folder)
    day = Situation(office, datetime.now(UTC)).today
    # Writing a memo is not numbering it.
    waiting = [_memo(index, day) for index in range(count)]

    def act(index: int) -> None:
        wanted, papers = waiting[index]
        situation = Situation(office, datetime.now(UTC))
        with register.writing(situation.now, "clerk") as pen:
            planned = numbering.plan(pen.writer, wanted, situation)
            numbering.issue(pen, wanted, planned, papers)

    return act


def _memo(index: int, day: ThaiDate) -> tuple[Wanted, Papers]:
    """Return a small record that asks for a number."""
    subject = f"ขออนุมัติจัดอบรมผู้ดูแลเว็บไซต์ ครั้งที่ {index}"
    record = json.dumps({"kind": "memo", "subject": subject}, ensure_ascii=False).encode()
    wanted = Wanted(kind="memo", book="sent", day=day, subject=subject, to="ผู้อำนวยการ")
    return wanted, Papers(record=record)


def _inserting(folder: Path) -> Callable[[int], None]:
    connection = sqlite3.connect(folder / "plain.db", timeout=0, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")

    def act(_index: int) -> None:
        while True:
            try:
                connection.execute("INSERT INTO entry (body) VALUES (?)", (ENTRY,))
            except sqlite3.OperationalError:
                time.sleep(random.uniform(0, PAUSE))  # noqa: S311  # no secret hangs on it
            else:
                return

    return act


if __name__ == "__main__":
    main()
