from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from clerks import Clerk, codes, office, opened, states, utc

from registry import denial, numbering
from registry.errors import LongEntryError, NumberError
from registry.item import State
from registry.wanted import Papers

PEOPLE = {
    "manat": {
        "name": "นายมานัส ต๊ะชมภู",
        "posts": [{"title": "สาธารณสุขอำเภอเมืองตาก", "from": "1 ตุลาคม 2562"}],
    },
    "somsri": {
        "name": "นางสมศรี ดีงาม",
        "posts": [
            {
                "title": "สาธารณสุขอำเภอเมืองตาก",
                "from": "1 ตุลาคม 2558",
                "to": "30 กันยายน 2562",
            }
        ],
    },
}


def work(folder: Path, **rules: object) -> Clerk:
    return opened(folder, office(**rules))


class TestSeries:
    """Series by owner unit × book × year."""

    def test_a_letter_takes_the_next_number_of_the_year(self, clerk: Clerk) -> None:
        given = [clerk.issue().number for _ in range(3)]
        assert given == ["ตก ๐๑๓๒/๑", "ตก ๐๑๓๒/๒", "ตก ๐๑๓๒/๓"]

    def test_the_entry_names_series_and_place(self, clerk: Clerk) -> None:
        act = clerk.issue()
        assert (act.series, act.running, act.entry) == ("sent/ตก 0132/2563", 1, 1)

    def test_memos_and_letters_share_a_book(self, clerk: Clerk) -> None:
        clerk.issue(kind="memo")
        assert clerk.issue(kind="letter").number == "ตก ๐๑๓๒/๒"

    @pytest.mark.parametrize("book", ["orders", "announcements", "certificates", "meetings"])
    def test_other_books_count_apart_and_bear_the_year(self, clerk: Clerk, book: str) -> None:
        clerk.issue()
        act = clerk.issue(kind="order", book=book)
        assert (act.number, act.series) == ("๑/๒๕๖๓", f"{book}/ตก 0132/2563")

    def test_a_record_without_a_book_has_no_number(self, clerk: Clerk) -> None:
        act = clerk.issue(kind="report", book=None)
        assert (act.series, act.running, act.number) == (None, None, None)
        assert states(clerk) == {}

    def test_a_record_without_a_book_may_not_ask_for_one(self, clerk: Clerk) -> None:
        with pytest.raises(denial.UnnumberedKindError, match="report"):
            clerk.issue("ตก ๐๑๓๒/๑", kind="report", book=None)

    def test_without_a_code_nothing_is_numbered(self, tmp_path: Path) -> None:
        clerk = opened(tmp_path, office(code=None))
        with pytest.raises(denial.NoCodeError):
            clerk.issue()
        assert clerk.issue(kind="report", book=None).number is None


class TestSubUnits:
    """Sub-units append `.`+digits: ตก ๐๑๓๒.๐๐๓/๓๒."""

    def test_each_counts_for_itself(self, clerk: Clerk) -> None:
        clerk.issue()
        asked = [clerk.issue("ตก ๐๑๓๒.๐๐๓/").number for _ in range(2)]
        assert asked == ["ตก ๐๑๓๒.๐๐๓/๑", "ตก ๐๑๓๒.๐๐๓/๒"]
        assert clerk.issue().number == "ตก ๐๑๓๒/๒"

    def test_a_committee_counts_for_itself(self, clerk: Clerk) -> None:
        clerk.issue()
        assert clerk.issue("ตก (กจ) ๐๑๓๒/").number == "ตก (กจ) ๐๑๓๒/๑"

    @pytest.mark.parametrize("asked", ["ตก ๐๑๓๓/", "ชม ๐๑๓๒/", "ตก ๐๑๓๒๐/"])
    def test_no_number_of_another_office(self, clerk: Clerk, asked: str) -> None:
        with pytest.raises(denial.ForeignCodeError):
            clerk.issue(asked)

    def test_a_sub_unit_does_not_number_for_the_office_above(self, tmp_path: Path) -> None:
        clerk = opened(tmp_path, office(code="ตก 0132.003"))
        with pytest.raises(denial.ForeignCodeError):
            clerk.issue("ตก ๐๑๓๒/")
        assert clerk.issue("ตก ๐๑๓๒.๐๐๓.๑/").number == "ตก ๐๑๓๒.๐๐๓.๑/๑"


class TestCirculars:
    """Circular: ว before the number, own series; cl. 32 also allows using the general series."""

    def test_their_own_numbers(self, clerk: Clerk) -> None:
        clerk.issue()
        act = clerk.issue(circular=True)
        assert (act.number, act.series) == ("ตก ๐๑๓๒/ว ๑", "circulars/ตก 0132/2563")

    def test_the_numbers_of_the_letters(self, tmp_path: Path) -> None:
        clerk = work(tmp_path, circulars="shared")
        clerk.issue()
        act = clerk.issue(circular=True)
        assert (act.number, act.series) == ("ตก ๐๑๓๒/ว ๒", "sent/ตก 0132/2563")
        assert clerk.issue().number == "ตก ๐๑๓๒/๓"

    def test_a_circular_number_is_never_used_for_a_plain_letter(self, clerk: Clerk) -> None:
        clerk.reserve()
        clerk.reserve(circular=True)
        assert clerk.issue("ตก ๐๑๓๒/ว ๑", circular=True).number == "ตก ๐๑๓๒/ว ๑"
        assert clerk.issue("ตก ๐๑๓๒/๑").number == "ตก ๐๑๓๒/๑"


class TestShape:
    """A number is used as it is typed, or not at all."""

    @pytest.mark.parametrize(
        ("asked", "book"), [("๑/๒๕๖๓", "sent"), ("ตก ๐๑๓๒/๑", "orders"), ("ตก ๐๑๓๒/", "orders")]
    )
    def test_a_number_of_another_book_is_refused(self, clerk: Clerk, asked: str, book: str) -> None:
        clerk.reserve(book)
        with pytest.raises(NumberError, match=asked.split("/", maxsplit=1)[0]):
            clerk.issue(asked, book=book)


class TestReset:
    """Reset by calendar year, or by fiscal year where the office says so."""

    def test_by_calendar_year(self, clerk: Clerk) -> None:
        last = clerk.at("2020-12-31 16:59:59")
        first = clerk.at("2020-12-31 17:00:00")
        assert [last.issue().series, last.issue().running] == ["sent/ตก 0132/2563", 2]
        assert (first.issue().series, first.issue().running) == ("sent/ตก 0132/2564", 2)

    def test_by_fiscal_year(self, tmp_path: Path) -> None:
        clerk = work(tmp_path, reset="fiscal")
        last, first = clerk.at("2020-09-30 16:59:59"), clerk.at("2020-09-30 17:00:00")
        assert last.issue().series == "sent/ตก 0132/2563"
        assert first.issue().series == "sent/ตก 0132/2564"
        assert clerk.at("2021-01-02 03:00").issue().number == "ตก ๐๑๓๒/๒"

    def test_by_book(self, tmp_path: Path) -> None:
        clerk = work(tmp_path, books={"orders": "fiscal"}).at("2020-10-05 03:00")
        assert clerk.issue().series == "sent/ตก 0132/2563"
        assert clerk.issue(kind="order", book="orders").number == "๑/๒๕๖๔"

    @pytest.mark.parametrize(("dated", "year"), [("2562-12-30", 2562), ("2564-01-02", 2564)])
    def test_no_new_number_of_another_year(self, clerk: Clerk, dated: str, year: int) -> None:
        with pytest.raises(denial.OtherYearError) as caught:
            clerk.issue(day=dated)
        assert caught.value.facts["year"] == year


IN_A_ZONE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import time
from clerks import opened
clerk = opened(Path(sys.argv[1]))
for moment in ("2020-12-31 16:59:59", "2020-12-31 17:00:00"):
    act = clerk.at(moment).issue()
    print(act.series, act.date, act.at)
# What a clock says that is read as the program reads it.
instant = datetime.fromtimestamp(1609434000, UTC)
print(time.localtime(1609434000).tm_hour, instant.isoformat(), clerk.situation.today)
"""


class TestZone:
    """The year is Bangkok's, whatever the machine's clock zone."""

    @pytest.mark.parametrize(
        ("zone", "hour"),
        [
            ("America/New_York", "12"),
            ("UTC", "17"),
            ("Asia/Bangkok", "0"),
            ("Pacific/Auckland", "6"),
        ],
    )
    def test_new_year(self, tmp_path: Path, zone: str, hour: str) -> None:
        here = Path(__file__).parent
        environment = os.environ | {"TZ": zone, "PYTHONPATH": f"{here}:{here.parents[1]}"}
        done = subprocess.run(
            [sys.executable, "-c", IN_A_ZONE, str(tmp_path)],
            env=environment | {"PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.stderr == ""
        assert done.stdout.splitlines() == [
            "sent/ตก 0132/2563 2020-12-31 2020-12-31T16:59:59Z",
            "sent/ตก 0132/2564 2021-01-01 2020-12-31T17:00:00Z",
            f"{hour} 2020-12-31T17:00:00+00:00 ๑๓ กุมภาพันธ์ ๒๕๖๓",
        ]

    def test_a_moment_of_another_zone_is_logged_in_utc(self, clerk: Clerk) -> None:
        bangkok = utc("2020-02-14 00:30").astimezone(tz=_bangkok())
        act = replace(clerk, now=bangkok).issue()
        assert act.at == "2020-02-14T00:30:00Z"


def _bangkok() -> object:
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    return ZoneInfo("Asia/Bangkok")


class TestNeverTwice:
    """A number once issued is never reused or re-dated."""

    def test_not_after_it_was_issued(self, clerk: Clerk) -> None:
        clerk.issue(subject="เรื่องแรก")
        with pytest.raises(denial.AlreadyUsedError, match="เรื่องแรก"):
            clerk.issue("ตก ๐๑๓๒/๑")

    def test_not_after_it_was_voided(self, clerk: Clerk) -> None:
        clerk.issue()
        clerk.void("ตก ๐๑๓๒/๑", "พิมพ์ผิด")
        with pytest.raises(denial.VoidedNumberError, match="พิมพ์ผิด"):
            clerk.issue("ตก ๐๑๓๒/๑")
        assert clerk.issue().number == "ตก ๐๑๓๒/๒"

    def test_not_ahead_of_its_turn(self, clerk: Clerk) -> None:
        with pytest.raises(denial.NeverGivenError):
            clerk.issue("ตก ๐๑๓๒/๙")

    def test_not_by_a_plan_that_grew_old(self, clerk: Clerk) -> None:
        old = clerk.plan()
        clerk.issue()
        with pytest.raises(NumberError), clerk.register.writing(clerk.now, "มานี") as pen:
            numbering.issue(pen, clerk.wanted(), old, Papers(record=b"{}"))
        assert states(clerk) == {"sent/ตก 0132/2563 1": State.ISSUED}

    def test_a_plan_that_grew_old_takes_no_reserved_number(self, clerk: Clerk) -> None:
        old = clerk.plan()
        clerk.reserve()
        with pytest.raises(NumberError), clerk.register.writing(clerk.now, "มานี") as pen:
            numbering.issue(pen, clerk.wanted(), old, Papers(record=b"{}"))
        assert states(clerk) == {"sent/ตก 0132/2563 1": State.RESERVED}


class TestDates:
    """Back-dated, out of order, before its author held the post: allowed, but said and logged."""

    def test_of_today_nothing_is_said(self, clerk: Clerk) -> None:
        assert codes(clerk.issue()) == []

    def test_backdated(self, clerk: Clerk) -> None:
        act = clerk.issue(day="2563-02-10")
        assert codes(act) == ["backdated"]
        assert act.irregular[0].facts == {"date": "๑๐ กุมภาพันธ์ ๒๕๖๓", "days": 3}

    def test_postdated(self, clerk: Clerk) -> None:
        assert codes(clerk.issue(day="2563-02-14")) == ["postdated"]

    def test_dated_before_the_number_before(self, clerk: Clerk) -> None:
        clerk.issue()
        act = clerk.issue(day="2563-02-12")
        assert codes(act) == ["backdated", "dated_before_previous"]
        assert act.irregular[1].facts["number"] == "ตก ๐๑๓๒/๑"

    def test_reserved_numbers_between_hide_nothing(self, clerk: Clerk) -> None:
        clerk.issue()
        clerk.reserve(count=3)
        act = clerk.issue(day="2563-02-12")
        assert (act.number, codes(act)[1:]) == ("ตก ๐๑๓๒/๕", ["dated_before_previous"])

    def test_a_reserved_number_dated_after_the_next_one(self, clerk: Clerk) -> None:
        clerk.reserve(count=2, until="2563-12-31")
        clerk.issue()
        act = clerk.at("2020-02-20 03:00").issue("ตก ๐๑๓๒/๑")
        assert codes(act) == ["dated_after_next"]
        assert act.irregular[0].facts["number"] == "ตก ๐๑๓๒/๓"

    def test_what_was_said_stands_in_the_log(self, clerk: Clerk) -> None:
        place = clerk.issue(day="2563-02-10").entry
        with clerk.register.store.reading() as reader:
            assert b'"irregular":[{"code":"backdated"' in reader.entry(place)

    @pytest.mark.parametrize(
        ("signer", "dated", "said"),
        [
            ("นายมานัส ต๊ะชมภู", "2562-10-01", []),
            ("นายมานัส ต๊ะชมภู", "2562-09-30", ["before_term"]),
            ("นางสมศรี ดีงาม", "2562-09-30", []),
            ("นางสมศรี ดีงาม", "2562-10-01", ["outside_term"]),
            ("นายคนนอก มาช่วย", "2562-10-01", []),
        ],
    )
    def test_terms_of_those_who_sign(
        self, tmp_path: Path, signer: str, dated: str, said: list[str]
    ) -> None:
        clerk = opened(tmp_path, office(people=PEOPLE)).at("2019-10-01 03:00")
        act = clerk.issue(day=dated, signers=[signer])
        assert [code for code in codes(act) if code != "backdated"] == said


class TestClocks:
    """Two different clocks."""

    def test_a_clock_an_hour_behind_is_said(self, clerk: Clerk) -> None:
        clerk.issue()
        act = clerk.at("2020-02-13 04:00").issue()
        assert codes(act) == ["clock_behind"]

    def test_a_clock_a_day_behind_is_refused(self, clerk: Clerk) -> None:
        clerk.issue()
        with pytest.raises(denial.ClockBehindError, match="--clock-is-right"):
            clerk.at("2020-02-12 16:59").issue()

    def test_unless_somebody_says_that_it_is_right(self, clerk: Clerk) -> None:
        clerk.issue()
        act = clerk.at("2020-02-12 16:59", clock_is_right=True).issue()
        assert codes(act) == ["clock_behind", "dated_before_previous"]

    @pytest.mark.parametrize("act", ["reserve", "void", "renew"])
    def test_no_act_goes_back_a_day_unsaid(self, clerk: Clerk, act: str) -> None:
        clerk.reserve(until="2563-12-31")
        behind = clerk.at("2020-02-12 16:59")
        acts = {
            "reserve": behind.reserve,
            "void": lambda: behind.void("ตก ๐๑๓๒/๑"),
            "renew": lambda: behind.renew("ตก ๐๑๓๒/๑", "2563-12-31"),
        }
        with pytest.raises(denial.ClockBehindError):
            acts[act]()


class TestSecrecy:
    """A secret document's particulars stand in no entry."""

    def test_subject_addressee_and_signers_are_left_out(self, clerk: Clerk) -> None:
        act = clerk.issue(
            subject="แผนลับ", to="ผู้ว่าราชการจังหวัด", signers=["นายมานัส ต๊ะชมภู"], secrecy="ลับ"
        )
        assert (act.subject, act.to, act.signers) == ("", "", ())
        assert "ลับ".encode() in act.body
        assert "แผน".encode() not in act.body


class TestPlan:
    """`issue --dry-run` says what would happen."""

    def test_it_changes_nothing(self, clerk: Clerk) -> None:
        planned = clerk.plan()
        assert (planned.number, clerk.plan().number) == ("ตก ๐๑๓๒/๑", "ตก ๐๑๓๒/๑")
        assert states(clerk) == {}

    def test_it_says_what_the_act_then_says(self, clerk: Clerk) -> None:
        clerk.issue()
        planned = clerk.plan(day="2563-02-01")
        act = clerk.issue(day="2563-02-01")
        assert (planned.number, planned.irregular) == (act.number, act.irregular)


class TestEntry:
    """What is entered can be read again."""

    def test_an_entry_that_no_reader_would_take_is_not_made(self, clerk: Clerk) -> None:
        with pytest.raises(LongEntryError):
            clerk.issue(subject="ก" * 400_000)
        assert states(clerk) == {}
        assert clerk.register.seal(clerk.now)
