"""The verifier: takes a register through the steps of a verification; see the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from registry.acts import Restored
from registry.canonical import NotCanonicalError
from registry.checkpoint import CheckpointError
from registry.entry import UnknownActError, read
from registry.errors import (
    NetworkFolderError,
    NewerRegisterError,
    NoRegisterError,
    RegisterError,
)
from registry.finding import Report
from registry.register import FOLDER
from registry.sqlite.engine import DATABASE as DATABASE_NAME
from registry.sqlite.engine import SQLiteStore
from registry.verification import sightings
from registry.verification.beside import Beside
from registry.verification.clock import Clock
from registry.verification.contents import Contents
from registry.verification.drafts import Drafts
from registry.verification.entries import Entries
from registry.verification.findings import Findings
from registry.verification.judgement import judge
from registry.verification.keychain import Keychain
from registry.verification.naming import DATABASE, about
from registry.verification.number_tables import NumberTables
from registry.verification.numbers import Numbers
from registry.verification.printing import Printing
from registry.verification.reading import pieces, say_unreadable, why
from registry.verification.sightings import Sightings
from registry.verification.tree import LogTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from registry.acts import Act
    from registry.note import Note, VerifierKey
    from registry.store import Examiner
    from registry.verification.reading import Piece
    from registry.verification.sightings import Shown

    Tell = Callable[[str, int, int], None]

GIVEN = "--checkpoint"


def verify(  # noqa: PLR0913  # what others hold comes by name
    office_folder: Path,
    checkpoints: Sequence[Note] = (),
    trusted: VerifierKey | None = None,
    *,
    now: datetime,
    witnesses: Sequence[VerifierKey] = (),
    tell: Tell | None = None,
) -> Report:
    """Verify the register of an office; nothing in its folder is changed.

    `checkpoints` are those that others hold, also of proofs; `trusted` is the first public key of
    the register, if it is known from elsewhere; `witnesses` the keys of offices that countersign.
    `now` is UTC. `tell` hears what is read, how far, and how much it is in all.

    Raises:
        NoRegisterError: the office has none.
        NewerRegisterError: a later version of the program has written it.
        NetworkFolderError: it lies on a network.
    """
    folder = office_folder / FOLDER
    if not (folder / DATABASE_NAME).is_file():
        raise NoRegisterError(folder=str(office_folder))
    findings = Findings()
    # Read first: what is written meanwhile makes the log longer, never the checkpoint too large.
    beside = Beside(folder, findings)
    counts: dict[str, int] = {}
    try:
        store = SQLiteStore.open_to_read(folder)
        try:
            with store.examining() as examiner:
                case = _Verification(examiner, findings, beside, now, tell or _silent)
                case.check_file()
                case.read_log([*_given(checkpoints, findings)], witnesses)
                counts = case.finish(trusted, is_alone=not checkpoints)
        finally:
            store.close()
    except (NewerRegisterError, NetworkFolderError):
        raise
    except RegisterError as error:
        findings.in_file("database_unreadable", DATABASE, detail=why(error))
    return Report(findings=findings.all(), counts=counts)


def _given(notes: Sequence[Note], findings: Findings) -> Iterator[Shown]:
    for note in notes:
        try:
            yield sightings.read(note, GIVEN)
        except CheckpointError as error:
            findings.add("checkpoint_given_unreadable", detail=str(error))


def _silent(_part: str, _done: int, _total: int) -> None:
    """Tell nobody."""


class _Verification:
    """One run through a register."""

    def __init__(
        self, examiner: Examiner, findings: Findings, beside: Beside, now: datetime, tell: Tell
    ) -> None:
        self._examiner = examiner
        self._findings = findings
        self._beside = beside
        self._tell = tell
        self._entries = Entries(findings)
        self._tree = LogTree(examiner, findings)
        self._chain = Keychain(findings)
        self._sightings = Sightings(findings, self._chain, self._tree)
        self._numbers = Numbers(findings)
        self._tables = NumberTables(examiner, findings)
        self._drafts = Drafts(examiner, findings, self._recall)
        self._contents = Contents(examiner, findings, self._recall)
        self._printing = Printing(findings, self._recall)
        self._clock = Clock(findings, now)
        self._eyes: dict[type[Act], tuple[Callable[[int, Act], None], ...]] = {}
        self._restored: list[Restored] = []
        self._roots: dict[int, tuple[int, bytes]] = {}
        self._sealed: dict[str, int] = {}
        self._latest = 0

    def check_file(self) -> None:
        """1. The database file is sound."""
        self._tell("database", 0, 1)
        for detail in self._examiner.check():
            self._findings.in_file("database_damaged", DATABASE, detail=detail)
        try:
            for name in self._examiner.altered():
                self._findings.in_file("database_altered", DATABASE, name=name)
        except RegisterError as error:
            say_unreadable(self._findings, "schema", error)
        self._tell("database", 1, 1)

    def read_log(self, given: list[Shown], witnesses: Sequence[VerifierKey]) -> None:
        """2 to 7. Read the entries once, and let every step see them."""
        self._sightings.witnesses = tuple(key.as_witness for key in witnesses)
        total = self._size()
        self._latest = self._latest_kept(total)
        if self._beside.checkpoint:
            given.append(self._beside.checkpoint)
        wanted = {shown.checkpoint.size for shown in given} | {self._latest}
        waiting = _Waiting(sightings.kept(self._examiner, self._findings), given)
        for piece in pieces(self._examiner, self._findings):
            self._read(piece, wanted)
            for shown in waiting.up_to(piece.stop):
                self._sightings.look(shown, self._entries.origin, self._roots)
            self._tell("entries", piece.stop, max(total, piece.stop))
        for shown in waiting.up_to(None):
            self._sightings.look_beyond(shown, self._entries.origin, self._beside.keys or ())

    def finish(self, trusted: VerifierKey | None, *, is_alone: bool) -> dict[str, int]:
        """Let every step say what only the whole log shows; return how much was examined."""
        size = self._entries.size
        self._entries.finish()  # 2
        try:
            self._tree.finish(self._examiner.nodes())  # 3
        except RegisterError as error:
            say_unreadable(self._findings, "node", error)
        self._chain.finish(size)  # 4
        self._check_seals(size)
        self._tell("numbers", 0, 1)
        self._tables.compare_rows(self._numbers)  # 5
        self._drafts.finish(size)
        self._tell("numbers", 1, 1)
        self._contents.finish(lambda done, total: self._tell("content", done, total))  # 6
        self._printing.finish(self._numbers)
        judge(self._sightings, self._findings, size, self._restored)  # 7
        self._beside.check_age(self._latest, self._sealed)
        self._beside.check_highest(self._numbers.highest())
        if is_alone:
            self._findings.add("tail_unproven")
        self._beside.check_keys(self._chain, trusted)  # 8
        self._clock.finish(self._numbers)  # 9
        return {
            "entries": size,
            "checkpoints": self._sightings.count,
            "numbers": self._numbers.count(),
            "contents": self._contents.count,
        }

    def _read(self, piece: Piece, wanted: set[int]) -> None:
        changed = set(self._tree.grow(piece))
        for place, act in self._entries.acts(piece):
            if place in changed:
                self._findings.at_entry("entry_changed", place, about=about(act))
            if act is not None:
                self._see(place, act)
            if place + 1 in wanted:
                self._pause(place + 1)

    def _see(self, place: int, act: Act) -> None:
        """Let every step see an act that has to do with it."""
        model = type(act)
        if model not in self._eyes:
            steps = (self._chain, self._numbers, self._drafts, self._contents, self._printing)
            eyes = [step.see for step in steps if issubclass(model, step.sees)]
            self._eyes[model] = (*eyes, self._clock.see)
        for see in self._eyes[model]:
            see(place, act)
        if model is Restored:
            self._restored.append(cast("Restored", act))

    def _pause(self, size: int) -> None:
        """Look at the numbers as they were when a checkpoint was made."""
        if size == self._latest:
            self._tables.compare_trees(self._numbers)
            self._sealed = self._numbers.highest()
        self._roots[size] = self._numbers.root()

    def _check_seals(self, size: int) -> None:
        if not self._latest:
            self._findings.add("checkpoint_missing")
        elif self._latest < size:
            self._findings.at_entry("unsealed", self._latest, count=size - self._latest)

    def _size(self) -> int:
        try:
            return self._examiner.size()
        except RegisterError:
            return 0

    def _latest_kept(self, total: int) -> int:
        """Return the size of the latest checkpoint kept over entries that are there."""
        try:
            sizes = (size for size, _ in self._examiner.checkpoints())
            return max((size for size in sizes if 0 < size <= total), default=0)
        except RegisterError:
            return 0

    def _recall(self, place: int) -> Act | None:
        try:
            return read(self._examiner.entry(place), place)
        except (IndexError, RegisterError, NotCanonicalError, UnknownActError):
            return None


class _Waiting:
    """Checkpoints in order of size: those of the database, and those from elsewhere."""

    def __init__(self, kept: Iterator[Shown], given: list[Shown]) -> None:
        self._kept = kept
        self._given = sorted(given, key=lambda shown: shown.checkpoint.size, reverse=True)
        self._ahead = next(kept, None)

    def up_to(self, size: int | None) -> Iterator[Shown]:
        """Yield those over at most so many entries, or all that are left."""
        while self._ahead and (size is None or self._ahead.checkpoint.size <= size):
            yield self._ahead
            self._ahead = next(self._kept, None)
        while self._given and (size is None or self._given[-1].checkpoint.size <= size):
            yield self._given.pop()
