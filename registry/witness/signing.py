"""Signing: what a witness looks at, remembers and signs; and what the first office keeps of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from records.errors import SarabanError
from registry import succession
from registry.checkpoint import Checkpoint
from registry.errors import of_disk
from registry.merkle import verify_consistency
from registry.note import Note, VerifierKey
from registry.register import lay_out
from registry.sqlite.turnstile import Turnstile
from registry.whole import write_whole
from registry.witness.errors import (
    ContradictionError,
    ForgottenError,
    LargerSeenError,
    NoConsistencyError,
    NotSignedError,
    OtherCheckpointError,
    RequestError,
    StrangerError,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from registry.note import SignerKey
    from registry.register import Register
    from registry.witness.request import Request

FOLDER = "witnessed"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a witness remembers of a register: its first key, and the checkpoint seen last."""

    key: VerifierKey
    checkpoint: Checkpoint


def cosign(
    register_folder: Path,
    asked: Request,
    key: SignerKey,
    now: datetime,
    trusted: VerifierKey | None = None,
) -> Note:
    """Witness a checkpoint with a key of this office; `now` is UTC.

    `register_folder` is that of the witness. `trusted` is the other register's first public key,
    as people compared it; it is asked for the first time only.

    Raises:
        WitnessError: it is not signed, or not shown to go on from what was witnessed before.
        SuccessionError: the key that signed it does not follow from the first.
        RegisterError: what was seen cannot be written down.
    """
    note, sealed, first = _checked(asked)
    with Turnstile(register_folder):
        seen = _seen(register_folder, sealed.origin)
        if first != (trusted or (seen and seen.key)) or (seen and first != seen.key):
            raise StrangerError(origin=sealed.origin, key=first)
        if seen:
            _compare(seen.checkpoint, sealed, asked)
        # Remembered first: whoever dies in between has seen it, and not signed.
        _remember(register_folder, sealed.origin, first, note)
    line = key.cosign(note.text, int(now.timestamp()))
    others = tuple(each for each in note.signatures if not key.cosigner.made(each))
    return Note(text=note.text, signatures=(*others, line))


def last_seen(register_folder: Path, origin: str) -> Checkpoint | None:
    """Return the checkpoint of a register that was witnessed here last.

    Raises:
        ForgottenError: it cannot be read.
    """
    seen = _seen(register_folder, origin)
    return seen.checkpoint if seen else None


def set_aside(register_folder: Path, origin: str, now: datetime) -> Path:
    """Begin anew with a register of which people know why it contradicts what was witnessed.

    What was seen is kept beside it, and its path returned; the next `cosign` wants its key again.

    Raises:
        ForgottenError: nothing of it was witnessed here.
    """
    file = _file(register_folder, origin)
    aside = file.with_suffix(f".{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.json")
    try:
        return file.rename(aside)
    except OSError as error:
        raise ForgottenError(origin=origin, file=str(file)) from error


def add_cosignature(register: Register, note: Note, witnesses: tuple[VerifierKey, ...]) -> Note:
    """Keep the signatures of known witnesses under one of this register's checkpoints.

    Returns the checkpoint with all signatures that are kept.

    Raises:
        OtherCheckpointError: the text is none that this register has sealed, or no witness that
            is known has signed it.
    """
    keys = tuple(key.as_witness for key in witnesses)
    right = [line for key in keys for line in note.signatures if key.verifies(note.text, line)]
    size = _size(note)
    with register.store.writing() as writer:
        kept = next((text for at, text in writer.checkpoints() if at == size), None)
        ours = Note.parse(kept.encode()) if kept else None
        if ours is None or ours.text != note.text or not right:
            raise OtherCheckpointError(origin=register.origin)
        fresh = tuple(line for line in right if line not in ours.signatures)
        names = {(line.name, line.key_id) for line in fresh}
        old = tuple(line for line in ours.signatures if (line.name, line.key_id) not in names)
        signed = Note(text=note.text, signatures=(*old, *fresh))
        writer.put_checkpoint(size, str(signed))
        latest = writer.checkpoint()
        if latest and latest[0] == size:
            lay_out(register.folder, signed, writer)
    return signed


def _checked(asked: Request) -> tuple[Note, Checkpoint, VerifierKey]:
    """Return what is asked for, once it is signed by the last of keys that follow each other."""
    try:
        note = asked.note
        sealed = Checkpoint.parse(note.text)
    except SarabanError as error:
        raise RequestError(place="checkpoint") from error
    known = succession.followed(asked.keys)
    if known[0].name != sealed.origin or not note.verified_by(known[-1]):
        raise NotSignedError(origin=sealed.origin)
    return note, sealed, known[0]


def _compare(seen: Checkpoint, sealed: Checkpoint, asked: Request) -> None:
    """Refuse what does not go on from what was seen."""
    facts: dict[str, object] = {"origin": sealed.origin, "seen": seen.size, "size": sealed.size}
    if sealed.size < seen.size:
        raise LargerSeenError(**facts)
    if sealed.size == seen.size:
        if (sealed.root, sealed.numbers_root) != (seen.root, seen.numbers_root):
            raise ContradictionError(**facts)
        return
    path = asked.path if asked.seen == seen.size else ()
    if not verify_consistency(seen.size, sealed.size, path, seen.root, sealed.root):
        raise NoConsistencyError(**facts)


def _file(register_folder: Path, origin: str) -> Path:
    return register_folder / FOLDER / f"{origin.partition('/')[2]}.json"


def _remember(register_folder: Path, origin: str, key: VerifierKey, note: Note) -> None:
    file = _file(register_folder, origin)
    value = {"checkpoint": str(note), "key": str(key), "origin": origin}
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        file.parent.mkdir(exist_ok=True)
        write_whole(file, f"{text}\n".encode())
    except OSError as error:
        raise of_disk(error, str(register_folder)) from error


def _seen(register_folder: Path, origin: str) -> Seen | None:
    file = _file(register_folder, origin)
    try:
        value = json.loads(file.read_bytes())
        note = Note.parse(value["checkpoint"].encode())
        seen = Seen(VerifierKey.parse(value["key"]), Checkpoint.parse(note.text))
    except FileNotFoundError:
        return None
    except (SarabanError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ForgottenError(origin=origin, file=str(file)) from error
    if seen.checkpoint.origin != origin:
        raise ForgottenError(origin=origin, file=str(file))
    return seen


def _size(note: Note) -> int:
    try:
        return Checkpoint.parse(note.text).size
    except SarabanError:
        return -1
