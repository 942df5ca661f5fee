"""`saraban restore`: puts a backup into the place of the register."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import By, Json, actor
from saraban.cli.counter import Counter, counter_of

if TYPE_CHECKING:
    from registry.backup.loss import Loss

HELP = """\
Put a backup into the place of the register of an office folder.

Numbers that were given after the backup was made are named, entered as lost, and never given \
again; the old register is kept aside. Look first with --dry-run. If nothing is left of the old \
register, say the highest numbers from paper with --given."""
EXAMPLE = """\
saraban restore /media/usb/register-2569-11-22.zip . --dry-run
saraban restore backup.zip . --reason "เครื่องเสีย" --given "sent/ตย 0132/2569=57\""""


def restore(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup.")],
    folder: Annotated[Path, typer.Argument(metavar="OFFICE", help="The office folder.")],
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; the book keeps it.")
    ] = "",
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--given", metavar="SERIES=N", help="The highest number given, from paper; or none."
        ),
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="The private key, if elsewhere.")
    ] = None,
    accept_unsealed: Annotated[
        bool,
        typer.Option("--accept-unsealed", help="Also entries under no signature."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
    by: By = "",
    json: Json = False,
) -> None:
    """Restore a backup."""
    from registry.backup import restoring  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban import answers  # noqa: PLC0415  # the same
    from saraban.desk import bangkok_now  # noqa: PLC0415  # the same

    counter = counter_of(context)
    highest = None if given is None else answers.highest("--given", given)
    wish = restoring.Wish(given=highest, key=key, accept_unsealed=accept_unsealed)
    if dry_run:
        loss = restoring.restore_plan(file, folder, wish).loss
        aside = None
    else:
        done = restoring.restore(
            file,
            folder,
            now=answers.utc(bangkok_now()),
            by=actor(by),
            reason=reason,
            wish=wish,
        )
        loss, aside = done.loss, done.aside
    if json:
        counter.answer_json(_value(loss, aside))
    else:
        _tell(counter, loss)
        if dry_run:
            counter.answer("Nothing was changed.")
        else:
            counter.answer("The register was restored from {file}.", file=file)
        if aside:
            counter.answer("The old register is kept as {folder}.", folder=aside)


def _tell(counter: Counter, loss: "Loss") -> None:
    for span in loss.lost:
        counter.answer(
            "Lost, and never given again: {series}, {first} to {last}",
            series=span.series,
            first=span.first,
            last=span.last,
        )
    for void in loss.voided:
        counter.answer("{number} stays void: {reason}", number=void.number, reason=void.reason)
    if not loss.lost:
        counter.answer("No number is lost.")


def _value(loss: "Loss", aside: Path | None) -> dict[str, object]:
    return {
        "lost": [
            {"series": span.series, "first": span.first, "last": span.last} for span in loss.lost
        ],
        "voided": [void.number for void in loss.voided],
        "forgotten": dict(loss.forgotten),
        "aside": str(aside) if aside else None,
    }
