"""Books (ทะเบียนและบัญชี): turns items of the register into the sheets that an office knows.

What each book is called and which columns it has is data (books.yaml).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml

from records.dates import FIRST_DAY, LAST_DAY, ThaiDate
from records.digits import to_thai
from records.kinds.register_sheet import RegisterSheet, SheetColumn, SheetRow, SigningPlace
from records.record import Secrecy
from registry.cells import CELLS, Entry, Mark
from registry.item import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from registry.item import Item

BANGKOK = ZoneInfo("Asia/Bangkok")
FREE = "เลขว่าง ไม่มีรายการในทะเบียน"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookColumn:
    """A column: its id, Thai head, width in mm, and the function of registry/cells.py for it."""

    id: str
    title: str
    width: float
    value: str
    align: str = "left"
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book of the office, or a list that is made from the books.

    `form` is its form in regulation 2526, None = none set; `numbers` how its numbers are spelt
    (letter, year, plain, meeting); `secret` = kept apart and never exported unasked; `daily` = the
    day of registration stands above its lines; `listed` = its lines are counted, not numbered;
    `foot` says as what people sign below.
    """

    id: str
    thai: str
    english: str
    source: str
    columns: tuple[BookColumn, ...]
    form: int | None = None
    numbers: str = "plain"
    secret: bool = False
    daily: bool = False
    listed: bool = False
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How much of a book is printed, when, and what stands beside its lines.

    `total` is how many lines the book has, None = all of them are here; `marks` stand beside items
    by their `entry`; `fiscal` = its numbers begin on 1 October; `printed` is the day of printing.
    """

    fiscal: bool = False
    total: int | None = None
    printed: ThaiDate | None = None
    marks: Mapping[int, Mark] | None = None
    foot: tuple[SigningPlace, ...] | None = None


WHOLE = Listing()


def sheet(
    book: Book,
    items: Sequence[Item],
    office_name: str,
    year: int,
    listing: Listing = WHOLE,
) -> RegisterSheet:
    """Return a book as it stands on paper, by running number; a list stays in the order given.

    A cancelled number keeps its place, struck through; a number of a whole book that has no line
    is said to be free.
    """
    whole = listing.total is None or listing.total <= len(items)
    secret = {item.secrecy for item in items} if book.secret else set()
    return RegisterSheet.model_validate(
        {
            "date": listing.printed,
            "secrecy": _secrecy(secret) if book.secret else None,
            "form_number": f"แบบที่ {to_thai(str(book.form))}" if book.form else None,
            "title_lines": (book.thai, office_name, _year(year, listing)),
            "columns": [_column(column) for column in book.columns],
            "rows": tuple(_rows(book, items, listing.marks or {}, gaps=whole and not book.listed)),
            "warning": None if whole else _warning(len(items), listing.total or 0),
            "foot": _foot(book) if listing.foot is None else listing.foot,
        }
    )


def rows_json(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the lines of a book for programs: ISO dates, Arabic numbers, numbers as printed.

    What a line does not say is null, and the words that are there for searching are left out.
    """
    return [_row_json(item) for item in items]


def registered(item: Item) -> ThaiDate | None:
    """Return the day in Bangkok on which a line was registered; None where nobody knows.

    A line copied from an older book was keyed long after, so only its day of receipt counts.
    """
    if item.received:
        day = item.received.astimezone(BANGKOK).date()
    elif item.state in (State.TRANSCRIBED, State.LOST):
        return None
    else:
        day = item.at.astimezone(BANGKOK).date()
    return ThaiDate(day) if FIRST_DAY <= day <= LAST_DAY else None


def _rows(
    book: Book, items: Sequence[Item], marks: Mapping[int, Mark], *, gaps: bool
) -> Iterator[SheetRow]:
    if book.listed:
        for place, item in enumerate(items, 1):
            yield _row(book, Entry(item=item, place=place, mark=marks.get(item.entry, Mark())))
        return
    place = 0
    day: ThaiDate | None = None
    in_order = sorted(items, key=lambda item: (item.year, item.unit, item.running or 0, item.entry))
    for _, series in groupby(in_order, key=lambda item: (item.year, item.unit)):
        last = 0
        for item in series:
            running = item.running or last
            if gaps and running > last + 1:
                yield _free(book, last + 1, running - 1, day)
            place, last = place + 1, running
            entry = Entry(item=item, place=place, mark=marks.get(item.entry, Mark()))
            day = _day(book, item, day)
            yield _row(book, entry, day)


def _day(book: Book, item: Item, before: ThaiDate | None) -> ThaiDate | None:
    if not book.daily:
        return None
    return before if item.state is State.LOST else registered(item)


def _row(book: Book, entry: Entry, day: ThaiDate | None = None) -> SheetRow:
    cells = tuple(CELLS[column.value](entry) for column in book.columns)
    return SheetRow(cells=cells, struck=entry.item.state is State.VOIDED, day=day)


def _free(book: Book, first: int, last: int, day: ThaiDate | None) -> SheetRow:
    """Return the line of numbers that have none: one for all that follow each other."""
    numbers = str(first) if first == last else f"{first}–{last}"
    words = {"running": to_thai(numbers), "note": FREE}
    return SheetRow(cells=tuple(words.get(column.value, "") for column in book.columns), day=day)


def _column(column: BookColumn) -> SheetColumn:
    return SheetColumn.model_validate(
        {
            "id": column.id,
            "title": column.title,
            "width": column.width,
            "align": column.align,
            "group": column.group,
        }
    )


def _year(year: int, listing: Listing) -> str:
    word = "ประจำปีงบประมาณ" if listing.fiscal else "ประจำปี"
    return f"{word} พ.ศ. {to_thai(str(year))}"


def _warning(shown: int, total: int) -> str:
    return f"แสดงเฉพาะ {to_thai(f'{shown:,}')} จาก {to_thai(f'{total:,}')} รายการ"


def _secrecy(found: set[str]) -> Secrecy:
    """Return the class of a whole book: that of its most secret line."""
    return Secrecy.VERY_SECRET if Secrecy.VERY_SECRET in found else Secrecy.SECRET


def _foot(book: Book) -> tuple[SigningPlace, ...]:
    return tuple(SigningPlace(role=role) for role in book.foot)


def _row_json(item: Item) -> dict[str, Any]:
    return {
        "book": item.book or None,
        "unit": item.unit or None,
        "year": item.year,
        "running": item.running,
        "number": item.number or None,
        "state": item.state.value,
        "kind": item.kind or None,
        "date": item.date.isoformat() if item.date else None,
        "received": item.received.isoformat() if item.received else None,
        "their_number": item.their_number or None,
        "their_date": item.their_date.isoformat() if item.their_date else None,
        "from": item.sender or None,
        "to": item.to or None,
        "subject": item.subject or None,
        "people": list(item.people),
        "secrecy": item.secrecy or None,
        "note": item.note or None,
        "record": item.record or None,
        "retention": item.retention or None,
        "keep_until": item.keep_until,
        "file_code": item.file_code or None,
        "disposed": item.disposed,
        "holds": list(item.holds),
        "at": item.at.isoformat(),
        "by": item.by,
        "entry": item.entry,
    }


def _read() -> dict[str, Book]:
    text = files("registry").joinpath("books.yaml").read_text("utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return {name: _book(name, row) for name, row in loaded.items()}


def _book(name: str, row: dict[str, Any]) -> Book:
    columns = tuple(BookColumn(**column) for column in row.pop("columns"))
    foot = tuple(row.pop("foot", ()))
    return Book(id=name, columns=columns, foot=foot, **row)


BOOKS: Mapping[str, Book] = _read()
"""Every book and list by its id, in the order in which they are named to people."""
