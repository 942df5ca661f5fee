"""“No document can make the printer read a file or address it names.”"""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import PIL.Image
import pytest
from makings import document_of
from pages import tight
from prints import Print, print_pdf

from generator.measures import Measures
from generator.pdf.press import Press, Sheet
from generator.pdf.vector import drawn
from generator.printing import NO_DAY
from records.errors import PictureError, ResourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.printing import Printer

ROOT = Path(__file__).parents[2]
FILE = "/etc/passwd"


class Doorkeeper:
    """Listens on this machine and counts who comes."""

    def __init__(self) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.visits = 0
        self.watch = threading.Thread(target=self._count, daemon=True)
        self.watch.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.door.getsockname()[1]}/x.png"

    def _count(self) -> None:
        while True:
            visitor, _ = self.door.accept()
            self.visits += 1
            visitor.close()
            if self.visits < 0:
                return

    def knock(self) -> None:
        with socket.create_connection(self.door.getsockname()) as visitor:
            visitor.recv(1)


@pytest.fixture(scope="module")
def doorkeeper() -> Iterator[Doorkeeper]:
    keeper = Doorkeeper()
    yield keeper
    keeper.door.close()


@pytest.fixture
def nobody(doorkeeper: Doorkeeper) -> Iterator[str]:
    """An address that nobody may reach while the test runs."""
    before = doorkeeper.visits
    yield doorkeeper.address
    assert doorkeeper.visits == before


def test_the_doorkeeper_notices_a_visit(doorkeeper: Doorkeeper) -> None:
    before = doorkeeper.visits
    doorkeeper.knock()
    assert doorkeeper.visits == before + 1


# What a clerk could type or paste; ADDRESS becomes one that is watched, or a file.
TYPED = (
    "[ดู](ADDRESS)",
    "ADDRESS",
    "`<img src=ADDRESS>`",
    "`@import url(ADDRESS);`",
    "url(ADDRESS) } body { background: url(ADDRESS) } @page { background: url('ADDRESS') }",
    "[x]: ADDRESS\n\n[ดู][x] [x]",
    "saraban:emblem saraban:picture/1 [ดู](saraban:emblem)",
    "`{{ office }} {% include 'ADDRESS' %}`",
    "[ดู](javascript:alert(1)) [ดู](data:text/html,x) [ดู](vbscript:x)",
)


class TestTyped:
    """What stands in a field is text."""

    @pytest.mark.parametrize("text", TYPED)
    def test_an_address_is_only_printed(self, text: str, nobody: str, printer: Printer) -> None:
        for address in (nobody, f"file://{FILE}"):
            body = text.replace("ADDRESS", address)
            printed = print_pdf(document_of(announcement(body)), printer)
            assert tight(printed.pages[0].text).endswith(printed.paragraphs[-1].words)
            assert not images(printed)
            for target in links(printed):
                assert target.startswith(("http://", "https://", "mailto:"))

    def test_other_fields_too(self, nobody: str, printer: Printer) -> None:
        for address in (nobody, f"file://{FILE}"):
            form = {"kind": "request_form", "link": address, "topic": f"url({address})"}
            sheet = {"kind": "evidence_sheet", "title": address, "lines": [f"@import '{address}';"]}
            for values in (form, sheet):
                printed = print_pdf(document_of(values), printer)
                assert tight(address) in "".join(page.text for page in printed.pages)
                assert not images(printed)

    def test_a_catchword_is_no_style(self, nobody: str, printer: Printer) -> None:
        hostile = f"""\\"';}}@page{{background:url({nobody})}}*/\\27 ก"""
        values = announcement("\n\n".join(["ก", "---", hostile * 3])) | {"catchword": True}
        printed = print_pdf(document_of(values), printer)
        [word] = printed.rendition.catchwords
        assert word.startswith("/")
        assert printed.placed
        assert [line for line in [printed.furniture(printed.pages[0])] if line]

    @pytest.mark.parametrize(
        "target",
        [
            *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"),
            *("file:///etc/passwd", "/etc/passwd", "../x", "//x", "saraban:emblem", "#x", "x"),
        ],
    )
    def test_no_link_leads_to_a_script_or_a_file(self, target: str, printer: Printer) -> None:
        printed = print_pdf(document_of(announcement(f"[ดูที่นี่]({target}) จบ")), printer)
        assert links(printed) == []

    def test_a_link_leads_to_its_address(self, printer: Printer) -> None:
        text = "[หน้าเว็บ](https://example.go.th/a?b=1) [ไปรษณีย์](mailto:x@example.go.th)"
        printed = print_pdf(document_of(announcement(text)), printer)
        assert links(printed) == ["https://example.go.th/a?b=1", "mailto:x@example.go.th"]


# What a template or a hole in composing could let through; the press itself must refuse it.
SMUGGLED = (
    '<img src="ADDRESS" alt="x"/>',
    '<p style="background: url(ADDRESS)">ก</p>',
    '<style>@import url("ADDRESS");</style>',
    '<style>@font-face { font-family: x; src: url("ADDRESS") } p { font-family: x }</style>',
    '<link rel="stylesheet" href="ADDRESS"/>',
    '<a rel="attachment" href="ADDRESS">ก</a>',
    '<base href="ADDRESS"/><img src="x.png" alt="x"/>',
)
# What the press takes no notice of.
UNNOTICED = (
    '<link rel="attachment" href="ADDRESS"/>',
    '<object data="ADDRESS"></object>',
    '<embed src="ADDRESS"/>',
    '<iframe src="ADDRESS"></iframe>',
    '<svg><image href="ADDRESS" width="9" height="9"/></svg>',
    '<svg><use href="ADDRESS#x"/></svg>',
    '<ul style="list-style-image: url(ADDRESS)"><li>ก</li></ul>',
    '<p style="content: url(ADDRESS)">ก</p>',
    '<script src="ADDRESS"></script>',
    '<meta http-equiv="refresh" content="0; url=ADDRESS"/>',
)


@pytest.fixture(params=["file", "address"])
def address(request: pytest.FixtureRequest, nobody: str) -> str:
    """A file of this machine, or an address that is watched."""
    return f"file://{FILE}" if request.param == "file" else nobody


class TestSmuggled:
    """The shelf serves what was put on it; anything else stops the print."""

    @pytest.mark.parametrize("html", SMUGGLED)
    def test_the_press_refuses(self, html: str, address: str) -> None:
        with pytest.raises(ResourceError, match="documents may not name files") as refused:
            pressed(html.replace("ADDRESS", address))
        # What stands beside a base may be named with or without it.
        folder = address.rpartition("/")[0]
        assert refused.value.facts["address"] in (address, "x.png", f"{folder}/x.png")

    @pytest.mark.parametrize("html", UNNOTICED)
    def test_the_press_takes_no_notice(self, html: str, address: str) -> None:
        try:
            data = pressed(html.replace("ADDRESS", address))
        except ResourceError:
            return
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert not pdf.attachments
        assert b"root:" not in unpacked(data)

    def test_a_picture_that_is_there_is_drawn(self) -> None:
        assert b"/Image" in unpacked(pressed('<img src="saraban:here" alt="x"/>'))

    @pytest.mark.parametrize(
        "name", ["saraban:picture/9", "saraban:/etc/passwd", "saraban:font/../x"]
    )
    def test_a_name_that_is_not_on_the_shelf(self, name: str) -> None:
        with pytest.raises(ResourceError, match="documents may not name files"):
            pressed(f'<img src="{name}" alt="x"/>')

    def test_an_emblem_that_names_another_file(self, address: str) -> None:
        image = f'<image href="{address}" width="9" height="9"/>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{image}</svg>'
        with pytest.raises((ResourceError, PictureError)):
            drawn(svg.encode(), "emblem.svg", 60)


WATCHED = """
import json, sys
seen = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and "passwd" in arguments[0]:
        seen.append(arguments[0])
    elif event.startswith(("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess")):
        seen.append(f"{event} {arguments}")
sys.path[:0] = [sys.argv[2]]
from makings import OFFICE, document_of
from generator.printing import Printer
printer = Printer(OFFICE)
printer.press
sys.addaudithook(watch)
for body in json.loads(sys.argv[1]):
    values = {"kind": "announcement", "subject": "ก", "body": body}
    assert printer.print(document_of(values), "pdf").data.startswith(b"%PDF")
if len(sys.argv) > 3:
    open("/etc/passwd").close()
print(json.dumps(seen))
"""


class TestWatched:
    """Python's own audit of a process that prints: no such file opened, nobody called."""

    def told(self, *more: str) -> Any:
        bodies = [text.replace("ADDRESS", f"file://{FILE}") for text in TYPED]
        run = subprocess.run(
            [sys.executable, "-c", WATCHED, json.dumps(bodies), str(Path(__file__).parent), *more],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return json.loads(run.stdout)

    def test_nothing_is_opened_or_called(self) -> None:
        assert self.told() == []

    def test_the_watch_notices(self) -> None:
        assert self.told("open it") == [FILE]


def announcement(body: str) -> dict[str, Any]:
    return {"kind": "announcement", "subject": "ก", "body": body}


def pressed(body: str) -> bytes:
    """Press a page made of raw HTML, with one picture on the shelf."""
    picture = io.BytesIO()
    PIL.Image.new("L", (9, 9)).save(picture, "PNG")
    press = Press(Measures.of({}))
    html = f'<!DOCTYPE html><html lang="th"><title>ก</title><body>{body}<p>ก</p></body></html>'
    sheet = Sheet(
        html=html,
        kind="announcement",
        title="ก",
        author="ก",
        created=NO_DAY,
        catchword=False,
        pictures={"saraban:here": picture.getvalue()},
        attachments={},
    )
    return press.write([press.lay(sheet)])


def unpacked(data: bytes) -> bytes:
    """Return all of a PDF, its streams decoded."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        parts = [repr(one).encode() for one in pdf.objects]
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        for one in streams:
            if one.get("/Subtype") != "/Image":
                parts.append(one.read_bytes())  # noqa: PERF401  # reads better
    return b"".join(parts)


def images(printed: Print) -> list[Any]:
    with pikepdf.open(io.BytesIO(printed.rendition.data)) as pdf:
        return [name for page in pdf.pages for name in page.get_images()]


def links(printed: Print) -> list[str]:
    """Return where the links of a PDF lead, in their order."""
    with pikepdf.open(io.BytesIO(printed.rendition.data)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert all(note.A.S == "/URI" for note in notes)
        return [str(note.A.URI) for note in notes]
