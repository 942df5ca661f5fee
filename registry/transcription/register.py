"""Registers of before: turns a spreadsheet that an office kept into a transcript.

1. The file is read once, within bounds; its digest is that of the bytes read.
2. A workbook passes the gate before it is opened; a table of text is decoded.
3. In each sheet the head says what the columns are.
4. Each line below becomes a row, or is left with a reason.
5. The rows are looked at together: numbers that stand twice, are missing, or are out of order.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from records.series import NumberingRules
from registry.transcription import delimited, heads
from registry.transcription.copying import Copyist
from registry.transcription.errors import NoSuchRegisterError, OldWorkbookError, TooLargeError
from registry.transcription.sequence import Counting, remarked
from registry.transcription.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from registry.transcription.cell import Line, Table

MAX_MEGABYTES = 50
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_register(
    path: Path, book: str, year: int | None, *, rules: NumberingRules | None = None
) -> Transcript:
    """Read an old register from an .xlsx, .csv or .tsv file.

    `book` is one of the books of the register (sent, received, orders, …), `year` the year of the
    Buddhist era whose numbers it holds; without it, each row's own number or day says its year.
    `rules` say when a year begins, and whether circulars count for themselves.

    Raises:
        TranscriptionError: the file cannot be read at all. What is odd about rows is in the
            transcript.
    """
    data, file = _bytes(path), str(path)
    rules = rules or NumberingRules()
    copyist = Copyist(file, book, year)
    for table in _tables(data, file, book):
        copyist.copy(table)
    copyist.finish()
    transcript = Transcript(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        book=book,
        year=year,
        rules=rules,
        sheets=tuple(copyist.sheets),
        rows=tuple(copyist.rows),
        left=tuple(copyist.left),
        odd=tuple(copyist.odd),
    )
    return transcript.remarked(remarked(transcript.numbered, Counting(book, year, rules)))


def _bytes(path: Path) -> bytes:
    if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
        raise NoSuchRegisterError(file=path)
    limit = MAX_MEGABYTES * 1_000_000
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise NoSuchRegisterError(file=path) from error
    if len(data) > limit:
        raise TooLargeError(file=path, limit=MAX_MEGABYTES)
    return data


def _tables(data: bytes, file: str, book: str) -> Iterable[Table]:
    """Return the sheets of the file; its first bytes say what it is, whatever it is called."""
    if data.startswith(_OLE):
        raise OldWorkbookError(file=file)
    if data.startswith(_ZIP):
        from registry.transcription import workbook  # noqa: PLC0415 - openpyxl takes 0.3 s

        return workbook.tables(data, file)

    def score(lines: list[Line]) -> int:
        columns = heads.find(lines, book)
        return len(columns.fields) if columns else 0

    return (delimited.table(data, file, score),)
