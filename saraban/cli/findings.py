"""Findings at the counter: each as a line with its remedy, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registry.finding import Finding, Report
    from saraban.cli.counter import Counter

# Words that stand as facts in findings and in what was examined.
NAMES = (
    "database",
    "entries",
    "checkpoints",
    "numbers",
    "content",
    "contents",
    "never_given",
    "reserved",
    "issued",
    "voided",
    "received",
    "transcribed",
    "lost",
)
MARKS = {"error": "✗", "warning": "!", "note": "·"}


def tell_report(counter: Counter, report: Report) -> None:
    """Say what was found, the worst first, and the answer."""
    order = list(MARKS)
    for finding in sorted(report.findings, key=lambda each: order.index(each.severity)):
        counter.line(f"{MARKS[finding.severity]} {sentence(counter, finding)}")
        if finding.remedy:
            counter.line(f"  → {counter.language.say(finding.remedy, **finding.facts)}")


def sentence(counter: Counter, finding: Finding) -> str:
    """Return what a finding says, in the reader's language."""
    return counter.language.say(finding.sentence, **finding.facts)


def report_json(counter: Counter, report: Report) -> dict[str, object]:
    """Return a report for scripts."""
    return {
        "answer": report.answer.value,
        "counts": dict(report.counts),
        "findings": [_entry(counter, finding) for finding in report.findings],
    }


def _entry(counter: Counter, finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": place.file or None,
        "line": place.line,
        "page": place.page,
        "entry": place.entry,
        "quote": place.quote or None,
        "message": sentence(counter, finding),
        "remedy": counter.language.say(finding.remedy, **finding.facts) if finding.remedy else None,
        "facts": dict(finding.facts),
    }
