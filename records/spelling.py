"""Thai spelling: turns text that looks the same on paper into text that is the same.

PyThaiNLP's `reorder_vowels` knows the order of Thai marks and the two spellings of ำ and แ. It
makes one pass and leaves Unicode's own normal form, digits, U+00A0 and most invisible characters
to us, so its rules are repeated here, with those, until nothing changes.
"""

from __future__ import annotations

import unicodedata

from records.digits import to_arabic

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_SARA_AM = "\u0e33"
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
    # PyThaiNLP takes some 70 ms to import; --help must not wait for it.
    from pythainlp.util import reorder_vowels  # noqa: PLC0415

    visible = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return to_arabic(" ".join(reorder_vowels(visible).split()))
