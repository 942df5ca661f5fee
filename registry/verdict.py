"""Verdict (ผลการพิสูจน์): what became of checking a proof, and why, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registry.checkpoint import Checkpoint
    from registry.note import VerifierKey

SENTENCES = {
    "file": "This is not the proof of a number; it is wrong at “{place}”.",
    "not_a_key": "“{text}” is not the public key of a register.",
    "other_first_key": "The proof begins with another key than the one given: {key}.",
    "rotation_unsigned": "The key before it has not signed the change to key {place}.",
    "rotation_elsewhere": "The change to key {place} stands in the log of another register.",
    "rotation_not_in_log": "The entry shown for key {place} is not in the log.",
    "rotation_other": "The entry shown for key {place} does not change to that key.",
    "not_a_checkpoint": "The checkpoint is not the signed note of a register.",
    "unsigned": "The checkpoint is not signed by the register's key {key}.",
    "other_origin": "The checkpoint is that of another register, {origin}.",
    "unwitnessed": "The checkpoint is not signed by the witness {name}.",
    "series_not_in_tree": "The series shown is not among those of the checkpoint.",
    "other_series": "The series shown is another one than {series}.",
    "not_a_leaf": "A leaf does not have the form that it should have.",
    "neighbour_not_in_tree": "A neighbour shown is not among the series of the checkpoint.",
    "not_adjacent": "There is room for a series between the neighbours shown.",
    "not_between": "{series} does not lie between the neighbours shown.",
    "number_not_in_tree": "Number {running} of the series does not hold what is shown.",
    "other_number": "What is shown is said of another number than {running} of {series}.",
    "other_state": "The register says “{found}”, the proof claims “{claimed}”.",
    "other_entries": "The entries shown are not the ones that the register names for the number.",
    "entry_not_in_log": "Entry {entry} is not in the log as it is shown.",
    "other_entry": "Entry {entry} does not say anything about the number.",
    "other_act": "The last entry makes the number “{found}”, the proof claims “{claimed}”.",
    "other_spelling": "{number} is not how number {running} of {series} is written.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of checking a proof.

    Proven: `state` is what the number is since entry `since` (None: never given). Not proven:
    `step` is the first that failed, `code` and `sentence` with its facts say why; `str()` is the
    sentence filled in. `is_compared` says whether the first key was given by the one who checks.
    `witnesses` are those asked for, each with the time at which it signed (POSIX seconds).
    """

    state: str = ""
    since: int | None = None
    step: int = 0
    code: str = ""
    facts: tuple[tuple[str, object], ...] = ()
    checkpoint: Checkpoint | None = None
    first_key: VerifierKey | None = None
    last_key: VerifierKey | None = None
    is_compared: bool = False
    witnesses: tuple[tuple[VerifierKey, int], ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether the register says what the proof claims."""
        return self.step == 0

    @property
    def sentence(self) -> str:
        """Why it is not proven, with {named} facts; empty if it is proven."""
        return SENTENCES[self.code] if self.code else ""

    def __str__(self) -> str:
        return self.sentence.format(**dict(self.facts))
