from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from clerks import Clerk, office, opened, states

from records.docnumber import DocumentNumber
from registry import denial, reservation
from registry.item import State
from registry.ledger import state_of
from registry.reservation import MAX_BLOCK
from registry.states import NEXT

if TYPE_CHECKING:
    from pathlib import Path


class TestReserve:
    """`reserve` holds numbers (one or a block, with a reason and a term)."""

    def test_the_next_numbers(self, clerk: Clerk) -> None:
        clerk.issue()
        act = clerk.reserve(count=3, reason=" รอลงนาม ", until="2563-03-01")
        assert (act.first, act.last, act.number) == (2, 4, "ตก ๐๑๓๒/๒")
        assert (act.reason, act.until) == ("รอลงนาม", "2020-03-01")

    def test_nobody_else_gets_them(self, clerk: Clerk) -> None:
        clerk.reserve(count=2)
        assert clerk.issue().number == "ตก ๐๑๓๒/๓"

    def test_of_a_sub_unit(self, clerk: Clerk) -> None:
        act = clerk.reserve(code="ตก 0132.003")
        assert act.number == "ตก ๐๑๓๒.๐๐๓/๑"

    def test_of_the_circulars(self, clerk: Clerk) -> None:
        act = clerk.reserve(circular=True)
        assert (act.series, act.number) == ("circulars/ตก 0132/2563", "ตก ๐๑๓๒/ว ๑")

    def test_of_shared_circulars(self, tmp_path: Path) -> None:
        clerk = opened(tmp_path, office(circulars="shared"))
        clerk.issue()
        act = clerk.reserve(circular=True)
        assert (act.series, act.number) == ("sent/ตก 0132/2563", "ตก ๐๑๓๒/ว ๒")

    def test_of_orders(self, clerk: Clerk) -> None:
        assert clerk.reserve("orders").number == "๑/๒๕๖๓"

    def test_until_today(self, clerk: Clerk) -> None:
        assert clerk.reserve(until="2563-02-13").until == "2020-02-13"

    def test_not_until_yesterday(self, clerk: Clerk) -> None:
        with pytest.raises(denial.ReservationTermError):
            clerk.reserve(until="2563-02-12")

    @pytest.mark.parametrize("reason", ["", "  ", "\n"])
    def test_not_without_a_reason(self, clerk: Clerk, reason: str) -> None:
        with pytest.raises(denial.ReasonMissingError):
            clerk.reserve(reason=reason)

    @pytest.mark.parametrize("count", [0, -1, MAX_BLOCK + 1])
    def test_not_more_than_an_office_needs(self, clerk: Clerk, count: int) -> None:
        with pytest.raises(denial.TooManyNumbersError):
            clerk.reserve(count=count)

    def test_a_whole_block(self, clerk: Clerk) -> None:
        assert clerk.reserve(count=MAX_BLOCK).last == MAX_BLOCK
        assert len(states(clerk)) == MAX_BLOCK

    def test_not_from_a_book_that_is_not_kept(self, clerk: Clerk) -> None:
        with pytest.raises(denial.UnknownBookError, match="diary"):
            clerk.reserve("diary")

    def test_not_of_another_office(self, clerk: Clerk) -> None:
        with pytest.raises(denial.ForeignCodeError):
            clerk.reserve(code="ตก 0133")


class TestUse:
    """A reserved number is used as late as it was reserved for."""

    def test_its_number_is_used_once(self, clerk: Clerk) -> None:
        clerk.reserve(count=2)
        assert clerk.issue("ตก ๐๑๓๒/๒").number == "ตก ๐๑๓๒/๒"
        with pytest.raises(denial.AlreadyUsedError):
            clerk.issue("ตก ๐๑๓๒/๒")

    def test_on_the_last_day(self, clerk: Clerk) -> None:
        clerk.reserve(until="2563-02-20")
        assert clerk.at("2020-02-20 16:59").issue("ตก ๐๑๓๒/๑").running == 1

    def test_not_the_day_after(self, clerk: Clerk) -> None:
        clerk.reserve(until="2563-02-20")
        with pytest.raises(denial.ReservationOverError, match="๒๐ กุมภาพันธ์ ๒๕๖๓"):
            clerk.at("2020-02-20 17:00").issue("ตก ๐๑๓๒/๑")

    def test_in_the_next_year_for_a_day_of_the_old_one(self, clerk: Clerk) -> None:
        clerk.at("2020-12-30 03:00").reserve(until="2564-01-15")
        act = clerk.at("2021-01-10 03:00").issue("ตก ๐๑๓๒/๑", day="2563-12-30")
        assert act.series == "sent/ตก 0132/2563"

    def test_in_the_next_year_it_is_not_the_new_years_number(self, clerk: Clerk) -> None:
        clerk.at("2020-12-30 03:00").reserve(until="2564-01-15")
        with pytest.raises(denial.NeverGivenError):
            clerk.at("2021-01-10 03:00").issue("ตก ๐๑๓๒/๑")

    def test_an_order_bears_its_year(self, clerk: Clerk) -> None:
        clerk.at("2020-12-30 03:00").reserve("orders", until="2564-01-15")
        later = clerk.at("2021-01-10 03:00")
        assert later.issue("๑/๒๕๖๓", book="orders", kind="order").number == "๑/๒๕๖๓"


class TestRenew:
    """A reservation is held for longer before or after its term."""

    def test_it_can_be_used_again(self, clerk: Clerk) -> None:
        clerk.reserve(until="2563-02-14")
        later = clerk.at("2020-03-01 03:00")
        later.renew("ตก ๐๑๓๒/๑", "2563-03-02")
        assert later.issue("ตก ๐๑๓๒/๑").running == 1

    def test_one_of_a_block(self, clerk: Clerk) -> None:
        clerk.reserve(count=3, until="2563-02-14")
        later = clerk.at("2020-03-01 03:00")
        act = later.renew("ตก ๐๑๓๒/๒", "2563-03-02")
        assert (act.first, act.last) == (2, 2)
        with pytest.raises(denial.ReservationOverError):
            later.issue("ตก ๐๑๓๒/๓")

    def test_its_state_names_both_entries(self, clerk: Clerk) -> None:
        first = clerk.reserve()
        second = clerk.renew("ตก ๐๑๓๒/๑", "2563-03-02")
        with clerk.register.store.reading() as reader:
            row = state_of(reader, first.series, 1)
        assert row is not None
        assert row.entries == (first.entry, second.entry)

    def test_not_what_is_not_reserved(self, clerk: Clerk) -> None:
        clerk.issue()
        for text in ("ตก ๐๑๓๒/๑", "ตก ๐๑๓๒/๒"):
            with pytest.raises(denial.NotReservedError):
                clerk.renew(text, "2563-03-02")

    def test_not_until_yesterday(self, clerk: Clerk) -> None:
        clerk.reserve()
        with pytest.raises(denial.ReservationTermError):
            clerk.renew("ตก ๐๑๓๒/๑", "2563-02-12")

    def test_not_without_a_reason(self, clerk: Clerk) -> None:
        clerk.reserve()
        with pytest.raises(denial.ReasonMissingError):
            clerk.renew("ตก ๐๑๓๒/๑", "2563-03-02", reason=" ")


class TestVoid:
    """`void` cancels one for ever with a reason, still shown in the book."""

    def test_an_issued_number(self, clerk: Clerk) -> None:
        issued = clerk.issue()
        act = clerk.void("ตก ๐๑๓๒/๑", " พิมพ์ผิด ")
        assert (act.reason, act.of) == ("พิมพ์ผิด", issued.entry)
        assert states(clerk) == {"sent/ตก 0132/2563 1": State.VOIDED}

    def test_a_reserved_number(self, clerk: Clerk) -> None:
        clerk.reserve(count=2)
        clerk.void("ตก ๐๑๓๒/๒")
        assert list(states(clerk).values()) == [State.RESERVED, State.VOIDED]

    def test_a_transcribed_or_lost_number_can_be_voided(self) -> None:
        assert State.VOIDED in NEXT[State.TRANSCRIBED]
        assert State.VOIDED in NEXT[State.LOST]

    def test_not_twice(self, clerk: Clerk) -> None:
        clerk.issue()
        clerk.void("ตก ๐๑๓๒/๑")
        with pytest.raises(denial.VoidAgainError):
            clerk.void("ตก ๐๑๓๒/๑")

    def test_not_what_was_never_given(self, clerk: Clerk) -> None:
        with pytest.raises(denial.NothingToVoidError):
            clerk.void("ตก ๐๑๓๒/๑")

    def test_not_without_a_reason(self, clerk: Clerk) -> None:
        clerk.issue()
        with pytest.raises(denial.ReasonMissingError):
            clerk.void("ตก ๐๑๓๒/๑", " ")


class TestFind:
    """A number as somebody names it leads to its series."""

    def find(self, clerk: Clerk, text: str, **where: Any) -> str:
        with clerk.register.store.reading() as reader:
            number = DocumentNumber.parse(text)
            found = reservation.find(reader, number, clerk.situation, **where)
        return f"{found.series} {found.running}"

    def test_a_letter_of_this_year(self, clerk: Clerk) -> None:
        assert self.find(clerk, "ตก ๐๑๓๒/๓๒") == "sent/ตก 0132/2563 32"

    def test_a_letter_of_another_year(self, clerk: Clerk) -> None:
        assert self.find(clerk, "ตก ๐๑๓๒/๓๒", year=2562) == "sent/ตก 0132/2562 32"

    def test_a_circular(self, clerk: Clerk) -> None:
        assert self.find(clerk, "ตก ๐๑๓๒/ว ๗") == "circulars/ตก 0132/2563 7"

    def test_a_shared_circular(self, tmp_path: Path) -> None:
        clerk = opened(tmp_path, office(circulars="shared"))
        assert self.find(clerk, "ตก ๐๑๓๒/ว ๗") == "sent/ตก 0132/2563 7"

    def test_an_order_of_its_own_year(self, clerk: Clerk) -> None:
        assert self.find(clerk, "๓๒/๒๕๖๒") == "orders/ตก 0132/2562 32"

    def test_the_only_book_that_gave_it(self, clerk: Clerk) -> None:
        clerk.issue(kind="announcement", book="announcements")
        assert self.find(clerk, "๑/๒๕๖๓") == "announcements/ตก 0132/2563 1"

    def test_several_books_gave_it(self, clerk: Clerk) -> None:
        clerk.issue(kind="announcement", book="announcements")
        clerk.issue(kind="order", book="orders")
        with pytest.raises(denial.AmbiguousNumberError, match="orders, announcements"):
            self.find(clerk, "๑/๒๕๖๓")
        assert self.find(clerk, "๑/๒๕๖๓", book="orders") == "orders/ตก 0132/2563 1"

    def test_a_book_that_has_no_such_numbers(self, clerk: Clerk) -> None:
        with pytest.raises(denial.UnknownBookError):
            self.find(clerk, "๑/๒๕๖๓", book="sent")

    def test_a_number_with_room_for_the_running_number(self, clerk: Clerk) -> None:
        with pytest.raises(denial.NeverGivenError):
            self.find(clerk, "ตก ๐๑๓๒/")
