"""Typst: the time that it takes to set the words of the memo, where it is installed.

Its page has our font and margins, but no tags, no attachment, and no rules for Thai line ends.
"""

from __future__ import annotations

import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.cold import render_command, seconds_of, sheets
from benchmarks.figures import Figure, Row
from benchmarks.workers import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = 9
_PROGRAM = "typst"
_FONTS = str(ROOT / "fonts")
_PAGE = """\
#set page(paper: "a4", margin: (left: 30mm, right: 20mm, top: 20mm, bottom: 20mm))
#set text(font: "TH SarabunPSK", size: 16pt, lang: "th")
#set par(justify: true, first-line-indent: 25mm)
"""
_SCRIPT = """\
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])
"""


def lacking() -> str:
    """Say what is missing; empty if nothing is."""
    return "" if _command("", "") else "Typst is not installed: not measured."


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the row of a whole process."""
    times = 1 if quick else TIMES
    ours, typst = [], []
    with TemporaryDirectory() as name:
        folder = Path(name)
        memos = sheets(folder, times + 1)
        words = json.loads(run("many_words", {"count": times + 1}))["words"]
        for turn in range(times + 1):
            page = folder / f"memo-{turn}.typ"
            page.write_text(_source(words[turn]), "utf-8")
            ours.append(seconds_of(render_command(memos[turn], folder / "ours.pdf")))
            typst.append(seconds_of(_command(str(page), f"{name}/typst.pdf")))
    yield Row(
        name="memo to PDF, a process each",
        unit="s",
        ours=Figure.of(ours[1:]),
        other=Figure.of(typst[1:]),
        versus="Typst",
    )


def _source(words: str) -> str:
    lines = [line for line in words.splitlines() if line.strip()]
    return _PAGE + "\n\n".join(f"#{json.dumps(line, ensure_ascii=False)}" for line in lines)


def _command(page: str, target: str) -> list[str]:
    if shutil.which(_PROGRAM):
        return [_PROGRAM, "compile", "--font-path", _FONTS, page, target]
    if find_spec(_PROGRAM):
        return [sys.executable, "-c", _SCRIPT, page, target, _FONTS]
    return []
