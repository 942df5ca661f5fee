"""A register that is whole: nothing is found, and nothing in its folder is changed."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from clerks import Clerk, office, opened, utc
from filled import NOW, SIZE
from mounts import needs_mounts, read_only
from reports import codes, notes, only, report

from records.digits import to_thai
from registry.acts import Issued
from registry.errors import NoRegisterError
from registry.finding import Answer, Severity
from registry.register import Register
from registry.verification.rulebook import MORE, RULES

if TYPE_CHECKING:
    from pathlib import Path

    from filled import Filled


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file, but not of the memory that SQLite's readers share."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm") and path.stat().st_size
    }


class TestAWholeRegister:
    def test_passes(self, filled: Filled) -> None:
        found = report(filled.folder, filled.notes[SIZE])

        assert found.findings == ()
        assert found.answer is Answer.PASSED
        assert found.counts == {
            "entries": SIZE,
            "checkpoints": 5 + 1 + 1,
            "numbers": 11,
            "contents": 20,
        }

    def test_without_a_checkpoint_at_hand_says_what_cannot_be_seen(self, filled: Filled) -> None:
        found = report(filled.folder)

        assert [each.code for each in found.findings] == ["tail_unproven"]
        assert found.findings[0].severity is Severity.NOTE
        assert found.answer is Answer.PASSED

    def test_that_was_only_founded(self, tmp_path: Path) -> None:
        clerk = opened(tmp_path / "office")
        clerk.register.close()

        found = report(tmp_path / "office")

        assert codes(found) == []
        assert found.counts["entries"] == 1

    def test_nothing_in_the_folder_is_changed(self, filled: Filled) -> None:
        before = files(filled.folder)

        report(filled.folder)

        assert files(filled.folder) == before

    def test_it_says_how_far_it_is(self, filled: Filled) -> None:
        heard: list[tuple[str, int, int]] = []

        report(filled.folder, tell=lambda *said: heard.append(said))

        parts = list(dict.fromkeys(part for part, _, _ in heard))
        assert parts == ["database", "entries", "numbers", "content"]
        assert all(0 <= done <= total for _, done, total in heard)
        assert ("entries", SIZE, SIZE) in heard

    def test_an_office_without_a_register(self, tmp_path: Path) -> None:
        with pytest.raises(NoRegisterError):
            report(tmp_path)

    @pytest.mark.parametrize("size", [1023, 1024, 1025, 2048, 3000])
    def test_of_any_size(self, tmp_path: Path, size: int) -> None:
        """The log is read in pieces of 1,024 entries."""
        clerk = opened(tmp_path / "office", moment="2020-02-13 03:00").at(NOW)
        with clerk.register.writing(clerk.now, clerk.by) as pen:
            record = pen.writer.keep(b'{"kind":"letter"}')
            for running in range(1, size):
                pen.append(
                    Issued,
                    series="sent/ตก 0132/2563",
                    running=running,
                    number=f"ตก ๐๑๓๒/{to_thai(str(running))}",
                    kind="letter",
                    date="2020-02-13",
                    subject="ขอเชิญประชุม",
                    record=record,
                )
        clerk.register.seal(clerk.now)
        clerk.register.close()

        found = report(tmp_path / "office")

        assert codes(found) == []
        assert found.counts["entries"] == size


class TestARegisterInUse:
    def test_what_is_still_in_the_write_ahead_log_is_verified(self, filled: Filled) -> None:
        with closing(Register.open(filled.folder)) as register:
            Clerk(register, office(), utc("2020-02-13 07:00")).issue()

            found = report(filled.folder)

            assert codes(found) == []
            assert found.counts["entries"] == SIZE + 1
            assert only(found, "unsealed").facts == {"entry": SIZE, "count": 1}

    def test_while_others_issue_and_seal(self, filled: Filled) -> None:
        """Nothing is found that is only not yet laid out, or laid out already."""
        done, reports = threading.Event(), []

        def work() -> None:
            with closing(Register.open(filled.folder)) as register:
                clerk = Clerk(register, office(), utc("2020-02-13 07:00"))
                for _ in range(60):
                    clerk.issue()
                    register.seal(clerk.now)
            done.set()

        worker = threading.Thread(target=work)
        worker.start()
        while not done.is_set():
            reports.append(report(filled.folder))
        worker.join()

        assert len(reports) > 1
        assert {code for found in reports for code in codes(found)} == set()
        assert reports[-1].counts["entries"] > SIZE


@needs_mounts
class TestAReadOnlyDisk:
    def test_a_register_that_was_closed(self, filled: Filled, tmp_path: Path) -> None:
        with read_only(filled.folder, tmp_path / "view") as view:
            found = report(view, filled.notes[SIZE])

        assert found.findings == ()

    def test_what_a_crash_left_in_the_write_ahead_log(self, filled: Filled, tmp_path: Path) -> None:
        with closing(Register.open(filled.folder)) as register:
            Clerk(register, office(), utc("2020-02-13 07:00")).issue()
            crashed = tmp_path / "crashed"
            shutil.copytree(filled.folder, crashed, ignore=shutil.ignore_patterns("*-shm"))

        with read_only(crashed, tmp_path / "view") as view:
            found = report(view)

        assert codes(found) == []
        assert found.counts["entries"] == SIZE + 1

    def test_that_others_have_open_elsewhere(self, filled: Filled, tmp_path: Path) -> None:
        with closing(Register.open(filled.folder)) as register:
            Clerk(register, office(), utc("2020-02-13 07:00")).issue()
            with read_only(filled.folder, tmp_path / "view") as view:
                found = report(view)

        assert codes(found) == []
        assert found.counts["entries"] == SIZE + 1


class TestTheRulebook:
    def test_every_rule_says_what_to_do(self) -> None:
        assert [code for code, rule in RULES.items() if not rule.remedy] == []

    def test_errors_do_not_count_as_unexamined(self) -> None:
        unexamined = [code for code, rule in RULES.items() if rule.unexamined]
        assert unexamined == ["act_unknown"]

    def test_sentences_are_told_apart(self) -> None:
        sentences = [rule.sentence for rule in (*RULES.values(), MORE[Severity.NOTE])]
        assert len(set(sentences)) == len(sentences)

    def test_the_notes_of_a_busy_day(self, filled: Filled) -> None:
        """All sentences that a report holds can be said."""
        with closing(Register.open(filled.folder)) as register:
            Clerk(register, office(), utc("2020-02-13 02:00")).issue()

        found = report(filled.folder)

        assert notes(found) == ["unsealed", "unprinted", "tail_unproven", "clock_back"]
        for finding in found.findings:
            assert "{" not in str(finding) + finding.advice
