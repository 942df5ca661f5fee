"""The tail of the log cut off, and older copies put in the place of the register."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from attacker import Attacker, Care
from clerks import utc
from filled import SIZE
from reports import codes, notes, only, report

from registry.acts import Exported, Restored
from registry.finding import Answer
from registry.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    from filled import Filled

CUT = (
    "Either the tail of the log was cut off, or an older copy of the database was put in its place"
)


def restore(folder: Path, moment: str = "2020-02-13 07:00", size: int = SIZE) -> None:
    """Record that a backup took the place of a register that had so many entries."""
    register = Register.open(folder)
    lost = [{"series": "sent/ตก 0132/2563", "first": 7, "last": 8}]
    with register.writing(utc(moment), "แพรวา") as pen:
        pen.append(Restored, size=size, lost=lost, reason="ดิสก์เสีย")
    register.seal(utc(moment))
    register.close()


def go_on(folder: Path, count: int) -> None:
    """Enter something else, and seal it."""
    register = Register.open(folder)
    said = {"book": "sent", "year": 2563, "form": "csv", "sha256": "0" * 64, "rows": 0}
    with register.writing(utc("2020-02-13 07:30"), "แพรวา") as pen:
        for _ in range(count):
            pen.append(Exported, **said)
    register.seal(utc("2020-02-13 07:31"))
    register.close()


class TestCuttingOffTheTail:
    def test_the_checkpoint_laid_out_tells(self, filled: Filled) -> None:
        Attacker(filled.folder).cut(12)

        found = report(filled.folder)

        assert codes(found) == ["tail_cut", "highest_forgotten"]
        facts = only(found, "tail_cut").facts
        assert facts["source"] == "register/checkpoint"
        assert (facts["count"], facts["size"]) == (12, 14)
        assert (facts["entry"], facts["last"]) == (12, 13)
        assert CUT in str(only(found, "tail_cut"))

    def test_the_highest_numbers_laid_out_tell(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        highest = (attacker.folder / "highest.json").read_bytes()
        attacker.cut(12)
        attacker.cut_beside()
        (attacker.folder / "highest.json").write_bytes(highest)

        found = report(filled.folder)

        assert codes(found) == ["highest_forgotten"]
        facts = only(found, "highest_forgotten").facts
        assert (facts["highest"], facts["known"]) == (8, 7)
        assert facts["series"] == "sent/ตก 0132/2563"

    def test_nothing_inside_tells_when_all_is_cut(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.cut(12)
        attacker.cut_beside()

        found = report(filled.folder)

        assert found.answer is Answer.PASSED
        assert "tail_unproven" in notes(found)
        # The content of letter ๘ has lost its entry: its record and what was printed of it.
        assert [each.code for each in found.findings].count("content_unnamed") == 2

    def test_a_checkpoint_at_hand_tells_when_all_is_cut(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.cut(12)
        attacker.cut_beside()

        found = report(filled.folder, filled.notes[SIZE])

        assert codes(found) == ["tail_cut"]
        facts = only(found, "tail_cut").facts
        assert facts["source"] == "--checkpoint"
        assert (facts["count"], facts["size"]) == (12, 14)
        assert "tail_unproven" not in notes(found)

    def test_an_earlier_checkpoint_at_hand_does_not(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.cut(12)
        attacker.cut_beside()

        assert codes(report(filled.folder, filled.notes[10], filled.notes[12])) == []

    def test_rows_only(self, filled: Filled) -> None:
        Attacker(filled.folder).run("DELETE FROM entry WHERE place >= 12")

        found = report(filled.folder)

        missing = only(found, "tail_missing").facts
        # Two leaves, and the parent of both.
        assert (missing["entry"], missing["count"]) == (12, 3)
        assert "tail_cut" in codes(found)

    def test_rows_only_across_the_pieces_in_which_it_is_read(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.run("INSERT INTO node VALUES (0, 1000000, x'00')")

        assert only(report(filled.folder), "tail_missing").facts["count"] == 1

    def test_signed_anew_with_the_stolen_key(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.put(attacker.bodies()[:11], Care.SIGNED)

        assert codes(report(filled.folder)) == []
        assert codes(report(filled.folder, filled.notes[SIZE])) == ["tail_cut"]

    def test_cut_and_grown_again(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.put(attacker.bodies()[:12], Care.SIGNED)
        go_on(filled.folder, 4)

        found = report(filled.folder, filled.notes[SIZE])

        assert codes(found) == ["signed_twice", "contradicted_widely"]
        assert only(found, "contradicted_widely").facts["narrow"] == 12


class TestYesterday:
    """Restoring yesterday's database."""

    def test_the_database_alone(self, filled: Filled) -> None:
        for file in (filled.yesterday / "register").glob("register.db*"):
            shutil.copy(file, filled.folder / "register")

        found = report(filled.folder)

        assert codes(found) == ["tail_cut", "highest_forgotten"]
        assert only(found, "tail_cut").facts["entry"] == 10

    def test_the_whole_folder_is_not_seen_from_inside(self, filled: Filled) -> None:
        assert codes(report(filled.yesterday)) == []

    def test_the_whole_folder_and_a_checkpoint_at_hand(self, filled: Filled) -> None:
        found = report(filled.yesterday, filled.notes[SIZE])

        assert codes(found) == ["tail_cut"]
        facts = only(found, "tail_cut").facts
        assert (facts["count"], facts["entry"], facts["last"]) == (10, 10, 13)
        assert CUT in str(only(found, "tail_cut"))

    def test_work_went_on_since(self, filled: Filled, tmp_path: Path) -> None:
        folder = tmp_path / "again"
        shutil.copytree(filled.yesterday, folder)
        go_on(folder, 5)

        found = report(folder, filled.notes[SIZE])

        assert codes(found) == ["signed_twice", "contradicted_widely"]
        facts = only(found, "contradicted_widely").facts
        assert (facts["narrow"], facts["last"]) == (10, 13)


class TestRestoring:
    """A backup put back by the program says so in an entry, which explains older checkpoints."""

    def test_is_explained(self, filled: Filled, tmp_path: Path) -> None:
        folder = tmp_path / "again"
        shutil.copytree(filled.yesterday, folder)
        restore(folder)

        found = report(folder, filled.notes[SIZE], filled.notes[12], filled.notes[10])

        assert codes(found) == ["before_restore"]
        assert found.answer is Answer.PASSED
        twelve, fourteen = (each for each in found.findings if each.code == "before_restore")
        assert (twelve.facts["size"], fourteen.facts["size"]) == (12, 14)
        assert fourteen.facts["entry"] == 10
        assert fourteen.facts["reason"] == "ดิสก์เสีย"
        assert fourteen.facts["count"] == 2

    def test_a_log_that_grew_beyond_is_explained_too(self, filled: Filled, tmp_path: Path) -> None:
        folder = tmp_path / "again"
        shutil.copytree(filled.yesterday, folder)
        restore(folder)
        go_on(folder, 5)

        found = report(folder, filled.notes[SIZE])

        assert codes(found) == ["before_restore"]

    def test_of_more_than_those_who_restored_it_knew(self, filled: Filled, tmp_path: Path) -> None:
        folder = tmp_path / "again"
        shutil.copytree(filled.yesterday, folder)
        restore(folder, size=12)

        found = report(folder, filled.notes[SIZE], filled.notes[12])

        assert codes(found) == ["before_restore", "beyond_restore"]
        facts = only(found, "beyond_restore").facts
        assert (facts["size"], facts["known"], facts["entry"]) == (14, 12, 10)

    def test_does_not_explain_a_checkpoint_made_after_it(
        self, filled: Filled, tmp_path: Path
    ) -> None:
        folder = tmp_path / "again"
        shutil.copytree(filled.yesterday, folder)
        restore(folder, "2020-02-13 03:12")

        # The checkpoint over 14 entries is of 03:17.
        assert codes(report(folder, filled.notes[SIZE])) == ["tail_cut"]

    def test_does_not_explain_an_entry_before_it(self, filled: Filled, tmp_path: Path) -> None:
        folder = tmp_path / "again"
        shutil.copytree(filled.yesterday, folder)
        restore(folder)
        attacker = Attacker(folder)
        attacker.edit(5, Care.SIGNED, to="ผู้อื่น")

        found = report(folder, filled.notes[10])

        assert "contradicted_widely" in codes(found)


class TestHighestNumbers:
    def test_a_file_that_is_no_json(self, filled: Filled) -> None:
        (filled.folder / "register" / "highest.json").write_text("{", "utf-8")

        assert codes(report(filled.folder)) == ["highest_unreadable"]

    def test_a_file_that_is_missing(self, filled: Filled) -> None:
        (filled.folder / "register" / "highest.json").unlink()

        assert codes(report(filled.folder)) == ["highest_unreadable"]

    def test_a_file_that_is_older(self, filled: Filled) -> None:
        path = filled.folder / "register" / "highest.json"
        highest = json.loads(path.read_bytes())
        path.write_text(json.dumps(highest | {"sent/ตก 0132/2563": 3}), "utf-8")

        found = report(filled.folder)

        facts = only(found, "highest_old").facts
        assert (facts["highest"], facts["known"]) == (3, 8)
