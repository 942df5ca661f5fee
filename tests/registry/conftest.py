"""A founded register and its clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from clerks import Clerk, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    """Work in a new register at noon of ๑๓ กุมภาพันธ์ ๒๕๖๓."""
    found = opened(tmp_path / "office")
    yield found
    found.register.close()
