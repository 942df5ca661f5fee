"""The register that is there (ทะเบียนที่มีอยู่): whole, damaged, or gone; and what it still knows."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from records.errors import SarabanError
from registry.backup import loss
from registry.checkpoint import Checkpoint
from registry.errors import BusyRegisterError, NetworkFolderError, NewerRegisterError
from registry.keys import origin_of
from registry.ledger import read_act
from registry.note import Note, VerifierKey
from registry.register import CHECKPOINT, FOLDER, HIGHEST, PUBLIC_KEY, put_aside
from registry.sqlite.engine import SQLiteStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from registry.backup.loss import Evidence
    from registry.store import Reader

_UNREADABLE = (SarabanError, OSError, ValueError, IndexError)
_MENDABLE = (BusyRegisterError, NewerRegisterError, NetworkFolderError)


def find(office_folder: Path) -> Path | None:
    """Return the folder of the register; if a restore left none, of the one put aside last."""
    if (office_folder / FOLDER).exists():
        return office_folder / FOLDER
    return put_aside(office_folder)


@contextmanager
def held(folder: Path | None, *, writing: bool) -> Iterator[Reader | None]:
    """Open the register that is there; None if it cannot be opened.

    `writing`: nobody else may write in it within the block, though nothing is written.

    Raises:
        BusyRegisterError: somebody writes in it for too long.
        NewerRegisterError: a later version of the program has written it.
    """
    with ExitStack() as stack:
        reader: Reader | None = None
        if folder:
            with Unknown():
                if writing:
                    store = SQLiteStore.open(folder)
                    stack.callback(store.close)
                    stack.enter_context(store.writing())
                # A reader who is told of damage at once, and goes on.
                other = SQLiteStore.open_to_read(folder)
                stack.callback(other.close)
                reader = stack.enter_context(other.examining())
        yield reader


def origins(folder: Path | None, reader: Reader | None) -> set[str]:
    """Return which register it is, as its log, its public key and its checkpoint say."""
    found: set[str] = set()
    if reader:
        with Unknown():
            found.add(read_act(reader, 0).office)
    if folder:
        with Unknown():
            lines = (folder / PUBLIC_KEY).read_text("utf-8").splitlines()
            found.add(origin_of(VerifierKey.parse(lines[0]).public))
        with Unknown():
            found.add(_checkpoint(folder).origin)
    return found


def evidence(
    folder: Path | None, reader: Reader | None, copy: Reader, given: Mapping[str, int] | None
) -> Evidence | None:
    """Return what is known of the numbers that were given; None if nothing is.

    `copy` is the register made from the backup, `given` the highest numbers that a clerk found on
    paper.
    """
    origin = read_act(copy, 0).office
    found = _known(folder, reader, copy, origin)
    beside = loss.read_highest(folder / HIGHEST) if folder else None
    if not found.is_whole and beside is None and given is None:
        return None
    found.raise_to(beside or {})
    found.raise_to(given or {})
    if folder:
        with Unknown():
            size = _checkpoint(folder).size
            # An older database in its place has forgotten what became of reserved numbers, too.
            found.is_whole = found.is_whole and size <= found.entries
            found.entries = max(found.entries, size)
    return found


def _known(folder: Path | None, reader: Reader | None, copy: Reader, origin: str) -> Evidence:
    if reader:
        with Unknown():
            return loss.from_register(reader, copy)
    return loss.from_ruins(folder, copy, origin) if folder else loss.Evidence()


def _checkpoint(folder: Path) -> Checkpoint:
    return Checkpoint.parse(Note.parse((folder / CHECKPOINT).read_bytes()).text)


class Unknown:
    """Lets what cannot be read in the block be unknown; what the clerk can mend is said."""

    def __enter__(self) -> None:
        """Read on."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        """Say whether to go on without it."""
        if kind is None or issubclass(kind, _MENDABLE):
            return False
        return issubclass(kind, _UNREADABLE)
