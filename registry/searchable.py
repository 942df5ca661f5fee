"""Searchable: turns a line of the books into what can be found of it, field by field."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from records.digits import to_arabic
from records.docnumber import DocumentNumber, NotANumber
from registry.titles import without_title
from registry.words import joined, plain_form, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.item import Item

Plain = tuple[tuple[str, ...], ...]
"""Texts of plain form, field by field in the order of `registry.terms.Field`."""

_DIGITS = re.compile("[0-9]+")
_LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """The texts of a line in which somebody may look for something, as they were written."""

    numbers: tuple[str, ...]
    subject: str
    who: tuple[str, ...]
    rest: tuple[str, ...]

    @classmethod
    def of(cls, item: Item) -> Self:
        """Return the texts of the line."""
        number = item.number or (str(item.running) if item.running else "")
        with_year = f"{number}/{item.year}" if to_arabic(number).isdecimal() else ""
        return cls(
            numbers=_filled(number, with_year, item.their_number),
            subject=item.subject,
            who=_filled(*item.people, item.sender, item.to),
            rest=_filled(item.text, item.note, item.file_code),
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Return the texts that `pack` put together."""
        numbers, subject, who, rest = json.loads(
            zlib.decompress(packed).decode(errors="surrogatepass")
        )
        return cls(numbers=tuple(numbers), subject=subject, who=tuple(who), rest=tuple(rest))

    def pack(self) -> bytes:
        """Return the texts in few bytes."""
        fields = [self.numbers, self.subject, self.who, self.rest]
        text = json.dumps(fields, ensure_ascii=False).encode(errors="surrogatepass")
        return zlib.compress(text, _LEVEL)

    def plain(self) -> Plain:
        """Return the texts in the spelling in which they are compared, field by field."""
        fields = (self.numbers, (self.subject,), self.who, self.rest)
        return tuple(tuple(map(plain_form, texts)) for texts in fields)


def forms(plain: Plain) -> tuple[str, ...]:
    """Return the search form of each field."""
    return tuple(map(joined, plain))


def whole_words(plain: Plain) -> tuple[frozenset[str], ...]:
    """Return the words of each field; of the numbers, only those that they end in."""
    numbers, subject, who, rest = plain
    return (
        frozenset(word for number in numbers for word in _running(number)),
        frozenset(word for text in subject for word in words(text)),
        frozenset(word for name in who for word in _names(name)),
        frozenset(word for text in rest for word in words(text)),
    )


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _names(who: str) -> frozenset[str]:
    """Return the words of a name or a post, and each name whole: no dictionary has them all."""
    runs = who.split()
    return words(who).union(runs, filter(None, map(without_title, runs)))


def _running(number: str) -> Iterator[str]:
    """Yield what somebody may call a record: 7 and ว7 for ตก ๐๑๓๒/ว ๗.

    Other offices write numbers of any shape; each group of digits may be the running one then.
    """
    try:
        parsed = DocumentNumber.parse(number)
    except NotANumber:
        for digits in _DIGITS.findall(number):
            yield digits.lstrip("0") or "0"
        return
    if parsed.running is not None:
        yield str(parsed.running)
        if parsed.circular:
            yield f"ว{parsed.running}"
