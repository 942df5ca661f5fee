"""What holds now: folded from the log in any portions, and never against a hold."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from storeroom import A, Storeroom, record

from registry.acts import Act
from registry.keeping.acts import MODELS, Decided, Disposed, Filed, Held, Lifted, Surveyed
from registry.keeping.disposal import erasable, rightly_gone, silence_ends
from registry.keeping.keeper import refusals
from registry.keeping.refusal import KeepingError
from registry.keeping.replay import apply, replay, touched
from registry.keeping.retention import is_over
from registry.keeping.state import CLOSED, NOTHING_KEPT, Keeping, Verdict
from registry.keeping.survey import survey

ENTRIES = range(6)
SOME = st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=4, unique=True)
LISTS = st.integers(0, 3)
NAMES = st.sampled_from("กขคงจฉชซ")
CLASSES = st.sampled_from(["", "normal", "routine", "history", "evidence", "secret"])


class TestReplay:
    def test_leaves_what_was_before_as_it_was(self) -> None:
        room = Storeroom.of(record(1))
        room.file(1)
        before = room.keeping
        room.hold("คดี", 1)
        assert before.holds_over(1) == ()
        assert before.holds == {}

    def test_passes_over_other_acts(self) -> None:
        at = "2020-01-01T00:00:00Z"
        other = Act(act="founded", at=at, by="แพรวา", entry=0, office="o")
        assert apply(other, NOTHING_KEPT) == NOTHING_KEPT
        assert touched(other, NOTHING_KEPT) == frozenset()
        assert refusals(other, NOTHING_KEPT, {}) == ()

    @pytest.mark.parametrize("model", MODELS)
    def test_knows_every_act_of_keeping(self, model: type[Act]) -> None:
        assert model in (Filed, Held, Lifted, Surveyed, Decided, Disposed)

    def test_does_not_fail_where_the_log_breaks_the_rules(self) -> None:
        """Another program may have written it; nothing comes back that was disposed of."""
        room = Storeroom.of(record(1))
        acts = [
            room.draft(Lifted, "2568-01-01", hold="ไม่มี", reason="ก"),
            room.draft(Decided, "2568-01-01", of=5, decision={"stage": "sent"}),
            room.draft(Disposed, "2568-01-01", of=5, entries=[1], method="เผา", erased=[A]),
            room.draft(
                Filed, "2568-01-01", lines=[{"entry": 1, "retention": "?", "keep_until": 2500}]
            ),
        ]
        keeping = replay(acts)
        assert keeping.of(1).disposed == 1000
        assert keeping.erased == {A}
        assert survey(room.items.values(), 2568, record(1, "2568-01-01").date, keeping).due == ()  # type: ignore[arg-type]  # it has a date


class Office(RuleBasedStateMachine):
    """A clerk who tries anything; what the keeper refuses does not happen."""

    def __init__(self) -> None:
        super().__init__()
        items = [record(entry, f"{2550 + 2 * entry}-01-01") for entry in ENTRIES]
        self.room = Storeroom.of(*items)
        shared = {1: {A}, 2: {A}}
        for entry, more in shared.items():
            self.room.named[entry] |= more
        self.room.file(0, 1, 2, on="2566-01-01")
        self.days = iter(range(0, 10_000, 3))

    def attempt(self, model: type[Act], **fields: object) -> None:
        number = next(self.days)
        on = f"{2567 + number // 300}-{1 + number % 300 // 28:02}-{1 + number % 28:02}"
        room, before = self.room, self.room.keeping
        fields = {"year": int(on[:4])} | fields if model is Surveyed else fields
        act = room.draft(model, on, **fields)
        try:
            room.do(model, on, **fields)
        except KeepingError:
            assert refusals(act, before, room.items, room.named)
            return
        changed = {
            entry
            for entry in ENTRIES
            if before.on(room.items[entry]) != room.keeping.on(room.items[entry])
        }
        assert changed <= touched(act, before)
        if isinstance(act, Disposed):
            self.look_at_the_fire(act, before)

    def look_at_the_fire(self, act: Disposed, before: Keeping) -> None:
        for entry in act.entries:
            kept = before.of(entry)
            assert not before.holds_over(entry)
            assert kept.retention not in ("", "secret")
            assert is_over(kept.keep_until, act.on.year + 543)
            listed = before.lists[act.of]
            silent = "sent" in listed.days and act.on >= silence_ends(listed.days["sent"])
            agreed = listed.verdicts[entry] is Verdict.AGREED
            assert agreed or (silent and listed.verdicts[entry] is Verdict.ORDERED)

    @rule(entries=SOME, retention=CLASSES)
    def file(self, entries: list[int], retention: str) -> None:
        on = "2566-01-02"
        try:
            self.room.file(*entries, on=on, retention=retention, reason="ลอง")
        except KeepingError:
            return

    @rule(name=NAMES, entry=st.sampled_from(ENTRIES))
    def hold(self, name: str, entry: int) -> None:
        self.attempt(Held, hold=name, reason="คดี", entries=[entry])

    @rule(name=NAMES)
    def lift(self, name: str) -> None:
        self.attempt(Lifted, hold=name, reason="จบ")

    @rule(entries=SOME, form=st.sampled_from([25, 25, 25, 21, 22]))
    def list(self, entries: list[int], form: int) -> None:
        self.attempt(Surveyed, form=form, entries=entries)

    @rule()
    def list_all_that_is_due(self) -> None:
        today = record(0, "2567-01-01").date
        assert today is not None
        due = survey(self.room.items.values(), 2567, today, self.room.keeping).due
        if due:
            self.attempt(Surveyed, form=25, year=2567, entries=[item.entry for item in due])

    def of(self, which: int) -> int:
        places = list(self.room.keeping.lists) or [0]
        return places[which % len(places)]

    def those(self, of: int, verdict: Verdict, which: int) -> list[int]:
        listed = self.room.keeping.lists.get(of)
        found = (
            [entry for entry, said in listed.verdicts.items() if said is verdict] if listed else []
        )
        return found[which % 2 :] if len(found) > 1 else found

    @rule(which=LISTS, steps=st.integers(1, 4))
    def go_on(self, which: int, steps: int) -> None:
        """Take the steps that come next; without them, chance never comes to the fire."""
        for _ in range(steps):
            self.take_next_step(which)

    def take_next_step(self, which: int) -> None:
        of = self.of(which)
        if self.those(of, Verdict.LISTED, 0):
            self.committee(which=which, keep=False)
        elif self.those(of, Verdict.DESTROY, 0):
            self.head(which=which, part=0)
        elif self.those(of, Verdict.AGREED, 0):
            self.dispose_of_what_was_ordered(which=which, verdict=Verdict.AGREED)
        elif self.those(of, Verdict.ORDERED, 0) and "sent" in self.room.keeping.lists[of].days:
            self.answer(which=which, part=0, answer="agreed")
        else:
            self.send(which=which)

    @rule(which=LISTS, keep=st.booleans())
    def committee(self, which: int, *, keep: bool) -> None:
        of = self.of(which)
        said = self.those(of, Verdict.LISTED, 0)
        kept = said[-1:] if keep else []
        decision = {
            "stage": "committee",
            "members": [{"name": name} for name in "กขค"],
            "destroy": [entry for entry in said if entry not in kept],
            "keep": [{"entry": entry, "until": 2600} for entry in kept],
        }
        self.attempt(Decided, of=of, decision=decision)

    @rule(which=LISTS, part=LISTS)
    def head(self, which: int, part: int) -> None:
        of = self.of(which)
        destroy = self.those(of, Verdict.DESTROY, part)
        self.attempt(Decided, of=of, decision={"stage": "head", "name": "ก", "destroy": destroy})

    @rule(which=LISTS)
    def send(self, which: int) -> None:
        self.attempt(Decided, of=self.of(which), decision={"stage": "sent"})

    @rule(which=LISTS, part=LISTS, answer=st.sampled_from(["agreed", "transfer"]))
    def answer(self, which: int, part: int, answer: str) -> None:
        of = self.of(which)
        said = self.those(of, Verdict.ORDERED, part)
        self.attempt(Decided, of=of, decision={"stage": "archives", answer: said})

    @rule(which=LISTS)
    def withdraw(self, which: int) -> None:
        decision = {"stage": "withdrawn", "reason": "ก"}
        self.attempt(Decided, of=self.of(which), decision=decision)

    @rule(which=LISTS, entries=SOME)
    def dispose_of_anything(self, which: int, entries: list[int]) -> None:
        self.burn(self.of(which), entries)

    @rule(which=LISTS, verdict=st.sampled_from([Verdict.ORDERED, Verdict.AGREED]))
    def dispose_of_what_was_ordered(self, which: int, verdict: Verdict) -> None:
        of = self.of(which)
        if entries := self.those(of, verdict, 0):
            self.burn(of, entries)

    @rule(which=LISTS, name=NAMES)
    def hold_what_was_agreed_and_dispose_of_it(self, which: int, name: str) -> None:
        of = self.of(which)
        if entries := self.those(of, Verdict.AGREED, 0):
            self.attempt(Held, hold=name, reason="คดี", entries=entries)
            self.burn(of, entries)

    @rule(which=LISTS)
    def keep_longer_what_was_agreed_and_dispose_of_it(self, which: int) -> None:
        of = self.of(which)
        if entries := self.those(of, Verdict.AGREED, 0):
            self.room.file(*entries, on="2566-01-02", retention="normal", until=2700, reason="ใช้")
            self.burn(of, entries)

    def burn(self, of: int, entries: list[int]) -> None:
        erased = erasable(entries, self.room.named, self.room.keeping)
        self.attempt(Disposed, of=of, entries=entries, method="เผา", erased=sorted(erased))

    @invariant()
    def any_portions_of_the_log_give_the_same(self) -> None:
        log = self.room.log
        half = len(log) // 2
        assert replay(log[half:], replay(log[:half])) == replay(log) == self.room.keeping

    @invariant()
    def what_was_erased_is_needed_by_nobody(self) -> None:
        keeping = self.room.keeping
        assert rightly_gone(self.room.named, keeping) == keeping.erased

    @invariant()
    def lists_and_records_agree(self) -> None:
        for entry, kept in self.room.keeping.kept.items():
            open_on = [
                listed.place
                for listed in self.room.keeping.lists.values()
                if listed.form == 25 and listed.verdicts.get(entry, Verdict.KEPT) not in CLOSED
            ]
            assert open_on == ([] if kept.on_list is None else [kept.on_list])


TestOffice = Office.TestCase
TestOffice.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
