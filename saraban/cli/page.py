"""Help pages: turns a command and its options into a page in the reader's language.

Typer writes its own words in English and cuts Thai lines between a consonant and its vowel; this
page takes only the facts from it.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from saraban.cli.counter import counter_of
from saraban.cli.misuse import SurplusWordsError, UnknownCommandError
from saraban.language import OPTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typer import Context

    from saraban.language import Language

WIDTH = 88
INDENT = 2
COLUMN = 26
LANGUAGE_HELP = "The language of all messages: th or en (also SARABAN_LANG)."
HELP_HELP = "Show this page."

Row = tuple[str, str]


class _Asked:
    """A command whose `--help` is False until it is asked for.

    Typer leaves it undecided, and imports pydantic to decide it.
    """

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # it stands before a command
        option.default = False
        return option


class Command(_Asked, TyperCommand):
    """A command whose help page is ours."""

    allow_extra_args = True  # so that the sentence about them can be ours

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments.

        Raises:
            SurplusWordsError: there are more than the command takes.
        """
        rest = super().parse_args(ctx, args)
        if rest:
            raise SurplusWordsError(words=" ".join(rest))
        return rest

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return "\n".join(_page(self, ctx, (), self.params))


class Program(_Asked, TyperGroup):
    """The program, which lists its commands."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Find the command.

        Raises:
            UnknownCommandError: there is none of that name.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise UnknownCommandError.near(args[0], self.commands)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return "\n".join(_page(self, ctx, tuple(self.commands.items()), self.params))


def _page(
    command: Any, context: Context, commands: Sequence[tuple[str, Any]], params: Sequence[Any]
) -> Iterator[str]:
    language = counter_of(context).language
    arguments = [_argument_row(p, language) for p in params if p.param_type_name == "argument"]
    options = [_option_row(p, language) for p in params if p.param_type_name == "option"]
    options += [
        (f"{OPTION} th|en", language.text(LANGUAGE_HELP)),
        ("--help", language.text(HELP_HELP)),
    ]
    words = ["COMMAND …"] if commands else [p.metavar for p in params if p in _arguments(params)]
    usage = " ".join((context.command_path, *words, language.text("[OPTIONS]")))
    yield language.text("Usage:") + " " + usage
    yield ""
    for paragraph in command.help.split("\n\n"):
        yield from _wrapped(language.text(paragraph), INDENT)
        yield ""
    names = [(name, language.text(each.help.split("\n\n")[0])) for name, each in commands]
    yield from _section(language.text("Arguments:"), arguments)
    yield from _section(language.text("Options:"), options)
    yield from _section(language.text("Commands:"), names)
    yield language.text("Example:")
    for line in (command.epilog or "").splitlines():
        yield " " * INDENT + line


def _arguments(params: Sequence[Any]) -> list[Any]:
    return [param for param in params if param.param_type_name == "argument"]


def _argument_row(param: Any, language: Language) -> Row:
    return param.metavar, language.text(param.help)


def _option_row(param: Any, language: Language) -> Row:
    names = ", ".join(sorted(param.opts, key=len))
    return f"{names} {param.metavar or ''}".strip(), language.text(param.help)


def _section(heading: str, rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    yield heading
    for name, text in rows:
        lines = list(_wrapped(text, COLUMN))
        if len(name) + INDENT < COLUMN:
            lines[0] = " " * INDENT + name.ljust(COLUMN - INDENT) + lines[0].lstrip()
        else:
            lines.insert(0, " " * INDENT + name)
        yield from lines
    yield ""


def _wrapped(text: str, indent: int) -> list[str]:
    """Break only at spaces: Thai has them between phrases, where a reader expects them."""
    margin = " " * indent
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [margin]
