"""`saraban prove`: writes the proof of what became of a number."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.clerk import Book, Json, OfficeFolder, Year, named, registrar_of
from saraban.cli.counter import counter_of
from saraban.cli.proving import SENTENCES

HELP = """\
Write a small file that shows offline what became of a number: that it was issued, voided, \
reserved or received, or that it was never given.

Whoever gets it checks it with the register's public key (register/office.pub) and `saraban \
verify`, or verify.py, which needs nothing but Python."""
EXAMPLE = """\
saraban prove "ตก 0132/33" -o proof-33.json
saraban prove 12/2569 --book orders"""


def prove(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The number: ตก 0132/33")],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="OUT.json", help="The file; else proof-NUMBER.json"),
    ] = None,
    book: Book = "",
    year: Year = 0,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    json: Json = False,
) -> None:
    """Prove a number."""
    counter = counter_of(context)
    registrar = registrar_of(office, "")
    found = named(registrar, number, book, year)
    file = out or Path(f"proof-{found.series.book}-{found.series.year}-{found.running}.json")
    proof = registrar.prove(found, file)
    registrar.register.close()
    if json:
        state = {"number": proof.number, "series": proof.series, "running": proof.running}
        counter.answer_json({**state, "state": proof.state, "file": str(file)})
        return
    counter.answer("{number}: {state}", number=proof.number, state=SENTENCES[proof.state])
    counter.answer("{file}", file=file)
