"""Offices in which the program is run."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from counter_work import ENGLISH, memo
from house import EXAMPLES, MEMO_FILE, House, small_office

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Give the small office."""
    return small_office(tmp_path / "office")


@pytest.fixture
def office(house: House) -> House:
    """Give the small office with a register, its memo without number and date."""
    house.write(MEMO_FILE, memo())
    ended = house.run("init", ".", **ENGLISH)
    assert ended.code == 0, ended.err
    return house


@pytest.fixture
def mueang_tak(tmp_path: Path) -> House:
    """Give the real set as it was filed."""
    return House(shutil.copytree(EXAMPLES / "mueang-tak", tmp_path / "mueang-tak"))
