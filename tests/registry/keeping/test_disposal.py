"""Disposal: committee, head, National Archives, and only then the content, and only theirs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from storeroom import COMMITTEE, A, B, C, D, Storeroom, day, record

from registry.acts import Issued, Printed
from registry.entry import write
from registry.keeping.acts import Decided, Disposed
from registry.keeping.disposal import consideration, contents, erasable, rightly_gone, silence_ends
from registry.keeping.refusal import (
    ApartError,
    CommitteeError,
    DisposalError,
    DisposedError,
    EarlierDayError,
    HeldError,
    KeepingError,
    LeftContentError,
    NoAnswerError,
    NoListError,
    NoOpinionError,
    NotOnListError,
    NotOrderedError,
    NotSentError,
    SamePersonError,
    SeveralRefusedError,
    SharedContentError,
    ShortExtensionError,
    StepMissingError,
    StepTakenError,
    TermError,
    TransferError,
    TwoOpinionsError,
    UnknownEntryError,
    VerdictError,
    WithdrawnListError,
    WrongFormError,
)
from registry.keeping.state import NOTHING_KEPT, Keeping, Kept, Verdict


@pytest.fixture
def room() -> Storeroom:
    """Four records whose term ended in 2566."""
    room = Storeroom.of(*(record(entry, f"2556-{entry:02}-01") for entry in range(1, 5)))
    room.file(1, 2, 3, 4)
    return room


def verdicts(room: Storeroom, of: int) -> dict[int, Verdict]:
    return dict(room.keeping.lists[of].verdicts)


class TestWholeWay:
    def test_from_the_survey_to_the_fire(self, room: Storeroom) -> None:
        of = room.list(1, 2, 3, 4)
        room.committee(of, [1, 2, 3], {4: 2575})
        assert verdicts(room, of) == dict.fromkeys((1, 2, 3), Verdict.DESTROY) | {4: Verdict.KEPT}
        room.head(of, 1, 2)
        assert verdicts(room, of)[3] is Verdict.POSTPONED
        room.sent(of)
        room.archives(of, 1, transfer=[2])
        gone = room.dispose(of, 1)
        assert verdicts(room, of) == {
            1: Verdict.DISPOSED,
            2: Verdict.TRANSFER,
            3: Verdict.POSTPONED,
            4: Verdict.KEPT,
        }
        assert room.keeping.of(1).disposed == gone
        assert room.keeping.on(room.items[1]).disposed
        assert room.keeping.erased == {room.items[1].record}
        assert room.keeping.of(4).keep_until == 2575
        assert room.keeping.on(room.items[1]).number == "ตก ๐๑๓๒/2"

    def test_may_end_in_several_fires(self, room: Storeroom) -> None:
        of = room.agreed_list(1, 2)
        room.dispose(of, 2, on="2568-04-02")
        room.dispose(of, 1, on="2568-04-01")
        assert set(verdicts(room, of).values()) == {Verdict.DISPOSED}

    def test_withdrawn_frees_what_is_not_decided(self, room: Storeroom) -> None:
        of = room.list(1, 2)
        room.committee(of, [1], {2: 2580})
        room.decide(of, "2568-02-21", stage="withdrawn", reason="ตกหล่น")
        assert verdicts(room, of) == {1: Verdict.WITHDRAWN, 2: Verdict.KEPT}
        with pytest.raises(WithdrawnListError):
            room.head(of, 1)
        with pytest.raises(SeveralRefusedError):
            room.dispose(of, 1)
        room.dispose(room.agreed_list(1), 1)


class TestCommittee:
    """ประธานกรรมการ และกรรมการอีกอย่างน้อยสองคน (ข้อ ๖๗)"""

    def test_of_two_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(CommitteeError, match=r"has 2 members.*at least 3"):
            room.committee(room.list(1), [1], members=COMMITTEE[:2])

    def test_with_one_person_twice_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(SamePersonError, match="นายธนา มั่นคง"):
            room.committee(room.list(1), [1], members=(*COMMITTEE, "นายธนา  มั่นคง"))

    def test_must_speak_of_every_record(self, room: Storeroom) -> None:
        with pytest.raises(NoOpinionError, match="entry 2"):
            room.committee(room.list(1, 2), [1])

    def test_says_one_thing_of_each(self, room: Storeroom) -> None:
        with pytest.raises(TwoOpinionsError, match="entry 1"):
            room.committee(room.list(1), [1], {1: 2575})

    def test_speaks_of_the_list_only(self, room: Storeroom) -> None:
        with pytest.raises(NotOnListError, match="entry 2"):
            room.committee(room.list(1), [1, 2])

    def test_keeps_nothing_until_a_year_that_is_over(self, room: Storeroom) -> None:
        of = room.list(1, 2)
        with pytest.raises(ShortExtensionError, match=r"2567.*2568 or later"):
            room.committee(of, [1], {2: 2567})
        room.committee(of, [1], {2: 0})
        assert room.keeping.of(2).keep_until == 0

    def test_notes_who_does_not_agree(self, room: Storeroom) -> None:
        of = room.list(1)
        said = {"entry": 1, "name": "นางอรุณี สุขใจ", "opinion": "ควรเก็บไว้สอบบัญชี"}
        room.committee(of, [1], dissent=[said])
        mark, remark = consideration(room.keeping.lists[of], 1)
        assert mark == "×"
        assert "นางอรุณี สุขใจ: ควรเก็บไว้สอบบัญชี" in remark

    def test_notes_nobody_about_other_records(self, room: Storeroom) -> None:
        said = {"entry": 4, "name": "นางอรุณี สุขใจ", "opinion": "ควรเก็บ"}
        with pytest.raises(NotOnListError, match="entry 4"):
            room.committee(room.list(1), [1], dissent=[said])

    def test_speaks_once(self, room: Storeroom) -> None:
        of = room.list(1)
        room.committee(of, [1])
        with pytest.raises(SeveralRefusedError) as caught:
            room.committee(of, [1])
        assert StepTakenError in {type(one) for one in caught.value.refusals}

    def test_is_not_asked_before_the_survey(self, room: Storeroom) -> None:
        with pytest.raises(EarlierDayError):
            room.committee(room.list(1), [1], on="2568-02-09")


class TestColumnOfForm25:
    """การพิจารณา: กากบาท (×) หรือขยายเวลาการเก็บ (ข้อ ๖๘)"""

    def test_is_empty_before_the_committee(self, room: Storeroom) -> None:
        of = room.list(1)
        assert consideration(room.keeping.lists[of], 1) == ("", "")

    def test_is_a_cross_or_the_new_year(self, room: Storeroom) -> None:
        of = room.list(1, 2, 3)
        room.committee(of, [1], {2: 2575, 3: 0})
        marks = [consideration(room.keeping.lists[of], entry)[0] for entry in (1, 2, 3)]
        assert marks == ["×", "เก็บถึง พ.ศ. ๒๕๗๕", "ห้ามทำลาย"]


class TestHead:
    def test_decides_after_the_committee(self, room: Storeroom) -> None:
        with pytest.raises(SeveralRefusedError) as caught:
            room.head(room.list(1), 1)
        assert StepMissingError in {type(one) for one in caught.value.refusals}

    def test_orders_nothing_that_the_committee_keeps(self, room: Storeroom) -> None:
        of = room.list(1, 2)
        room.committee(of, [1], {2: 2575})
        with pytest.raises(VerdictError, match=r"entry 2\).*kept until another year"):
            room.head(of, 1, 2)

    def test_keeps_the_rest_until_the_next_survey(self, room: Storeroom) -> None:
        of = room.list(1, 2)
        room.committee(of, [1, 2])
        room.head(of)
        assert room.keeping.of(1).postponed == 2569
        assert room.keeping.of(1).keep_until == 2566


class TestArchives:
    """หากไม่แจ้งให้ทราบอย่างใดภายในกำหนดเวลา ๖๐ วัน … ให้ถือว่าได้ให้ความเห็นชอบแล้ว (ข้อ ๗๐.๑)"""

    @pytest.fixture
    def ordered(self, room: Storeroom) -> int:
        of = room.list(1, 2)
        room.committee(of, [1, 2])
        room.head(of, 1, 2)
        return of

    def test_must_be_asked(self, room: Storeroom, ordered: int) -> None:
        with pytest.raises(NotSentError):
            room.dispose(ordered, 1)
        with pytest.raises(StepMissingError):
            room.archives(ordered, 1)

    def test_may_be_silent_for_sixty_days(self, room: Storeroom, ordered: int) -> None:
        room.sent(ordered, on="2568-03-05")
        with pytest.raises(NoAnswerError, match="from ๕ พฤษภาคม ๒๕๖๘ on"):
            room.dispose(ordered, 1, on="2568-05-04")
        room.dispose(ordered, 1, on="2568-05-05")

    def test_silence_is_counted_from_the_day_after_sending(self) -> None:
        assert silence_ends(day("2568-03-05")) == day("2568-05-05")

    def test_may_agree_earlier_to_some(self, room: Storeroom, ordered: int) -> None:
        room.sent(ordered)
        room.archives(ordered, 1)
        with pytest.raises(NoAnswerError, match="entry 2"):
            room.dispose(ordered, 2)
        room.dispose(ordered, 1)

    def test_may_keep_longer(self, room: Storeroom, ordered: int) -> None:
        room.sent(ordered)
        room.archives(ordered, 1, keep=[{"entry": 2, "until": 0}])
        assert room.keeping.of(2).keep_until == 0
        with pytest.raises(SeveralRefusedError, match="kept until another year"):
            room.dispose(ordered, 2, on="2568-12-01")

    def test_may_want_the_record_even_after_agreeing(self, room: Storeroom, ordered: int) -> None:
        room.sent(ordered)
        room.archives(ordered, 1, 2)
        room.archives(ordered, on="2568-03-25", transfer=[2])
        with pytest.raises(SeveralRefusedError) as caught:
            room.dispose(ordered, 2)
        kinds = {type(one) for one in caught.value.refusals}
        assert kinds == {TransferError, VerdictError}
        room.decide(
            ordered, "2568-04-01", stage="handed_over", receiver="หจช. เชียงใหม่", entries=[2]
        )
        assert verdicts(room, ordered)[2] is Verdict.HANDED_OVER

    def test_need_not_be_asked_where_they_agreed_before(
        self, room: Storeroom, ordered: int
    ) -> None:
        room.decide(ordered, "2568-03-02", stage="exempt", basis="วธ ๐๔๒๗/๑", entries=[1])
        room.dispose(ordered, 1)
        with pytest.raises(NotSentError):
            room.dispose(ordered, 2)

    def test_answer_after_sending(self, room: Storeroom, ordered: int) -> None:
        room.sent(ordered, on="2568-03-05")
        with pytest.raises(EarlierDayError):
            room.archives(ordered, 1, on="2568-03-04")

    def test_say_one_thing_of_each(self, room: Storeroom, ordered: int) -> None:
        room.sent(ordered)
        with pytest.raises(TwoOpinionsError):
            room.archives(ordered, 1, transfer=[1])


class TestHandingOver:
    """บัญชีส่งมอบหนังสือครบ ๒๐ ปี (แบบที่ ๒๑, ๒๒)"""

    @pytest.fixture
    def old(self) -> Storeroom:
        room = Storeroom.of(record(1, "2540-01-01"), record(2, "2540-02-01"))
        room.file(1, 2)
        return room

    def give(self, room: Storeroom, of: int, *entries: int) -> None:
        room.decide(of, "2568-02-12", stage="handed_over", receiver="หจช.", entries=entries)

    def test_gives_away_what_is_on_form_21(self, old: Storeroom) -> None:
        of = old.list(1, form=21)
        self.give(old, of, 1)
        assert old.keeping.of(1).transfer
        with pytest.raises(TransferError):
            old.list(1)

    def test_forms_21_and_22_dispose_of_nothing(self, old: Storeroom) -> None:
        of = old.list(1, form=22)
        with pytest.raises(SeveralRefusedError, match="form 22; it has no step `disposed`"):
            old.dispose(of, 1)
        with pytest.raises(WrongFormError, match="no step `committee`"):
            old.committee(of, [1])
        with pytest.raises(WrongFormError, match="no step `handed_over`"):
            self.give(old, of, 1)

    def test_waits_for_holds(self, old: Storeroom) -> None:
        of = old.list(1, form=21)
        old.hold("คดี", 1, on="2568-02-11")
        with pytest.raises(HeldError):
            self.give(old, of, 1)


class TestDisposing:
    def test_of_a_record_held_in_the_meantime_is_refused_loudly(self, room: Storeroom) -> None:
        of = room.agreed_list(1)
        room.hold("คดีเงินยืม", 1, on="2568-03-25")
        with pytest.raises(HeldError, match="HELD by “คดีเงินยืม”: คดีหมายเลขดำที่ ๑/๒๕๖๘"):
            room.dispose(of, 1)
        room.lift("คดีเงินยืม", on="2568-03-26")
        room.dispose(of, 1)

    def test_names_every_hold(self, room: Storeroom) -> None:
        of = room.agreed_list(1)
        room.hold("ก", 1, on="2568-03-25")
        room.hold("ข", 1, on="2568-03-25")
        with pytest.raises(SeveralRefusedError, match=r"“ก”.*\n.*“ข”"):
            room.dispose(of, 1)

    def test_of_a_record_filed_anew_in_the_meantime_is_refused(self, room: Storeroom) -> None:
        of = room.agreed_list(1, 2)
        room.file(1, until=2570, reason="ยังใช้", on="2568-03-25")
        with pytest.raises(TermError, match="2570"):
            room.dispose(of, 1)
        room.file(2, retention="secret", reason="ลับ", on="2568-03-25")
        with pytest.raises(ApartError, match=r"ข้อ ๕๗\.๑"):
            room.dispose(of, 2)

    def test_step_by_step(self, room: Storeroom) -> None:
        of = room.list(1)
        with pytest.raises(NoOpinionError):
            room.dispose(of, 1)
        room.committee(of, [1])
        with pytest.raises(NotOrderedError):
            room.dispose(of, 1)
        room.head(of, 1)
        with pytest.raises(NotSentError):
            room.dispose(of, 1)

    def test_of_what_is_not_on_the_list_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(NotOnListError):
            room.dispose(room.agreed_list(1), 2)

    def test_without_a_list_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(NoListError):
            room.dispose(7, 1)
        with pytest.raises(NoListError):
            room.committee(7, [1])

    def test_of_what_is_no_record_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(UnknownEntryError):
            room.dispose(room.agreed_list(1), 99, erased=())

    def test_twice_is_refused(self, room: Storeroom) -> None:
        of = room.agreed_list(1)
        gone = room.dispose(of, 1)
        with pytest.raises(DisposedError, match=f"disposed of by entry {gone}"):
            room.dispose(of, 1)

    def test_before_it_was_decided_is_refused(self, room: Storeroom) -> None:
        with pytest.raises(EarlierDayError):
            room.dispose(room.agreed_list(1), 1, on="2568-03-19")


class TestErasing:
    """Disposal lets go what is theirs alone, and all of it."""

    def test_leaves_what_another_record_needs(self, room: Storeroom) -> None:
        room.named = {1: frozenset({A, B}), 2: frozenset({B, C})}
        of = room.agreed_list(1, 2)
        with pytest.raises(SharedContentError, match=B):
            room.dispose(of, 1, erased=[A, B])
        room.dispose(of, 1, erased=[A])
        room.dispose(of, 2, erased=[B, C])
        assert rightly_gone(room.named, room.keeping) == {A, B, C}

    def test_together_they_take_what_they_share(self, room: Storeroom) -> None:
        room.named = {1: frozenset({A, B}), 2: frozenset({B, C})}
        room.dispose(room.agreed_list(1, 2), 1, 2, erased=[A, B, C])

    def test_takes_nothing_of_others(self, room: Storeroom) -> None:
        room.named[9] = frozenset({D})
        with pytest.raises(SharedContentError, match=D):
            room.dispose(room.agreed_list(1), 1, erased=[room.items[1].record, D])

    def test_leaves_nothing(self, room: Storeroom) -> None:
        with pytest.raises(LeftContentError, match=room.items[1].record):
            room.dispose(room.agreed_list(1), 1, erased=[])

    def test_content_that_comes_again_is_needed_again(self, room: Storeroom) -> None:
        room.named = {1: frozenset({A})}
        room.dispose(room.agreed_list(1), 1, erased=[A])
        room.named[9] = frozenset({A})
        assert rightly_gone(room.named, room.keeping) == frozenset()

    def test_later_prints_belong_to_their_record(self) -> None:
        envelope = {"at": "2020-01-01T00:00:00Z", "by": "ก", "office": "o"}
        page = {"name": "a.pdf", "sha256": B, "size": 1}
        common: dict[str, Any] = {"kind": "letter", "date": "2020-01-01", "subject": "ก"}
        acts = [
            write(Issued, **envelope, entry=1, record=A, office_sheet=C, **common),
            write(Printed, **envelope, entry=2, of=1, files=[page]),
            write(Issued, **envelope, entry=3, record=D, office_sheet=C, **common),
        ]
        named = contents(acts)
        assert named == {1: {A, B, C}, 3: {C, D}}
        assert erasable([1], named, NOTHING_KEPT) == {A, B}

    @given(
        named=st.dictionaries(
            st.integers(0, 5), st.frozensets(st.sampled_from([A, B, C, D])), max_size=6
        ),
        going=st.frozensets(st.integers(0, 5)),
        gone=st.frozensets(st.integers(0, 5)),
    )
    def test_is_right_for_any_sharing(
        self, named: dict[int, frozenset[str]], going: frozenset[int], gone: frozenset[int]
    ) -> None:
        keeping = Keeping(kept={entry: Kept(disposed=99) for entry in gone})
        found = erasable(going, named, keeping)
        for sha256 in (A, B, C, D):
            owners = {entry for entry, sha256s in named.items() if sha256 in sha256s}
            assert (sha256 in found) == (bool(owners & going) and owners <= going | gone)


class TestShapes:
    @pytest.mark.parametrize(
        "fields",
        [
            {"of": 1, "decision": {"stage": "mayor"}},
            {"of": 1, "decision": {"stage": "committee", "members": []}},
            {"of": 1, "decision": {"stage": "head", "name": "ก", "destroy": [1, 1]}},
            {"of": 1, "decision": {"stage": "exempt", "basis": "", "entries": [1]}},
            {"of": 1, "decision": {"stage": "exempt", "basis": "ก", "entries": []}},
            {"of": -1, "decision": {"stage": "sent"}},
            {"of": 1, "decision": {"stage": "sent", "colour": "blue"}},
            {"of": 1},
        ],
    )
    def test_of_another_step_is_no_entry(self, room: Storeroom, fields: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            room.draft(Decided, "2568-03-01", **fields)

    @pytest.mark.parametrize("erased", [["a" * 63], ["A" * 64], ["../../office.key"]])
    def test_of_content_that_is_no_digest_is_no_entry(
        self, room: Storeroom, erased: list[str]
    ) -> None:
        with pytest.raises(ValidationError):
            room.draft(Disposed, "2568-03-01", of=1, entries=[1], method="เผา", erased=erased)

    def test_refusals_own_the_exit_code(self) -> None:
        assert KeepingError.exit_code == DisposalError.exit_code == 17
