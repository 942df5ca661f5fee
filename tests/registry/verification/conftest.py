"""A register with some of everything, made once and copied for each test."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from filled import Filled, fill

# Disks that cannot be written are mounted as in the tests of bad days.
sys.path.append(str(Path(__file__).parents[1] / "bad_days"))


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The register as it was made; nobody changes it."""
    return fill(tmp_path_factory.mktemp("filled"))


@pytest.fixture
def filled(original: Filled, tmp_path: Path) -> Filled:
    """A register that a test may change."""
    folder = tmp_path / "office"
    shutil.copytree(original.folder, folder)
    return Filled(folder, original.notes, original.yesterday)
