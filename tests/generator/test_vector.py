"""Vector: an SVG emblem is drawn whole; it reaches nothing outside itself, and it ends."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from generator.pdf.vector import MAX_SVG, drawn
from records.errors import PictureError, PrintError, ResourceError

SQUARE = '<rect width="10" height="10"/>'
FILLED = '{}<rect fill="url(#a)" width="10" height="10"/>'
MASKED = '<rect mask="url(#m)" width="10" height="10"/>'
MARKED = '<path d="M0 0L5 5" stroke="black" marker-end="url(#m)"/>'
ROOT = Path(__file__).parents[2]


def svg(inside: str, attributes: str = 'viewBox="0 0 10 10"', before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} {attributes}>{inside}</svg>".encode()


def draw(data: bytes, height: int = 200) -> Image.Image:
    return Image.open(io.BytesIO(drawn(data, "e.svg", height)))


def black(image: Image.Image) -> float:
    """Return how much of the picture is black, from 0 to 1."""
    return sum(image.histogram()[:64]) / (image.width * image.height)


class TestDrawing:
    @pytest.mark.parametrize("height", [1, 50, 354, 709])
    def test_is_as_high_as_asked(self, height: int) -> None:
        image = draw(svg(SQUARE), height)
        assert (image.format, image.mode, image.height) == ("PNG", "L", height)
        assert image.width == pytest.approx(height, abs=1)
        assert black(image) > 0.9

    @pytest.mark.parametrize(("width", "height"), [(10, 10), (9, 10), (1, 10), (20, 10), (30, 10)])
    def test_keeps_its_shape(self, width: int, height: int) -> None:
        box = f'viewBox="0 0 {width} {height}"'
        image = draw(svg(f'<rect width="{width}" height="{height}"/>', box))
        assert image.width == pytest.approx(200 * width / height, abs=2)
        assert image.height == 200
        assert black(image) > 0.9

    def test_is_cut_to_its_own_width(self) -> None:
        image = draw(svg('<rect x="4" width="2" height="10"/>'))
        assert image.width == pytest.approx(40, abs=2)
        assert image.height == 200

    @pytest.mark.parametrize(
        "before",
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            "<!-- Created with Inkscape -->\n",
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd">\n',
            "\ufeff",
        ],
    )
    def test_what_stands_before_it(self, before: str) -> None:
        assert black(draw(svg(SQUARE, before=before))) > 0.9

    @pytest.mark.parametrize(
        "inside",
        [
            '<g fill="#000"><path d="M0 0H10V10H0Z"/></g>',
            '<defs><rect id="a" width="10" height="10"/></defs><use xlink:href="#a"/>',
            FILLED.format('<linearGradient id="a"><stop stop-color="#000"/></linearGradient>'),
            "<style>rect { fill: black }</style>" + SQUARE,
            f"<script>alert(1)</script>{SQUARE}",
        ],
    )
    def test_what_drawings_are_made_of(self, inside: str) -> None:
        assert black(draw(svg(inside))) > 0.9

    def test_colour_becomes_grey(self) -> None:
        image = draw(svg('<rect fill="#f00" width="10" height="10"/>'))
        assert image.getpixel((100, 100)) == pytest.approx(76, abs=3)


class TestNoDrawing:
    @pytest.mark.parametrize(
        "data",
        [
            svg(""),
            svg('<rect width="5" height="5" fill="white"/>'),
            svg(SQUARE, 'viewBox="0 0 -1 -1"'),
            svg(SQUARE, 'viewBox="0 0 nan 1"'),
            svg(SQUARE)[:-10],
            svg(SQUARE)[:40],
            svg("<rect width='5' height='5'><b>"),
            b"",
            b" ",
            b"hello",
            b"<svg",
            b'<?xml version="1.0"?><a/>',
            b"\x89PNG\r\n\x1a\n",
            bytes(1000),
        ],
        ids=repr,
    )
    def test_is_an_error(self, data: bytes) -> None:
        with pytest.raises(PictureError, match=r"The picture e\.svg cannot be used: "):
            draw(data)

    def test_a_file_that_is_too_large(self) -> None:
        data = svg("<!--" + "x" * MAX_SVG + "-->" + SQUARE)
        with pytest.raises(PictureError, match=f"{MAX_SVG} bytes"):
            draw(data)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
    @pytest.mark.parametrize("what", ['SYSTEM "file:///etc/passwd"', '"y"', '% p "z"'])
    def test_entities(self, encoding: str, what: str) -> None:
        before = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE svg [<!ENTITY x {what}>]>'
        with pytest.raises(PictureError):
            draw(svg(f"{SQUARE}<desc>&x;</desc>", before=before).decode().encode(encoding))


class TestAddresses:
    """An emblem that names something outside itself is refused, never drawn in part."""

    @pytest.mark.parametrize(
        "address",
        [
            *("file:///etc/passwd", "/etc/passwd", "x.png", "http://127.0.0.1:9/x.png"),
            *("ftp://127.0.0.1/x", "saraban:font/Regular", "saraban:svg"),
        ],
    )
    @pytest.mark.parametrize(
        "inside",
        [
            '<image width="10" height="10" href="{}"/>',
            '<image width="10" height="10" xlink:href="{}"/>',
            '<use href="{}#x"/>',
            '<rect width="5" height="5" fill="url({}#x)"/>',
            '<style>@import url("{}");</style>',
        ],
        ids=["image", "xlink", "use", "fill", "import"],
    )
    def test_are_refused(self, inside: str, address: str) -> None:
        for drawing in ("", SQUARE):
            with pytest.raises((PictureError, ResourceError)):
                draw(svg(drawing + inside.format(address)))

    @pytest.mark.parametrize(
        ("inside", "before"),
        [
            (SQUARE, '<?xml-stylesheet href="file:///etc/passwd" type="text/css"?>'),
            (
                '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
                "",
            ),
            ("<foreignObject><iframe src='file:///etc/passwd'/></foreignObject>", ""),
        ],
    )
    def test_in_what_we_do_not_know(self, inside: str, before: str) -> None:
        """Either refused, or passed over: it changes nothing in the drawing."""
        try:
            image = draw(svg(SQUARE + inside, before=before))
        except PictureError:
            return
        assert black(image) > 0.9


# Draws what stands on standard input, in a process that it may take down.
RUN = """
import resource, sys
from generator.pdf.vector import drawn
from records.errors import PrintError
resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
try:
    sys.stdout.write(f"drawn {len(drawn(sys.stdin.buffer.read(), 'e.svg', 200))}")
except PrintError as error:
    sys.stdout.write(f"refused {error}")
"""


def outcome(data: bytes) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=data,
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.decode()


class TestLetters:
    """The printer knows one font, and an emblem's letters are not in it."""

    @pytest.mark.parametrize(
        "inside",
        [
            '<text y="8" font-size="8">A</text>',
            '<text y="8" font-size="8" font-family="TH SarabunPSK">ก</text>',
            '<g><text><tspan y="8">กข</tspan></text></g>',
            '<s:text xmlns:s="http://www.w3.org/2000/svg" y="8">A</s:text>',
        ],
    )
    def test_are_refused(self, inside: str) -> None:
        assert outcome(svg(SQUARE + inside)).startswith("refused The picture e.svg cannot be used")


class TestBombs:
    @pytest.mark.parametrize(("levels", "times"), [(40, 2), (8, 30), (4, 1000)])
    def test_uses_that_unfold(self, levels: int, times: int) -> None:
        groups = "".join(
            f'<g id="g{n}">{f"""<use href="#g{n + 1}"/>""" * times}</g>' for n in range(levels)
        )
        rect = f'<rect id="g{levels}" width="1" height="1"/>'
        data = svg(f'<defs>{groups}{rect}</defs><use href="#g0"/>')
        assert outcome(data).startswith("refused The picture e.svg cannot be used")

    @pytest.mark.parametrize(
        "inside",
        [
            '<g id="a"><use href="#a"/><rect width="5" height="5"/></g>',
            '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
            FILLED.format('<pattern id="a" width="1" height="1"><path fill="url(#a)"/></pattern>'),
            '<mask id="m"><rect mask="url(#m)" width="5" height="5"/></mask>' + MASKED,
            '<marker id="m"><path d="M0 0L1 1" marker-end="url(#m)"/></marker>' + MARKED,
            FILLED.format('<linearGradient id="a" href="#a"><stop/></linearGradient>'),
            "<g>" * 5000 + SQUARE + "</g>" * 5000,
            '<path d="M0 0' + " L5 5 L0 9" * 100_000 + '"/>',
            '<rect width="1e999" height="5"/>',
            '<path stroke="black" stroke-dasharray="0.00001" d="M0 0 L10 10"/>',
            FILLED.format(
                '<pattern id="a" width="1e-4" height="1e-4"><path d="M0 0H1"/></pattern>'
            ),
        ],
        ids=lambda inside: inside[:30],
    )
    def test_a_drawing_that_turns_on_itself_ends(self, inside: str) -> None:
        assert outcome(svg(inside)).startswith(
            ("drawn ", "refused The picture e.svg cannot be used")
        )

    @pytest.mark.parametrize(
        "attributes",
        [
            *(f'viewBox="0 0 {box}"' for box in ("1e9 1", "1 1e9", "0 0")),
            'width="1e9" height="1"',
            "",
        ],
    )
    def test_of_any_size(self, attributes: str) -> None:
        try:
            image = draw(svg(SQUARE, attributes))
        except PrintError:
            return
        assert image.width * image.height <= 200 * 200 * 100
