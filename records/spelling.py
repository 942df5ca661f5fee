"""Thai spelling: turns text that looks the same on paper into text that is the same.

PyThaiNLP's `reorder_vowels` puts Thai marks in order too, and the tests hold us to what it makes
of them. It is not called here because one call is not enough for marks in disorder, and because
its patterns take a time that grows with the square of a long run of one vowel: a field of ten
megabytes must not stop the program.
"""

from __future__ import annotations

import re
import unicodedata

from records.digits import to_arabic

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_SARA_AA, _SARA_AM, _NIKHAHIT = "\u0e32", "\u0e33", "\u0e4d"
_LAKKHANGYAO = re.compile("(?<![ฤฦ])\u0e45")
# Phinthu, then vowels below, vowels above, nikhahit, tones, other signs above, vowels behind.
_ORDER = (
    "\u0e3a",
    "\u0e38\u0e39",
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47",
    _NIKHAHIT,
    "\u0e48\u0e49\u0e4a\u0e4b",
    "\u0e4c\u0e4e",
    f"\u0e30{_SARA_AA}{_SARA_AM}\u0e45",
)
_RANK = {mark: rank for rank, marks in enumerate(_ORDER) for mark in marks}
_MARKS = re.compile(f"[{''.join(_ORDER)}]{{2,}}")
# Marks that hang on a letter, and characters without a shape.
_WITHOUT_A_PLACE = frozenset({"Mn", "Me", "Cc", "Cf"})


def normalise(text: str) -> str:
    """Return the text in the one spelling in which texts are compared.

    Unicode normal form C; ํา is ำ and เเ is แ; vowels stand before tones; digits are Arabic;
    zero-width characters are gone; each run of white space is one space, none at the ends.
    A text that is normalised stays as it is.
    """
    while (spelt := _one_pass(text)) != text:
        text = spelt
    return text


def squeeze(text: str) -> str:
    """Return the normalised text without any white space, to compare texts across line ends."""
    return normalise("".join(text.split()))


def clusters(text: str) -> int:
    """Return how many places Thai justification counts in the text.

    A place is a grapheme cluster: a letter with its marks, where ำ belongs to its consonant.
    Zero-width characters and marks are never places of their own, so the places of two texts
    are the sum of each; a space is a place.
    """
    return sum(
        character != _SARA_AM and unicodedata.category(character) not in _WITHOUT_A_PLACE
        for character in text
    )


def _one_pass(text: str) -> str:
    visible = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    spelt = _LAKKHANGYAO.sub(_SARA_AA, visible.replace("เเ", "แ"))
    return to_arabic(" ".join(_MARKS.sub(_in_order, spelt).split()))


def _in_order(found: re.Match[str]) -> str:
    marks = sorted(found[0], key=_RANK.__getitem__)
    behind = next((place for place, mark in enumerate(marks) if mark in _ORDER[-1]), None)
    if behind is not None and marks[behind] == _SARA_AA and _NIKHAHIT in marks:
        marks[behind] = _SARA_AM
        marks.remove(_NIKHAHIT)
    return "".join(marks)
