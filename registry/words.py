"""Words: turns a text into what the search index holds of it.

Thai is written without spaces, and nobody knows where he will be asked to cut it. So the index
holds the text in pieces of three characters (`pieces`), with which any part of it is found, and
beside them its words (`words`), which only say what to show first.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from records.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Private characters, which no text keeps: what stands around a whole number, and between values.
OPEN, CLOSE, EDGE = "\ue000", "\ue001", "\ue002"
PIECE = 3

_CACHED_RUNS = 50_000
_SHORTEST_COMPOUND = 4
# White space among the control characters stays, for it parts two numbers.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\ud800-\udfff\ue000-\uf8ff]")
_TYPOGRAPHIC = re.compile("[“”„‘’‐‑‒–—−]")  # looked for first: translating takes longer
_TYPOGRAPHY = str.maketrans("“”„‘’‐‑‒–—−", '"""' + "''" + "------")
_DIGITS = re.compile("[0-9]+")
_CIRCULAR = re.compile(r"(?<![ก-ฮะ-ฺเ-๎a-z0-9])ว ?\.? ?([0-9]+)")
_LATIN = re.compile(r"[0-9]+|[^\W0-9_]+")
_THAI = re.compile("[ก-ฺเ-๎]")


def plain_form(text: str) -> str:
    """Return the text in the spelling in which it is compared, with its spaces.

    As `records.spelling.normalise`, and in lower case, with plain quotation marks and hyphens,
    without control characters; ฤๅษี is ฤาษี, as it is typed.
    """
    spelt = normalise(_UNSEEN.sub("", text)).replace("\u0e45", "\u0e32").lower()
    return spelt.translate(_TYPOGRAPHY) if _TYPOGRAPHIC.search(spelt) else spelt


def search_form(text: str) -> str:
    """Return the text as the index holds it: its plain form without spaces, numbers fenced.

    Spaces don't matter (a page breaks เมือง|ตาก, one clerk writes พ.ศ.๒๕๖๓ and another พ.ศ. ๒๕๖๓),
    but two numbers never become one: `OPEN` and `CLOSE` stand around each.
    """
    return _fenced(plain_form(text))


def joined(plain: Iterable[str]) -> str:
    """Return the search forms of texts of plain form in one, each between two `EDGE`s."""
    forms = [form for form in map(_fenced, plain) if form]
    return f"{EDGE}{EDGE.join(forms)}{EDGE}" if forms else ""


def pieces(form: str) -> Iterator[str]:
    """Yield the pieces of a search form: `PIECE` characters from each place, fewer at the end."""
    return (form[place : place + PIECE] for place in range(len(form)))


def words(plain: str) -> frozenset[str]:
    """Return the words of a text of plain form: Thai and the words in them, Latin, numbers.

    ปีงบประมาณ gives งบประมาณ, ปี, งบ and ประมาณ too; ตก ๐๑๓๒/ว ๗ gives ว7.
    """
    found: set[str] = {f"ว{number}" for number in _CIRCULAR.findall(plain)}
    for run in plain.split():
        found |= _words_of_run(run)
    return frozenset(found)


def _fenced(plain: str) -> str:
    return _DIGITS.sub(f"{OPEN}\\g<0>{CLOSE}", plain).replace(" ", "")


@lru_cache(_CACHED_RUNS)
def _words_of_run(run: str) -> frozenset[str]:
    """Cached, because offices write the same phrases all year, and cutting takes the time."""
    if not _THAI.search(run):
        return frozenset(_LATIN.findall(run))
    found: set[str] = set()
    for word in _cutter()(run):
        if _THAI.search(word):
            found |= {word, *_parts(word)}
        else:
            found.update(_LATIN.findall(word))
    return frozenset(found)


@lru_cache(1)
def _cutter() -> Callable[[str], list[str]]:
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415  # takes a third of a second

    return partial(word_tokenize, engine="newmm-safe", keep_whitespace=False)


@lru_cache(_CACHED_RUNS)
def _parts(word: str) -> frozenset[str]:
    """Return the shorter words of which a compound is wholly made, however it is cut."""
    if len(word) < _SHORTEST_COMPOUND:
        return frozenset()
    from pythainlp.tokenize import word_dict_trie  # noqa: PLC0415  # as above

    trie = word_dict_trie()
    ends = [
        [place + len(part) for part in trie.prefixes(word, place) if 1 < len(part) < len(word)]
        for place in range(len(word))
    ]
    starts = {0}
    for place in range(len(word)):
        if place in starts:
            starts.update(ends[place])
    finishes = {len(word)}
    for place in reversed(range(len(word))):
        if finishes.intersection(ends[place]):
            finishes.add(place)
    return frozenset(
        word[start:end]
        for start in starts
        if start < len(word)
        for end in ends[start]
        if end in finishes
    )
