"""`saraban keep`: files records that are finished, each in its class."""

from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import By, ClockIsRight, Json, OfficeFolder
from saraban.cli.counter import Counter, counter_of
from saraban.cli.volume import (
    Date,
    Numbers,
    Pdf,
    Xlsx,
    brief,
    called,
    day_said,
    hand_out,
    storeroom_of,
    tell_files,
)

if TYPE_CHECKING:
    from registry.item import Item
    from registry.keeping.retention import RetentionClass

HELP = """\
File records that are finished (form 19), each in a class that says how long it is kept. Without \
numbers, all records of a book and year that are not filed yet; without either, the classes are \
listed.

A term ends on 31 December. Where a law or an agreement sets the year, give it with --until and \
--basis; without them the record stays undetermined and is never due. Filing anew needs a reason."""
EXAMPLE = """\
saraban keep
saraban keep "ตย 0132/33" --class normal --file-code "สธ 01.2" --pdf บัญชีส่งเก็บ.pdf
saraban keep "ตย 0132/40" --class finance --until 2575 --basis "หนังสือ ที่ กค 0402/ว 15"
saraban keep --book sent --year 2568"""


def keep(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    numbers: Numbers = None,
    *,
    retention: Annotated[
        str,
        typer.Option(
            "--class",
            metavar="CLASS",
            help="normal, copy, routine, history, evidence, finance, secret; else the usual one.",
        ),
    ] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="YEAR", help="Keep it until this year, or ตลอดไป.")
    ] = "",
    basis: Annotated[
        str, typer.Option("--basis", metavar="TEXT", help="The law or agreement that says so.")
    ] = "",
    file_code: Annotated[
        str, typer.Option("--file-code", metavar="CODE", help="The file in which it lies.")
    ] = "",
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="What stands beside it in the list.")
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why it is filed anew.")
    ] = "",
    book: Annotated[str, typer.Option("--book", metavar="BOOK", help="Of this book.")] = "",
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="Of this Buddhist year.")] = 0,
    date: Date = "",
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    clock_is_right: ClockIsRight = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Keep records."""
    from saraban import answers, kept_books  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.choice import Choice  # noqa: PLC0415  # the same
    from saraban.storeroom import FilingWish  # noqa: PLC0415  # the same

    counter = counter_of(context)
    if not numbers and not book and not year:
        _tell_classes(counter, json=json)
        return
    wish = FilingWish(
        retention=retention,
        until=answers.keep_until("--until", until),
        file_code=answers.words("--file-code", file_code),
        basis=answers.words("--basis", basis),
        note=answers.words("--note", note),
        reason=answers.words("--reason", reason),
    )
    storeroom = storeroom_of(office, by, clock_is_right=clock_is_right)
    items = Choice(numbers=tuple(numbers or ()), book=book, year=year).items(storeroom.room)
    wanted = items if numbers else storeroom.unfiled(items)
    acts = storeroom.keep(wanted, wish, day_said(date)) if wanted else ()
    volume = kept_books.sent_to_store(storeroom, [item.entry for item in wanted])
    files = hand_out(counter, storeroom.room, volume, pdf, xlsx) if wanted else []
    filed = storeroom.lines_of(item.entry for item in wanted)
    if json:
        counter.answer_json(
            {
                "filed": [{**brief(item), "file_code": item.file_code or None} for item in filed],
                "entries": [act.entry for act in acts],
                "files": [str(file) for file in files],
            }
        )
    else:
        for item in filed:
            _tell(counter, item)
        counter.answer("{count} records were filed.", count=len(filed))
        tell_files(counter, files)
    storeroom.room.close()


def _tell(counter: Counter, item: "Item") -> None:
    from registry.keeping.retention import FOREVER, class_named  # noqa: PLC0415  # heavy, as above

    kept = class_named(item.retention)
    facts = {"number": called(item), "name": _name(counter, kept)}
    if item.keep_until is None:
        sentence = "{number} ({name}): no year is determined, so it is never due"
        counter.answer(sentence, **facts)
    elif item.keep_until == FOREVER:
        counter.answer("{number} ({name}) is kept for ever", **facts)
    else:
        sentence = "{number} ({name}) is kept until the end of {year}"
        counter.answer(sentence, **facts, year=item.keep_until)


def _tell_classes(counter: Counter, *, json: bool) -> None:
    from registry.keeping.retention import classes  # noqa: PLC0415  # heavy, as above

    if json:
        counter.answer_json({"classes": [_class_json(kept) for kept in classes().values()]})
        return
    for kept in classes().values():
        facts = {"id": kept.id, "name": _name(counter, kept), "clause": kept.clause}
        if kept.for_ever:
            counter.answer("{id}: {name}; for ever ({clause})", **facts)
        elif kept.years is None:
            counter.answer("{id}: {name}; {law} ({clause})", **facts, law=kept.law)
        else:
            counter.answer("{id}: {name}; {years} years ({clause})", **facts, years=kept.years)


def _name(counter: Counter, kept: "RetentionClass") -> str:
    return kept.english if counter.language.code == "en" else kept.thai


def _class_json(kept: "RetentionClass") -> dict[str, object]:
    return {
        "id": kept.id,
        "name": kept.thai,
        "english": kept.english,
        "years": kept.years,
        "for_ever": kept.for_ever,
        "law": kept.law or None,
        "clause": kept.clause,
    }
