from __future__ import annotations

import unicodedata
from dataclasses import replace

from found_records import records
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from records.spelling import normalise
from registry.query import Query
from registry.sqlite.search import SearchIndex

ALL = 10_000
_BEHIND = "ะาำๅ"


def borders(text: str) -> list[int]:
    """Return where a text may be cut: never between a letter and its marks."""
    inside = [
        place
        for place, character in enumerate(text)
        if unicodedata.category(character).startswith("M") or character in _BEHIND
    ]
    return [place for place in range(len(text) + 1) if place not in inside]


@st.composite
def cuttings(draw: st.DrawFn) -> tuple[int, str]:
    """Part of a subject, two characters or longer, and the entry that it was cut from."""
    item = draw(st.sampled_from([item for item in records() if item.subject and not item.secrecy]))
    subject = normalise(item.subject)
    places = borders(subject)
    start = draw(st.sampled_from(places[:-1]))
    ends = [place for place in places if place >= start + 2]
    part = subject[start : draw(st.sampled_from(ends)) if ends else len(subject)]
    return item.entry, part if len(part) > 1 else subject


def thai_words() -> st.SearchStrategy[str]:
    """Thai letters and marks in any order, with digits and signs between them."""
    letters = "".join(map(chr, range(0x0E01, 0x0E5C))) + 'ab12/.-" \u200b\u00e9'
    return st.text(letters, max_size=30)


def found(index: SearchIndex, query: Query) -> set[int]:
    return {hit.entry for hit in index.find(query, limit=ALL)}


class TestAnyPart:
    """Any part of a subject is found."""

    @given(cuttings())
    def test_in_quotation_marks_whatever_it_is(
        self, full_index: SearchIndex, cutting: tuple[int, str]
    ) -> None:
        entry, part = cutting
        if any(unicodedata.category(character)[0] in "LMNS" for character in part):
            assert entry in found(full_index, Query(words=f'"{part}"'))
            assert entry in found(full_index, Query(subject=f'"{part}"'))

    @given(cuttings())
    def test_typed_alone_unless_it_cuts_a_number(
        self, full_index: SearchIndex, cutting: tuple[int, str]
    ) -> None:
        entry, part = cutting
        if any(character.isalpha() for character in part) and not any(map(str.isdigit, part)):
            assert entry in found(full_index, Query(words=part))

    @given(st.lists(thai_words(), min_size=1, max_size=4), st.data())
    def test_of_texts_that_nobody_would_write(self, texts: list[str], data: st.DataObject) -> None:
        database = Database(memory=True)
        index = SearchIndex(database)
        index.create()
        items = [
            replace(item, entry=place, subject=text)
            for place, (item, text) in enumerate(zip(records(), texts, strict=False))
        ]
        index.add(items)
        for item in items:
            subject = normalise(item.subject)
            places = borders(subject)
            start = data.draw(st.sampled_from(places))
            part = subject[start : data.draw(st.sampled_from([at for at in places if at >= start]))]
            if any(unicodedata.category(character)[0] in "LMNS" for character in part):
                assert item.entry in found(index, Query(words=f'"{part}"'))
        database.close()


class TestAnyQuery:
    """Whatever is typed is plain text."""

    @given(st.text() | thai_words())
    def test_no_text_is_an_error(self, full_index: SearchIndex, typed: str) -> None:
        for field in ("words", "number", "person", "subject", "kind", "book", "state"):
            query = Query(**{field: typed})
            hits = full_index.find(query, limit=10)
            assert len(hits) == min(full_index.count(query), 10)

    @given(st.text() | thai_words())
    def test_places_lie_within_the_snippet(self, full_index: SearchIndex, typed: str) -> None:
        for hit in full_index.find(Query(words=typed)):
            ends = [end for place in hit.matches for end in place]
            assert ends == sorted(ends)
            assert all(0 <= end <= len(hit.snippet) for end in ends)
