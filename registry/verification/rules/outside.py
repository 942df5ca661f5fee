"""Steps 7 to 9: what others hold, the files beside the database, the clock."""

from __future__ import annotations

from registry.finding import Rule, Severity
from registry.verification.rules.remedies import SENTENCES

ERROR, WARNING, NOTE = Severity

RULES = (
    # 7. Checkpoints at hand
    Rule(
        code="tail_cut",
        severity=ERROR,
        sentence=(
            "The log has {count} entries, but the checkpoint from {source}, of {time}, was made "
            "over {size}. Either the tail of the log was cut off, or an older copy of the database "
            "was put in its place: entries {entry} to {last} and their numbers are gone."
        ),
        remedy=(
            "Stop giving numbers until this is known. If a backup was put back by hand, "
            "restore it anew with `saraban restore`, which never gives the lost numbers again."
        ),
    ),
    Rule(
        code="contradicted",
        severity=ERROR,
        sentence=(
            "The checkpoint from {source}, of {time}, over {size} entries does not fit the log: "
            "since then, at least one of the entries {entry} to {last} was rewritten."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="contradicted_widely",
        severity=ERROR,
        sentence=(
            "The checkpoint from {source}, of {time}, over {size} entries does not fit the log: "
            "since then, at least one of the entries {entry} to {last} was rewritten. Checkpoints "
            "kept in the database would narrow it to {narrow} and after, but who rewrote the "
            "log may have signed them."
        ),
        remedy=SENTENCES["rewritten"],
    ),
    Rule(
        code="before_restore",
        severity=WARNING,
        sentence=(
            "The checkpoint from {source}, of {time}, over {size} entries was made before the "
            "register was restored from a backup of {entry} entries (entry {entry}, by {by}: "
            "{reason}). What was entered after that backup is not in the log; {count} numbers "
            "are marked as lost."
        ),
        remedy="Ask whoever restored it; compare the lost numbers with the paper.",
    ),
    Rule(
        code="beyond_restore",
        severity=WARNING,
        sentence=(
            "The checkpoint from {source}, of {time}, over {size} entries was made before the "
            "register was restored from a backup of {entry} entries (entry {entry}, by {by}: "
            "{reason}), but who restored it knew of {known} entries only: numbers that were given "
            "in the others may be given again."
        ),
        remedy=(
            "Find out from paper the highest number given in each book. If the register gave one "
            "of them again, tell those who received the documents."
        ),
    ),
    Rule(
        code="checkpoint_file_missing",
        severity=WARNING,
        sentence="There is no file {file}, which should hold the latest checkpoint.",
        remedy=SENTENCES["seal"],
    ),
    Rule(
        code="checkpoint_file_unreadable",
        severity=ERROR,
        sentence="The file {file} is not a checkpoint: {detail}",
        remedy="Delete it; the next checkpoint writes it anew. Find out who changed it.",
    ),
    Rule(
        code="checkpoint_given_unreadable",
        severity=ERROR,
        sentence="The checkpoint given cannot be read: {detail}",
        remedy="Check that the right file was given.",
    ),
    Rule(
        code="checkpoint_file_old",
        severity=WARNING,
        sentence=(
            "The file {file} holds the checkpoint over {size} entries; the latest one is over "
            "{latest}."
        ),
        remedy="Find out who put an older file in its place; the next checkpoint mends it.",
    ),
    Rule(
        code="highest_forgotten",
        severity=ERROR,
        sentence=(
            "The file {file} says that numbers up to {highest} of {series} were given; the log "
            "knows them up to {known} only."
        ),
        remedy=(
            "Stop giving numbers until this is known: the tail of the log may have been cut "
            "off, or an older database put in its place."
        ),
    ),
    Rule(
        code="highest_old",
        severity=WARNING,
        sentence=(
            "The file {file} says that numbers up to {highest} of {series} were given; at the "
            "latest checkpoint they were given up to {known}."
        ),
        remedy=SENTENCES["seal"],
    ),
    Rule(
        code="highest_unreadable",
        severity=WARNING,
        sentence="The file {file}, which should hold the highest numbers, cannot be read.",
        remedy=SENTENCES["seal"],
    ),
    Rule(
        code="tail_unproven",
        severity=NOTE,
        sentence=(
            "No checkpoint from elsewhere was given. Whoever replaces the whole folder by an "
            "older one cannot be found out without."
        ),
        remedy=(
            "Keep checkpoints where nobody of the office can change them (at another office, "
            "at the foot of a report) and give one with --checkpoint."
        ),
    ),
    # 8. Keys
    Rule(
        code="key_not_trusted",
        severity=ERROR,
        sentence="The register was founded under the key {found}, not under the one given.",
        remedy=(
            "Check that the key given is that of this office. If it is, somebody has put "
            "another register in the place of yours."
        ),
    ),
    Rule(
        code="public_key_missing",
        severity=WARNING,
        sentence="There is no file {file}, which should hold the public keys.",
        remedy=SENTENCES["key"],
    ),
    Rule(
        code="public_key_differs",
        severity=ERROR,
        sentence="The file {file} does not hold the public keys that the log names.",
        remedy=SENTENCES["key"],
    ),
    Rule(
        code="private_key_differs",
        severity=ERROR,
        sentence="The key in {file} is not the one that the log names.",
        remedy=SENTENCES["key"],
    ),
    Rule(
        code="private_key_unusable",
        severity=WARNING,
        sentence="The key in {file} cannot be used: {detail}",
        remedy=SENTENCES["key"],
    ),
    # 9. The clock
    Rule(
        code="clock_back",
        severity=NOTE,
        sentence="Entry {entry} was made at {time}, the entry before it at {before}.",
        remedy="Check the clock of the machine.",
    ),
    Rule(
        code="clock_ahead",
        severity=WARNING,
        sentence="Entry {entry} was made at {time}, which is still to come.",
        remedy="Check the clock of this machine and that of the machine of the register.",
    ),
    Rule(
        code="reservation_over",
        severity=NOTE,
        sentence=(
            "Numbers of {series} from {number} on ({count}) were reserved until {until} by entry "
            "{entry} and are still held ({reason})."
        ),
        remedy="Use them, reserve them anew or void them.",
    ),
)
