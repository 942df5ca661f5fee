"""Numbering: turns the lists of the HTML into Word's own, which number themselves.

A list of the HTML is an abstract list of its own in Word. Lists that share an abstract list share
its counters too, so two lists that take turns would count on from each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .markup import twips, w
from .runs import fonts, language

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from generator.measures import Measures

_THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ARABIC_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_FORMATS: Final = {
    "decimal": ("%1.", "%1.%2", "%1.%2.%3", "(%4)"),
    "paren": ("(%1)", "(%1.%2)", "(%1.%2.%3)", "(%4)"),
    "item": ("ข้อ %1", "%1.%2", "%1.%2.%3", "(%4)"),
}
BULLET: Final = "bullet"
_DEPTHS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The number of one paragraph: the list's id in Word, its depth from 0.

    `outside` = the paragraph has another style than the clauses or bullets of that depth.
    """

    list: int
    depth: int
    outside: bool


@dataclass(slots=True, kw_only=True)
class _List:
    number: int
    patterns: tuple[str, ...]
    bullets: bool
    start: int = 1
    counts: list[int] = field(default_factory=lambda: [0] * _DEPTHS)

    def begin_at(self, typed: str) -> None:
        """Let the list begin at the number that was typed for its first clause."""
        pattern = re.escape("".join(self.patterns[0].split())).replace("%1", "([0-9]+)")
        if found := re.fullmatch(pattern, typed.translate(_ARABIC_DIGITS)):
            self.start = int(found[1])
            self.counts[0] = self.start - 1

    def count(self, depth: int) -> str:
        """Return what the list would show next at that depth, in Thai digits."""
        shown = self.patterns[depth]
        for place, value in enumerate(self.next(depth), start=1):
            shown = shown.replace(f"%{place}", str(value))
        return shown if self.bullets else shown.translate(_THAI_DIGITS)

    def next(self, depth: int) -> list[int]:
        return [*self.counts[:depth], self.counts[depth] + 1, *[0] * (_DEPTHS - depth - 1)]


class Lists:
    """The lists of one document, each counted as Word will count it."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, bool], _List] = {}

    def number(self, name: str, form: str, depth: int, typed: str, style: str) -> Number | None:
        """Return the number that Word will show as `typed`, or None if it would show another.

        The words of a page are those of the HTML: where Word would count differently (a list
        that starts at its second level, a number that jumps), the number stays as typed.
        """
        if depth not in range(_DEPTHS) or (form not in _FORMATS and form != BULLET):
            return None
        shown = "".join(typed.replace("\u2060", "").split())
        known = self._known(name, form, depth, shown)
        if not shown or "".join(known.count(depth).split()) != shown:
            return None
        if not known.bullets and 0 in known.counts[:depth]:
            return None
        self._lists[name, known.bullets] = known
        known.counts = known.next(depth)
        own = "bullet" if known.bullets else f"clause-{depth + 1}"
        return Number(list=known.number, depth=depth, outside=style != own)

    def _known(self, name: str, form: str, depth: int, shown: str) -> _List:
        """Return the list of that name; its bullets and its numbers are two lists to Word."""
        bullets = form == BULLET
        if known := self._lists.get((name, bullets)):
            return known
        fresh = _List(
            number=len(self._lists) + 1,
            patterns=_FORMATS.get(form, (shown,) * _DEPTHS),
            bullets=bullets,
        )
        if not bullets and depth == 0:
            fresh.begin_at(shown)
        return fresh

    def part(self, measures: Measures) -> Element:
        """Return the numbering part: the abstract lists, then the lists that use them."""
        abstract = (_abstract(known, measures) for known in self._lists.values())
        return w("numbering", *abstract, *(_concrete(known) for known in self._lists.values()))


def _abstract(known: _List, measures: Measures) -> Element:
    return w(
        "abstractNum",
        w("nsid", val=f"{0x5A2A0000 + known.number:08X}"),
        w("multiLevelType", val="multilevel"),
        *(_level(known, depth, measures) for depth in range(_DEPTHS)),
        abstractNumId=known.number,
    )


def _level(known: _List, depth: int, measures: Measures) -> Element:
    if known.bullets:
        first = measures.styles["bullet"].first_line + depth * measures["clause_step"]
    else:
        first = measures.styles[f"clause-{depth + 1}"].first_line
    return w(
        "lvl",
        w("start", val=known.start if depth == 0 else 1),
        w("numFmt", val="bullet" if known.bullets else "thaiNumbers"),
        w("suff", val="space"),
        # With the space that follows, the two strokes of the typing rules.
        w("lvlText", val=known.patterns[depth] + "\u00a0"),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=0, firstLine=twips(first))),
        w("rPr", fonts(), w("cs"), language()),
        ilvl=depth,
    )


def _concrete(known: _List) -> Element:
    restarts = (
        w("lvlOverride", w("startOverride", val=known.start if depth == 0 else 1), ilvl=depth)
        for depth in range(_DEPTHS)
    )
    return w("num", w("abstractNumId", val=known.number), *restarts, numId=known.number)
