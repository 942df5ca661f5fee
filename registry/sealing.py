"""Sealing (การปิดผนึก): turns the log as it stands into a signed checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry import keys, states, succession
from registry.checkpoint import Checkpoint
from registry.keys import DamagedKeyError, NoKeyError
from registry.ledger import log_root, read_acts
from registry.note import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from registry.note import SignerKey
    from registry.store import Reader, Writer


def seal(writer: Writer, origin: str, now: datetime, keys: Sequence[SignerKey]) -> Note:
    """Return the checkpoint of all entries, signed; the one that there is, if nothing happened.

    `now` is UTC. With several keys (a rotation) each signs.
    """
    size = writer.size()
    latest = writer.checkpoint()
    if latest and latest[0] == size:
        return Note.parse(latest[1].encode())
    states.touch(writer, _touched(writer, latest[0] if latest else 0, size))
    roots = states.series_roots(writer)
    checkpoint = Checkpoint(
        origin=origin,
        size=size,
        root=log_root(writer, size),
        numbers_count=len(roots),
        numbers_root=states.numbers_root(roots),
        time=now.replace(microsecond=0),
    )
    text = checkpoint.text()
    note = Note(text=text, signatures=tuple(key.sign(text) for key in keys))
    writer.put_checkpoint(size, str(note))
    return note


def signer(path: Path, reader: Reader) -> SignerKey:
    """Return the key that signs now; a rotation that was interrupted is finished.

    `path` is the key file; the caller is the only writer.

    Raises:
        KeyFileError: a key file cannot be read or written.
    """
    if waiting(path, reader):
        return keys.adopt(path, succession.keys_of(reader))
    return keys.load(path)


def waiting(path: Path, reader: Reader) -> SignerKey | None:
    """Return the key of a rotation that is sealed, but whose key is not in its place yet."""
    latest = reader.checkpoint()
    try:
        key = keys.load(path.with_name(f"{path.name}.next"))
    except (NoKeyError, DamagedKeyError):
        return None
    sealed = latest and Note.parse(latest[1].encode()).verified_by(key.verifier)
    return key if sealed else None


def highest(reader: Reader) -> dict[str, int]:
    """Return the highest number of each series, to be kept beside the checkpoint."""
    return {row.name: row.highest for row in reader.series()}


def _touched(reader: Reader, start: int, stop: int) -> Iterator[tuple[str, int]]:
    for act in read_acts(reader, start, stop):
        for series, running, _ in act.touches():
            yield series, running
