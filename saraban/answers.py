"""Answers: reads what stands in options and arguments as the values of the office."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, TypeVar

from records.dates import FIRST_YEAR, LAST_YEAR, ThaiDate
from records.digits import to_arabic
from records.docnumber import DocumentNumber
from records.errors import Problem
from records.unreadable import Unreadable, quoted
from registry.irregularity import BANGKOK
from saraban.errors import WrongAnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
NOON = time(12)
NONE = "none"
LONGEST = 300
# Since 2484 a year has begun on 1 January; a survey counts also from the year before.
FIRST_LIKE_OURS = 2484
FOR_EVER = ("ตลอดไป", "ห้ามทำลาย", "0", "for ever", "forever")


class TooLong(Unreadable):
    """Text that does not fit into an entry of the log."""

    sentence = "this must be one line of at most {limit} letters"


class NoYear(Unreadable):
    """Text that is no year until which a record is kept."""

    sentence = "“{text}” is no year of the Buddhist era, such as 2575, and not ตลอดไป"


class NoSeries(Unreadable):
    """Text that does not name a series and its highest number."""

    sentence = "“{text}” names no series with its highest number, such as sent/ตย 0132/2569=57"


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


def words(field: str, text: str) -> str:
    """Return an answer as an entry of the log takes it: one line that is not too long.

    Raises:
        WrongAnswerError: it is longer, or holds what cannot be seen.
    """
    return read(field, text.strip(), _seen)


def _seen(text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise TooLong(limit=LONGEST)
    return text


def keep_until(field: str, text: str) -> int | None:
    """Return the Buddhist year until whose end a record is kept, 0 for ever, None without words.

    Raises:
        WrongAnswerError: it is no year of the Buddhist era, nor ตลอดไป.
    """
    return read(field, text, year_kept) if text.strip() else None


def survey_year(field: str, year: int) -> int:
    """Return a Buddhist year in which a survey can have been made.

    Raises:
        WrongAnswerError: it is none.
    """
    return read(field, str(year), _year_like_ours)


def _year_like_ours(text: str) -> int:
    if not FIRST_LIKE_OURS < int(text) <= LAST_YEAR:
        raise NoYear(text=quoted(text))
    return int(text)


def year_kept(text: str) -> int:
    """Return the year of 2575, พ.ศ. ๒๕๗๕ or ตลอดไป, which is 0.

    Raises:
        NoYear: it is none.
    """
    words = to_arabic(text).removeprefix("เก็บถึง").strip().removeprefix("พ.ศ.").strip()
    if words in FOR_EVER:
        return 0
    if words.isdecimal() and FIRST_YEAR <= int(words) <= LAST_YEAR:
        return int(words)
    raise NoYear(text=quoted(text))


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


def utc(moment: datetime) -> datetime:
    """Return a moment as the log writes it."""
    return moment.astimezone(UTC)


def highest(field: str, answers: Sequence[str]) -> dict[str, int]:
    """Return the highest numbers that answers such as sent/ตย 0132/2569=57 name; none = nothing.

    Raises:
        WrongAnswerError: one is no such answer.
    """
    found: dict[str, int] = {}
    for answer in answers:
        if answer.strip() == NONE:
            continue
        series, mark, running = to_arabic(answer).rpartition("=")
        if not mark or not running.strip().isdecimal():
            problem = Problem(
                file="", line=0, sentence=NoSeries.sentence, facts=(("text", answer),)
            )
            raise WrongAnswerError(field=field, problem=problem)
        found[series.strip()] = int(running)
    return found


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
