"""Pages of the database that cannot be read: what still can be is still verified."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from attacker import Attacker, Care
from btree import PAGE, leaves, overwrite
from clerks import opened
from filled import NOW
from reports import codes, only, report

from records.digits import to_thai
from registry.acts import Issued
from registry.errors import NewerRegisterError, NoRegisterError
from registry.finding import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from filled import Filled

LETTERS = 1500


@dataclass
class Long:
    """A register that fills many pages."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "register" / "register.db"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long") / "office"
    clerk = opened(folder, moment="2020-02-13 03:00").at(NOW)
    clerk.reserve(count=500)
    register = clerk.register
    with register.writing(clerk.now, clerk.by) as pen:
        for number in range(LETTERS):
            record = json.dumps({"kind": "letter", "subject": f"เรื่องที่ {number}"}).encode()
            said = {"kind": "letter", "date": "2020-02-13", "subject": f"เรื่องที่ {number}"}
            running = 501 + number
            pen.append(
                Issued,
                **said,
                series="sent/ตก 0132/2563",
                running=running,
                number=f"ตก ๐๑๓๒/{to_thai(str(running))}",
                record=pen.writer.keep(record),
                files=[],
            )
    register.seal(clerk.now)
    register.close()
    return folder


@pytest.fixture
def long(made: Path, tmp_path: Path) -> Long:
    folder = tmp_path / "office"
    shutil.copytree(made, folder)
    return Long(folder)


def test_nothing_is_found_in_the_whole_register(long: Long) -> None:
    assert codes(report(long.folder)) == []
    assert len(leaves(long.path, "entry")) > 50


class TestAPageOfEntries:
    def test_its_entries_are_named(self, long: Long) -> None:
        pages = leaves(long.path, "entry")
        overwrite(long.path, pages[20])

        found = report(long.folder)

        assert {"database_damaged", "entry_unreadable"} <= set(codes(found))
        lost = [each.facts["entry"] for each in found.findings if each.code == "entry_unreadable"]
        assert 1 < len(lost) < 20
        assert lost == list(range(lost[0], lost[0] + len(lost)))
        # The hashes kept of them show that the others are those that were signed.
        assert "log_rewritten" not in codes(found)
        assert found.answer is Answer.FAILED
        assert found.counts["entries"] == LETTERS + 2

    def test_an_entry_changed_elsewhere_is_found_as_well(self, long: Long) -> None:
        Attacker(long.folder).edit(1400, Care.ENTRIES, to="ผู้อื่น")
        overwrite(long.path, leaves(long.path, "entry")[20])

        found = report(long.folder)

        assert only(found, "entry_changed").facts["entry"] == 1400

    @pytest.mark.parametrize("place", [0, -1])
    def test_the_first_and_the_last(self, long: Long, place: int) -> None:
        overwrite(long.path, leaves(long.path, "entry")[place])

        found = report(long.folder)

        lost = [each.facts["entry"] for each in found.findings if each.code == "entry_unreadable"]
        assert lost
        assert (0 in lost) == (place == 0)

    def test_all_of_them(self, long: Long) -> None:
        for page in leaves(long.path, "entry"):
            overwrite(long.path, page)

        found = report(long.folder)

        assert "part_unreadable" in codes(found)
        assert found.answer is Answer.FAILED


class TestOtherPages:
    @pytest.mark.parametrize(
        ("table", "expected"),
        [
            ("node", "part_unreadable"),
            ("number", "part_unreadable"),
            ("content", "part_unreadable"),
            ("checkpoint", "part_unreadable"),
            ("series", "part_unreadable"),
            ("draft", "part_unreadable"),
        ],
    )
    def test_of_a_table(self, long: Long, table: str, expected: str) -> None:
        Attacker(long.folder).edit(1400, Care.ENTRIES, to="ผู้อื่น")
        pages = leaves(long.path, table)
        overwrite(long.path, pages[len(pages) // 2])

        found = report(long.folder)

        assert {"database_damaged", expected} <= set(codes(found))
        # Whatever table is damaged, the entries are read and their frozen records too.
        if table != "node":
            assert only(found, "entry_changed").facts["entry"] == 1400

    def test_content_behind_a_damaged_page_is_still_looked_for(self, long: Long) -> None:
        pages = leaves(long.path, "content")
        overwrite(long.path, pages[2])

        found = report(long.folder)

        assert "content_missing" not in codes(found)
        assert found.counts["contents"] > LETTERS // 2


class TestTheFile:
    @pytest.mark.parametrize("data", [b"", b"x", b"SQLite format 3\x00", bytes(10 * PAGE)])
    def test_that_is_no_database(self, filled: Filled, data: bytes) -> None:
        (filled.folder / "register" / "register.db").write_bytes(data)

        found = report(filled.folder)

        assert codes(found) == ["database_unreadable"]
        assert found.answer is Answer.FAILED

    def test_cut_short(self, filled: Filled) -> None:
        path = filled.folder / "register" / "register.db"
        path.write_bytes(path.read_bytes()[: 6 * PAGE])

        assert report(filled.folder).answer is Answer.FAILED

    def test_that_is_missing(self, filled: Filled) -> None:
        (filled.folder / "register" / "register.db").unlink()

        with pytest.raises(NoRegisterError):
            report(filled.folder)

    def test_of_a_later_version(self, filled: Filled) -> None:
        Attacker(filled.folder).run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " SELECT migration_set, 'later', applied_at FROM _sqlite_migrations LIMIT 1"
        )

        with pytest.raises(NewerRegisterError):
            report(filled.folder)

    @pytest.mark.parametrize(
        ("statement", "name"),
        [
            ("DROP TRIGGER entry_stays", "trigger entry_stays"),
            ("CREATE TABLE more (x)", "table more"),
            ("CREATE VIEW v AS SELECT 1", "view v"),
            ("CREATE INDEX i ON entry (body)", "index i"),
        ],
    )
    def test_whose_tables_or_rules_were_altered(
        self, filled: Filled, statement: str, name: str
    ) -> None:
        with closing(sqlite3.connect(Attacker(filled.folder).path)) as connection:
            connection.execute(statement)
            connection.commit()

        found = report(filled.folder)

        assert codes(found) == ["database_altered"]
        assert only(found, "database_altered").facts["name"] == name
