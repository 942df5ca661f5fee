"""Steps 4 and 7: checkpoints, wherever they were kept, against the log as it is now."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from registry.checkpoint import Checkpoint, CheckpointError
from registry.errors import RegisterError
from registry.finding import Place
from registry.note import Note, NoteError
from registry.verification.naming import DATABASE, moment
from registry.verification.reading import say_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from registry.note import VerifierKey
    from registry.store import Examiner
    from registry.verification.findings import Findings
    from registry.verification.keychain import Keychain
    from registry.verification.tree import LogTree


class Fit(StrEnum):
    """How a checkpoint stands to the log."""

    FITS = "fits"
    ENTRIES_CHANGED = "entries changed"
    """The hashes of leaves fit, so that the entries found changed are all that was."""
    CONTRADICTS = "contradicts"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A checkpoint that is rightly signed: where it was, and how it stands to the log.

    `source` is the file that it was in.
    """

    source: str
    checkpoint: Checkpoint
    fit: Fit

    @property
    def size(self) -> int:
        """Over how many entries it was made."""
        return self.checkpoint.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A checkpoint before anything of it is known but its form."""

    source: str
    note: Note
    checkpoint: Checkpoint
    is_kept: bool = False


def read(note: Note, source: str) -> Shown:
    """Return what a note shows.

    Raises:
        CheckpointError: it is no checkpoint.
    """
    return Shown(source=source, note=note, checkpoint=Checkpoint.parse(note.text))


def kept(examiner: Examiner, findings: Findings) -> Iterator[Shown]:
    """Yield the checkpoints in the database, in order of size."""
    try:
        for size, text in examiner.checkpoints():
            try:
                note = Note.parse(text.encode())
                shown = read(note, DATABASE)
            except (NoteError, CheckpointError) as error:
                findings.in_file("checkpoint_unreadable", DATABASE, size=size, detail=str(error))
                continue
            if shown.checkpoint.size != size:
                named = shown.checkpoint.size
                findings.in_file("checkpoint_misplaced", DATABASE, size=size, named=named)
                continue
            yield Shown(source=DATABASE, note=note, checkpoint=shown.checkpoint, is_kept=True)
    except RegisterError as error:
        say_unreadable(findings, "checkpoint", error)


class Sightings:
    """Asks of each checkpoint, as the log grows past its size, whether it fits."""

    def __init__(self, findings: Findings, keychain: Keychain, tree: LogTree) -> None:
        self._findings = findings
        self._keychain = keychain
        self._tree = tree
        self.witnesses: tuple[VerifierKey, ...] = ()
        """The keys of offices that countersign."""
        self.fitting = array("q")
        """The sizes of the checkpoints in the database that fit."""
        self.unfitting: Counter[Fit] = Counter()
        self.telling: dict[Fit, Sighting] = {}
        """Of those in the database that do not fit: the first, and the largest beyond the log."""
        self.shown: list[Sighting] = []
        """The checkpoints from elsewhere that are rightly signed."""
        self.count = 0
        self._time: datetime | None = None

    def look(self, shown: Shown, origin: str, numbers: Mapping[int, tuple[int, bytes]]) -> None:
        """Ask a checkpoint whose size the log has just reached; `numbers` are roots by size."""
        size, note = shown.checkpoint.size, shown.note
        if not self._belongs(shown, origin):
            return
        fits = shown.checkpoint.root == self._tree.root(size)
        if not self._keychain.signed(note, size) and (fits or not self._known(note)):
            self._say("checkpoint_unsigned", shown)
            return
        fit = Fit.FITS if fits else Fit.CONTRADICTS
        if not fits and shown.checkpoint.root == self._tree.kept_root(size):
            fit = Fit.ENTRIES_CHANGED
        self._take(shown, fit)
        if not fits:
            return
        if shown.is_kept:
            self._keychain.seal(size)
        made = shown.checkpoint
        if numbers.get(size) not in (None, (made.numbers_count, made.numbers_root)):
            self._say("numbers_root_wrong", shown)

    def look_beyond(self, shown: Shown, origin: str, more: Iterable[VerifierKey]) -> None:
        """Ask a checkpoint over more entries than there are; `more` are keys of later entries."""
        if not self._belongs(shown, origin):
            return
        if self._known(shown.note) or any(
            key.name == origin and shown.note.verified_by(key) for key in more
        ):
            self._take(shown, Fit.BEYOND)
        else:
            self._say("checkpoint_unsigned", shown)

    def _belongs(self, shown: Shown, origin: str) -> bool:
        self.count += 1
        found = shown.checkpoint.origin
        if found != origin:
            self._say("checkpoint_foreign", shown, found=found, origin=origin)
            return False
        for witness in self.witnesses:
            claims = any(witness.made(line) for line in shown.note.signatures)
            if claims and not shown.note.verified_by(witness):
                self._say("witness_unsigned", shown, witness=witness.name)
        return True

    def _known(self, note: Note) -> bool:
        return any(note.verified_by(key) for key in self._keychain.keys)

    def _take(self, shown: Shown, fit: Fit) -> None:
        sighting = Sighting(source=shown.source, checkpoint=shown.checkpoint, fit=fit)
        if not shown.is_kept:
            self.shown.append(sighting)
            return
        if fit is Fit.FITS:
            self.fitting.append(sighting.size)
        else:
            self.unfitting[fit] += 1
            if fit is Fit.BEYOND or fit not in self.telling:
                self.telling[fit] = sighting
        time = shown.checkpoint.time
        if self._time and time < self._time:
            self._findings.in_file(
                "clock_of_checkpoints", DATABASE, size=sighting.size, time=moment(time)
            )
        self._time = time

    def _say(self, code: str, shown: Shown, **facts: str | int) -> None:
        place = Place(file=shown.source)
        size = shown.checkpoint.size
        self._findings.add(code, place, source=shown.source, size=size, **facts)
