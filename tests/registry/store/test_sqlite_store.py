from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from contract import LARGE, StoreContract, digest

from registry.errors import (
    BusyRegisterError,
    DamagedRegisterError,
    NewerRegisterError,
    RegisterError,
    ReplacedRegisterError,
)
from registry.sqlite import connection
from registry.sqlite.connection import APPLICATION
from registry.sqlite.engine import DATABASE, SQLiteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registry.store import Store


class TestContract(StoreContract):
    """Another engine that passes these tests can stand in its place."""

    @pytest.fixture
    def place(self, tmp_path: Path) -> Path:
        return tmp_path

    def create(self, place: Path) -> Store:
        return SQLiteStore.create(place)

    def open(self, place: Path) -> Store:
        return SQLiteStore.open(place)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Make a store with one entry and one large file, and close it."""
    with closing(SQLiteStore.create(tmp_path)) as store, store.writing() as writer:
        writer.append(0, b"zero")
        writer.keep(LARGE)
    return tmp_path


@pytest.fixture
def store(made: Path) -> Iterator[SQLiteStore]:
    with closing(SQLiteStore.open(made)) as opened:
        yield opened


def ask(store: SQLiteStore, question: str) -> object:
    (answer,) = store.database.execute(question).fetchone()
    return answer


class TestDurability:
    """WAL, full sync for the act of issuing."""

    def test_each_commit_is_synchronised(self, store: SQLiteStore) -> None:
        assert ask(store, "PRAGMA synchronous") == 2
        assert ask(store, "PRAGMA journal_mode") == "wal"

    def test_the_last_to_close_leaves_one_file(self, made: Path) -> None:
        assert {path.name for path in made.iterdir()} == {DATABASE, "content"}

    def test_large_content_lies_under_its_digest(self, made: Path) -> None:
        name = digest(LARGE)
        assert (made / "content" / name[:2] / name).read_bytes() == LARGE
        assert len(list(made.rglob("*"))) == 4


class TestTriggers:
    """Append-only: also for somebody with a pen and a database browser."""

    @pytest.mark.parametrize(
        "change", ["UPDATE entry SET body = x'00'", "DELETE FROM entry WHERE place = 0"]
    )
    def test_an_entry_is_not_changed_by_oversight(self, store: SQLiteStore, change: str) -> None:
        with pytest.raises(sqlite3.IntegrityError, match="an entry of the log is never"):
            store.database.execute(change)


class TestOpening:
    """What this version cannot read is refused before anything is changed."""

    def refused(self, folder: Path, kind: type[RegisterError]) -> str:
        before = (folder / DATABASE).read_bytes()
        with pytest.raises(kind) as caught:
            SQLiteStore.open(folder)
        assert (folder / DATABASE).read_bytes() == before
        assert {path.name for path in folder.iterdir()} <= {DATABASE, "content"}
        assert "\n" not in str(caught.value)
        return str(caught.value)

    def change(self, folder: Path, *statements: str) -> None:
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            for statement in statements:
                database.execute(statement)
            database.commit()

    def test_of_a_newer_version(self, made: Path) -> None:
        self.change(
            made,
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('saraban', 'the_cloud', '')",
        )
        assert "the_cloud" in self.refused(made, NewerRegisterError)

    def test_of_another_application(self, made: Path) -> None:
        self.change(made, "PRAGMA application_id = 7")
        assert "not a register" in self.refused(made, DamagedRegisterError)

    def test_empty(self, made: Path) -> None:
        (made / DATABASE).write_bytes(b"")
        self.refused(made, DamagedRegisterError)

    def test_no_database_at_all(self, made: Path) -> None:
        (made / DATABASE).write_bytes(b"{}" * 5000)
        self.refused(made, DamagedRegisterError)

    @pytest.mark.parametrize("size", [1, 99, 100, 512, 4095, 4096, 10_000])
    def test_cut_short(self, made: Path, size: int) -> None:
        whole = (made / DATABASE).read_bytes()
        (made / DATABASE).write_bytes(whole[:size])
        self.refused(made, DamagedRegisterError)

    def test_only_its_application_id_is_right(self, made: Path) -> None:
        (made / DATABASE).unlink()
        self.change(made, f"PRAGMA application_id = {APPLICATION}", "CREATE TABLE t (x)")
        self.refused(made, RegisterError)


class TestReplaced:
    """Whoever has an old database open does not go on in it."""

    def test_another_file_in_its_place(self, store: SQLiteStore, tmp_path: Path) -> None:
        with closing(SQLiteStore.create(tmp_path / "content")) as other, other.writing() as writer:
            writer.append(0, b"zero")
        (tmp_path / "content" / DATABASE).replace(store.path)
        with pytest.raises(ReplacedRegisterError), store.writing():
            pytest.fail("it wrote")

    def test_no_file_in_its_place(self, store: SQLiteStore) -> None:
        store.path.rename(store.path.with_name("aside"))
        with pytest.raises(ReplacedRegisterError), store.writing():
            pytest.fail("it wrote")

    def test_back_in_its_place(self, store: SQLiteStore) -> None:
        store.path.rename(store.path.with_name("aside"))
        with pytest.raises(ReplacedRegisterError), store.writing():
            pytest.fail("it wrote")
        store.path.with_name("aside").rename(store.path)
        with store.writing() as writer:
            assert writer.size() == 1


class TestBusy:
    """Others kept the register busy for too long."""

    def test_who_waits_too_long_is_told(
        self, made: Path, store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connection, "PATIENCE", 0)
        refused = pytest.raises(BusyRegisterError, match="try again")
        other = SQLiteStore.open(made)
        with closing(other), store.writing(), refused, other.writing():
            pytest.fail("it wrote")
        with closing(SQLiteStore.open(made)) as other, other.writing() as writer:
            assert writer.size() == 1

    def test_nobody_waits_to_read(self, made: Path, store: SQLiteStore) -> None:
        with store.writing() as writer:
            writer.append(1, b"one")
            with closing(SQLiteStore.open(made)) as other, other.reading() as reader:
                assert reader.size() == 1


class TestShelf:
    """Large content appears whole or not at all."""

    def test_a_file_kept_by_somebody_else_meanwhile_stays(self, made: Path) -> None:
        """Erasing waits for whoever keeps the same content again."""
        with closing(SQLiteStore.open(made)) as one, closing(SQLiteStore.open(made)) as two:
            sweep = one._sweep  # noqa: SLF001  # the moment between the two

            def after_the_other(erased: list[str]) -> None:
                with two.writing() as writer:
                    writer.keep(LARGE)
                sweep(erased)

            one._sweep = after_the_other  # type: ignore[method-assign]  # noqa: SLF001
            with one.writing() as writer:
                writer.erase(digest(LARGE))
            with two.reading() as reader:
                assert reader.content(digest(LARGE)) == LARGE

    def test_a_lost_file_is_put_back_when_it_is_kept_again(self, made: Path) -> None:
        name = digest(LARGE)
        with closing(SQLiteStore.open(made)) as store:
            (made / "content" / name[:2] / name).unlink()
            with store.reading() as reader:
                assert reader.content(name) is None
            with store.writing() as writer:
                writer.keep(LARGE)
            with store.reading() as reader:
                assert reader.content(name) == LARGE
