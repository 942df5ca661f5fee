"""Workbooks made to do harm: refused before anything opens them, with the part that is wrong."""

from __future__ import annotations

import os
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from old_registers import HEADS, MAIN, SHEET, STRINGS, codes, part, read, sent, with_parts, workbook
from openpyxl import Workbook

from registry.transcription import gate, register
from registry.transcription import workbook as door
from registry.transcription.errors import (
    DamagedWorkbookError,
    HostileWorkbookError,
    NoHeadsError,
    NoSuchRegisterError,
    NotATableError,
    OldWorkbookError,
    StrictWorkbookError,
    TooLargeError,
    TooManyColumnsError,
    TooManyRowsError,
    TranscriptionError,
)
from registry.transcription.register import read_register

if TYPE_CHECKING:
    from pathlib import Path

    from registry.transcription.transcript import Transcript


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return workbook(tmp_path / "plain.xlsx", [sent(1), sent(2)])


def changed(plain: Path, name: str, data: bytes) -> Transcript:
    target = with_parts(plain, {name: data}, plain.with_name("changed.xlsx"))
    return read_register(target, "sent", 2563)


def sheet(rows: str, *, before: str = "", after: str = "", head: str = "") -> bytes:
    return (
        f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    ).encode()


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    cells = (inline(f"{letter}{number}", text) for letter, text in zip("ABC", texts, strict=True))
    return f'<row r="{number}">{"".join(cells)}</row>'


ROWS = row(1, "เลขทะเบียนส่ง", "ลงวันที่", "เรื่อง") + row(2, "1", "13/2/2563", "ก")


class TestBombs:
    def test_a_part_that_unfolds_a_thousandfold(self, plain: Path) -> None:
        bomb = sheet(ROWS, after=" " * 50_000_000)
        with pytest.raises(HostileWorkbookError, match="sheet1"):
            changed(plain, SHEET, bomb)

    def test_parts_that_unfold_into_too_much_together(
        self, plain: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gate, "MAX_UNFOLDED", 1_000)
        with pytest.raises(HostileWorkbookError):
            read_register(plain, "sent", 2563)

    def test_more_parts_than_any_workbook_has(self, plain: Path) -> None:
        parts = {f"xl/media/{number}": b"" for number in range(2_001)}
        with pytest.raises(HostileWorkbookError):
            read_register(with_parts(plain, parts, plain.with_name("m.xlsx")), "sent", 2563)

    def test_a_part_that_stands_twice(self, plain: Path) -> None:
        with zipfile.ZipFile(plain, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(SHEET, b"x")
        with pytest.raises(HostileWorkbookError):
            read_register(plain, "sent", 2563)

    @pytest.mark.parametrize(
        "rows",
        [
            f'<row r="1"><c>{"<v/>" * 120_000}</c></row>',
            f"<row r='1'>{'<x>' * 70}{'</x>' * 70}</row>",
            "<row r='1'><c r='A1'>" + "<x/>" * 100_001 + "</c></row>",
        ],
    )
    def test_an_endless_row(self, plain: Path, rows: str) -> None:
        with pytest.raises(HostileWorkbookError):
            changed(plain, SHEET, sheet(rows + " " + os.urandom(200_000).hex()))

    def test_endless_settings(self, plain: Path) -> None:
        noise = f"<!-- {os.urandom(50_000).hex()} -->"
        with pytest.raises(HostileWorkbookError):
            changed(plain, SHEET, sheet(ROWS, before="<col/>" * 250_001 + noise))

    @pytest.mark.parametrize("string", ["<si/>" * 2_000_001, "<si>" + "<rPr/>" * 200_001 + "</si>"])
    def test_endless_strings(self, plain: Path, string: str) -> None:
        noise = f"<!-- {os.urandom(50_000).hex()} -->"
        with pytest.raises(HostileWorkbookError, match="sharedStrings"):
            changed(plain, STRINGS, f'<sst xmlns="{MAIN}">{string}{noise}</sst>'.encode())


class TestEntities:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize("name", [SHEET, STRINGS, "xl/workbook.xml", "docProps/app.xml"])
    def test_a_document_type_is_refused_in_any_part(
        self, plain: Path, name: str, encoding: str
    ) -> None:
        lol = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        xml = f'<?xml version="1.0" encoding="{encoding}"?>{lol}<a>&b;</a>'
        with pytest.raises(HostileWorkbookError, match=name.rpartition("/")[2]):
            changed(plain, name, xml.encode(encoding))

    def test_an_encoding_in_which_others_may_see_one(self, plain: Path) -> None:
        xml = b'<?xml version="1.0" encoding="utf-7"?>' + sheet(ROWS)
        with pytest.raises(HostileWorkbookError):
            changed(plain, SHEET, xml)

    def test_a_file_of_the_machine_is_never_read(self, plain: Path, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("ลับ", "utf-8")
        xml = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        with pytest.raises(HostileWorkbookError):
            changed(plain, SHEET, sheet(inline("A1", "&x;"), head=xml))


class TestClaims:
    def test_a_claimed_size_is_not_believed(self, plain: Path) -> None:
        claim = '<dimension ref="A1:XFD1048576"/>'
        transcript = changed(plain, SHEET, sheet(ROWS, before=claim))
        assert [row.running for row in transcript.rows] == [1]

    def test_a_last_row_far_below(self, plain: Path) -> None:
        far = f'<row r="1048576">{inline("A1048576", "2")}{inline("C1048576", "ข")}</row>'
        transcript = changed(plain, SHEET, sheet(ROWS + far))
        assert [row.row for row in transcript.rows] == [2, 1_048_576]

    def test_formatted_but_blank_cells_do_no_harm(self, plain: Path) -> None:
        blank = '<row r="3"><c r="A3" s="0"/><c r="XFD3" s="0"/></row>'
        assert len(changed(plain, SHEET, sheet(ROWS + blank)).rows) == 1

    @pytest.mark.parametrize(
        "rows",
        [
            '<row r="1048577"/>',
            '<row r="99999999999999999999"/>',
            '<row r="-1"/>',
            '<row r="x"/>',
            '<row r="2"/><row r="1"/>',
            '<row r="1"><c r="ZZZZ1"/></row>',
            '<row r="1"><c r="XFE1"/></row>',
            f'<row r="1">{"<c/>" * 16_385}</row>',
            '<row r="1"><c r="B1"/><c r="A1"/></row>',
            '<row r="1"><c r="1A"/></row>',
            '<row r="1"><c r="A1"><v>x</v></c></row>',
        ],
    )
    def test_rows_and_cells_where_excel_has_none(self, plain: Path, rows: str) -> None:
        with pytest.raises(DamagedWorkbookError, match="sheet1"):
            changed(plain, SHEET, sheet(rows))

    def test_a_cell_far_to_the_right(self, plain: Path) -> None:
        row = f'<row r="3">{inline("AY3", "x")}</row>'
        with pytest.raises(TooManyColumnsError, match="row 3 of “ทะเบียน”"):
            changed(plain, SHEET, sheet(ROWS + row))

    def test_too_many_rows(self, plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(door, "MAX_ROWS", 2)
        with pytest.raises(TooManyRowsError, match="see row 3"):
            read_register(plain, "sent", 2563)

    def test_a_merged_cell_over_the_whole_sheet(self, plain: Path) -> None:
        merge = '<mergeCells><mergeCell ref="B2:B1048576"/></mergeCells>'
        more = f'<row r="3">{inline("A3", "2")}{inline("C3", "ข")}</row>'
        transcript = changed(plain, SHEET, sheet(ROWS + more, after=merge))
        assert [str(row.date) for row in transcript.rows] == ["๑๓ กุมภาพันธ์ ๒๕๖๓"] * 2


class TestDamage:
    @pytest.mark.parametrize(
        "name", [SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
    )
    @pytest.mark.parametrize("data", [b"", b"<a>", b"\x00\xff"])
    def test_a_broken_part_is_named(self, plain: Path, name: str, data: bytes) -> None:
        with pytest.raises(DamagedWorkbookError, match=re.escape(name)):
            changed(plain, name, data)

    @pytest.mark.parametrize("name", [SHEET, STRINGS, "xl/workbook.xml", "[Content_Types].xml"])
    def test_a_part_that_is_something_else(self, plain: Path, name: str) -> None:
        with pytest.raises((DamagedWorkbookError, NoHeadsError)):
            changed(plain, name, b"<a/>")

    def test_a_sheet_that_is_not_there(self, plain: Path) -> None:
        target = plain.with_name("without.xlsx")
        with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                if name != SHEET:
                    new.writestr(name, old.read(name))
        with pytest.raises(DamagedWorkbookError, match=r"workbook\.xml"):
            read_register(target, "sent", 2563)

    def test_every_file_cut_short_is_refused(self, plain: Path) -> None:
        data = plain.read_bytes()
        for size in range(4, len(data), 97):
            plain.write_bytes(data[:size])
            with pytest.raises(TranscriptionError):
                read_register(plain, "sent", 2563)

    def test_a_changed_byte_is_refused_or_harmless(self, plain: Path) -> None:
        data = plain.read_bytes()
        right = [row.cells for row in read_register(plain, "sent", 2563).rows]
        for at in range(4, len(data), 53):
            plain.write_bytes(data[:at] + bytes((data[at] ^ 0x55,)) + data[at + 1 :])
            try:
                found = read_register(plain, "sent", 2563)
            except TranscriptionError:
                continue
            assert [row.cells for row in found.rows] == right

    def test_the_strict_form_is_said(self, plain: Path) -> None:
        strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        with pytest.raises(StrictWorkbookError, match="Excel Workbook"):
            changed(plain, SHEET, sheet(ROWS).replace(MAIN.encode(), strict.encode()))


class TestOtherFiles:
    def test_an_old_workbook_under_any_name(self, tmp_path: Path) -> None:
        for name in ("a.xls", "a.xlsx", "a.csv"):
            (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
            with pytest.raises(OldWorkbookError, match=r"save it as \.xlsx"):
                read_register(tmp_path / name, "sent", 2563)

    def test_another_archive(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", "<a/>")
        with pytest.raises(NotATableError):
            read_register(tmp_path / "a.ods", "sent", 2563)

    def test_what_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(NoSuchRegisterError):
            read_register(tmp_path / "none.xlsx", "sent", 2563)
        with pytest.raises(NoSuchRegisterError):
            read_register(tmp_path, "sent", 2563)
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(NoSuchRegisterError):
            read_register(tmp_path / "pipe", "sent", 2563)

    def test_a_file_larger_than_any_register(
        self, plain: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(register, "MAX_MEGABYTES", 0)
        with pytest.raises(TooLargeError):
            read_register(plain, "sent", 2563)

    def test_a_workbook_under_another_name(self, plain: Path) -> None:
        assert len(read_register(plain.rename(plain.with_suffix(".csv")), "sent", 2563).rows) == 2


class TestMacrosAndLinks:
    def test_are_left_alone(self, tmp_path: Path) -> None:
        book = Workbook()
        book.worksheets[0].append(HEADS)
        book.worksheets[0].append(sent(1, subject="=[1]Sheet1!$A$1"))
        book.save(tmp_path / "link.xlsx")
        target = with_parts(
            tmp_path / "link.xlsx",
            {"xl/vbaProject.bin": os.urandom(500), "xl/externalLinks/externalLink1.xml": b"<a/>"},
            tmp_path / "macro.xlsm",
        )
        assert "formula_without_value" in codes(read_register(target, "sent", 2563))


def test_a_formula_with_its_result_is_the_result(tmp_path: Path) -> None:
    assert "formula_without_value" in codes(read(tmp_path, [sent(1), sent("=A2+1")]))
    xml = part(tmp_path / "register.xlsx", SHEET)
    xml = xml.replace(b"<f>A2+1</f><v></v>", b"<f>A2+1</f><v>2</v>")
    transcript = changed(tmp_path / "register.xlsx", SHEET, xml)
    assert [row.running for row in transcript.rows] == [1, 2]
    assert codes(transcript) == []
