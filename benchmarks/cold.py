"""Cold: the seconds of whole processes, from nothing to the file, taking turns."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Row
from benchmarks.names import renamed
from benchmarks.warm import pages
from benchmarks.workers import ROOT, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TIMES = 15
WARM_UP = 1  # the first run compiles modules and reads the disk
HELP_TARGET = 0.3
RENDER_TARGET = 0.7
_QUICK_TIMES = 1
_OFFICE = ROOT / "examples" / "mueang-tak"
_MEMO = _OFFICE / "cases" / "website-2563" / "01-order-memo.yaml"
_SARABAN = (sys.executable, "-m", "saraban")  # of this tree, wherever the program is installed
_SCRIPT = """\
import sys, weasyprint
page = open(sys.argv[1], encoding="utf-8").read()
weasyprint.HTML(string=page).write_pdf(sys.argv[2])
"""


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the rows of `saraban --help` and `saraban render`."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        rounds = WARM_UP + (_QUICK_TIMES if quick else TIMES)
        memos = sheets(folder, rounds)
        plain = pages(folder, "memo", rounds)
        seconds = _interleaved(
            {
                "help": lambda _: [*_SARABAN, "--help"],
                "ours": lambda turn: render_command(memos[turn], folder / "ours.pdf"),
                "docx": lambda turn: render_command(memos[turn], folder / "ours.docx"),
                "stock": lambda turn: [
                    sys.executable,
                    "-c",
                    _SCRIPT,
                    *plain[turn],
                    f"{name}/s.pdf",
                ],
            },
            rounds,
        )
    figures = {side: Figure.of(values[WARM_UP:]) for side, values in seconds.items()}
    yield Row(name="saraban --help", unit="s", ours=figures["help"], target=HELP_TARGET)
    yield Row(
        name="saraban render memo.yaml -o memo.pdf",
        unit="s",
        ours=figures["ours"],
        other=figures["stock"],
        versus="stock script",
        target=RENDER_TARGET,
    )
    yield Row(name="saraban render memo.yaml -o memo.docx", unit="s", ours=figures["docx"])


def seconds_of(command: list[str]) -> float:
    """Run a command to its end and return the seconds that it took."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=surroundings())
    return time.perf_counter() - start


def _interleaved(
    commands: dict[str, Callable[[int], list[str]]], rounds: int
) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {side: [] for side in commands}
    for turn in range(rounds):
        for side in sorted(commands, reverse=bool(turn % 2)):
            seconds[side].append(seconds_of(commands[side](turn)))
    return seconds


def render_command(sheet: Path, out: Path) -> list[str]:
    """Return the call that prints a sheet."""
    return [*_SARABAN, "render", str(sheet), "-o", str(out)]


def sheets(folder: Path, amount: int) -> list[Path]:
    """Write an office folder with memos, each with names of its own."""
    (folder / "office.yaml").write_text((_OFFICE / "office.yaml").read_text("utf-8"), "utf-8")
    text = _MEMO.read_text("utf-8")
    files = [folder / f"memo-{number}.yaml" for number in range(amount)]
    for number, file in enumerate(files):
        file.write_text(renamed(text, number), "utf-8")
    return files
