"""The program: turns the words after `saraban` into one command, and its fate into an exit code."""

from typing import Annotated, Any

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError  # see saraban.cli.misuse
from typer.main import get_command

from saraban import __version__
from saraban.cli import (
    backup,
    build,
    checkpoint,
    cosign,
    decide,
    dispose,
    doctor,
    hold,
    init,
    issue,
    keep,
    new,
    preview,
    prove,
    rebuild,
    receive,
    register,
    render,
    reserve,
    restore,
    rotate,
    schema,
    search,
    store,
    survey,
    transcribe,
    verify,
    void,
)
from saraban.cli.counter import Counter
from saraban.cli.misuse import HINT, misuse
from saraban.cli.page import Command, Program

NAME = "saraban"
HELP = """\
The records office of a Thai government unit: drafts, numbers, prints and keeps official \
documents, and proves what became of every number."""
EXAMPLE = """\
saraban init myoffice --example
saraban build myoffice/cases/website-2568
saraban verify myoffice"""
COMMANDS = (
    *(init, new, preview, build, render),
    *(issue, reserve, void, receive, register, search, transcribe, rebuild),
    *(keep, store, hold, survey, decide, dispose),
    *(prove, verify, checkpoint, cosign, rotate, backup, restore),
    *(schema, doctor),
)


def program() -> Any:
    """Return the program with all its commands."""
    app = typer.Typer(
        cls=Program,
        name=NAME,
        help=HELP,
        epilog=EXAMPLE,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_program)
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        app.command(name, cls=Command, help=module.HELP, epilog=module.EXAMPLE)(
            getattr(module, name)
        )
    return get_command(app)


def run(arguments: list[str], counter: Counter) -> int:
    """Run one command and return its exit code.

    Raises:
        SarabanError: the command failed.
    """
    command = program()
    try:
        code = command.main(arguments, NAME, standalone_mode=False, obj=counter)
    except NoArgsIsHelpError as error:
        typer.echo(error.format_message(), err=True)
        return error.exit_code
    except UsageError as error:
        raise misuse(error) from error
    return int(code or 0)


def hint(arguments: list[str], counter: Counter) -> str:
    """Return the sentence that names the help page of the command that was called wrongly."""
    known = {module.__name__.rpartition(".")[2] for module in COMMANDS}
    named = [word for word in arguments[:1] if word in known]
    return counter.language.say(HINT, command=" ".join([NAME, *named]))


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # how Typer calls a callback
    if wanted:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit


def _program(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Hold the options of the program itself."""
