"""Reading text at the border: turns text into a Thai value or into an error with its sentence.

ValueError
└── Unreadable
    ├── NotAnAmount       records.amounts
    ├── NotADate          records.dates
    ├── ImpossibleDate    records.dates; its subclasses say why
    ├── NotAFiscalYear    records.fiscal
    ├── NotAQuarter       records.fiscal
    └── NotANumber        records.docnumber
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from records.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

# No date, number or amount of an office is longer; what is longer was pasted by mistake and is
# refused before a pattern looks at it.
_LONGEST = 400
_QUOTED = 60


class Unreadable(ValueError):  # noqa: N818 - named after what is wrong, like the rest of its tree
    """Text that cannot be read as a value; `str()` is `sentence` filled with `facts`.

    The sentence is also the key of the message catalogue, and `code` the error type in pydantic.
    """

    code: ClassVar[str] = "unreadable"
    sentence: ClassVar[str] = "“{text}” cannot be read"

    def __init__(self, **facts: str | int) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)

    def as_pydantic(self) -> PydanticCustomError:
        """Return the same error for pydantic; its context holds the facts and the sentence."""
        return PydanticCustomError(
            self.code,
            self.sentence,
            {**self.facts, "sentence": self.sentence},
        )


def quoted(text: str) -> str:
    """Return the text as an error quotes it: on one line and not longer than a line."""
    line = " ".join(text[: _QUOTED + 1].split())
    return line if len(text) <= _QUOTED else line[:_QUOTED].rstrip() + "…"


def plain(text: str, error: type[Unreadable]) -> str:
    """Return the text normalised, ready for a pattern.

    Raises:
        Unreadable: the given `error`, when the text is longer than any value could be.
    """
    if len(text) > _LONGEST:
        raise error(text=quoted(text))
    return normalise(text)


def field_schema(
    kind: type[T],
    parse: Callable[[str], T],
    *,
    also: Mapping[type, Callable[[Any], str]] | None = None,
    accepted: CoreSchema | None = None,
) -> CoreSchema:
    """Return the pydantic schema of a value that is read by `parse` and written by `str()`.

    `also` turns further input types into text first; `accepted` is what the JSON Schema then
    says instead of “string”.
    """

    def validate(value: object) -> T:
        if isinstance(value, kind):
            return value
        spell = (also or {}).get(type(value))
        text = spell(value) if spell else value
        if not isinstance(text, str):
            raise PydanticKnownError("string_type")
        try:
            return parse(text)
        except Unreadable as error:
            raise error.as_pydantic() from error

    return core_schema.no_info_plain_validator_function(
        validate,
        json_schema_input_schema=accepted or core_schema.str_schema(),
        serialization=core_schema.to_string_ser_schema(),
    )
