"""Cases: documents in order, facts stated once, every problem of every sheet at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from records.case import Tie, load_case, load_document, load_office
from records.errors import SheetError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from records.case import Case, Document

OFFICE = """\
name: สำนักงานสาธารณสุขอำเภอตัวอย่าง
code: ตย 0132
phone: 0 0000 0000
people:
  somchai:
    name: นายสมชาย ตัวอย่างดี
    posts:
      - {title: สาธารณสุขอำเภอ, from: 1 ตุลาคม 2563}
"""
CASE = """\
title: การเผยแพร่ข้อมูล ปีงบประมาณ {case.fiscal_year}
fiscal_year: 2568
documents:
  - id: zebra
    file: b/memo.yaml
    ties: {orders: announcement, shows: [announcement, annex]}
  - {id: announcement, file: announcement.yaml, title: "ประกาศของ{office.name}"}
  - {id: annex, file: annex.yml}
"""
MEMO = """\
kind: memo
number: ตย 0132/7
date: 9 มกราคม 2568
subject: ส่ง{announcement.subject} และ{annex.title}
to: ผู้เกี่ยวข้อง
body: ตามประกาศวันที่ {announcement.date} ({announcement.date_era}) ปี {case.last_fiscal_year}
signers: [somchai]
"""
ANNOUNCEMENT = """\
kind: announcement
date: 10 มกราคม 2568
subject: มาตรการของ {office.name}
body: ตามบันทึกที่ {zebra.number} เรื่อง {case.title}
"""
ANNEX = """\
kind: annex
title_lines: [กรอบแนวทาง, แนบท้าย]
"""
SHEETS = {
    "office.yaml": OFFICE,
    "cases/one/case.yaml": CASE,
    "cases/one/b/memo.yaml": MEMO,
    "cases/one/announcement.yaml": ANNOUNCEMENT,
    "cases/one/annex.yml": ANNEX,
}


@dataclass(frozen=True)
class Folder:
    """An office folder, which a test changes before it reads it."""

    path: Path

    def write(self, sheets: Mapping[str, str]) -> None:
        for name, text in sheets.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text("utf-8")
        assert text.count(old) == 1
        self.write({name: text.replace(old, new)})

    def case(self) -> Case:
        return load_case(self.path / "cases/one")

    def document(self, name: str) -> Document:
        return load_document(self.path / name)

    def refused(self, name: str = "") -> list[str]:
        """Return the problems of the case, or of one document, with paths from the folder."""
        with pytest.raises(SheetError) as caught:
            _ = self.document(name) if name else self.case()
        return [line.removeprefix(f"{self.path}/") for line in str(caught.value).splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "office")
    made.write(SHEETS)
    return made


class TestReading:
    def test_documents_stand_in_the_order_of_the_case(self, folder: Folder) -> None:
        case = folder.case()
        assert [document.id for document in case.documents] == ["zebra", "announcement", "annex"]
        assert [document.kind.id for document in case.documents] == [
            "memo",
            "announcement",
            "annex",
        ]
        assert [document.path.name for document in case.documents] == [
            "memo.yaml",
            "announcement.yaml",
            "annex.yml",
        ]
        assert str(case.fiscal_year) == "๒๕๖๘"
        assert case.folder == folder.path
        assert {document.folder for document in case.documents} == {folder.path}

    def test_a_folder_or_its_sheet(self, folder: Folder) -> None:
        assert folder.case() == load_case(folder.path / "cases/one/case.yaml")

    def test_ties(self, folder: Folder) -> None:
        memo, announcement, _ = folder.case().documents
        assert memo.ties == {Tie.ORDERS: ("announcement",), Tie.SHOWS: ("announcement", "annex")}
        assert announcement.ties == {}

    def test_titles(self, folder: Folder) -> None:
        case = folder.case()
        assert case.title == "การเผยแพร่ข้อมูล ปีงบประมาณ ๒๕๖๘"
        assert [document.title for document in case.documents] == [
            (
                "บันทึกข้อความ ตย ๐๑๓๒/๗ เรื่อง ส่งมาตรการของ สำนักงานสาธารณสุขอำเภอตัวอย่าง "
                "และกรอบแนวทาง แนบท้าย"
            ),
            "ประกาศของสำนักงานสาธารณสุขอำเภอตัวอย่าง",
            "กรอบแนวทาง แนบท้าย",
        ]

    def test_facts_of_other_documents(self, folder: Folder) -> None:
        memo, announcement, _ = (document.record for document in folder.case().documents)
        assert memo.model_dump()["body"] == (
            "ตามประกาศวันที่ ๑๐ มกราคม ๒๕๖๘ (๑๐ มกราคม พ.ศ. ๒๕๖๘) ปี ๒๕๖๗"
        )
        assert announcement.model_dump()["body"] == (
            "ตามบันทึกที่ ตย 0132/7 เรื่อง การเผยแพร่ข้อมูล ปีงบประมาณ ๒๕๖๘"
        )

    def test_signers_have_the_post_of_the_day(self, folder: Folder) -> None:
        (signer,) = folder.case().documents[0].record.signers
        assert (signer.name, signer.position) == ("นายสมชาย ตัวอย่างดี", "สาธารณสุขอำเภอ")


class TestDocumentsAlone:
    @pytest.mark.parametrize("name", ["announcement.yaml", "annex.yml"])
    def test_are_the_same_as_in_their_case(self, folder: Folder, name: str) -> None:
        alone = folder.document(f"cases/one/{name}")
        (inside,) = [each for each in folder.case().documents if each.path.name == name]
        assert alone == inside

    def test_a_document_in_a_folder_of_the_case(self, folder: Folder) -> None:
        inside = folder.case().documents[0]
        alone = folder.document("cases/one/b/memo.yaml")
        assert alone == inside

    def test_beside_a_case_that_does_not_list_it(self, folder: Folder) -> None:
        folder.write({"cases/one/draft.yaml": ANNOUNCEMENT})
        draft = folder.document("cases/one/draft.yaml")
        assert (draft.id, draft.ties) == ("document", {})
        assert "การเผยแพร่ข้อมูล" in draft.record.model_dump()["body"]

    def test_outside_of_cases(self, folder: Folder) -> None:
        folder.write({"memo.yaml": "kind: annex\ntitle_lines: ['{office.name}']\n"})
        document = folder.document("memo.yaml")
        assert document.title == "สำนักงานสาธารณสุขอำเภอตัวอย่าง"
        assert document.folder == folder.path

    def test_outside_of_cases_no_document_is_named(self, folder: Folder) -> None:
        folder.write({"memo.yaml": "kind: annex\n\ntitle_lines:\n  - '{announcement.subject}'\n"})
        (problem,) = folder.refused("memo.yaml")
        assert problem.startswith("memo.yaml:4: nothing here is called {announcement.subject}; ")

    def test_without_braces_the_neighbours_are_not_read(self, folder: Folder) -> None:
        for name in ("announcement.yaml", "b/memo.yaml"):
            (folder.path / "cases/one" / name).write_bytes(b"\xff not a sheet [[[")
        assert folder.document("cases/one/annex.yml").title == "กรอบแนวทาง แนบท้าย"

    def test_with_braces_they_are(self, folder: Folder) -> None:
        folder.write({"cases/one/annex.yml": "]"})
        (problem,) = folder.refused("cases/one/announcement.yaml")
        assert problem.startswith("cases/one/annex.yml:1: this is not YAML")

    @pytest.mark.parametrize("character", ["\\a", "\\u202e", "\\0", "\\uFFFE"])
    def test_a_wrong_fact_of_a_neighbour(self, folder: Folder, character: str) -> None:
        subject = f'"มาตรการ{character}ของ"'
        folder.change("cases/one/announcement.yaml", "มาตรการของ {office.name}", subject)
        problems = folder.refused("cases/one/b/memo.yaml")
        assert "cannot be printed" in problems[0]


class TestOffices:
    def test_the_nearest_one_above(self, folder: Folder) -> None:
        folder.write({"cases/one/b/office.yaml": "name: สำนักงานใน\n"})
        inner = folder.path / "cases/one/b"
        assert load_office(inner / "memo.yaml")[0] == inner
        assert load_office(inner / "memo.yaml")[1].name == "สำนักงานใน"
        assert load_office(folder.path / "cases")[0] == folder.path

    def test_none(self, folder: Folder) -> None:
        (folder.path / "office.yaml").unlink()
        sentence = (
            "no office.yaml in this folder or above it; `saraban init` makes an office folder"
        )
        assert folder.refused() == [f"cases/one/case.yaml:1: {sentence}"]
        assert folder.refused("cases/one/annex.yml") == [f"cases/one/annex.yml:1: {sentence}"]

    @pytest.mark.parametrize(
        ("office", "problem"),
        [
            ("code: ตย 0132\n", "office.yaml:1: the field `name` is missing"),
            ("name: ก\ncod: ตย 0132\n", "office.yaml:2: there is no field `cod` here"),
            ("name: ก\ncode: 32\n", "office.yaml:2: “32” is not the code of an office"),
            ("name: ก\nscope: โลก\n", "office.yaml:2: `โลก` is not one of"),
            ("name: ก\npeople: {Somchai: {name: ข}}\n", "office.yaml:2: "),
            ("name: ก\npeople:\n  a:\n    nam: ข\n    name: ค\n", "office.yaml:4: "),
            ("name: ก\npage:\n  margin_top: x\n", "office.yaml:3: `x` is not a number"),
            ("name: ก\npage:\n  margin_top: -1\n", "office.yaml:3: `-1` must be greater than 0"),
            ("name: ก\npage:\n  margin_top: nan\n", "office.yaml:3: "),
            ("name: ก\npage:\n  margin_top: 1e300\n", "office.yaml:3: "),
            ("name: ก\npage:\n  margin_tpo: 1\n", "office.yaml:3: "),
            ("name: ก\npage:\n  margin_left: 20\n", "office.yaml:3: "),
            ("name: ก\npage:\n  text_size: 12\n", "office.yaml:3: "),
            ("name: '{case.title}'\nunit: <b>ก</b>\n", "office.yaml:2: `<b>` looks like"),
        ],
    )
    def test_wrong(self, folder: Folder, office: str, problem: str) -> None:
        folder.write({"office.yaml": office})
        for found in (folder.refused(), folder.refused("cases/one/annex.yml")):
            (only,) = found
            assert only.startswith(problem)


class TestProblems:
    """A SheetError holds every problem of every sheet."""

    def test_all_at_once(self, folder: Folder) -> None:
        folder.change("cases/one/b/memo.yaml", "[somchai]", "[somchay, {name: ก, nam: ข}]")
        folder.change("cases/one/b/memo.yaml", "9 มกราคม", "31 กุมภาพันธ์")
        folder.change("cases/one/announcement.yaml", "subject: ", "subjct: ")
        folder.change("cases/one/annex.yml", "annex", "annexx")
        problems = folder.refused()
        assert [problem.split(": ")[0] for problem in problems] == [
            "cases/one/b/memo.yaml:3",
            "cases/one/b/memo.yaml:4",  # the announcement has no subject to name
            "cases/one/b/memo.yaml:7",
            "cases/one/b/memo.yaml:7",
            "cases/one/announcement.yaml:1",
            "cases/one/announcement.yaml:3",
            "cases/one/annex.yml:1",
        ]
        assert all("\n" not in problem for problem in problems)

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("annex.yml", "title_lines: [กรอบแนวทาง, แนบท้าย]", "title_lines: [<b>]"),
            (
                "annex.yml",
                "title_lines: [กรอบแนวทาง, แนบท้าย]",
                "title_lines: [ก]\ntables: [{columns: [{title: ก, width: 0}], rows: []}]",
            ),
            ("b/memo.yaml", "[somchai]", "[nobody]"),
            ("b/memo.yaml", "subject: ", "subject: <i>"),
            ("b/memo.yaml", "kind: memo", "kind: memo\nacknowledgements: [{signer: no}]"),
        ],
    )
    def test_one_mistake_is_one_problem(
        self, folder: Folder, name: str, old: str, new: str
    ) -> None:
        folder.change(f"cases/one/{name}", old, new)
        assert len(folder.refused()) == 1

    @pytest.mark.parametrize(
        ("name", "old", "new", "problem"),
        [
            ("case.yaml", "id: annex", "id: zebra", "case.yaml:8: two documents of the case"),
            (
                "case.yaml",
                "file: annex.yml",
                "file: anex.yml",
                "case.yaml:8: the case lists `anex.",
            ),
            (
                "case.yaml",
                "[announcement, annex]",
                "[anex]",
                "case.yaml:6: no document of the case",
            ),
            ("case.yaml", "shows:", "show:", "case.yaml:6: `show` is not one of: "),
            ("case.yaml", "id: annex", "id: Annex", "case.yaml:8: `Annex` cannot stand in the"),
            (
                "case.yaml",
                "annex.yml",
                "../a.yaml",
                "case.yaml:8: `../a.yaml` must be a .yaml file",
            ),
            ("case.yaml", "annex.yml", "x/../../a.yml", "case.yaml:8: `x/../../a.yml` must be a"),
            ("case.yaml", "annex.yml", "/etc/passwd", "case.yaml:8: `/etc/passwd` must be a .yaml"),
            ("case.yaml", "annex.yml", "/a.yaml", "case.yaml:8: `/a.yaml` must be a .yaml file"),
            ("case.yaml", "annex.yml", "annex.txt", "case.yaml:8: `annex.txt` must be a .yaml"),
            ("case.yaml", "annex.yml", "", "case.yaml:8: "),
            ("case.yaml", "annex.yml", "[annex.yml]", "case.yaml:8: "),
            ("case.yaml", "annex.yml", '"a\\0.yml"', "case.yaml:8: "),
            ("case.yaml", "fiscal_year: 2568", "fiscal_year: 2025", "case.yaml:2: "),
            (
                "case.yaml",
                "{case.fiscal_year}",
                "{case.yaer}",
                "case.yaml:1: nothing here is called",
            ),
            ("case.yaml", "{office.name}", "{office.nam}", "case.yaml:7: nothing here is called"),
            ("annex.yml", "kind: annex", "kind: poem", "annex.yml:1: `kind:` must be one of: memo"),
            ("annex.yml", "kind: annex\n", "", "annex.yml:1: `kind:` must be one of: memo, "),
            ("annex.yml", "kind: annex", "kind: [annex]", "annex.yml:1: `kind:` must be one of"),
            ("annex.yml", "kind: annex", "kind:", "annex.yml:1: `kind:` must be one of: memo, "),
            ("b/memo.yaml", "ตย 0132/7", "ที่สุด", "b/memo.yaml:2: "),
            ("b/memo.yaml", "to: ", "too: x\nto: ", "b/memo.yaml:5: there is no field `too` here"),
            ("b/memo.yaml", "[somchai]", "somchai", "b/memo.yaml:7: the field `signers` must be a"),
            (
                "b/memo.yaml",
                "kind: memo",
                "kind: memo\nurgency: เร็ว",
                "b/memo.yaml:2: `เร็ว` is not",
            ),
            ("b/memo.yaml", "kind: memo", "kind: memo\nsecrecy: ลับที่สุด", "b/memo.yaml:2: "),
            ("b/memo.yaml", "kind: memo", "kind: memo\nlandscape: มาก", "b/memo.yaml:2: `มาก` is"),
        ],
    )
    def test_each_stands_at_its_line(
        self, folder: Folder, name: str, old: str, new: str, problem: str
    ) -> None:
        folder.change(f"cases/one/{name}", old, new)
        (only,) = folder.refused()
        assert only.startswith(f"cases/one/{problem}")

    def test_a_link_that_leads_out(self, folder: Folder) -> None:
        outside = folder.path.parent / "secret.yaml"
        outside.write_text(ANNEX, "utf-8")
        annex = folder.path / "cases/one/annex.yml"
        annex.unlink()
        annex.symlink_to(outside)
        (problem,) = folder.refused()
        assert problem.startswith("cases/one/case.yaml:8: `annex.yml` must be a .yaml file inside")

    def test_no_documents(self, folder: Folder) -> None:
        folder.write({"cases/one/case.yaml": "title: ก\ndocuments: []\n"})
        assert folder.refused() == ["cases/one/case.yaml:2: the list `documents` is empty"]

    def test_too_many_documents(self, folder: Folder) -> None:
        lines = "".join(f"  - {{id: a{n}, file: annex.yml}}\n" for n in range(501))
        folder.write({"cases/one/case.yaml": f"title: ก\ndocuments:\n{lines}"})
        (problem,) = folder.refused()
        assert problem.startswith("cases/one/case.yaml:2: the list `documents` has more items")

    def test_no_case(self, folder: Folder) -> None:
        (folder.path / "cases/one/case.yaml").unlink()
        assert folder.refused() == ["cases/one/case.yaml:1: there is no such file"]

    def test_no_document(self, folder: Folder) -> None:
        assert folder.refused("cases/one/no.yaml") == ["cases/one/no.yaml:1: there is no such file"]

    def test_facts_that_name_each_other(self, folder: Folder) -> None:
        folder.change(
            "cases/one/announcement.yaml", "มาตรการของ {office.name}", "'{zebra.subject}'"
        )
        problems = folder.refused()
        assert {problem.split(": ")[0] for problem in problems} == {
            "cases/one/b/memo.yaml:4",
            "cases/one/announcement.yaml:3",
        }
        assert all(problem.endswith("leads back to itself") for problem in problems)

    def test_facts_that_unfold(self, folder: Folder) -> None:
        lines = [f"  - {{id: d{n}, file: d{n}.yaml}}\n" for n in range(4)]
        folder.write({"cases/one/case.yaml": f"title: ก\ndocuments:\n{''.join(lines)}"})
        for n in range(4):
            subject = f"{{d{n + 1}.subject}}" * 90 if n < 3 else "ก" * 2000
            text = f"kind: announcement\nsubject: '{subject}'\nbody: ข\n"
            folder.write({f"cases/one/d{n}.yaml": text})
        assert [problem.split(": ")[0] for problem in folder.refused()] == [
            "cases/one/d0.yaml:2",
            "cases/one/d1.yaml:2",
            "cases/one/d2.yaml:2",
        ]
