"""Filing and holding as a clerk does it: forms 19 and 20, and what a named hold covers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from old_office import (
    A4_LYING,
    CACTUS,
    COPIED,
    ENGLISH,
    MEMOS,
    OLD,
    PURCHASE,
    REFUSED,
    SCANNED,
    SUBJECTS,
    USAGE,
    cells,
    line,
    log,
    page,
    refused,
    say,
)

from records.digits import to_thai
from records.spelling import squeeze
from registry.keeping.retention import classes

if TYPE_CHECKING:
    from house import House

FILED = ("--date", "10 ม.ค. 2557")


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
