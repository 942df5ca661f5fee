"""`saraban transcribe`: takes an older register into the log."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import By, Json, OfficeFolder, registrar_of
from saraban.cli.counter import Counter, counter_of

if TYPE_CHECKING:
    from saraban.copyist import Copied

HELP = """\
Take an older register (.xlsx, .csv, .tsv) into the log, row by row, and say everything that is \
odd about it: numbers that stand twice, gaps, impossible dates.

Nothing is dropped: the file itself is kept, and a row whose number was given before comes in \
without it. Numbers go on from the highest that came in. Look at it first with --dry-run. The exit \
code is 1 if something was odd."""
EXAMPLE = """\
saraban transcribe ทะเบียนส่ง2568.xlsx --book sent --year 2568 --dry-run
saraban transcribe ทะเบียนรับ.csv --book received --year 2569"""


def transcribe(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The register to be taken in.")],
    *,
    book: Annotated[str, typer.Option("--book", metavar="BOOK", help="sent, received, orders …")],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="Its Buddhist year.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Transcribe a register."""
    from saraban.copyist import Copyist  # noqa: PLC0415  # heavy, and --help must not wait

    counter = counter_of(context)
    registrar = registrar_of(office, by)
    copyist = Copyist(registrar)
    if dry_run:
        copied = copyist.plan(file, book, year)
    else:
        copied = copyist.copy(
            file, book, year, lambda count: counter.progress("Rows: {count}", count=count)
        )
        counter.progress_ends()
    registrar.register.close()
    if json:
        counter.answer_json(_value(counter, copied))
    else:
        _tell(counter, copied)
    if copied.already or copied.transcript.left or any(copied.transcript.oddities()):
        raise typer.Exit(1)


def _tell(counter: Counter, copied: "Copied") -> None:
    file = copied.transcript.file
    for odd in copied.transcript.oddities():
        what = counter.language.say(odd.sentence, **dict(odd.facts))
        counter.answer("{place}: {what}", place=_place(odd.sheet or file, odd.row), what=what)
    for left in copied.transcript.left:
        counter.answer(
            "{place}: left out of the book, kept in the file: {cells}",
            place=_place(left.sheet or file, left.row),
            cells=" | ".join(filter(None, left.cells)),
        )
    for number in copied.already:
        counter.answer("{number} was given before; its row came in without it.", number=number)
    counter.answer(
        "{numbered} numbers came in, and {unnumbered} rows without one.",
        numbered=copied.numbered,
        unnumbered=copied.unnumbered,
    )


def _place(sheet: str, row: int) -> str:
    return f"{sheet}:{row}" if row else sheet


def _value(counter: Counter, copied: "Copied") -> dict[str, object]:
    return {
        "numbered": copied.numbered,
        "unnumbered": copied.unnumbered,
        "already_given": list(copied.already),
        "odd": [
            {
                "code": odd.code,
                "severity": odd.severity.value,
                "sheet": odd.sheet,
                "row": odd.row,
                "message": counter.language.say(odd.sentence, **dict(odd.facts)),
            }
            for odd in copied.transcript.oddities()
        ],
        "left": [
            {"sheet": left.sheet, "row": left.row, "reason": left.reason, "cells": [*left.cells]}
            for left in copied.transcript.left
        ],
    }
