"""`saraban init`: makes a new office folder."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.clerk import By, actor
from saraban.cli.counter import counter_of
from saraban.cli.written import tell_names

HELP = """\
Make a new office folder: office.yaml to fill in, a folder for cases, the schemas that let an \
editor complete the fields, and the register with its key.

The register signs with register/office.key: keep a copy of it in a safe place, and give it to \
nobody. A folder that has an office.yaml but no register gets the register only.

With --example the folder holds a made-up office whose document sets are done right."""
EXAMPLE = """\
saraban init myoffice
saraban init practice --example"""


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    *,
    example: Annotated[
        bool, typer.Option("--example", help="Begin with the made-up model office.")
    ] = False,
    by: By = "",
    json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Make an office folder."""
    from saraban.desk import bangkok_now  # noqa: PLC0415  # the same
    from saraban.founding import found_office  # noqa: PLC0415  # heavy, and --help must not wait

    written = found_office(folder, example=example, by=actor(by), now=bangkok_now())
    tell_names(counter_of(context), written, json=json)
