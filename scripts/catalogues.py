"""Message catalogues: turns every sentence in the code into keys, and .po files into .mo files.

    python scripts/catalogues.py            add new sentences to the .po files, drop unused ones
    python scripts/catalogues.py --compile  only write the .mo files

A sentence is: the attribute or variable `sentence`; the text given to objection(), problem(),
_sheet_error(), said(), say(), text(), answer(), remark(), progress(); help=, detail=,
sentence= and remedy= given as text; and the constants named in CONSTANTS.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
# Only words make a difference, never the day on which they were compiled.
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
LOCALE = ROOT / "saraban" / "locale"
_FACT = re.compile(r"\{[^{}]*\}")
ROOMS = ("records", "registry", "generator", "saraban")
CALLS = {
    "objection",
    "problem",
    "_sheet_error",
    "said",
    "say",
    "text",
    "answer",
    "progress",
    "remark",
}
KEYWORDS = {"help", "detail", "sentence", "remedy"}
VARIABLES = {"sentence", "detail"}
CONSTANTS = {
    "AT_LINE",
    "EMPTY",
    "HELP",
    "HELP_HELP",
    "HINT",
    "JOINED",
    "LANGUAGE_HELP",
    "NAMES",
    "NOT_A_CLASS",
    "OTHER",
    "QUESTIONS",
    "REMARK",
    "SENTENCES",
    "STATES",
    "SYSTEM",
    "TOO_LARGE",
    "TOO_LONG",
    "VERDICTS",
    "YAML",
}


def sentences() -> dict[str, list[str]]:
    """Return every sentence in the code, with the files that it stands in."""
    found: dict[str, list[str]] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for text in filter(_has_words, _sentences(ast.parse(path.read_text("utf-8")))):
                files = found.setdefault(text, [])
                if place not in files:
                    files.append(place)
    return found


def _has_words(text: str) -> bool:
    """Say whether anything is left to translate beside the facts; a line is named in words too."""
    return "{line}" in text or any(letter.isalpha() for letter in _FACT.sub("", text))


def _sentences(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {target.id for target in targets if isinstance(target, ast.Name)}
            if names & VARIABLES:
                yield from _texts(node.value, deep=False)
            elif names & CONSTANTS:
                yield from _constants(node.value)
        elif isinstance(node, ast.Call):
            yield from _in_call(node)


def _constants(value: ast.expr | None) -> Iterator[str]:
    if isinstance(value, ast.Dict):
        for each in value.values:
            yield from _texts(each, deep=False)
        return
    for text in _texts(value, deep=True):
        yield from text.split("\n\n")


def _in_call(node: ast.Call) -> Iterator[str]:
    function = node.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name in CALLS:
        for argument in node.args:
            # A code such as "unknown_fact" is one word; a sentence is not, unless it has facts.
            for text in _texts(argument, deep=False):
                if not text.isidentifier() or name == "text":
                    yield text
    for keyword in node.keywords:
        if keyword.arg in KEYWORDS:
            yield from _texts(keyword.value, deep=False)


def _texts(value: ast.expr | None, *, deep: bool) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        if value.value:
            yield value.value
    elif isinstance(value, ast.BoolOp | ast.IfExp):
        for child in ast.iter_child_nodes(value):
            if isinstance(child, ast.expr):
                yield from _texts(child, deep=deep)
    elif deep and isinstance(value, ast.Tuple | ast.List):
        for child in value.elts:
            yield from _texts(child, deep=deep)


def catalogue(path: Path) -> Catalog:
    """Return a .po file as it is."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3])


def renewed(old: Catalog) -> Catalog:
    """Return a catalogue with exactly the sentences of the code, known translations kept."""
    new = Catalog(locale=old.locale, project="saraban", fuzzy=False)
    for text, files in sorted(sentences().items()):
        known = old.get(text)
        new.add(text, known.string if known else "", locations=[(name, 0) for name in files])
    return new


def compiled(source: Catalog) -> bytes:
    """Return a catalogue in the form that the program reads."""
    source.creation_date = source.revision_date = NO_DAY
    target = io.BytesIO()
    write_mo(target, source)
    return target.getvalue()


def po_text(source: Catalog) -> bytes:
    """Return a catalogue as text without the day it was made: only words make a difference."""
    target = io.BytesIO()
    write_po(target, source, omit_header=True, width=100, sort_output=True, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n"Language: th\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + target.getvalue()


def main() -> None:
    """Renew and compile all catalogues."""
    for path in LOCALE.glob("*/LC_MESSAGES/saraban.po"):
        if "--compile" not in sys.argv:
            path.write_bytes(po_text(renewed(catalogue(path))))
        path.with_suffix(".mo").write_bytes(compiled(catalogue(path)))


if __name__ == "__main__":
    main()
