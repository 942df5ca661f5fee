"""Fixtures: the documents of word_pages.py as Word files, and as LibreOffice prints them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from word_pages import DOCUMENTS, PICTURES

from generator.docx.writer import write_docx
from generator.measures import Measures

if TYPE_CHECKING:
    from collections.abc import Mapping

FONTS = Path(__file__).parents[3] / "fonts"
MM = 25.4 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A printed page: its text, and each letter with its place in mm from the upper left."""

    text: str
    width: float
    letters: tuple[tuple[str, float, float], ...]

    def top(self, text: str) -> float:
        """Return how far below the upper edge a text's first letter stands."""
        at = "".join(letter for letter, _, _ in self.letters).index(text)
        return self.letters[at][2]

    def left(self, text: str) -> float:
        """Return how far from the left edge a text's first letter stands."""
        at = "".join(letter for letter, _, _ in self.letters).index(text)
        return self.letters[at][1]


@pytest.fixture(scope="session")
def printed() -> Mapping[str, bytes]:
    measures = Measures.of({})
    return {name: write_docx(html, measures, PICTURES) for name, html in DOCUMENTS.items()}


@pytest.fixture(scope="session")
def pages(
    printed: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[Page]]:
    """Each document as LibreOffice prints it, with the fonts of this project and no others."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, data in printed.items():
        (folder / f"{name}.docx").write_bytes(data)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{FONTS}</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir>"
        "</fontconfig>"
    )
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *sorted(folder.glob("*.docx")),
        ],
        env=os.environ | {"FONTCONFIG_FILE": str(settings)},
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: _read(folder / f"{name}.pdf") for name in printed}


def _read(path: Path) -> list[Page]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    text, height = page.get_textpage(), page.get_height()
    letters = []
    for at in range(text.count_chars()):
        left, _, _, top = text.get_charbox(at, loose=True)
        letters.append((text.get_text_range(at, 1), left * MM, (height - top) * MM))
    return Page(text=text.get_text_bounded(), width=page.get_width() * MM, letters=tuple(letters))
