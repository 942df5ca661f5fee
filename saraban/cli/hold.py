"""`saraban hold`: forbids the disposal of records that somebody needs."""

from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import By, ClockIsRight, Json, OfficeFolder
from saraban.cli.counter import Counter, counter_of
from saraban.cli.volume import Date, Numbers, called, day_said, storeroom_of

if TYPE_CHECKING:
    from registry.keeping.state import Hold
    from saraban.storeroom import Storeroom

HELP = """\
Hold records that a case, an audit or a complaint needs: while a hold stands, none of them is \
disposed of, whatever was decided. Records are named, or chosen by book, year, kind, subject and \
person; what is made later is not covered until the hold is widened by the same name.

--lift ends it; its name is never used again. Without a name, all holds are listed."""
EXAMPLE = """\
saraban hold
saraban hold "คดีหมายเลขดำที่ 12/2569" --year 2560 --subject "จัดซื้อ" \\
    --reason "ศาลปกครองเรียกเอกสาร"
saraban hold "คดีหมายเลขดำที่ 12/2569" --lift --reason "คดีถึงที่สุด\""""


def hold(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="What the hold is called.")
    ] = None,
    numbers: Numbers = None,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; the book keeps it.")
    ] = "",
    lift: Annotated[bool, typer.Option("--lift", help="End the hold.")] = False,
    asked_by: Annotated[
        str, typer.Option("--asked-by", metavar="TEXT", help="Who asked for it.")
    ] = "",
    book: Annotated[str, typer.Option("--book", metavar="BOOK", help="Of this book.")] = "",
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="Of this Buddhist year.")] = 0,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="Of this kind: memo …")] = "",
    subject: Annotated[
        str, typer.Option("--subject", metavar="TEXT", help="With this in the subject.")
    ] = "",
    person: Annotated[
        str, typer.Option("--person", metavar="NAME", help="Signed by this person.")
    ] = "",
    date: Date = "",
    clock_is_right: ClockIsRight = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Hold records."""
    from saraban import answers  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.choice import Choice  # noqa: PLC0415  # the same
    from saraban.errors import UnstatedReasonError  # noqa: PLC0415  # the same

    counter = counter_of(context)
    storeroom = storeroom_of(office, by, clock_is_right=clock_is_right)
    if name is None:
        _tell_all(counter, storeroom, json=json)
        return
    called_so, why = answers.words("NAME", name), answers.words("--reason", reason)
    if not why:
        raise UnstatedReasonError
    if lift:
        found = storeroom.lift(called_so, why, day_said(date))
    else:
        choice = Choice(
            numbers=tuple(numbers or ()),
            book=answers.words("--book", book),
            year=year,
            kind=answers.words("--kind", kind),
            subject=answers.words("--subject", subject),
            person=answers.words("--person", person),
        )
        items = choice.items(storeroom.room)
        storeroom.hold(
            called_so,
            items if numbers else storeroom.undisposed(items, str(choice)),
            reason=why,
            chosen=str(choice),
            asked_by=answers.words("--asked-by", asked_by),
            day=day_said(date),
        )
        found = storeroom.hold_named(called_so)
    if json:
        counter.answer_json({"hold": _json(storeroom, found)})
    else:
        _tell(counter, found)
    storeroom.room.close()


def _tell_all(counter: Counter, storeroom: "Storeroom", *, json: bool) -> None:
    found = storeroom.holds()
    if json:
        counter.answer_json({"holds": [_json(storeroom, each) for each in found]})
    else:
        for each in found:
            _tell(counter, each)
        if not found:
            counter.answer("There is no hold.")
    storeroom.room.close()


def _tell(counter: Counter, found: "Hold") -> None:
    from records.dates import ThaiDate  # noqa: PLC0415  # heavy, as above

    facts = {"hold": found.name, "count": len(found.entries), "date": ThaiDate(found.day)}
    if found.lifted is None:
        sentence = "“{hold}” holds {count} records since {date}: {reason}"
        counter.answer(sentence, **facts, reason=found.reason)
    else:
        sentence = "“{hold}” is lifted and holds nothing any more: {reason}"
        counter.answer(sentence, hold=found.name, reason=found.lifted_because)


def _json(storeroom: "Storeroom", found: "Hold") -> dict[str, object]:
    lines = storeroom.lines_of(sorted(found.entries))
    return {
        "name": found.name,
        "reason": found.reason,
        "date": found.day.isoformat(),
        "asked_by": found.asked_by or None,
        "lifted": found.lifted,
        "lifted_because": found.lifted_because or None,
        "records": [{"entry": line.entry, "number": called(line)} for line in lines],
    }
