"""`saraban checkpoint`: shows the latest checkpoint, to be given away."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.clerk import Json, OfficeFolder, registrar_of
from saraban.cli.counter import counter_of

HELP = """\
Sign a checkpoint over all that is recorded and show it, or write it into a file.

Give it away: to another office, to the auditor, on paper. Whoever holds it can show later that \
nothing before it was changed (`saraban verify --checkpoint`)."""
EXAMPLE = """\
saraban checkpoint
saraban checkpoint -o checkpoint-2569-11-22.txt"""


def checkpoint(
    context: typer.Context,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="OUT", help="The file to write.")
    ] = None,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    json: Json = False,
) -> None:
    """Show the checkpoint."""
    from saraban.delivery import deliver  # noqa: PLC0415  # heavy, and --help must not wait

    counter = counter_of(context)
    registrar = registrar_of(office, "")
    note = registrar.seal()
    registrar.register.close()
    if out:
        deliver(out, str(note).encode())
    if json:
        counter.answer_json({"checkpoint": str(note), "file": str(out) if out else None})
    elif out:
        counter.answer("{file}", file=out)
    else:
        counter.line(str(note).rstrip("\n"))
