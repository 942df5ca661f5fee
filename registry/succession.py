"""The succession of keys: turns the entries that change the key into what shows it to others.

Each key after the first is named by a `rotated` entry, which is the last one under a checkpoint
that both the key before and the new one have signed (docs/log.md, "The proof of a number").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import SarabanError
from registry import merkle
from registry.acts import Founded, Rotated
from registry.canonical import NotCanonicalError, parse
from registry.checkpoint import Checkpoint
from registry.keys import origin_of
from registry.ledger import log_nodes, read_act
from registry.merkle import leaf_hash, verify_inclusion
from registry.note import Note, NoteError, VerifierKey
from registry.proof_file import KeyProof, Placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.store import Reader

_ROTATED = b'{"act":"rotated"'


class SuccessionError(SarabanError):
    """Keys of which it is not shown that each follows from the one before."""

    exit_code = 14
    sentence = "It is not shown that key {place} of the register {origin} follows from its first."


def places(reader: Reader, size: int) -> tuple[int, ...]:
    """Return the entries among the first `size` that name a key."""
    found = (place for place, body in reader.entries(1, size) if bytes(body).startswith(_ROTATED))
    return (0, *found)


def keys_of(reader: Reader, size: int | None = None) -> tuple[VerifierKey, ...]:
    """Return the public keys that the log names, the first one first.

    Raises:
        PublicKeyError: an entry names what is no key.
    """
    acts = (read_act(reader, place) for place in places(reader, size or reader.size()))
    return tuple(VerifierKey.parse(act.key) for act in acts if isinstance(act, Founded | Rotated))


def shown(reader: Reader, size: int) -> tuple[KeyProof, ...]:
    """Return the keys up to a checkpoint over `size` entries, each with what it follows from."""
    named = places(reader, size)
    wanted = {place + 1 for place in named}
    notes = {over: note for over, note in reader.checkpoints() if over in wanted}
    nodes = log_nodes(reader)
    found = []
    for key, place in zip(keys_of(reader, size), named, strict=True):
        if not place:
            found.append(KeyProof(key=str(key)))
            continue
        path = merkle.inclusion(place, place + 1, nodes)
        rotation = Placed(leaf=reader.entry(place).decode(), index=place, path=path)
        note = notes.get(place + 1, "")
        found.append(KeyProof(key=str(key), rotation=rotation, checkpoint=note))
    return tuple(found)


def followed(proofs: Sequence[KeyProof]) -> tuple[VerifierKey, ...]:
    """Return the keys that proofs show, the first of which somebody must compare himself.

    Raises:
        SuccessionError: one does not follow from the one before.
        PublicKeyError: one is no key.
    """
    first = VerifierKey.parse(proofs[0].key)
    found = [first]
    for place, proof in enumerate(proofs[1:], start=2):
        key = VerifierKey.parse(proof.key)
        if key.name != first.name or not _follows(proof, found[-1], key):
            raise SuccessionError(place=place, origin=first.name)
        found.append(key)
    if first.name != origin_of(first.public):
        raise SuccessionError(place=1, origin=first.name)
    return tuple(found)


def _follows(proof: KeyProof, before: VerifierKey, key: VerifierKey) -> bool:
    if proof.rotation is None or proof.checkpoint is None:
        return False
    try:
        note = Note.parse(proof.checkpoint.encode())
        sealed = Checkpoint.parse(note.text)
        said = parse(proof.rotation.leaf.encode())
    except (NoteError, NotCanonicalError, SarabanError):
        return False
    leaf, placed = leaf_hash(proof.rotation.leaf.encode()), proof.rotation
    return (
        note.verified_by(before)
        and note.verified_by(key)
        and sealed.origin == before.name
        and verify_inclusion(leaf, placed.index, sealed.size, placed.path, sealed.root)
        and isinstance(said, dict)
        and (said.get("act"), said.get("office"), said.get("key"))
        == ("rotated", before.name, str(key))
    )
