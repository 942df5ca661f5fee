"""Whatever stands in a file is in the transcript: rows written are rows read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from old_registers import HEADS, codes, table, workbook

from records.dates import ThaiDate
from records.digits import to_thai
from registry.transcription.entries import entries
from registry.transcription.register import read_register

_LETTERS = 'กขคงจฉชซนมยรลวอาะเแไใ่้็์ ํำ-/.()๐๑๒0123ABab\u200b\n\u202e\ue000"'
WORDS = st.text(st.sampled_from(_LETTERS), max_size=30)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 12, 31)).map(ThaiDate)
# What stands in a cell of a real register, and what should never stand there.
ANYTHING = (
    st.none()
    | WORDS
    | st.integers(-5, 10**12)
    | st.floats(-1e9, 1e9, allow_nan=False)
    | st.booleans()
    | st.dates(dt.date(1900, 3, 1), dt.date(2999, 12, 31))
    | st.sampled_from([*HEADS, "รวม", "″", "ยกเลิก", "32-35", "ว 7", "ตก 0132/5", "31/2/63", "5/1"])
)
ROWS = st.lists(st.lists(ANYTHING, max_size=11), max_size=12)


def is_filled(row: list[Any]) -> bool:
    return any(str(value).replace("\u200b", "").strip() for value in row if value is not None)


@settings(max_examples=60)
@given(ROWS, st.booleans())
def test_every_filled_row_is_a_row_or_is_left(rows: list[list[Any]], as_text: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    with TemporaryDirectory() as folder:
        file = Path(folder, "register.csv" if as_text else "register.xlsx")
        if as_text:
            file.write_text(table([HEADS, *rows]), "utf-8", newline="")
        else:
            workbook(file, rows)
        transcript = read_register(file, "sent", 2563)
    filled = [row for row in rows if is_filled(row)]
    read = sorted((*transcript.rows, *transcript.left), key=lambda row: row.row)
    assert len(read) == len(filled) == transcript.sheets[0].filled
    for row, cells in zip(read, filled, strict=True):
        words = [
            value
            for value in cells
            if isinstance(value, str) and value.replace("\u200b", "").strip()
        ]
        assert all(word.replace("\r\n", "\n") in row.cells for word in words)
    assert all(str(odd) for odd in transcript.oddities())
    given_once = [(e["series"], e["running"]) for e in entries(transcript, None, "sent", 2563)]
    numbers = [number for number in given_once if number[1] is not None]
    assert len(numbers) == len(set(numbers))
    assert {row.row for row in transcript.numbered} <= {row.row for row in read}
    assert len(given_once) >= len(transcript.rows)


SUBJECTS = WORDS.map(lambda text: "".join(filter(str.isalpha, text))).filter(
    lambda text: text and "รวม" not in text
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(DAYS, SUBJECTS, st.integers(0, 4)), min_size=1, max_size=15),
    st.sampled_from(["xlsx", "utf-8", "cp874", "utf-16"]),
)
def test_rows_written_are_rows_read(lines: list[tuple[ThaiDate, str, int]], form: str) -> None:
    """A register in good order is read without a word, however its numbers and days are typed."""
    lines = [(day, f"เรื่อง{subject}", way) for day, subject, way in lines]
    days = sorted(day for day, _, _ in lines)
    rows = [
        (*typed(number, day, way), "ก", "ข", subject, "", "")
        for number, (day, (_, subject, way)) in enumerate(zip(days, lines, strict=True), 1)
    ]
    with TemporaryDirectory() as folder:
        if form == "xlsx":
            file = workbook(Path(folder, "r.xlsx"), rows)
        else:
            file = Path(folder, "r.csv")
            file.write_bytes(table([HEADS, *rows]).encode(form))
        transcript = read_register(file, "sent", 2563)
    assert codes(transcript) == []
    assert [(row.running, row.date, row.subject) for row in transcript.rows] == [
        (number, day, subject)
        for number, (day, (_, subject, _)) in enumerate(zip(days, lines, strict=True), 1)
    ]
    (series,) = transcript.summary().series
    assert (series.first, series.last, series.gaps) == (1, len(rows), ())


def typed(number: int, day: ThaiDate, way: int) -> tuple[Any, Any, Any]:
    """Return a number and a day in one of the ways in which clerks type them."""
    return (
        (number, None, day.date),
        (to_thai(str(number)), None, day.format()),
        (f"{number}", f"ตก 0132/{number}", f"{day.day}/{day.month}/63"),
        (float(number), "-", f"{day.day}/{day.month}/{day.year_be}"),
        (None, f"ตก ๐๑๓๒/{to_thai(str(number))}", day.date.isoformat()),
    )[way]
