"""The books as Word files: the same words, the cancelled struck, the sheets numbered."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from makings import OFFICE
from register_sheets import SHEETS, document
from word_reading import docx_words, found, part

from generator.compose import words_of
from generator.docx.markup import qualified
from generator.printing import Printer
from records.kinds.receipt_stamp import ReceiptStamp
from records.papers import paper
from records.spelling import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PRESS = ("FONTCONFIG_FILE", "LIBTHAI_DICTDIR")


@pytest.fixture(scope="module")
def written() -> Mapping[str, bytes]:
    printer = Printer(OFFICE)
    return {name: printer.print(document(sheet), "docx").data for name, sheet in SHEETS.items()}


@pytest.mark.parametrize("name", SHEETS)
def test_the_words_are_those_of_the_page(name: str, written: Mapping[str, bytes]) -> None:
    assert squeeze(docx_words(written[name])) == squeeze(words_of(document(SHEETS[name])))


@pytest.mark.parametrize("name", ["long", "hostile"])
def test_every_cell_of_a_cancelled_line_is_struck(name: str, written: Mapping[str, bytes]) -> None:
    rows = found(part(written[name], "word/document.xml"), "//w:tbl//w:tr")
    lines = [row for row in rows if len(found(row, "w:tc")) == len(SHEETS[name].columns)][1:]
    assert len(lines) == len(SHEETS[name].rows)
    for line, row in zip(lines, SHEETS[name].rows, strict=True):
        for cell in found(line, "w:tc"):
            runs = found(cell, ".//w:r[w:t]")
            struck = [run for run in runs if found(run, "w:rPr/w:strike")]
            assert len(struck) == (len(runs) if row.struck else 0)
            assert runs or not row.struck


@pytest.mark.parametrize("name", SHEETS)
def test_heads_come_back_and_lines_are_whole(name: str, written: Mapping[str, bytes]) -> None:
    body = part(written[name], "word/document.xml")
    heads = found(body, "//w:tr[w:trPr/w:tblHeader]")
    assert len(heads) == len(SHEETS[name].head)
    whole = found(body, "//w:tr[w:trPr/w:cantSplit]")
    if "tall" not in name and name != "hostile":
        assert len(whole) >= len(SHEETS[name].rows) + len(heads)


@pytest.mark.parametrize("name", SHEETS)
def test_lies_on_its_side_with_the_number_of_the_sheet(
    name: str, written: Mapping[str, bytes]
) -> None:
    [size] = found(part(written[name], "word/document.xml"), "//w:pgSz")
    assert size.get(qualified("w:orient")) == "landscape"
    for header in ("header1", "header2"):
        held = part(written[name], f"word/{header}.xml")
        assert "แผ่นที่ " in "".join(held.itertext())
        assert "PAGE" in "".join(held.itertext())
        assert "- " not in "".join(held.itertext())


def test_a_stamp_has_its_words() -> None:
    values = {"agency": OFFICE.name, "register_number": "๗", "date": "13 ก.พ. 2563"}
    stamp = paper(ReceiptStamp.model_validate(values), OFFICE, "stamp")
    data = Printer(OFFICE).print(stamp, "docx").data
    assert squeeze(docx_words(data)) == squeeze(words_of(stamp))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_opens_in_libreoffice(written: Mapping[str, bytes], tmp_path: Path) -> None:
    for name in ("long", "grouped", "signed"):
        (tmp_path / f"{name}.docx").write_bytes(written[name])
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    clean = {key: value for key, value in os.environ.items() if key not in PRESS}
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
         *map(str, sorted(tmp_path.glob("*.docx")))],
        check=True, capture_output=True, timeout=300, env=clean | {"HOME": str(tmp_path)},
    )  # fmt: skip
    with pypdfium2.PdfDocument(tmp_path / "long.pdf") as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
        assert all(page.get_width() > page.get_height() for page in pdf)
    assert len(texts) > 3
    assert all("การปฏิบัติ" in text for text in texts)
