"""`saraban preview`: prints drafts, once or after each change."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.counter import Counter, counter_of
from saraban.cli.written import tell

HELP = """\
Print a draft of one document, or of a whole case, as a PDF marked ร่าง.

With --watch it is printed again whenever the sheet, its case or office.yaml changes; Ctrl-C ends \
that."""
EXAMPLE = """\
saraban preview cases/website-2568/01-order-memo.yaml
saraban preview cases/website-2568 --watch -o draft.pdf"""


def preview(
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="FILE|CASE", help="The document's sheet or the case's folder.")
    ],
    *,
    watch: Annotated[
        bool, typer.Option("--watch", help="Print again after each change, until Ctrl-C.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT.pdf",
            help="The file to write; out/draft/NAME.pdf in the office folder if none is named.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Print drafts."""
    counter = counter_of(context)
    if not watch:
        _print(counter, path, out, json=json)
        return
    with suppress(KeyboardInterrupt):  # the usual way to end it
        _watch(counter, path, out, json=json)


def _print(counter: Counter, path: Path, out: Path | None, *, json: bool) -> None:
    from saraban.desk import Desk  # noqa: PLC0415  # heavy, and --help must not wait

    tell(counter, [Desk.around(path).preview(path, out)], json=json)


def _watch(counter: Counter, path: Path, out: Path | None, *, json: bool) -> None:
    from records.errors import SarabanError  # noqa: PLC0415  # as above
    from saraban.watch import changes  # noqa: PLC0415  # as above

    for _ in changes(path):
        try:
            _print(counter, path, out, json=json)
        except SarabanError as error:
            counter.complain(error)
