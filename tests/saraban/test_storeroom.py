"""The storeroom as a clerk works in it: from form 19 to form 25 and the fire."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdf
import pytest
from old_office import (
    CACTUS,
    COMMITTEE,
    COPIED,
    ENGLISH,
    JASMINE,
    PURCHASE,
    REFUSED,
    SCAN,
    SCANNED,
    SHEET,
    SUBJECTS,
    USAGE,
    agreed,
    copied,
    day,
    dispose,
    keep,
    make,
    raw,
    refused,
    say,
    storeroom,
)

from records.digits import to_thai
from records.spelling import squeeze
from registry.keeping.retention import classes
from registry.ledger import read_acts
from registry.register import Register
from saraban.disposing import Disposal

if TYPE_CHECKING:
    from pathlib import Path

    from house import House

    from registry.acts import Act

MEMOS = tuple(f"ตย 0132/{entry}" for entry in (CACTUS, PURCHASE, JASMINE))
OLD = ("--year", "2556")
FILED = ("--date", "10 ม.ค. 2557")
A4_LYING = (842, 595)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make(tmp_path_factory.mktemp("old") / "office")


@pytest.fixture(scope="module")
def filed(old: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The memos are filed for ten years, and held is the one about a purchase."""
    house = copied(old, tmp_path_factory.mktemp("filed") / "office")
    with storeroom(house) as room:
        keep(room, CACTUS, PURCHASE, JASMINE, file_code="สธ 01.2")
        room.hold("คดี 1/2567", room.lines_of([PURCHASE]), reason="ศาลเรียกเอกสาร")
    return house


@pytest.fixture
def office(old: House, tmp_path: Path) -> House:
    return copied(old, tmp_path / "office")


@pytest.fixture
def kept(filed: House, tmp_path: Path) -> House:
    return copied(filed, tmp_path / "office")


def log(house: House) -> list[Act]:
    register = Register.open(house.folder)
    with register.store.reading() as reader:
        acts = list(read_acts(reader))
    register.close()
    return acts


def page(path: Path) -> tuple[tuple[int, int], str]:
    """Return the size of a file's first page in points, and its words."""
    pages = pypdf.PdfReader(path).pages
    box = pages[0].mediabox
    words = squeeze("".join(each.extract_text() for each in pages))
    return (round(float(box.width)), round(float(box.height))), words


def cells(path: Path) -> str:
    rows = openpyxl.load_workbook(path).active
    assert rows is not None
    return " ".join(str(cell.value) for row in rows.iter_rows() for cell in row if cell.value)


def line(house: House, entry: int) -> dict[str, Any]:
    """Return a line of the book of letters sent."""
    items = say(house, "register", *OLD)["items"]
    (found,) = (item for item in items if item["entry"] == entry)
    return dict(found)


class TestClasses:
    def test_are_listed(self, office: House) -> None:
        said = say(office, "keep")["classes"]
        assert [each["id"] for each in said] == list(classes())
        assert said[0] == {
            "id": "normal",
            "name": "หนังสือทั่วไป",
            "english": "ordinary records",
            "years": 10,
            "for_ever": False,
            "law": None,
            "clause": "ข้อ ๕๗",
        }
        lines = office.run("keep").out.splitlines()
        assert len(lines) == len(classes())
        assert lines[0].startswith("normal: หนังสือทั่วไป")

    def test_stand_in_the_help(self, office: House) -> None:
        words = " ".join(office.run("keep", "--help", **ENGLISH).out.split())
        assert ", ".join(classes()) in words

    def test_another_is_refused(self, office: House) -> None:
        said = refused(office, "keep", MEMOS[0], *OLD, "--class", "gold")
        assert "`gold`" in said
        assert "normal, copy, routine" in said


class TestKeep:
    """บัญชีหนังสือส่งเก็บ (แบบที่ ๑๙)"""

    def test_files_records_in_their_usual_class(self, office: House) -> None:
        arguments = (*MEMOS[:2], *OLD, *FILED, "--file-code", "สธ 01.2")
        said = say(office, "keep", *arguments, "--pdf", "f19.pdf", "--xlsx", "f19.xlsx")
        assert [
            (each["entry"], each["retention"], each["keep_until"]) for each in said["filed"]
        ] == [
            (CACTUS, "normal", 2566),
            (PURCHASE, "normal", 2566),
        ]
        size, words = page(office.folder / "f19.pdf")
        assert size == A4_LYING
        for wanted in ("แบบที่ ๑๙", "บัญชีหนังสือส่งเก็บ", "ตย ๐๑๓๒/๒", "๑๐ ปี", SUBJECTS[CACTUS]):
            assert squeeze(wanted) in words
            assert wanted in cells(office.folder / "f19.xlsx") or wanted == "แบบที่ ๑๙"
        assert line(office, CACTUS)["file_code"] == "สธ 01.2"
        assert [act.name for act in log(office)][-3:] == ["filed", "exported", "exported"]

    def test_says_until_when(self, office: House) -> None:
        ended = office.run("keep", MEMOS[0], *OLD, **ENGLISH)
        assert ended.out.splitlines() == [
            "ตย ๐๑๓๒/๑ (ordinary records) is kept until the end of 2566",
            "1 records were filed.",
        ]
        assert "๒๕๖๖" not in ended.err
        thai = office.run("keep", MEMOS[1], *OLD, "--class", "history")
        assert (thai.code, thai.err) == (0, "")
        assert "ตลอดไป" in thai.out

    def test_files_a_whole_book_once(self, office: House) -> None:
        assert len(say(office, "keep", "--book", "sent", *OLD)["filed"]) == 3
        assert len(say(office, "keep", *OLD)["filed"]) == 2
        assert say(office, "keep", *OLD) == {"filed": [], "entries": [], "files": []}

    def test_knows_received_documents_and_entries(self, office: House) -> None:
        said = say(office, "keep", to_thai("1"), f"@{COPIED}", *OLD)
        assert [each["entry"] for each in said["filed"]] == [SCANNED, COPIED]

    def test_a_year_needs_the_law_that_sets_it(self, office: House) -> None:
        money = (MEMOS[1], *OLD, "--class", "finance")
        assert "needs the law" in refused(office, "keep", *money, "--until", "2570")
        (undetermined,) = say(office, "keep", *money)["filed"]
        assert undetermined["keep_until"] is None
        basis = ("--basis", "หนังสือ ที่ กค 0402/ว 15", "--reason", "ตรวจสอบบัญชีแล้ว")
        (filed,) = say(office, "keep", *money, "--until", "พ.ศ. ๒๕๗๐", *basis)["filed"]
        assert filed["keep_until"] == 2570

    def test_anew_needs_a_reason(self, kept: House) -> None:
        said = refused(kept, "keep", *MEMOS, *OLD, "--class", "history")
        assert len(said.splitlines()) == 3
        assert "filing it anew needs a reason" in said
        reason = ("--reason", "มีคุณค่าทางประวัติศาสตร์")
        (filed,) = say(kept, "keep", MEMOS[0], *OLD, "--class", "history", *reason)["filed"]
        assert filed["keep_until"] == 0

    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            (("ตย 0132/77", *OLD), USAGE, "There is no ตย 0132/77"),
            (("@99",), USAGE, "There is no @99"),
            (("@0",), USAGE, "There is no @0"),
            (("@" + "9" * 30,), USAGE, "There is no @9999"),
            (("9" * 30, "--book", "orders"), USAGE, "There is no 9999"),
            (("หนึ่ง",), USAGE, "หนึ่ง"),
            ((MEMOS[0], *OLD, "--until", "2200"), USAGE, "2200"),
            ((MEMOS[0], *OLD, "--until", "2560"), REFUSED, "at least until the end of 2566"),
            ((MEMOS[0], *OLD, "--note", "ก" * 301), USAGE, "at most 300"),
            ((MEMOS[0], *OLD, "--date", "1 ม.ค. 2800"), REFUSED, "has not come yet"),
        ],
    )
    def test_says_what_is_wrong(
        self, office: House, arguments: tuple[str, ...], code: int, words: str
    ) -> None:
        before = len(log(office))
        assert words in refused(office, "keep", *arguments, code=code)
        assert len(log(office)) == before

    def test_voided_numbers_without_a_record_are_not_kept(self, office: House) -> None:
        office.run("reserve", "--reason", "รอ", "--until", "1 ม.ค. 2599", **ENGLISH)
        assert "there is no record to keep" in refused(office, "keep", "ตย 0132/1")


class TestStore:
    """ทะเบียนหนังสือเก็บ (แบบที่ ๒๐)"""

    def test_shows_what_was_filed_in_a_year(self, kept: House) -> None:
        arguments = ("--year", "2557", "--pdf", "f20.pdf", "--xlsx", "f20.xlsx")
        said = say(kept, "store", *arguments)
        assert [(each["entry"], each["filed"]) for each in said["items"]] == [
            (entry, "2014-01-10") for entry in SUBJECTS
        ]
        size, words = page(kept.folder / "f20.pdf")
        assert size == A4_LYING
        for wanted in ("แบบที่ ๒๐", "ทะเบียนหนังสือเก็บ", "๑๐ ม.ค. ๒๕๕๗", "เก็บถึง พ.ศ. ๒๕๖๖"):
            assert squeeze(wanted) in words
        assert "สธ ๐๑.๒" in cells(kept.folder / "f20.xlsx")

    def test_on_the_terminal(self, kept: House) -> None:
        shown = kept.run("store", "--year", "2557").out
        assert "ระงับการทำลาย: คดี ๑/๒๕๖๗" in " ".join(shown.split())
        assert kept.run("store", "--year", "2558").out.splitlines()[0].endswith("พ.ศ. ๒๕๕๘")


class TestHold:
    """ระงับการทำลาย: a named hold that blocks disposal loudly."""

    def test_is_listed_and_shown_in_the_books(self, kept: House) -> None:
        (hold,) = say(kept, "hold")["holds"]
        assert hold["name"] == "คดี 1/2567"
        assert hold["records"] == [{"entry": PURCHASE, "number": "ตย ๐๑๓๒/๒"}]
        assert line(kept, PURCHASE)["holds"] == ["คดี 1/2567"]
        assert line(kept, CACTUS)["holds"] == []
        hits = say(kept, "search", "ครุภัณฑ์")["hits"]
        assert [hit["holds"] for hit in hits] == [["คดี 1/2567"]]

    def test_is_chosen_by_subject_and_widened(self, office: House) -> None:
        reason = ("--reason", "ป.ป.ช. ขอเอกสาร", "--asked-by", "ป.ป.ช.")
        said = say(office, "hold", "เรื่องร้องเรียน", "--subject", "จัดซื้อ", *reason)["hold"]
        assert [each["entry"] for each in said["records"]] == [PURCHASE]
        said = say(office, "hold", "เรื่องร้องเรียน", f"@{SCANNED}", *reason)["hold"]
        assert [each["entry"] for each in said["records"]] == [PURCHASE, SCANNED]
        assert said["asked_by"] == "ป.ป.ช."

    def test_is_lifted_once_and_for_ever(self, kept: House) -> None:
        lift = ("hold", "คดี 1/2567", "--lift", "--reason", "คดีถึงที่สุด")
        assert say(kept, *lift)["hold"]["lifted_because"] == "คดีถึงที่สุด"
        assert line(kept, PURCHASE)["holds"] == []
        assert "needs another name" in refused(kept, *lift)
        again = ("hold", "คดี 1/2567", MEMOS[0], *OLD, "--reason", "คดีใหม่")
        assert "needs another name" in refused(kept, *again)

    def test_says_what_is_wrong(self, office: House) -> None:
        assert "--reason" in refused(office, "hold", "คดี", f"@{CACTUS}", code=USAGE)
        assert "no hold called" in refused(office, "hold", "คดี", "--lift", "--reason", "ก")
        assert "--book" in refused(office, "hold", "คดี", "--reason", "ก", code=USAGE)
        none = ("hold", "คดี", "--subject", "ไม่มีเรื่องนี้", "--reason", "ก")
        assert "No record fits" in refused(office, *none)
        two_lines = ("hold", "คดี", "--subject", "ก\nข", "--reason", "ก")
        assert "one line" in refused(office, *two_lines, code=USAGE)
        assert say(office, "hold") == {"holds": []}


class TestSurvey:
    """สำรวจหนังสือที่ครบกำหนดอายุการเก็บ ภายใน ๖๐ วันหลังจากวันสิ้นปีปฏิทิน (ข้อ ๖๖)"""

    IN_TIME = ("survey", "--year", "2567", "--date", "15 ม.ค. 2567")

    def test_says_what_is_due_and_what_is_not(self, kept: House) -> None:
        before = log(kept)
        said = say(kept, *self.IN_TIME, "--dry-run")
        assert [each["entry"] for each in said["due"]] == [CACTUS, JASMINE]
        (held,) = said["held"]
        assert (held["entry"], held["holds"]) == (
            PURCHASE,
            [{"name": "คดี 1/2567", "reason": "ศาลเรียกเอกสาร"}],
        )
        assert [each["entry"] for each in said["unfiled"]] == [SCANNED, COPIED]
        assert (said["late"], said["list"], said["sheet"]) == (False, None, None)
        assert log(kept) == before
        assert not (kept.folder / "disposal").exists()

    def test_names_each_hold_loudly(self, kept: House) -> None:
        ended = kept.run(*self.IN_TIME, "--dry-run", **ENGLISH)
        loud = "HELD: ตย ๐๑๓๒/๒ is over, but “คดี 1/2567” holds it: ศาลเรียกเอกสาร"
        assert loud in ended.out.splitlines()
        assert "“คดี 1/2567”" in ended.err
        assert "2 were never filed" in ended.out

    def test_enters_a_list_and_prints_form_25(self, kept: House) -> None:
        said = say(kept, *self.IN_TIME, "--pdf", "f25.pdf", "--xlsx", "f25.xlsx")
        assert said["listed"] == [CACTUS, JASMINE]
        assert log(kept)[said["list"]].name == "surveyed"
        size, words = page(kept.folder / "f25.pdf")
        assert size == A4_LYING
        wanted = ("แบบที่ ๒๕", "บัญชีหนังสือขอทำลาย", "ประจำปี พ.ศ. ๒๕๖๗", "การพิจารณา", "ประธานกรรมการ")
        for each in wanted:
            assert squeeze(each) in words
        assert squeeze(SUBJECTS[PURCHASE]) not in words
        assert SUBJECTS[JASMINE] in cells(kept.folder / "f25.xlsx")
        again = say(kept, *self.IN_TIME)
        assert (again["due"], again["list"]) == ([], None)
        assert [each["entry"] for each in again["listed"]] == []

    def test_may_list_only_some(self, kept: House) -> None:
        said = say(kept, "survey", f"@{JASMINE}", *self.IN_TIME[1:])
        assert said["listed"] == [JASMINE]
        held = refused(kept, "survey", f"@{PURCHASE}", *self.IN_TIME[1:])
        assert "HELD by “คดี 1/2567”" in held

    def test_is_late_and_made_all_the_same(self, kept: House) -> None:
        ended = kept.run("survey", "--year", "2567", "--date", "1 พ.ค. 2567", **ENGLISH)
        assert ended.code == 0
        assert "๒๙ กุมภาพันธ์ ๒๕๖๗" in ended.err

    def test_of_a_year_that_has_not_begun(self, kept: House) -> None:
        said = refused(kept, "survey", "--year", "2568", "--date", "31 ธ.ค. 2567")
        assert "begins on 1 January 2568" in said

    @pytest.mark.parametrize("year", ["1", "2483", "-5", "9999"])
    def test_of_no_year_of_ours(self, office: House, year: str) -> None:
        assert year in refused(office, "survey", "--year", year, code=USAGE)

    def test_knows_three_forms(self, office: House) -> None:
        said = refused(office, "survey", "--form", "24", code=USAGE)
        assert said.startswith("There is no list of form 24; there are: 25, 21, 22\n")


class TestTwentyYears:
    """หนังสือที่มีอายุครบ ๒๐ ปี … ส่งมอบให้สำนักหอจดหมายเหตุแห่งชาติ (ข้อ ๕๘)"""

    def test_handed_over_or_kept(self, tmp_path: Path) -> None:
        house = make(tmp_path / "office", 2003)
        when = ("--year", "2567", "--date", "15 ม.ค. 2567")
        found = say(house, "survey", *when, "--dry-run")
        assert len(found["twenty"]) == 5
        given = (f"@{CACTUS}", f"@{JASMINE}", "--form", "21", "--pdf", "f21.pdf")
        place = say(house, "survey", *given, *when)["list"]
        size, words = page(house.folder / "f21.pdf")
        assert size == A4_LYING
        for wanted in ("แบบที่ ๒๑", "บัญชีส่งมอบหนังสือครบ ๒๐ ปี", "ผู้รับมอบ", SUBJECTS[CACTUS]):
            assert squeeze(wanted) in words
        sheet = house.folder / f"disposal/{place}-handed_over.yaml"
        text = sheet.read_text("utf-8").replace("date: ", "date: 31 ม.ค. 2567")
        text = text.replace("receiver: ", "receiver: หอจดหมายเหตุ")
        sheet.write_text(text.replace(f"  {CACTUS}: ", f"  {CACTUS}: ส่งมอบ"), "utf-8")
        said = say(house, "decide", place, "--stage", "handed_over")
        verdicts = {each["entry"]: each["verdict"] for each in said["records"]}
        assert verdicts == {CACTUS: "handed_over", JASMINE: "listed"}
        say(house, "survey", "--form", "22", *when, "--xlsx", "f22.xlsx")
        assert SUBJECTS[PURCHASE] in cells(house.folder / "f22.xlsx")
        assert say(house, "survey", *when, "--dry-run")["twenty"] == []


class TestSecrets:
    """หนังสือที่ต้องสงวนเป็นความลับ ให้ปฏิบัติตามกฎหมายว่าด้วยการนั้น (ข้อ ๕๗.๑)"""

    def test_show_nothing_but_their_number(self, office: House) -> None:
        slip = ("--from", "จังหวัด", "--subject", "เรื่องปกปิด", "--secrecy", "ลับ")
        entry = say(office, "receive", *slip)["entry"]
        (filed,) = say(office, "keep", f"@{entry}")["filed"]
        assert (filed["retention"], filed["keep_until"]) == ("secret", None)
        assert filed["subject"] is None
        (shown,) = say(office, "store")["items"]
        assert "เรื่องปกปิด" not in json.dumps(shown, ensure_ascii=False)
        assert "is secret" in refused(
            office, "keep", f"@{entry}", "--class", "normal", "--reason", "ก"
        )


class TestDecide:
    """คณะกรรมการทำลายหนังสือ หัวหน้าส่วนราชการ สำนักหอจดหมายเหตุแห่งชาติ (ข้อ ๖๗ ถึง ๗๐)"""

    @pytest.fixture
    def place(self, kept: House) -> int:
        with storeroom(kept) as room:
            found = room.survey(2567, day("15 ม.ค. 2567"))
            return room.make_list(found, 25, found.due).place

    def sheet(self, kept: House, place: int, members: tuple[str, ...], *records: str) -> str:
        names = "".join(f"  - name: {name}\n" for name in members)
        lines = "".join(f"  {each}\n" for each in records)
        kept.write(
            "committee.yaml",
            f"list: {place}\nstage: committee\ndate: 20 ม.ค. 2567\nmembers:\n{names}"
            f"records:\n{lines}others: ทำลาย\n",
        )
        return "committee.yaml"

    def take(self, kept: House, place: int, *members: str, records: tuple[str, ...]) -> Any:
        sheet = self.sheet(kept, place, members, *records)
        return say(kept, "decide", place, "--stage", "committee", "--sheet", sheet)

    def test_a_sheet_is_laid_out_for_each_step(self, kept: House) -> None:
        said = say(kept, *TestSurvey.IN_TIME)
        place, sheet = said["list"], f"disposal/{said['list']}-committee.yaml"
        text = (kept.folder / sheet).read_text("utf-8")
        lines = [each for each in text.splitlines() if each.startswith("  ") and "#" in each]
        assert [each.split("#")[0].strip() for each in lines] == [f"{CACTUS}:", f"{JASMINE}:"]
        assert lines[0].endswith(f"ตย ๐๑๓๒/๑ ๔ มี.ค. ๒๕๕๖ {SUBJECTS[CACTUS]}")
        empty = refused(kept, "decide", place, "--stage", "committee", code=SHEET).splitlines()
        assert empty[0] == f"{sheet}:4: the field `date` is empty; fill it in"
        assert len(empty) == 4
        for name in COMMITTEE:
            text = text.replace("  - name:\n", f"  - name: {name}\n", 1)
        text = text.replace("date: ", "date: 20 ม.ค. 2567").replace("others: ", "others: ทำลาย")
        kept.write(sheet, text)
        said = say(kept, "decide", place, "--stage", "committee")
        assert said["next"] == "head"
        assert said["sheet"].endswith(f"disposal/{place}-head.yaml")
        assert {each["verdict"] for each in said["records"]} == {"destroy"}

    def test_the_whole_list_is_printed_with_what_was_decided(self, kept: House, place: int) -> None:
        records = (f"{JASMINE}: เก็บถึง พ.ศ. ๒๕๗๕", f"{CACTUS}:")
        said = self.take(kept, place, *COMMITTEE, records=records)
        verdicts = {each["entry"]: (each["verdict"], each["until"]) for each in said["records"]}
        assert verdicts == {CACTUS: ("destroy", None), JASMINE: ("kept", 2575)}
        say(kept, "decide", place, "--pdf", "f25.pdf")
        _, words = page(kept.folder / "f25.pdf")
        for wanted in ("×", "เก็บถึง พ.ศ. ๒๕๗๕", *COMMITTEE):
            assert squeeze(wanted) in words
        assert line(kept, JASMINE)["keep_until"] == 2575

    def test_a_committee_of_two_is_refused(self, kept: House, place: int) -> None:
        sheet = self.sheet(kept, place, COMMITTEE[:2], f"{CACTUS}:", f"{JASMINE}:")
        said = refused(kept, "decide", place, "--stage", "committee", "--sheet", sheet)
        assert "has 2 members" in said

    @pytest.mark.parametrize(
        ("records", "number", "words"),
        [
            ((f"{CACTUS}: เผา", f"{JASMINE}:"), 9, "“เผา” is not one of: ทำลาย, 2575, ตลอดไป"),
            ((f"{CACTUS}:", f"{JASMINE}:", "77: ทำลาย"), 11, "77 does not stand on the list"),
            ((f"{CACTUS}:",), 8, f"nothing is said about {JASMINE}"),
            ((f"{CACTUS}: รอ", f"{JASMINE}:"), 9, "“รอ” is not one of"),
        ],
    )
    def test_what_is_wrong_stands_at_its_line(
        self, kept: House, place: int, records: tuple[str, ...], number: int, words: str
    ) -> None:
        sheet = self.sheet(kept, place, COMMITTEE, *records)
        arguments = ("decide", place, "--stage", "committee", "--sheet", sheet)
        said = refused(kept, *arguments, code=SHEET)
        assert said.startswith(f"committee.yaml:{number}: ")
        assert words in said

    def test_a_sheet_belongs_to_its_list_and_step(self, kept: House, place: int) -> None:
        sheet = self.sheet(kept, 99, COMMITTEE, f"{CACTUS}:")
        said = refused(kept, "decide", place, "--stage", "committee", "--sheet", sheet, code=SHEET)
        assert said == f"committee.yaml:1: this sheet is about the list 99, not {place}\n"

    def test_no_step_before_the_one_that_it_needs(self, kept: House, place: int) -> None:
        sheet = f"list: {place}\nstage: sent\ndate: 20 ม.ค. 2567\n"
        kept.write("sent.yaml", sheet)
        said = refused(kept, "decide", place, "--stage", "sent", "--sheet", "sent.yaml")
        assert "needs the step `head` first" in said

    def test_a_draft_is_never_written_over(self, kept: House, place: int) -> None:
        draft = ("decide", place, "--stage", "withdrawn", "--draft")
        assert kept.run(*draft).code == 0
        assert kept.run(*draft).code == 9

    def test_lists_and_what_they_wait_for(self, kept: House, place: int) -> None:
        (listed,) = say(kept, "decide")["lists"]
        assert (listed["list"], listed["next"]) == (place, "committee")
        thai = kept.run("decide").out
        assert str(place) in thai
        assert "คณะกรรมการ" in thai
        assert "is no list" in refused(kept, "decide", 1)
        unknown = refused(kept, "decide", place, "--stage", "burn", code=USAGE)
        assert "committee, head, sent" in unknown


class TestDispose:
    """ทำลาย: the content goes, the entry stays."""

    @pytest.fixture
    def ready(self, kept: House) -> int:
        with storeroom(kept) as room:
            return agreed(room, CACTUS, JASMINE).place

    def test_erases_content_and_keeps_the_line(self, kept: House, ready: int) -> None:
        frozen = line(kept, CACTUS)["record"]
        print_of = hashlib.sha256((kept.folder / "out/issued/memo-1.pdf").read_bytes()).hexdigest()
        words = f"ถ้อยคำในเรื่อง{SUBJECTS[CACTUS]}"
        assert say(kept, "search", words)["hits"]
        assert words.encode() in raw(kept)
        said = say(kept, "dispose", ready, "--method", "ย่อยทำลาย", "--report", "ตย 0132/98")
        assert [each["entry"] for each in said["disposed"]] == [CACTUS, JASMINE]
        assert {frozen, print_of} <= {*said["erased"]}
        assert words.encode() not in raw(kept)
        names = {path.name for path in kept.folder.joinpath("register/content").rglob("*")}
        assert names.isdisjoint(said["erased"])
        after = line(kept, CACTUS)
        assert (after["number"], after["subject"]) == ("ตย ๐๑๓๒/๑", SUBJECTS[CACTUS])
        assert (after["disposed"], after["state"], after["record"]) == (True, "issued", frozen)
        assert say(kept, "search", words, code=1)["hits"] == []
        assert len(say(kept, "search", SUBJECTS[CACTUS])["hits"]) == 1
        (act,) = (act for act in log(kept) if act.name == "disposed")
        assert json.loads(act.body)["report"] == "ตย 0132/98"

    def test_what_is_kept_is_still_found(self, kept: House, ready: int) -> None:
        say(kept, "dispose", ready, "--method", "เผา")
        assert say(kept, "search", f"ถ้อยคำในเรื่อง{SUBJECTS[PURCHASE]}")["hits"]

    def test_the_register_still_verifies(self, kept: House, ready: int) -> None:
        say(kept, "dispose", ready, "--method", "เผา")
        ended = kept.run("verify", ".", **ENGLISH)
        assert ended.code == 0, ended.out
        assert "Passed" in ended.out

    def test_the_books_made_anew_say_the_same(self, kept: House, ready: int) -> None:
        say(kept, "dispose", ready, "--method", "เผา")
        before = say(kept, "register", *OLD)
        assert kept.run("rebuild").code == 0
        assert say(kept, "register", *OLD) == before
        assert say(kept, "search", "ถ้อยคำ")["hits"][0]["entry"] == PURCHASE

    def test_dry_run_changes_nothing(self, kept: House, ready: int) -> None:
        before = log(kept)
        said = say(kept, "dispose", ready, "--dry-run")
        assert [each["entry"] for each in said["disposed"]] == [CACTUS, JASMINE]
        assert said["erased"]
        assert log(kept) == before
        assert line(kept, CACTUS)["disposed"] is False

    def test_a_hold_blocks_it_loudly(self, kept: House, ready: int) -> None:
        say(kept, "hold", "ตรวจสอบภายใน", f"@{JASMINE}", "--reason", "สตง. ขอตรวจ")
        before = len(log(kept))
        for more in ((), ("--dry-run",)):
            said = refused(kept, "dispose", ready, "--method", "เผา", *more)
            assert "HELD by “ตรวจสอบภายใน”: สตง. ขอตรวจ" in said
        assert len(log(kept)) == before
        ended = kept.run("dispose", ready, "--method", "เผา", "--except-held", **ENGLISH)
        assert ended.code == 0
        assert "ตย ๐๑๓๒/๑ is disposed of" in ended.out
        assert "“ตรวจสอบภายใน” holds it" in ended.err
        assert line(kept, JASMINE)["disposed"] is False

    def test_every_hold_is_named(self, kept: House, ready: int) -> None:
        for name in ("คดี ก", "คดี ข"):
            say(kept, "hold", name, f"@{JASMINE}", f"@{CACTUS}", "--reason", "ศาล")
        said = kept.run("dispose", ready, "--method", "เผา")
        assert said.code == REFUSED
        lines = said.err.splitlines()
        assert len(lines) == 4
        assert all("คดี ก" in each or "คดี ข" in each for each in lines)

    def test_may_be_of_some_only(self, kept: House, ready: int) -> None:
        said = say(kept, "dispose", ready, MEMOS[2], *OLD, "--method", "เผา")
        assert [each["entry"] for each in said["disposed"]] == [JASMINE]
        said = say(kept, "dispose", ready, "--method", "เผา")
        assert [each["entry"] for each in said["disposed"]] == [CACTUS]
        ended = kept.run("dispose", ready, **ENGLISH)
        assert ended.out == "Nothing of this list is left to dispose of.\n"

    def test_copies_outside_the_register_are_said(self, kept: House, ready: int) -> None:
        ended = kept.run("dispose", ready, "--method", "เผา", **ENGLISH)
        for name in ("cases/old/memo-1.yaml", "out/issued/memo-3.pdf", "out/issued/memo-3.docx"):
            assert f"{name} holds the same outside the register" in ended.err

    def test_how_must_be_said(self, kept: House, ready: int) -> None:
        assert "--method" in refused(kept, "dispose", ready, code=USAGE)

    def test_what_is_gone_cannot_be_filed_held_or_listed(self, kept: House, ready: int) -> None:
        say(kept, "dispose", ready, "--method", "เผา")
        for arguments in (
            ("keep", f"@{CACTUS}", "--reason", "ก"),
            ("hold", "คดี ค", f"@{CACTUS}", "--reason", "ก"),
            ("survey", f"@{CACTUS}", *TestSurvey.IN_TIME[1:]),
        ):
            assert "was disposed of by entry" in refused(kept, *arguments)


class TestSilence:
    """ให้ถือว่าสำนักหอจดหมายเหตุแห่งชาติได้ให้ความเห็นชอบแล้ว (ข้อ ๗๐.๑)"""

    @pytest.fixture
    def sent(self, kept: House) -> int:
        with storeroom(kept) as room:
            found = room.survey(2567, day("15 ม.ค. 2567"))
            place = room.make_list(found, 25, found.due).place
            destroy = [CACTUS, JASMINE]
            members = [{"name": name} for name in COMMITTEE]
            committee = {"stage": "committee", "members": members, "destroy": destroy}
            room.decide(place, committee, day("20 ม.ค. 2567"))
            head = {"stage": "head", "name": "นายสมชาย ตัวอย่างดี", "destroy": destroy}
            room.decide(place, head, day("1 ก.พ. 2567"))
            room.decide(place, {"stage": "sent"}, day("2 ก.พ. 2567"))
        return place

    def test_is_no_consent_before_its_time(self, kept: House, sent: int) -> None:
        early = ("dispose", sent, "--method", "เผา", "--date", "2 เม.ย. 2567")
        assert "from ๓ เมษายน ๒๕๖๗ on" in refused(kept, *early)

    def test_is_consent_after_sixty_days(self, kept: House, sent: int) -> None:
        said = say(kept, "dispose", sent, "--method", "เผา", "--date", "3 เม.ย. 2567")
        assert [each["entry"] for each in said["disposed"]] == [CACTUS, JASMINE]

    def test_who_agreed_to_is_not_kept_waiting(self, kept: House, sent: int) -> None:
        with storeroom(kept) as room:
            answer = {"stage": "archives", "agreed": [JASMINE]}
            room.decide(sent, answer, day("20 ก.พ. 2567"))
        when = ("--date", "21 ก.พ. 2567")
        ended = kept.run("dispose", sent, "--method", "เผา", *when, **ENGLISH)
        assert ended.code == 0
        assert "1 records wait for the National Archives" in ended.err
        assert line(kept, CACTUS)["disposed"] is False


class TestSharedContent:
    """Content that another record also names stays with that one."""

    def test_stays_until_the_last_is_disposed_of(self, office: House) -> None:
        scan = hashlib.sha256(SCAN).hexdigest()
        lies = office.folder / "register/content" / scan[:2] / scan
        with storeroom(office) as room:
            keep(room, SCANNED, COPIED, retention="routine")
            dispose(room, SCANNED)
            assert lies.read_bytes() == SCAN
            dispose(room, COPIED)
        assert not lies.exists()
        assert office.run("verify", ".").code == 0

    def test_goes_with_the_last_of_one_list(self, office: House) -> None:
        scan = hashlib.sha256(SCAN).hexdigest()
        with storeroom(office) as room:
            keep(room, SCANNED, COPIED, retention="routine")
            listed = agreed(room, SCANNED, COPIED)
            gone = Disposal.of(room, listed).carry_out("เผา")
        assert gone.erased == {scan}


class TestBadDays:
    def test_what_a_crash_left_is_cleared_away(self, office: House) -> None:
        """The act was durable, but the machine stopped before the file was gone."""
        scan = hashlib.sha256(SCAN).hexdigest()
        lies = office.folder / "register/content" / scan[:2] / scan
        with storeroom(office) as room:
            keep(room, SCANNED, COPIED, retention="routine")
            place = dispose(room, SCANNED, COPIED).place
        lies.write_bytes(SCAN)
        size = len(log(office))
        assert say(office, "dispose", place)["disposed"] == []
        assert not lies.exists()
        assert len(log(office)) == size

    def test_lost_views_change_nothing(self, kept: House) -> None:
        """A hold is in the log, whatever became of the views."""
        with storeroom(kept) as room:
            place = agreed(room, CACTUS).place
            room.hold("คดี", room.lines_of([CACTUS]), reason="ศาล")
        for path in kept.folder.joinpath("register").glob("views.db*"):
            path.unlink()
        assert "HELD by “คดี”" in refused(kept, "dispose", place, "--method", "เผา")

    def test_views_that_forgot_a_hold_are_not_believed(self, kept: House, tmp_path: Path) -> None:
        """Somebody put the views of yesterday back, and made them say that they are of today."""
        register = kept.folder / "register"
        with storeroom(kept) as room:
            place = agreed(room, CACTUS).place
        shutil.copy(register / "views.db", tmp_path / "views.db")
        with storeroom(kept) as room:
            room.hold("คดี", room.lines_of([CACTUS]), reason="ศาล")
            origin, size, digest = room.views.store.progress() or ("", 0, b"")
        shutil.copy(tmp_path / "views.db", register / "views.db")
        with storeroom(kept) as room:
            with room.views.store.writing():
                room.views.store.database.execute(
                    "DELETE FROM keeping WHERE place = ?", (size - 1,)
                )
                room.views.store.set_progress(origin, size, digest)
            assert "คดี" not in [hold.name for hold in room.holds()]
        assert "HELD by “คดี”" in refused(kept, "dispose", place, "--method", "เผา")
