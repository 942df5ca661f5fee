"""Reservations and voids (จองเลข ยกเลิกเลข): numbers held for later, and cancelled for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from records.series import Circulars, Series, spelt, unit_of
from registry import denial, irregularity
from registry.acts import Corrected, Issued, Reserved, Transcribed, Voided
from registry.item import State
from registry.ledger import read_act, state_of
from registry.numbering import SHAPES, office_code
from registry.states import NEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from records.dates import ThaiDate
    from records.docnumber import DocumentNumber, OfficeCode
    from registry.ledger import Pen
    from registry.store import Reader
    from registry.wanted import Situation

MAX_BLOCK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Numbers to be held: how many, from which book and unit, why, and until which day."""

    book: str
    count: int = 1
    code: OfficeCode | None = None
    circular: bool = False
    reason: str
    until: ThaiDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A number in its series, as somebody named it."""

    series: Series
    running: int
    number: str


def reserve(pen: Pen, block: Block, situation: Situation) -> Reserved:
    """Hold the next numbers of a series.

    Raises:
        NumberError: there is no reason, the term is over, the block is too large, there is no such
            book, or the clock is behind.
    """
    _check_clock(pen, is_right=situation.clock_is_right)
    _check_reason(block.reason)
    if block.book not in SHAPES:
        raise denial.UnknownBookError(number="—", book=block.book, known=", ".join(SHAPES))
    _check_term(block.until, situation)
    if not 1 <= block.count <= MAX_BLOCK:
        raise denial.TooManyNumbersError(number="", count=block.count, limit=MAX_BLOCK)
    if block.book not in SHAPES:
        raise denial.UnknownBookError(number="", book=block.book, known=", ".join(SHAPES))
    rules = situation.office.numbering
    own_series = block.circular and rules.circulars is Circulars.SEPARATE
    book = "circulars" if own_series else block.book
    code = office_code(block.code, situation)
    series = Series(book, unit_of(code), rules.year(book, situation.today))
    known = pen.writer.series_named(str(series))
    first = known.highest + 1 if known else 1
    number = spelt(series, first, shape=SHAPES[book], circular=block.circular)
    return _reserved(pen, series, (first, first + block.count - 1), number, block)


def renew(pen: Pen, found: Found, reason: str, until: ThaiDate, situation: Situation) -> Reserved:
    """Hold a reserved number for longer.

    Raises:
        NumberError: it is not reserved, there is no reason, the new term is over, or the clock is
            behind.
    """
    _check_clock(pen, is_right=situation.clock_is_right)
    _check_reason(reason)
    _check_term(until, situation)
    row = state_of(pen.writer, str(found.series), found.running)
    if row is None or row.state != State.RESERVED:
        raise denial.NotReservedError(number=found.number)
    again = Block(book=found.series.book, reason=reason, until=until)
    return _reserved(pen, found.series, (found.running, found.running), found.number, again)


def void(pen: Pen, found: Found, reason: str, *, clock_is_right: bool = False) -> Voided:
    """Cancel a number for ever.

    Raises:
        NumberError: there is no reason, the number was never given or is void already, or the
            clock is behind.
    """
    _check_clock(pen, is_right=clock_is_right)
    _check_reason(reason)
    row = state_of(pen.writer, str(found.series), found.running)
    if row is None:
        raise denial.NothingToVoidError(number=found.number)
    if State.VOIDED not in NEXT[State(row.state)]:
        raise denial.VoidAgainError(number=found.number)
    act = pen.append(
        Voided,
        series=str(found.series),
        running=found.running,
        number=found.number,
        reason=reason.strip(),
        of=row.entries[0],
    )
    return cast("Voided", act)


def corrected(reader: Reader, found: Found) -> Corrected:
    """Return the record that bears a number, as one that is to be corrected.

    Raises:
        NumberError: none bears it.
    """
    row = state_of(reader, str(found.series), found.running)
    for place in row.entries if row else ():
        if isinstance(read_act(reader, place), (Issued, Transcribed)):
            return Corrected(number=found.number, entry=place)
    raise denial.NothingToCorrectError(number=found.number)


def find(
    reader: Reader, number: DocumentNumber, situation: Situation, book: str = "", year: int = 0
) -> Found:
    """Return the series and running number that somebody means by a number.

    Raises:
        NumberError: it has no running number, or several books could have given it.
    """
    if number.running is None:
        raise denial.NeverGivenError(number=number)
    candidates = list(_candidates(number, situation, book, year))
    if not candidates:
        raise denial.UnknownBookError(number=number, book=book, known=", ".join(SHAPES))
    given = [s for s in candidates if state_of(reader, str(s), number.running)]
    several = given or candidates
    if len(several) > 1 and number.year_be and not book:
        several = given or [s for s in candidates if s.book == "orders"]
    if len(several) > 1:
        books = ", ".join(series.book for series in several)
        raise denial.AmbiguousNumberError(number=number, books=books)
    return Found(series=several[0], running=number.running, number=str(number))


def find_plain(running: int, situation: Situation, book: str, year: int = 0) -> Found:
    """Return the number of a book whose numbers are nothing but numbers, such as those received.

    Raises:
        NumberError: the book's numbers are written in another way.
    """
    plain = [name for name, shape in SHAPES.items() if shape == "plain"]
    if book not in plain or running < 1:
        raise denial.UnknownBookError(number=running, book=book or "—", known=", ".join(plain))
    rules, code = situation.office.numbering, office_code(None, situation)
    series = Series(book, unit_of(code), year or rules.year(book, situation.today))
    number = spelt(series, running, shape=SHAPES[book], circular=False)
    return Found(series=series, running=running, number=number)


def _candidates(
    number: DocumentNumber, situation: Situation, book: str, year: int
) -> Iterator[Series]:
    """Yield the series in which a number of this spelling can stand."""
    rules = situation.office.numbering
    code = office_code(number.code, situation)
    shape = "letter" if number.code else "year"
    books = [name for name, spelling in SHAPES.items() if spelling == shape]
    separate = rules.circulars is Circulars.SEPARATE
    for name in books:
        if shape == "letter" and name != ("circulars" if number.circular and separate else "sent"):
            continue
        if not book or name == book:
            current = number.year_be or year or rules.year(name, situation.today)
            yield Series(name, unit_of(code), current)


def numbers_of(act: Reserved) -> list[str]:
    """Return every number that a reservation holds, as printed."""
    series = Series.parse(act.series)
    shape, circular = SHAPES[series.book], "ว" in act.number.partition("/")[2]
    runnings = range(act.first, act.last + 1)
    return [spelt(series, running, shape=shape, circular=circular) for running in runnings]


def _reserved(
    pen: Pen, series: Series, span: tuple[int, int], number: str, block: Block
) -> Reserved:
    fields: Mapping[str, object] = {
        "series": str(series),
        "first": span[0],
        "last": span[1],
        "number": number,
        "reason": block.reason.strip(),
        "until": block.until.date.isoformat(),
    }
    return cast("Reserved", pen.append(Reserved, **fields))


def _check_clock(pen: Pen, *, is_right: bool) -> None:
    """Refuse a clock that went back by a day; by less, the moments of the entries say so."""
    for _ in irregularity.clock(pen.writer, pen.at, is_right=is_right):
        pass


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise denial.ReasonMissingError(number="")


def _check_term(until: ThaiDate, situation: Situation) -> None:
    if until < situation.today:
        raise denial.ReservationTermError(number="", until=until)
