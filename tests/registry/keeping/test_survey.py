"""The survey: everything whose term is over is in one group, and every other group says why."""

from __future__ import annotations

import pytest
from storeroom import Storeroom, day, record

from registry.item import State
from registry.keeping.acts import Surveyed
from registry.keeping.refusal import (
    ApartError,
    ForEverError,
    HeldError,
    ListedError,
    NothingToKeepError,
    OnListError,
    PostponedError,
    SeveralRefusedError,
    TermError,
    TooEarlyError,
    UndeterminedError,
    UnknownEntryError,
    YoungError,
)
from registry.keeping.survey import Survey, survey

GROUPS = ("due", "apart", "listed", "postponed", "transferred", "undetermined", "unfiled")


def look(room: Storeroom, year: int = 2568, on: str = "2568-02-10") -> Survey:
    return survey(room.items.values(), year, day(on), room.keeping)


def groups(found: Survey) -> dict[int, str]:
    """Return the group of each entry; one that stands in two is an error."""
    pairs = [(item.entry, name) for name in GROUPS for item in getattr(found, name)]
    pairs += [(line.item.entry, "held") for line in found.held]
    pairs += [(item.entry, "disposed") for item in found.disposed]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


@pytest.fixture
def room() -> Storeroom:
    """Ten records of 2556, whose ordinary term ended in 2566, and one of 2558."""
    return Storeroom.of(
        *(record(entry, f"2556-{entry:02}-01") for entry in range(1, 11)),
        record(11, "2558-01-01"),
    )


class TestSurvey:
    """สำรวจหนังสือที่ครบกำหนดอายุการเก็บ (ข้อ ๖๖)"""

    def test_puts_each_record_in_one_group(self, room: Storeroom) -> None:
        room.file(1, 2, 3, 4, 8, 9, 11)
        room.file(5, retention="history")
        room.file(6, retention="evidence")
        room.file(7, retention="secret", until=2560, basis="ระเบียบว่าด้วยการรักษาความลับ")
        room.dispose(room.agreed_list(4), 4)
        room.list(3)
        of = room.list(8)
        room.committee(of, [8])
        room.head(of)
        room.hold("คดี", 2)
        assert groups(look(room)) == {
            1: "due",
            2: "held",
            3: "listed",
            4: "disposed",
            6: "undetermined",
            7: "apart",
            8: "postponed",
            9: "due",
            10: "unfiled",
        }

    def test_says_loudly_which_hold_keeps_what(self, room: Storeroom) -> None:
        room.file(1, 2)
        room.hold("คดีเงินยืม", 1, 2)
        found = look(room)
        assert found.due == ()
        assert [line.item.entry for line in found.held] == [1, 2]
        assert {hold.name for line in found.held for hold in line.holds} == {"คดีเงินยืม"}
        assert [hold.name for hold in found.holds()] == ["คดีเงินยืม"]

    def test_names_the_oldest_first(self, room: Storeroom) -> None:
        room.items[12] = record(12, "2550-01-01")
        room.file(3, 1, 2, 12)
        assert [item.entry for item in look(room).due] == [12, 1, 2, 3]

    def test_a_term_is_over_only_when_its_year_is(self, room: Storeroom) -> None:
        room.file(11, on="2558-01-10")
        assert 11 not in groups(look(room))
        assert groups(look(room, 2569, "2569-01-01"))[11] == "due"

    def test_of_a_year_that_has_not_begun_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(TooEarlyError, match="1 January 2569"):
            look(room, 2569, "2568-12-31")

    @pytest.mark.parametrize(("on", "late"), [("2568-03-01", False), ("2568-03-02", True)])
    def test_after_sixty_days_is_late_and_made_all_the_same(
        self, room: Storeroom, on: str, *, late: bool
    ) -> None:
        room.file(1)
        found = look(room, on=on)
        assert (found.late, len(found.due)) == (late, 1)

    @pytest.mark.parametrize("state", [State.RESERVED, State.VOIDED, State.LOST])
    def test_passes_over_numbers_without_a_record(self, state: State) -> None:
        room = Storeroom.of(record(1, "2540-01-01", state=state, record=""))
        found = look(room)
        assert groups(found) == {}
        assert found.twenty == ()

    def test_shows_records_as_they_are_kept(self, room: Storeroom) -> None:
        room.file(1, file_code="สบ ๑")
        (item,) = look(room).due
        assert (item.keep_until, item.file_code) == (2566, "สบ ๑")

    def test_what_was_never_filed_waits_for_its_usual_term(self) -> None:
        room = Storeroom.of(record(1, "2557-12-31"), record(2, "2558-01-01"))
        assert groups(look(room)) == {1: "unfiled"}


class TestTwenty:
    """หนังสือที่มีอายุครบ ๒๐ ปี (ข้อ ๕๘)"""

    @pytest.fixture
    def old(self) -> Storeroom:
        room = Storeroom.of(
            record(1, "2547-12-31"),
            record(2, "2548-01-01"),
            record(3, "2540-01-01", secrecy="ลับ"),
            record(4, "2540-02-01"),
            record(5, "2540-03-01"),
            record(6, "2540-04-01"),
        )
        room.file(1, 2, retention="history")
        room.file(4, retention="evidence")
        return room

    def test_are_listed_whether_filed_or_not(self, old: Storeroom) -> None:
        assert [item.entry for item in look(old).twenty] == [5, 6, 1]

    def test_are_listed_once(self, old: Storeroom) -> None:
        old.list(1, form=21)
        old.list(5, form=22)
        assert [item.entry for item in look(old).twenty] == [6]
        with pytest.raises(ListedError, match="form 21"):
            old.list(1, form=22)

    def test_may_be_listed_anew_once_the_list_is_withdrawn(self, old: Storeroom) -> None:
        of = old.list(1, form=21)
        old.decide(of, "2568-02-11", stage="withdrawn", reason="พิมพ์ผิด")
        assert 1 in [item.entry for item in look(old).twenty]

    def test_younger_ones_are_refused(self, old: Storeroom) -> None:
        with pytest.raises(YoungError, match="2548"):
            old.list(2, form=21)

    def test_secret_ones_and_evidence_are_not_handed_over(self, old: Storeroom) -> None:
        with pytest.raises(ApartError):
            old.list(3, form=21)
        with pytest.raises(ApartError):
            old.list(4, form=21)

    def test_held_ones_are_not_handed_over_but_may_be_asked_for(self, old: Storeroom) -> None:
        old.hold("คดี", 5)
        with pytest.raises(HeldError):
            old.list(5, form=21)
        old.list(5, form=22)


class TestListing:
    def test_takes_what_is_due(self, room: Storeroom) -> None:
        room.file(1, 2)
        of = room.list(2, 1)
        assert room.keeping.lists[of].entries == (2, 1)
        assert room.keeping.of(1).on_list == of

    @pytest.mark.parametrize(
        ("retention", "error"),
        [("history", ForEverError), ("evidence", UndeterminedError), ("secret", ApartError)],
    )
    def test_of_another_class_is_refused(
        self, room: Storeroom, retention: str, error: type[Exception]
    ) -> None:
        room.file(1, retention=retention)
        with pytest.raises(error):
            room.list(1)

    def test_of_what_was_never_filed_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(UndeterminedError):
            room.list(1)

    def test_of_what_runs_is_refused(self, room: Storeroom) -> None:
        room.file(11, on="2558-01-10")
        with pytest.raises(TermError, match="2568"):
            room.list(11)

    def test_of_what_is_held_is_refused_with_the_name_of_the_hold(self, room: Storeroom) -> None:
        room.file(1)
        room.hold("คดีเงินยืม", 1)
        with pytest.raises(HeldError, match="HELD by “คดีเงินยืม”: คดีหมายเลขดำที่ ๑/๒๕๖๘"):
            room.list(1)

    def test_twice_is_refused(self, room: Storeroom) -> None:
        room.file(1)
        of = room.list(1)
        with pytest.raises(OnListError, match=f"entry {of}"):
            room.list(1)

    def test_waits_for_the_year_to_which_the_head_put_it_off(self, room: Storeroom) -> None:
        room.file(1, 2)
        of = room.list(1, 2)
        room.committee(of, [1, 2])
        room.head(of, 1)
        with pytest.raises(PostponedError, match="2569"):
            room.list(2)
        room.list(2, on="2569-01-05")

    def test_of_unknown_entries_and_of_reservations_is_refused(self) -> None:
        room = Storeroom.of(record(1, state=State.RESERVED, record=""))
        with pytest.raises(SeveralRefusedError) as caught:
            room.list(1, 2)
        assert {type(one) for one in caught.value.refusals} == {
            NothingToKeepError,
            UnknownEntryError,
        }

    def test_before_the_year_is_refused(self, room: Storeroom) -> None:
        room.file(1)
        with pytest.raises(TooEarlyError):
            room.ask(Surveyed, "2567-12-30", year=2568, form=25, entries=[1])
