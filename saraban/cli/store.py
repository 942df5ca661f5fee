"""`saraban store`: shows the register of the records that are kept."""

import typer

from saraban.cli.clerk import By, Json, OfficeFolder, Year
from saraban.cli.counter import counter_of
from saraban.cli.volume import Pdf, Xlsx, hand_out, show, storeroom_of, tell_files

HELP = """\
Show the register of documents kept (form 20): what was filed in a year, in which file it lies and \
how long it is kept. What is held, and what was disposed of, is said beside it."""
EXAMPLE = """\
saraban store
saraban store --year 2568 --pdf ทะเบียนหนังสือเก็บ.pdf --xlsx ทะเบียนหนังสือเก็บ.xlsx"""


def store(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    *,
    year: Year = 0,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Show the register of documents kept."""
    from registry.books import rows_json  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban import kept_books  # noqa: PLC0415  # the same

    counter = counter_of(context)
    storeroom = storeroom_of(office, by)
    volume = kept_books.store(storeroom, year)
    files = hand_out(counter, storeroom.room, volume, pdf, xlsx)
    if json:
        days = {entry: mark.filed for entry, mark in volume.marks.items()}
        rows = zip(rows_json(volume.items), volume.items, strict=True)
        counter.answer_json(
            {
                "book": volume.book.id,
                "year": volume.year,
                "items": [{**row, "filed": str(days[item.entry])} for row, item in rows],
                "files": [str(file) for file in files],
            }
        )
    elif files:
        tell_files(counter, files)
    else:
        show(counter, storeroom.room, volume)
    storeroom.room.close()
