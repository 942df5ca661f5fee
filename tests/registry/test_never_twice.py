"""A number is never given twice: every act, in any order, against a model that fits on a page.

Hypothesis chooses what clerks do (issue, reserve, renew, use, void, receive, seal, back up,
restore, let days and years pass); the model is a set of the numbers on paper.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from clerks import Clerk, office, opened, states, utc
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from soundness import assert_sound

from records.digits import to_thai
from registry.backup.packing import back_up
from registry.backup.restoring import restore
from registry.errors import NumberError
from registry.item import State
from registry.register import FOLDER, Register

if TYPE_CHECKING:
    from registry.acts import Issued

MEMORY = "/dev/shm"  # noqa: S108  # a folder of a random name is made in it
BOOKS = st.sampled_from(["sent", "sub-unit", "circulars", "orders"])
HELD, USED, VOID, GONE = "held", "used", "void", "gone"
ENDS = {
    HELD: {State.RESERVED},
    USED: {State.ISSUED, State.RECEIVED, State.LOST},
    VOID: {State.VOIDED},
    GONE: {State.LOST},
}


@dataclass
class Paper:
    """What became of a number, as whoever wrote it down knows it."""

    fate: str


class Offices(RuleBasedStateMachine):
    """One office over some years; `papers` is every number that anybody ever wrote down."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
        self.papers: dict[tuple[str, int], Paper] = {}
        self.backups: list[Path] = []
        self.now = utc("2019-12-20 03:00")

    @initialize(
        reset=st.sampled_from(["calendar", "fiscal"]),
        circulars=st.sampled_from(["separate", "shared"]),
    )
    def found(self, reset: str, circulars: str) -> None:
        self.office = office(reset=reset, circulars=circulars)
        self.clerk = opened(self.folder / "office", self.office)

    def teardown(self) -> None:
        if hasattr(self, "clerk"):
            self.clerk.register.close()
            acts = assert_sound(self.folder / "office")
            assert acts
        rmtree(self.folder)

    def at_work(self) -> Clerk:
        self.now += timedelta(seconds=1)
        return Clerk(self.clerk.register, self.office, self.now)

    def asked(self, book: str, running: object = "") -> tuple[str | None, dict[str, object]]:
        """Return the number as it would be typed, and what else the sheet says."""
        text = to_thai(str(running))
        code = {"sub-unit": "ตก ๐๑๓๒.๐๐๓"}.get(book, "ตก ๐๑๓๒")
        if book == "orders":
            year = self.office.numbering.year("orders", self.at_work().situation.today)
            return (f"{text}/{to_thai(str(year))}" if text else None), {
                "book": "orders",
                "kind": "order",
            }
        if book == "circulars":
            return f"{code}/ว {text}".rstrip(), {"circular": True}
        return f"{code}/{text}", {}

    def give(self, act: Issued) -> None:
        """Write a number on paper: nobody did so before, unless to hold it."""
        key = (act.series or "", act.running or 0)
        before = self.papers.get(key)
        assert before is None or before.fate == HELD, key
        self.papers[key] = Paper(USED)

    @rule(book=BOOKS)
    def issue(self, book: str) -> None:
        number, fields = self.asked(book)
        act = self.at_work().issue(number, **fields)  # type: ignore[arg-type]
        key = (act.series or "", act.running or 0)
        assert key not in self.papers
        highest = max((n for series, n in self.papers if series == act.series), default=0)
        assert act.running == highest + 1
        self.give(act)

    @rule(book=BOOKS, running=st.integers(1, 12))
    def use(self, book: str, running: int) -> None:
        """Ask for a number by name: only one that is held, and whose term is not over."""
        number, fields = self.asked(book, running)
        with suppress(NumberError):
            self.give(self.at_work().issue(number, **fields))  # type: ignore[arg-type]

    @rule(
        book=st.sampled_from(["sent", "orders"]), count=st.integers(1, 4), days=st.integers(0, 40)
    )
    def reserve(self, book: str, count: int, days: int) -> None:
        clerk = self.at_work()
        until = clerk.situation.today.date + timedelta(days=days)
        act = clerk.reserve(book, count, until=f"{until.year + 543}-{until:%m-%d}")
        for running in range(act.first, act.last + 1):
            assert (act.series, running) not in self.papers
            self.papers[act.series, running] = Paper(HELD)

    @rule(running=st.integers(1, 12), days=st.integers(0, 40))
    def renew(self, running: int, days: int) -> None:
        clerk = self.at_work()
        until = clerk.situation.today.date + timedelta(days=days)
        with suppress(NumberError):
            act = clerk.renew(f"ตก ๐๑๓๒/{running}", f"{until.year + 543}-{until:%m-%d}")
            assert self.papers[act.series, running].fate == HELD
            self.papers[act.series, running] = Paper(HELD)

    @rule(book=BOOKS, running=st.integers(1, 12))
    def void(self, book: str, running: int) -> None:
        number, _ = self.asked(book, running)
        assert number
        with suppress(NumberError):
            act = self.at_work().void(number)
            assert self.papers[act.series, act.running].fate != VOID
            self.papers[act.series, act.running] = Paper(VOID)

    @rule()
    def receive(self) -> None:
        act = self.at_work().receive()
        assert (act.series, act.running) not in self.papers
        self.papers[act.series, act.running] = Paper(USED)

    @rule()
    def seal(self) -> None:
        self.clerk.register.seal(self.at_work().now)

    @rule(days=st.sampled_from([1, 3, 30, 200, 400]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def open_again(self) -> None:
        self.clerk.register.close()
        self.clerk = Clerk(Register.open(self.folder / "office"), self.office)

    @rule()
    def make_backup(self) -> None:
        file = self.folder / f"backup-{len(self.backups)}.zip"
        back_up(self.clerk.register, file, self.at_work().now, with_key=True)
        self.backups.append(file)

    @precondition(lambda self: self.backups)
    @rule(which=st.integers(0, 5), day=st.sampled_from(["whole", "damaged", "gone"]))
    def put_back(self, which: int, day: str) -> None:
        """Restore any backup: over the register, over what is left of it, or where none is."""
        clerk, file = self.at_work(), self.backups[which % len(self.backups)]
        clerk.register.seal(clerk.now)
        clerk.register.close()
        register = self.folder / "office" / FOLDER
        if day == "damaged":
            with (register / "register.db").open("r+b") as stream:
                stream.write(bytes(4096))
        if day == "gone":
            (register / "register.db").unlink()
        restore(file, self.folder / "office", now=self.at_work().now, by="ก", reason="ทดสอบ")
        self.clerk = Clerk(Register.open(self.folder / "office"), self.office)
        known = states(self.clerk)
        for (series, running), paper in self.papers.items():
            # A held number of which nothing is known any more is given to nobody.
            if known[f"{series} {running}"] == State.LOST and paper.fate == HELD:
                paper.fate = GONE

    @invariant()
    def the_register_agrees_with_the_papers(self) -> None:
        if not hasattr(self, "clerk"):
            return
        known = states(self.clerk)
        assert set(known) == {f"{series} {running}" for series, running in self.papers}
        for (series, running), paper in self.papers.items():
            state = known[f"{series} {running}"]
            if paper.fate == VOID:
                # Only where nothing but the highest number was left to know it by.
                assert state in (State.VOIDED, State.LOST)
            else:
                assert state in ENDS[paper.fate], (series, running, paper)


TestNeverTwice = Offices.TestCase
TestNeverTwice.settings = settings(
    max_examples=80,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
