"""A register with some of everything, sealed several times, as a folder that tests may copy.

0 founded                 1 | seal      7 orders ๑/๒๕๖๓
1 sent ๑, with files                    8 sent ๖, not yet printed
2 sent ๒                                9 printed 8          10 | seal, yesterday
3 reserved ๓ to ๕                      10 circular ๑
4 received ๑, with a file              11 sent ๗             12 | seal
5 sent ๓, as reserved     6 | seal     12 sent ๘
6 voided ๒                             13 voided ๔           14 | seal
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from clerks import Clerk, opened, utc

from registry import numbering
from registry.acts import Printed
from registry.wanted import Paper, Papers

if TYPE_CHECKING:
    from pathlib import Path

    from registry.acts import Issued
    from registry.note import Note

NOW = "2020-02-13 08:00"
"""When it is verified: three o'clock in the afternoon of ๑๓ กุมภาพันธ์ ๒๕๖๓ in Bangkok."""
SIZE = 14
SEALS = (1, 6, 10, 12, 14)
LARGE = b"%PDF-1.7 large " * 4000
SUBJECTS = {1: "ขอเชิญประชุม", 2: "ขอส่งรายงาน", 5: "แจ้งกำหนดการ", 7: "แต่งตั้งคณะทำงาน"}


@dataclass(frozen=True)
class Filled:
    """The office folder, its checkpoints by size, and the folder as it was at ten entries."""

    folder: Path
    notes: dict[int, Note]
    yesterday: Path


def fill(folder: Path) -> Filled:
    """Make the register."""
    day = _Day(opened(folder / "office"))
    notes = {1: day.latest()}
    day.issue("ขอเชิญประชุม", files=(_print("a"), _print("large", LARGE)))
    day.issue("ขอส่งรายงาน", files=(_print("b"),), attachments=(_print("ผนวก"),))
    day.clerk.reserve(count=3, until="2563-03-01")
    day.clerk.receive(files=(_print("in", LARGE + b"in"),))
    day.issue("แจ้งกำหนดการ", asked="ตก ๐๑๓๒/๓", files=(_print("c"),))
    notes[6] = day.seal()
    day.clerk.void("ตก ๐๑๓๒/๒")
    day.issue("แต่งตั้งคณะทำงาน", kind="order", book="orders", files=(_print("d"),))
    later = day.issue("ขอความอนุเคราะห์")
    day.print(later)
    notes[10] = day.seal()
    shutil.copytree(folder / "office", folder / "yesterday")
    day.issue("เวียนแจ้งเพื่อทราบ", circular=True, files=(_print("f"),))
    day.issue("ขออนุมัติโครงการ", files=(_print("g"),))
    notes[12] = day.seal()
    day.issue("ขอขอบคุณ", files=(_print("h"),))
    day.clerk.void("ตก ๐๑๓๒/๔")
    notes[14] = day.seal()
    day.clerk.register.close()
    return Filled(folder / "office", notes, folder / "yesterday")


class _Day:
    """A clerk whose every act is a minute after the one before."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk
        self._moment = utc("2020-02-13 03:00")

    @property
    def clerk(self) -> Clerk:
        self._moment += timedelta(minutes=1)
        return self._clerk.at(f"{self._moment:%Y-%m-%d %H:%M}")

    def latest(self) -> Note:
        note = self._clerk.register.latest()
        assert note is not None
        return note

    def seal(self) -> Note:
        return self._clerk.register.seal(self.clerk.now)

    def issue(self, subject: str, asked: str | None = None, **fields: Any) -> Issued:
        """Issue a letter as the desk does: the record frozen, the office and the sheet with it."""
        clerk = self.clerk
        given = {name: fields.pop(name, ()) for name in ("files", "attachments")}
        wanted = clerk.wanted(asked, subject=subject, **fields)
        with clerk.register.writing(clerk.now, clerk.by) as pen:
            planned = numbering.plan(pen.writer, wanted, clerk.situation)
            frozen = {
                "kind": wanted.kind,
                "number": planned.number,
                "date": str(wanted.day),
                "subject": wanted.subject,
            }
            papers = Papers(
                record=json.dumps(frozen, ensure_ascii=False).encode(),
                office_sheet=b"name: \xe0\xb8\xaa\xe0\xb8\xaa\xe0\xb8\xad.\n",
                sheet=f"cases/{subject}.yaml",
                draft=sha256(subject.encode()).hexdigest(),
                **given,
            )
            return numbering.issue(pen, wanted, planned, papers)

    def print(self, issued: Issued) -> None:
        clerk = self.clerk
        with clerk.register.writing(clerk.now, clerk.by) as pen:
            files = numbering.keep(pen, (_print("e"),))
            pen.append(Printed, of=issued.entry, files=files)


def _print(name: str, data: bytes = b"") -> Paper:
    data = data or f"%PDF-1.7 {name}".encode()
    return Paper(name=f"{name}.pdf", data=data, form="application/pdf", pages=1)
