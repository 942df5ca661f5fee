from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from registry.finding import NOWHERE, Answer, Place, Report, Rule, Severity

WRONG = Rule(
    code="wrong",
    severity=Severity.ERROR,
    sentence="{name} is {found}, not {right}.",
    remedy="Ask {name}.",
)
ODD = Rule(code="odd", severity=Severity.WARNING, sentence="Odd.")
UNREAD = Rule(code="unread", severity=Severity.WARNING, sentence="Unread.", unexamined=True)


class TestFinding:
    def test_says_its_sentence_with_its_facts(self) -> None:
        found = WRONG.found(Place(file="a.yaml", line=3), name="ก", found=1, right=2)

        assert str(found) == "ก is 1, not 2."
        assert found.advice == "Ask ก."
        assert (found.code, found.severity) == ("wrong", "error")
        assert (found.place.file, found.place.line) == ("a.yaml", 3)

    def test_is_nowhere_unless_said(self) -> None:
        assert ODD.found().place == NOWHERE

    def test_never_changes(self) -> None:
        with pytest.raises(FrozenInstanceError):
            ODD.found().code = "even"  # type: ignore[misc]


class TestReport:
    """Exit codes hang on it: 0 clean, 1 findings."""

    def test_passes_with_nothing_or_with_warnings(self) -> None:
        assert Report().answer is Answer.PASSED
        assert Report(findings=(ODD.found(),)).answer is Answer.PASSED

    def test_fails_with_an_error(self) -> None:
        wrong = WRONG.found(name="ก", found=1, right=2)

        assert Report(findings=(ODD.found(), UNREAD.found(), wrong)).answer is Answer.FAILED

    def test_is_indeterminate_if_something_was_not_examined(self) -> None:
        assert Report(findings=(UNREAD.found(), ODD.found())).answer is Answer.INDETERMINATE
