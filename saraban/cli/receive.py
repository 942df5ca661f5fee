"""`saraban receive`: enters incoming documents."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.clerk import (
    By,
    ClockIsRight,
    Json,
    OfficeFolder,
    registrar_of,
    remarks_json,
    tell_remarks,
)
from saraban.cli.counter import counter_of

HELP = """\
Enter an incoming document under the next received number, and keep the files that it came as.

The day of receipt stands apart from the moment of keying: documents that arrived on Friday may be \
keyed on Monday. With --stamp the receipt stamp is printed too, to be put on its first sheet."""
EXAMPLE = """\
saraban receive scan.pdf --from "สำนักงานสาธารณสุขจังหวัดตัวอย่าง" --subject "แจ้งกำหนดการประชุม" \\
    --number "ตย 0032/ว 38" --date "14 ม.ค. 2569" --received "15 ม.ค. 2569 09:30" \\
    --stamp ตรารับ.pdf"""


def receive(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE…]", help="The files that it came as.")
    ] = None,
    *,
    sender: Annotated[str, typer.Option("--from", metavar="TEXT", help="Who sent it.")],
    subject: Annotated[str, typer.Option("--subject", metavar="TEXT", help="Its subject.")],
    to: Annotated[str, typer.Option("--to", metavar="TEXT", help="To whom it goes.")] = "",
    number: Annotated[
        str, typer.Option("--number", metavar="NUMBER", help="The sender's number, as printed.")
    ] = "",
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="Its date.")] = "",
    received: Annotated[
        str,
        typer.Option("--received", metavar="DATE [TIME]", help="When it arrived; else now."),
    ] = "",
    secrecy: Annotated[
        str,
        typer.Option("--secrecy", metavar="CLASS", help="ลับ or ลับมาก; it goes into a book apart."),
    ] = "",
    stamp: Annotated[
        Path | None, typer.Option("--stamp", metavar="OUT.pdf", help="Print the receipt stamp.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
    clock_is_right: ClockIsRight = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Receive a document."""
    from saraban.incoming import Slip, incoming_of  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.issuing import Wish  # noqa: PLC0415  # the same

    counter = counter_of(context)
    registrar = registrar_of(office, by, Wish(clock_is_right=clock_is_right))
    slip = Slip(
        sender=sender,
        subject=subject,
        to=to,
        number=number,
        date=date,
        received=received,
        secrecy=secrecy,
    )
    incoming = incoming_of(slip, files or (), registrar.situation.now)
    if dry_run:
        planned = registrar.plan_receipt(incoming)
        given, entry, irregular = planned.number, None, planned.irregular
    else:
        act = registrar.receive(incoming)
        given, entry, irregular = act.number, act.entry, act.irregular
        if stamp:
            registrar.stamp(act, stamp)
    registrar.register.close()
    if json:
        remarks = remarks_json(counter, irregular)
        counter.answer_json({"received": given, "entry": entry, "irregular": remarks})
        return
    if dry_run:
        counter.answer("It would be received under {number}", number=given)
    else:
        counter.answer("It was received under {number}", number=given)
    tell_remarks(counter, irregular)
