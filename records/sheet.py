"""Sheets: turns a YAML file into plain strings, lists and mappings that remember their lines.

Every scalar stays the string that was typed, so that ``0132`` keeps its zero and ``no`` is a word;
the types of the fields read it further. A sheet is bounded in size and depth, and anchors and
aliases are refused, because a small file could unfold into a huge one through them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from records.errors import Problem, SheetError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
_OPENED = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's content, with the 1-based line of each place in it."""

    path: Path
    value: dict[str, Any]
    lines: Mapping[Place, int] = field(repr=False)
    text: str = field(default="", repr=False)

    def line(self, place: Place) -> int:
        """Return the line of the place, or of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, sentence: str, **facts: object) -> Problem:
        """Return a problem at a place of this sheet."""
        return Problem(
            file=str(self.path), line=self.line(place), sentence=sentence, facts=(*facts.items(),)
        )


def read_sheet(path: Path) -> Sheet:
    """Read a YAML file whose top is a mapping.

    Raises:
        SheetError: the file is missing, too large, not UTF-8, not YAML, or not a mapping.
    """
    text = _read_text(path)
    lines: dict[Place, int] = {}
    try:
        _refuse_aliases(path, text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = _mistake(error)
        last = text.rstrip().count("\n") + 1
        line = min(mark.line + 1, last) if mark else 1
        raise _sheet_error(path, line, "this is not YAML: {why}", why=error.problem) from error
    except yaml.YAMLError as error:
        line = text.encode()[: getattr(error, "position", 0)].count(b"\n") + 1
        raise _sheet_error(path, line, "this file holds a character that YAML forbids") from error
    if not isinstance(node, yaml.MappingNode):
        raise _sheet_error(path, 1, "the file must hold fields of the form `name: value`")
    return Sheet(path, _plain(path, node, (), lines), lines, text)


def _read_text(path: Path) -> str:
    if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
        raise _sheet_error(path, 1, "this is a folder or a device, not a file")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _sheet_error(path, 1, "there is no such file") from error
    except OSError as error:
        raise _sheet_error(path, 1, "the file cannot be read: {why}", why=error.strerror) from error
    if len(data) > MAX_BYTES:
        raise _sheet_error(
            path,
            1,
            "the file is larger than {limit} bytes, more than any document needs",
            limit=MAX_BYTES,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _sheet_error(path, line, "the text is not UTF-8; save the file as UTF-8") from error


def _sheet_error(path: Path, line: int, sentence: str, **facts: object) -> SheetError:
    return SheetError(
        Problem(file=str(path), line=line, sentence=sentence, facts=(*facts.items(),))
    )


def _mistake(error: yaml.MarkedYAMLError) -> Any:
    """Return where a mistake was made; an open quotation or bracket is noticed much later."""
    opened = (error.context or "").startswith(_OPENED)
    return (opened and error.context_mark) or error.problem_mark or error.context_mark


def _refuse_aliases(path: Path, text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _sheet_error(
                path, line, "anchors (&) and aliases (*) are not used here; quote the text"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _sheet_error(path, line, "fields are nested too deeply")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _plain(path: Path, node: yaml.Node, place: Place, lines: dict[Place, int]) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return None if node.value == "" and not node.style else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(path, item, (*place, i), lines) for i, item in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _sheet_error(path, line, "a field's name must be a word")
        if key.value in mapping:
            raise _sheet_error(path, line, "the field `{name}` stands here twice", name=key.value)
        lines[(*place, key.value)] = line
        mapping[key.value] = _plain(path, value, (*place, key.value), lines)
    return mapping
