"""Filing: a list of records sent to be kept, and how each line is stamped into the books."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from storeroom import Storeroom, day, record

from registry.item import State
from registry.keeping.acts import Filed
from registry.keeping.filing import STATES, filed_line
from registry.keeping.refusal import (
    DisposedError,
    FutureDayError,
    LineBasisError,
    NoReasonError,
    NothingToKeepError,
    SecretClassError,
    SeveralRefusedError,
    UnknownClassError,
    UnknownEntryError,
    UnstatedYearError,
    WrongYearError,
)


@pytest.fixture
def room() -> Storeroom:
    return Storeroom.of(record(1), record(2, secrecy="ลับ"), record(3))


def ask(room: Storeroom, reason: str = "", **line: object) -> None:
    room.ask(Filed, "2557-01-10", lines=[line], reason=reason)


class TestFiling:
    def test_makes_the_line_of_the_books(self, room: Storeroom) -> None:
        act = room.file(1, file_code="กค ๑.๒", note="มีสำเนา")
        filed = room.keeping.on(room.items[1])
        assert (filed.retention, filed.keep_until, filed.file_code) == ("normal", 2566, "กค ๑.๒")
        kept = room.keeping.of(1)
        assert (kept.day, kept.filed, kept.note) == (day("2557-01-10"), act, "มีสำเนา")
        assert room.keeping.on(room.items[3]) == room.items[3]

    def test_anew_needs_a_reason_and_keeps_the_first_in_the_log(self, room: Storeroom) -> None:
        first = room.file(1)
        with pytest.raises(NoReasonError, match=f"filed by entry {first}"):
            room.file(1, retention="routine")
        room.file(1, retention="history", reason="เป็นเรื่องตั้งอำเภอ")
        assert room.keeping.of(1).keep_until == 0
        assert len(room.log) == 2

    def test_of_what_is_no_record_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(UnknownEntryError, match="Entry 9"):
            ask(room, entry=9, retention="normal", keep_until=2566)

    @pytest.mark.parametrize("state", [State.RESERVED, State.LOST, State.VOIDED])
    def test_of_a_number_without_a_record_is_refused(self, state: State) -> None:
        room = Storeroom.of(record(1, state=state, record=""))
        with pytest.raises(NothingToKeepError, match=STATES[state]):
            room.file(1)

    def test_of_a_voided_number_with_a_record_is_possible(self) -> None:
        room = Storeroom.of(record(1, state=State.VOIDED))
        room.file(1)
        assert room.keeping.of(1).keep_until == 2566

    def test_of_what_is_gone_is_refused(self, room: Storeroom) -> None:
        room.file(1)
        room.dispose(room.agreed_list(1), 1)
        with pytest.raises(DisposedError):
            room.file(1, reason="ผิดชั้น", on="2568-05-01")

    def test_on_a_day_to_come_is_refused(self, room: Storeroom) -> None:
        act = room.draft(Filed, "2557-01-10", lines=[filed_line(room.items[1]).model_dump()])
        from registry.keeping.keeper import refusals  # noqa: PLC0415 - only here

        late = act.model_copy(update={"day": "2014-01-12"})
        (only,) = refusals(late, room.keeping, room.items)
        assert isinstance(only, FutureDayError)


class TestYear:
    def test_may_not_be_shorter_than_the_class(self, room: Storeroom) -> None:
        with pytest.raises(WrongYearError, match=r"ตก ๐๑๓๒/2 \(entry 1\).*2566.*normal.*2565"):
            ask(room, entry=1, retention="normal", keep_until=2565)

    def test_must_be_stated_where_the_class_gives_one(self, room: Storeroom) -> None:
        with pytest.raises(UnstatedYearError, match="2566"):
            ask(room, entry=1, retention="normal")

    def test_of_a_law_may_stay_open(self, room: Storeroom) -> None:
        ask(room, entry=1, retention="evidence")

    def test_of_a_law_needs_its_name(self, room: Storeroom) -> None:
        with pytest.raises(LineBasisError, match=r"evidence.*2570"):
            ask(room, entry=1, retention="evidence", keep_until=2570)
        ask(room, entry=1, retention="evidence", keep_until=2570, basis="ป.วิ.อ. ม. ๑๔๐")

    def test_of_an_unknown_class_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(UnknownClassError):
            ask(room, entry=1, retention="ordinary", keep_until=2566)


class TestSecret:
    def test_is_filed_as_secret_of_itself(self, room: Storeroom) -> None:
        room.file(2)
        assert room.keeping.of(2).retention == "secret"
        assert room.keeping.of(2).keep_until is None

    def test_is_not_filed_as_ordinary(self, room: Storeroom) -> None:
        with pytest.raises(SecretClassError, match="ลับ"):
            room.file(2, retention="normal")

    def test_may_be_filed_as_ordinary_once_it_is_no_secret(self, room: Storeroom) -> None:
        room.file(2, retention="normal", basis="คำสั่งที่ ๙/๒๕๖๕ ยกเลิกชั้นความลับ")
        assert room.keeping.of(2).retention == "normal"


class TestList:
    def test_says_everything_that_is_wrong_at_once(self, room: Storeroom) -> None:
        lines = [
            {"entry": 1, "retention": "normal", "keep_until": 2560},
            {"entry": 2, "retention": "normal", "keep_until": 2566},
            {"entry": 9, "retention": "normal", "keep_until": 2566},
        ]
        with pytest.raises(SeveralRefusedError) as caught:
            room.ask(Filed, "2557-01-10", lines=lines)
        kinds = [type(refusal) for refusal in caught.value.refusals]
        assert kinds == [WrongYearError, SecretClassError, UnknownEntryError]
        assert str(caught.value).count("\n") == 2
        assert caught.value.exit_code == 17

    @pytest.mark.parametrize(
        "lines",
        [
            [],
            [{"entry": 1, "retention": "normal"}, {"entry": 1, "retention": "copy"}],
            [{"entry": -1, "retention": "normal"}],
            [{"entry": 1, "retention": ""}],
            [{"entry": 1, "retention": "normal", "keep_until": 10}],
            [{"entry": 1, "retention": "normal", "note": "สอง\nบรรทัด"}],
            [{"entry": 1, "retention": "normal", "colour": "blue"}],
            [{"entry": 1, "retention": "normal"}] * 401,
        ],
    )
    def test_of_another_shape_is_no_entry(
        self, room: Storeroom, lines: list[dict[str, object]]
    ) -> None:
        with pytest.raises(ValidationError):
            room.draft(Filed, "2557-01-10", lines=lines)

    @pytest.mark.parametrize("when", ["2014-02-30", "14-01-01", "", "2014-01-01T00:00:00"])
    def test_of_no_day_is_no_entry(self, room: Storeroom, when: str) -> None:
        good = room.draft(Filed, "2557-01-10", lines=[{"entry": 1, "retention": "evidence"}])
        with pytest.raises(ValidationError):
            Filed.model_validate(good.model_dump() | {"day": when})
