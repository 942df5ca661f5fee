from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from found_records import records
from lines import found, line
from sqlite_utils import Database

from registry.item import State
from registry.sqlite.search import SearchIndex

if TYPE_CHECKING:
    from pathlib import Path


def whole(index: SearchIndex, database: Database) -> bool:
    """Let SQLite compare the indexes with themselves."""
    index.settle()
    return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


class TestAdding:
    """An item takes the place of the one with the same entry, book and running number."""

    def test_a_changed_text_is_found_and_the_old_one_is_not(self, index: SearchIndex) -> None:
        index.add([line(1, "งบลงทุน"), line(2, "งบกลาง")])
        index.add([line(1, "ค่าเช่าบ้าน")])
        assert found(index, "งบ") == [2]
        assert found(index, "เช่า") == [1]

    def test_a_changed_state_leaves_the_words(self, index: SearchIndex) -> None:
        before = line(1, "งบลงทุน")
        index.add([before])
        index.add([replace(before, state=State.VOIDED)])
        assert found(index, "งบ", state="voided") == [1]
        assert found(index, "งบ", state="issued") == []

    def test_one_entry_may_make_many_lines(self, index: SearchIndex) -> None:
        block = [
            line(7, note="กันเลขไว้", running=n, number=f"ตก ๐๑๓๒/{n}", state=State.RESERVED)
            for n in range(40, 45)
        ]
        index.add(block)
        assert found(index, "กันเลข") == [7] * 5
        index.add([replace(block[2], note="", subject="งบลงทุน", state=State.ISSUED)])
        assert found(index, "กันเลข") == [7] * 4
        assert found(index, number="42", state="issued") == [7]

    def test_lines_without_a_number(self, index: SearchIndex) -> None:
        bare = line(3, "แบบฟอร์ม", book="", running=None, number="")
        index.add([bare])
        index.add([replace(bare, subject="แบบสำรวจ")])
        assert found(index, "แบบ") == [3]

    def test_all_or_nothing(self, index: SearchIndex) -> None:
        def broken() -> object:
            yield line(1, "งบลงทุน")
            message = "the log cannot be read"
            raise OSError(message)

        with pytest.raises(OSError, match="cannot be read"):
            index.add(broken())  # type: ignore[arg-type]
        assert found(index) == []


class TestRemoving:
    def test_an_entry_with_all_its_lines(self, index: SearchIndex) -> None:
        index.add([line(1, "งบ ก", running=1), line(1, "งบ ข", running=2), line(2, "งบ ค")])
        index.remove(1)
        index.remove(99)
        assert found(index, "งบ") == [2]

    def test_one_line(self, index: SearchIndex) -> None:
        first, second = line(1, "งบหนึ่ง", running=1), line(1, "งบสอง", running=2)
        index.add([first, second])
        index.drop([first, line(9)])
        assert found(index, "งบสอง") == [1]
        assert found(index, "งบหนึ่ง") == []

    def test_everything(self, index: SearchIndex) -> None:
        index.add([line(1, "งบ")])
        index.clear()
        assert found(index) == found(index, "งบ") == []
        index.add([line(1, "งบ")])
        assert found(index, "งบ") == [1]

    def test_the_indexes_stay_whole(self) -> None:
        database = Database(memory=True)
        index = SearchIndex(database)
        index.create()
        items = records()[:120]
        index.add(items)
        index.add(replace(item, subject=f"{item.subject} แก้ไข") for item in items[::2])
        index.drop(items[::3])
        index.remove(items[1].entry)
        kept = {item.entry for item in items} - {item.entry for item in items[::3]}
        assert set(found(index, secret=True)) == kept - {items[1].entry}
        assert whole(index, database)
        for item in items:
            index.remove(item.entry)
        assert whole(index, database)
        for name in ("search_part", "search_word"):
            query = f"SELECT count(*) FROM {name} WHERE {name} MATCH ?"  # noqa: S608  # two names
            assert database.execute(query, ('"งบ" *',)).fetchone() == (0,)
        database.close()


class TestDisposal:
    """Disposal erases content."""

    def test_the_words_of_a_disposed_record_are_gone_from_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "views.db"
        database = Database(sqlite3.connect(path, isolation_level=None))
        index = SearchIndex(database)
        index.create()
        item = line(5, "หนังสือเก่า", text="จักรพรรดิ zanzibar")
        index.add([line(4, "อื่น", text="ทั่วไป"), item])
        assert b"zanzibar" in path.read_bytes()
        index.add([replace(item, text="", disposed=True)])
        database.close()
        assert b"zan" not in path.read_bytes()
        assert "จักรพรรดิ".encode() not in path.read_bytes()


class TestCreating:
    def test_is_made_once(self) -> None:
        index = SearchIndex(Database(memory=True))
        assert index.create() is True
        index.add([line(1, "งบ")])
        assert index.create() is False
        assert found(index, "งบ") == [1]

    def test_an_index_that_other_rules_have_made_is_made_anew(self) -> None:
        database = Database(memory=True)
        index = SearchIndex(database)
        index.create()
        index.add([line(1, "งบ")])
        database.execute("UPDATE search_format SET format = '0 pythainlp 4'")
        assert index.create() is True
        assert found(index) == []

    def test_within_a_transaction_of_the_store(self) -> None:
        database = Database(sqlite3.connect(":memory:", isolation_level=None))
        index = SearchIndex(database)
        index.create()
        database.execute("BEGIN IMMEDIATE")
        index.add([line(1, "งบ"), line(2, "งบ")])
        index.drop([line(2)])
        database.execute("ROLLBACK")
        assert found(index, "งบ") == []
        database.close()
