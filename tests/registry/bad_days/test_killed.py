from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes die otherwise there")

MORTAL = Path(__file__).with_name("mortal.py")


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: who is killed leaves the same there as on a disk."""
    memory = Path("/dev/shm")  # noqa: S108  # a folder of a random name is made in it
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def deaths(folder: Path, scenario: str, *how: str) -> dict[str, int]:
    """Let the act die in every way, and return how often each verdict came."""
    done = subprocess.run(
        [sys.executable, MORTAL, scenario, folder / "deaths", *how],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    verdicts: dict[str, int] = json.loads(done.stdout)["verdicts"]
    return verdicts


class TestAtEveryStep:
    """kill -9 at every step: afterwards it is whole, and the act is wholly done or not at all."""

    @pytest.mark.parametrize(
        ("scenario", "ends"),
        [
            ("issue", {"issued", "free"}),
            ("seal", {"sealed", "not sealed"}),
            ("found", {"founded", "not founded"}),
            ("rotate", {"rotated", "not rotated"}),
            ("back up", {"backed up", "not backed up"}),
            ("restore", {"restored", "as before"}),
            ("restore by renaming", {"restored", "as before", "in between"}),
            ("migrate", {"migrated", "as before"}),
        ],
    )
    def test_both_ends_and_no_other(self, quick: Path, scenario: str, ends: set[str]) -> None:
        verdicts = deaths(quick, scenario, "steps")
        assert set(verdicts) == ends
        assert sum(verdicts.values()) > 15


class TestInTheMiddleOfAWrite:
    """A process that dies between two bytes of the write-ahead log or of the database."""

    @pytest.mark.parametrize("scenario", ["issue a line", "issue beside a reader"])
    def test_the_number_is_issued_or_free(self, quick: Path, scenario: str) -> None:
        verdicts = deaths(quick, scenario, "writes", "311")
        assert set(verdicts) == {"issued", "free"}
        assert verdicts["free"] > 20
        assert verdicts["issued"] > 20

    @pytest.mark.parametrize(
        ("scenario", "ends"),
        [
            ("back up", {"backed up", "not backed up"}),
            ("restore", {"restored", "as before"}),
        ],
    )
    def test_backups(self, quick: Path, scenario: str, ends: set[str]) -> None:
        assert set(deaths(quick, scenario, "writes", "6007")) == ends
