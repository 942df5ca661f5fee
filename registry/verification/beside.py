"""Steps 7 and 8: the files beside the database: the checkpoint, the highest numbers, the keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from registry import keys
from registry.checkpoint import CheckpointError
from registry.keys import KeyFileError, NoKeyError
from registry.note import Note, NoteError, PublicKeyError, VerifierKey
from registry.register import CHECKPOINT, FOLDER, HIGHEST, KEY, PUBLIC_KEY
from registry.verification import sightings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from registry.verification.findings import Findings
    from registry.verification.keychain import Keychain
    from registry.verification.sightings import Shown

_LARGEST = 10_000_000


class Beside:
    """The files beside the database, read once before the database is."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self._folder = folder
        self._findings = findings
        self.checkpoint = self._checkpoint()
        self.keys = self._public_keys()
        self._highest = self._numbers()

    def check_highest(self, now: Mapping[str, int]) -> None:
        """Compare the highest numbers with those of the log."""
        for series, highest in (self._highest or {}).items():
            known = now.get(series, 0)
            if highest > known:
                self._say("highest_forgotten", HIGHEST, series=series, highest=highest, known=known)

    def check_age(self, latest: int, sealed: Mapping[str, int]) -> None:
        """Say which files are older than the latest checkpoint in the database.

        They are read once more: somebody may have sealed since they were read.
        """
        if self.checkpoint and self.checkpoint.checkpoint.size < latest:
            again = self._checkpoint()
            size = again.checkpoint.size if again else 0
            if size < latest:
                self._say("checkpoint_file_old", CHECKPOINT, size=size, latest=latest)
        if self._highest is None:
            self._say("highest_unreadable", HIGHEST)
            return
        numbers = self._highest if _covers(self._highest, sealed) else self._numbers() or {}
        for series, known in sealed.items():
            if (highest := numbers.get(series, 0)) < known:
                self._say("highest_old", HIGHEST, series=series, highest=highest, known=known)

    def check_keys(self, chain: Keychain, trusted: VerifierKey | None) -> None:
        """Compare the keys in files with those of the log, and its first with the one given."""
        if trusted and chain.keys[:1] != [trusted]:
            found = str(chain.keys[0]) if chain.keys else "—"
            self._findings.add("key_not_trusted", found=found)
        next_key = self._private(f"{KEY}.next", chain, waiting=True)
        # A change of key that was interrupted is in the log, but not yet in the files.
        accepted = [chain.keys, chain.keys[:-1]] if next_key else [chain.keys]
        if self.keys is None:
            self._say("public_key_missing", PUBLIC_KEY)
        elif list(self.keys) not in accepted:
            self._say("public_key_differs", PUBLIC_KEY)
        self._private(KEY, chain, waiting=bool(next_key))

    def _private(self, name: str, chain: Keychain, *, waiting: bool) -> VerifierKey | None:
        """Return the public half of a private key; `waiting`: it need not be the latest."""
        try:
            key = keys.load(self._folder / name).verifier
        except NoKeyError:
            return None
        except KeyFileError as error:
            # Only its owner may read it; whoever else verifies need not.
            if not isinstance(error.__cause__, PermissionError):
                self._say("private_key_unusable", name, detail=str(error))
            return None
        right = chain.keys[-2:] if waiting else chain.keys[-1:]
        if key not in right and not name.endswith(".next"):
            self._say("private_key_differs", name)
        return key if key in right[-1:] else None

    def _read(self, name: str) -> bytes | None:
        try:
            with (self._folder / name).open("rb") as stream:
                return stream.read(_LARGEST)
        except OSError:
            return None

    def _checkpoint(self) -> Shown | None:
        data = self._read(CHECKPOINT)
        if data is None:
            self._say("checkpoint_file_missing", CHECKPOINT)
            return None
        try:
            return sightings.read(Note.parse(data), f"{FOLDER}/{CHECKPOINT}")
        except (NoteError, CheckpointError) as error:
            self._say("checkpoint_file_unreadable", CHECKPOINT, detail=str(error))
            return None

    def _public_keys(self) -> tuple[VerifierKey, ...] | None:
        data = self._read(PUBLIC_KEY)
        if data is None:
            return None
        found: list[VerifierKey] = []
        text = data.decode("utf-8", "replace")
        for line in text.removesuffix("\n").split("\n"):
            try:
                found.append(VerifierKey.parse(line))
            except PublicKeyError:
                return ()
        return tuple(found)

    def _numbers(self) -> dict[str, int] | None:
        data = self._read(HIGHEST)
        try:
            value = json.loads(data or b"")
            if isinstance(value, dict) and all(type(each) is int for each in value.values()):
                return value
        except (ValueError, RecursionError):
            pass
        return None

    def _say(self, code: str, name: str, **facts: str | int) -> None:
        self._findings.in_file(code, f"{FOLDER}/{name}", **facts)


def _covers(highest: Mapping[str, int], sealed: Mapping[str, int]) -> bool:
    return all(highest.get(series, 0) >= known for series, known in sealed.items())
