"""Key files (กุญแจของทะเบียน): turns the register's private key into a file of its owner, and back.

    office.key        the key that signs, readable by its owner only
    office.pub        every public key of the register, one to a line, the first one first
    office.key.next   a key made for a rotation whose entry is not yet sealed
    office.key.1 …    retired keys, until somebody deletes them

A rotation never leaves the register without a key that it knows: `prepare` makes the next one,
the `rotated` entry names it in a checkpoint signed by the old one, `adopt` puts it in its place.
Each may be repeated after a crash.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from records.errors import SarabanError
from registry.note import PrivateKeyError, SignerKey, VerifierKey
from registry.whole import sync_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

OWNER_ONLY = 0o600
_OTHERS = 0o077
_MAX_BYTES = 1000
_NEXT = ".next"


class KeyFileError(SarabanError):
    """The key file cannot be used as it is."""

    exit_code = 14
    sentence = "The key {file} cannot be used: {detail}"


class NoKeyError(KeyFileError):
    """There is no key file."""

    sentence = (
        "The key {file} is missing; without it the register cannot be sealed. Copy it back from "
        "where you keep its copy."
    )


class KeyExistsError(KeyFileError):
    """There is a key file already."""

    sentence = "There is a key {file} already; it is never overwritten."


class OpenKeyError(KeyFileError):
    """Others may read the key file."""

    sentence = (
        "Others than its owner may read the key {file}, and could sign with it. Run "
        "`chmod 600 {file}`; if anybody else uses this machine, change the key."
    )


class DamagedKeyError(KeyFileError):
    """The file holds no key."""

    sentence = "The key {file} is damaged. Copy it back from where you keep its copy."


class NotRetiredError(KeyFileError):
    """Another file than a retired key was to be deleted."""

    sentence = "{file} is not a retired key, so it is not deleted."


def origin_of(public: bytes) -> str:
    """Return the origin of the log whose first public key (32 bytes) this is."""
    return f"saraban/{sha256(public).hexdigest()[:16]}"


def make(path: Path) -> SignerKey:
    """Make the first key of a register, named after its log's origin, and write its two files.

    Raises:
        KeyExistsError: there is a key already.
        KeyFileError: the files cannot be written.
    """
    unnamed = SignerKey.generate("saraban")
    key = SignerKey(name=origin_of(unnamed.verifier.public), seed=unnamed.seed)
    put(path, key)
    publish(path, (key.verifier,))
    return key


def load(path: Path) -> SignerKey:
    """Return the private key that the file holds.

    Raises:
        NoKeyError: there is none.
        OpenKeyError: others than its owner may read it.
        DamagedKeyError: it holds no key.
        KeyFileError: it cannot be read.
    """
    with _as_key_error(path):
        if not path.exists():
            raise NoKeyError(file=str(path))
    with _as_key_error(path), path.open("rb") as stream:
        # Asked of the open file, so that none can be put in its place in between.
        mode = os.fstat(stream.fileno()).st_mode
        data = stream.read(_MAX_BYTES + 1)
    if os.name == "posix" and stat.S_IMODE(mode) & _OTHERS:
        raise OpenKeyError(file=str(path))
    try:
        return SignerKey.parse(data.decode().removesuffix("\n"))
    except (PrivateKeyError, UnicodeDecodeError) as error:
        raise DamagedKeyError(file=str(path)) from error


def publish(path: Path, succession: Sequence[VerifierKey]) -> None:
    """Write the file beside the key that holds every public key, the first one first.

    Raises:
        KeyFileError: it cannot be written.
    """
    public = path.with_suffix(".pub")
    with _as_key_error(public):
        write_whole(public, "".join(f"{key}\n" for key in succession).encode())


def prepare(path: Path) -> SignerKey:
    """Return the key that a rotation brings; the one prepared before, if it was not adopted.

    Raises:
        KeyFileError: the key in use cannot be read, or the next one cannot be written.
    """
    name = load(path).name
    waiting = _next(path)
    try:
        return load(waiting)
    except NoKeyError:
        pass
    except DamagedKeyError:
        # The machine stopped while it was written, before any entry could name it.
        with _as_key_error(waiting):
            waiting.unlink()
    key = SignerKey.generate(name)
    put(waiting, key)
    return key


def adopt(path: Path, succession: Sequence[VerifierKey]) -> SignerKey:
    """Put the prepared key into its place, the old one beside it as office.key.1, .2 and so on.

    `succession` is every public key of the register, as the log names them. Nothing is done if no
    key is prepared.

    Raises:
        KeyFileError: a file cannot be read or written.
    """
    waiting = _next(path)
    if not waiting.exists():
        return load(path)
    key, old = load(waiting), load(path)
    if not any(_keeps(file, old) for file in retired(path)):
        put(_free(path), old)
    publish(path, succession)
    with _as_key_error(path):
        waiting.replace(path)
        sync_folder(path.parent)
    return key


def retired(path: Path) -> tuple[Path, ...]:
    """Return the files of retired keys, the oldest first."""
    found = [file for file in path.parent.glob(f"{path.name}.*") if _place(path, file)]
    return tuple(sorted(found, key=lambda file: _place(path, file)))


def forget(path: Path, file: Path) -> None:
    """Delete a retired key for ever.

    Raises:
        NotRetiredError: the file is none.
        KeyFileError: it cannot be deleted.
    """
    if file not in retired(path):
        raise NotRetiredError(file=str(file))
    with _as_key_error(file):
        file.unlink()
        sync_folder(file.parent)


def _keeps(file: Path, key: SignerKey) -> bool:
    """Say whether a file holds a key; one that a crash left half written is taken away."""
    try:
        return load(file) == key
    except DamagedKeyError:
        with _as_key_error(file):
            if f"{key}\n".encode().startswith(file.read_bytes()):
                file.unlink()
        return False


def _next(path: Path) -> Path:
    return path.with_name(path.name + _NEXT)


def _free(path: Path) -> Path:
    last = max((_place(path, file) for file in retired(path)), default=0)
    return path.with_name(f"{path.name}.{last + 1}")


def _place(path: Path, file: Path) -> int:
    """Return which retired key a file is, from 1; 0 = none."""
    found = re.fullmatch(rf"{re.escape(path.name)}\.([1-9][0-9]{{0,8}})", file.name)
    return int(found[1]) if found else 0


def put(path: Path, key: SignerKey) -> None:
    """Write a key into a file that must not exist, readable by its owner from the first moment.

    Raises:
        KeyExistsError: there is a file.
        KeyFileError: it cannot be written.
    """
    with _as_key_error(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        try:
            with open(descriptor, "wb") as stream:  # noqa: PTH123  # it is open already
                stream.write(f"{key}\n".encode())
                stream.flush()
                os.fsync(stream.fileno())
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
        sync_folder(path.parent)


@contextmanager
def _as_key_error(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise KeyExistsError(file=str(path)) from error
    except OSError as error:
        detail = error.strerror or "it cannot be read or written"
        raise KeyFileError(file=str(path), detail=detail) from error
