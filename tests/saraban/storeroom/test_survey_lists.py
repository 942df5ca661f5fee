"""The yearly survey and what is decided about its list: forms 25, 21 and 22."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from old_office import (
    A4_LYING,
    CACTUS,
    COMMITTEE,
    COPIED,
    ENGLISH,
    IN_TIME,
    JASMINE,
    PURCHASE,
    SCANNED,
    SHEET,
    SUBJECTS,
    USAGE,
    cells,
    day,
    line,
    log,
    make,
    page,
    refused,
    say,
    storeroom,
)

from records.spelling import squeeze

if TYPE_CHECKING:
    from pathlib import Path

    from house import House


class TestSurvey:
    """สำรวจหนังสือที่ครบกำหนดอายุการเก็บ ภายใน ๖๐ วันหลังจากวันสิ้นปีปฏิทิน (ข้อ ๖๖)"""

    def test_says_what_is_due_and_what_is_not(self, kept: House) -> None:
        before = log(kept)
        said = say(kept, *IN_TIME, "--dry-run")
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
        ended = kept.run(*IN_TIME, "--dry-run", **ENGLISH)
        loud = "HELD: ตย ๐๑๓๒/๒ is over, but “คดี 1/2567” holds it: ศาลเรียกเอกสาร"
        assert loud in ended.out.splitlines()
        assert "“คดี 1/2567”" in ended.err
        assert "2 were never filed" in ended.out

    def test_enters_a_list_and_prints_form_25(self, kept: House) -> None:
        said = say(kept, *IN_TIME, "--pdf", "f25.pdf", "--xlsx", "f25.xlsx")
        assert said["listed"] == [CACTUS, JASMINE]
        assert log(kept)[said["list"]].name == "surveyed"
        size, words = page(kept.folder / "f25.pdf")
        assert size == A4_LYING
        wanted = ("แบบที่ ๒๕", "บัญชีหนังสือขอทำลาย", "ประจำปี พ.ศ. ๒๕๖๗", "การพิจารณา", "ประธานกรรมการ")
        for each in wanted:
            assert squeeze(each) in words
        assert squeeze(SUBJECTS[PURCHASE]) not in words
        assert SUBJECTS[JASMINE] in cells(kept.folder / "f25.xlsx")
        again = say(kept, *IN_TIME)
        assert (again["due"], again["list"]) == ([], None)
        assert [each["entry"] for each in again["listed"]] == []

    def test_may_list_only_some(self, kept: House) -> None:
        said = say(kept, "survey", f"@{JASMINE}", *IN_TIME[1:])
        assert said["listed"] == [JASMINE]
        held = refused(kept, "survey", f"@{PURCHASE}", *IN_TIME[1:])
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
        said = say(kept, *IN_TIME)
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
