"""Objections: turns what pydantic found wrong in a sheet into problems at file and line."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic import BaseModel, ValidationError

    from records.errors import Problem
    from records.sheet import Place, Sheet

# The sentences for what pydantic itself finds; our own types bring theirs (see `objection`).
SENTENCES: Mapping[str, str] = {
    "missing": "the field `{field}` is missing",
    "extra_forbidden": "there is no field `{field}` here; known fields: {known}",
    "enum": "`{input}` is not one of: {expected}",
    "literal_error": "`{input}` is not one of: {expected}",
    "float_parsing": "`{input}` is not a number",
    "int_parsing": "`{input}` is not a whole number",
    "bool_parsing": "`{input}` is neither true nor false",
    "greater_than": "`{input}` must be greater than {gt}",
    "less_than_equal": "`{input}` must be at most {le}",
    "string_type": "the field `{field}` must be text",
    "tuple_type": "the field `{field}` must be a list; begin each item with a dash (-)",
    "model_type": "the field `{field}` must hold fields of its own",
    "model_attributes_type": "the field `{field}` must hold fields of its own",
    "dict_type": "the field `{field}` must hold fields of its own",
    "string_pattern_mismatch": "`{input}` cannot stand in the field `{field}`",
    "too_short": "the list `{field}` is empty",
    "too_long": "the list `{field}` has more items than fit a document",
    "impossible_date": "`{input}` cannot be: there is no such day",
    "not_a_date": "`{input}` is not a date; write it as 13 กุมภาพันธ์ 2563",
    "not_a_number": "`{input}` is not a document number; write it as ตก 0132/32 or 32/2563",
    "not_a_fiscal_year": "`{input}` is not a fiscal year; write it as 2563",
}
OTHER = "the field `{field}` cannot be `{input}`"
MAX_SHOWN = 60


def objection(code: str, sentence: str, **facts: object) -> PydanticCustomError:
    """Return the error that a checked type raises; its sentence can be said in any language."""
    return PydanticCustomError(
        code,
        sentence,
        {"sentence": sentence, **facts},
    )


def problems(error: ValidationError, sheet: Sheet, model: type[BaseModel]) -> tuple[Problem, ...]:
    """Return every problem of a sheet, in the order of its lines."""
    entries = error.errors(include_url=False)
    wrong = [entry["loc"] for entry in entries]
    found = [
        _problem(entry, sheet, model)
        for entry in entries
        if not (entry["type"] == "too_short" and _inside(entry["loc"], wrong))
    ]
    return tuple(sorted(found, key=lambda problem: problem.line))


def _inside(place: tuple[int | str, ...], others: Sequence[tuple[int | str, ...]]) -> bool:
    """Say whether another place lies inside; a list is not empty because its only item is wrong."""
    return any(len(other) > len(place) and other[: len(place)] == place for other in others)


def _problem(entry: Mapping[str, Any], sheet: Sheet, model: type[BaseModel]) -> Problem:
    place: Place = _place_in_sheet(entry["loc"], sheet)
    context = dict(entry.get("ctx", {}))
    sentence = context.pop("sentence", None) or SENTENCES.get(entry["type"], OTHER)
    field = ".".join(str(part) for part in entry["loc"]) or "kind"
    facts: dict[str, object] = {
        "input": _shown(entry["input"]),
        "field": field,
        "known": _known(field, model),
        **context,
    }
    return sheet.problem(place, sentence, **facts)


def _place_in_sheet(loc: Iterable[str | int], sheet: Sheet) -> Place:
    """Drop the steps that pydantic adds (names of unions) and the sheet does not have."""
    place: Place = ()
    for step in loc:
        if (*place, step) in sheet.lines:
            place = (*place, step)
    return place


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else "…"
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"


def _known(field: str, model: type[BaseModel]) -> str:
    if "." in field:
        return "—"
    names = [info.alias or name for name, info in model.model_fields.items()]
    return ", ".join(get_close_matches(field, names, n=3, cutoff=0.5) or names)
