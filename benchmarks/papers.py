"""Papers: turns the example case into as many documents, each unlike the others, as are wanted."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.names import renamed
from records.case import load_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.case import Case, Document

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "examples" / "mueang-tak" / "cases" / "website-2563"
TITLE = "ชุดเอกสาร"
ROUND = 1000  # between the numbers of a document and of the clauses that lengthen it
_FIRST_CLAUSE = "\n1. "


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: some documents of the case, and how often the clauses are repeated."""

    documents: tuple[str, ...]
    rounds: int = 0


PAPERS = {
    "memo": Paper(("order",)),
    "announcement": Paper(("announcement",), rounds=1),
    "set": Paper(
        (
            "order",
            "announcement",
            "framework",
            "steps",
            "matrix",
            "form",
            "report",
            "request",
            "evidence",
        )
    ),
}


def documents(paper: str, number: int) -> tuple[Document, ...]:
    """Return the documents of a paper with the names of the given number."""
    chosen = PAPERS[paper]
    by_id = {document.id: document for document in _case().documents}
    return tuple(_varied(by_id[id_], number, chosen.rounds) for id_ in chosen.documents)


def memos(count: int) -> Iterator[Document]:
    """Yield memos, each with names of its own."""
    for number in range(count):
        yield from documents("memo", number)


@cache
def _case() -> Case:
    return load_case(CASE)


def _varied(document: Document, number: int, rounds: int) -> Document:
    values = document.record.model_dump(mode="json", by_alias=True, exclude_none=True)
    if rounds:
        values["body"] += "".join(
            renamed(_clauses(values["body"]), number + ROUND * (index + 1))
            for index in range(rounds)
        )
    text = renamed(json.dumps(values, ensure_ascii=False), number)
    record = type(document.record).model_validate_json(text)
    return replace(document, record=record, title=renamed(document.title, number))


def _clauses(body: str) -> str:
    return body[body.index(_FIRST_CLAUSE) :]
