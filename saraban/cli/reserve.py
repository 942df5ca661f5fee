"""`saraban reserve`: holds numbers for later."""

from typing import Annotated

import typer

from saraban.cli.clerk import By, Json, OfficeFolder, Reason, Year, registrar_of
from saraban.cli.counter import counter_of

HELP = """\
Hold the next numbers of a book until a day, for a reason that the book keeps.

Write the number into a sheet and issue it to use it. When its term is over it cannot be used, \
until it is reserved anew with --number; a number that is no longer wanted is voided."""
EXAMPLE = """\
saraban reserve --reason "หนังสือที่อยู่ระหว่างเสนอลงนาม" --until "30 พ.ย. 2569"
saraban reserve --count 5 --book orders --reason "คำสั่งแต่งตั้ง" --until "30 พ.ย. 2569"
saraban reserve --number "ตย 0132/40" --reason "ยังไม่ลงนาม" --until "31 ธ.ค. 2569\""""


def reserve(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    *,
    reason: Reason,
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The last day on which it may be used.")
    ],
    count: Annotated[int, typer.Option("--count", "-n", metavar="N", help="How many.")] = 1,
    book: Annotated[
        str,
        typer.Option("--book", metavar="BOOK", help="sent, orders, certificates, meetings …"),
    ] = "sent",
    unit: Annotated[
        str, typer.Option("--unit", metavar="CODE", help="A sub-unit's code: ตก 0132.003")
    ] = "",
    circular: Annotated[bool, typer.Option("--circular", help="A circular letter (ว).")] = False,
    number: Annotated[
        str, typer.Option("--number", metavar="NUMBER", help="Hold this one for longer.")
    ] = "",
    year: Year = 0,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Reserve numbers."""
    from records.docnumber import OfficeCode  # noqa: PLC0415  # heavy, and --help must not wait
    from registry.reservation import Block, numbers_of  # noqa: PLC0415  # the same
    from saraban import answers  # noqa: PLC0415  # the same

    counter = counter_of(context)
    registrar = registrar_of(office, by)
    term = answers.day("--until", until)
    if number:
        found = registrar.find(answers.number("--number", number), "", year)
        act = registrar.renew(found, reason, term)
    else:
        code = answers.read("--unit", unit, OfficeCode.parse) if unit else None
        block = Block(
            book=book, count=count, code=code, circular=circular, reason=reason, until=term
        )
        act = registrar.reserve(block)
    registrar.register.close()
    held = numbers_of(act)
    if json:
        counter.answer_json({"reserved": held, "until": act.until, "entry": act.entry})
        return
    for each in held:
        counter.answer("{number} is held until {date}", number=each, date=term)
