"""Matching: turns a query into the statements that find its hits and put the best first.

Whatever was typed reaches SQLite only as a quoted phrase in a parameter: no sign in it is an
operator of the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.searchable import forms, whole_words
from registry.terms import Field
from registry.words import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from registry.query import Query
    from registry.searchable import Searchable
    from registry.terms import Part, Term

# Longer parts, and further terms, are looked up roughly and then compared one by one.
_LONGEST_PHRASE = 60
_MOST_TERMS = 24
_RANKED_TERMS = 8
_RANKED_BEGINNING = 10
_WORST = 5

_RANKED = """SELECT id, entry, book, unit, year, running FROM search_item WHERE {condition}
    ORDER BY abs({rank}), day DESC, entry DESC, running DESC, id DESC LIMIT :limit OFFSET :offset"""
_COUNTED = "SELECT count(*) FROM search_item WHERE {condition}"
_ROWS = "SELECT id FROM search_item WHERE {condition}"
_AMONG = "id IN (SELECT rowid FROM {index} WHERE {index} MATCH {expression})"

Statement = tuple[str, dict[str, object]]


class Matching:
    """What one query asks of the index."""

    def __init__(self, query: Query, terms: Sequence[Term]) -> None:
        self.terms = terms
        asked = sorted(terms, key=_length, reverse=True)[:_MOST_TERMS]
        self.is_rough = len(terms) > _MOST_TERMS or any(
            len(part.form) > _LONGEST_PHRASE for term in asked for part in term.parts
        )
        self._asked = [term for term in terms if term in set(asked)]
        self._facts: dict[str, object] = {}
        self._condition = " AND ".join(
            ("1", *self._parts(), *self._tokens(), *self._filters(query))
        )

    def ranked(self, limit: int, offset: int) -> Statement:
        """Return the statement for a page of hits; for all hits, where they are only rough."""
        if self.is_rough:
            limit, offset = -1, 0
        rank = " + ".join(("0", *map(self._rank, self._asked[:_RANKED_TERMS])))
        statement = _RANKED.format(condition=self._condition, rank=rank)
        return statement, {**self._facts, "limit": limit, "offset": offset}

    def counted(self) -> Statement:
        """Return the statement for the number of hits; for their rows, where they are rough."""
        statement = _ROWS if self.is_rough else _COUNTED
        return statement.format(condition=self._condition), self._facts

    def holds(self, texts: Searchable) -> bool:
        """Say whether every term really occurs in the texts."""
        plain = texts.plain()
        found = dict(zip(Field, forms(plain), strict=True))
        has_tokens = any(term.token for term in self.terms)
        words = dict(zip(Field, whole_words(plain), strict=True)) if has_tokens else {}
        return all(
            any(
                part.form in form
                for part in term.parts
                for field, form in found.items()
                if part.field in {None, field}
            )
            or any(
                term.token in those for field, those in words.items() if term.field in {None, field}
            )
            for term in self.terms
        )

    def _fact(self, value: object) -> str:
        """Keep a value for the statement; return the parameter that stands for it."""
        name = f"f{len(self._facts)}"
        self._facts[name] = value
        return f":{name}"

    def _among(self, index: str, expression: str) -> str:
        return _AMONG.format(index=index, expression=self._fact(expression))

    def _parts(self) -> Iterator[str]:
        expressions = [_any_part(term.parts) for term in self._asked if term.parts]
        if expressions:
            yield self._among("search_part", " AND ".join(expressions))

    def _tokens(self) -> Iterator[str]:
        for term in self._asked:
            if term.token:
                yield self._among("search_word", _in_field(term.field, _quoted(term.token)))

    def _filters(self, query: Query) -> Iterator[str]:
        for column, value in (
            ("kind", query.kind_id),
            ("state", query.state.strip()),
        ):
            if value:
                yield f"{column} = {self._fact(value)}"
        if book := query.book.strip():
            yield f"book IN ({self._fact(book)}, {self._fact(f'{book}-secret')})"
        if query.first_day or query.last_day:
            first = self._fact(query.first_day.toordinal() if query.first_day else 0)
            last = self._fact(query.last_day.toordinal() if query.last_day else 10**9)
            yield f"(day BETWEEN {first} AND {last} OR paper_day BETWEEN {first} AND {last})"
        if not query.secret:
            yield "secret = 0"

    def _rank(self, term: Term) -> str:
        """Return the expression of how good a hit of the term is, 0 being best."""
        cases: list[str] = []
        for rank, fields in enumerate(
            ((Field.NUMBERS,), (Field.SUBJECT, Field.WHO), (Field.REST,))
        ):
            if term.word:
                among = self._among("search_word", _in_fields(fields, _quoted(term.word)))
                cases.append(f"WHEN {among} THEN {rank}")
        near = (Field.NUMBERS,) if term.number else (Field.NUMBERS, Field.SUBJECT, Field.WHO)
        if term.parts:
            # The beginning says well enough in which field a text stands, in a third of the time.
            end = None if term.number else _RANKED_BEGINNING
            parts = " OR ".join(_phrases(part.form[:end]) for part in term.parts)
            among = self._among("search_part", _in_fields(near, f"({parts})"))
            cases.append(f"WHEN {among} THEN {0 if term.number else _WORST - 2}")
        return f"CASE {' '.join(cases)} ELSE {_WORST - 1} END" if cases else "0"


def _length(term: Term) -> int:
    return max((len(part.form) for part in term.parts), default=len(term.token))


def _any_part(parts: Sequence[Part]) -> str:
    return f"({' OR '.join(_in_field(part.field, _phrases(part.form)) for part in parts)})"


def _in_field(field: Field | None, expression: str) -> str:
    return _in_fields((field,), expression) if field else expression


def _in_fields(fields: Sequence[Field], expression: str) -> str:
    return f"{{{' '.join(fields)}}} : {expression}"


def _phrases(form: str) -> str:
    """Return the expression for a form: a phrase of its pieces; all phrases of a long one."""
    if len(form) < PIECE:
        return f"({_quoted(form)} *)"
    starts = range(0, max(len(form) - PIECE, 1), _LONGEST_PHRASE)
    runs = (form[start : start + _LONGEST_PHRASE + PIECE - 1] for start in starts)
    return f"({' AND '.join(map(_phrase, runs))})"


def _phrase(form: str) -> str:
    whole = range(max(len(form) - PIECE + 1, 1))
    return _quoted(" ".join(form[place : place + PIECE] for place in whole))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
