"""Manuscript (ต้นเรื่อง): a sheet on its way to a number, and with the number written into it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from records.amendment import amended_text
from records.case import load_document
from records.digits import to_arabic
from records.kind import KINDS
from records.sheet import read_sheet
from saraban.delivery import deliver

if TYPE_CHECKING:
    from pathlib import Path

    from records.case import Document
    from records.dates import ThaiDate
    from records.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A sheet as it was read: `name` is its place in the office folder, `today` its usual date."""

    path: Path
    name: str
    sheet: Sheet
    today: ThaiDate

    @classmethod
    def read(cls, path: Path, folder: Path, today: ThaiDate) -> Self:
        """Read a sheet of an office folder.

        Raises:
            SheetError: it is no sheet.
        """
        sheet = read_sheet(path)
        return cls(path, path.resolve().relative_to(folder.resolve()).as_posix(), sheet, today)

    @property
    def digest(self) -> str:
        """The SHA-256 of the sheet as typed."""
        return sha256(self.sheet.text.encode()).hexdigest()

    def document(self, number: str | None = None, day: ThaiDate | None = None) -> Document:
        """Return the document with the number and day that it is to have.

        Raises:
            SheetError: with every problem of the sheet.
        """
        return load_document(self.path, self._fields(number, day))

    def write(self, number: str | None, day: ThaiDate) -> None:
        """Write the number and the day into the sheet, whole or not at all.

        Raises:
            OutputError: it cannot be written.
        """
        text = amended_text(self.sheet.text, self._fields(number, day))
        if text != self.sheet.text:
            deliver(self.path, text.encode())

    def _fields(self, number: str | None, day: ThaiDate | None) -> dict[str, str]:
        """Return what the sheet does not say yet."""
        fields = {}
        if number is not None and to_arabic(self._typed("number")) != to_arabic(number):
            fields["number"] = to_arabic(number)
        if self._is_dated and not self._typed("date"):
            fields["date"] = to_arabic(str(day or self.today))
        return fields

    @property
    def _is_dated(self) -> bool:
        """Whether papers of this kind bear the day of their number; an annex bears none."""
        kind = KINDS.get(self._typed("kind"))
        return kind is not None and kind.book is not None

    def _typed(self, name: str) -> str:
        value = self.sheet.value.get(name)
        return value.strip() if isinstance(value, str) else ""
