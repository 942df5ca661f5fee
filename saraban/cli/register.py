"""`saraban register`: shows a book, or writes it into files."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.clerk import By, Json, OfficeFolder, registrar_of
from saraban.cli.counter import counter_of
from saraban.cli.volume import Pdf, Xlsx, hand_out, show, tell_files

HELP = """\
Show a book of the office in the columns of the regulation: sent (form 14), received (form 13), \
circulars, orders, announcements, certificates, meetings; secret ones stand in sent-secret and \
received-secret.

Voided numbers stay in their place, struck through. A book that is written into a file is entered \
in the log; a secret book is never copied to XLSX or CSV."""
EXAMPLE = """\
saraban register
saraban register --book received --year 2569 --pdf ทะเบียนรับ.pdf --xlsx ทะเบียนรับ.xlsx
saraban register --last 20"""


def register(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    *,
    book: Annotated[str, typer.Option("--book", metavar="BOOK", help="Which book.")] = "sent",
    year: Annotated[
        int, typer.Option("--year", metavar="YEAR", help="The Buddhist year; else the present one.")
    ] = 0,
    last: Annotated[
        int, typer.Option("--last", metavar="N", min=0, help="Only the last N lines.")
    ] = 0,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="OUT.csv", help="Write it as CSV.")
    ] = None,
    docx: Annotated[
        Path | None, typer.Option("--docx", metavar="OUT.docx", help="Write it for Word.")
    ] = None,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Show a book."""
    from registry.books import rows_json  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.bookroom import Bookroom  # noqa: PLC0415  # the same

    counter = counter_of(context)
    room = Bookroom.of(registrar_of(office, by))
    volume = room.volume(book, year, last)
    files = hand_out(counter, room, volume, pdf, docx, xlsx, csv)
    if json:
        counter.answer_json(
            {
                "book": volume.book.id,
                "year": volume.year,
                "total": volume.total,
                "items": rows_json(volume.items),
                "files": [str(file) for file in files],
            }
        )
    elif files:
        tell_files(counter, files)
    else:
        show(counter, room, volume)
    room.close()
