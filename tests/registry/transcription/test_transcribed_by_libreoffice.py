"""A table of text that LibreOffice made a workbook of says the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from old_registers import HEADS, codes, sent, table

from registry.transcription.register import read_register

ROWS = [
    ("ทะเบียนหนังสือส่ง ประจำปี ๒๕๖๓",),
    HEADS,
    sent(1, "ตก 0132/1", "2020-02-13"),
    sent("๒", "ตก ๐๑๓๒/๒", "๑๔ กุมภาพันธ์ ๒๕๖๓", note="ยกเลิก"),
    sent("=A3+2", "ตก 0132/3", "2563-02-15", subject="น้ำท่วม, ป้องกัน"),
    sent(5, None, "31/2/2563"),
    ("รวม", None, None, None, None, "4 ฉบับ"),
]


def converted(text: Path) -> Path:
    """Return the workbook that LibreOffice makes of a table of text."""
    office = shutil.which("soffice")
    if office is None or not (Path(office).resolve().parent / "libsclo.so").exists():
        pytest.skip("LibreOffice Calc is not installed")
    folder = text.parent
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("FONTCONFIG_FILE", "LIBTHAI_DICTDIR")
    }
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={folder.as_uri()}/profile", "--headless"),
            *("--infilter=CSV:44,34,76,1,,,false,true,false", "--convert-to", "xlsx"),
            *("--outdir", folder, text),
        ],
        check=True,
        capture_output=True,
        env=environment | {"HOME": str(folder)},
    )
    return text.with_suffix(".xlsx")


def test_says_the_same(tmp_path: Path) -> None:
    text = tmp_path / "register.csv"
    text.write_text(table(ROWS), "utf-8", newline="")
    transcript = read_register(converted(text), "sent", 2563)
    assert [row.running for row in transcript.rows] == [1, 2, 3, 5]
    assert [row.subject for row in transcript.rows] == [
        *("ขอเชิญประชุม", "ขอเชิญประชุม", "น้ำท่วม, ป้องกัน", "ขอเชิญประชุม")
    ]
    days = [row.date.date.isoformat() if row.date else "" for row in transcript.rows]
    assert days == ["2020-02-13", "2020-02-14", "2020-02-15", ""]
    assert [row.voided for row in transcript.rows] == [False, True, False, False]
    assert [left.reason for left in transcript.left] == ["total"]
    assert codes(transcript) == ["buddhist_year_cell", "impossible_date", "gap"]
    assert transcript.sheets[0].before == (("ทะเบียนหนังสือส่ง ประจำปี ๒๕๖๓",),)
