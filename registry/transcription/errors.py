"""Registers that cannot be read at all; what is odd about a row is a value, see `odd`.

SarabanError                    3   (records.errors)
└── TranscriptionError         16   a register cannot be read
    ├── NoSuchRegisterError         there is no such file, or it may not be read
    ├── TooLargeError               it is larger than any register
    ├── NotATableError              it is neither a workbook nor a table of text
    ├── OldWorkbookError            .xls, or locked with a password
    ├── DamagedWorkbookError        a part of it is missing or cannot be read
    ├── StrictWorkbookError         saved as “Strict Open XML”
    ├── HostileWorkbookError        a small file that would unfold into a huge one
    ├── NotDecodedError             its letters are in none of the known encodings
    ├── QuotationError              a quotation mark is not closed
    ├── LongLineError               a line is longer than any row
    ├── TooManyRowsError
    ├── TooManyColumnsError
    └── NoHeadsError                no row names the columns
"""

from __future__ import annotations

from records.errors import SarabanError


class TranscriptionError(SarabanError):
    """A register cannot be read."""

    exit_code = 16
    sentence = "{file}: the register cannot be read"


class NoSuchRegisterError(TranscriptionError):
    """The file is not there, is a folder, or may not be read."""

    sentence = "{file}: there is no such file, or it cannot be read"


class TooLargeError(TranscriptionError):
    """The file is larger than any register."""

    sentence = "{file} is larger than {limit} megabytes, more than any register"


class NotATableError(TranscriptionError):
    """The file is neither a workbook nor a table of text."""

    sentence = (
        "{file} is neither an Excel workbook (.xlsx) nor a table of text (.csv, .tsv); open it in "
        "the program that made it and save it as .xlsx"
    )


class OldWorkbookError(TranscriptionError):
    """The file is a workbook of before 2007, or one that is locked with a password."""

    sentence = (
        "{file} is an old Excel workbook (.xls) or locked with a password; open it in Excel or "
        "LibreOffice and save it as .xlsx without a password"
    )


class DamagedWorkbookError(TranscriptionError):
    """A part of the workbook is missing or cannot be read; `row` is 0 where it lies in no row."""

    sentence = (
        "{file} is damaged (in its part {part}, row {row}); open it in Excel or LibreOffice and "
        "save it again"
    )


class StrictWorkbookError(TranscriptionError):
    """The workbook is of the strict form of the standard, which few programs read."""

    sentence = "{file} was saved as “Strict Open XML Spreadsheet”; save it as “Excel Workbook”"


class HostileWorkbookError(TranscriptionError):
    """The workbook would unfold into far more than it is, or defines XML entities."""

    sentence = "{file} is not opened: its part {part} is made as no spreadsheet program makes it"


class NotDecodedError(TranscriptionError):
    """The text is in none of the encodings that Thai offices use."""

    sentence = "{file}:{row}: the letters cannot be read; save the file as CSV UTF-8"


class QuotationError(TranscriptionError):
    """A quotation mark opens a cell and is not closed as it should be."""

    sentence = (
        "{file}:{row}: a quotation mark opens a cell and is not closed properly; rows after it "
        "could be lost. Open the file in Excel or LibreOffice and save it again"
    )


class LongLineError(TranscriptionError):
    """A row of text is longer than any row of a register."""

    sentence = "{file}:{row}: this row is longer than {limit} characters"


class TooManyRowsError(TranscriptionError):
    """There are more rows than any register has."""

    sentence = "{file}: there are more than {limit} rows, see row {row}; split the file"


class TooManyColumnsError(TranscriptionError):
    """A row has cells farther to the right than any register."""

    sentence = "{file}: row {row} of “{sheet}” has a cell beyond column {limit}"


class NoHeadsError(TranscriptionError):
    """No row among the first ones names the columns."""

    sentence = (
        "{file}: no row from {row} to {last} names the columns of this book; at least three of "
        "these heads must stand in one row: {known}"
    )
