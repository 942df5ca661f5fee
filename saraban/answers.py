"""Answers: reads what stands in options and arguments as the values of the office."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, TypeVar

from records.dates import ThaiDate
from records.digits import to_arabic
from records.docnumber import DocumentNumber
from records.errors import Problem
from records.unreadable import Unreadable
from registry.irregularity import BANGKOK
from saraban.errors import WrongAnswerError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
NOON = time(12)


class NoTime(Unreadable):
    """Text that is no time of a day."""

    sentence = "“{text}” is no time of the day, such as 09:30"


def day(field: str, text: str) -> ThaiDate:
    """Return the day that an answer names, in any style.

    Raises:
        WrongAnswerError: it names none.
    """
    return read(field, text, ThaiDate.parse)


def number(field: str, text: str) -> DocumentNumber:
    """Return the document number that an answer names.

    Raises:
        WrongAnswerError: it names none.
    """
    return read(field, text, DocumentNumber.parse)


def moment(field: str, text: str, now: datetime) -> datetime:
    """Return the day and time (Bangkok) of an answer such as 22 พ.ย. 2569 09:30.

    Without a time it is noon, or now if the day is today; without words it is now.

    Raises:
        WrongAnswerError: it names no day, or no time.
    """
    local = now.astimezone(BANGKOK)
    if not text.strip():
        return local
    words, _, clock = to_arabic(text).removesuffix("น.").strip().rpartition(" ")
    clock = clock.replace(".", ":")
    if ":" in clock and clock.replace(":", "").isdigit():
        try:
            hour = time.fromisoformat(clock.zfill(5))
        except ValueError as error:
            problem = Problem(file="", line=0, sentence=NoTime.sentence, facts=(("text", clock),))
            raise WrongAnswerError(field=field, problem=problem) from error
        return datetime.combine(day(field, words).date, hour, BANGKOK)
    found = day(field, text).date
    if found == local.date():
        return local
    return datetime.combine(found, NOON, BANGKOK)


def read(field: str, text: str, parse: Callable[[str], T]) -> T:
    """Return an answer read by a function of the records.

    Raises:
        WrongAnswerError: it cannot be read so.
    """
    try:
        return parse(text)
    except Unreadable as error:
        facts = tuple(error.facts.items())
        problem = Problem(file="", line=0, sentence=error.sentence, facts=facts)
        raise WrongAnswerError(field=field, problem=problem) from error
