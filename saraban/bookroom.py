"""Bookroom (ห้องทะเบียน): the books of the office as sheets and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.csv_sheet import csv_sheet
from records.kinds.register_sheet import MAX_ROWS
from records.papers import paper
from registry.acts import Exported
from registry.books import BOOKS, Listing, sheet
from registry.items import SECRET
from registry.views import Views
from saraban.delivery import deliver
from saraban.errors import SecretBookError, UnknownBookError, UnknownSuffixOfBookError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from generator.printing import Printer
    from records.kinds.register_sheet import RegisterSheet, SigningPlace
    from records.office import Office
    from registry.books import Book
    from registry.cells import Mark
    from registry.item import Item
    from registry.query import Query
    from registry.sqlite.search import Hit
    from saraban.registrar import Registrar

FORMS = ("pdf", "docx", "xlsx", "csv")
# What leaves the office as a list of everything; a secret book is printed for its binder only.
COPIES = ("xlsx", "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One book of one year, or a part of it: its lines, and how many there are in all.

    `marks` stand beside lines by their entry; `foot` are the places to sign, None = the book's own.
    """

    book: Book
    year: int
    items: tuple[Item, ...]
    total: int
    marks: Mapping[int, Mark] = field(default_factory=dict)
    foot: tuple[SigningPlace, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bookroom:
    """The books of a registrar's office."""

    registrar: Registrar
    views: Views

    @classmethod
    def of(cls, registrar: Registrar, tell: Callable[[int, int], None] | None = None) -> Bookroom:
        """Open the books, brought up to date with the log; `tell` hears done and all."""
        return cls(registrar, Views.of(registrar.register, tell))

    def volume(self, name: str, year: int = 0, last: int = 0) -> Volume:
        """Return a book of a year, the present one if none is named; only its `last` lines.

        Raises:
            UnknownBookError: there is no book of that name.
        """
        book = BOOKS.get(name)
        if book is None or book.listed:
            known = ", ".join(each.id for each in BOOKS.values() if not each.listed)
            raise UnknownBookError(name=name, known=known)
        situation = self.registrar.situation
        year = year or situation.office.numbering.year(name.removesuffix(SECRET), situation.today)
        items = self.views.book(name, year)
        shown = items[-last:] if last else items
        return Volume(book=book, year=year, items=tuple(shown), total=len(items))

    def sheet(self, volume: Volume) -> RegisterSheet:
        """Return a book as it stands on paper."""
        office = self.registrar.desk.office
        # What does not fit is said on the paper.
        items = volume.items[-MAX_ROWS:]
        fiscal = office.numbering.is_fiscal(volume.book.id)
        listing = Listing(
            fiscal=fiscal,
            total=volume.total,
            printed=self.registrar.situation.today,
            marks=volume.marks,
            foot=volume.foot,
        )
        return sheet(volume.book, items, office.name, volume.year, listing)

    def export(self, volume: Volume, files: Sequence[Path]) -> None:
        """Write a book into files; each is entered in the log. All are made before one is written.

        Raises:
            SarabanError: a secret book would be copied, or a file cannot be made or written.
        """
        forms = [form_of(file) for file in files]
        if volume.book.secret and set(forms) & set(COPIES):
            raise SecretBookError(book=volume.book.thai)
        page = self.sheet(volume)
        desk = self.registrar.desk
        made = [rendered(page, form, desk.printer, desk.office) for form in forms]
        situation = self.registrar.situation
        with self.registrar.register.writing(situation.now, self.registrar.by) as pen:
            for form, data in zip(forms, made, strict=True):
                pen.append(
                    Exported,
                    book=volume.book.id,
                    year=volume.year,
                    form=form,
                    sha256=sha256(data).hexdigest(),
                    rows=len(volume.items),
                )
        for file, data in zip(files, made, strict=True):
            deliver(file, data)
        self.registrar.seal()

    def find(self, query: Query, limit: int) -> list[tuple[Hit, Item]]:
        """Return what is found, each hit with its line."""
        return [(hit, self.views.line_of(hit)) for hit in self.views.find(query, limit)]

    def close(self) -> None:
        """Close the books and the register."""
        self.views.close()
        self.registrar.register.close()


def form_of(file: Path) -> str:
    """Return the form that a file's suffix asks for.

    Raises:
        UnknownSuffixOfBookError: it is none that a book can have.
    """
    form = file.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UnknownSuffixOfBookError(file=file.name, known=", ".join(f".{f}" for f in FORMS))
    return form


def rendered(page: RegisterSheet, form: str, printer: Printer, office: Office) -> bytes:
    """Return a sheet in one form.

    Raises:
        SarabanError: it cannot be printed.
    """
    if form == "csv":
        return csv_sheet(page)
    if form == "xlsx":
        from generator.spreadsheet import spreadsheet  # noqa: PLC0415  # heavy

        return spreadsheet(page, office.name)
    document = paper(page, office, "register")
    return printer.print(document, "docx" if form == "docx" else "pdf").data
