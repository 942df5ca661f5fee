from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from found_records import records
from lines import found, line

if TYPE_CHECKING:
    from registry.sqlite.search import SearchIndex


class TestLongQueries:
    """Queries of 10,000 characters are questions like any others."""

    @pytest.mark.parametrize("typed", ["ก" * 10_000, "งบ " * 3_333, "๑" * 10_000, '"' * 10_000])
    def test_end(self, full_index: SearchIndex, typed: str) -> None:
        assert len(found(full_index, typed)) < len(records())

    def test_a_whole_text_is_found(self, index: SearchIndex) -> None:
        text = "\n".join(item.text for item in records() if item.text)[:10_000]
        almost = f"{text[:5000]}ฯ{text[5000:]}"
        index.add([line(1, text=text), line(2, text=almost), line(3, text=text[:9_000])])
        quoted = f'"{text}"'.replace("\n", " ")
        assert found(index, quoted) == [1]

    @pytest.mark.parametrize(
        "length", [1, 2, 3, 4, 57, *range(58, 66), 119, 120, 121, 122, 123, 124]
    )
    def test_a_part_of_any_length_is_exact(self, index: SearchIndex, length: int) -> None:
        # No piece of three letters comes twice, so that a wrong join of pieces would be seen.
        text = "".join(f"{chr(0x4E00 + at)}" for at in range(130))
        index.add([line(1, text), line(2, f"{text[: length // 2]}x{text[length // 2 :]}")])
        expected = [1] if length > 1 else [2, 1]
        assert found(index, text[:length]) == expected
        assert found(index, f"{text[:length]}y") == []

    def test_every_word_counts(self, index: SearchIndex) -> None:
        words = [chr(0x4E00 + at) * 2 for at in range(200)]
        index.add([line(1, " ".join(words)), line(2, " ".join(words[:-1]))])
        assert found(index, " ".join(words)) == [1]
        assert found(index, " ".join([*words, "ว 7"])) == []

    def test_pages_of_a_long_query(self, index: SearchIndex) -> None:
        text = "".join(chr(0x4E00 + at) for at in range(100))
        index.add(line(number, text) for number in range(10))
        assert len(found(index, text)) == 10
