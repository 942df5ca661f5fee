"""Step 6: stored content and frozen records."""

from __future__ import annotations

from registry.finding import Rule, Severity
from registry.verification.rules.remedies import SENTENCES

ERROR, WARNING, NOTE = Severity

RULES = (
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
)
