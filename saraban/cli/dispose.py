"""`saraban dispose`: ends a list; what was agreed to goes, and the books keep its line."""

from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import By, ClockIsRight, Json, OfficeFolder
from saraban.cli.counter import Counter, counter_of
from saraban.cli.volume import Date, called, day_said, storeroom_of

if TYPE_CHECKING:
    from saraban.disposing import Disposal, Gone
    from saraban.storeroom import Storeroom

HELP = """\
Dispose of the records of a list that committee, head and National Archives agreed to, or about \
which the National Archives were silent for 60 days. Their content is erased for ever: frozen \
record, prints, attachments, files received. Their lines and numbers stay in the books, and the \
register can still be verified.

If one of them is held, nothing is disposed of and every hold is named; --except-held leaves those \
out. --dry-run says what would go."""
EXAMPLE = """\
saraban dispose 123 --dry-run
saraban dispose 123 --method "ย่อยทำลาย" --report "ตย 0132/98\""""


def dispose(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    place: Annotated[
        int, typer.Argument(metavar="LIST", help="The list's number, as survey said it.")
    ],
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[NUMBER…]", help="Only these of the list.")
    ] = None,
    *,
    method: Annotated[
        str, typer.Option("--method", metavar="TEXT", help="How the paper was destroyed.")
    ] = "",
    report: Annotated[
        str, typer.Option("--report", metavar="NUMBER", help="The number of the signed report.")
    ] = "",
    except_held: Annotated[
        bool, typer.Option("--except-held", help="Leave out what is held.")
    ] = False,
    year: Annotated[
        int, typer.Option("--year", metavar="YEAR", help="The Buddhist year of the numbers.")
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
    date: Date = "",
    clock_is_right: ClockIsRight = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Dispose of records."""
    from saraban import answers  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.choice import Choice  # noqa: PLC0415  # the same
    from saraban.disposing import Disposal  # noqa: PLC0415  # the same
    from saraban.errors import UnstatedMethodError  # noqa: PLC0415  # the same

    counter = counter_of(context)
    storeroom = storeroom_of(office, by, clock_is_right=clock_is_right)
    named = Choice(numbers=tuple(numbers), year=year).items(storeroom.room) if numbers else ()
    disposal = Disposal.of(
        storeroom,
        storeroom.list_of(place),
        day_said(date),
        only=tuple(item.entry for item in named),
        except_held=except_held,
    )
    if not (method or dry_run or disposal.again):
        raise UnstatedMethodError
    if dry_run:
        gone = disposal.plan()
    else:
        counter.progress("Disposing of list {list}", list=place)
        how = answers.words("--method", method)
        gone = disposal.carry_out(how, answers.words("--report", report))
        counter.progress_ends()
    if json:
        counter.answer_json(_json(storeroom, disposal, gone, dry_run=dry_run))
    else:
        _tell(counter, storeroom, gone, dry_run=dry_run)
    _remark(counter, storeroom, disposal, gone)
    storeroom.room.close()


def _tell(counter: Counter, storeroom: "Storeroom", gone: "Gone", *, dry_run: bool) -> None:
    for item in storeroom.lines_of(gone.entries):
        facts = {"number": called(item), "subject": item.subject}
        if dry_run:
            counter.answer("{number} would be disposed of: {subject}", **facts)
        else:
            counter.answer("{number} is disposed of: {subject}", **facts)
    if not gone.entries:
        counter.answer("Nothing of this list is left to dispose of.")


def _remark(counter: Counter, storeroom: "Storeroom", disposal: "Disposal", gone: "Gone") -> None:
    from records.dates import ThaiDate  # noqa: PLC0415  # heavy, as above

    for item in storeroom.lines_of(disposal.held):
        facts = {"number": called(item), "hold": ", ".join(item.holds)}
        counter.remark("{number} was left out: “{hold}” holds it.", **facts)
    if disposal.waiting and disposal.silent:
        sentence = (
            "{count} records wait for the National Archives; without an answer they may be "
            "disposed of from {date} on."
        )
        date = ThaiDate(disposal.silent)
        counter.remark(sentence, count=len(disposal.waiting), date=date)
    for path in gone.copies:
        sentence = "{file} holds the same outside the register; delete it by hand."
        counter.remark(sentence, file=path)
    if not gone.scrubbed:
        sentence = (
            "The content is erased, but pieces of it may be left in the database file until "
            "`saraban dispose {list}` is given once more."
        )
        counter.remark(sentence, list=disposal.listed.place)


def _json(
    storeroom: "Storeroom", disposal: "Disposal", gone: "Gone", *, dry_run: bool
) -> dict[str, object]:
    return {
        "list": disposal.listed.place,
        "dry_run": dry_run,
        "disposed": [
            {"entry": item.entry, "number": item.number or None, "subject": item.subject or None}
            for item in storeroom.lines_of(gone.entries)
        ],
        "entries": [] if dry_run else [act.entry for act in gone.acts],
        "erased": sorted(gone.erased),
        "held": [*disposal.held],
        "waiting": [*disposal.waiting],
        "copies": [str(path) for path in gone.copies],
        "scrubbed": gone.scrubbed,
    }
