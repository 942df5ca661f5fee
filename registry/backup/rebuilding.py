"""Rebuilding: turns the entries, content and checkpoints of a backup into a new register.

Nothing else of a backup is believed: the trees, the states of the numbers and the tables are made
anew from the entries, and compared with what the register's key has signed.
"""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from records.errors import SarabanError
from registry import states, succession
from registry.acts import Founded, Issued
from registry.backup.errors import BackupError, DamagedBackupError, NewerBackupError
from registry.checkpoint import Checkpoint
from registry.entry import read
from registry.errors import NewerRegisterError
from registry.keys import OWNER_ONLY, origin_of
from registry.ledger import enter, log_root
from registry.note import Note, VerifierKey
from registry.sqlite.engine import DATABASE, SQLiteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registry.acts import Act
    from registry.backup.archive import Backup
    from registry.store import Reader, Writer

# How many numbers' paths are brought up to date at once: enough to share nodes, little memory.
_AT_ONCE = 4096


@contextmanager
def unpacked(backup: Backup, folder: Path) -> Iterator[Reader]:
    """Copy the database of a backup into a new folder, and read it there.

    Raises:
        NewerBackupError: a later version of the program has written it.
        DamagedBackupError: it is no database of a register.
    """
    folder.mkdir(mode=0o700)
    descriptor = os.open(folder / DATABASE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with open(descriptor, "wb") as target:  # noqa: PTH123  # it is open already
        target.writelines(backup.blocks(DATABASE))
    with about(backup):
        store = SQLiteStore.open(folder)
    # A reader who says at once what is wrong, and with which database.
    with closing(store), store.examining() as examiner:
        with about(backup):
            for detail in examiner.check():
                raise DamagedBackupError(file=str(backup.path), detail=detail)
        yield examiner


def rebuild(copy: Reader, backup: Backup, writer: Writer) -> None:
    """Enter everything that a backup's database tells into an empty store.

    Raises:
        DamagedBackupError: it contradicts itself, or what the register's key has signed.
    """
    with about(backup):
        _Rebuilding(copy, backup, writer).carry_out()


class _Rebuilding:
    """One run through the entries of a backup."""

    def __init__(self, copy: Reader, backup: Backup, writer: Writer) -> None:
        self._copy = copy
        self._backup = backup
        self._writer = writer
        self._touched: set[tuple[str, int]] = set()

    def carry_out(self) -> None:
        """Enter the entries, then the content and the checkpoints."""
        latest = self._copy.checkpoint()
        sealed = _checkpoint(latest[1]) if latest else None
        if sealed and sealed.size > self._copy.size():
            raise self._wrong(f"checkpoint {sealed.size}")
        for place, body in self._copy.entries(0, self._copy.size()):
            self._enter(place, bytes(body))
            if sealed and place + 1 == sealed.size:
                self._compare(sealed)
        self._settle()
        manifest = self._backup.manifest
        if (self._writer.size(), sealed.size if sealed else 0) != (
            manifest.entries,
            manifest.sealed,
        ):
            raise self._wrong("its log has another length")
        for digest in self._copy.contents():
            self._keep(digest)
        for size, note in self._copy.checkpoints():
            if _checkpoint(note).size != size:
                raise self._wrong(f"checkpoint {size}")
            self._writer.put_checkpoint(size, note)

    def _enter(self, place: int, body: bytes) -> None:
        act = read(body, place)
        if (act.entry, act.office) != (place, self._backup.manifest.origin):
            raise self._wrong(f"entry {place}")
        if place == 0 and not _founds(act):
            raise self._wrong("entry 0")
        enter(self._writer, place, body)
        if isinstance(act, Issued) and act.sheet and act.draft:
            self._writer.put_draft(act.sheet, act.draft, place)
        self._touched.update((series, running) for series, running, _ in act.touches())
        if len(self._touched) >= _AT_ONCE:
            self._settle()

    def _settle(self) -> None:
        """Bring the trees of numbers up to date."""
        states.touch(self._writer, self._touched)
        self._touched.clear()

    def _compare(self, sealed: Checkpoint) -> None:
        """Compare what was entered with what the latest checkpoint says."""
        self._settle()
        note = Note.parse((self._copy.checkpoint() or (0, ""))[1].encode())
        key = succession.keys_of(self._writer)[-1]
        roots = states.series_roots(self._writer)
        said = (sealed.origin, sealed.root, sealed.numbers_count, sealed.numbers_root)
        found = (self._backup.manifest.origin, log_root(self._writer, sealed.size))
        if not note.verified_by(key) or said != (*found, len(roots), states.numbers_root(roots)):
            raise self._wrong(f"checkpoint {sealed.size}")

    def _keep(self, digest: str) -> None:
        data = self._copy.content(digest)
        if data is None:
            data = self._backup.content(digest)
        if data is None:
            # It was gone when the backup was made, and the backup says so.
            if digest in self._backup.manifest.missing:
                return
            raise self._wrong(f"content {digest}")
        if sha256(data).hexdigest() != digest:
            raise self._wrong(f"content {digest}")
        self._writer.keep(data)

    def _wrong(self, detail: str) -> DamagedBackupError:
        return DamagedBackupError(file=str(self._backup.path), detail=detail)


def _founds(act: Act) -> bool:
    """Say whether an entry founds the log that it stands in."""
    if not isinstance(act, Founded):
        return False
    key = VerifierKey.parse(act.key)
    return key.name == act.office == origin_of(key.public)


def _checkpoint(note: str) -> Checkpoint:
    return Checkpoint.parse(Note.parse(note.encode()).text)


@contextmanager
def about(backup: Backup) -> Iterator[None]:
    """Turn what is wrong with a copy of the database into a sentence about the backup."""
    try:
        yield
    except NewerRegisterError as error:
        raise NewerBackupError(file=str(backup.path)) from error
    except (BackupError, OSError):
        raise
    except (SarabanError, IndexError, ValueError) as error:
        raise DamagedBackupError(file=str(backup.path), detail=str(error)) from error
