"""`saraban init`: makes a new office folder."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.counter import counter_of
from saraban.cli.written import tell_names

HELP = """\
Make a new office folder: office.yaml to fill in, a folder for cases, and the schemas that let an \
editor complete the fields.

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
    json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Make an office folder."""
    from saraban.founding import found_office  # noqa: PLC0415  # heavy, and --help must not wait

    tell_names(counter_of(context), found_office(folder, example=example), json=json)
