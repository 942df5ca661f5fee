"""Words: what cells say beside facts: “the same as above”, “nothing”, “cancelled”, “total”."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from records.spelling import normalise, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

_AROUND = "()[]{}*“”\"'-–—.: "
_LONGEST_MARK = 20
_LETTER = re.compile("[ก-๙]")


@cache
def data() -> Any:
    """Return heads.yaml."""
    text = files("registry.transcription").joinpath("heads.yaml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


def is_ditto(text: str) -> bool:
    """Say whether a cell repeats the one above: ″, 〃, - ” -, ditto."""
    if len(text) > _LONGEST_MARK:
        return False
    mark = re.sub(r"[\s.–—-]", "", text).casefold()
    marks = _marks("ditto")
    return mark in marks or (bool(mark) and all(each in marks for each in mark))


def is_nothing(text: str) -> bool:
    """Say whether a cell says that there is nothing: blank, a dash, ไม่มี."""
    return len(text) <= _LONGEST_MARK and (
        (mark := squeeze(text)) == "" or mark in _marks("nothing")
    )


def is_total(text: str) -> bool:
    """Say whether a row that begins so adds up others."""
    return squeeze(text[:_LONGEST_MARK]).casefold().startswith(_words("totals"))


def says_voided(subject: str, others: Iterable[str]) -> bool:
    """Say whether a row's subject, note or action says that its number was cancelled."""
    if _bare(subject) in _voided("whole") or _set_apart().search(normalise(subject)):
        return True
    return any(_begins_voided(text) for text in others)


def may_say_voided(text: str) -> bool:
    """Say whether a text speaks of cancelling at all."""
    return data()["voided"]["word"] in normalise(text)


def without_voided(number: str) -> str:
    """Return a number without the word for “cancelled” beside it: 32 (ยกเลิก)."""
    word: str = data()["voided"]["word"]
    return number.replace(word, "").strip(_AROUND) if word in number else number


def _begins_voided(text: str) -> bool:
    bare, word = _bare(text), data()["voided"]["word"]
    if bare in _voided("whole") or bare.replace(" ", "").startswith(_voided("begins")):
        return True
    rest = bare.removeprefix(word)
    return rest != bare and not _LETTER.match(rest)


def _bare(text: str) -> str:
    return normalise(text).strip(_AROUND).casefold()


@cache
def _set_apart() -> re.Pattern[str]:
    """Match (ยกเลิก) or *ยกเลิก* at either end of a subject."""
    word = f"[(\\[*]+ ?{data()['voided']['word']} ?[)\\]*]+"
    return re.compile(f"^{word}|{word}$")


@cache
def _marks(name: str) -> frozenset[str]:
    return frozenset(data()[name])


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(data()[name])


@cache
def _voided(name: str) -> tuple[str, ...]:
    return tuple(data()["voided"][name])
