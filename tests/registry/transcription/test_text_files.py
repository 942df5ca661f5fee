"""Tables of text in every encoding and with every delimiter in which offices save them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_registers import HEADS, codes, sent, table

from registry.transcription import delimited
from registry.transcription.errors import (
    LongLineError,
    NoHeadsError,
    NotATableError,
    NotDecodedError,
    QuotationError,
    TooManyColumnsError,
    TooManyRowsError,
    TranscriptionError,
)
from registry.transcription.register import read_register

if TYPE_CHECKING:
    from registry.transcription.transcript import Transcript

ROWS = [HEADS, sent(1, "ตก ๐๑๓๒/๑", subject="ขอเชิญ, ประชุม; ด่วน"), sent(2)]


def transcribed(tmp_path: Path, data: bytes | str) -> Transcript:
    file = tmp_path / "register.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_register(file, "sent", 2563)


class TestEncodings:
    @pytest.mark.parametrize(
        "encoding",
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874", "tis-620"],
    )
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_all_are_read(self, tmp_path: Path, encoding: str, delimiter: str) -> None:
        data = table(ROWS, delimiter=delimiter).encode(encoding)
        transcript = transcribed(tmp_path, data)
        assert [row.subject for row in transcript.rows] == ["ขอเชิญ, ประชุม; ด่วน", "ขอเชิญประชุม"]
        assert [str(row.number) for row in transcript.rows] == ["ตก ๐๑๓๒/๑", "None"]
        assert codes(transcript) == []

    def test_utf_16_of_the_other_byte_order(self, tmp_path: Path) -> None:
        data = b"\xfe\xff" + table(ROWS).encode("utf-16-be")
        assert len(transcribed(tmp_path, data).rows) == 2

    def test_bytes_of_cp874_that_are_utf_8_as_well(self) -> None:
        """ยก is C2 A1 in cp874, which is ¡ in UTF-8."""
        assert delimited.decoded("ยก".encode("cp874"), "x") == "ยก"

    def test_an_unknown_encoding_is_named_with_its_line(self, tmp_path: Path) -> None:
        data = table(ROWS).encode("cp874") + b"\r\n1,\xdb\xfc"
        with pytest.raises(NotDecodedError, match=r"register\.csv:5"):
            transcribed(tmp_path, data)

    def test_old_line_ends(self, tmp_path: Path) -> None:
        data = table(ROWS)
        assert len(transcribed(tmp_path, data.replace("\r\n", "\r")).rows) == 2
        assert len(transcribed(tmp_path, data.replace("\r\n", "\n")).rows) == 2


class TestCells:
    def test_over_several_lines_are_one(self, tmp_path: Path) -> None:
        rows = [HEADS, sent(1, subject="ขอ\r\nเชิญ\nประชุม"), sent(2)]
        transcript = transcribed(tmp_path, table(rows))
        assert [(row.row, row.subject) for row in transcript.rows] == [
            (2, "ขอ เชิญ ประชุม"),
            (5, "ขอเชิญประชุม"),
        ]

    def test_a_quotation_mark_within_a_word(self, tmp_path: Path) -> None:
        text = ",".join(HEADS) + '\n1,,13/2/2563,ก,ข,จอ 24" จำนวน 2 เครื่อง,,\n'
        assert transcribed(tmp_path, text).rows[0].subject == 'จอ 24" จำนวน 2 เครื่อง'

    def test_a_written_ditto_mark(self, tmp_path: Path) -> None:
        (_, row) = transcribed(tmp_path, table([HEADS, sent(1), sent(2, sender='"')])).rows
        assert row.sender == "สสอ.เมืองตาก"

    @pytest.mark.parametrize("cell", ['"ค้าง', '"ก" ข', '"'])
    def test_a_quotation_that_is_not_closed_would_swallow_rows(
        self, tmp_path: Path, cell: str
    ) -> None:
        text = ",".join(HEADS) + f"\n1,,13/2/2563,ก,ข,{cell},,\n2,,13/2/2563,ก,ข,ค,,\n"
        with pytest.raises(QuotationError, match=r"register\.csv:2: a quotation mark"):
            transcribed(tmp_path, text)

    def test_the_line_that_names_the_delimiter(self, tmp_path: Path) -> None:
        transcript = transcribed(tmp_path, "sep=;\r\n" + table(ROWS, delimiter=";"))
        assert transcript.sheets[0].before == (("sep=",),)
        assert len(transcript.rows) == 2

    def test_a_row_with_more_cells_than_heads(self, tmp_path: Path) -> None:
        (row,) = transcribed(tmp_path, table([HEADS, (*sent(1, note="ก"), "ข", "ค")])).rows
        assert row.note == "ก; I: ข; J: ค"


class TestBounds:
    def test_a_line_without_end(self, tmp_path: Path) -> None:
        with pytest.raises(LongLineError, match=r"csv:2"):
            transcribed(tmp_path, ",".join(HEADS) + "\n" + "ก" * 5_000_000)

    def test_a_row_of_many_long_cells_over_many_lines(self, tmp_path: Path) -> None:
        with pytest.raises(LongLineError):
            transcribed(tmp_path, ",".join(HEADS) + "\n" + '"a\n",' * 100_000)

    def test_endless_columns(self, tmp_path: Path) -> None:
        with pytest.raises(TooManyColumnsError, match="row 2"):
            transcribed(tmp_path, ",".join(HEADS) + "\n" + "ก," * 51 + "\n")

    def test_blank_cells_to_the_right_do_no_harm(self, tmp_path: Path) -> None:
        text = table([HEADS, sent(1)]).replace("\r\n", "," * 500 + "\r\n")
        assert len(transcribed(tmp_path, text).rows) == 1

    def test_too_many_rows(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(delimited, "MAX_ROWS", 2)
        with pytest.raises(TooManyRowsError, match="row 3"):
            transcribed(tmp_path, table([HEADS, sent(1), sent(2)]))


class TestOtherFiles:
    @pytest.mark.parametrize(
        "data",
        [
            bytes(range(256)) * 200,
            b"\x00" * 10_000,
            b"%PDF-1.7\n1,2,3",
            b"{\\rtf1 x}",
            b"<html><table><tr><td>1</td></tr></table></html>",
            b"\xef\xbb\xbf<!DOCTYPE html><table>",
            b"<?xml version='1.0'?><Workbook/>",
            b"\x89PNG\r\n\x1a\n" + b"1,2\n" * 99,
        ],
    )
    def test_are_no_table(self, tmp_path: Path, data: bytes) -> None:
        with pytest.raises(NotATableError, match="neither an Excel workbook"):
            transcribed(tmp_path, data)

    @pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"a,b\n", b"\xff\xfe"])
    def test_have_no_heads(self, tmp_path: Path, data: bytes) -> None:
        with pytest.raises(NoHeadsError):
            transcribed(tmp_path, data)

    def test_a_stray_control_character_is_said(self, tmp_path: Path) -> None:
        transcript = transcribed(tmp_path, table([HEADS, sent(1, subject="ก\x00ข\x07" + "ค" * 90)]))
        assert transcript.rows[0].subject == "กข" + "ค" * 90
        assert codes(transcript) == ["control_characters"]


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "cp874", "utf-16-le"]))
def test_any_bytes_are_a_register_or_are_refused_with_a_sentence(data: bytes, head: str) -> None:
    start = (",".join(HEADS) + "\n").encode(head) if head else b""
    with TemporaryDirectory() as folder:
        file = Path(folder, "register.csv")
        file.write_bytes(start + data)
        try:
            said = read_register(file, "sent", 2563).sha256
        except TranscriptionError as error:
            said = str(error)
    assert said
