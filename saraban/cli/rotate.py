"""`saraban rotate`: gives the register a new key."""

import typer

from saraban.cli.clerk import By, Json, OfficeFolder, Reason, registrar_of
from saraban.cli.counter import counter_of

HELP = """\
Give the register a new signing key: after the old one may have been seen by others, or when its \
keeper leaves. The change is an entry in the log, signed by both keys.

Give the new register/office.pub away; whoever holds the old public key can follow the change."""
EXAMPLE = 'saraban rotate --reason "เปลี่ยนผู้รับผิดชอบงานสารบรรณ"'


def rotate(
    context: typer.Context,
    *,
    reason: Reason,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    by: By = "",
    json: Json = False,
) -> None:
    """Rotate the key."""
    counter = counter_of(context)
    registrar = registrar_of(office, by)
    note = registrar.rotate(reason)
    registrar.register.close()
    if json:
        counter.answer_json({"checkpoint": str(note)})
    else:
        counter.answer("The register has a new key from now on; give register/office.pub away.")
