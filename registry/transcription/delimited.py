"""Tables of text: turns a .csv or .tsv file, in whatever encoding an office saved it, into lines.

Excel saves Thai as cp874 (TIS-620) under “CSV”, as UTF-8 with a mark under “CSV UTF-8”, and as
UTF-16 under “Unicode text”, with commas, semicolons or tabs between the cells.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from registry.transcription.cell import MAX_COLUMNS, MAX_ROWS, Cell, Line, Table
from registry.transcription.errors import (
    LongLineError,
    NotATableError,
    NotDecodedError,
    QuotationError,
    TooManyColumnsError,
    TooManyRowsError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A row of 50 cells, each as long as a cell of Excel can be with Thai in it, is far shorter.
MAX_LINE = 100_000
DELIMITERS = (",", ";", "\t")
_FIRST = 60
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where a text has no mark, every second byte of UTF-16 is that of a Latin or of a Thai letter.
_UTF_16 = {"utf-16-le": 1, "utf-16-be": 0}
_HIGH_BYTES = (0x00, 0x0E)
_SAMPLE = 4_000
_SHARE = 0.9
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CONTROLS_IN_A_HUNDRED = 3
_THAI = re.compile("[\u0e01-\u0e5b]")
_FOREIGN = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|table|head|body|meta)", re.IGNORECASE)


def table(data: bytes, file: str, score: Callable[[list[Line]], int]) -> Table:
    """Return the table of a file; the delimiter is the one with which its heads are best known.

    `score` says how many heads it knows among the first lines.

    Raises:
        TranscriptionError: it is no text, its encoding is unknown, or a row is broken.
    """
    text = decoded(data, file)
    best, most = DELIMITERS[0], 0
    broken: QuotationError | TooManyColumnsError | None = None
    for delimiter in DELIMITERS:
        try:
            known = score(list(islice(_lines(text, delimiter, file), _FIRST)))
        except (QuotationError, TooManyColumnsError) as error:
            broken = broken or error
            continue
        if known > most:
            best, most = delimiter, known
    if broken and not most:
        raise broken
    return Table(name="", lines=_lines(text, best, file))


def decoded(data: bytes, file: str) -> str:
    """Return the text of the file.

    Raises:
        NotATableError: it is no text.
        NotDecodedError: its letters are in no encoding that Thai offices use.
    """
    if data.startswith(_FOREIGN):
        raise NotATableError(file=file)
    text = _decode(data, file)
    if _MARKUP.match(text) or _looks_binary(text):
        raise NotATableError(file=file)
    return text


def _decode(data: bytes, file: str) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    encoding = encoding or _unmarked_utf_16(data)
    if encoding is None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp874"
        else:
            # Bytes of cp874 that happen to be UTF-8 as well are no Thai there.
            if text.isascii() or _THAI.search(text):
                return text
            encoding = "cp874"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if _looks_binary(data[:_SAMPLE].decode("latin-1")):
            raise NotATableError(file=file) from error
        row = data.count(b"\n", 0, error.start) + 1
        raise NotDecodedError(file=file, row=row) from error


def _unmarked_utf_16(data: bytes) -> str | None:
    sample = data[: _SAMPLE // 2 * 2]
    if len(data) % 2 or not sample:
        return None
    for encoding, offset in _UTF_16.items():
        high = sample[offset::2]
        if sum(high.count(byte) for byte in _HIGH_BYTES) >= _SHARE * len(high):
            return encoding
    return None


def _looks_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) * 100 > len(text) * _CONTROLS_IN_A_HUNDRED


def _lines(text: str, delimiter: str, file: str) -> Iterator[Line]:
    """Yield the rows that are not blank, numbered by the line of the file where each begins."""
    physical = _Physical(text, file)
    reader = csv.reader(physical, delimiter=delimiter, strict=True)
    filled = 0
    while True:
        physical.begin()
        try:
            values = next(reader, None)
        except csv.Error as error:
            raise QuotationError(file=file, row=physical.first) from error
        if values is None:
            return
        cells = _cells(values)
        if len(cells) > MAX_COLUMNS:
            raise TooManyColumnsError(file=file, sheet="", row=physical.first, limit=MAX_COLUMNS)
        if not cells:
            continue
        filled += 1
        if filled > MAX_ROWS:
            raise TooManyRowsError(file=file, limit=MAX_ROWS, row=physical.first)
        yield Line(number=physical.first, cells=tuple(cells))


def _cells(values: list[str]) -> list[Cell]:
    cells = [Cell(value=value or None) for value in values]
    while cells and cells[-1].is_blank:
        cells.pop()
    return cells


class _Physical:
    """The physical lines of a text, counted, and bounded within one row."""

    def __init__(self, text: str, file: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._file = file
        self._read = self._length = 0
        self.first = 0

    def begin(self) -> None:
        """Begin a row."""
        self.first, self._length = self._read + 1, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.readline(MAX_LINE + 1)
        if not line:
            raise StopIteration
        self._read += 1
        self._length += len(line)
        if self._length > MAX_LINE:
            raise LongLineError(file=self._file, row=self.first, limit=MAX_LINE)
        return line
