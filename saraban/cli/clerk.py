"""The clerk at the counter: who acts, in which office, and what was irregular about it."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from registry.acts import Remark
    from registry.reservation import Found
    from saraban.cli.counter import Counter
    from saraban.issuing import Wish
    from saraban.registrar import Registrar

VARIABLE = "SARABAN_BY"

By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who acts, as the book will say; also SARABAN_BY. Else the user of this machine.",
    ),
]
OfficeFolder = Annotated[
    Path,
    typer.Option("--office", metavar="DIR", help="The office folder; else the present one."),
]
Json = Annotated[bool, typer.Option("--json", help="Give the result as JSON.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; the book keeps it.")]
ClockIsRight = Annotated[
    bool,
    typer.Option("--clock-is-right", help="Go on although the clock is behind the last entry."),
]
Book = Annotated[str, typer.Option("--book", metavar="BOOK", help="The book that gave it.")]
Year = Annotated[
    int, typer.Option("--year", metavar="YEAR", help="The Buddhist year; else the present one.")
]


def registrar_of(path: Path, by: str, wish: Wish | None = None) -> Registrar:
    """Return the registrar of the office that a path lies in.

    Raises:
        SarabanError: there is no office, or it has no register.
    """
    from saraban.desk import Desk  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.registrar import Registrar  # noqa: PLC0415  # the same

    return Registrar.of(Desk.around(path), actor(by), wish)


def named(registrar: Registrar, text: str, book: str, year: int) -> Found:
    """Return the number that somebody names: ตก 0132/33, 12/2569, or 57 of the book received.

    Raises:
        SarabanError: it is none, or several books could have given it.
    """
    from records.digits import to_arabic  # noqa: PLC0415  # heavy, as above
    from saraban import answers  # noqa: PLC0415  # the same

    plain = to_arabic(text).strip()
    if plain.isdecimal() and book:
        return registrar.find_plain(int(plain), book, year)
    return registrar.find(answers.number("NUMBER", text), book, year)


def actor(by: str) -> str:
    """Return who acts: as said, as the environment says, or the user of the machine."""
    named = by.strip() or os.environ.get(VARIABLE, "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a machine may know no name for its user
        return "—"


def tell_remarks(counter: Counter, remarks: Iterable[Remark]) -> None:
    """Say what was irregular, beside the result."""
    from registry.irregularity import SENTENCES  # noqa: PLC0415  # heavy, as above

    for remark in remarks:
        counter.remark(SENTENCES[remark.code], **remark.facts)


def remarks_json(counter: Counter, remarks: Iterable[Remark]) -> list[dict[str, object]]:
    """Return what was irregular, for scripts."""
    from registry.irregularity import SENTENCES  # noqa: PLC0415  # heavy, as above

    return [
        {
            "code": remark.code,
            "message": counter.language.say(SENTENCES[remark.code], **remark.facts),
            **remark.facts,
        }
        for remark in remarks
    ]
