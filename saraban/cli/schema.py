"""`saraban schema`: gives the JSON Schemas of the sheets."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.counter import counter_of
from saraban.cli.written import tell_names

HELP = """\
Give the JSON Schema of a sheet, so that an editor completes and checks its fields.

KIND is office, case, or a kind of document; without it all are given."""
EXAMPLE = """\
saraban schema -o schema
saraban schema memo"""


def schema(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="Which schema; all if none is named.")
    ] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="The folder to write them into."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Give schemas."""
    from saraban import schema as schemas  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.delivery import Delivery  # noqa: PLC0415  # the same

    counter = counter_of(context)
    wanted = [schemas.name_of(kind)] if kind else schemas.names()
    if out is None:
        made = {name: schemas.schema(name) for name in wanted}
        counter.answer_json(made[wanted[0]] if kind else made)
        return
    with Delivery(out) as delivery:
        for name in wanted:
            delivery.put(f"{name}.json", schemas.text(schemas.schema(name)).encode())
    tell_names(counter, tuple(out / f"{name}.json" for name in wanted), json=json)
