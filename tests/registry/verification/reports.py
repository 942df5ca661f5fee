"""Reports as tests look at them: codes, and what a finding names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clerks import utc
from filled import NOW

from registry.finding import Severity
from registry.verification.verifier import verify

if TYPE_CHECKING:
    from pathlib import Path

    from registry.finding import Finding, Report
    from registry.note import Note


def report(folder: Path, *checkpoints: Note, **others: Any) -> Report:
    """Return what a verification finds."""
    found = verify(folder, checkpoints, **({"now": utc(NOW)} | others))
    # Every fact that a sentence or a remedy names is there.
    assert all(f"{finding}{finding.advice}" for finding in found.findings)
    return found


def codes(found: Report) -> list[str]:
    """Return the codes of errors and warnings, each once, in their order."""
    return list(
        dict.fromkeys(each.code for each in found.findings if each.severity is not Severity.NOTE)
    )


def notes(found: Report) -> list[str]:
    """Return the codes of notes, each once."""
    return list(
        dict.fromkeys(each.code for each in found.findings if each.severity is Severity.NOTE)
    )


def only(found: Report, code: str) -> Finding:
    """Return the one finding of a code."""
    (finding,) = [each for each in found.findings if each.code == code]
    return finding
