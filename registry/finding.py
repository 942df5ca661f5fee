"""Findings (ข้อตรวจพบ): what an examination found, each with its place and what to do about it.

Bad evidence is a value, never an exception. A `Rule` is what all findings of one code say; its
sentences are the keys of the message catalogue. What could not be examined is a finding too, and
makes the answer indeterminate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Fact = str | int


class Severity(StrEnum):
    """How bad a finding is: an error contradicts what is claimed, a note need not be acted on."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Answer(StrEnum):
    """What an examination answers."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"
    """Nothing contradicts, but something could not be examined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding is: a file, with line or page from 1, an entry of a log, a quotation."""

    file: str = ""
    line: int | None = None
    page: int | None = None
    entry: int | None = None
    quote: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found; `str()` is the English sentence.

    `sentence` and `remedy` have {named} facts. `unexamined`: it says that something could not be
    examined, not that it is wrong.
    """

    code: str
    severity: Severity
    sentence: str
    remedy: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    place: Place = NOWHERE
    unexamined: bool = False

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)

    @property
    def advice(self) -> str:
        """The remedy in English, filled in."""
        return self.remedy.format(**self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What findings of one code say."""

    code: str
    severity: Severity
    sentence: str
    remedy: str = ""
    unexamined: bool = False

    def found(self, place: Place = NOWHERE, **facts: Fact) -> Finding:
        """Return a finding of this code."""
        return Finding(
            code=self.code,
            severity=self.severity,
            sentence=self.sentence,
            remedy=self.remedy,
            facts=facts,
            place=place,
            unexamined=self.unexamined,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was found, and how much was examined, by name: entries, numbers, bytes."""

    findings: tuple[Finding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def answer(self) -> Answer:
        """The answer in one word."""
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return Answer.FAILED
        if any(finding.unexamined for finding in self.findings):
            return Answer.INDETERMINATE
        return Answer.PASSED
