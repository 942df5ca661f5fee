from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from found_records import Question, questions, records
from reader import contains, matches

if TYPE_CHECKING:
    from registry.sqlite.search import SearchIndex

ALL = 10_000


class TestQuestions:
    """200 questions with known answers; no miss."""

    def test_there_are_enough_of_every_sort(self) -> None:
        sorts = Counter(question.category for question in questions())
        assert sorts.total() >= 200
        assert len(sorts) >= 15
        assert min(sorts.values()) >= 7
        assert len(records()) >= 300

    @pytest.mark.parametrize("question", questions(), ids=str)
    def test_finds_these_and_no_others(self, full_index: SearchIndex, question: Question) -> None:
        hits = full_index.find(question.query, limit=ALL)
        assert {hit.entry for hit in hits} == question.expected
        assert len(hits) == len(question.expected) == full_index.count(question.query)

    @pytest.mark.parametrize(
        "question", [one for one in questions() if one.contains or one.pattern], ids=str
    )
    def test_who_reads_every_record_gives_the_same_answer(self, question: Question) -> None:
        read = {
            item.entry
            for item in records()
            if not item.secrecy
            and contains(item, *question.contains)
            and (not question.pattern or matches(item, question.pattern))
        }
        assert read == question.expected

    def test_every_record_but_the_emptiest_answers_some_question(self) -> None:
        answered = frozenset[int]().union(*(question.expected for question in questions()))
        assert {item.entry for item in records()} == answered
