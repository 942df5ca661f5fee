"""`saraban search`: finds records and lines of the books."""

from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import Json, OfficeFolder, registrar_of
from saraban.cli.counter import Counter, counter_of

if TYPE_CHECKING:
    from registry.item import Item
    from registry.sqlite.search import Hit

HELP = """\
Find records by any words in them, by number, person, subject, kind and date.

Thai and Arabic digits are the same, parts of words are found too, and words between quotation \
marks must stand together. Secret records are found only with --secret. The exit code is 1 if \
nothing is found."""
EXAMPLE = """\
saraban search งบประมาณ
saraban search --number 32 --from "1 ม.ค. 2569" --until "31 มี.ค. 2569"
saraban search --person มานี --kind คำสั่ง"""

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def search(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS…]", help="What occurs in it.")
    ] = None,
    *,
    number: Annotated[str, typer.Option("--number", metavar="NUMBER", help="Its number.")] = "",
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="Who signed it.")] = "",
    subject: Annotated[str, typer.Option("--subject", metavar="TEXT", help="Its subject.")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="memo, คำสั่ง …")] = "",
    book: Annotated[str, typer.Option("--book", metavar="BOOK", help="sent, received …")] = "",
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="From this day on.")] = "",
    last: Annotated[str, typer.Option("--until", metavar="DATE", help="Until this day.")] = "",
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many.")
    ] = 20,
    secret: Annotated[bool, typer.Option("--secret", help="Also among secret records.")] = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    json: Json = False,
) -> None:
    """Search."""
    from registry.query import Query  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban import answers  # noqa: PLC0415  # the same
    from saraban.bookroom import Bookroom  # noqa: PLC0415  # the same

    counter = counter_of(context)
    query = Query(
        words=" ".join(words or ()),
        number=number,
        person=person,
        subject=subject,
        kind=kind,
        book=book,
        first_day=answers.day("--from", first).date if first else None,
        last_day=answers.day("--until", last).date if last else None,
        secret=secret,
    )
    room = Bookroom.of(registrar_of(office, ""))
    found = room.find(query, limit)
    room.close()
    if json:
        counter.answer_json({"hits": [_entry(hit, item) for hit, item in found]})
    else:
        for hit, item in found:
            _tell(counter, hit, item)
        if not found:
            counter.answer("Nothing was found.")
    if not found:
        raise typer.Exit(1)


def _tell(counter: Counter, hit: "Hit", item: "Item") -> None:
    from registry.cells import day  # noqa: PLC0415  # heavy, as above

    dated = day(item.date or item.their_date) if item.date or item.their_date else ""
    counter.line("  ".join(filter(None, (item.number or "—", dated, item.subject))))
    if counter.on_terminal:
        shown, end = "", 0
        for start, stop in hit.matches:
            shown += hit.snippet[end:start] + BOLD + hit.snippet[start:stop] + PLAIN
            end = stop
        counter.line(f"    {shown}{hit.snippet[end:]}")
    else:
        counter.line(f"    {hit.snippet}")


def _entry(hit: "Hit", item: "Item") -> dict[str, object]:
    from registry.books import rows_json  # noqa: PLC0415  # heavy, as above

    return {**rows_json([item])[0], "snippet": hit.snippet, "matches": [*map(list, hit.matches)]}
