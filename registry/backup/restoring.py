"""Restoring: puts a register made anew from a backup into the place of the one that is there.

1. The backup is read, and a new register made of it, in a hidden folder beside the old one.
2. Nobody else may write in the old register from here on, if it can be opened at all.
3. What it knows and the backup does not is found out; those numbers are entered as lost, voids are
   entered again, and all of it is sealed.
4. The two folders change places at once. The old one is kept aside, under the name
   register.before-restore-…; whoever still has it open can no longer write in it.

Until 4 nothing that is there is changed; a restore that was interrupted is begun anew.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from records.series import Series
from registry import denial, keys, sealing, succession
from registry.acts import MAX_RUNNING, Restored, Voided
from registry.backup import loss, present
from registry.backup.archive import WITNESSED, look
from registry.backup.errors import (
    BackupError,
    ForeignBackupError,
    MissingKeyError,
    RestoreError,
    UnknownLossError,
    UnsealedBackupError,
)
from registry.backup.exchange import exchange
from registry.backup.rebuilding import about, rebuild, unpacked
from registry.entry import read
from registry.errors import RegisterError, of_disk
from registry.keys import KeyFileError, NoKeyError
from registry.ledger import Pen, state_of
from registry.note import PrivateKeyError, SignerKey
from registry.register import ASIDE, FOLDER, KEY, lay_out
from registry.sqlite.engine import DATABASE, SQLiteStore
from registry.sqlite.turnstile import Turnstile
from registry.whole import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from registry.backup.archive import Backup
    from registry.backup.loss import Loss
    from registry.note import Note, VerifierKey
    from registry.store import Reader

_HIDDEN = f".{FOLDER}-restoring-"
_STAMP = "%Y%m%dT%H%M%SZ"
_RESTORED = b'{"act":"restored"'


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePlan:
    """What a restore would do: the backup, what it does not know, and what it would replace.

    `replaced` is the folder that would be put aside; `unsealed` how many of the backup's last
    entries nobody has signed.
    """

    backup: Backup
    loss: Loss
    replaced: Path | None
    unsealed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """What a restore did: what was lost, the new checkpoint, and where the old register is."""

    backup: Backup
    loss: Loss
    note: Note
    aside: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the clerk says beside the backup.

    `given` is the highest number of each series, from paper; empty: none was given since the
    backup, None: he says nothing. `key` is the file of the private key, if it lies elsewhere.
    """

    given: Mapping[str, int] | None = None
    key: Path | None = None
    accept_unsealed: bool = False


def restore_plan(file: Path, office_folder: Path, wish: Wish | None = None) -> RestorePlan:
    """Say what restoring a backup would do; nothing is changed.

    Raises:
        BackupError: it cannot be restored.
    """
    wish = wish or Wish()
    backup = look(file)
    _check_given(wish)
    folder = present.find(office_folder)
    with (
        _about(backup, office_folder),
        TemporaryDirectory(prefix="saraban-") as place,
        unpacked(backup, Path(place) / "copy") as copy,
        present.held(folder, writing=False) as reader,
    ):
        _check_origin(backup, folder, reader)
        _key(backup, _succession(backup, copy)[-1], folder, wish)
        with about(backup):
            found = _loss(backup, folder, reader, copy, wish)
    unsealed = backup.manifest.entries - backup.manifest.sealed
    return RestorePlan(backup=backup, loss=found, replaced=folder, unsealed=unsealed)


def restore(  # noqa: PLR0913  # who, when and why, as for every act
    file: Path,
    office_folder: Path,
    *,
    now: datetime,
    by: str,
    reason: str,
    wish: Wish | None = None,
) -> Restoration:
    """Put a backup into the place of the register; `now` is UTC.

    Raises:
        NumberError: there is no reason.
        BackupError: it cannot be restored.
        RegisterError: the office folder cannot be written.
    """
    if not reason.strip():
        raise denial.ReasonMissingError(number="")
    wish = wish or Wish()
    backup = look(file)
    _check_given(wish)
    _check_sealed(backup, wish)
    hidden = office_folder / f"{_HIDDEN}{now.astimezone(UTC).strftime(_STAMP)}"
    with _about(backup, office_folder), Turnstile(office_folder):
        _tidy(office_folder)
        hidden.mkdir()
        return _Restoring(backup, office_folder, hidden, wish).carry_out(now, by, reason)


@dataclass(frozen=True, slots=True)
class _Act:
    now: datetime
    by: str
    reason: str


class _Restoring:
    """One restore."""

    def __init__(self, backup: Backup, office_folder: Path, hidden: Path, wish: Wish) -> None:
        self._backup = backup
        self._place = office_folder / FOLDER
        self._folder = present.find(office_folder)
        self._hidden = hidden
        self._wish = wish

    def carry_out(self, now: datetime, by: str, reason: str) -> Restoration:
        """Take the steps in order."""
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, self._hidden, ignore_errors=True)
            with present.held(self._folder, writing=False) as reader:
                _check_origin(self._backup, self._folder, reader)
            key = self._rebuild()  # 1
            with present.held(self._folder, writing=True) as reader:  # 2
                found, note = self._settle(reader, key, _Act(now, by, reason.strip()))  # 3
                # From here on the old register may lie where the new one was made.
                undo.pop_all()
                aside = self._swap()  # 4
        return Restoration(backup=self._backup, loss=found, note=note, aside=aside)

    def _rebuild(self) -> SignerKey:
        """Make the new register, up to where the backup goes, and return its key."""
        with unpacked(self._backup, self._hidden / "copy") as copy:
            succeeded = _succession(self._backup, copy)
            key = _key(self._backup, succeeded[-1], self._folder, self._wish)
            with closing(SQLiteStore.create(self._hidden)) as store, store.writing() as writer:
                rebuild(copy, self._backup, writer)
        shutil.rmtree(self._hidden / "copy")
        keys.put(self._hidden / KEY, key)
        keys.publish(self._hidden / KEY, succeeded)
        self._take_along(key)
        return key

    def _settle(self, reader: Reader | None, key: SignerKey, act: _Act) -> tuple[Loss, Note]:
        """Enter what the backup does not know, and seal the new register."""
        with closing(SQLiteStore.open(self._hidden)) as store:
            with store.reading() as copy:
                found = _loss(self._backup, self._folder, reader, copy, self._wish)
            with store.writing() as writer:
                _enter(Pen(writer, key.name, act.now, act.by), found, act.reason)
                note = sealing.seal(writer, key.name, act.now, (key,))
                lay_out(self._hidden, note, writer)
        return found, note

    def _take_along(self, key: SignerKey) -> None:
        """Copy what no backup replaces: retired keys, what was witnessed, who may read."""
        witnessed = self._hidden / WITNESSED
        for name in self._backup.manifest.files:
            if name.startswith(f"{WITNESSED}/"):
                witnessed.mkdir(exist_ok=True)
                (self._hidden / name).write_bytes(self._backup.read(name) or b"")
        if self._folder is None:
            return
        if (self._folder / WITNESSED).is_dir():
            shutil.copytree(self._folder / WITNESSED, witnessed, dirs_exist_ok=True)
        for file in keys.retired(self._folder / KEY):
            with suppress(KeyFileError):
                retired = keys.load(file)
                if retired != key:
                    keys.put(self._hidden / file.name, retired)
        shutil.copymode(self._folder, self._hidden)
        with suppress(OSError):
            shutil.copymode(self._folder / DATABASE, self._hidden / DATABASE)

    def _swap(self) -> Path | None:
        """Let the new register appear, and return where the old one is now."""
        sync_folder(self._hidden)
        stamp = self._hidden.name.removeprefix(_HIDDEN)
        if self._folder != self._place:
            self._hidden.rename(self._place)
            sync_folder(self._place.parent)
            return self._folder
        aside = self._place.with_name(f"{ASIDE}{stamp}")
        if exchange(self._hidden, self._place):
            self._hidden.rename(aside)
        else:
            self._place.rename(aside)
            self._hidden.rename(self._place)
        sync_folder(self._place.parent)
        return aside


def _loss(
    backup: Backup, folder: Path | None, reader: Reader | None, copy: Reader, wish: Wish
) -> Loss:
    found = present.evidence(folder, reader, copy, wish.given)
    if found is None:
        raise UnknownLossError(file=str(backup.path))
    return loss.weigh(found, copy)


def _enter(pen: Pen, found: Loss, reason: str) -> None:
    """Enter that a backup was restored, and again what was voided meanwhile."""
    lost = [{"series": span.series, "first": span.first, "last": span.last} for span in found.lost]
    pen.append(Restored, size=found.entries, reason=reason, lost=lost)
    for void in found.voided:
        row = state_of(pen.writer, void.series, void.running)
        said = {"series": void.series, "running": void.running, "number": void.number}
        of = row.entries[0] if row else 0
        pen.append(Voided, **said, reason=void.reason, of=of)


def _check_given(wish: Wish) -> None:
    """Refuse highest numbers of what is no series, or that are no numbers."""
    for series, running in (wish.given or {}).items():
        try:
            Series.parse(series)
        except ValueError as error:
            raise BackupError(file=series, detail="this is not a series") from error
        if not 0 < running <= MAX_RUNNING:
            raise BackupError(file=series, detail=f"{running} is not a number")


def _check_sealed(backup: Backup, wish: Wish) -> None:
    count = backup.manifest.entries - backup.manifest.sealed
    if count and not wish.accept_unsealed:
        raise UnsealedBackupError(file=str(backup.path), count=count)


def _check_origin(backup: Backup, folder: Path | None, reader: Reader | None) -> None:
    ours, theirs = present.origins(folder, reader), backup.manifest.origin
    if ours and theirs not in ours:
        raise ForeignBackupError(file=str(backup.path), theirs=theirs, ours=min(ours))


def _succession(backup: Backup, copy: Reader) -> tuple[VerifierKey, ...]:
    with about(backup):
        return succession.keys_of(copy)


def _key(backup: Backup, wanted: VerifierKey, folder: Path | None, wish: Wish) -> SignerKey:
    """Return the key that signed the backup's register last, wherever it is.

    Raises:
        MissingKeyError: it is nowhere.
        KeyFileError: it may be in a file that cannot be used.
    """
    files = [wish.key] if wish.key else []
    if folder:
        files += [folder / KEY, folder / f"{KEY}.next", *keys.retired(folder / KEY)]
    unusable: KeyFileError | None = None
    for file in files:
        try:
            key = keys.load(file)
        except NoKeyError:
            continue
        except KeyFileError as error:
            unusable = unusable or error
            continue
        if key.verifier == wanted:
            return key
    with suppress(PrivateKeyError, UnicodeDecodeError):
        key = SignerKey.parse((backup.read(KEY) or b"").decode().removesuffix("\n"))
        if key.verifier == wanted:
            return key
    if unusable:
        raise unusable
    place = str(folder or "—")
    raise MissingKeyError(file=str(backup.path), key=wanted.key_id.hex(), folder=place)


def _tidy(office_folder: Path) -> None:
    """Finish what an interrupted restore left: an old register that is still hidden."""
    register = office_folder / FOLDER
    for hidden in office_folder.glob(f"{_HIDDEN}*"):
        stamp = hidden.name.removeprefix(_HIDDEN)
        if _restored_at(register, stamp):
            hidden.rename(office_folder / f"{ASIDE}{stamp}")
        else:
            shutil.rmtree(hidden, ignore_errors=True)


def _restored_at(register: Path, stamp: str) -> bool:
    """Say whether the register that is there was restored at that moment, or may have been."""
    if not register.exists():
        return False
    with present.held(register, writing=False) as reader, present.Unknown():
        return reader is None or any(
            read(bytes(body), place).time.strftime(_STAMP) == stamp
            for place, body in reader.entries(0, reader.size())
            if bytes(body).startswith(_RESTORED)
        )
    return True


@contextmanager
def _about(backup: Backup, office_folder: Path) -> Iterator[None]:
    """Turn what the disk complains of into a sentence about the register or the backup."""
    folder = str(office_folder / FOLDER)
    try:
        yield
    except OSError as error:
        raise of_disk(error, folder) from error
    except RegisterError as error:
        if type(error) is RegisterError:
            raise RestoreError(file=str(backup.path), detail=str(error)) from error
        raise type(error)(**error.facts | {"folder": folder}) from error
