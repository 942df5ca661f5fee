"""“The same words as the PDF; opens in LibreOffice with the same page count for the memo.”

And for certificates and minutes, whose photograph and lists of people are tables in Word.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from word_reading import docx_words

from generator.compose import words_of
from generator.printing import Printer
from records.case import Document, load_case
from records.spelling import squeeze

EXAMPLES = Path(__file__).parents[3] / "examples"
PRESS = ("FONTCONFIG_FILE", "LIBTHAI_DICTDIR")
CASES = sorted(path.parent for path in EXAMPLES.glob("*/cases/*/case.yaml"))
DOCUMENTS = {
    f"{case.parents[1].name}/{case.name}/{document.id}": document
    for case in CASES
    for document in load_case(case).documents
}
COUNTED = {
    name: document
    for name, document in DOCUMENTS.items()
    if document.record.kind in ("memo", "certificate", "minutes")
}


def test_there_are_examples_of_both_offices() -> None:
    memos = [name for name, document in COUNTED.items() if document.record.kind == "memo"]
    assert {name.split("/")[0] for name in memos} == {"model-office", "mueang-tak"}
    assert {document.record.kind for document in COUNTED.values()} > {"certificate", "minutes"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_words_are_those_of_the_page(name: str) -> None:
    document: Document = DOCUMENTS[name]
    printed = Printer(document.office).print(document, "docx")
    assert squeeze(docx_words(printed.data)) == squeeze(words_of(document))


def test_there_are_as_many_pages_in_libreoffice(tmp_path: Path) -> None:
    usual = {}
    for name, document in COUNTED.items():
        printer = Printer(document.office)
        file = tmp_path / f"{name.replace('/', '-')}.docx"
        file.write_bytes(printer.print(document, "docx").data)
        usual[file.with_suffix(".pdf")] = printer.print(document, "pdf").pages
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = [str(file.with_suffix(".docx")) for file in usual]
    # No font is given to it: the letters inside the file must do. The press hides the machine's
    # fonts from its own process; LibreOffice needs some to start.
    clean = {key: value for key, value in os.environ.items() if key not in PRESS}
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300, env=clean)
    shown = {}
    for file in usual:
        with pypdfium2.PdfDocument(file) as pdf:
            shown[file] = len(pdf)
    assert shown == usual
