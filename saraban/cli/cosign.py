"""`saraban cosign`: countersigns the checkpoint of another office, as its witness."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.clerk import Json, OfficeFolder, registrar_of
from saraban.cli.counter import counter_of

HELP = """\
Countersign the checkpoint of another office, as its witness.

The other office makes the request with `saraban checkpoint --request`. The first time its first \
public key is asked for, which you compare with that office by telephone. A log that does not go \
on from what was witnessed before is refused."""
EXAMPLE = """\
saraban cosign request.json -o countersigned.txt --key "saraban/3f8a…+…"
saraban cosign request.json -o countersigned.txt"""


def cosign(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    request: Annotated[Path, typer.Argument(metavar="REQUEST", help="The other office's file.")],
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help="The countersigned checkpoint.")
    ],
    key: Annotated[
        str,
        typer.Option("--key", metavar="KEY", help="The register's first public key, or its file."),
    ] = "",
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    json: Json = False,
) -> None:
    """Countersign a checkpoint."""
    from saraban import audit  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.delivery import deliver  # noqa: PLC0415  # the same

    counter = counter_of(context)
    registrar = registrar_of(office, "")
    trusted = audit.key_of("--key", key) if key else None
    note, own = registrar.cosign(audit.contents(request), trusted)
    registrar.register.close()
    deliver(out, str(note).encode())
    if json:
        counter.answer_json({"checkpoint": str(note), "witness": str(own), "file": str(out)})
        return
    counter.answer("{file}: countersigned; give it back to the office that asked.", file=out)
    counter.answer("The key by which others check this signature: {key}", key=own)
