"""The archive: turns a file into a backup whose every part was read, and found as it was made.

A backup is a ZIP archive in which nothing is compressed, so that nothing in it is larger than it
looks, and anybody can look into it:

    register.db  content/ab/abcd…  office.pub  checkpoint  highest.json  witnessed/…
    office.key   only if it was asked for
    backup.json  what it holds: the size and SHA-256 of each file
"""

from __future__ import annotations

import json
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from registry.acts import Sha256, Time  # noqa: TC001  # pydantic reads them at run time
from registry.backup.errors import (
    BackupError,
    DamagedBackupError,
    NewerBackupError,
    NotABackupError,
)
from registry.register import HIGHEST, KEY, PUBLIC_KEY
from registry.sqlite.engine import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import IO

FORMAT: Literal["saraban-backup/1"] = "saraban-backup/1"
MANIFEST = "backup.json"
WITNESSED = "witnessed"
BLOCK = 1 << 20
MAX_MANIFEST = 500_000_000
NAME = re.compile(
    r"register\.db|office\.pub|office\.key|checkpoint|highest\.json|backup\.json|"
    r"content/([0-9a-f]{2})/\1[0-9a-f]{62}|witnessed/[0-9a-f]{16}\.json"
)
"""The files that a backup may have."""

_NEEDED = frozenset({DATABASE, PUBLIC_KEY, HIGHEST})
# What the library for ZIP archives raises over damage, besides its own error.
_DAMAGE = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError)


class Stored(BaseModel):
    """A file in a backup."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    sha256: Sha256
    size: Annotated[int, Field(ge=0)]


class Manifest(BaseModel):
    """What a backup holds: of which register, made when, up to which entry.

    `sealed` is how many entries its latest checkpoint covers; `missing` the content that was gone
    or changed when the backup was made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal["saraban-backup/1"]
    origin: Annotated[str, Field(pattern=r"^saraban/[0-9a-f]{16}$")]
    office_name: str
    made: Time
    entries: Annotated[int, Field(ge=1)]
    sealed: Annotated[int, Field(ge=0)]
    highest: dict[str, int]
    with_key: bool
    missing: tuple[Sha256, ...]
    files: dict[str, Stored]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup whose every file was read and found to be as it was made."""

    path: Path
    manifest: Manifest

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield one of its files piece by piece."""
        with _archive(self.path) as archive, archive.open(name) as stream:
            while block := stream.read(BLOCK):
                yield block

    def read(self, name: str) -> bytes | None:
        """Return one of its files, None if it has none of that name."""
        return b"".join(self.blocks(name)) if name in self.manifest.files else None

    def content(self, digest: str) -> bytes | None:
        """Return large content."""
        return self.read(content_name(digest))


def content_name(digest: str) -> str:
    """Return where large content lies in a backup."""
    return f"content/{digest[:2]}/{digest}"


def look(path: Path) -> Backup:
    """Return what a backup holds, after reading all of it.

    Raises:
        NotABackupError: it is something else.
        DamagedBackupError: a part of it is not as it was made.
        NewerBackupError: a later version of the program has made it.
    """
    with _archive(path) as archive:
        members = _members(path, archive)
        manifest = _manifest(path, archive, members)
        if set(members) - {MANIFEST} != set(manifest.files):
            raise DamagedBackupError(file=str(path), detail=f"{MANIFEST} names other files")
        for name, stored in manifest.files.items():
            with archive.open(name) as stream:
                if digest_of(stream) != (stored.sha256, stored.size):
                    raise DamagedBackupError(file=str(path), detail=name)
            if name.startswith("content/") and not name.endswith(stored.sha256):
                raise DamagedBackupError(file=str(path), detail=name)
        if not set(manifest.files) >= _NEEDED or manifest.with_key != (KEY in manifest.files):
            raise DamagedBackupError(file=str(path), detail=f"{MANIFEST} lacks a file")
    return Backup(path=path, manifest=manifest)


def _members(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive; none has a hostile name, or is larger than it looks."""
    found = {info.filename: info for info in archive.infolist()}
    strange = [name for name in found if not NAME.fullmatch(name)]
    if strange or len(found) != len(archive.infolist()):
        raise NotABackupError(file=str(path), detail=repr(strange[0] if strange else "")[:100])
    plain = all(
        info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1
        for info in found.values()
    )
    if not plain or sum(info.file_size for info in found.values()) > path.stat().st_size:
        raise NotABackupError(file=str(path), detail="something in it is compressed or encrypted")
    return found


def _manifest(
    path: Path, archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]
) -> Manifest:
    if MANIFEST not in members or members[MANIFEST].file_size > MAX_MANIFEST:
        raise NotABackupError(file=str(path), detail=f"it has no {MANIFEST}")
    try:
        value = json.loads(archive.read(MANIFEST))
        form = value.get("format") if isinstance(value, dict) else None
        if form != FORMAT and isinstance(form, str) and form.startswith("saraban-backup/"):
            raise NewerBackupError(file=str(path))
        return Manifest.model_validate_json(json.dumps(value))
    except (ValidationError, ValueError, RecursionError) as error:
        raise NotABackupError(file=str(path), detail=MANIFEST) from error


def digest_of(stream: IO[bytes]) -> tuple[str, int]:
    """Return the SHA-256 and the size of what a stream holds."""
    digest, size = sha256(), 0
    while block := stream.read(BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; what is wrong with it becomes a sentence about the backup."""
    try:
        with path.open("rb") as stream:
            if not zipfile.is_zipfile(stream):
                raise NotABackupError(file=str(path), detail="it is no ZIP archive")
            stream.seek(0)
            with zipfile.ZipFile(stream) as archive:
                yield archive
    except _DAMAGE as error:
        raise DamagedBackupError(file=str(path), detail=str(error)[:100] or "—") from error
    except OSError as error:
        raise BackupError(file=str(path), detail=error.strerror or str(error)) from error
