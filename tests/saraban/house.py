"""A small office of one case and one memo, and the program that works in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples"

OFFICE = """\
name: สำนักงานตัวอย่าง
code: ตย 0132
people:
  somchai:
    name: นายสมชาย ตัวอย่างดี
    posts:
      - title: สาธารณสุขอำเภอตัวอย่าง
"""
CASE = """\
title: ชุดทดสอบ
fiscal_year: 2568
documents:
  - id: order
    file: memo.yaml
  - id: sheet
    file: evidence.yaml
    ties: {shows: order}
"""
MEMO = """\
kind: memo
number: ตย 0132/27
date: 9 มกราคม 2568
subject: ทดสอบ
to: ผู้อำนวยการ
body: |
  ข้อความของบันทึก
signers: [somchai]
"""
EVIDENCE = """\
kind: evidence_sheet
lines: [หน้าเว็บ]
"""
SHEETS = {
    "office.yaml": OFFICE,
    "cases/a/case.yaml": CASE,
    "cases/a/memo.yaml": MEMO,
    "cases/a/evidence.yaml": EVIDENCE,
}
MEMO_FILE = "cases/a/memo.yaml"


def heed_interrupts() -> None:
    """Undo what a shell does to what it starts in the background: it makes Ctrl-C unheard."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Ended:
    """A run of the program that ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class House:
    """An office folder, in which commands are given."""

    folder: Path

    def run(self, *arguments: object, **environment: str) -> Ended:
        """Run the program with the office folder as the current one."""
        done = subprocess.run(
            command(*arguments),
            cwd=self.folder,
            env=clean() | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start the program and go on."""
        return subprocess.Popen(
            command(*arguments),
            cwd=self.folder,
            env=clean(),
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            preexec_fn=heed_interrupts,  # noqa: PLW1509  # no thread runs in the tests
        )

    def change(self, file: str, old: str, new: str) -> None:
        """Replace words that stand once in a sheet."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def files(self) -> dict[str, bytes]:
        """Return every file by its name; folders end in a slash and are empty."""
        return {
            path.relative_to(self.folder).as_posix() + "/" * path.is_dir(): (
                path.read_bytes() if path.is_file() else b""
            )
            for path in self.folder.rglob("*")
        }


def command(*arguments: object) -> list[str]:
    """Return the words that start the program."""
    return [sys.executable, "-m", "saraban", *map(str, arguments)]


def clean() -> dict[str, str]:
    """Return the environment without a language of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SARABAN_")}


def small_office(folder: Path) -> House:
    """Make the small office."""
    house = House(folder)
    for name, text in SHEETS.items():
        house.write(name, text)
    return house
