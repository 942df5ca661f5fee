"""Transcript (บัญชีคัดลอก): an old register as it was read, and the summary for its report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Self, TypeVar

from registry.transcription.row import Left, Row
from registry.transcription.sequence import Counting, by_series

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from records.series import NumberingRules, Series
    from registry.transcription.odd import Odd

T = TypeVar("T", Row, Left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet that was read: where its head stands (0 = none), and how many rows follow it.

    `before` are the rows above the head, as typed; `heads` the heads of the columns.
    """

    name: str
    head: int
    heads: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    filled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSummary:
    """The numbers of one series in an old register; `gaps` are first and last missing numbers."""

    series: Series
    count: int
    first: int
    last: int
    gaps: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the report says first."""

    sheets: int
    rows: int
    voided: int
    left: tuple[tuple[str, int], ...]
    odd: tuple[tuple[str, int], ...]
    series: tuple[SeriesSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """An old register: every filled row below the heads is in `rows` or in `left`.

    `file` is the name of the file and `sha256` its digest in hexadecimal. `year` is the year of
    the Buddhist era asked for; None where each row says its own. `odd` is what is odd about whole
    sheets; `oddities()` yields all.
    """

    file: str
    sha256: str
    book: str
    year: int | None
    rules: NumberingRules
    sheets: tuple[Sheet, ...]
    rows: tuple[Row, ...]
    left: tuple[Left, ...]
    odd: tuple[Odd, ...]

    def oddities(self) -> Iterator[Odd]:
        """Yield everything odd: of sheets, of rows, and of rows that were left."""
        yield from self.odd
        for row in self.rows:
            yield from row.odd
        for left in self.left:
            yield from left.odd

    @property
    def numbered(self) -> tuple[Row, ...]:
        """The rows, with what could be read of those that have too long a text, in their order."""
        kept = [left.kept for left in self.left if left.kept]
        if not kept:
            return self.rows
        order = {sheet.name: at for at, sheet in enumerate(self.sheets)}
        return tuple(sorted((*self.rows, *kept), key=lambda row: (order[row.sheet], row.row)))

    def remarked(self, found: Mapping[tuple[str, int], list[Odd]]) -> Self:
        """Return the transcript with what is odd about rows among the others, by their places."""

        def more(row: T) -> T:
            return replace(row, odd=(*row.odd, *found.get((row.sheet, row.row), ())))

        return replace(self, rows=tuple(map(more, self.rows)), left=tuple(map(more, self.left)))

    def summary(self) -> Summary:
        """Return counts, and for each series its first and last number and its gaps."""
        found = by_series(self.numbered, Counting(self.book, self.year, self.rules))
        return Summary(
            sheets=len(self.sheets),
            rows=len(self.rows),
            voided=sum(row.voided for row in self.rows),
            left=_counted(left.reason for left in self.left),
            odd=_counted(odd.code for odd in self.oddities()),
            series=tuple(_of_series(series, rows) for series, rows in sorted(found.items())),
        )


def gaps(numbers: set[int]) -> tuple[tuple[int, int], ...]:
    """Return the numbers missing between others, as first and last of each gap."""
    ordered = sorted(numbers)
    return tuple((low + 1, high - 1) for low, high in pairwise(ordered) if high > low + 1)


def _of_series(series: Series, rows: list[Row]) -> SeriesSummary:
    numbers = {number for row in rows for number in row.numbers}
    return SeriesSummary(
        series=series,
        count=len(numbers),
        first=min(numbers),
        last=max(numbers),
        gaps=gaps(numbers),
    )


def _counted(names: Iterator[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items()))
