"""Rules of a verification: what each finding says, in the order of the steps."""

from __future__ import annotations

from registry.finding import Rule, Severity

ERROR, WARNING, NOTE = Severity

# Remedies that several rules share.
SENTENCES = {
    "restore": (
        "Keep the folder as it is for the auditor, find out who could write in it, and restore "
        "the last good backup with `saraban restore`."
    ),
    "rewritten": (
        "Compare these entries with paper, with a backup and with the registers of the offices "
        "that received the documents; find out who had the database in his hands. Keep the folder "
        "as it is for the auditor."
    ),
    "content": (
        "Copy the file back from a backup into register/content; it must have this SHA-256. If "
        "no backup has it, compare with the paper that was sent."
    ),
    "key": (
        "Find out who could write in the folder register. Copy the key back from where you keep "
        "its copy; if somebody else may have it, change the key."
    ),
    "rebuild": (
        "The log itself is what counts. Restore the last good backup, or let the program make "
        "these tables anew from the log; find out who changed them by hand."
    ),
    "seal": "Nothing need be done; the next checkpoint covers it.",
}

RULES = {
    rule.code: rule
    for rule in (
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
        # 4. Keys and checkpoints kept
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
                "The checkpoint {source} over {size} entries belongs to another register, {found}, "
                "not to {origin}."
            ),
            remedy="Check that the right checkpoint was given; then find out who put it there.",
        ),
        Rule(
            code="checkpoint_unsigned",
            severity=ERROR,
            sentence=(
                "The checkpoint {source} over {size} entries is not signed by the key that was "
                "valid then."
            ),
            remedy=SENTENCES["rewritten"],
        ),
        Rule(
            code="witness_unsigned",
            severity=ERROR,
            sentence=(
                "The checkpoint {source} over {size} entries bears a signature of the witness "
                "{witness} that he did not make."
            ),
            remedy="Ask the witness which checkpoints he has signed.",
        ),
        Rule(
            code="log_rewritten",
            severity=ERROR,
            sentence=(
                "{count} checkpoints kept, the first of them over {size} entries of {time}, do not "
                "fit the log: at least one of the entries {entry} to {last} was rewritten after it "
                "was signed."
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
                "The checkpoint {source} of {time} over {size} entries is rightly signed and fits "
                "the log, but the database does not keep it."
            ),
            remedy=(
                "Find out who deleted it. If the machine stopped while it was made, nothing need "
                "be done."
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
            sentence="{count} entries, from {entry} on, are not yet under a checkpoint.",
            remedy=SENTENCES["seal"],
        ),
        # 5. Numbers
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
                "The tree of {series} keeps {count} hashes of numbers that no entry of the log "
                "gave."
            ),
            remedy=SENTENCES["rebuild"],
        ),
        Rule(
            code="numbers_root_wrong",
            severity=ERROR,
            sentence=(
                "The checkpoint {source} over {size} entries speaks of other states of numbers "
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
        # 6. Content
        Rule(
            code="content_missing",
            severity=ERROR,
            sentence=(
                "What entry {entry} ({about}) stored as {name} is gone; its SHA-256 is {sha256}."
            ),
            remedy=SENTENCES["content"],
        ),
        Rule(
            code="content_changed",
            severity=ERROR,
            sentence=(
                "What entry {entry} ({about}) stored as {name} was changed or replaced: its "
                "SHA-256 should be {sha256} and is {found}."
            ),
            remedy=SENTENCES["content"],
        ),
        Rule(
            code="content_misnamed",
            severity=WARNING,
            sentence="Stored content {sha256} has another SHA-256, {found}, and no entry names it.",
            remedy="Find out who put it there.",
        ),
        Rule(
            code="content_unnamed",
            severity=NOTE,
            sentence="No entry names the stored content {sha256}.",
            remedy="It does no harm; a program that stopped in the middle may have left it.",
        ),
        Rule(
            code="content_vanished",
            severity=NOTE,
            sentence="The file of content {sha256}, which no entry names, is gone.",
            remedy="It does no harm.",
        ),
        Rule(
            code="content_loose",
            severity=NOTE,
            sentence="The database knows nothing of the content file {file}.",
            remedy="It does no harm; a program that stopped in the middle may have left it.",
        ),
        Rule(
            code="content_remains",
            severity=WARNING,
            sentence="Content {sha256} was erased by entry {entry}, but is still there.",
            remedy="Delete it if the disposal was carried out; or find out who put it back.",
        ),
        Rule(
            code="record_unreadable",
            severity=ERROR,
            sentence="The frozen record of entry {entry} ({about}) is no JSON object: {quote}",
            remedy=SENTENCES["rewritten"],
        ),
        Rule(
            code="record_differs",
            severity=ERROR,
            sentence=(
                "The frozen record of entry {entry} ({about}) gives “{found}” as its {field}; the "
                "entry gives “{said}”."
            ),
            remedy=SENTENCES["rewritten"],
        ),
        Rule(
            code="unprinted",
            severity=NOTE,
            sentence="The record of entry {entry} ({about}) was never printed.",
            remedy="Print it with `saraban issue` on the same sheet.",
        ),
        # 7. Checkpoints at hand
        Rule(
            code="tail_cut",
            severity=ERROR,
            sentence=(
                "The log has {count} entries, but the checkpoint {source} of {time} was made over "
                "{size}. Either the tail of the log was cut off, or an older copy of the database "
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
                "The checkpoint {source} of {time} over {size} entries does not fit the log: since "
                "then, at least one of the entries {entry} to {last} was rewritten."
            ),
            remedy=SENTENCES["rewritten"],
        ),
        Rule(
            code="contradicted_widely",
            severity=ERROR,
            sentence=(
                "The checkpoint {source} of {time} over {size} entries does not fit the log: since "
                "then, at least one of the entries {entry} to {last} was rewritten. Checkpoints "
                "kept in the database would narrow it to {narrow} and after, but who rewrote the "
                "log may have signed them."
            ),
            remedy=SENTENCES["rewritten"],
        ),
        Rule(
            code="before_restore",
            severity=WARNING,
            sentence=(
                "The checkpoint {source} of {time} over {size} entries was made before the "
                "register was restored from a backup of {entry} entries (entry {entry}, by {by}: "
                "{reason}). What was entered after that backup is not in the log; {count} numbers "
                "are marked as lost."
            ),
            remedy="Ask whoever restored it; compare the lost numbers with the paper.",
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
                "{count} numbers of {series}, from {number} on, were reserved until {until} by "
                "entry {entry} and are still held ({reason})."
            ),
            remedy="Use them, reserve them anew or void them.",
        ),
    )
}

MORE = {
    severity: Rule(
        code="more",
        severity=severity,
        sentence="{count} more findings of the kind {kind} are not listed.",
    )
    for severity in Severity
}
