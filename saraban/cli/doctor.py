"""`saraban doctor`: says what is installed, what is missing, and how to get it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.counter import Counter, counter_of

if TYPE_CHECKING:
    from saraban.health import Check

HELP = """\
Look at everything that printing needs, and say what is missing and how to get it.

The exit code is 0 if all is well, and 1 if something is missing."""
EXAMPLE = """\
saraban doctor
saraban doctor out --json"""

PASSED, FAILED = "✓", "✗"


def doctor(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The folder that you want to print into.")
    ] = Path(),
    *,
    json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Look at the machine."""
    from saraban.health import checks  # noqa: PLC0415  # heavy, and --help must not wait

    counter = counter_of(context)
    found = list(checks(folder))
    if json:
        counter.answer_json({"checks": [_entry(counter, check) for check in found]})
    else:
        for check in found:
            _tell(counter, check)
    if not all(check.passed for check in found):
        raise typer.Exit(1)


def _tell(counter: Counter, check: "Check") -> None:
    mark = PASSED if check.passed else FAILED
    if check.passed or check.remedy is None:
        counter.answer("{mark} {name}: {found}", mark=mark, name=check.name, found=check.found)
    else:
        counter.answer(
            "{mark} {name}: {found}; {remedy}",
            mark=mark,
            name=check.name,
            found=check.found,
            remedy=check.remedy,
        )


def _entry(counter: Counter, check: "Check") -> dict[str, object]:
    say = counter.language.say
    return {
        "check": check.name,
        "passed": check.passed,
        "found": say("{found}", found=check.found),
        "remedy": None if check.passed else say("{remedy}", remedy=check.remedy),
    }
