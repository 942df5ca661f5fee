"""LibreOffice: the time that it takes to turn our own DOCX into PDF, where it is installed."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.cold import render_command, seconds_of, sheets
from benchmarks.figures import Figure, Row
from benchmarks.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = 7
FILES = 10
_PROGRAM = "soffice"


def lacking() -> str:
    """Say what is missing; empty if nothing is."""
    return "" if shutil.which(_PROGRAM) else "LibreOffice is not installed: not measured."


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the rows of one file in a call, and of several."""
    times = 1 if quick else TIMES
    with TemporaryDirectory() as name, Worker("ours") as ours:
        folder = Path(name)
        memos = sheets(folder, times + 1)
        alone, cold, together, warm = [], [], [], []
        for turn in range(times + 1):
            files = [_word_file(ours, folder, turn * FILES + index) for index in range(FILES)]
            alone.append(seconds_of(_convert_command(folder, files[:1])))
            cold.append(seconds_of(render_command(memos[turn], folder / "ours.pdf")))
            together.append(seconds_of(_convert_command(folder, files)) / FILES * 1000)
            warm.append(ours.ask(paper="memo", number=turn, form="pdf")["seconds"] * 1000)
    # The first call makes LibreOffice's own folder, and warms our worker.
    yield Row(
        name="memo to PDF, a process each",
        unit="s",
        ours=Figure.of(cold[1:]),
        other=Figure.of(alone[1:]),
        versus="LibreOffice, DOCX given",
    )
    yield Row(
        name="memo to PDF, one process for many",
        unit="ms",
        ours=Figure.of(warm[1:]),
        other=Figure.of(together[1:]),
        versus=f"LibreOffice, {FILES} DOCX a call",
    )


def _word_file(ours: Worker, folder: Path, number: int) -> Path:
    ours.ask(paper="memo", number=number, form="docx", keep=str(folder))
    return (folder / "ours-0.docx").rename(folder / f"memo-{number}.docx")


def _convert_command(folder: Path, files: list[Path]) -> list[str]:
    """Return the call of LibreOffice, with a home of its own so that it disturbs nobody's."""
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    return [_PROGRAM, home, *options, *map(str, files)]
