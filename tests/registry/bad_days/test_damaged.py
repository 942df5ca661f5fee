from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from clerks import Clerk, opened, states
from soundness import assert_sound

from records.errors import SarabanError
from registry.errors import DamagedRegisterError, NoRegisterError
from registry.ledger import read_acts
from registry.note import NoteError
from registry.register import FOLDER, Register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a register of some hundred entries."""
    folder = tmp_path_factory.mktemp("whole")
    clerk = opened(folder)
    for _ in range(120):
        clerk.issue(record=b"x" * 300)
    clerk.reserve(count=30)
    clerk.receive()
    clerk.register.seal(clerk.now)
    clerk.register.close()
    return folder


def database(folder: Path) -> Path:
    return folder / FOLDER / "register.db"


def pages(folder: Path) -> int:
    return database(folder).stat().st_size // PAGE


def overwrite(folder: Path, page: int, data: bytes) -> None:
    """Overwrite one page; the first is 0."""
    with database(folder).open("r+b") as stream:
        stream.seek(page * PAGE)
        stream.write(data)


def work(folder: Path) -> list[str]:
    """Read the whole log, number a letter, seal; return each sentence that came instead."""
    said = []

    def attempt(act: Callable[[], object]) -> None:
        try:
            act()
        except SarabanError as error:
            said.append(str(error))

    def read() -> None:
        with register.store.reading() as reader:
            list(read_acts(reader))

    try:
        register = Register.open(folder)
    except SarabanError as error:
        return [str(error)]
    clerk = Clerk(register)
    attempt(read)
    attempt(lambda: states(clerk))
    attempt(register.latest)
    attempt(clerk.issue)
    attempt(lambda: register.seal(clerk.now))
    register.close()
    assert not any("\n" in sentence for sentence in said)
    return said


class TestCorruptPage:
    """A corrupt page: one sentence, nothing written."""

    def test_each_page_in_turn(self, whole: Path, tmp_path: Path) -> None:
        """Whatever page is overwritten, people get a sentence, never a traceback."""
        silent = 0
        for page in range(pages(whole)):
            folder = tmp_path / f"{page}"
            shutil.copytree(whole, folder)
            overwrite(folder, page, random.Random(page).randbytes(PAGE))  # noqa: S311
            silent += not work(folder)
            shutil.rmtree(folder)
        # Inner nodes of the trees, content and drafts are not read by these acts.
        assert silent < pages(whole) * 0.6

    def test_the_first_page(self, whole: Path, tmp_path: Path) -> None:
        folder = tmp_path / "office"
        shutil.copytree(whole, folder)
        overwrite(folder, 0, bytes(PAGE))
        before = database(folder).read_bytes()
        with pytest.raises(DamagedRegisterError, match="saraban restore"):
            Register.open(folder)
        assert database(folder).read_bytes() == before

    def test_a_page_of_the_log(self, whole: Path, tmp_path: Path) -> None:
        folder = tmp_path / "office"
        shutil.copytree(whole, folder)
        with closing(sqlite3.connect(database(folder))) as db:
            (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name='entry'").fetchone()
        overwrite(folder, root - 1, b"\xff" * PAGE)
        before = database(folder).read_bytes()
        with pytest.raises(DamagedRegisterError, match="Nothing was changed"):
            Register.open(folder)
        assert database(folder).read_bytes() == before

    def test_a_damaged_page_of_numbers_stops_the_act(self, whole: Path, tmp_path: Path) -> None:
        folder = tmp_path / "office"
        shutil.copytree(whole, folder)
        with closing(sqlite3.connect(database(folder))) as db:
            query = "SELECT rootpage FROM sqlite_master WHERE name='number'"
            (root,) = db.execute(query).fetchone()
        overwrite(folder, root - 1, b"\xff" * PAGE)
        with closing(Register.open(folder)) as register:
            with pytest.raises(DamagedRegisterError):
                Clerk(register).issue()
            with register.store.reading() as reader:
                assert reader.size() == 123


class TestWrongValues:
    """What SQLite finds in order and we do not."""

    def change(self, whole: Path, folder: Path, *statements: str) -> None:
        shutil.copytree(whole, folder)
        with closing(sqlite3.connect(database(folder))) as db:
            for statement in statements:
                db.execute(statement)
            db.commit()

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE number SET entries = 'twelve' WHERE running = 120",
            "UPDATE number SET entries = '' WHERE running = 120",
            "UPDATE number SET entries = '99999' WHERE running = 120",
            "UPDATE number SET state = 'blessed' WHERE running = 120",
            "UPDATE checkpoint SET note = 'ลายเซ็น'",
            "DELETE FROM number WHERE running > 100",
            "DELETE FROM node WHERE tree = 0",
            "UPDATE node SET hash = x'00'",
            "DROP TABLE draft",
            "DROP TABLE number",
            "DROP TABLE node",
        ],
    )
    def test_people_get_a_sentence(self, whole: Path, tmp_path: Path, statement: str) -> None:
        folder = tmp_path / "office"
        self.change(whole, folder, "PRAGMA foreign_keys = OFF", statement)
        said = work(folder)
        assert all(said)

    def test_a_log_without_entries_is_no_register(self, whole: Path, tmp_path: Path) -> None:
        self.change(whole, tmp_path / "office", "DROP TRIGGER entry_remains", "DELETE FROM entry")
        with pytest.raises(NoRegisterError):
            Register.open(tmp_path / "office")

    def test_a_checkpoint_that_is_none(self, whole: Path, tmp_path: Path) -> None:
        self.change(whole, tmp_path / "office", "UPDATE checkpoint SET note = 'ลายเซ็น'")
        with closing(Register.open(tmp_path / "office")) as register, pytest.raises(NoteError):
            register.latest()


class TestTornLog:
    """The write-ahead log that a power cut leaves, cut short or garbled at any byte."""

    def torn(self, tmp_path: Path) -> tuple[Path, bytes]:
        """Return a folder as a power cut leaves it, and its write-ahead log."""
        clerk = opened(tmp_path / "live")
        clerk.register.close()
        clerk = Clerk(Register.open(tmp_path / "live"))
        for each in range(4):
            clerk.issue(record=b"%d" % each)
        shutil.copytree(tmp_path / "live", tmp_path / "left", ignore=_not_shared)
        clerk.register.close()
        log = tmp_path / "left" / FOLDER / "register.db-wal"
        return tmp_path / "left", log.read_bytes()

    def test_cut_short(self, tmp_path: Path) -> None:
        left, log = self.torn(tmp_path)
        found = []
        for size in range(0, len(log) + 1, 1499):
            folder = tmp_path / f"{size}"
            shutil.copytree(left, folder)
            (folder / FOLDER / "register.db-wal").write_bytes(log[:size])
            acts = assert_sound(folder)
            found.append(len(acts) - 1)
            with closing(Register.open(folder)) as register:
                assert Clerk(register).issue().running == len(acts)
            shutil.rmtree(folder)
        assert found == sorted(found)
        assert set(found) == {0, 1, 2, 3, 4} or set(found) == {0, 1, 2, 3}

    def test_garbled(self, tmp_path: Path) -> None:
        """Frames after a garbled one are not believed."""
        left, log = self.torn(tmp_path)
        for place in range(40, len(log), 4099):
            folder = tmp_path / f"{place}"
            shutil.copytree(left, folder)
            garbled = bytearray(log)
            garbled[place] ^= 0x40
            (folder / FOLDER / "register.db-wal").write_bytes(garbled)
            assert len(assert_sound(folder)) <= 5
            shutil.rmtree(folder)


def _not_shared(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith("-shm")]
