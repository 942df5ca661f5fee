"""The PDF file around the pages: standards, what it says of itself, what it carries, its bytes."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from makings import document_of
from pages import MM, first_difference, lines_of
from prints import CASES, DOCUMENTS, Print, PrintedSet, print_pdf
from validators import qpdf, verapdf

from generator.printing import Printer, record_json
from records.errors import FontError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
OURS = re.compile(r"/[A-Z]{6}\+TH-SarabunPSK(-Bold)?(-Italic)?")
LONG = "การเผยแพร่ข้อมูลต่อสาธารณะผ่านเว็บไซต์ของหน่วยงาน " * 12
# What is hard to tag: cells over a page end, marks in margins, several signers, all emphasis.
HARD: dict[str, dict[str, Any]] = {
    "spans": {
        "kind": "annex",
        "title_lines": ["ตาราง"],
        "tables": [
            {
                "caption": "ขั้นตอน",
                "numbered": True,
                "columns": [{"title": "ที่", "number": True}, "ข้อ", "ผู้รับผิดชอบ"],
                "rows": [[LONG, LONG], *([LONG, "^"] for _ in range(12)), [LONG, "ก"]],
            }
        ],
        "signers": ["somchai", {"name": "นางสมหญิง สมมติจริง", "position": "ผู้ช่วย"}],
    },
    "tall row": {
        "kind": "annex",
        "title_lines": ["แถวสูงกว่าหน้า"],
        "landscape": True,
        "tables": [{"columns": ["ก", "ข"], "rows": [["ก", "ข"], ["\n\n".join([LONG] * 8), LONG]]}],
    },
    "secret": {
        "kind": "memo",
        "number": "ตย 0132/1",
        "date": "1 ธันวาคม 2567",
        "subject": LONG[:200],
        "to": "นายก",
        "secrecy": "ลับมาก",
        "urgency": "ด่วนที่สุด",
        "body": "\n\n".join([f"**หนา** *เอน* ***ทั้งสอง*** {LONG}", "> อ้าง", "- ข้อ", LONG * 5]),
        "closing": "จึงเรียนมาเพื่อโปรดทราบ",
        "signers": ["somchai"],
        "acknowledgements": [{"signer": "somchai"}, {"signer": "somchai", "words": "อนุมัติ"}],
    },
    "link": {
        "kind": "announcement",
        "subject": "ที่อยู่",
        "body": "[หน้าเว็บ](https://example.go.th/a) https://example.go.th/b x@example.go.th",
    },
}


@pytest.fixture(scope="session")
def files(
    sets: Mapping[str, PrintedSet], printer: Printer, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Path]:
    """Every PDF of the example sets, the bound ones too, and some that are hard to make."""
    room = tmp_path_factory.mktemp("pdf")
    made = {
        f"{name}/{id_}": one.rendition.data
        for name, printed in sets.items()
        for id_, one in printed.prints.items()
    }
    made |= {f"{name}/set": printed.bound.data for name, printed in sets.items()}
    made |= {
        f"hard/{name}": print_pdf(document_of(values), printer, "ร่าง").rendition.data
        for name, values in HARD.items()
    }
    paths = {name: room / f"{number}.pdf" for number, name in enumerate(made)}
    for name, path in paths.items():
        path.write_bytes(made[name])
    return paths


@pytest.fixture(scope="session")
def broken(files: Mapping[str, Path]) -> Mapping[str, Mapping[Path, list[str]]]:
    """The rules that each file breaks, by standard."""
    paths = list(files.values())
    return {flavour: verapdf.validate(paths, flavour) for flavour in ("3u", "ua1")}


FILES = [*DOCUMENTS, *(f"{case}/set" for case in CASES), *(f"hard/{name}" for name in HARD)]


@pytest.mark.parametrize("name", FILES)
class TestStandards:
    """“PDF/A-3u that is also PDF/UA-1 …; a real validator says so in the tests.”"""

    @pytest.mark.parametrize("flavour", ["3u", "ua1"])
    def test_verapdf_finds_nothing(
        self, name: str, flavour: str, files: Mapping[str, Path], broken: Mapping[str, Any]
    ) -> None:
        assert broken[flavour][files[name]] == []

    def test_qpdf_finds_nothing(self, name: str, files: Mapping[str, Path]) -> None:
        assert qpdf.check(files[name]) == []


class TestWhatItSaysOfItself:
    """“Tagged, with Thai language, title, author.”"""

    def test_language_title_and_author(self, printed: Print) -> None:
        with opened(printed.rendition.data) as pdf:
            assert str(pdf.Root.Lang) == "th"
            assert bool(pdf.Root.MarkInfo.Marked)
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert str(pdf.docinfo["/Title"]) == printed.document.title
            assert str(pdf.docinfo["/Author"]) == printed.document.office.name
            with pdf.open_metadata() as told:
                assert told["dc:title"] == printed.document.title
                assert told["dc:creator"] == [printed.document.office.name]
                assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "U")
                assert told["pdfuaid:part"] == "1"

    def test_its_day_is_that_of_the_record(self, printed: Print) -> None:
        day = printed.document.record.date
        expected = day.date if day else None
        with opened(printed.rendition.data) as pdf:
            told = str(pdf.docinfo["/CreationDate"])
        assert told.startswith(f"D:{expected:%Y%m%d}" if expected else "D:20000101")

    def test_the_bound_set_has_its_own_title(self, printed_set: PrintedSet) -> None:
        with opened(printed_set.bound.data) as pdf:
            assert str(pdf.docinfo["/Title"]) == printed_set.case.title
            assert str(pdf.Root.Lang) == "th"

    def test_the_structure_tree_holds_every_word(self, printed: Print) -> None:
        with opened(printed.rendition.data) as pdf:
            kinds = [str(node.S) for node in nodes(pdf.Root.StructTreeRoot)]
        headings = printed.html.count("<h1")
        assert kinds.count("/H1") == headings == 1
        assert kinds.count("/Table") >= printed.html.count("<table")


class TestAttachment:
    """“… and the record's own YAML/JSON inside as an attachment.”"""

    def test_the_record_is_inside_as_its_source(self, printed: Print) -> None:
        document = printed.document
        with opened(printed.rendition.data) as pdf:
            assert list(attached(pdf)) == [f"{document.id}.json"]
            [(data, relationship)] = attached(pdf).values()
        assert relationship == "/Source"
        assert data == record_json(document)
        values = json.loads(data)
        assert (values["kind"], values["office"]) == (document.record.kind, document.office.name)
        canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert data.decode() == canonical

    def test_it_reads_as_the_same_record(self, printed: Print) -> None:
        with opened(printed.rendition.data) as pdf:
            [(data, _)] = attached(pdf).values()
        values = {key: value for key, value in json.loads(data).items() if key != "office"}
        assert printed.document.kind.model.model_validate(values) == printed.document.record

    def test_the_bound_set_carries_every_record(self, printed_set: PrintedSet) -> None:
        with opened(printed_set.bound.data) as pdf:
            found = {name: data for name, (data, _) in attached(pdf).items()}
        expected = [record_json(document) for document in printed_set.case.documents]
        assert sorted(found.values()) == sorted(expected)
        for document in printed_set.case.documents:
            assert any(document.id in name for name in found)


class TestBookmarks:
    """“`set.pdf` with bookmarks”: one for each document, to its first page."""

    def test_each_document_has_one_to_its_first_page(self, printed_set: PrintedSet) -> None:
        expected, first = [], 0
        for one in printed_set.prints.values():
            expected.append((one.document.title, first))
            first += len(one.pages)
        with opened(printed_set.bound.data) as pdf, pdf.open_outline() as outline:
            pages = [page.obj.objgen for page in pdf.pages]
            found = [(item.title, pages.index(target(pdf, item))) for item in outline.root]
            assert all(not item.children for item in outline.root)
        assert found == expected


class TestFonts:
    """“TH SarabunPSK … used for everything; if it cannot be used, stop with a clear error.”"""

    def test_no_other_font_is_inside(self, files: Mapping[str, Path]) -> None:
        for name, path in files.items():
            with pikepdf.open(path) as pdf:
                fonts = [one for one in dictionaries(pdf) if one.get("/Type") == "/Font"]
                names = {str(font.BaseFont) for font in fonts}
                described = [one for one in dictionaries(pdf) if "/FontName" in one]
                assert all("/FontFile2" in one or "/FontFile3" in one for one in described)
            assert names, name
            assert all(map(OURS.fullmatch, names)), f"{name}: {names}"
            assert len(described) == len(names)

    @pytest.mark.parametrize("letter", ["☃", "漢", "😀", "ກ", "ﷺ"])
    @pytest.mark.parametrize("place", ["subject", "body"])
    def test_a_letter_that_it_lacks_stops_the_print(
        self, letter: str, place: str, printer: Printer
    ) -> None:
        values = {"kind": "announcement", "subject": "เรื่อง", "body": "เนื้อความ"}
        document = document_of(values | {place: f"ข้อความ {letter} ต่อ"})
        with pytest.raises(FontError) as stopped:
            printer.print(document, "pdf")
        assert letter in str(stopped.value)
        assert "No other font" in str(stopped.value)

    @pytest.mark.parametrize("damage", ["cut", "another", "one byte", "missing"])
    @pytest.mark.parametrize("face", ["Regular", "Bold"])
    def test_a_damaged_file_stops_the_print(self, damage: str, face: str, tmp_path: Path) -> None:
        shutil.copytree(ROOT / "fonts", tmp_path / "fonts")
        file = tmp_path / "fonts" / f"THSarabunPSK-{face}.ttf"
        data = file.read_bytes()
        other = (ROOT / "fonts" / "THSarabunPSK-Italic.ttf").read_bytes()
        broken = {"cut": data[:5000], "another": other, "one byte": data[:-1] + b"\x00"}
        assert broken.get(damage) != data
        file.unlink()
        if damage in broken:
            file.write_bytes(broken[damage])
        told = elsewhere(PRINT_ONE, tmp_path, {"PYTHONPATH": f"{tmp_path}:{ROOT}"})
        assert told.returncode != 0
        assert f"FontError: The font file {file.name} cannot be used" in told.stderr
        assert "%PDF" not in told.stdout


PRINT_ONE = """
from pathlib import Path
from records.case import load_document
from generator.printing import Printer
document = load_document(Path({sheet!r}))
print(Printer(document.office).print(document, "pdf").data[:8])
""".format(sheet=str(ROOT / "examples/mueang-tak/cases/website-2563/01-order-memo.yaml"))

PRINT_ALL = """
from hashlib import sha256
from pathlib import Path
from records.case import load_case
from generator.printing import Printer
for name in {names!r}:
    case = load_case(Path({examples!r}) / name)
    for document, _, rendition in Printer(case.office).set(case.documents, case.title, ["pdf"]):
        print(name, document.id if document else "set", rendition.digest)
""".format(names=CASES, examples=str(ROOT / "examples"))


class TestTheSameBytes:
    """“The same input gives the same bytes, for PDF too.”"""

    def test_another_process_another_zone_another_folder(
        self, sets: Mapping[str, PrintedSet], tmp_path: Path
    ) -> None:
        strange = {
            "PYTHONPATH": str(ROOT),
            "TZ": "America/New_York",
            "PYTHONHASHSEED": "4711",
            "LANG": "C",
            "LC_ALL": "C",
            "HOME": str(tmp_path),
        }
        told = elsewhere(PRINT_ALL, tmp_path, strange)
        assert told.returncode == 0, told.stderr
        expected = [
            f"{name} {id_} {digest}"
            for name, printed in sets.items()
            for id_, digest in [
                *((id_, one.rendition.digest) for id_, one in printed.prints.items()),
                ("set", printed.bound.digest),
            ]
        ]
        assert told.stdout.splitlines() == expected

    def test_a_warm_press_prints_what_a_cold_one_does(self, printed_set: PrintedSet) -> None:
        printer = Printer(printed_set.case.office)
        for one in reversed(list(printed_set.prints.values())[:4]):
            assert printer.print(one.document, "pdf").digest == one.rendition.digest

    def test_the_digest_is_that_of_the_bytes(self, printed: Print) -> None:
        assert printed.rendition.digest == sha256(printed.rendition.data).hexdigest()

    def test_another_record_gives_other_bytes(self, printer: Printer) -> None:
        values = {"kind": "announcement", "subject": "ก", "body": "ข"}
        one = printer.print(document_of(values), "pdf")
        assert printer.print(document_of(values), "pdf").data == one.data
        assert printer.print(document_of(values | {"body": "ค"}), "pdf").data != one.data


class TestMarks:
    """Secrecy stands once at the top and once at the foot of each page; a draft is marked."""

    def test_secrecy_stands_at_the_top_and_the_foot_of_each_page(self, printer: Printer) -> None:
        printed = print_pdf(document_of(HARD["secret"]), printer)
        assert len(printed.pages) > 1
        for page in printed.pages:
            assert page.text.count("ลับมาก") == 2
            downward = sorted(page.letters, key=lambda letter: letter.baseline)
            [top, foot] = [line for line in lines_of(downward) if "ลับมาก" in line.text]
            assert top.baseline < 30 * MM < page.height - 20 * MM < foot.baseline
            for line in (top, foot):
                letters = [letter for letter in line.letters if letter.text in "ลับมาก"]
                assert {round(letter.size) for letter in letters} == {32}

    def test_a_draft_is_marked_once_on_each_page(self, printer: Printer) -> None:
        document = document_of(HARD["secret"])
        plain, draft = print_pdf(document, printer), print_pdf(document, printer, "ร่าง")
        for page, marked in zip(plain.pages, draft.pages, strict=True):
            expected = "ร่าง" + page.text
            assert not (difference := first_difference(expected, marked.text)), difference
            assert min(letter.size for letter in marked.letters[:4]) > 100


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def attached(pdf: pikepdf.Pdf) -> dict[str, tuple[bytes, str]]:
    """Return the attached files by name: bytes and relationship; each stands once in /AF."""
    associated = [one.objgen for one in pdf.Root.AF]
    assert len(set(associated)) == len(associated) == len(pdf.attachments)
    return {
        name: (spec.get_file().read_bytes(), str(spec.obj.AFRelationship))
        for name, spec in pdf.attachments.items()
    }


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    return (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))


def nodes(node: Any) -> Iterator[Any]:
    """Yield the elements of a structure tree."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from nodes(child)


def target(pdf: pikepdf.Pdf, item: pikepdf.OutlineItem) -> tuple[int, int]:
    destination: Any = item.destination
    if destination is None:
        assert item.action is not None
        destination = item.action.D
    del pdf
    objgen: tuple[int, int] = destination[0].objgen
    return objgen


def elsewhere(
    program: str, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program in another process and folder, with nothing but the environment given."""
    kept = {name: os.environ[name] for name in ("PATH",)}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
