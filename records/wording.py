"""Wording: checked kinds of text in a field, and the {facts} that they may name.

`Line` is one line; `Prose` is Markdown of several paragraphs. Both refuse what looks like markup
of another language, control characters, and more text than a document can hold. A fact that is
stated once elsewhere is named in braces: ``{office.name}``, ``{announcement.subject}``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo

from records.objection import objection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import PydanticCustomError

MAX_LINE = 2_000
MAX_PROSE = 400_000
MAX_FACT_DEPTH = 5

_FACT = re.compile(r"\{([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+)\}")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_VARIANTS = range(0xFE00, 0xFE10)
_TYPED = re.compile(r"`[^`]*`")
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*/?>|<!--|<\?|\{\{|\{%|\{#|&(?:#\d+|#x[0-9a-fA-F]+|[a-z]{2,8});"
)
_PICTURE = re.compile(r"!\[[^\[\]]*+\](?:\s?[\[(]|$)", re.MULTILINE)


class Frozen(BaseModel):
    """A value that never changes; an unknown field is an error, because it is a typing error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        defer_build=True,  # a command reads one kind of document, and building all takes 0.1 s
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What is stated once and may be named in braces, by its dotted name."""

    values: Mapping[str, str]

    def fill(self, text: str, depth: int = 0) -> str:
        """Return the text with each named fact in its place.

        Raises:
            PydanticCustomError: a fact is unknown, or facts name each other in a circle.
        """

        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name not in self.values:
                raise objection(
                    "unknown_fact",
                    "nothing here is called {{{name}}}; known: {known}",
                    name=name,
                    known=_nearest(name, self.values),
                )
            if depth >= MAX_FACT_DEPTH:
                raise objection("circular_fact", "{{{name}}} leads back to itself", name=name)
            return self.fill(self.values[name], depth + 1)

        pieces, size, end = [], 0, 0
        for match in _FACT.finditer(text):
            pieces += [text[end : match.start()], value(match)]
            size += len(pieces[-1])
            end = match.end()
            if size > MAX_PROSE:
                raise _too_long(size, MAX_PROSE)
        return "".join((*pieces, text[end:]))


def _nearest(name: str, values: Mapping[str, str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  # only on the way to an error

    return ", ".join(get_close_matches(name, values, n=3, cutoff=0.4)) or "—"


def _refuse_markup(text: str) -> str:
    if match := _MARKUP.search(_TYPED.sub("", text)):
        raise objection(
            "markup",
            "`{shown}` looks like the markup of a web page or template; only plain text and "
            "Markdown belong here",
            shown=match[0][:40],
        )
    return text


def _refuse_pictures(text: str) -> str:
    if _PICTURE.search(_TYPED.sub("", text)):
        raise objection("picture", "a picture cannot stand in the text; use an evidence sheet")
    return text


def _clean(text: str) -> str:
    """Drop what is typed unseen between letters, and join decomposed letters."""
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def _refuse_controls(text: str) -> str:
    for character in text:
        category = "Cf" if ord(character) in _VARIANTS else unicodedata.category(character)
        if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and character not in "\n\t":
            raise objection(
                "control_character",
                "the text holds a character that cannot be printed ({character})",
                character=f"U+{ord(character):04X}",
            )
    return text


def _too_long(length: int, limit: int) -> PydanticCustomError:
    sentence = "the text has {length} characters; at most {limit} fit here"
    return objection("too_long", sentence, length=length, limit=limit)


def _bounded(limit: int) -> Any:
    def check(value: Any) -> Any:
        if isinstance(value, str) and len(value) > limit:
            raise _too_long(len(value), limit)
        return value

    return BeforeValidator(check)


def _one_line(text: str) -> str:
    if "\n" in text.strip():
        raise objection("several_lines", "this must be one line of text")
    return text.strip()


def _within(limit: int) -> Any:
    def check(text: str) -> str:
        if len(text) > limit:
            raise _too_long(len(text), limit)
        return text

    return AfterValidator(check)


def _fill(text: str, info: ValidationInfo) -> str:
    facts = (info.context or {}).get("facts")
    return facts.fill(text) if facts else text


_checks = (
    AfterValidator(_clean),
    AfterValidator(_refuse_controls),
    AfterValidator(_refuse_markup),
    AfterValidator(_refuse_pictures),
    AfterValidator(_fill),
    AfterValidator(_clean),  # a fact was typed elsewhere, and may not have been looked at there
    AfterValidator(_refuse_controls),
)

Line = Annotated[str, _bounded(MAX_LINE), *_checks, _within(MAX_LINE), AfterValidator(_one_line)]
"""One line of text; foreign text between backticks keeps its digits."""

Prose = Annotated[str, _bounded(MAX_PROSE), *_checks, _within(MAX_PROSE)]
"""Markdown: paragraphs, lists that number themselves, tables."""
