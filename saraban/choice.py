"""Choice (การเลือกหนังสือ): turns what a clerk types, numbers or a book, into lines of the books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.digits import to_arabic
from records.docnumber import DocumentNumber
from records.series import Series, unit_of
from registry.items import SECRET
from registry.keeping.filing import has_record
from registry.keeping.holds import Selection
from saraban import answers
from saraban.errors import NothingChosenError, UnknownRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.item import Item
    from saraban.bookroom import Bookroom

ENTRY = "@"
RECEIVED = "received"
MOST_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Records by their numbers, or all that fit the rest; what is left empty asks nothing.

    A number is ตก 0132/32 or 12/2569 as printed, 32 of the book `book` (the received documents if
    none is named), or @15 for the record that entry 15 of the log has made.
    """

    numbers: tuple[str, ...] = ()
    book: str = ""
    year: int = 0
    kind: str = ""
    subject: str = ""
    person: str = ""

    def items(self, room: Bookroom) -> list[Item]:
        """Return the lines chosen; of a whole book, only those with a record behind them.

        Raises:
            UnknownRecordError: a number is in no book.
            NothingChosenError: nothing is named at all.
        """
        if self.numbers:
            return [self._named(room, text) for text in dict.fromkeys(self.numbers)]
        selection = self.selection()
        if not str(selection):
            raise NothingChosenError
        store, base = room.views.store, self.book.removesuffix(SECRET)
        lines = store.book(base, self.year or None) if base else store.everything()
        return [line for line in lines if has_record(line) and selection.fits(line)]

    def selection(self) -> Selection:
        """Return what must fit, as the log keeps it of a hold."""
        return Selection(
            book=self.book,
            year=self.year,
            kind=self.kind,
            subject=self.subject,
            person=self.person,
        )

    def __str__(self) -> str:
        """Return the choice in one line."""
        return ", ".join(self.numbers) or str(self.selection())

    def _named(self, room: Bookroom, text: str) -> Item:
        found = next(self._lines(room, text.strip()), None)
        if found is None:
            raise UnknownRecordError(number=text)
        return found

    def _lines(self, room: Bookroom, text: str) -> Iterator[Item]:
        store, digits = room.views.store, to_arabic(text.removeprefix(ENTRY))
        base = self.book.removesuffix(SECRET)
        if len(digits) > MOST_DIGITS and digits.isdecimal():
            return
        if not digits.isdecimal():
            number = answers.read("NUMBER", text, DocumentNumber.parse)
            given = room.registrar.find(number, base, self.year)
            line = store.at(str(given.series), given.running)
        elif text.startswith(ENTRY):
            yield from store.of_entries([int(digits)])
            return
        else:
            line = store.at(str(self._plain_series(room, base or RECEIVED)), int(digits))
        if line:
            yield line

    def _plain_series(self, room: Bookroom, book: str) -> Series:
        situation = room.registrar.situation
        year = self.year or situation.office.numbering.year(book, situation.today)
        return Series(book, unit_of(situation.office.code), year)
