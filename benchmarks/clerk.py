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

    from records.office import Office

ENTRY = "x" * 400
PAUSE = 0.0005


def main() -> None:
    """Do each task that comes."""
    for line in sys.stdin:
        task: dict[str, Any] = json.loads(line)
        folder = Path(task["folder"])
        act = _inserting(folder) if task["plain"] else _numbering(folder)
        act(-1)
        time.sleep(max(0.0, task["start"] - time.time()))
        waits = [_timed(act, index) for index in range(task["count"])]
        print(json.dumps({"waits": waits}), flush=True)


def _timed(act: Callable[[int], None], index: int) -> float:
    began = time.perf_counter()
    act(index)
    return time.perf_counter() - began


def _numbering(folder: Path) -> Callable[[int], None]:
    _, office = load_office(folder)
    register = Register.open(folder)

    def act(index: int) -> None:
        take(register, office, index)

    return act


def take(register: Register, office: Office, index: int) -> None:
    """Take the next number for a small record: the bare act, printing apart."""
    situation = Situation(office, datetime.now(UTC))
    subject = f"ขออนุมัติจัดอบรมผู้ดูแลเว็บไซต์ ครั้งที่ {index}"
    wanted = Wanted(kind="memo", book="sent", day=situation.today, subject=subject, to="ผู้อำนวยการ")
    record = json.dumps({"kind": "memo", "subject": subject}, ensure_ascii=False).encode()
    with register.writing(situation.now, "clerk") as pen:
        planned = numbering.plan(pen.writer, wanted, situation)
        numbering.issue(pen, wanted, planned, Papers(record=record))


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
