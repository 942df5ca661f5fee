"""Scenarios: an act of the register, and what may be found after it died at any step.

Each is prepared once; `check` returns which of the allowed ends it found, and raises for any other.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from clerks import Clerk, office, opened, utc
from soundness import assert_sound, laid_out

from registry.backup import restoring
from registry.backup.archive import look
from registry.backup.packing import back_up
from registry.backup.restoring import restore
from registry.checkpoint import Checkpoint
from registry.errors import (
    AlreadyFoundedError,
    NewerRegisterError,
    NoRegisterError,
    NumberError,
    PutAsideError,
)
from registry.register import FOLDER, Register
from registry.rotation import rotate
from registry.sqlite.engine import DATABASE
from registry.sqlite.migrations import MIGRATIONS
from registry.wanted import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlite_utils import Database

LARGE = b"%PDF-1.7 " * 9000
PRINT = Paper(name="หนังสือ.pdf", data=LARGE, form="application/pdf", pages=1)
LATER = "2020-02-13 06:00"


@contextmanager
def nobody(_folder: Path) -> Iterator[None]:
    """Let nobody else be there."""
    yield


@contextmanager
def a_reader(folder: Path) -> Iterator[None]:
    """Let somebody else have the register open, so that its log is not put away."""
    with closing(Register.open(folder)) as register, register.store.reading() as reader:
        reader.size()
        yield


@dataclass(frozen=True)
class Scenario:
    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    check: Callable[[Path], str]
    bystander: Callable[[Path], AbstractContextManager[None]] = nobody
    is_large: bool = False


def clerk_of(folder: Path, moment: str = LATER) -> Clerk:
    return Clerk(Register.open(folder), now=utc(moment))


def three_letters(folder: Path) -> None:
    clerk = opened(folder)
    for _ in range(3):
        clerk.issue()
    clerk.register.seal(clerk.now)
    clerk.register.close()


def issue(folder: Path) -> None:
    clerk = clerk_of(folder)
    clerk.register.store.shelve(LARGE)
    clerk.issue(record=b'{"kind":"letter","number":4}', files=(PRINT,), subject="ฉบับที่สี่")
    clerk.register.close()


def issue_a_line(folder: Path) -> None:
    """Issue what lies wholly in the database."""
    clerk = clerk_of(folder)
    clerk.issue(record=b'{"kind":"letter","number":4}', subject="ฉบับที่สี่")
    clerk.register.close()


def issued_or_free(folder: Path) -> str:
    """The number is either wholly issued (entry, content, state, nodes) or still free."""
    acts = assert_sound(folder)
    last = acts[-1]
    whole = getattr(last, "subject", "") == "ฉบับที่สี่"
    assert len(acts) == (5 if whole else 4)
    clerk = clerk_of(folder)
    following = clerk.issue(files=(PRINT,))
    assert following.running == (5 if whole else 4)
    clerk.register.seal(clerk.now)
    clerk.register.close()
    assert_sound(folder, sealed=True)
    assert laid_out(folder) == {"sent/ตก 0132/2563": following.running}
    return "issued" if whole else "free"


def unsealed(folder: Path) -> None:
    three_letters(folder)
    clerk = clerk_of(folder)
    clerk.issue()
    clerk.reserve(count=2)
    clerk.register.close()


def seal(folder: Path) -> None:
    clerk = clerk_of(folder)
    clerk.register.seal(clerk.now)
    clerk.register.close()


def sealed_or_not(folder: Path) -> str:
    acts = assert_sound(folder)
    register = Register.open(folder)
    latest = register.latest()
    assert latest
    size = Checkpoint.parse(latest.text).size
    again = register.seal(utc("2020-02-13 07:00"))
    register.close()
    assert Checkpoint.parse(again.text).size == len(acts) == 6
    assert (folder / FOLDER / "checkpoint").read_text("utf-8") == str(again)
    assert laid_out(folder) == {"sent/ตก 0132/2563": 6}
    assert_sound(folder, sealed=True)
    return "sealed" if size == 6 else "not sealed"


def empty(folder: Path) -> None:
    folder.mkdir(exist_ok=True)


def found(folder: Path) -> None:
    Register.found(folder, office(), utc(LATER), "แพรวา").close()


def founded_or_not(folder: Path) -> str:
    """A half-made register is none."""
    try:
        Register.open(folder).close()
    except NoRegisterError:
        assert not (folder / FOLDER).exists()
        found(folder)
        verdict = "not founded"
    else:
        verdict = "founded"
    assert_sound(folder, sealed=True)
    clerk = clerk_of(folder)
    assert clerk.issue().running == 1
    clerk.register.close()
    return verdict


def next_version() -> None:
    """Make this process one of the next version, which keeps two things more."""

    @MIGRATIONS(name="kinds_of_entries")
    def kinds(db: Database) -> None:
        db.execute("CREATE TABLE kind (place INTEGER PRIMARY KEY, length INTEGER) STRICT")
        db.execute("INSERT INTO kind SELECT place, length(body) FROM entry")

    @MIGRATIONS(name="lengths_of_numbers")
    def lengths(db: Database) -> None:
        db.execute("ALTER TABLE number ADD COLUMN length INTEGER")
        db.execute("UPDATE number SET length = length(entries)")

    assert kinds
    assert lengths


def migrate(folder: Path) -> None:
    next_version()
    Register.open(folder).close()


def migrated_or_not(folder: Path) -> str:
    with closing(sqlite3.connect(folder / FOLDER / DATABASE)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    verdict = "migrated" if "kind" in tables else "as before"
    if verdict == "as before":
        assert_sound(folder)
    else:
        try:
            Register.open(folder)
        except NewerRegisterError as error:
            assert "lengths_of_numbers" in str(error) or "kinds" in str(error)  # noqa: PT017
    next_version()
    acts = assert_sound(folder)
    assert len(acts) == 4
    with closing(sqlite3.connect(folder / FOLDER / DATABASE)) as database:
        assert database.execute("SELECT count(*) FROM kind").fetchone() == (4,)
        assert database.execute("SELECT count(length) FROM number").fetchone() == (3,)
    return verdict


def rotate_key(folder: Path) -> None:
    register = Register.open(folder)
    rotate(register, utc(LATER), "แพรวา", "ครบกำหนด")
    register.close()


def rotated_or_not(folder: Path) -> str:
    """The register is never left without a key that it knows."""
    verdict = "rotated" if assert_sound(folder)[-1].act == "rotated" else "not rotated"
    clerk = clerk_of(folder)
    assert clerk.issue().running == 4
    clerk.register.seal(clerk.now)
    clerk.register.close()
    assert_sound(folder, sealed=True)
    rotate_key(folder)
    acts = [act.act for act in assert_sound(folder, sealed=True)]
    assert acts.count("rotated") == (2 if verdict == "rotated" else 1)
    public = (folder / FOLDER / "office.pub").read_text("utf-8").splitlines()
    assert len(public) == 1 + acts.count("rotated")
    return verdict


def two_more_than_the_backup(folder: Path) -> None:
    """Have a backup of three letters, and two more letters, one of them void."""
    three_letters(folder)
    back_up_now(folder)
    clerk = clerk_of(folder)
    clerk.issue(files=(PRINT,))
    clerk.issue()
    clerk.void("ตก ๐๑๓๒/๕")
    clerk.register.seal(clerk.now)
    clerk.register.close()


def back_up_now(folder: Path) -> None:
    with closing(Register.open(folder)) as register:
        back_up(register, folder / "backup.zip", utc(LATER))


def backed_up_or_not(folder: Path) -> str:
    """There is a whole backup, or none."""
    assert_sound(folder)
    file = folder / "backup.zip"
    verdict = "backed up" if file.exists() else "not backed up"
    if not file.exists():
        back_up_now(folder)
    assert look(file).manifest.entries == 4
    clerk = clerk_of(folder)
    assert clerk.issue().running == 4
    clerk.register.close()
    return verdict


def restore_now(folder: Path, moment: str = LATER) -> None:
    restore(folder / "backup.zip", folder, now=utc(moment), by="แพรวา", reason="ดิสก์เสีย")


def restore_by_renaming(folder: Path) -> None:
    """Restore where the system cannot exchange two folders."""
    restoring.exchange = lambda *_: False  # type: ignore[assignment]
    restore_now(folder)


def restored_or_not(folder: Path) -> str:
    """The old register or the restored one, never none of them, and no number given twice."""
    try:
        acts = assert_sound(folder, sealed=True)
    except PutAsideError:
        with suppress(AlreadyFoundedError):
            found(folder)
            pytest.fail("a second register was founded")
        verdict = "in between"
    else:
        verdict = "restored" if acts[-2].act == "restored" else "as before"
        clerk = clerk_of(folder)
        assert clerk.issue().running == 6
        clerk.register.close()
    restore_now(folder, "2020-02-13 09:00")
    clerk = clerk_of(folder, "2020-02-13 09:00")
    assert clerk.issue().running == (6 if verdict == "in between" else 7)
    with pytest.raises(NumberError):
        clerk.issue("ตก ๐๑๓๒/๔")
    clerk.register.close()
    kept = [each for each in folder.iterdir() if "before-restore" in each.name]
    assert len(kept) == (2 if verdict == "restored" else 1)
    assert {each.name for each in folder.glob(".*")} == set()
    assert any(b"5" in (each / "highest.json").read_bytes() for each in kept)
    return verdict


ALL = (
    Scenario("issue", three_letters, issue, issued_or_free),
    Scenario("issue a line", three_letters, issue_a_line, issued_or_free),
    Scenario("issue beside a reader", three_letters, issue_a_line, issued_or_free, a_reader),
    Scenario("seal", unsealed, seal, sealed_or_not),
    Scenario("rotate", three_letters, rotate_key, rotated_or_not),
    Scenario("back up", three_letters, back_up_now, backed_up_or_not, is_large=True),
    Scenario("restore", two_more_than_the_backup, restore_now, restored_or_not, is_large=True),
    Scenario(
        "restore by renaming",
        two_more_than_the_backup,
        restore_by_renaming,
        restored_or_not,
        is_large=True,
    ),
    Scenario("migrate", three_letters, migrate, migrated_or_not),
    Scenario("found", empty, found, founded_or_not),
)
SCENARIOS = {scenario.name: scenario for scenario in ALL}
