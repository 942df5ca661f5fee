"""Step 4: the keys and the checkpoints in the database."""

from __future__ import annotations

from registry.finding import Rule, Severity
from registry.verification.rules.remedies import SENTENCES

ERROR, WARNING, NOTE = Severity

RULES = (
    Rule(
        code="key_unreadable",
        severity=ERROR,
        sentence="Entry {entry} names a key that is no key of this register: {key}",
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="rotation_unsealed",
        severity=ERROR,
        sentence=(
            "Entry {entry} changes the key, but no checkpoint made right after it shows that "
            "the old key agreed."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="checkpoint_unreadable",
        severity=ERROR,
        sentence="The checkpoint kept over {size} entries cannot be read: {detail}",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="checkpoint_misplaced",
        severity=ERROR,
        sentence="The checkpoint kept over {size} entries says that it is over {named}.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="checkpoint_foreign",
        severity=ERROR,
        sentence=(
            "The checkpoint from {source} over {size} entries belongs to another register, "
            "{found}, not to {origin}."
        ),
        remedy="Check that the right checkpoint was given; then find out who put it there.",
    ),
    Rule(
        code="checkpoint_unsigned",
        severity=ERROR,
        sentence=(
            "The checkpoint from {source} over {size} entries is not signed by the key that was "
            "valid then."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="witness_unsigned",
        severity=ERROR,
        sentence=(
            "The checkpoint from {source} over {size} entries bears a signature of the witness "
            "{witness} that he did not make."
        ),
        remedy="Ask the witness which checkpoints he has signed.",
    ),
    Rule(
        code="log_rewritten",
        severity=ERROR,
        sentence=(
            "Checkpoints kept in the database do not fit the log ({count} of them, the first over "
            "{size} entries, of {time}): at least one of the entries {entry} to {last} was "
            "rewritten after it was signed."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="signed_twice",
        severity=ERROR,
        sentence=(
            "Two checkpoints signed by the register's key contradict each other, over {size} "
            "and over {other} entries: somebody has signed two different logs."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="checkpoint_missing",
        severity=ERROR,
        sentence="No checkpoint is kept in the database; the founding of a register makes one.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="checkpoint_forgotten",
        severity=WARNING,
        sentence=(
            "The checkpoint from {source}, of {time}, over {size} entries is rightly signed and "
            "fits the log, but the database does not keep it."
        ),
        remedy="Find out who deleted it.",
    ),
    Rule(
        code="checkpoint_ahead",
        severity=NOTE,
        sentence=(
            "The checkpoint from {source}, of {time}, over {size} entries is rightly signed and "
            "fits the log, but the database does not keep it yet."
        ),
        remedy=(
            "If the register is in use, or the machine stopped while it was sealed, nothing need "
            "be done; else find out who deleted it from the database."
        ),
    ),
    Rule(
        code="clock_of_checkpoints",
        severity=NOTE,
        sentence=(
            "The checkpoint over {size} entries is of {time}, earlier than the one before it."
        ),
        remedy="Check the clock of the machine.",
    ),
    Rule(
        code="unsealed",
        severity=NOTE,
        sentence="Entries from {entry} on ({count}) are not yet under a checkpoint.",
        remedy=SENTENCES["seal"],
    ),
)
