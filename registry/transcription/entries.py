"""Entries: turns a transcript into the fields of the log's `transcribed` entries (docs/log.md).

Each row becomes an entry, a row for several numbers one for each. A number is given once: the
entry of a row whose number an earlier row has, or that names another year than that of the book,
has no series and no running number, and is kept all the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from records.digits import to_thai
from records.series import NO_CODE, spelt, unit_of
from registry.transcription.cell import printable
from registry.transcription.heads import family
from registry.transcription.odd import place
from registry.transcription.sequence import Counting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.docnumber import OfficeCode
    from records.series import Series
    from registry.transcription.row import Row
    from registry.transcription.transcript import Transcript

# The whole row stands in the file, which is stored beside the log.
MAX_RAW = 10_000
_SHAPES = {"sent": "letter", "received": "plain"}
_BETWEEN = " | "


def entries(
    transcript: Transcript, office_code: OfficeCode | None, book: str, year: int
) -> Iterator[dict[str, Any]]:
    """Yield the fields of the entries of a transcript, in the order of its rows.

    `office_code` is taken for numbers that name no office; without it, the code that most numbers
    of the transcript name.
    """
    counting = Counting(book, year, transcript.rules)
    unit = counting.unit(transcript.rows) if office_code is None else unit_of(office_code)
    used: set[tuple[Series, int]] = set()
    for row in transcript.numbered:
        fields = _fields(row, transcript, book)
        series = counting.series(row, unit)
        if row.running is None:
            yield fields | {"number": row.number_as_typed}
        for running in row.numbers:
            taken = "another_year" if series.year != year else ""
            if (series, running) in used or _stands_twice(row, running):
                taken = "duplicate_number"
            used.add((series, running))
            yield fields | _number(row, series, running, taken)


def _fields(row: Row, transcript: Transcript, book: str) -> dict[str, Any]:
    raw = _BETWEEN.join(" ".join(cell.split()) for cell in row.cells)
    received = "received" if family(book) == "received" else "issued"
    return {
        **_beside(row, book),
        "book": book,
        "series": None,
        "running": None,
        "date": row.date.date.isoformat() if row.date else "",
        "subject": row.subject,
        "sender": row.sender,
        "to": row.to,
        "state": "voided" if row.voided else received,
        "odd": tuple(dict.fromkeys(odd.code for odd in row.odd)),
        "source": transcript.sha256,
        "source_name": transcript.file,
        "row": place(row.sheet, row.row),
        "raw": printable(raw)[0][:MAX_RAW],
    }


def _beside(row: Row, book: str) -> dict[str, str]:
    """Return what only some rows say."""
    found = {
        "received": row.received.date.isoformat() if row.received else "",
        "their_number": row.number_as_typed if family(book) == "received" else "",
        "note": " ".join(filter(None, (row.action, row.note))),
    }
    return {name: printable(text)[0] for name, text in found.items() if text}


def _stands_twice(row: Row, running: int) -> bool:
    return any(
        odd.code == "duplicate_number" and dict(odd.facts)["number"] == running for odd in row.odd
    )


def _number(row: Row, series: Series, running: int, taken: str) -> dict[str, Any]:
    number = {"number": _printed(row, series, running)}
    if not taken:
        return number | {"series": str(series), "running": running}
    return number | {"odd": tuple(dict.fromkeys((*(odd.code for odd in row.odd), taken)))}


def _printed(row: Row, series: Series, running: int) -> str:
    kind = family(series.book)
    if kind != "received" and row.number:
        return str(replace(row.number, running=running))
    circular = row.circular or series.book == "circulars"
    if kind != "sent" or series.unit != NO_CODE:
        shape = _SHAPES.get(kind, "year")
        return spelt(series, running, shape=shape, circular=circular)
    return to_thai(f"ว {running}" if circular else str(running))
