"""The rulebook: every rule of a verification by its code, in the order of the steps."""

from __future__ import annotations

from registry.finding import Rule, Severity
from registry.verification.rules import checkpoints, content, log, numbers, outside

RULES = {
    rule.code: rule for part in (log, checkpoints, numbers, content, outside) for rule in part.RULES
}

MORE = {
    severity: Rule(
        code="more",
        severity=severity,
        sentence="{count} more findings of the kind {kind} are not listed.",
    )
    for severity in Severity
}
