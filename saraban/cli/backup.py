"""`saraban backup`: copies the register into one file, while it is in use."""

from pathlib import Path
from typing import Annotated

import typer

from saraban.cli.clerk import Json, OfficeFolder, registrar_of
from saraban.cli.counter import counter_of

HELP = """\
Copy the whole register into one file, also while others issue numbers, and read the copy again.

The private key is not in it unless --with-key asks for it: whoever has such a backup can sign in \
the name of the office. Keep backups on another disk."""
EXAMPLE = """\
saraban backup /media/usb/register-2569-11-22.zip
saraban backup safe.zip --with-key"""


def backup(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.zip", help="The file to write.")],
    *,
    with_key: Annotated[
        bool, typer.Option("--with-key", help="Put the private key into it too.")
    ] = False,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    json: Json = False,
) -> None:
    """Back the register up."""
    from registry.backup.packing import back_up  # noqa: PLC0415  # heavy, and --help must not wait

    counter = counter_of(context)
    registrar = registrar_of(office, "")
    made = back_up(registrar.register, out, registrar.situation.now, with_key=with_key)
    registrar.register.close()
    manifest = made.manifest
    if json:
        counter.answer_json(
            {
                "file": str(out),
                "origin": manifest.origin,
                "entries": manifest.entries,
                "highest": manifest.highest,
                "with_key": manifest.with_key,
                "missing": list(manifest.missing),
            }
        )
        return
    counter.answer(
        "{file}: {count} entries of {name}",
        file=out,
        count=manifest.entries,
        name=manifest.office_name,
    )
    for sha256 in manifest.missing:
        counter.remark("The stored content {sha256} is gone or was changed.", sha256=sha256)
