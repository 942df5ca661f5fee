"""An index of all records of these tests, and an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from found_records import records
from sqlite_utils import Database

from registry.sqlite.search import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def full_index() -> Iterator[SearchIndex]:
    """Give the index of every record, which no test changes."""
    database = Database(memory=True)
    index = SearchIndex(database)
    index.create()
    index.add(records())
    yield index
    database.close()


@pytest.fixture
def index() -> Iterator[SearchIndex]:
    """Give an index without records."""
    database = Database(memory=True)
    empty = SearchIndex(database)
    empty.create()
    yield empty
    database.close()
