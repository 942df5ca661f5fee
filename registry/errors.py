"""Failed acts of the register. The tree, with the exit code that each branch owns.

SarabanError                     3   (records.errors)
├── RegisterError               11   the register cannot be used as it is
│   ├── NoRegisterError              the office folder has none yet
│   │   └── PutAsideError            a restore was interrupted
│   ├── AlreadyFoundedError          it has one
│   ├── NetworkFolderError           it lies where locks and full sync cannot be trusted
│   ├── NewerRegisterError           a later version of the program has written it
│   ├── DamagedRegisterError         its database or log is damaged
│   ├── IncompleteRegisterError      a part of its log is missing
│   ├── ReadOnlyRegisterError        it cannot be written
│   ├── ForbiddenRegisterError       the user may not read it
│   ├── FullDiskError                there is no room left
│   ├── BusyRegisterError            others kept it busy for too long
│   ├── ReplacedRegisterError        a backup took its place while it was open
│   └── LongEntryError               an entry is longer than any reader takes
├── NumberError                 12   a number cannot be had, used or voided
└── ContentError                13   stored content is gone or is not what was stored
"""

from __future__ import annotations

from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS

from records.errors import SarabanError

_FULL = (ENOSPC, EDQUOT, EFBIG)
_READ_ONLY = (EACCES, EPERM, EROFS)


class RegisterError(SarabanError):
    """The register cannot be used as it is."""

    exit_code = 11
    sentence = "The register {folder} cannot be used: {detail}"


class NoRegisterError(RegisterError):
    """The office folder has no register yet."""

    sentence = "{folder} has no register yet; `saraban init {folder}` makes one."


class PutAsideError(NoRegisterError):
    """A restore was interrupted after the register was put aside."""

    sentence = (
        "{folder} has no register at this moment: a restore was interrupted. The register that was "
        "there lies in {aside}; restore the backup again with `saraban restore`."
    )


class AlreadyFoundedError(RegisterError):
    """The office folder has a register already."""

    sentence = "{folder} has a register already; it is never made anew."


class NetworkFolderError(RegisterError):
    """The register lies in a network folder."""

    sentence = (
        "The register {folder} lies in a network folder ({kind}), where two machines could be "
        "given the same number; move the office folder to a disk of this machine."
    )


class NewerRegisterError(RegisterError):
    """A later version of the program has written the register."""

    sentence = (
        "The register {folder} was written by a later version of the program ({found}); install "
        "that version. Nothing was changed."
    )


class DamagedRegisterError(RegisterError):
    """The database or the log is damaged."""

    sentence = (
        "The register {folder} is damaged: {detail}. Nothing was changed; restore a backup with "
        "`saraban restore`."
    )


class IncompleteRegisterError(RegisterError, IndexError):
    """A part of the log or of its tree is not there."""

    sentence = (
        "The register is damaged: {part} is missing. Nothing was changed; restore a backup with "
        "`saraban restore`."
    )


class ReadOnlyRegisterError(RegisterError):
    """The register cannot be written."""

    sentence = "The register {folder} cannot be written: the folder or disk is read-only."


class ForbiddenRegisterError(RegisterError):
    """The user may not read the register."""

    sentence = "The register {folder} cannot be read: this user has no leave to open it."


class FullDiskError(RegisterError):
    """There is no room left for the act; nothing of it was recorded."""

    sentence = "There is no room left on the disk of the register {folder}. No number was taken."


class BusyRegisterError(RegisterError):
    """Other programs kept the register busy for too long."""

    sentence = (
        "The register {folder} was busy for {seconds} seconds. No number was taken; try again."
    )


class ReplacedRegisterError(RegisterError):
    """A backup took the register's place while it was open."""

    sentence = (
        "The register {folder} was replaced while this program had it open. Nothing was recorded; "
        "do it again."
    )


class LongEntryError(RegisterError):
    """An entry that is longer than any reader of the log takes."""

    sentence = (
        "This would make an entry of {bytes} bytes; one has at most {limit}. Nothing was recorded."
    )


class NumberError(SarabanError):
    """A number cannot be had, used or voided."""

    exit_code = 12
    sentence = "{number}: {detail}"


class ContentError(SarabanError):
    """Stored content is gone, or is not what was stored."""

    exit_code = 13
    sentence = "The stored content {sha256} is gone or was changed."


def of_disk(error: OSError, folder: str) -> RegisterError:
    """Return what to say of a register whose disk complains."""
    if error.errno in _FULL:
        return FullDiskError(folder=folder)
    if error.errno in _READ_ONLY:
        return ReadOnlyRegisterError(folder=folder)
    return RegisterError(folder=folder, detail=error.strerror or str(error))
