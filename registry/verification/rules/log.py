"""Steps 1 to 3: the database, the entries and the tree of the log."""

from __future__ import annotations

from registry.finding import Rule, Severity
from registry.verification.rules.remedies import SENTENCES

ERROR, WARNING, NOTE = Severity

RULES = (
    # 1. The file
    Rule(
        code="database_unreadable",
        severity=ERROR,
        sentence="The database {file} cannot be read: {detail}",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="database_damaged",
        severity=ERROR,
        sentence="The database {file} is damaged: {detail}",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="database_altered",
        severity=ERROR,
        sentence="In the database {file}, {name} is not as this program makes it.",
        remedy=(
            "Somebody changed the database with another program. Find out who and why; if "
            "nothing else was found, restore the last backup."
        ),
    ),
    Rule(
        code="part_unreadable",
        severity=ERROR,
        sentence="In the database {file}, {part} cannot be read: {detail}",
        remedy=SENTENCES["restore"],
    ),
    # 2. The entries
    Rule(
        code="log_empty",
        severity=ERROR,
        sentence="The log has no entry at all.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="entry_missing",
        severity=ERROR,
        sentence="Entry {entry} is missing from the log.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="entries_missing",
        severity=ERROR,
        sentence="Entries {entry} to {last} are missing from the log.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="entry_unreadable",
        severity=ERROR,
        sentence="Entry {entry} cannot be read: {detail}",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="act_unknown",
        severity=WARNING,
        sentence="Entry {entry} records an act that this version does not know: {act}",
        remedy="Verify with the version of the program that the office uses.",
        unexamined=True,
    ),
    Rule(
        code="entries_swapped",
        severity=ERROR,
        sentence="Entries {entry} and {other} stand in each other's place.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="entry_misplaced",
        severity=ERROR,
        sentence="The entry at place {entry} says that it is entry {named}.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="entries_early",
        severity=ERROR,
        sentence=(
            "The entries at places {entry} to {last} stand {by} before the place that they "
            "name: what stood before them was taken out."
        ),
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="entries_late",
        severity=ERROR,
        sentence=(
            "The entries at places {entry} to {last} stand {by} after the place that they "
            "name: something was put in before them."
        ),
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="entry_foreign",
        severity=ERROR,
        sentence="Entry {entry} belongs to another register, {found}, not to {origin}.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="entry_beyond",
        severity=ERROR,
        sentence="There is an entry at place {entry}, where none can be.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="not_founded",
        severity=ERROR,
        sentence="The first entry of the log does not found the register.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="founded_again",
        severity=ERROR,
        sentence="Entry {entry} founds the register a second time.",
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="entry_changed",
        severity=ERROR,
        sentence=(
            "Entry {entry} ({about}) was changed: its bytes do not have the hash that the tree "
            "keeps of it."
        ),
        remedy=SENTENCES["restore"],
    ),
    # 3. The tree
    Rule(
        code="node_missing",
        severity=ERROR,
        sentence="The tree of the log has lost the hash over entries {entry} to {last}.",
        remedy=SENTENCES["restore"],
    ),
    Rule(
        code="node_changed",
        severity=ERROR,
        sentence=(
            "The hash that the tree of the log keeps over entries {entry} to {last} is not "
            "the one that follows from them: either it or one of them was changed."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="tail_missing",
        severity=ERROR,
        sentence=(
            "The log ends after {size} entries, but the tree keeps {count} hashes beyond: "
            "entries from {entry} on were cut off."
        ),
        remedy=SENTENCES["restore"],
    ),
)
