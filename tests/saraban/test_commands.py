"""The commands, run as a clerk or a script runs them."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pypdf
import pytest
from house import EXAMPLES, MEMO_FILE, House, clean, command

from records.kind import KINDS
from saraban import __version__

if TYPE_CHECKING:
    from pathlib import Path

USAGE, SHEET, OUTPUT = 2, 4, 9
NAMES = ("memo", "evidence")


def words(path: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


class TestRender:
    def test_prints_a_pdf(self, house: House) -> None:
        ended = house.run("render", MEMO_FILE, "-o", "memo.pdf")
        assert (ended.code, ended.out, ended.err) == (0, "memo.pdf (1 หน้า)\n", "")
        assert "ทดสอบ" in words(house.folder / "memo.pdf")

    def test_prints_a_docx(self, house: House) -> None:
        ended = house.run("render", MEMO_FILE, "-o", "memo.docx")
        assert (ended.code, ended.out, ended.err) == (0, "memo.docx\n", "")
        assert (house.folder / "memo.docx").read_bytes().startswith(b"PK")

    def test_names_what_it_wrote_as_json(self, house: House) -> None:
        ended = house.run("render", MEMO_FILE, "-o", "memo.pdf", "--json")
        digest = hashlib.sha256((house.folder / "memo.pdf").read_bytes()).hexdigest()
        entry = {"file": "memo.pdf", "document": "order", "pages": 1, "sha256": digest}
        assert json.loads(ended.out) == {"written": [entry]}

    def test_the_suffix_decides(self, house: House) -> None:
        ended = house.run("render", MEMO_FILE, "-o", "memo.txt")
        assert ended.code == USAGE
        assert "memo.txt" in ended.err

    def test_a_sheet_that_stands_alone(self, house: House) -> None:
        house.write("alone.yaml", (house.folder / MEMO_FILE).read_bytes())
        assert house.run("render", "alone.yaml", "-o", "memo.pdf").code == 0


class TestBuild:
    def test_prints_each_document_twice_and_the_set(self, house: House) -> None:
        ended = house.run("build", "cases/a", "-o", "printed")
        assert (ended.code, ended.err) == (0, "")
        wanted = {f"{name}.{form}" for name in NAMES for form in ("pdf", "docx")} | {"set.pdf"}
        assert {path.name for path in (house.folder / "printed").iterdir()} == wanted
        assert len(ended.out.splitlines()) == len(wanted)
        assert "printed/set.pdf (2 หน้า)" in ended.out

    def test_names_what_it_wrote_as_json(self, house: House) -> None:
        ended = house.run("build", "cases/a", "-o", "printed", "--json")
        written = json.loads(ended.out)["written"]
        assert [entry["document"] for entry in written].count(None) == 1
        for entry in written:
            data = (house.folder / entry["file"]).read_bytes()
            assert entry["sha256"] == hashlib.sha256(data).hexdigest()
            assert (entry["pages"] is None) == entry["file"].endswith(".docx")

    def test_pdf_only(self, house: House) -> None:
        assert house.run("build", "cases/a", "-o", "printed", "--pdf-only").code == 0
        assert not list((house.folder / "printed").glob("*.docx"))

    def test_without_out_it_prints_into_the_office_folder(self, house: House) -> None:
        assert house.run("build", "cases/a/case.yaml", "--pdf-only").code == 0
        assert (house.folder / "out/a/set.pdf").is_file()

    def test_replaces_what_it_printed_before_with_the_same_bytes(self, house: House) -> None:
        house.run("build", "cases/a", "-o", "printed")
        before = house.files()
        assert house.run("build", "cases/a", "-o", "printed").code == 0
        assert house.files() == before


class TestPreview:
    def test_marks_a_draft(self, house: House) -> None:
        ended = house.run("preview", MEMO_FILE)
        assert (ended.code, ended.out) == (0, "out/draft/memo.pdf (1 หน้า)\n")
        house.run("render", MEMO_FILE, "-o", "clean.pdf")
        draft = (house.folder / "out/draft/memo.pdf").read_bytes()
        assert draft != (house.folder / "clean.pdf").read_bytes()

    def test_a_whole_case_is_one_file(self, house: House) -> None:
        ended = house.run("preview", "cases/a", "-o", "draft.pdf")
        assert (ended.code, ended.out) == (0, "draft.pdf (2 หน้า)\n")

    def test_takes_no_other_form(self, house: House) -> None:
        assert house.run("preview", MEMO_FILE, "-o", "draft.docx").code == USAGE

    @pytest.mark.parametrize("changed", [MEMO_FILE, "cases/a/case.yaml", "office.yaml"])
    def test_watching_prints_again_says_what_is_wrong_and_goes_on(
        self, house: House, changed: str
    ) -> None:
        text = (house.folder / changed).read_text("utf-8")
        process = house.start("preview", MEMO_FILE, "--watch", "-o", "draft.pdf")
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            assert process.stdout.readline() == "draft.pdf (1 หน้า)\n"
            house.write(changed, text + "unknown: 1\n")
            assert process.stderr.readline().startswith(f"ไฟล์ {changed} บรรทัด ")
            house.write(changed, text)
            assert process.stdout.readline() == "draft.pdf (1 หน้า)\n"
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
            assert process.returncode == 0
        finally:
            process.kill()
            process.communicate()


class TestInit:
    def test_makes_an_office_that_needs_only_its_words(self, tmp_path: Path) -> None:
        house = House(tmp_path)
        assert house.run("init", "mine").code == 0
        mine = House(tmp_path / "mine")
        first = (mine.folder / "office.yaml").read_text("utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=schema/office.json"
        assert (mine.folder / "cases").is_dir()
        assert (mine.folder / "schema/memo.json").is_file()
        assert mine.run("new", "memo", "-o", "cases/a/memo.yaml").code == 0
        assert mine.run("preview", "cases/a/memo.yaml").code == 0

    def test_every_line_that_is_commented_out_may_be_used(self, tmp_path: Path) -> None:
        House(tmp_path).run("init", "mine")
        mine = House(tmp_path / "mine")
        lines = (mine.folder / "office.yaml").read_text("utf-8").splitlines()
        # An explanation begins with a Thai letter, a field does not; there is no emblem to find.
        used = [
            line.removeprefix("# ") if line[2:3].isascii() else line
            for line in lines[1:]
            if "emblem: " not in line
        ]
        mine.write("office.yaml", "\n".join(used))
        assert "\npeople:\n  somchai:\n" in (mine.folder / "office.yaml").read_text("utf-8")
        ended = mine.run("new", "memo", "--signer", "somchai")
        assert ended.code == 0, ended.err

    def test_the_example_builds_as_it_is(self, tmp_path: Path) -> None:
        assert House(tmp_path).run("init", "practice", "--example").code == 0
        practice = House(tmp_path / "practice")
        assert practice.run("build", "cases/website-2568", "--pdf-only").code == 0
        for sheet in practice.folder.rglob("*.yaml"):
            line = sheet.read_text("utf-8").splitlines()[0]
            way = line.removeprefix("# yaml-language-server: $schema=")
            assert (sheet.parent / way).is_file()

    def test_the_example_is_the_model_office(self, tmp_path: Path) -> None:
        House(tmp_path).run("init", "practice", "--example")
        for path in (EXAMPLES / "model-office").rglob("*.yaml"):
            copied = tmp_path / "practice" / path.relative_to(EXAMPLES / "model-office")
            assert copied.read_text("utf-8").partition("\n")[2] == path.read_text("utf-8")

    def test_an_office_without_a_register_gets_one(self, house: House) -> None:
        before = house.files()
        assert house.run("init", ".").code == 0
        after = house.files()
        assert {name: after[name] for name in before} == before
        assert {name.partition("/")[0] for name in after.keys() - before.keys()} == {"register"}

    def test_never_overwrites(self, house: House) -> None:
        assert house.run("init", ".").code == 0
        before = house.files()
        ended = house.run("init", ".")
        assert ended.code == OUTPUT
        assert ended.err.startswith("มี office.yaml อยู่แล้ว")
        assert house.files() == before

    def test_the_example_never_overwrites_an_office(self, house: House) -> None:
        before = house.files()
        assert house.run("init", ".", "--example").code == OUTPUT
        assert house.files() == before


class TestNew:
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_new_sheet_can_be_previewed(self, house: House, kind: str) -> None:
        assert (
            house.run("new", kind, "-o", "cases/b/sheet.yaml", "--subject", "เรื่อง: ก # ข").code == 0
        )
        ended = house.run("preview", "cases/b/sheet.yaml", "-o", "draft.pdf")
        assert ended.code == 0, ended.err
        assert "เรื่อง: ก # ข" in words(house.folder / "draft.pdf")

    @pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
    def test_kinds_may_be_named_in_thai(self, house: House, kind: object) -> None:
        ended = house.run("new", kind.thai)  # type: ignore[attr-defined]  # a Kind
        assert f"kind: {kind.id}\n" in ended.out  # type: ignore[attr-defined]  # the same

    def test_answers_stand_in_their_fields(self, house: House) -> None:
        ended = house.run(
            "new", "memo", "--subject", "ทดสอบ", "--to", "ผู้อำนวยการ", "--number", "ตย 0132/5",
            "--date", "9 มกราคม 2568", "--signer", "somchai",
        )  # fmt: skip
        lines = ended.out.splitlines()
        answers = {"subject: ทดสอบ", "to: ผู้อำนวยการ", "number: ตย 0132/5", "date: 9 มกราคม 2568"}
        assert {*answers, "  - somchai"} <= set(lines)

    def test_names_its_schema(self, house: House) -> None:
        house.run("new", "memo", "-o", "cases/b/sheet.yaml")
        text = (house.folder / "cases/b/sheet.yaml").read_text("utf-8")
        assert text.startswith("# yaml-language-server: $schema=../../schema/memo.json\n")

    def test_never_overwrites(self, house: House) -> None:
        before = house.files()
        assert house.run("new", "memo", "-o", MEMO_FILE).code == OUTPUT
        assert house.files() == before

    @pytest.mark.parametrize(
        ("kind", "option", "value", "said"),
        [
            ("memo", "--date", "30 กุมภาพันธ์ 2568", "28 วัน"),
            ("memo", "--number", "ไม่มี", "เลขที่หนังสือ"),
            ("memo", "--signer", "nobody", "somchai"),
            ("memo", "--subject", "<b>", "<b>"),
            ("report", "--fiscal-year", "2025", "ปีงบประมาณ"),
            ("order", "--to", "ใคร", "--to"),
            ("poem", "--subject", "ก", "บันทึกข้อความ"),
        ],
    )
    def test_wrong_answers_are_wrong_calls(
        self, house: House, kind: str, option: str, value: str, said: str
    ) -> None:
        ended = house.run("new", kind, option, value, "-o", "x.yaml")
        assert ended.code == USAGE, ended.err
        assert said in ended.err
        assert not (house.folder / "x.yaml").exists()


class TestQuestions:
    """`saraban new` on a terminal asks for what no option says."""

    def test_asks_in_thai_and_asks_again(self, house: House) -> None:
        terminal, inside = os.openpty()
        process = subprocess.Popen(
            command("new", "memo", "--to", "ผู้อำนวยการ", "-o", "new.yaml"),
            cwd=house.folder,
            env=clean(),
            stdin=inside,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        answers = ("<b>", "ขอเชิญประชุม", "", "30 กุมภาพันธ์ 2568", "1 มีนาคม 2568", "")
        os.write(terminal, "\n".join((*answers, "")).encode())
        out, err = process.communicate()
        os.close(terminal)
        os.close(inside)
        assert process.returncode == 0, err
        assert out == "new.yaml\n"
        assert "เรื่อง" in err
        assert "<b>" in err
        assert "28 วัน" in err
        text = (house.folder / "new.yaml").read_text("utf-8")
        assert "\nsubject: ขอเชิญประชุม\n" in text
        assert "\nto: ผู้อำนวยการ\n" in text
        assert "\ndate: 1 มีนาคม 2568\n" in text
        assert "\n  - somchai\n" in text


class TestDoctor:
    def test_all_is_well_where_the_tests_run(self, house: House) -> None:
        ended = house.run("doctor", "--json")
        checks = json.loads(ended.out)["checks"]
        assert [check for check in checks if not check["passed"]] == []
        assert ended.code == 0

    def test_says_what_is_wrong_and_what_to_do(self, house: House) -> None:
        ended = house.run("doctor", "/proc/saraban")
        assert ended.code == 1
        (wrong,) = [line for line in ended.out.splitlines() if line.startswith("✗")]
        assert "โปรดเลือกแฟ้ม" in wrong
        assert ended.err == ""

    def test_leaves_no_trace(self, house: House) -> None:
        before = house.files()
        house.run("doctor", "new/folder")
        assert house.files() == before

    def test_a_damaged_font(self, house: House, tmp_path: Path) -> None:
        room = tmp_path / "shadow" / "fonts"
        room.mkdir(parents=True)
        for path in (EXAMPLES.parent / "fonts").glob("*.*"):
            (room / path.name).write_bytes(path.read_bytes())
        (room / "THSarabunPSK-Italic.ttf").write_bytes(b"damaged")
        ended = house.run("doctor", PYTHONPATH=str(room.parent))
        assert ended.code == 1
        assert "THSarabunPSK-Italic.ttf" in ended.out


class TestProgram:
    def test_its_version(self, house: House) -> None:
        assert house.run("--version").out == f"saraban {__version__}\n"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["biuld"], "build"),
            (["render"], "FILE"),
            (["render", MEMO_FILE], "OUT"),
            (["render", MEMO_FILE, "-o"], "-o"),
            (["render", MEMO_FILE, "-o", "x.pdf", "more"], "more"),
            (["render", "--otu", "x.pdf"], "--out"),
            (["--lang", "fr", "doctor"], "fr"),
            (["--lang"], "th"),
        ],
    )
    def test_wrong_calls(self, house: House, arguments: list[str], said: str) -> None:
        ended = house.run(*arguments)
        assert ended.code == USAGE
        assert ended.out == ""
        first, hint = ended.err.splitlines()
        assert said in first
        assert "--help" in hint

    def test_without_a_command_it_shows_its_help(self, house: House) -> None:
        ended = house.run()
        assert (ended.code, ended.out) == (USAGE, "")
        assert ended.err == house.run("--help").out

    def test_a_mistake_of_its_own_is_one_sentence(self, house: House, tmp_path: Path) -> None:
        room = tmp_path / "shadow" / "markdown_it"
        room.mkdir(parents=True)
        (room / "__init__.py").write_text("raise RecursionError('a mistake')", "utf-8")
        before = house.files()
        arguments = ("render", MEMO_FILE, "-o", "memo.pdf")
        ended = house.run(*arguments, PYTHONPATH=str(room.parent))
        assert ended.code == 70
        assert ended.err.count("\n") == 1
        assert "RecursionError: a mistake" in ended.err
        assert house.files() == before
        ended = house.run(*arguments, PYTHONPATH=str(room.parent), SARABAN_DEBUG="1")
        assert "Traceback" in ended.err
