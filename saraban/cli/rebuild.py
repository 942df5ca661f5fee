"""`saraban rebuild`: makes the books and the search anew from the log."""

import typer

from saraban.cli.clerk import Json, OfficeFolder, registrar_of
from saraban.cli.counter import counter_of

HELP = """\
Throw the views away (the lines of the books and the search index) and make them anew from the log.

They follow the log by themselves; this is for the day on which they are damaged or in doubt."""
EXAMPLE = "saraban rebuild"


def rebuild(
    context: typer.Context,
    *,
    office: OfficeFolder = ".",  # type: ignore[assignment]  # Typer makes a path of it
    json: Json = False,
) -> None:
    """Rebuild the views."""
    from registry.views import Views  # noqa: PLC0415  # heavy, and --help must not wait

    counter = counter_of(context)
    registrar = registrar_of(office, "")
    views = Views.of(registrar.register)
    entries = views.rebuild(
        lambda done, whole: counter.progress("Entries: {done} of {whole}", done=done, whole=whole)
    )
    counter.progress_ends()
    views.close()
    registrar.register.close()
    if json:
        counter.answer_json({"entries": entries})
    else:
        counter.answer(
            "The books and the search were made anew from {count} entries.", count=entries
        )
