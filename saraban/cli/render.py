"""`saraban render`: prints one sheet."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.counter import counter_of
from saraban.cli.written import tell

HELP = "Print one document as PDF or DOCX; the suffix of OUT decides."
EXAMPLE = "saraban render cases/website-2568/01-order-memo.yaml -o memo.pdf"


def render(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The document's sheet (.yaml).")],
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help="The file to write: .pdf or .docx.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Print one sheet."""
    from saraban.desk import Desk, form_of  # noqa: PLC0415  # heavy, and --help must not wait

    form_of(out)
    tell(counter_of(context), [Desk.around(file).render(file, out)], json=json)
