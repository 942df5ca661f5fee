"""`saraban decide`: enters what was decided about a list for disposal, step by step."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import By, ClockIsRight, Json, OfficeFolder
from saraban.cli.counter import Counter, counter_of
from saraban.cli.volume import Pdf, Xlsx, brief, hand_out, show, storeroom_of, tell_files

if TYPE_CHECKING:
    from registry.keeping.state import DisposalList
    from saraban.deciding import Deciding
    from saraban.storeroom import Storeroom

HELP = """\
Enter a step of a list for disposal from its sheet: committee, head, sent (to the National \
Archives), archives (their answer), exempt, handed_over, withdrawn. The sheet of the next step is \
laid out in disposal/, to be filled in; one line there is one record.

Without --stage the list is shown as it stands, and --pdf prints its form; without a list, all \
lists and what each waits for."""
EXAMPLE = """\
saraban decide
saraban decide 123 --stage committee --pdf บัญชีขอทำลาย.pdf
saraban decide 123 --stage withdrawn --draft"""

NAMES = {
    "committee": "it waits for the committee (committee)",
    "head": "it waits for the head's order (head)",
    "sent": "it is to be sent to the National Archives (sent)",
    "archives": "it waits for the National Archives (archives)",
    "handed_over": "records are to be handed over to the National Archives (handed_over)",
    "": "nothing is left to decide",
}


def decide(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    place: Annotated[
        int | None, typer.Argument(metavar="[LIST]", help="The list's number, as survey said it.")
    ] = None,
    *,
    stage: Annotated[
        str, typer.Option("--stage", metavar="STAGE", help="committee, head, sent, archives …")
    ] = "",
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", metavar="FILE", help="Its sheet; else the one in disposal/."),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Only lay out the sheet, to be filled in.")
    ] = False,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    clock_is_right: ClockIsRight = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Decide about a list."""
    from saraban import kept_books  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.deciding import Deciding  # noqa: PLC0415  # the same

    counter = counter_of(context)
    storeroom = storeroom_of(office, by, clock_is_right=clock_is_right)
    if place is None:
        _tell_lists(counter, storeroom, json=json)
        return
    deciding = Deciding(storeroom, storeroom.list_of(place))
    laid_out = None
    if stage and draft:
        laid_out = deciding.lay_out(stage, sheet)
    elif stage:
        deciding = deciding.take(stage, sheet)
        laid_out = deciding.lay_out_next()
    volume = kept_books.listed(storeroom, deciding.listed)
    files = hand_out(counter, storeroom.room, volume, pdf, xlsx)
    if json:
        said = _json(storeroom, deciding.listed) | {
            "next": deciding.next or None,
            "sheet": str(laid_out) if laid_out else None,
            "files": [str(file) for file in files],
        }
        counter.answer_json(said)
    else:
        if not stage and not files:
            show(counter, storeroom.room, volume)
        _tell(counter, deciding, laid_out)
        tell_files(counter, files)
    storeroom.room.close()


def _tell(counter: Counter, deciding: "Deciding", laid_out: Path | None) -> None:
    listed = deciding.listed
    step = counter.language.say(NAMES[deciding.next])
    facts = {"list": listed.place, "form": listed.form, "year": listed.year}
    count = len(listed.entries)
    sentence = "List {list} (form {form}, {year}), {count} records: {step}"
    counter.answer(sentence, **facts, count=count, step=step)
    if laid_out:
        sentence = "Fill in {file}, then give it to `saraban decide {list}`."
        counter.answer(sentence, file=laid_out, list=listed.place)


def _tell_lists(counter: Counter, storeroom: "Storeroom", *, json: bool) -> None:
    from saraban.deciding import Deciding  # noqa: PLC0415  # heavy, as above

    found = [Deciding(storeroom, listed) for listed in storeroom.lists()]
    if json:
        lists = [_json(storeroom, each.listed) | {"next": each.next or None} for each in found]
        counter.answer_json({"lists": lists})
    else:
        for each in found:
            _tell(counter, each, None)
        if not found:
            counter.answer("There is no list; `saraban survey` makes one.")
    storeroom.room.close()


def _json(storeroom: "Storeroom", listed: "DisposalList") -> dict[str, object]:
    lines = storeroom.lines_of(listed.entries)
    return {
        "list": listed.place,
        "year": listed.year,
        "form": listed.form,
        "date": listed.day.isoformat(),
        "steps": {stage: day.isoformat() for stage, day in listed.days.items()},
        "records": [
            brief(item)
            | {
                "verdict": listed.verdicts[item.entry].value,
                "until": listed.until.get(item.entry),
                "holds": list(item.holds),
                "disposed": item.disposed,
            }
            for item in lines
        ],
    }
