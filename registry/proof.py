"""Proofs of numbers (การพิสูจน์เลขที่): turns a proof into a verdict.

The steps are those of docs/log.md, "The proof of a number":

1. The file is a proof, with the fields it should have and no others, none out of bounds.
2. The first key is the one that was given, if one was given; each later key follows.
3. The checkpoint is signed by the last key, and its origin is that of the first key.
4. The series' leaf, or both neighbours, are in the tree of series; neighbours are adjacent, or the
   first, or the last, and the name lies between them.
5. The number's leaf is in the series' tree at the place `running`.
6. The leaf says the state claimed, of this series and number; an empty leaf says `never_given`.
7. Each entry named is in the log and names this series and number; the last act is the state's.
8. The number as written belongs to the series and to `running`.

`verify.py` at the top of the repository does the same without this program.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from records.digits import to_thai
from registry.checkpoint import Checkpoint, CheckpointError
from registry.keys import origin_of
from registry.leaves import (
    NotALeafError,
    is_about,
    read_number,
    read_object,
    read_series,
    same,
    state_made,
)
from registry.merkle import EMPTY_ROOT, leaf_hash, verify_inclusion
from registry.note import ED25519, Note, NoteError, PublicKeyError, VerifierKey
from registry.proof_file import (
    NEVER_GIVEN,
    KeyProof,
    Neighbours,
    NumberLeaf,
    NumberProof,
    Placed,
    ProofFileError,
)
from registry.states import SIZE
from registry.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "KeyProof",
    "Neighbours",
    "NumberLeaf",
    "NumberProof",
    "Placed",
    "ProofFileError",
    "Verdict",
    "check",
    "examine",
]


class _Refused(Exception):  # noqa: N818  # it is a verdict on its way, not an error
    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def examine(
    data: bytes, key: VerifierKey | None = None, witnesses: Sequence[VerifierKey] = ()
) -> Verdict:
    """Check the bytes of a proof; whatever they are, the answer is a verdict."""
    try:
        proof = NumberProof.parse(data)  # 1
    except ProofFileError as error:
        return Verdict(step=1, code="file", facts=tuple(error.facts.items()))
    return check(proof, key, witnesses)


def check(
    proof: NumberProof, key: VerifierKey | None = None, witnesses: Sequence[VerifierKey] = ()
) -> Verdict:
    """Check a proof against the register's first public key, if it is known."""
    case = _Case(proof=proof, given=key, asked=tuple(witnesses))
    for number, step in enumerate(_STEPS, start=2):
        try:
            step(case)
        except _Refused as refused:
            return case.refused(number, refused.code, refused.facts)
        except NotALeafError:
            return case.refused(number, "not_a_leaf", {})
    return case.verdict()


@dataclass(slots=True, kw_only=True)
class _Case:
    """A proof under examination, and what the steps so far have shown."""

    proof: NumberProof
    given: VerifierKey | None
    asked: tuple[VerifierKey, ...]
    keys: list[VerifierKey] = field(default_factory=list)
    checkpoint: Checkpoint | None = None
    seen: tuple[tuple[VerifierKey, int], ...] = ()
    series_root: bytes | None = None
    entries: list[int] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return self.keys[0].name

    @property
    def sealed(self) -> Checkpoint:
        """The checkpoint, from step 3 on."""
        if self.checkpoint is None:
            raise _Refused("not_a_checkpoint")
        return self.checkpoint

    def verdict(self) -> Verdict:
        return Verdict(
            state=self.proof.state,
            since=self.entries[-1] if self.entries else None,
            checkpoint=self.checkpoint,
            first_key=self.keys[0] if self.keys else None,
            last_key=self.keys[-1] if self.keys else None,
            is_compared=self.given is not None,
            witnesses=self.seen,
        )

    def refused(self, step: int, code: str, facts: dict[str, object]) -> Verdict:
        said = tuple(facts.items())
        return replace(self.verdict(), state="", since=None, step=step, code=code, facts=said)


def _keys(case: _Case) -> None:
    """2. The first key is the one that was given; each later key follows."""
    first = _register_key(case.proof.keys[0].key)
    if first.name != origin_of(first.public):
        raise _Refused("not_a_key", text=str(first))
    if case.given is not None and first != case.given:
        raise _Refused("other_first_key", key=str(first))
    case.keys.append(first)
    for place, shown in enumerate(case.proof.keys[1:], start=2):
        key = _register_key(shown.key)
        if key.name != first.name:
            raise _Refused("not_a_key", text=str(key))
        _check_rotation(case, place, shown)
        case.keys.append(key)


def _check_rotation(case: _Case, place: int, shown: KeyProof) -> None:
    note = _note(shown.checkpoint or "")
    if not note.verified_by(case.keys[-1]):
        raise _Refused("rotation_unsigned", place=place)
    checkpoint = _checkpoint(note)
    if checkpoint.origin != case.origin:
        raise _Refused("rotation_elsewhere", place=place)
    placed = shown.rotation
    if placed is None or not _holds(placed, checkpoint.size, checkpoint.root):
        raise _Refused("rotation_not_in_log", place=place)
    entry = read_object(placed.leaf)
    said = (entry.get("act"), entry.get("office"), entry.get("key"))
    here = same(entry.get("entry"), placed.index)
    if not here or said != ("rotated", case.origin, shown.key):
        raise _Refused("rotation_other", place=place)


def _checkpoint_signed(case: _Case) -> None:
    """3. The checkpoint is signed by the last key, and its origin is that of the first key."""
    note = _note(case.proof.checkpoint)
    if not note.verified_by(case.keys[-1]):
        raise _Refused("unsigned", key=str(case.keys[-1]))
    checkpoint = _checkpoint(note)
    if checkpoint.origin != case.origin:
        raise _Refused("other_origin", origin=checkpoint.origin)
    for witness in (key.as_witness for key in case.asked):
        time = note.cosigned_at(witness)
        if time is None:
            raise _Refused("unwitnessed", name=witness.name)
        case.seen += ((witness, time),)
    case.checkpoint = checkpoint


def _series(case: _Case) -> None:
    """4. The series' leaf, or both neighbours, are in the tree of series."""
    if case.proof.neighbours:
        _check_neighbours(case, case.proof.neighbours)
    elif case.proof.series_leaf:
        placed, sealed = case.proof.series_leaf, case.sealed
        if not _holds(placed, sealed.numbers_count, sealed.numbers_root):
            raise _Refused("series_not_in_tree")
        name, case.series_root = read_series(placed.leaf)
        if name != case.proof.series:
            raise _Refused("other_series", series=case.proof.series)


def _check_neighbours(case: _Case, around: Neighbours) -> None:
    count, root = case.sealed.numbers_count, case.sealed.numbers_root
    # Bounds beyond both ends, so that the first and the last place need no rule of their own.
    places, names = [-1, count], [b"", b"\xff"]
    for side, placed in enumerate((around.before, around.after)):
        if placed is None:
            continue
        if not _holds(placed, count, root):
            raise _Refused("neighbour_not_in_tree")
        places[side] = placed.index
        names[side] = read_series(placed.leaf)[0].encode()
    if places[0] + 1 != places[1] or (count == 0 and root != EMPTY_ROOT):
        raise _Refused("not_adjacent")
    if not names[0] < case.proof.series.encode() < names[1]:
        raise _Refused("not_between", series=case.proof.series)


def _number(case: _Case) -> None:
    """5. The number's leaf is in the series' tree at the place `running`."""
    leaf, running = case.proof.number_leaf, case.proof.running
    if leaf is None or case.series_root is None:
        return
    digest = leaf_hash(leaf.leaf.encode())
    if not verify_inclusion(digest, running, SIZE, leaf.path, case.series_root):
        raise _Refused("number_not_in_tree", running=running)


def _state(case: _Case) -> None:
    """6. The leaf says the state claimed, of this series and number."""
    proof = case.proof
    found = NEVER_GIVEN
    if proof.number_leaf and proof.number_leaf.leaf:
        leaf = read_number(proof.number_leaf.leaf)
        if not same(leaf["running"], proof.running) or leaf["series"] != proof.series:
            raise _Refused("other_number", running=proof.running, series=proof.series)
        case.entries, found = leaf["entries"], leaf["state"]
        if found == NEVER_GIVEN:
            raise NotALeafError
    if found != proof.state:
        raise _Refused("other_state", found=found, claimed=proof.state)


def _entries(case: _Case) -> None:
    """7. Each entry named is in the log and of this number; the last act is the state's."""
    proof, sealed = case.proof, case.sealed
    if [placed.index for placed in proof.entries] != case.entries:
        raise _Refused("other_entries")
    found = NEVER_GIVEN
    for placed in proof.entries:
        if not _holds(placed, sealed.size, sealed.root):
            raise _Refused("entry_not_in_log", entry=placed.index)
        entry = read_object(placed.leaf)
        here = entry.get("office") == case.origin and same(entry.get("entry"), placed.index)
        if not here or not is_about(entry, proof.series, proof.running):
            raise _Refused("other_entry", entry=placed.index)
        found = state_made(entry)
        case.acts.append(entry)
    if found != proof.state:
        raise _Refused("other_act", found=found, claimed=proof.state)


def _spelling(case: _Case) -> None:
    """8. The number as written belongs to the series and to `running`."""
    proof = case.proof
    book, unit, year = proof.series.split("/")
    letter, circular = f"{unit}/{proof.running}", f"{unit}/ว {proof.running}"
    spelt = {
        "sent": letter,
        "circulars": circular,
        "received": f"{proof.running}",
    }.get(book.removesuffix("-secret"), f"{proof.running}/{year}")
    # Where letters and circulars share a series, its entries say which one it is.
    shared = spelt == letter and any(act.get("number") == proof.number for act in case.acts)
    if proof.number != to_thai(spelt) and not (shared and proof.number == to_thai(circular)):
        facts = {"number": proof.number, "running": proof.running, "series": proof.series}
        raise _Refused("other_spelling", **facts)


_STEPS = (_keys, _checkpoint_signed, _series, _number, _state, _entries, _spelling)


def _register_key(text: str) -> VerifierKey:
    try:
        key = VerifierKey.parse(text)
    except PublicKeyError as error:
        raise _Refused("not_a_key", **error.facts) from error
    if key.algorithm != ED25519:
        raise _Refused("not_a_key", text=text)
    return key


def _note(text: str) -> Note:
    try:
        return Note.parse(text.encode())
    except NoteError as error:
        raise _Refused("not_a_checkpoint") from error


def _checkpoint(note: Note) -> Checkpoint:
    try:
        return Checkpoint.parse(note.text)
    except CheckpointError as error:
        raise _Refused("not_a_checkpoint") from error


def _holds(placed: Placed, size: int, root: bytes) -> bool:
    digest = leaf_hash(placed.leaf.encode())
    return verify_inclusion(digest, placed.index, size, placed.path, root)
