"""Reading a line: turns the cells of one line into a row, and remarks what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from records.wording import MAX_LINE
from registry.transcription.cell import BLANK, Cell, letter, printable
from registry.transcription.days import NO_DAY, Day, read_day
from registry.transcription.heads import family
from registry.transcription.numbers import Given, read_number
from registry.transcription.odd import Fact, Odd, place
from registry.transcription.row import Row
from registry.transcription.words import is_ditto, is_nothing, may_say_voided, says_voided

if TYPE_CHECKING:
    import datetime as dt

    from registry.transcription.cell import Line
    from registry.transcription.heads import Columns

TEXTS = ("sender", "to", "subject", "action", "note")
MAX_TEXT = MAX_LINE
_NUMBERS = ("running", "number", "order")
# The columns that hold the number of a book: the second in a received register is the sender's.
_OWN_NUMBERS = ({"running", "number"}, {"running"})
_QUOTED = 60


@dataclass(slots=True, kw_only=True)
class Page:
    """What a line is read with: the book, the heads of its sheet, the cells above.

    `unknown` are the columns that are no field and yet hold something.
    """

    book: str
    year: int | None
    sheet: str
    epoch: dt.date
    columns: Columns
    above: dict[int, tuple[Cell, int]] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)


class Reading:
    """One line being read."""

    def __init__(self, line: Line, page: Page) -> None:
        self._line, self._page = line, page
        self.odd: list[Odd] = []
        width = max((len(line.cells), *(at + 1 for at in page.columns.fields.values())))
        self._cells = [self._resolved(at) for at in range(width)]

    @property
    def order_only_counts(self) -> bool:
        """Whether the column that counts the rows is not itself the number of the book."""
        book = family(self._page.book)
        return bool(self._page.columns.fields.keys() & _OWN_NUMBERS[book == "received"])

    def row(self) -> Row:
        """Return what the line says."""
        texts = {name: self._text(name) for name in TEXTS}
        given, typed = self._number()
        date = self._day("date")
        received = self._day("received")
        voided = self._is_voided(texts, typed)
        if self._line.hidden:
            self._say("hidden_row")
        note = "; ".join(filter(None, (texts["note"], *self._others())))
        row = Row(
            sheet=self._page.sheet,
            row=self._line.number,
            running=given.running,
            last=given.last,
            circular=given.circular and family(self._page.book) == "sent",
            year=given.year,
            number=given.number,
            number_as_typed=typed,
            date=date.date,
            date_as_typed=self._field("date").text,
            received=received.date,
            received_as_typed=self._field("received").text,
            sender=texts["sender"],
            to=texts["to"],
            subject=texts["subject"],
            action=texts["action"],
            note=note,
            voided=voided,
            cells=typed_cells(self._line),
        )
        self._measure(note)
        return row

    def _say(self, code: str, **facts: Fact) -> None:
        self.odd.append(Odd.of(code, self._page.sheet, self._line.number, **facts))

    def _field(self, name: str) -> Cell:
        column = self._page.columns.fields.get(name)
        return BLANK if column is None else self._cells[column]

    def _resolved(self, column: int) -> Cell:
        """Return the cell that is meant: that above a ditto mark, that of a merged cell."""
        cell, name = self._line.cell(column), self._page.columns.name(column)
        where = f"{letter(column)}{self._line.number}"
        if cell.formula:
            self._say("formula_without_value", cell=where, formula=cell.formula[:_QUOTED])
        elif cell.is_error:
            self._say("error_value", cell=where, typed=cell.text[:_QUOTED])
        elif cell.merged_from:
            above = place(self._page.sheet, cell.merged_from)
            self._say("merged_cell", head=name, text=cell.text[:_QUOTED], above=above)
        elif is_ditto(cell.text):
            cell = self._above(cell, column, name)
        if not cell.is_blank:
            self._page.above[column] = (cell, self._line.number)
        return cell

    def _above(self, cell: Cell, column: int, name: str) -> Cell:
        above, row = self._page.above.get(column, (BLANK, 0))
        if above.is_blank or above.formula or above.is_error:
            self._say("ditto_of_nothing", head=name, typed=cell.text)
            return BLANK
        where = place(self._page.sheet, row)
        self._say("ditto", head=name, typed=cell.text, text=above.text[:_QUOTED], above=where)
        return above

    def _text(self, name: str) -> str:
        column = self._page.columns.fields.get(name)
        return "" if column is None else self._clean(column)

    def _clean(self, column: int) -> str:
        cell = self._cells[column]
        if cell.is_error or cell.formula:
            return ""
        text, bad = printable(cell.text)
        if bad:
            where = f"{letter(column)}{self._line.number}"
            self._say("control_characters", cell=where, characters=" ".join(bad[:10]))
        return "" if is_nothing(text) else text

    def _number(self) -> tuple[Given, str]:
        """Return the number in this book, with the sender's as `number` where it was received."""
        own = self._field("running" if self.order_only_counts else "order")
        other = self._field("number")
        if family(self._page.book) == "received":
            return _received(self._read(own), read_number(other)), other.text
        running, whole = self._read(own), self._read(other)
        if None not in (running.running, whole.running) and running.running != whole.running:
            self._say("numbers_differ", running=own.text, number=other.text)
        return _joined(running, whole), (other if not is_nothing(other.text) else own).text

    def _read(self, cell: Cell) -> Given:
        given = read_number(cell)
        for code, facts in given.remarks:
            self._say(code, **dict(facts))
        return given

    def _day(self, name: str) -> Day:
        cell = self._field(name)
        if cell.is_blank or (name == "date" and may_say_voided(cell.text[:_QUOTED])):
            return NO_DAY
        day = read_day(cell, self._page.year, self._page.epoch)
        if day.remark:
            code, sentence, facts = day.remark
            sheet, row = self._page.sheet, self._line.number
            self.odd.append(Odd.saying(code, sheet, row, sentence, dict(facts)))
        return day

    def _is_voided(self, texts: dict[str, str], typed: str) -> bool:
        others = (texts["action"], texts["note"], self._field("date").text)
        struck = any(self._field(name).struck for name in (*_NUMBERS, "subject"))
        if struck or may_say_voided(typed) or says_voided(texts["subject"], others):
            return True
        doubtful = next(filter(may_say_voided, others), "")
        if doubtful:
            self._say("perhaps_voided", text=doubtful[:_QUOTED])
        return False

    def _others(self) -> list[str]:
        """Return the cells of the columns that are no field, each with its head."""
        columns = self._page.columns
        known = set(columns.fields.values())
        if self.order_only_counts:
            known.add(columns.fields.get("order", -1))
        texts = {at: self._clean(at) for at in range(len(self._cells)) if at not in known}
        filled = {at: text for at, text in texts.items() if text}
        self._page.unknown.update(filled)
        return [f"{columns.name(at)}: {text}" for at, text in filled.items()]

    def _measure(self, note: str) -> None:
        for at, cell in enumerate(self._line.cells):
            if len(cell.text) > MAX_TEXT:
                where = f"{letter(at)}{self._line.number}"
                self._say("text_too_long", cell=where, length=len(cell.text), limit=MAX_TEXT)
                return
        if len(note) > MAX_TEXT:
            column = self._page.columns.fields.get("note", len(self._cells))
            where = f"{letter(column)}{self._line.number}"
            self._say("text_too_long", cell=where, length=len(note), limit=MAX_TEXT)


def typed_cells(line: Line) -> tuple[str, ...]:
    """Return the cells of a line as they were typed."""
    return tuple("" if cell.merged_from else cell.text for cell in line.cells)


def _received(own: Given, theirs: Given) -> Given:
    return Given(running=own.running, last=own.last, year=own.year, number=theirs.number)


def _joined(running: Given, whole: Given) -> Given:
    """Return one number of what two columns say; the whole number goes before the running one."""
    if whole.running is not None or running.running is None:
        return whole if whole.running is not None or whole.number else running
    if whole.number is None:
        return running
    return Given(
        running=running.running,
        last=running.last,
        circular=whole.circular,
        number=replace(whole.number, running=running.running),
        year=whole.year or running.year,
    )
