"""`saraban build`: prints every document of a case, and the bound set."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.counter import counter_of
from saraban.cli.written import tell

if TYPE_CHECKING:
    from generator.printing import Form

HELP = """\
Print every document of a case as PDF and DOCX, and all of them as one set.pdf.

Either all files are written or none; files of an earlier print are replaced."""
EXAMPLE = """\
saraban build cases/website-2568
saraban build cases/website-2568 -o printed --pdf-only"""


def build(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="The folder to write into; out/CASE in the office folder if none is named.",
        ),
    ] = None,
    pdf_only: Annotated[bool, typer.Option("--pdf-only", help="Print no DOCX.")] = False,
    checkpoint: Annotated[
        bool,
        typer.Option(
            "--checkpoint", help="Print the register's latest checkpoint at the foot of reports."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Print a case."""
    from saraban.desk import Desk  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.registrar import printed_checkpoint  # noqa: PLC0415  # the same

    counter = counter_of(context)
    forms: tuple[Form, ...] = ("pdf",) if pdf_only else ("pdf", "docx")
    desk = Desk.around(case)
    words = printed_checkpoint(desk) if checkpoint else ""
    written = desk.build(
        case, out, forms, lambda name: counter.progress("Printed: {name}", name=name), words
    )
    counter.progress_ends()
    tell(counter, written, json=json)
