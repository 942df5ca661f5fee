"""Offices whose records are old enough; each test works in a copy of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from old_office import CACTUS, JASMINE, PURCHASE, copied, keep, make, storeroom

if TYPE_CHECKING:
    from pathlib import Path

    from house import House


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Three memos were issued and two documents received in ๒๕๕๖."""
    return make(tmp_path_factory.mktemp("old") / "office")


@pytest.fixture(scope="session")
def filed(old: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The memos are filed for ten years, and held is the one about a purchase."""
    house = copied(old, tmp_path_factory.mktemp("filed") / "office")
    with storeroom(house) as room:
        keep(room, CACTUS, PURCHASE, JASMINE, file_code="สธ 01.2")
        room.hold("คดี 1/2567", room.lines_of([PURCHASE]), reason="ศาลเรียกเอกสาร")
    return house


@pytest.fixture
def office(old: House, tmp_path: Path) -> House:
    return copied(old, tmp_path / "office")


@pytest.fixture
def kept(filed: House, tmp_path: Path) -> House:
    return copied(filed, tmp_path / "office")
