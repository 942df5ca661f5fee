"""Clauses: numbers of list items by depth and place, and numbers typed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clauses import MAX_LEVEL, Counter, number, typed_number
from records.digits import to_arabic
from records.record import Numbering

STYLES = pytest.mark.parametrize("style", Numbering)


class TestNumbers:
    @pytest.mark.parametrize(
        ("style", "numbers"),
        [
            (Numbering.DECIMAL, ("๓.", "๓.๑", "๓.๑.๑๒", "(๔)")),
            (Numbering.PAREN, ("(๓)", "(๓.๑)", "(๓.๑.๑๒)", "(๔)")),
            (Numbering.ITEM, ("ข้อ ๓", "๓.๑", "๓.๑.๑๒", "(๔)")),
        ],
    )
    def test_of_each_depth(self, style: Numbering, numbers: tuple[str, ...]) -> None:
        counts = (3, 1, 12, 4)
        assert tuple(number(counts[:depth], style) for depth in (1, 2, 3, 4)) == numbers


class TestCounting:
    @pytest.mark.parametrize(
        ("style", "numbers"),
        [
            (Numbering.DECIMAL, "๑. ๑.๑ ๑.๒ ๒. ๒.๑ ๒.๑.๑ (๑) (๒) ๒.๑.๒ (๑) ๓."),
            (Numbering.PAREN, "(๑) (๑.๑) (๑.๒) (๒) (๒.๑) (๒.๑.๑) (๑) (๒) (๒.๑.๒) (๑) (๓)"),
        ],
    )
    def test_each_depth_begins_anew(self, style: Numbering, numbers: str) -> None:
        counter = Counter(style)
        levels = (1, 2, 2, 1, 2, 3, 4, 4, 3, 4, 1)
        assert [counter.next(level) for level in levels] == numbers.split()

    def test_may_start_later(self) -> None:
        counter = Counter(Numbering.DECIMAL)
        assert [counter.next(1, 5), counter.next(1), counter.next(2, 3), counter.next(2)] == [
            *("๕.", "๖.", "๖.๓", "๖.๔"),
        ]

    @given(st.lists(st.integers(1, MAX_LEVEL)), st.sampled_from(Numbering))
    def test_no_number_stands_twice(self, levels: list[int], style: Numbering) -> None:
        counter = Counter(style)
        depth, seen = 0, set()
        for wanted in levels:
            depth = min(wanted, depth + 1)  # a list opens one depth at a time
            made = counter.next(depth)
            if depth < MAX_LEVEL:
                assert made not in seen
                seen.add(made)


class TestTyped:
    """A number typed in Thai digits or in parts stays as it was typed."""

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("๒.๑ ก", ("๒.๑ ", 2)),
            ("2.1 ก", ("2.1 ", 2)),
            ("๒.๑.๑ ก", ("๒.๑.๑ ", 3)),
            ("๒.๑.๑.๑.๑ ก", ("๒.๑.๑.๑.๑ ", 4)),
            ("(๒.๑) ก", ("(๒.๑) ", 2)),
            ("(๑) ก", ("(๑) ", 1)),
            ("(1)ก", ("(1)", 1)),
            ("๑. ก", ("๑. ", 1)),
            ("๑๒. ก", ("๑๒. ", 1)),
            ("๒.๑. ก", ("๒.๑. ", 2)),
            ("ข้อ ๑. ก", ("ข้อ ๑. ", 1)),
            ("ข้อ ๑.๒ ก", ("ข้อ ๑.๒ ", 2)),
            ("๒.๑   ก", ("๒.๑   ", 2)),
        ],
    )
    def test_is_found(self, text: str, found: tuple[str, int]) -> None:
        assert typed_number(text) == found

    @pytest.mark.parametrize(
        "text",
        [
            "ก ๒.๑",
            "๒.๑",
            "๒.๑ ",
            "(ก) ข",
            "๒๕๖๓ เป็นปี",
            "(๑",
            "๑",
            "",
            ".๑ ก",
            "(.) ก",
            "ข้อ ก",
        ],
    )
    def test_is_not_there(self, text: str) -> None:
        assert typed_number(text) is None

    @given(st.lists(st.integers(1, 99), min_size=2, max_size=6), st.sampled_from(Numbering))
    def test_what_we_number_ourselves_is_found(self, counts: list[int], style: Numbering) -> None:
        made = number(tuple(counts), style)
        found = typed_number(f"{made} ก")
        assert found is not None
        assert found[0] == f"{made} "
        assert typed_number(f"{to_arabic(made)} ก") is not None

    @pytest.mark.parametrize("piece", ["๑", "๑.", "(๑.", "(", "ข้อ "])
    def test_a_long_text_takes_no_longer_than_its_length(self, piece: str) -> None:
        found = typed_number(piece * 100_000)
        assert found is None or found[1] == MAX_LEVEL
