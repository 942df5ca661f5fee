"""`saraban void`: cancels numbers for ever."""

from typing import Annotated

import typer

from saraban.cli.clerk import Book, By, Json, OfficeFolder, Reason, Year, named, registrar_of
from saraban.cli.counter import counter_of

HELP = """\
Cancel numbers for ever, with a reason; they stay in the book, struck through, and are never given \
again. Either all of them are cancelled or none."""
EXAMPLE = """\
saraban void "ตย 0132/33" --reason "พิมพ์ผิดหน่วยงานผู้รับ ยกเลิกก่อนส่ง"
saraban void 57 --book received --reason "ลงรับซ้ำ\""""


def void(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    numbers: Annotated[
        list[str], typer.Argument(metavar="NUMBER…", help="The numbers: ตก 0132/33, 12/2569")
    ],
    *,
    reason: Reason,
    book: Book = "",
    year: Year = 0,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Void numbers."""
    counter = counter_of(context)
    registrar = registrar_of(office, by)
    found = [named(registrar, each, book, year) for each in numbers]
    acts = registrar.void(found, reason)
    registrar.register.close()
    if json:
        counter.answer_json(
            {"voided": [{"number": act.number, "entry": act.entry} for act in acts]}
        )
        return
    for act in acts:
        counter.answer("{number} is void: {reason}", number=act.number, reason=act.reason)
