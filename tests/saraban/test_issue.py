"""Issuing as a clerk does it: the real program, a real register, real pages."""

from __future__ import annotations

import json

import pypdf
import pytest
from counter_work import ENGLISH, NOW, TODAY, YEAR, dated, issue, log, memo, words
from house import MEMO_FILE, OFFICE, House

from records.digits import to_arabic, to_thai
from records.spelling import squeeze
from registry.acts import Corrected
from registry.irregularity import BANGKOK
from registry.register import Register

SHEET, NUMBER, REGISTER = 4, 12, 11
FONT = 7


class TestIssue:
    """`issue` takes the next number, freezes the record, logs it and prints it."""

    def test_gives_the_first_number_of_the_year(self, office: House) -> None:
        given = issue(office, MEMO_FILE)
        assert given["number"] == "ตย ๐๑๓๒/๑"
        assert given["date"] == TODAY.date.isoformat()
        assert given["irregular"] == []

    def test_writes_number_and_date_into_the_sheet(self, office: House) -> None:
        issue(office, MEMO_FILE)
        text = (office.folder / MEMO_FILE).read_text("utf-8")
        day = to_arabic(str(TODAY))
        assert text == memo().replace("memo\n", f"memo\nnumber: ตย 0132/1\ndate: {day}\n", 1)

    def test_prints_the_number_on_the_page(self, office: House) -> None:
        files = issue(office, MEMO_FILE)["files"]
        assert [name.rpartition(".")[2] for name in files] == ["pdf", "docx"]
        assert squeeze("ที่ ตย ๐๑๓๒/๑") in words(office.folder / files[0])

    def test_freezes_record_pages_and_office(self, office: House) -> None:
        files = issue(office, MEMO_FILE)["files"]
        act = log(office)[-1]
        register = Register.open(office.folder)
        with register.store.reading() as reader:
            record = json.loads(reader.content(act.record) or b"")
            pages = [reader.content(file.sha256) for file in act.files]
            sheet = json.loads(reader.content(act.office_sheet) or b"")
        register.close()
        assert (record["number"], record["subject"]) == ("ตย ๐๑๓๒/๑", "ทดสอบ")
        assert pages == [(office.folder / name).read_bytes() for name in files]
        assert sheet["code"] == "ตย ๐๑๓๒"

    def test_the_page_carries_the_very_record_that_is_frozen(self, office: House) -> None:
        files = issue(office, MEMO_FILE)["files"]
        act = log(office)[-1]
        (attached,) = pypdf.PdfReader(office.folder / files[0]).attachments.values()
        register = Register.open(office.folder)
        with register.store.reading() as reader:
            assert attached == [reader.content(act.record)]
        register.close()

    def test_says_who_did_it(self, office: House) -> None:
        issue(office, MEMO_FILE)
        assert log(office)[-1].by == "มานี"

    def test_leaves_a_checkpoint_to_be_given_away(self, office: House) -> None:
        issue(office, MEMO_FILE)
        lines = (office.folder / "register/checkpoint").read_text("utf-8").splitlines()
        assert lines[1] == "2"

    def test_a_sheet_keeps_its_number(self, office: House) -> None:
        issue(office, MEMO_FILE)
        size = len(log(office))
        again = issue(office, MEMO_FILE)
        assert (again["state"], again["number"]) == ("already issued", "ตย ๐๑๓๒/๑")
        assert len(log(office)) == size

    def test_what_cannot_be_printed_takes_no_number(self, office: House) -> None:
        office.write(MEMO_FILE, memo("ทดสอบ 漢字"))
        assert office.run("issue", MEMO_FILE, **ENGLISH).code == FONT
        assert len(log(office)) == 1
        assert "number" not in (office.folder / MEMO_FILE).read_text("utf-8")

    def test_a_wrong_sheet_takes_no_number(self, office: House) -> None:
        office.write(MEMO_FILE, memo("", to=""))
        ended = office.run("issue", MEMO_FILE, **ENGLISH)
        assert ended.code == SHEET
        assert "memo.yaml:" in ended.err
        assert len(log(office)) == 1

    def test_an_office_without_a_register_is_told_how_to_get_one(self, house: House) -> None:
        ended = house.run("issue", MEMO_FILE, **ENGLISH)
        assert ended.code == REGISTER
        assert "saraban init" in ended.err

    def test_a_case_is_issued_in_order(self, office: House) -> None:
        ended = office.run("issue", "cases/a", "--json", **ENGLISH)
        numbers = [given["number"] for given in json.loads(ended.out)["issued"]]
        assert numbers == ["ตย ๐๑๓๒/๑", None]
        assert "date" not in (office.folder / "cases/a/evidence.yaml").read_text("utf-8")


class TestDryRun:
    """`issue --dry-run` says what would happen."""

    def test_says_the_number_and_changes_nothing(self, office: House) -> None:
        before = office.files()
        given = issue(office, MEMO_FILE, "--dry-run")
        assert (given["state"], given["number"]) == ("planned", "ตย ๐๑๓๒/๑")
        assert office.files() == before

    def test_what_it_says_happens(self, office: House) -> None:
        planned = issue(office, MEMO_FILE, "--dry-run")
        assert issue(office, MEMO_FILE)["number"] == planned["number"]


class TestSeries:
    """Series by owner unit × book × year."""

    def test_each_counts_by_itself(self, office: House) -> None:
        office.write("a.yaml", memo())
        office.write("unit.yaml", memo(number="ตย 0132.003/"))
        office.write("circular.yaml", memo(number="ตย 0132/ว"))
        office.write("order.yaml", "kind: order\nsubject: ก\nbody: ข\nsigners: [somchai]\n")
        office.write("b.yaml", memo())
        names = ("a", "unit", "circular", "order", "b")
        given = [issue(office, f"{name}.yaml")["number"] for name in names]
        assert given == [
            "ตย ๐๑๓๒/๑",
            "ตย ๐๑๓๒.๐๐๓/๑",
            "ตย ๐๑๓๒/ว ๑",
            to_thai(f"1/{YEAR}"),
            "ตย ๐๑๓๒/๒",
        ]

    def test_circulars_may_share_the_letters_numbers(self, office: House) -> None:
        office.write("office.yaml", OFFICE + "numbering: {circulars: shared}\n")
        office.write("a.yaml", memo())
        office.write("circular.yaml", memo(number="ตย 0132/ว"))
        given = [issue(office, f"{name}.yaml")["number"] for name in ("a", "circular")]
        assert given == ["ตย ๐๑๓๒/๑", "ตย ๐๑๓๒/ว ๒"]

    def test_announcements_bear_a_number_only_if_the_office_says_so(self, office: House) -> None:
        text = "kind: announcement\nsubject: ก\nbody: ข\nsigners: [somchai]\n"
        office.write("a.yaml", text)
        office.write("b.yaml", text)
        assert issue(office, "a.yaml")["number"] is None
        office.write("office.yaml", OFFICE + "numbering: {announcements: true}\n")
        assert issue(office, "b.yaml")["number"] == to_thai(f"1/{YEAR}")

    def test_another_offices_code_is_refused(self, office: House) -> None:
        office.write("a.yaml", memo(number="กข 0132/"))
        ended = office.run("issue", "a.yaml", **ENGLISH)
        assert ended.code == NUMBER
        assert "กข ๐๑๓๒" in ended.err


class TestNumbersOfOnesOwn:
    """A number is never given twice or re-dated."""

    def test_a_number_that_was_never_given_is_refused(self, office: House) -> None:
        office.write(MEMO_FILE, memo(number="ตย 0132/7"))
        ended = office.run("issue", MEMO_FILE, **ENGLISH)
        assert ended.code == NUMBER
        assert "never gave ตย ๐๑๓๒/๗" in ended.err

    def test_a_number_that_another_record_bears_is_refused(self, office: House) -> None:
        issue(office, MEMO_FILE)
        office.write("other.yaml", memo("เรื่องอื่น", number="ตย 0132/1"))
        ended = office.run("issue", "other.yaml", **ENGLISH)
        assert ended.code == NUMBER
        assert "never given twice" in ended.err

    def test_an_issued_sheet_cannot_be_dated_anew(self, office: House) -> None:
        issue(office, MEMO_FILE)
        office.change(MEMO_FILE, to_arabic(str(TODAY)), to_arabic(str(dated(-1))))
        assert office.run("issue", MEMO_FILE, **ENGLISH).code == NUMBER
        assert len(log(office)) == 2

    def test_a_correction_is_a_new_record_that_names_the_old_one(self, office: House) -> None:
        issue(office, MEMO_FILE)
        office.write("right.yaml", memo("ทดสอบ (แก้ไข)"))
        given = issue(office, "right.yaml", "--corrects", "ตย 0132/1")
        assert given["number"] == "ตย ๐๑๓๒/๒"
        assert log(office)[-1].corrects == Corrected(number="ตย ๐๑๓๒/๑", entry=1)

    def test_a_correction_of_nothing_is_refused(self, office: House) -> None:
        assert office.run("issue", MEMO_FILE, "--corrects", "ตย 0132/9", **ENGLISH).code == NUMBER
        assert len(log(office)) == 1


class TestIrregularities:
    """Allowed where the regulation allows it, but said, and kept in the log."""

    @pytest.mark.skipif(NOW.timetuple().tm_yday < 3, reason="yesterday was another year")
    def test_a_back_dated_document(self, office: House) -> None:
        office.write(MEMO_FILE, memo(date=str(dated(-2))))
        given = issue(office, MEMO_FILE)
        assert [(each["code"], each["days"]) for each in given["irregular"]] == [("backdated", 2)]
        assert [remark.code for remark in log(office)[-1].irregular] == ["backdated"]

    @pytest.mark.skipif(NOW.timetuple().tm_yday < 3, reason="yesterday was another year")
    def test_a_document_dated_out_of_order(self, office: House) -> None:
        issue(office, MEMO_FILE)
        office.write("late.yaml", memo(date=str(dated(-1))))
        codes = [each["code"] for each in issue(office, "late.yaml")["irregular"]]
        assert codes == ["backdated", "dated_before_previous"]

    def test_a_document_of_another_year_is_refused(self, office: House) -> None:
        office.write(MEMO_FILE, memo(date="9 มกราคม 2563"))
        ended = office.run("issue", MEMO_FILE, **ENGLISH)
        assert ended.code == NUMBER
        assert "2563" in ended.err

    def test_an_author_who_did_not_hold_his_post_yet(self, office: House) -> None:
        begin = to_arabic(str(dated(30)))
        office.write("office.yaml", OFFICE + f"        from: {begin}\n")
        signed = memo().replace("[somchai]", "\n  - {person: somchai, position: หัวหน้า}")
        office.write(MEMO_FILE, signed)
        assert [each["code"] for each in issue(office, MEMO_FILE)["irregular"]] == ["before_term"]

    def test_it_is_said_to_the_clerk_in_thai(self, office: House) -> None:
        office.write(MEMO_FILE, memo(date=str(dated(1))))
        if dated(1).year_be != YEAR:
            pytest.skip("tomorrow is another year")
        ended = office.run("issue", MEMO_FILE)
        assert ended.code == 0
        assert "หมายเหตุ" in ended.err


class TestReserveAndVoid:
    def test_a_reserved_number_is_skipped_and_used_later(self, office: House) -> None:
        ended = office.run(
            "reserve", "--count", 2, "--reason", "รอลงนาม", "--until", dated(0), "--json", **ENGLISH
        )
        assert json.loads(ended.out)["reserved"] == ["ตย ๐๑๓๒/๑", "ตย ๐๑๓๒/๒"]
        assert issue(office, MEMO_FILE)["number"] == "ตย ๐๑๓๒/๓"
        office.write("held.yaml", memo(number="ตย 0132/1"))
        assert issue(office, "held.yaml")["number"] == "ตย ๐๑๓๒/๑"

    def test_a_term_that_is_over_cannot_be_reserved(self, office: House) -> None:
        ended = office.run("reserve", "--reason", "ก", "--until", dated(-1), **ENGLISH)
        assert ended.code == NUMBER

    def test_a_reason_is_needed(self, office: House) -> None:
        issue(office, MEMO_FILE)
        assert office.run("void", "ตย 0132/1", "--reason", " ", **ENGLISH).code == NUMBER
        assert len(log(office)) == 2

    def test_a_voided_number_stays_in_the_book_and_is_never_used(self, office: House) -> None:
        issue(office, MEMO_FILE)
        assert office.run("void", "ตย ๐๑๓๒/๑", "--reason", "พิมพ์ผิด", **ENGLISH).code == 0
        office.write("next.yaml", memo())
        assert issue(office, "next.yaml")["number"] == "ตย ๐๑๓๒/๒"
        book = json.loads(office.run("register", "--json").out)["items"]
        assert [(item["number"], item["state"], item["note"]) for item in book] == [
            ("ตย ๐๑๓๒/๑", "voided", "พิมพ์ผิด"),
            ("ตย ๐๑๓๒/๒", "issued", None),
        ]

    def test_void_is_for_ever(self, office: House) -> None:
        issue(office, MEMO_FILE)
        assert office.run("void", "ตย 0132/1", "--reason", "ก", **ENGLISH).code == 0
        assert office.run("void", "ตย 0132/1", "--reason", "ข", **ENGLISH).code == NUMBER
        assert office.run("issue", MEMO_FILE, **ENGLISH).code == NUMBER

    def test_of_several_numbers_all_are_voided_or_none(self, office: House) -> None:
        issue(office, MEMO_FILE)
        ended = office.run("void", "ตย 0132/1", "ตย 0132/2", "--reason", "ก", **ENGLISH)
        assert ended.code == NUMBER
        assert len(log(office)) == 2


class TestReceive:
    """The date of receipt apart from the moment of keying; the file that it came as."""

    def test_keeps_both_times_and_the_file(self, office: House) -> None:
        office.write("scan.pdf", b"%PDF-1.4 scan")
        received = f"{dated(-1)} 09:30"
        ended = office.run(
            *("receive", "scan.pdf", "--from", "สสจ.", "--subject", "เชิญประชุม"),
            *("--number", "ตย 0032/ว 38", "--received", received, "--json"),
            **ENGLISH,
        )
        answer = json.loads(ended.out)
        act = log(office)[-1]
        assert answer["received"] == "๑"
        assert act.received == f"{dated(-1).date.isoformat()}T09:30"
        assert act.time.astimezone(BANGKOK).date() >= NOW.date()
        register = Register.open(office.folder)
        with register.store.reading() as reader:
            assert reader.content(act.files[0].sha256) == b"%PDF-1.4 scan"
        register.close()

    def test_prints_the_receipt_stamp(self, office: House) -> None:
        ended = office.run(
            "receive", "--from", "สสจ.", "--subject", "ก", "--stamp", "stamp.pdf", **ENGLISH
        )
        assert ended.code == 0, ended.err
        assert squeeze("เลขรับ ๑") in words(office.folder / "stamp.pdf")

    def test_the_same_letter_again_is_said(self, office: House) -> None:
        call = ("receive", "--from", "สสจ.", "--subject", "ก", "--number", "ตย 0032/5", "--json")
        office.run(*call, **ENGLISH)
        again = json.loads(office.run(*call, **ENGLISH).out)
        assert [each["code"] for each in again["irregular"]] == ["received_again"]

    def test_a_receipt_can_be_voided(self, office: House) -> None:
        office.run("receive", "--from", "สสจ.", "--subject", "ก", **ENGLISH)
        call = ("void", "๑", "--book", "received", "--reason", "ลงรับซ้ำ")
        assert office.run(*call, **ENGLISH).code == 0
        (item,) = json.loads(office.run("register", "--book", "received", "--json").out)["items"]
        assert (item["state"], item["note"]) == ("voided", "ลงรับซ้ำ")

    def test_the_future_is_refused(self, office: House) -> None:
        ended = office.run(
            "receive", "--from", "ก", "--subject", "ข", "--received", dated(2), **ENGLISH
        )
        assert ended.code == NUMBER
        assert len(log(office)) == 1
