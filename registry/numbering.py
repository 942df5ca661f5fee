"""Numbering (การออกเลขที่): what number a record gets, and the act that gives it.

`plan` says what would happen and changes nothing. `issue` plans again with the pen in hand, so
that between a plan and its act nobody else's act is overlooked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from records.series import Circulars, Series, spelt, unit_of
from registry import denial, irregularity
from registry.acts import Issued, Reserved, Voided
from registry.irregularity import day_of
from registry.item import State
from registry.ledger import read_act, state_of
from registry.wanted import Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from records.dates import ThaiDate
    from records.docnumber import DocumentNumber, OfficeCode
    from registry.errors import NumberError
    from registry.ledger import Pen
    from registry.store import NumberRow, Reader
    from registry.wanted import Paper, Papers, Situation, Wanted

# How a book's numbers are spelt: letter ตก ๐๑๓๒/๓๒, year ๓๒/๒๕๖๓, plain ๓๒.
SHAPES = {
    "sent": "letter",
    "circulars": "letter",
    "orders": "year",
    "announcements": "year",
    "certificates": "year",
    "meetings": "year",
    "received": "plain",
}
EXAMPLES = {"letter": "ตก ๐๑๓๒/๓๒", "year": "๓๒/๒๕๖๓", "plain": "๓๒"}


def plan(reader: Reader, wanted: Wanted, situation: Situation) -> Plan:
    """Say which number a record would get, and what would be irregular about it.

    Raises:
        NumberError: it cannot have one, or not the one that it asks for.
    """
    remarks = list(irregularity.clock(reader, situation.now, is_right=situation.clock_is_right))
    remarks += irregularity.dated(wanted.day, situation.today)
    remarks += irregularity.terms(situation.office, wanted.signers, wanted.day)
    if wanted.book is None:
        if wanted.asked and wanted.asked.running is not None:
            raise denial.UnnumberedKindError(number=wanted.asked, kind=wanted.kind)
        return Plan(irregular=tuple(remarks))
    series = series_of(wanted, situation)
    if wanted.asked and wanted.asked.running is not None:
        running = wanted.asked.running
        _check_held(reader, series, wanted.asked, situation.today)
    else:
        _check_year(series, wanted, situation)
        known = reader.series_named(str(series))
        running = known.highest + 1 if known else 1
    remarks += irregularity.out_of_order(reader, str(series), running, wanted.day)
    number = spelt(series, running, shape=SHAPES[wanted.book], circular=wanted.circular)
    return Plan(series=series, running=running, number=number, irregular=tuple(remarks))


def issue(pen: Pen, wanted: Wanted, planned: Plan, papers: Papers) -> Issued:
    """Freeze a record and give it its planned number, for ever.

    Raises:
        NumberError: the number was given meanwhile.
    """
    _check_still(pen.writer, wanted, planned)
    fields: dict[str, object] = {
        "kind": wanted.kind,
        "date": wanted.day.date.isoformat(),
        "subject": "" if wanted.secrecy else wanted.subject,
        "record": pen.writer.keep(papers.record),
    }
    if planned.series:
        fields |= {
            "series": str(planned.series),
            "running": planned.running,
            "number": planned.number,
        }
    if papers.office_sheet is not None:
        fields["office_sheet"] = pen.writer.keep(papers.office_sheet)
    fields |= {name: value for name, value in _optional(wanted, planned, papers) if value}
    for name in ("attachments", "files"):
        if kept := keep(pen, getattr(papers, name)):
            fields[name] = kept
    act = cast("Issued", pen.append(Issued, **fields))
    if papers.draft:
        pen.writer.put_draft(papers.sheet, papers.draft, act.entry)
    return act


def _optional(wanted: Wanted, planned: Plan, papers: Papers) -> Iterator[tuple[str, object]]:
    """Yield the fields that are left out where they say nothing; a secret has no particulars."""
    open_to_all = not wanted.secrecy
    yield "to", wanted.to if open_to_all else ""
    yield "sender", wanted.sender
    people = wanted.signers if open_to_all else ()
    yield (
        "signers",
        [{"name": each.name, "position": " ".join(each.position_lines)} for each in people],
    )
    yield "sheet", papers.sheet
    yield "draft", papers.draft
    yield "irregular", [remark.model_dump() for remark in planned.irregular]
    yield "secrecy", wanted.secrecy
    yield "corrects", wanted.corrects.model_dump() if wanted.corrects else None
    yield "reason", wanted.reason


def keep(pen: Pen, papers: Sequence[Paper]) -> list[dict[str, object]]:
    """Store files and return what an entry says of them (registry.acts.File)."""
    return [
        {
            "name": paper.name,
            "sha256": pen.writer.keep(paper.data),
            "size": len(paper.data),
            "form": paper.form,
            "pages": paper.pages,
        }
        for paper in papers
    ]


def series_of(wanted: Wanted, situation: Situation) -> Series:
    """Return the series that a record counts in.

    Raises:
        NumberError: the office has no code, or the number asked for is not of this series' kind.
    """
    _check_spelling(wanted)
    office = situation.office
    book = wanted.book or ""
    code = office_code(wanted.asked.code if wanted.asked else None, situation)
    if wanted.circular and office.numbering.circulars is Circulars.SEPARATE:
        book = "circulars"
    year = office.numbering.year(book, wanted.day)
    if wanted.asked and wanted.asked.year_be:
        year = wanted.asked.year_be
    return Series(book, unit_of(code), year)


def office_code(asked: OfficeCode | None, situation: Situation) -> OfficeCode:
    """Return the code that a number begins with: the office's own, or one of its sub-units'.

    Raises:
        NumberError: the office has no code, or the code is another office's.
    """
    own = situation.office.code
    if own is None:
        raise denial.NoCodeError(number="")
    if asked is None:
        return own
    same = (asked.letters, asked.owner) == (own.letters, own.owner)
    if not same or asked.units[: len(own.units)] != own.units:
        raise denial.ForeignCodeError(number=asked, code=own)
    return asked


def _check_spelling(wanted: Wanted) -> None:
    """Refuse a number that is typed as another book's are, rather than print another one."""
    asked, shape = wanted.asked, SHAPES[wanted.book or ""]
    if asked is None:
        return
    typed = "letter" if asked.code else "year"
    if typed != shape or asked.circular != wanted.circular:
        raise denial.OtherBookError(number=asked, book=wanted.book, example=EXAMPLES[shape])


def _check_still(reader: Reader, wanted: Wanted, planned: Plan) -> None:
    """Refuse a plan that somebody else's act has overtaken."""
    if planned.series is None or planned.running is None:
        return
    if wanted.asked and wanted.asked.running is not None:
        return  # its state says whether it is still held
    known = reader.series_named(str(planned.series))
    if planned.running != (known.highest + 1 if known else 1):
        raise denial.GivenMeanwhileError(number=planned.number)


def _check_year(series: Series, wanted: Wanted, situation: Situation) -> None:
    """Refuse a new number of a year that is over or has not begun."""
    current = situation.office.numbering.year(series.book, situation.today)
    if series.year != current:
        raise denial.OtherYearError(number="", date=wanted.day, year=series.year, current=current)


def _check_held(reader: Reader, series: Series, number: DocumentNumber, today: ThaiDate) -> None:
    """Refuse a number that is not held for somebody to use."""
    row = state_of(reader, str(series), number.running or 0)
    if row is None:
        raise denial.NeverGivenError(number=number)
    act = read_act(reader, row.entries[-1])
    if isinstance(act, Reserved):
        until = day_of(act.until)
        if until and until < today:
            raise denial.ReservationOverError(number=number, until=until)
        return
    raise _REFUSALS.get(State(row.state), _used)(reader, number, row)


def check_not_void(reader: Reader, act: Issued) -> None:
    """Refuse a record whose number was voided.

    Raises:
        VoidedNumberError: it was.
    """
    row = state_of(reader, act.series or "", act.running or 0)
    if row and row.state == State.VOIDED:
        last = read_act(reader, row.entries[-1])
        reason = last.reason if isinstance(last, Voided) else "—"
        raise denial.VoidedNumberError(number=act.number, reason=reason)


def _used(reader: Reader, number: DocumentNumber, row: NumberRow) -> NumberError:
    subject = getattr(read_act(reader, row.entries[0]), "subject", "")
    return denial.AlreadyUsedError(number=number, subject=subject or "—")


def _voided(reader: Reader, number: DocumentNumber, row: NumberRow) -> NumberError:
    act = read_act(reader, row.entries[-1])
    reason = act.reason if isinstance(act, Voided) else "—"
    return denial.VoidedNumberError(number=number, reason=reason)


def _lost(_reader: Reader, number: DocumentNumber, _row: NumberRow) -> NumberError:
    return denial.LostNumberError(number=number)


_REFUSALS: dict[State, Callable[[Reader, DocumentNumber, NumberRow], NumberError]] = {
    State.VOIDED: _voided,
    State.LOST: _lost,
}
