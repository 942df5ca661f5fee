"""Packing: turns a register that others may be using into one file.

The file appears whole, after it was read again from the disk, or not at all.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import zipfile
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from registry import keys, succession
from registry.acts import TIME, Founded
from registry.backup.archive import (
    BLOCK,
    FORMAT,
    MANIFEST,
    NAME,
    WITNESSED,
    Backup,
    Manifest,
    Stored,
    content_name,
    look,
)
from registry.backup.errors import BackupExistsError, BackupUnwritableError
from registry.checkpoint import Checkpoint
from registry.errors import DamagedRegisterError, FullDiskError, ReadOnlyRegisterError
from registry.keys import OWNER_ONLY, KeyFileError
from registry.ledger import read_act
from registry.note import Note
from registry.register import CHECKPOINT, HIGHEST, KEY, PUBLIC_KEY
from registry.sealing import highest
from registry.sqlite.engine import DATABASE, SQLiteStore
from registry.whole import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from typing import IO

    from registry.register import Register
    from registry.store import Reader

_ATTEMPTS = 3


def back_up(register: Register, out: Path, now: datetime, *, with_key: bool = False) -> Backup:
    """Write a backup of a register that others may be using, and read it again.

    `now` is UTC. A register that can be written is sealed first. `with_key` adds the private key:
    whoever has such a backup can sign in the name of the office.

    Raises:
        BackupExistsError: there is a file.
        BackupUnwritableError: it cannot be written.
        RegisterError: the register is damaged.
        KeyFileError: the private key is asked for, and cannot be read.
    """
    if out.exists():
        raise BackupExistsError(file=str(out))
    with suppress(ReadOnlyRegisterError, FullDiskError, KeyFileError):
        register.seal(now)
    hidden = out.with_name(f".{out.name}-{secrets.token_hex(8)}")
    with _writing(out):
        hidden.mkdir(mode=0o700)
        try:
            archive = hidden / "archive"
            _write(register, archive, now, with_key=with_key)
            made = look(archive)
            if out.exists():
                raise BackupExistsError(file=str(out))
            archive.rename(out)
        finally:
            shutil.rmtree(hidden, ignore_errors=True)
    sync_folder(out.parent)
    return Backup(path=out, manifest=made.manifest)


def _write(register: Register, archive: Path, now: datetime, *, with_key: bool) -> None:
    """Write the archive; content that vanishes meanwhile was erased, so look again."""
    for attempt in range(_ATTEMPTS):
        folder = archive.with_name(f"copy-{attempt}")
        folder.mkdir()
        register.store.copy_into(folder)
        with closing(SQLiteStore.open_to_read(folder)) as copy:
            with copy.examining() as examiner:
                for detail in examiner.check():
                    raise DamagedRegisterError(folder=str(register.folder), detail=detail)
            with copy.reading() as reader:
                packing = _Packing(register, reader, archive)
                packing.pack(folder / DATABASE, now, with_key=with_key)
                if not packing.missing or attempt == _ATTEMPTS - 1 or _is_still(register, reader):
                    return
        archive.unlink()


def _is_still(register: Register, copy: Reader) -> bool:
    """Say whether nothing was entered since the copy was made."""
    with register.store.reading() as reader:
        return reader.size() == copy.size()


class _Packing:
    """Packs one archive."""

    def __init__(self, register: Register, copy: Reader, path: Path) -> None:
        self._register = register
        self._copy = copy
        self._files: dict[str, Stored] = {}
        self._path = path
        self.missing: list[str] = []

    def pack(self, database: Path, now: datetime, *, with_key: bool) -> None:
        """Write every file, and what they are."""
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with open(descriptor, "wb") as stream:  # noqa: PTH123  # it is open already
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                self._archive = archive
                with database.open("rb") as source:
                    self._add(DATABASE, source)
                self._add_content()
                self._add_beside(with_key=with_key)
                manifest = self._manifest(now, with_key=with_key)
                archive.writestr(_info(MANIFEST), manifest.model_dump_json(indent=1))
            stream.flush()
            os.fsync(stream.fileno())

    def _add(self, name: str, source: IO[bytes]) -> None:
        digest, size = sha256(), 0
        with self._archive.open(_info(name), "w", force_zip64=True) as target:
            while block := source.read(BLOCK):
                digest.update(block)
                size += len(block)
                target.write(block)
        self._files[name] = Stored(sha256=digest.hexdigest(), size=size)

    def _add_bytes(self, name: str, data: bytes) -> None:
        self._archive.writestr(_info(name), data)
        self._files[name] = Stored(sha256=sha256(data).hexdigest(), size=len(data))

    def _add_content(self) -> None:
        """Add what lies beside the database; what is small is in it."""
        with self._register.store.reading() as live:
            for digest in self._copy.contents():
                if self._copy.content(digest) is not None:
                    continue
                data = live.content(digest)
                if data is None or sha256(data).hexdigest() != digest:
                    self.missing.append(digest)
                else:
                    self._add_bytes(content_name(digest), data)

    def _add_beside(self, *, with_key: bool) -> None:
        folder, latest = self._register.folder, self._copy.checkpoint()
        numbers = json.dumps(highest(self._copy), ensure_ascii=False, indent=1, sort_keys=True)
        public = "".join(f"{key}\n" for key in succession.keys_of(self._copy))
        self._add_bytes(HIGHEST, f"{numbers}\n".encode())
        self._add_bytes(PUBLIC_KEY, public.encode())
        if latest:
            self._add_bytes(CHECKPOINT, latest[1].encode())
        for file in sorted((folder / WITNESSED).glob("*.json")):
            if NAME.fullmatch(f"{WITNESSED}/{file.name}"):
                self._add_bytes(f"{WITNESSED}/{file.name}", file.read_bytes())
        if with_key:
            key = keys.load(folder / KEY)
            self._add_bytes(KEY, f"{key}\n".encode())

    def _manifest(self, now: datetime, *, with_key: bool) -> Manifest:
        founded, latest = read_act(self._copy, 0), self._copy.checkpoint()
        name = founded.office_name if isinstance(founded, Founded) else ""
        return Manifest(
            format=FORMAT,
            origin=self._register.origin,
            office_name=name,
            made=now.strftime(TIME),
            entries=self._copy.size(),
            sealed=Checkpoint.parse(Note.parse(latest[1].encode()).text).size if latest else 0,
            highest=highest(self._copy),
            with_key=with_key,
            missing=tuple(self.missing),
            files=dict(sorted(self._files.items())),
        )


def _info(name: str) -> zipfile.ZipInfo:
    """Return how a file is written: as it is, readable by its owner."""
    info = zipfile.ZipInfo(name)
    info.external_attr = OWNER_ONLY << 16
    return info


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """Turn what the disk of the backup complains of into a sentence about the backup."""
    try:
        yield
    except OSError as error:
        raise BackupUnwritableError(file=str(out), detail=error.strerror or str(error)) from error
    except FullDiskError as error:
        raise BackupUnwritableError(file=str(out), detail="there is no room left") from error
    except ReadOnlyRegisterError as error:
        raise BackupUnwritableError(file=str(out), detail="the disk is read-only") from error
