from __future__ import annotations

import pytest
from clerks import Clerk, codes, states

from registry import denial
from registry.wanted import Paper

LETTER = Paper(name="หนังสือ.pdf", data=b"%PDF-1.7 " * 9, form="application/pdf", pages=1)


class TestReceive:
    """`receive` enters incoming documents (เลขทะเบียนรับ)."""

    def test_the_next_number_of_the_received_book(self, clerk: Clerk) -> None:
        clerk.issue()
        given = [clerk.receive() for _ in range(2)]
        assert [act.number for act in given] == ["๑", "๒"]
        assert given[0].series == "received/ตก 0132/2563"

    def test_the_date_of_receipt_apart_from_the_moment_of_keying(self, clerk: Clerk) -> None:
        act = clerk.receive("2020-02-10 18:30")
        assert (act.received, act.at) == ("2020-02-11T01:30", "2020-02-13T05:00:00Z")

    def test_their_number_and_date(self, clerk: Clerk) -> None:
        act = clerk.receive(their_number="ตก ๐๐๓๒/๔๕", their_date="2563-02-09")
        assert (act.their_number, act.their_date) == ("ตก ๐๐๓๒/๔๕", "2020-02-09")

    def test_the_file_that_it_came_as(self, clerk: Clerk) -> None:
        (file,) = clerk.receive(files=(LETTER,)).files
        assert (file.name, file.size, file.pages) == ("หนังสือ.pdf", 81, 1)
        with clerk.register.store.reading() as reader:
            assert reader.content(file.sha256) == LETTER.data

    def test_keyed_in_the_new_year_it_stands_in_the_new_book(self, clerk: Clerk) -> None:
        act = clerk.at("2020-12-31 17:00").receive("2020-12-31 16:59")
        assert (act.series, act.received) == ("received/ตก 0132/2564", "2020-12-31T23:59")

    def test_nothing_is_received_in_the_future(self, clerk: Clerk) -> None:
        with pytest.raises(denial.FutureReceiptError, match="๑๓ กุมภาพันธ์ ๒๕๖๓"):
            clerk.receive("2020-02-13 05:01")
        assert states(clerk) == {}

    def test_a_secret_has_no_subject_in_the_log(self, clerk: Clerk) -> None:
        act = clerk.receive(subject="แผนลับ", secrecy="ลับมาก")
        assert (act.subject, act.secrecy) == ("", "ลับมาก")


class TestIrregular:
    """Batch keying is normal, so both are stored, and what is odd is said."""

    def test_at_once(self, clerk: Clerk) -> None:
        assert codes(clerk.receive()) == []

    def test_keyed_on_a_later_day_of_bangkok(self, clerk: Clerk) -> None:
        assert codes(clerk.receive("2020-02-12 17:00")) == []
        act = clerk.receive("2020-02-12 16:59")
        assert codes(act) == ["received_before_previous", "keyed_later"]
        assert act.irregular[1].facts == {"received": "๑๒ กุมภาพันธ์ ๒๕๖๓", "days": 1}

    def test_dated_after_it_was_received(self, clerk: Clerk) -> None:
        assert codes(clerk.receive(their_date="2563-02-14")) == ["dated_after_receipt"]

    def test_the_same_letter_again(self, clerk: Clerk) -> None:
        clerk.receive(their_number="ตก ๐๐๓๒/๔๕", their_date="2563-02-09")
        clerk.receive()
        act = clerk.receive(their_number="ตก ๐๐๓๒/๔๕")
        assert codes(act) == ["received_again"]
        assert act.irregular[0].facts["other"] == "๑"

    def test_the_same_number_of_another_sender(self, clerk: Clerk) -> None:
        clerk.receive(their_number="๑", sender="จังหวัดตาก")
        assert codes(clerk.receive(their_number="๑", sender="อำเภอแม่สอด")) == []

    def test_by_a_clock_that_is_behind(self, clerk: Clerk) -> None:
        clerk.receive()
        assert "clock_behind" in codes(clerk.at("2020-02-13 04:59").receive())
        with pytest.raises(denial.ClockBehindError):
            clerk.at("2020-02-11 05:00").receive()

    def test_a_moment_without_seconds_is_not_in_the_future(self, clerk: Clerk) -> None:
        late = clerk.at("2020-02-13 05:00:59")
        assert late.receive("2020-02-13 05:00:59").received == "2020-02-13T12:00"
