"""Complaints: turns a failed operation into one clear sentence for each thing that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import SarabanError, SheetError
from registry.keeping.refusal import SeveralRefusedError

if TYPE_CHECKING:
    from saraban.language import Language

AT_LINE = "{file}:{line}: {problem}"


def complaints(error: SarabanError, language: Language) -> tuple[str, ...]:
    """Return the sentences of an error, each once and in the order of the sheet's lines."""
    if isinstance(error, SeveralRefusedError):
        each = (language.say(refusal.sentence, **refusal.facts) for refusal in error.refusals)
        return tuple(dict.fromkeys(each))
    if not isinstance(error, SheetError):
        return (language.say(error.sentence, **error.facts),)
    lines = (
        language.say(
            AT_LINE,
            file=problem.file,
            line=problem.line,
            problem=language.say(problem.sentence, **dict(problem.facts)),
        )
        for problem in error.problems
    )
    return tuple(dict.fromkeys(lines))
