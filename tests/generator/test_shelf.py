"""The shelf: what the printer may read, by name, from memory; nothing else is opened."""

from __future__ import annotations

import generator.pdf.engine  # noqa: F401  # isort: skip  # first: imports WeasyPrint its own way

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.font import STYLES, face
from generator.pdf.shelf import Shelf, dots
from records.errors import ResourceError

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf({"saraban:dots/line": dots(21.3, 0.8, 3.0)})
    made.pictures = {"saraban:emblem": PNG, "saraban:picture/1": b""}
    return made


class TestFetching:
    def test_a_picture(self, shelf: Shelf) -> None:
        response = shelf.fetch("saraban:emblem")
        assert response.read() == PNG
        assert response.url == "saraban:emblem"

    def test_a_picture_that_is_empty_is_there(self, shelf: Shelf) -> None:
        assert shelf.fetch("saraban:picture/1").read() == b""

    @pytest.mark.parametrize("style", STYLES)
    def test_a_font(self, shelf: Shelf, style: str) -> None:
        assert shelf.fetch(f"saraban:font/{style}").read() == face(style).data

    def test_the_leader_is_a_drawing(self, shelf: Shelf) -> None:
        response = shelf.fetch("saraban:dots/line")
        assert response.headers["Content-Type"] == "image/svg+xml"
        assert response.read().startswith(b"<svg ")

    @pytest.mark.parametrize(
        "address",
        [
            *(
                "file:///etc/passwd",
                "/etc/passwd",
                "http://127.0.0.1:9/",
                "https://example.go.th/x",
            ),
            *("ftp://127.0.0.1/x", "data:text/plain,x", "saraban:picture/2", "saraban:font/"),
            *("saraban:font/Thin", "saraban:font/../Bold", "saraban:font/glyphs.json", "saraban:"),
            *("SARABAN:emblem", "saraban:emblem?x", "saraban:emblem#x", " saraban:emblem", ""),
            *("saraban:page", "javascript:x", "jar:file:///x", "//127.0.0.1/x", "Regular", "x\0y"),
        ],
        ids=repr,
    )
    def test_anything_else_is_refused(self, shelf: Shelf, address: str) -> None:
        with pytest.raises(ResourceError) as caught:
            shelf.fetch(address)
        assert caught.value.facts == {"address": address}

    @given(st.text() | st.text().map("saraban:{}".format) | st.text().map("file://{}".format))
    def test_any_address_is_refused(self, address: str) -> None:
        with pytest.raises(ResourceError):
            Shelf({}).fetch(address)

    def test_the_pictures_of_another_document_are_gone(self, shelf: Shelf) -> None:
        shelf.pictures = {}
        with pytest.raises(ResourceError):
            shelf.fetch("saraban:emblem")


class TestDots:
    @pytest.mark.parametrize("line", [18.6, 21.3, 26.6])
    def test_stand_near_the_foot_of_their_line(self, line: float) -> None:
        drawing = dots(line, 0.8, 3.0).decode()
        assert f'viewBox="0 0 3.0 {line}"' in drawing
        assert 'r="0.4"' in drawing
        height = float(drawing.partition('cy="')[2].partition('"')[0])
        assert line / 2 < height < line
