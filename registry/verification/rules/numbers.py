"""Step 5: the states of the numbers."""

from __future__ import annotations

from registry.finding import Rule, Severity
from registry.verification.rules.remedies import SENTENCES

ERROR, WARNING, NOTE = Severity

RULES = (
    Rule(
        code="number_again",
        severity=ERROR,
        sentence=(
            "Entry {entry} makes {number} ({series}) {state}, but since entry {before} it is "
            "{was}: a number is given once, and never again."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="number_skipped",
        severity=ERROR,
        sentence=(
            "Entry {entry} gives {number}, but the highest number of {series} before it was "
            "{highest}: the register leaves out none, so that entries may have been taken out."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="number_misspelt",
        severity=ERROR,
        sentence=(
            "Entry {entry} writes {number}; number {running} of {series} is written {expected}."
        ),
        remedy="Compare with the paper; void the number and issue the record anew.",
    ),
    Rule(
        code="block_too_large",
        severity=ERROR,
        sentence="Entry {entry} touches {count} numbers at once; no act does that.",
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="voids_another",
        severity=ERROR,
        sentence="Entry {entry} voids {number}, but names entry {of}, which is not about it.",
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="prints_nothing",
        severity=ERROR,
        sentence="Entry {entry} says that it printed entry {of}, which issued no record.",
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="number_changed",
        severity=ERROR,
        sentence=(
            "{number} ({series}) is {state} according to the log, but {found} in the table of "
            "numbers."
        ),
        remedy=SENTENCES["rebuild"],
    ),
    Rule(
        code="number_forgotten",
        severity=ERROR,
        sentence=(
            "{number} ({series}) is {state} according to the log, but the table of numbers has "
            "forgotten it, so that it could be given again."
        ),
        remedy=SENTENCES["rebuild"],
    ),
    Rule(
        code="number_invented",
        severity=ERROR,
        sentence=(
            "The table of numbers says that {number} ({series}) is {found}; no entry of the "
            "log gave it."
        ),
        remedy=SENTENCES["rebuild"],
    ),
    Rule(
        code="series_forgotten",
        severity=ERROR,
        sentence=(
            "The log gave numbers of {series}, but the database has forgotten this series, so "
            "that they could be given again."
        ),
        remedy=SENTENCES["rebuild"],
    ),
    Rule(
        code="series_invented",
        severity=ERROR,
        sentence="The database has a series {series}; no entry of the log gave a number of it.",
        remedy=SENTENCES["rebuild"],
    ),
    Rule(
        code="number_node_changed",
        severity=ERROR,
        sentence=(
            "The hash that the tree of {series} keeps over numbers {first} to {last} is not "
            "the one that follows from the log."
        ),
        remedy=SENTENCES["rebuild"],
    ),
    Rule(
        code="number_node_extra",
        severity=ERROR,
        sentence=(
            "The tree of {series} keeps {count} hashes of numbers that no entry of the log gave."
        ),
        remedy=SENTENCES["rebuild"],
    ),
    Rule(
        code="numbers_root_wrong",
        severity=ERROR,
        sentence=(
            "The checkpoint from {source} over {size} entries speaks of other states of numbers "
            "than those that follow from these entries."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="draft_forgotten",
        severity=ERROR,
        sentence=(
            "The database has forgotten that the sheet {sheet} was issued as entry {entry}, so "
            "that it could be issued twice."
        ),
        remedy=SENTENCES["rebuild"],
    ),
    Rule(
        code="draft_invented",
        severity=ERROR,
        sentence=(
            "The database says that the sheet {sheet} was issued as entry {entry}; the log "
            "does not."
        ),
        remedy=SENTENCES["rebuild"],
    ),
)
