"""Step 4: the keys of the register follow from its entries, each named under the one before."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar

from registry.acts import Founded, Rotated
from registry.keys import origin_of
from registry.note import ED25519, PublicKeyError, VerifierKey

if TYPE_CHECKING:
    from registry.acts import Act
    from registry.note import Note
    from registry.verification.findings import Findings


class Keychain:
    """The keys that entries have named so far, and which of their changes are sealed."""

    sees: ClassVar = (Founded, Rotated)

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._places: list[int] = []
        self._sealed: set[int] = set()
        self.keys: list[VerifierKey] = []

    def see(self, place: int, act: Act) -> None:
        """Take up the key that an entry names, if it names one."""
        if not isinstance(act, Founded | Rotated):
            return
        try:
            key = VerifierKey.parse(act.key)
        except PublicKeyError:
            key = None
        first = self.keys[0] if self.keys else key
        sound = key and first and key.name == first.name == origin_of(first.public) == act.office
        if key is None or not sound or key.algorithm != ED25519:
            self._findings.at_entry("key_unreadable", place, key=act.key[:100])
            return
        self._places.append(place)
        self.keys.append(key)

    def valid(self, size: int) -> tuple[VerifierKey, ...]:
        """Return the keys that sign a checkpoint: two where the last entry changes the key."""
        count = bisect_left(self._places, size)
        changes = count > 1 and self._places[count - 1] == size - 1
        return tuple(self.keys[max(0, count - 1 - changes) : count])

    def signed(self, note: Note, size: int) -> bool:
        """Say whether a checkpoint of this size is signed by the keys that were valid."""
        keys = self.valid(size)
        return bool(keys) and all(note.verified_by(key) for key in keys)

    def seal(self, size: int) -> None:
        """Remember that a checkpoint of this size is kept, rightly signed."""
        self._sealed.add(size)

    def finish(self, size: int) -> None:
        """Say which changes of the key nobody has signed."""
        for place in self._places[1:]:
            if place + 1 not in self._sealed and place + 1 < size:
                self._findings.at_entry("rotation_unsealed", place)
