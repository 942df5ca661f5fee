"""Snippet: turns a record that was found into the few words around what was looked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from registry.words import CLOSE, OPEN, plain_form, search_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from registry.searchable import Searchable
    from registry.terms import Term

_Marked = tuple[str, tuple[tuple[int, int], ...]]

_WHOLE = 160
_BEFORE = 40
_MARKED_AT_MOST = 20
# A letter with its marks; เเ is one vowel, and what cannot be seen belongs to what stands before.
_CLUSTER = re.compile(
    "(?:เ[\u200b-\u200d\u2060\ufeff]*เ|.)[ัะ-ฺ็-๎ๅ\u0300-\u036f\u200b-\u200d\u2060\ufeff]*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A search form, and for each of its characters the piece of text that it stands for."""

    text: str
    form: str
    places: tuple[tuple[int, int], ...]

    def spans(self, wanted: Iterable[str]) -> list[tuple[int, int]]:
        """Return where in the text the wanted forms stand, in order, those that touch joined."""
        found = sorted(span for form in wanted for span in self._occurrences(form))
        spans: list[tuple[int, int]] = []
        for start, end in found[:_MARKED_AT_MOST]:
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return spans

    def _occurrences(self, form: str) -> Iterator[tuple[int, int]]:
        place = self.form.find(form) if form else -1
        for _ in range(_MARKED_AT_MOST):
            if place < 0:
                return
            yield self.places[place][0], self.places[place + len(form) - 1][1]
            place = self.form.find(form, place + len(form))


@dataclass(frozen=True, slots=True)
class _Window:
    """A piece of a text between spaces, and whether text stands before and behind it."""

    text: str
    before: bool
    behind: bool


def snippet(found: Searchable, terms: Sequence[Term]) -> _Marked:
    """Return a piece of the record on one line, and the places in it of what was looked for.

    It is taken from the subject if anything looked for stands there, else from the first text
    where something does; without any it is the beginning of the subject.
    """
    forms = [form for term in terms for form in term.forms]
    for text in (found.subject, *found.rest, *found.who, *found.numbers):
        if window := _window(text, forms):
            return _cut(window, _align(window.text).spans(forms))
    return _cut(_Window(" ".join(found.subject.split()), before=False, behind=False), [])


def _window(text: str, forms: Iterable[str]) -> _Window | None:
    """Return the surroundings of the first place of any of the forms."""
    runs = text.split()
    spelt = [search_form(run) for run in runs]
    whole = "".join(spelt)
    places = [place for place in map(whole.find, forms) if place >= 0]
    if not places:
        return None
    ends = list(accumulate(map(len, spelt)))
    first = bisect_right(ends, min(places) - _BEFORE) if len(text) > _WHOLE else 0
    last = bisect_right(ends, min(places) + 2 * _WHOLE)
    return _Window(" ".join(runs[first : last + 1]), first > 0, last + 1 < len(runs))


def _cut(window: _Window, spans: Sequence[tuple[int, int]]) -> _Marked:
    """Cut a long text to what stands around the first place, at the borders of letters."""
    start, end = 0, len(window.text)
    if end > _WHOLE:
        first = spans[0][0] if spans else 0
        borders = [found.start() for found in _CLUSTER.finditer(window.text)]
        start = next((at for at in borders if at >= first - _BEFORE), 0)
        end = next((at for at in borders if at >= start + _WHOLE), end)
    head = "…" if start or window.before else ""
    tail = "…" if end < len(window.text) or window.behind else ""
    shift = len(head) - start
    inside = tuple((at + shift, min(to, end) + shift) for at, to in spans if start <= at < end)
    return f"{head}{window.text[start:end]}{tail}", inside


def _align(text: str) -> _Aligned:
    """Return the text with its search form; spelt normally where it cannot be aligned as it is."""
    aligned = _align_clusters(text)
    if aligned.form != search_form(text):
        aligned = _align_clusters(plain_form(text))
    return aligned


def _align_clusters(text: str) -> _Aligned:
    spelt: list[tuple[str, tuple[int, int]]] = [("", (0, 0))]
    for cluster in _CLUSTER.finditer(text):
        form = " " if cluster[0].isspace() else _spelt(cluster[0])
        spelt += ((character, cluster.span()) for character in form)
    spelt.append(("", (len(text), len(text))))
    fenced: list[tuple[str, tuple[int, int]]] = []
    for (before, _), (character, place), (after, _) in zip(
        spelt, spelt[1:], spelt[2:], strict=False
    ):
        if _is_digit(character) and not _is_digit(before):
            fenced.append((OPEN, place))
        if character != " ":
            fenced.append((character, place))
        if _is_digit(character) and not _is_digit(after):
            fenced.append((CLOSE, place))
    return _Aligned(
        text, "".join(character for character, _ in fenced), tuple(place for _, place in fenced)
    )


@lru_cache(10_000)
def _spelt(cluster: str) -> str:
    return plain_form(cluster)


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"
