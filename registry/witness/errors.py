"""Failed witnessings. The tree, all with exit code 14.

WitnessError                  a checkpoint cannot be witnessed
├── RequestError              a file is no request
├── UnsealedError             there is no checkpoint to be witnessed
├── StrangerError             a register that the witness has never seen
├── NotSignedError            the checkpoint is not signed by the register's key
├── LargerSeenError           the witness has seen a longer log
├── ContradictionError        the log contradicts what the witness has seen
├── NoConsistencyError        it is not shown that the log goes on from there
├── ForgottenError            what the witness has seen cannot be read
└── OtherCheckpointError      a signed checkpoint is none of this register
"""

from __future__ import annotations

from records.errors import SarabanError


class WitnessError(SarabanError):
    """A checkpoint cannot be witnessed."""

    exit_code = 14
    sentence = "The checkpoint of {origin} cannot be witnessed: {detail}"


class RequestError(WitnessError):
    """A file that is no request."""

    sentence = "This is not a request to witness a checkpoint; it is wrong at “{place}”."


class UnsealedError(WitnessError):
    """There is no checkpoint of that size."""

    sentence = "The register {origin} has no checkpoint over {size} entries."


class StrangerError(WitnessError):
    """A register that the witness has never seen."""

    sentence = (
        "No checkpoint of {origin} was witnessed here before. Ask that office for its first key, "
        "compare it by telephone, and give it with --key: {key}"
    )


class NotSignedError(WitnessError):
    """A checkpoint that is not signed by the key of its register."""

    sentence = "The checkpoint of {origin} is not signed by its key."


class LargerSeenError(WitnessError):
    """A shorter log than the witness has seen."""

    sentence = (
        "A checkpoint of {origin} over {seen} entries was witnessed here; this one is over {size}. "
        "Its log was cut off, or restored from a backup: ask that office."
    )


class ContradictionError(WitnessError):
    """A log that contradicts what the witness has seen."""

    sentence = (
        "Over {seen} entries, this log of {origin} is another than the one that was witnessed "
        "here. Its entries were rewritten, or restored from a backup: ask that office. Keep both "
        "files; together they prove it."
    )


class NoConsistencyError(WitnessError):
    """It is not shown that the log goes on from what the witness has seen."""

    sentence = (
        "The request does not show that the log of {origin} goes on from the {seen} entries "
        "witnessed here. Ask that office for one made from {seen}."
    )


class ForgottenError(WitnessError):
    """What the witness has seen cannot be read."""

    sentence = (
        "What was witnessed here of {origin} cannot be read from {file}. Copy the file back from a "
        "backup."
    )


class OtherCheckpointError(WitnessError):
    """A signed checkpoint that is none of this register."""

    sentence = "This is not a checkpoint of the register {origin}, or nobody has countersigned it."
