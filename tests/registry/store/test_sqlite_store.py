from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from contract import StoreContract

from registry.sqlite.engine import SQLiteStore

if TYPE_CHECKING:
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
