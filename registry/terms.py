"""Terms: turns what somebody typed into what a record must hold to be found.

Nothing typed is an operator but the quotation mark: several words must all occur, "quoted" ones
together. A number typed alone means that number, so 32 finds ตก ๐๑๓๒/๓๒ and not ตก ๐๑๓๒/๑๓๒;
within quotation marks it is three characters like any others.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from registry.titles import NEVER_NOUNS, TITLES, without_title
from registry.words import CLOSE, EDGE, OPEN, search_form

if TYPE_CHECKING:
    from collections.abc import Iterator


class Field(StrEnum):
    """Where in a record a term may occur; the index has a column for each."""

    NUMBERS = "numbers"
    SUBJECT = "subject"
    WHO = "who"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Characters that stand together in a search form, in one field or, without one, in any."""

    form: str
    field: Field | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing that must occur: one of the parts, or the whole word `token` in `field`.

    `word` is the term as a whole word, which is a better hit than a part of one; `number` says
    that the parts are a whole number themselves.
    """

    parts: tuple[Part, ...] = ()
    token: str = ""
    field: Field | None = None
    word: str = ""
    number: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """What to point at in a text that is found."""
        return tuple(part.form.strip(EDGE) for part in self.parts) or (search_form(self.token),)


_QUOTED = re.compile('"([^"]*)"')
_CODE = (
    r"(?P<letters>[ก-ฮ]{2,6})\.? ?(?P<owner>(?:\( ?[ก-ฮ]{1,4} ?\) ?)?"
    r"[0-9]{1,6}(?: ?\. ?[0-9]{1,6})*)"
)
_CIRCULAR = r"ว ?\.? ?"
_ANY_LABEL = "(?:(?:เลข|คำสั่ง|หนังสือ|ประกาศ|บันทึก|ครั้ง)?ที่ ?)?"
_LETTER = rf"{_ANY_LABEL}{_CODE} ?/ ?(?P<circular>{_CIRCULAR})?(?P<running>[0-9]+)"
_SLASHED = (
    rf"{_ANY_LABEL}(?P<slashed>[0-9]+(?:\.[0-9]+)*(?: ?/ ?(?:{_CIRCULAR})?[0-9]+(?:\.[0-9]+)*)+)"
)
_BARE_CIRCULAR = rf"{_ANY_LABEL}{_CIRCULAR}(?P<bare>[0-9]+)(?: ?/ ?[0-9]{{4}})?"
_DIGITS = r"(?:(?:เลข)?ที่ ?)?(?P<digits>[0-9]+(?:[.,:-][0-9]+)*)"
_NUMBER = re.compile(
    rf"(?<![^\s(\[,;:])(?:{_LETTER}|{_SLASHED}|{_BARE_CIRCULAR}|{_DIGITS})(?=[\s)\],;:.!?]|$)"
)
# กรม ๓๒/๒๕๖๓ is a word and the number of an order, not the letter 2563 of office กรม 32.
_OF_A_YEAR = re.compile("(?P<running>[0-9]{1,3}) ?/ ?(?P<year>2[4-9][0-9]{2}|[4-9][0-9])")
_SHORT_YEAR = 2
_WHOLE_NUMBER = re.compile("(?:เลข)?(?:ที่ ?)?(?P<digits>[0-9]+)")
_WHOLE_CIRCULAR = re.compile(rf"(?:(?:เลข)?ที่ ?)?{_BARE_CIRCULAR}")


def free_terms(plain: str) -> Iterator[Term]:
    """Read words that may occur anywhere; the text is a `registry.words.plain_form`, as below."""
    for place, stretch in enumerate(_QUOTED.split(plain)):
        if place % 2:
            yield from _literal(stretch)
        else:
            yield from _unquoted(stretch.replace('"', " "))


def subject_terms(plain: str) -> Iterator[Term]:
    """Read words that must occur in the subject."""
    for term in free_terms(plain):
        parts = tuple(
            replace(part, field=Field.SUBJECT)
            for part in term.parts
            if part.field in {None, Field.SUBJECT}
        )
        yield replace(term, parts=parts, field=Field.SUBJECT)


def person_terms(plain: str) -> Iterator[Term]:
    """Read a name, with or without its title; the words of the name may stand apart."""
    words = [word for word in map(_without_punctuation, plain.split()) if word]
    names = [word for word in words if word not in TITLES] or words
    for name in names:
        bare = without_title(name) or name
        yield Term(parts=(Part(form=_open(search_form(bare)), field=Field.WHO),), word=bare)


def number_terms(plain: str) -> Iterator[Term]:
    """Read a number, which must be the whole number of a record, however much of it is typed."""
    plain = _without_punctuation(plain)
    if found := _WHOLE_NUMBER.fullmatch(plain):
        yield Term(token=_without_zeros(found["digits"]), field=Field.NUMBERS)
    elif found := _WHOLE_CIRCULAR.fullmatch(plain):
        yield Term(token=f"ว{_without_zeros(found['bare'])}", field=Field.NUMBERS)
    elif found := re.fullmatch(_LETTER, plain):
        parts = (Part(form=EDGE + form, field=Field.NUMBERS) for form in _letter_forms(found))
        yield Term(parts=tuple(parts), number=True)
    elif found := re.fullmatch(_SLASHED, plain):
        edge = EDGE if _OF_A_YEAR.fullmatch(found["slashed"]) else ""
        parts = (
            Part(form=edge + form, field=Field.NUMBERS) for form in _slashed_forms(found["slashed"])
        )
        yield Term(parts=tuple(parts), number=True)
    elif plain:
        yield Term(parts=(Part(form=search_form(plain), field=Field.NUMBERS),), number=True)


def _literal(phrase: str) -> Iterator[Term]:
    if form := _open(search_form(phrase)) if _without_punctuation(phrase) else "":
        yield Term(parts=(Part(form=form),), word=phrase.replace(" ", ""))


def _unquoted(stretch: str) -> Iterator[Term]:
    end = 0
    for found in _NUMBER.finditer(stretch):
        yield from _words(stretch[end : found.start()])
        yield from _numbers(found)
        end = found.end()
    yield from _words(stretch[end:])


def _numbers(found: re.Match[str]) -> Iterator[Term]:
    if found["letters"]:
        of_a_year = _OF_A_YEAR.fullmatch(f"{found['owner']}/{found['running']}")
        if of_a_year and not found["circular"]:
            yield from _words(found["letters"])
            yield _any_of(_slashed_forms(of_a_year[0]))
        else:
            yield _any_of(_letter_forms(found))
    elif found["slashed"]:
        yield _any_of(_slashed_forms(found["slashed"]))
    elif found["bare"]:
        yield Term(token=f"ว{found['bare']}", word=f"ว{found['bare']}")
    else:
        digits = found["digits"]
        forms = (digits, digits.replace(",", ""), _grouped(digits))
        yield replace(_any_of(map(search_form, forms)), word=digits, number=False)


def _any_of(forms: Iterator[str]) -> Term:
    return Term(parts=tuple(Part(form=form) for form in dict.fromkeys(forms)), number=True)


def _letter_forms(found: re.Match[str]) -> Iterator[str]:
    circulars = ("ว", "ว.") if found["circular"] else ("",)
    for dot in ("", "."):
        for circular in circulars:
            running = _without_zeros(found["running"])
            yield search_form(f"{found['letters']}{dot}{found['owner']}/{circular}{running}")


def _slashed_forms(slashed: str) -> Iterator[str]:
    yield search_form(re.sub(_CIRCULAR, "ว", slashed))
    if "ว" in slashed:
        yield search_form(re.sub(_CIRCULAR, "ว.", slashed))
    found = _OF_A_YEAR.fullmatch(slashed)
    if found and len(found["year"]) == _SHORT_YEAR:
        yield search_form(f"{found['running']}/25{found['year']}")


def _words(stretch: str) -> Iterator[Term]:
    words = [word for word in map(_without_punctuation, stretch.split()) if word]
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word not in TITLES or not without_title(word + following):
            yield _word(word, following)
        elif word not in NEVER_NOUNS:
            yield Term(parts=(*_name(word), *_name(following, Field.WHO)), word=word)


def _word(word: str, following: str) -> Term:
    """Read one word; a name is found without its title too."""
    parts = _name(word)
    if name := without_title(word):
        parts += _name(name, Field.WHO)
        if following:
            parts += _name(name + following)
    return Term(parts=parts, word=word)


def _name(word: str, field: Field | None = None) -> tuple[Part, ...]:
    return (Part(form=_open(search_form(word)), field=field),)


def _open(form: str) -> str:
    """Return the form of characters that may begin and end within a number."""
    return form.removeprefix(OPEN).removesuffix(CLOSE)


def _grouped(digits: str) -> str:
    """Return ๕๐๐๐๐ as 50,000."""
    if not digits.isdigit() or digits.startswith("0"):
        return digits
    first = len(digits) % 3
    return ",".join(
        filter(
            None, (digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3)))
        )
    )


def _without_zeros(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _without_punctuation(word: str) -> str:
    """Return the text without the punctuation around it, empty if there is nothing else."""
    places = [at for at, character in enumerate(word) if _is_searchable(character)]
    return word[places[0] : places[-1] + 1] if places else ""


def _is_searchable(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMNS"
