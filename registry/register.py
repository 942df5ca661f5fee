"""The register (ทะเบียน) of an office: its store, its key, and the checkpoint that it gives away.

register/register.db   register/content/   register/office.key   register/office.pub
register/checkpoint    register/highest.json
"""

from __future__ import annotations

import json
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from registry import keys, sealing
from registry.acts import Founded
from registry.errors import (
    AlreadyFoundedError,
    ForbiddenRegisterError,
    NoRegisterError,
    PutAsideError,
    RegisterError,
    of_disk,
)
from registry.keys import KeyFileError
from registry.ledger import Pen, read_act
from registry.note import Note
from registry.sqlite.engine import DATABASE, SQLiteStore
from registry.whole import sync_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from records.errors import SarabanError
    from records.office import Office
    from registry.store import Store, Writer

FOLDER = "register"
ASIDE = f"{FOLDER}.before-restore-"
KEY = "office.key"
PUBLIC_KEY = "office.pub"
CHECKPOINT = "checkpoint"
HIGHEST = "highest.json"


@dataclass(frozen=True, slots=True)
class Register:
    """An open register: `folder` is the folder `register` in the office folder."""

    folder: Path
    store: Store
    origin: str

    @classmethod
    def found(cls, office_folder: Path, office: Office, now: datetime, by: str) -> Self:
        """Make the register of an office, with a key of its own; it appears whole or not at all.

        Raises:
            AlreadyFoundedError: there is one.
            RegisterError: the folder lies on a network, or cannot be written.
        """
        folder = office_folder / FOLDER
        if folder.exists() or put_aside(office_folder):
            raise AlreadyFoundedError(folder=str(office_folder))
        hidden = office_folder / f".{FOLDER}-{secrets.token_hex(8)}"
        try:
            hidden.mkdir()
            _fill(hidden, office, now, by)
            hidden.rename(folder)
            sync_folder(office_folder)
        except (OSError, RegisterError, KeyFileError) as error:
            shutil.rmtree(hidden, ignore_errors=True)
            if folder.exists():
                raise AlreadyFoundedError(folder=str(office_folder)) from error
            raise _about(folder, error) from error
        except BaseException:
            shutil.rmtree(hidden, ignore_errors=True)
            raise
        return cls.open(office_folder)

    @classmethod
    def open(cls, office_folder: Path) -> Self:
        """Open the register of an office.

        Raises:
            NoRegisterError: it has none.
            RegisterError: it cannot be used.
        """
        folder = office_folder / FOLDER
        try:
            there = (folder / DATABASE).is_file()
        except OSError as error:
            raise ForbiddenRegisterError(folder=str(folder)) from error
        if not there:
            aside = put_aside(office_folder)
            if aside and not folder.exists():
                raise PutAsideError(folder=str(office_folder), aside=str(aside))
            raise NoRegisterError(folder=str(office_folder))
        store = SQLiteStore.open(folder)
        try:
            with store.reading() as reader:
                if not reader.size():
                    raise NoRegisterError(folder=str(office_folder))  # noqa: TRY301  # it is closed
                origin = read_act(reader, 0).office
        except BaseException:
            store.close()
            raise
        return cls(folder, store, origin)

    @contextmanager
    def writing(self, now: datetime, by: str) -> Iterator[Pen]:
        """Hold the pen: what is written in the block is recorded at once, or nothing of it.

        Raises:
            RegisterError: the register cannot be written.
        """
        with self.store.writing() as writer:
            yield Pen(writer, self.origin, now, by)

    def seal(self, now: datetime) -> Note:
        """Sign a checkpoint over everything that is recorded, and lay it out to be given away.

        Raises:
            KeyFileError: the key is missing, damaged, or others may read it.
            RegisterError: the register cannot be written.
        """
        with self.store.writing() as writer:
            key = sealing.signer(self.folder / KEY, writer)
            note = sealing.seal(writer, self.origin, now, (key,))
            lay_out(self.folder, note, writer)
        return note

    def latest(self) -> Note | None:
        """Return the latest checkpoint."""
        with self.store.reading() as reader:
            found = reader.checkpoint()
        return Note.parse(found[1].encode()) if found else None

    def close(self) -> None:
        """Let it go."""
        self.store.close()


def put_aside(office_folder: Path) -> Path | None:
    """Return the register that a restore put aside last."""
    return max(office_folder.glob(f"{ASIDE}*"), default=None)


def lay_out(folder: Path, note: Note, writer: Writer) -> None:
    """Write the files that stand beside the database: the checkpoint, and the highest numbers."""
    write_whole(folder / CHECKPOINT, str(note).encode())
    text = json.dumps(sealing.highest(writer), ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(folder / HIGHEST, f"{text}\n".encode())


def _about(folder: Path, error: OSError | SarabanError) -> SarabanError:
    """Return an error of the folder that was being made as one of that which it should become."""
    cause = error if isinstance(error, OSError) else error.__cause__
    if isinstance(cause, OSError):
        return of_disk(cause, str(folder))
    if isinstance(error, RegisterError):
        return type(error)(**error.facts | {"folder": str(folder)})
    return RegisterError(folder=str(folder), detail=str(error))


def _fill(folder: Path, office: Office, now: datetime, by: str) -> None:
    key = keys.make(folder / KEY)
    store = SQLiteStore.create(folder)
    try:
        with store.writing() as writer:
            pen = Pen(writer, key.name, now, by)
            pen.append(
                Founded,
                office_name=office.name,
                code=str(office.code or ""),
                key=str(key.verifier),
            )
            lay_out(folder, sealing.seal(writer, key.name, now, (key,)), writer)
    finally:
        store.close()
