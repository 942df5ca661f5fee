"""A Word file carries its own letters: no reader may draw it with another font."""

from __future__ import annotations

import uuid
import zipfile
from io import BytesIO

import pytest
from lxml import etree

from generator.docx.writer import write_docx
from generator.font import face
from generator.measures import Measures

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEAD = '<html lang="th"><head><title>ก</title></head>'
_PAGE = _HEAD + '<body class="memo"><p class="body">{}</p></body>'


def _faces(html: str) -> dict[str, bytes]:
    """Return the embedded faces by their slot, read as a word processor reads them."""
    archive = zipfile.ZipFile(BytesIO(write_docx(html, Measures.of({}), {})))
    table = etree.fromstring(archive.read("word/fontTable.xml"))
    found = {}
    for number, slot in enumerate(table.iter(f"{_W}embedRegular", f"{_W}embedBold"), 1):
        hidden = archive.read(f"word/fonts/font{number}.odttf")
        key = uuid.UUID(slot.get(f"{_W}fontKey", "")).bytes[::-1]
        shown = bytes(byte ^ key[place % 16] for place, byte in enumerate(hidden[:32]))
        found[slot.tag.removeprefix(f"{_W}embed")] = shown + hidden[32:]
    return found


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_the_face_inside_is_the_face_that_was_shipped(style: str) -> None:
    assert _faces(_PAGE.format("ทำ"))[style] == face(style).data


def test_slanting_faces_come_only_with_slanting_text() -> None:
    upright = write_docx(_PAGE.format("ทำ"), Measures.of({}), {})
    slanting = write_docx(_PAGE.format("<em>ทำ</em>"), Measures.of({}), {})
    assert b"font3.odttf" not in upright
    assert b"font4.odttf" in slanting
