"""`saraban checkpoint`: shows the latest checkpoint, to be given away."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.clerk import Json, OfficeFolder, registrar_of
from saraban.cli.counter import counter_of

HELP = """\
Sign a checkpoint over all that is recorded and show it, or write it into a file.

Give it away: to another office, to the auditor, on paper. Whoever holds it can show later that \
nothing before it was changed (`saraban verify --checkpoint`).

Another office may countersign it: make a request with --request, let it run `saraban cosign`, and \
keep what it gives back with --add and --witness."""
EXAMPLE = """\
saraban checkpoint
saraban checkpoint -o checkpoint-2569-11-22.txt
saraban checkpoint --request -o request.json
saraban checkpoint --add countersigned.txt --witness "saraban/…+…\""""


def checkpoint(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="OUT", help="The file to write.")
    ] = None,
    request: Annotated[
        bool,
        typer.Option("--request", help="Write a request to countersign it, for another office."),
    ] = False,
    seen: Annotated[
        int,
        typer.Option("--seen", metavar="N", min=0, help="How many entries it had seen before."),
    ] = 0,
    add: Annotated[
        Path | None,
        typer.Option("--add", metavar="FILE", help="Keep a countersigned checkpoint."),
    ] = None,
    witness: Annotated[
        list[str] | None,
        typer.Option("--witness", metavar="KEY", help="The public key of a witness, or its file."),
    ] = None,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    json: Json = False,
) -> None:
    """Show the checkpoint."""
    from saraban import audit  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.delivery import deliver  # noqa: PLC0415  # the same

    counter = counter_of(context)
    registrar = registrar_of(office, "")
    if add:
        keys = [audit.key_of("--witness", each) for each in witness or ()]
        text = str(registrar.add_cosignature(audit.checkpoint_of(add), keys))
    elif request:
        text = registrar.request(seen).decode()
    else:
        text = str(registrar.seal())
    registrar.register.close()
    if out:
        deliver(out, text.encode())
    if json:
        name = "request" if request else "checkpoint"
        counter.answer_json({name: text, "file": str(out) if out else None})
    elif out:
        counter.answer("{file}", file=out)
    else:
        counter.line(text.rstrip("\n"))
