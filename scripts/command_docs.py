"""The help pages of all commands → `docs/commands.md`.

    python scripts/command_docs.py [TARGET]

Run it after a help text was changed; a test compares the two.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from saraban.cli.counter import Counter
from saraban.cli.program import NAME, program
from saraban.language import ENGLISH, THAI, Language

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """\
# Commands

The help page of each command, in English and in Thai, as `saraban COMMAND --help` shows it. This
page is written by `python scripts/command_docs.py`.

Results go to standard output, as one JSON value with `--json`; progress and errors go to standard
error. The exit code is 0 if all went well, 1 if something was found wrong, 2 for a wrong call, 3
and above if something could not be done, 130 if Ctrl-C ended it:

"""


def pages() -> str:
    """Return the document."""
    return HEAD + "\n".join((*_codes(), "", *_commands()))


def _codes() -> Iterator[str]:
    from records import errors as records_errors  # noqa: PLC0415  # beside its only use
    from saraban import errors  # noqa: PLC0415  # the same

    yield "| code | meaning |"
    yield "|---|---|"
    seen: dict[int, str] = {}
    for module in (records_errors, errors):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, records_errors.SarabanError):
                meaning = (value.__doc__ or "").split("\n")[0].partition(";")[0].rstrip(".")
                seen.setdefault(value.exit_code, meaning)
    for code, meaning in sorted(seen.items()):
        yield f"| {code} | {meaning} |"


def _commands() -> Iterator[str]:
    command = program()
    yield from _page(command, typer.Context(command, info_name=NAME))
    for name, each in command.commands.items():
        parent = typer.Context(command, info_name=NAME)
        yield f"## {NAME} {name}"
        yield ""
        yield from _page(each, typer.Context(each, info_name=name, parent=parent))


def _page(command: Any, context: typer.Context) -> Iterator[str]:
    for code in (ENGLISH, THAI):
        context.obj = Counter(Language(code))
        yield "```text"
        yield command.get_help(context)
        yield "```"
        yield ""


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(pages(), "utf-8")
