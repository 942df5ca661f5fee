"""JSON Schema: turns the models of office, case and kinds into completion for any YAML editor.

The sheets keep every value as typed, but an editor sees 2563 as a number: what is text for us may
be a number for it. Titles and descriptions are Thai; they stand in stationery/fields.yaml.
"""

from __future__ import annotations

import json
import os
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from records.case import CaseSheet
from records.kind import KINDS
from records.office import Office
from saraban.errors import UnknownKindError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import BaseModel

FOLDER = "schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELINE = "# yaml-language-server: $schema="
SCALAR = ["string", "integer", "number"]
# Where the models also take a shorter form: a column by its title, a signer by his id.
SHORT: dict[str, dict[str, Any]] = {
    "Column": {"type": SCALAR},
    "Signer": {"type": "string"},
}
_OTHERS: dict[str, tuple[type[BaseModel], str]] = {
    "office": (Office, "ส่วนราชการ"),
    "case": (CaseSheet, "ชุดเอกสาร"),
}


def names() -> tuple[str, ...]:
    """Return the names of all schemas: office, case, and the kinds."""
    return (*_OTHERS, *KINDS)


def name_of(typed: str) -> str:
    """Return the name of a schema, which may be typed in Thai.

    Raises:
        UnknownKindError: there is none of that name.
    """
    for name, (_, title) in _models().items():
        if typed.strip() in (name, title):
            return name
    raise UnknownKindError(name=typed, known=", ".join(names()))


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of sheet, by its name."""
    model, title = _models()[name]
    made = model.model_json_schema(by_alias=True, mode="validation")
    for part, properties in _parts(made, name):
        _describe(part, properties)
    _widen(made)
    for definition, short in SHORT.items():
        if definition in made.get("$defs", {}):
            made["$defs"][definition] = _or_short(made["$defs"][definition], short)
    made.pop("description", None)
    return {"$schema": DIALECT, **made, "title": title}


def text(value: object) -> str:
    """Return a schema as it is written to a file."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def schema_files() -> dict[str, bytes]:
    """Return every schema by the name of its file."""
    return {f"{name}.json": text(schema(name)).encode() for name in names()}


def modeline(sheet: Path, office_folder: Path, name: str) -> str:
    """Return the line that tells an editor which schema a sheet follows."""
    target = office_folder.resolve() / FOLDER / f"{name}.json"
    way = os.path.relpath(target, sheet.resolve().parent)
    return f"{MODELINE}{way.replace(os.sep, '/')}\n"


def _models() -> dict[str, tuple[type[BaseModel], str]]:
    return _OTHERS | {kind.id: (kind.model, kind.thai) for kind in KINDS.values()}


def _parts(made: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield name, made.get("properties", {})
    for part, definition in made.get("$defs", {}).items():
        definition.pop("description", None)
        yield part, definition.get("properties", {})


def _describe(part: str, properties: dict[str, Any]) -> None:
    for name, field in properties.items():
        words = fields().get(f"{part}.{name}") or fields().get(name) or {}
        field.update(words)


def _widen(node: Any) -> None:
    """Let an editor see a number where we read text, wherever the text has no fixed words."""
    if isinstance(node, dict):
        if node.get("type") == "string" and not {"const", "enum"} & node.keys():
            node["type"] = SCALAR
        others = node.get("additionalProperties")
        if isinstance(others, dict) and others.get("type") == "array":
            # Ties: one id may stand without a list.
            node["additionalProperties"] = {"anyOf": [others["items"], others]}
        for value in node.values():
            _widen(value)
    elif isinstance(node, list):
        for value in node:
            _widen(value)


def _or_short(definition: dict[str, Any], short: dict[str, Any]) -> dict[str, Any]:
    """A person's id gives his name, so that `name` need not stand beside `person`."""
    long = dict(definition)
    if "person" in long["properties"]:
        long.pop("required", None)
        long["anyOf"] = [{"required": ["name"]}, {"required": ["person"]}]
    return {"anyOf": [short, long]}


@cache
def fields() -> dict[str, dict[str, str]]:
    """Return title and description by the name of a field, or by part and field."""
    path = files("saraban").joinpath("stationery/fields.yaml")
    loaded: dict[str, dict[str, str]] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return loaded
