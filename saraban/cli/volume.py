"""A volume at the counter: a book or list on the terminal or in files; options of the storeroom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import registrar_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records.dates import ThaiDate
    from records.kinds.register_sheet import RegisterSheet
    from registry.item import Item
    from saraban.bookroom import Bookroom, Volume
    from saraban.cli.counter import Counter
    from saraban.storeroom import Storeroom

STRIKE, PLAIN = "\x1b[9m", "\x1b[0m"

Pdf = Annotated[
    Path | None, typer.Option("--pdf", metavar="OUT.pdf", help="Print it on A4 landscape.")
]
Xlsx = Annotated[
    Path | None, typer.Option("--xlsx", metavar="OUT.xlsx", help="Write it for Excel.")
]
Date = Annotated[
    str, typer.Option("--date", metavar="DATE", help="The day on which it was done; else today.")
]
Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NUMBER…]", help="ตก 0132/33, 12/2569; 12 with --book; @15 (an entry)."
    ),
]


def storeroom_of(path: Path, by: str, *, clock_is_right: bool = False) -> Storeroom:
    """Return the storeroom of the office that a path lies in.

    Raises:
        SarabanError: there is no office, or it has no register.
    """
    from saraban.bookroom import Bookroom  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.issuing import Wish  # noqa: PLC0415  # the same
    from saraban.storeroom import Storeroom  # noqa: PLC0415  # the same

    registrar = registrar_of(path, by, Wish(clock_is_right=clock_is_right))
    return Storeroom(Bookroom.of(registrar))


def day_said(text: str) -> ThaiDate | None:
    """Return the day that --date names, if it names one.

    Raises:
        WrongAnswerError: it is no day.
    """
    from saraban import answers  # noqa: PLC0415  # heavy, as above

    return answers.day("--date", text) if text else None


def hand_out(counter: Counter, room: Bookroom, volume: Volume, *wanted: Path | None) -> list[Path]:
    """Write a volume into the files that are wanted; each is entered in the log."""
    files = [file for file in wanted if file]
    if files:
        counter.progress("Printing the book: {name}", name=volume.book.thai)
        room.export(volume, files)
        counter.progress_ends()
    return files


def show(counter: Counter, room: Bookroom, volume: Volume) -> None:
    """Show a volume in the columns of its form."""
    from saraban.ruled import ruled  # noqa: PLC0415  # heavy, as above

    page = room.sheet(volume)
    counter.line(" ".join(page.title_lines))
    struck = [False, *(row.struck for row in page.rows)]
    for lines, crossed in zip(ruled(_cells(page), counter.width), struck, strict=True):
        for line in lines:
            counter.line(f"{STRIKE}{line}{PLAIN}" if crossed and counter.on_terminal else line)
    if not page.rows:
        counter.answer("There is no line in this book yet.")
    if page.warning:
        counter.line(page.warning)


def tell_files(counter: Counter, files: Iterable[Path]) -> None:
    """Say which files were written."""
    for file in files:
        counter.answer("{file}", file=file)


def called(item: Item) -> str:
    """Return what a record is called in an answer: its number, or a subject that is no secret."""
    return item.number or ("" if item.secrecy else item.subject) or f"@{item.entry}"


def brief(item: Item) -> dict[str, object]:
    """Return a record for scripts, in short."""
    return {
        "entry": item.entry,
        "number": item.number or None,
        "subject": None if item.secrecy else item.subject or None,
        "retention": item.retention or None,
        "keep_until": item.keep_until,
    }


def _cells(page: RegisterSheet) -> list[list[str]]:
    heads = [column.title for column in page.columns]
    return [heads, *([*row.cells] for row in page.rows)]
