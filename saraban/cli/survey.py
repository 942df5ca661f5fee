"""`saraban survey`: the yearly survey of what is due for disposal, and its list."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import By, ClockIsRight, Json, OfficeFolder, Year
from saraban.cli.counter import Counter, counter_of
from saraban.cli.volume import (
    Date,
    Pdf,
    Xlsx,
    brief,
    called,
    day_said,
    hand_out,
    show,
    storeroom_of,
    tell_files,
)

if TYPE_CHECKING:
    from registry.item import Item
    from registry.keeping.state import DisposalList
    from registry.keeping.survey import Survey

HELP = """\
Survey the records whose term was over before a year began, and enter those that are due in a list \
(form 25); a sheet for the committee is laid out in disposal/. What is held is not listed, and \
every hold is named; what has no year, or was never filed, is said too.

With --form 21 or 22 the list is of records twenty years old, to be handed over to the National \
Archives or kept by the office. --dry-run only says what is found."""
EXAMPLE = """\
saraban survey --dry-run
saraban survey --year 2569 --pdf บัญชีขอทำลาย.pdf
saraban survey --form 21 "ตย 0132/7" --pdf บัญชีส่งมอบ.pdf"""

NAMES = {
    "undetermined": "{count} have a class but no year; they are never due",
    "unfiled": "{count} were never filed, though their usual term is over",
    "listed": "{count} stand on a list already",
    "postponed": "{count} were put off by the head",
    "apart": "{count} are secret, and disposed of by their own law",
    "transferred": "{count} belong to the National Archives",
    "disposed": "{count} were disposed of",
    "twenty": "{count} are twenty years old: hand them over (--form 21) or keep them (--form 22)",
}


def survey(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[NUMBER…]", help="List only these.")
    ] = None,
    *,
    year: Year = 0,
    form: Annotated[
        int, typer.Option("--form", metavar="FORM", help="The list to make: 25, 21 or 22.")
    ] = 25,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
    date: Date = "",
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    clock_is_right: ClockIsRight = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Survey the records."""
    from saraban import answers, kept_books  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.deciding import Deciding, listable  # noqa: PLC0415  # the same

    counter = counter_of(context)
    storeroom = storeroom_of(office, by, clock_is_right=clock_is_right)
    day = day_said(date) or storeroom.today
    found = storeroom.survey(answers.survey_year("--year", year or day.year_be), day)
    wanted = listable(storeroom, found, form, numbers or ())
    made, sheet, files = None, None, []
    if wanted and not dry_run:
        made = storeroom.make_list(found, form, wanted)
        sheet = Deciding(storeroom, made).lay_out_next()
        volume = kept_books.listed(storeroom, made)
        files = hand_out(counter, storeroom.room, volume, pdf, xlsx)
    else:
        volume = kept_books.unlisted(form, found.year, wanted)
    if json:
        said = _json(found) | _list_json(made, form, wanted, files, sheet)
        counter.answer_json(said)
    else:
        if wanted and not files:
            show(counter, storeroom.room, volume)
        _tell(counter, found, wanted)
        _tell_list(counter, made, sheet, dry_run=dry_run)
        tell_files(counter, files)
    storeroom.room.close()


def _tell(counter: Counter, found: "Survey", wanted: "list[Item]") -> None:
    for each in found.held:
        for hold in each.holds:
            sentence = "HELD: {number} is over, but “{hold}” holds it: {reason}"
            facts = {"number": called(each.item), "hold": hold.name, "reason": hold.reason}
            counter.answer(sentence, **facts)
    counter.answer("{count} records are for this list", count=len(wanted))
    for group, sentence in NAMES.items():
        if count := len(getattr(found, group)):
            counter.answer(sentence, count=count)
    if found.late:
        from records.dates import ThaiDate  # noqa: PLC0415  # heavy, as above

        counter.remark("The survey was due by {date}.", date=ThaiDate(found.deadline))
    for hold in found.holds():
        counter.remark("The hold “{hold}” keeps records from disposal.", hold=hold.name)


def _tell_list(
    counter: Counter, made: "DisposalList | None", sheet: Path | None, *, dry_run: bool
) -> None:
    if made is None:
        sentence = "Nothing was entered." if dry_run else "There is nothing to list."
        counter.answer(sentence)
        return
    facts = {"list": made.place, "form": made.form, "count": len(made.entries)}
    counter.answer("List {list} (form {form}) was entered with {count} records.", **facts)
    if sheet:
        counter.answer(
            "Fill in {file}, then give it to `saraban decide {list}`.", file=sheet, **facts
        )


def _json(found: "Survey") -> dict[str, object]:
    groups = {group: [brief(item) for item in getattr(found, group)] for group in ("due", *NAMES)}
    held = [
        brief(each.item)
        | {"holds": [{"name": hold.name, "reason": hold.reason} for hold in each.holds]}
        for each in found.held
    ]
    return {
        "year": found.year,
        "date": found.day.isoformat(),
        "deadline": found.deadline.isoformat(),
        "late": found.late,
        "hand_over_by": found.hand_over_by.isoformat(),
        "held": held,
        **groups,
    }


def _list_json(
    made: "DisposalList | None",
    form: int,
    wanted: "list[Item]",
    files: list[Path],
    sheet: Path | None,
) -> dict[str, object]:
    return {
        "form": form,
        "list": made.place if made else None,
        "listed": [item.entry for item in wanted],
        "sheet": str(sheet) if sheet else None,
        "files": [str(file) for file in files],
    }
