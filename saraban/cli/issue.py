"""`saraban issue`: numbers sheets, freezes their records, logs and prints them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import (
    By,
    ClockIsRight,
    Json,
    Reason,
    registrar_of,
    remarks_json,
    tell_remarks,
)
from saraban.cli.counter import Counter, counter_of

if TYPE_CHECKING:
    from saraban.issuing import Given

HELP = """\
Give documents their numbers: take the next number of the book, freeze the record, enter it in \
the register and print it. The number and date are written into the sheet.

A number is given once and for ever; what is wrong is voided or corrected by a new record. A sheet \
that was issued before keeps its number. With a case folder all its documents are issued in order.

A sheet asks for another book than the usual one with `number: ตก 0132.003/` (a sub-unit) or \
`number: ตก 0132/ว` (a circular letter)."""
EXAMPLE = """\
saraban issue memo.yaml --dry-run
saraban issue memo.yaml --by "นางสาวมานี ยกตัวอย่าง\""""


def issue(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Sheets (.yaml), or a case's folder.")
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
    corrects: Annotated[
        str, typer.Option("--corrects", metavar="NUMBER", help="The record that this one corrects.")
    ] = "",
    year: Annotated[
        int, typer.Option("--year", metavar="YEAR", help="The Buddhist year of --corrects.")
    ] = 0,
    reason: Reason = "",
    clock_is_right: ClockIsRight = False,
    by: By = "",
    json: Json = False,
) -> None:
    """Issue documents."""
    from saraban import answers  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.desk import sheets_of  # noqa: PLC0415  # the same
    from saraban.issuing import Wish  # noqa: PLC0415  # the same

    counter = counter_of(context)
    old = answers.number("--corrects", corrects) if corrects else None
    wish = Wish(reason=reason, corrects=old, of_year=year, clock_is_right=clock_is_right)
    done: list[Given] = []
    sheets = [sheet for file in files for sheet in sheets_of(file)]
    registrar = registrar_of(sheets[0], by, wish)
    try:
        for sheet in sheets:
            counter.progress("Issuing: {name}", name=sheet.name)
            given = registrar.plan(sheet) if dry_run else registrar.issue(sheet)
            counter.progress_ends()
            done.append(given)
            if not json:
                _tell(counter, given)
    finally:
        registrar.register.close()
        if json and done:
            counter.answer_json({"issued": [_entry(counter, given) for given in done]})


def _tell(counter: Counter, given: "Given") -> None:
    from saraban.issuing import AGAIN, PLANNED  # noqa: PLC0415  # heavy, as above

    facts = {"number": given.number or "—", "date": given.day, "file": given.sheet}
    if given.number is None:
        counter.answer("{file} bears no number", **facts)
    elif given.state == PLANNED:
        counter.answer("{number} would be given to {file}, dated {date}", **facts)
    elif given.state == AGAIN:
        counter.answer("{number} was given to {file} before, and stays", **facts)
    else:
        counter.answer("{number} was given to {file}, dated {date}", **facts)
    tell_remarks(counter, given.irregular)
    for file in given.files:
        counter.answer("  {file}", file=file)


def _entry(counter: Counter, given: "Given") -> dict[str, object]:
    return {
        "sheet": str(given.sheet),
        "state": given.state,
        "number": given.number,
        "entry": given.entry,
        "date": given.day.date.isoformat(),
        "irregular": remarks_json(counter, given.irregular),
        "files": [str(file) for file in given.files],
    }
