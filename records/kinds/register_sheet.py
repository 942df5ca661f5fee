"""Register sheet (แผ่นทะเบียน): a book of the office as it is printed, ruled in its form's columns.

Nobody drafts one: the books of the registry fill it. Its cells are the words as they stand on
paper, and no Markdown: whatever was typed in a subject prints as it was typed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from records.dates import ThaiDate
from records.objection import objection
from records.record import Record
from records.table import MAX_COLUMNS, Column
from records.wording import Frozen, Line

MAX_ROWS = 20_000
_LAST_OF_PLANE = 0xFFFE


def literal(text: str) -> str:
    """Return text as paper and files can hold it: composed, and nothing in it that is not seen.

    Line ends stay; a control character becomes a space, half of a character U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, unicodedata.normalize("NFC", text)))


def _seen(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter == "\n" or category not in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"):
        return letter
    if category in ("Zl", "Zp"):
        return "\n"
    if category == "Cf":
        return ""
    if category == "Cs" or ord(letter) & _LAST_OF_PLANE == _LAST_OF_PLANE:
        return "\ufffd"
    return " " if category == "Cc" else letter


Words = Annotated[str, AfterValidator(literal)]
"""Text as it stands on paper, with line ends."""


class SheetColumn(Column):
    """A column of a book: `id` names it in files; columns side by side may share a `group` head."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,30}$")]
    group: Line | None = None


class SheetRow(Frozen):
    """A line of a book; `struck` = cancelled, ruled through; `day` = when it was registered."""

    cells: tuple[Words, ...]
    struck: bool = False
    day: ThaiDate | None = None


class SigningPlace(Frozen):
    """A place to sign at the foot of a list: as what, and the name where it is known."""

    role: Line
    name: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCell:
    """A cell of the head, and how many columns and rows of it it takes."""

    title: str
    columns: int = 1
    rows: int = 1


class RegisterSheet(Record):
    """A book of the office or a list from it, ready for paper; `date` is the day of printing.

    `form_number` is the form's, small at the top right; `day_title` is what the day of a line is
    called in files; `warning` says that not all lines are here; `foot` are places to sign.
    """

    kind: Literal["register_sheet"] = "register_sheet"
    landscape: bool = True
    form_number: Line | None = None
    title_lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    columns: Annotated[tuple[SheetColumn, ...], Field(min_length=1, max_length=MAX_COLUMNS)]
    rows: Annotated[tuple[SheetRow, ...], Field(max_length=MAX_ROWS)]
    day_title: Line = "วันที่ลงทะเบียน"
    warning: Line | None = None
    foot: tuple[SigningPlace, ...] = ()

    @model_validator(mode="after")
    def _square(self) -> Self:
        for index, row in enumerate(self.rows, 1):
            if len(row.cells) != len(self.columns):
                raise objection(
                    "ragged_table",
                    "row {row} has {given} cells; the table has {wanted} columns to fill in",
                    row=index,
                    given=len(row.cells),
                    wanted=len(self.columns),
                )
        return self

    @property
    def heading(self) -> str:
        """The title on one line."""
        return " ".join(self.title_lines)

    @property
    def head(self) -> tuple[tuple[HeadCell, ...], ...]:
        """The rows of the table's head: one, or two where columns share a head."""
        if not any(column.group for column in self.columns):
            return (tuple(HeadCell(title=column.title) for column in self.columns),)
        above: list[HeadCell] = []
        below: list[HeadCell] = []
        for group, alike in groupby(self.columns, key=lambda column: column.group):
            columns = list(alike)
            if group is None:
                above += [HeadCell(title=column.title, rows=2) for column in columns]
            else:
                above.append(HeadCell(title=group, columns=len(columns)))
                below += [HeadCell(title=column.title) for column in columns]
        return tuple(above), tuple(below)

    @property
    def days(self) -> tuple[tuple[ThaiDate | None, tuple[SheetRow, ...]], ...]:
        """The rows in their order, those of one day together; the day stands above them."""
        return tuple(
            (day, tuple(rows)) for day, rows in groupby(self.rows, key=lambda row: row.day)
        )
