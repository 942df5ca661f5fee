from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from registry.errors import ReplacedRegisterError
from registry.sqlite.engine import SQLiteStore
from registry.sqlite.turnstile import Turnstile

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SQLiteStore]:
    with closing(SQLiteStore.create(tmp_path)) as made:
        yield made


def is_free(folder: Path) -> bool:
    """Say whether nobody stands at the turnstile."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


class TestTurnstile:
    """Only the first in line asks the database; whoever has his turn lets the next one ask."""

    def test_nobody_passes_within_the_block(self, tmp_path: Path) -> None:
        with closing(Turnstile(tmp_path)) as turnstile:
            for _ in range(2):
                with turnstile:
                    assert not is_free(tmp_path)
                assert is_free(tmp_path)

    def test_whoever_goes_away_within_the_block_lets_the_next_one_pass(
        self, tmp_path: Path
    ) -> None:
        turnstile = Turnstile(tmp_path)
        with turnstile:
            turnstile.close()
            assert is_free(tmp_path)

    def test_a_folder_that_is_gone_stops_nobody(self, tmp_path: Path) -> None:
        with closing(Turnstile(tmp_path / "gone")) as turnstile, turnstile:
            assert is_free(tmp_path)

    def test_it_is_free_while_somebody_writes(self, store: SQLiteStore) -> None:
        with store.writing():
            assert is_free(store.folder)

    def test_it_is_free_after_a_failure(self, store: SQLiteStore) -> None:
        store.path.rename(store.path.with_name("aside"))
        with pytest.raises(ReplacedRegisterError), store.writing():
            pytest.fail("it wrote")
        assert is_free(store.folder)

    def test_a_closed_store_holds_no_folder(self, tmp_path: Path) -> None:
        before = open_files()
        for _ in range(3):
            with closing(SQLiteStore.create(tmp_path)) as store, store.writing():
                assert open_files() > before
            store.path.unlink()
        assert open_files() == before


class TestPatience:
    """SQLite's own waiting is for those who read; who wants to write waits in the queue."""

    def patience(self, store: SQLiteStore) -> int:
        (milliseconds,) = store.database.execute("PRAGMA busy_timeout").fetchone()
        return int(milliseconds)

    def test_of_a_writer(self, store: SQLiteStore) -> None:
        for _ in range(2):
            with store.writing():
                assert self.patience(store) == 0

    def test_of_a_reader_before_and_after(self, store: SQLiteStore) -> None:
        with store.reading():
            assert self.patience(store) == 60_000
        with store.writing():
            pass
        with store.reading():
            assert self.patience(store) == 60_000
        with store.writing():
            pass
        with store.examining():
            assert self.patience(store) == 60_000
