"""Holds: named, frozen to the records of that day, loud, and never gone from the record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storeroom import Storeroom, record

from registry.keeping.holds import Selection, active, select
from registry.keeping.refusal import (
    DisposedError,
    EarlierDayError,
    EmptyHoldError,
    HeldError,
    LiftedHoldError,
    UnknownEntryError,
    UnknownHoldError,
)
from registry.keeping.state import NOTHING_KEPT, hold_key


@pytest.fixture
def room() -> Storeroom:
    room = Storeroom.of(
        record(1, "2556-05-01"),
        record(2, "2556-06-01", kind="order", book="orders", subject="สั่งจ่ายเงินยืม"),
        record(3, "2557-06-01", people=("นายสมชาย รักงาน",)),
    )
    room.file(1, 2, 3)
    return room


class TestPlacing:
    def test_names_the_hold_on_each_record(self, room: Storeroom) -> None:
        room.hold("คดีเงินยืม", 1, 2)
        assert room.keeping.on(room.items[1]).holds == ("คดีเงินยืม",)
        assert room.keeping.on(room.items[3]).holds == ()

    def test_two_holds_stand_side_by_side(self, room: Storeroom) -> None:
        room.hold("ก", 1)
        room.hold("ข", 1)
        assert room.keeping.on(room.items[1]).holds == ("ก", "ข")

    def test_again_widens_it(self, room: Storeroom) -> None:
        first = room.hold("คดีที่ ๑", 1)
        second = room.hold("คดีที่  1", 2)
        (hold,) = active(room.keeping)
        assert hold.entries == {1, 2}
        assert hold.placed == (first, second)

    def test_over_what_is_no_record_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(UnknownEntryError):
            room.hold("คดี", 7)

    def test_over_what_is_gone_is_refused(self, room: Storeroom) -> None:
        room.dispose(room.agreed_list(1), 1)
        with pytest.raises(DisposedError):
            room.hold("คดี", 1, on="2568-05-01")

    def test_before_filing_is_possible(self) -> None:
        room = Storeroom.of(record(1))
        room.hold("คดี", 1)
        room.file(1, on="2568-01-22")
        with pytest.raises(HeldError):
            room.list(1)


class TestLifting:
    def test_lets_go_and_stays_in_the_record(self, room: Storeroom) -> None:
        room.hold("คดี", 1)
        lifted = room.lift("คดี")
        assert room.keeping.holds_over(1) == ()
        assert active(room.keeping) == ()
        hold = room.keeping.holds[hold_key("คดี")]
        assert (hold.lifted, hold.lifted_because) == (lifted, "คดีถึงที่สุด")
        assert hold.entries == {1}

    def test_of_one_leaves_the_other(self, room: Storeroom) -> None:
        room.hold("ก", 1)
        room.hold("ข", 1)
        room.lift("ก")
        assert room.keeping.on(room.items[1]).holds == ("ข",)

    def test_of_no_hold_says_which_there_are(self, room: Storeroom) -> None:
        room.hold("คดีเงินยืม", 1)
        with pytest.raises(UnknownHoldError, match="“คดีอื่น”; there are: คดีเงินยืม"):
            room.lift("คดีอื่น")

    def test_twice_is_refused(self, room: Storeroom) -> None:
        room.hold("คดี", 1)
        room.lift("คดี")
        with pytest.raises(LiftedHoldError):
            room.lift("คดี")

    def test_frees_no_name(self, room: Storeroom) -> None:
        room.hold("คดี", 1)
        lifted = room.lift("คดี")
        with pytest.raises(LiftedHoldError, match=f"lifted by entry {lifted}"):
            room.hold("คดี", 2, on="2568-02-01")

    def test_before_it_was_placed_is_refused(self, room: Storeroom) -> None:
        room.hold("คดี", 1, on="2568-01-20")
        with pytest.raises(EarlierDayError):
            room.lift("คดี", on="2568-01-19")


class TestSelection:
    @pytest.mark.parametrize(
        ("selection", "found"),
        [
            (Selection(year=2556), (1, 2)),
            (Selection(book="orders"), (2,)),
            (Selection(year=2556, book="sent"), (1,)),
            (Selection(entries=frozenset({3, 1})), (1, 3)),
            (Selection(kind="letter", entries=frozenset({1, 2})), (1,)),
            (Selection(subject="เงินยืม"), (2,)),
            (Selection(person="สมชาย"), (3,)),
            (Selection(unit="ตก 0132", year=2557), (3,)),
        ],
    )
    def test_fits_what_meets_every_criterion(
        self, room: Storeroom, selection: Selection, found: tuple[int, ...]
    ) -> None:
        assert select(room.items.values(), selection, room.keeping) == found

    @pytest.mark.parametrize("selection", [Selection(), Selection(year=2400)])
    def test_of_nothing_is_refused(self, room: Storeroom, selection: Selection) -> None:
        with pytest.raises(EmptyHoldError):
            select(room.items.values(), selection, room.keeping)

    def test_passes_over_what_is_gone(self, room: Storeroom) -> None:
        room.dispose(room.agreed_list(1), 1)
        assert select(room.items.values(), Selection(year=2556), room.keeping) == (2,)

    def test_is_frozen_to_the_records_of_that_day(self, room: Storeroom) -> None:
        chosen = select(room.items.values(), Selection(year=2556), room.keeping)
        room.hold("คดี", *chosen)
        later = record(4, "2556-12-30")
        room.items[4] = later
        assert room.keeping.on(later).holds == ()
        room.hold("คดี", *select(room.items.values(), Selection(year=2556), room.keeping))
        assert room.keeping.on(later).holds == ("คดี",)

    def test_says_in_one_line_what_it_asks(self) -> None:
        selection = Selection(book="sent", year=2556, entries=frozenset({1, 2}))
        assert str(selection) == "entries=2, book=sent, year=2556"

    @given(
        year=st.sampled_from([0, 2556, 2557]),
        book=st.sampled_from(["", "sent", "orders"]),
        entries=st.frozensets(st.integers(1, 3)),
    )
    def test_more_criteria_never_find_more(
        self, year: int, book: str, entries: frozenset[int]
    ) -> None:
        items = [record(1, "2556-05-01"), record(2, "2556-06-01", book="orders"), record(3)]
        wide = {item.entry for item in items if Selection(year=year).fits(item)}
        narrow = Selection(year=year, book=book, entries=entries)
        assert {item.entry for item in items if narrow.fits(item)} <= wide
        assert NOTHING_KEPT.holds_over(1) == ()
