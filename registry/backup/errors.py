"""Failed backups and restores. The tree, all with exit code 15.

BackupError                   a backup cannot be made or used
├── BackupExistsError         there is a file of that name
├── BackupUnwritableError     it cannot be written
├── NotABackupError           a file is no backup
├── DamagedBackupError        a part of it is not as it was made
├── NewerBackupError          a later version of the program has made it
├── UnsealedBackupError       nobody has signed its last entries
├── ForeignBackupError        it is of another register
├── MissingKeyError           the key that would sign is nowhere
├── UnknownLossError          nothing says which numbers were given since
├── TooManyLostError          more numbers would be lost than an office gives
└── RestoreError              the register could not be put into its place
"""

from __future__ import annotations

from records.errors import SarabanError


class BackupError(SarabanError):
    """A backup cannot be made or used."""

    exit_code = 15
    sentence = "The backup {file} cannot be used: {detail}"


class BackupExistsError(BackupError):
    """There is a file where the backup should be written."""

    sentence = "There is a file {file} already; a backup is never overwritten."


class BackupUnwritableError(BackupError):
    """The backup cannot be written."""

    sentence = "The backup {file} could not be written: {detail}"


class NotABackupError(BackupError):
    """A file that is no backup of a register."""

    sentence = "{file} is not a backup of a register: {detail}"


class DamagedBackupError(BackupError):
    """A backup of which a part is not as it was made."""

    sentence = "The backup {file} is damaged: {detail}. Nothing was changed; use another backup."


class NewerBackupError(BackupError):
    """A backup that a later version of the program has made."""

    sentence = "The backup {file} was made by a later version of the program; install that version."


class UnsealedBackupError(BackupError):
    """A backup whose last entries nobody has signed."""

    sentence = (
        "The last {count} entries in the backup {file} bear no signature; anybody could have "
        "added them. If it was made without the key, say so with --accept-unsealed."
    )


class ForeignBackupError(BackupError):
    """A backup of another register."""

    sentence = "The backup {file} is of another register ({theirs}), not of this one ({ours})."


class MissingKeyError(BackupError):
    """The private key that would sign is neither in the office nor in the backup."""

    sentence = (
        "The key {key} of the register is neither in {folder} nor in the backup {file}. Put your "
        "copy of office.key there, or name it with --key."
    )


class UnknownLossError(BackupError):
    """Nothing says which numbers were given since the backup was made."""

    sentence = (
        "Nothing here says which numbers were given after the backup {file} was made. Look at the "
        "papers for the highest number of each series, and give it: --given 'sent/ตก "
        "0132/2563=45'. If none was given, say --given none."
    )


class TooManyLostError(BackupError):
    """More numbers would be lost than an office gives."""

    sentence = (
        "{count} numbers of {series} would be lost, up to {highest}; that is a slip of the pen. "
        "At most {limit} can be."
    )


class RestoreError(BackupError):
    """The restored register could not be put into its place."""

    sentence = "The backup {file} could not be restored: {detail}. Nothing was changed."
