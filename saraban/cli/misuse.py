"""Misuse: turns what Typer says of a wrong call into sentences that can be said in any language."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Self

# Typer carries Click inside and does not export all its errors; its version is pinned.
from typer._click.exceptions import (
    BadOptionUsage,
    MissingParameter,
    NoSuchOption,
)

from saraban.errors import WrongCallError

if TYPE_CHECKING:
    from collections.abc import Iterable

HINT = "`{command} --help` shows how the command is used."


class UnknownCommandError(WrongCallError):
    """There is no command of that name."""

    sentence = "There is no command `{name}`; there are: {known}"

    @classmethod
    def near(cls, name: str, known: Iterable[str]) -> Self:
        """Return the error, with the commands that may have been meant."""
        names = list(known)
        return cls(name=name, known=", ".join(get_close_matches(name, names) or names))


class SurplusWordsError(WrongCallError):
    """There are more words than the command takes."""

    sentence = "The command does not know what to do with: {words}"


class MissingWordError(WrongCallError):
    """An argument or the value of an option is missing."""

    sentence = "{name} is missing."


class UnknownOptionError(WrongCallError):
    """There is no option of that name."""

    sentence = "There is no option {name}."


class NearOptionError(UnknownOptionError):
    """There is no option of that name, but one that is nearly called so."""

    sentence = "There is no option {name}; perhaps you mean {known}."


class NoValueError(WrongCallError):
    """An option stands without the value that it needs, or with one that it does not take."""

    sentence = "The option {name} has no value, or one that it does not take."


def misuse(error: Any) -> WrongCallError:
    """Return our error for one of Typer's."""
    if isinstance(error, MissingParameter) and error.param is not None:
        param: Any = error.param
        return MissingWordError(name=param.metavar or param.opts[-1])
    if isinstance(error, NoSuchOption):
        known = ", ".join(sorted(error.possibilities or ()))
        if known:
            return NearOptionError(name=error.option_name, known=known)
        return UnknownOptionError(name=error.option_name)
    if isinstance(error, BadOptionUsage):
        return NoValueError(name=error.option_name)
    return WrongCallError(detail=error.format_message())
