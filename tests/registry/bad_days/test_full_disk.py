from __future__ import annotations

import os
import resource
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from clerks import Clerk, office, opened, states, utc
from mounts import needs_mounts, small_disk
from soundness import assert_sound, given

from registry.backup.errors import BackupUnwritableError
from registry.backup.packing import back_up
from registry.backup.restoring import restore
from registry.errors import FullDiskError, RegisterError
from registry.register import FOLDER, Register
from registry.wanted import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MEGABYTE = 1 << 20
LATER = utc("2020-02-13 06:00")


def full(folder: Path, room: int) -> Path:
    """Fill a disk until so many bytes are left."""
    block = folder / "films"
    disk = os.statvfs(folder)
    with block.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, disk.f_bavail * disk.f_frsize - room)
    return block


def issue_until_full(clerk: Clerk) -> tuple[int, RegisterError]:
    """Issue numbers until it fails, and return how many were had, and why no more."""
    for taken in range(50):
        try:
            clerk.issue()
        except RegisterError as error:
            return taken, error
    pytest.fail("there is room for ever")


@needs_mounts
class TestFullDisk:
    """There is no room left for the act; nothing of it was recorded."""

    @pytest.fixture
    def disk(self, tmp_path: Path) -> Iterator[Path]:
        with small_disk(tmp_path / "disk", 2 * MEGABYTE) as folder:
            yield folder

    @pytest.mark.parametrize("room", range(0, 13 * 4096, 4096))
    def test_the_number_is_issued_or_free(self, disk: Path, room: int) -> None:
        clerk = opened(disk)
        clerk.issue()
        block = full(disk, room)
        taken, failure = issue_until_full(clerk)
        assert isinstance(failure, FullDiskError), failure.__cause__
        assert "No number was taken" in str(failure)
        assert len(states(clerk)) == 1 + taken
        block.unlink()
        assert clerk.issue().running == taken + 2
        clerk.register.seal(clerk.now)
        clerk.register.close()
        assert len(given(assert_sound(disk, sealed=True))) == taken + 2

    def test_reading_while_it_is_full(self, disk: Path) -> None:
        clerk = opened(disk)
        clerk.issue()
        block = full(disk, 0)
        other = Clerk(Register.open(disk))
        for each in (clerk, other):
            assert list(states(each)) == ["sent/ตก 0132/2563 1"]
            with pytest.raises(FullDiskError):
                each.issue()
            each.register.close()
        block.unlink()
        assert_sound(disk)

    def test_opening_when_it_is_full(self, disk: Path) -> None:
        opened(disk).register.close()
        block = full(disk, 0)
        with pytest.raises(FullDiskError):
            Register.open(disk)
        block.unlink()
        assert_sound(disk)

    @pytest.mark.parametrize(
        "act",
        [
            lambda clerk, paper: clerk.register.store.shelve(paper.data),
            lambda clerk, paper: clerk.issue(files=(paper,)),
        ],
        ids=["ahead", "in the act"],
    )
    def test_no_room_for_a_large_print(
        self, disk: Path, act: Callable[[Clerk, Paper], object]
    ) -> None:
        clerk = opened(disk)
        paper = Paper(name="หนังสือ.pdf", data=bytes(MEGABYTE))
        block = full(disk, MEGABYTE // 2)
        with pytest.raises(FullDiskError):
            act(clerk, paper)
        assert states(clerk) == {}
        assert [path.name for path in (disk / FOLDER).rglob(".*")] == []
        block.unlink()
        assert clerk.issue(files=(paper,)).running == 1
        clerk.register.close()
        assert_sound(disk)

    @pytest.mark.parametrize("room", range(0, 16 * 4096, 4096))
    def test_sealing(self, disk: Path, room: int) -> None:
        clerk = opened(disk)
        clerk.issue()
        block = full(disk, room)
        with suppress(FullDiskError):
            clerk.register.seal(clerk.now)
        block.unlink()
        clerk.register.seal(clerk.now)
        clerk.register.close()
        assert_sound(disk, sealed=True)

    @pytest.mark.parametrize("room", [0, 4096, 5 * 4096, 20 * 4096])
    def test_founding(self, disk: Path, room: int) -> None:
        block = full(disk, room)
        with pytest.raises(RegisterError) as caught:
            Register.found(disk, office(), utc("2020-02-13 05:00"), "แพรวา")
        assert isinstance(caught.value, FullDiskError), caught.value.__cause__
        assert "/.register-" not in str(caught.value)
        assert [path.name for path in disk.iterdir()] == ["films"]
        block.unlink()
        Register.found(disk, office(), utc("2020-02-13 05:00"), "แพรวา").close()
        assert_sound(disk, sealed=True)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
class TestLimit:
    """A file that may not grow any more: the same, also where nobody may mount a small disk."""

    @pytest.fixture
    def limited(self) -> Iterator[Callable[[int], None]]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    @pytest.mark.parametrize("size", [40_000, 60_000, 90_000, 100_123])
    def test_the_database(self, tmp_path: Path, limited: Callable[[int], None], size: int) -> None:
        clerk = opened(tmp_path)
        limited(size)
        taken, _ = issue_until_full(clerk)
        limited(resource.RLIM_INFINITY)
        assert len(states(clerk)) == taken
        assert clerk.issue().running == taken + 1
        clerk.register.close()
        assert_sound(tmp_path)

    def test_the_content(self, tmp_path: Path, limited: Callable[[int], None]) -> None:
        clerk = opened(tmp_path)
        paper = Paper(name="หนังสือ.pdf", data=bytes(MEGABYTE))
        limited(MEGABYTE // 2)
        with pytest.raises(RegisterError):
            clerk.issue(files=(paper,))
        limited(resource.RLIM_INFINITY)
        assert states(clerk) == {}
        assert clerk.issue(files=(paper,)).running == 1
        clerk.register.close()
        assert_sound(tmp_path)


@needs_mounts
class TestBackups:
    """No room for a backup, or for what is restored from one."""

    def office(self, folder: Path) -> Clerk:
        clerk = opened(folder / "office")
        clerk.issue(files=(Paper(name="หนังสือ.pdf", data=bytes(300_000)),))
        return clerk

    @pytest.mark.parametrize("room", [0, 4096, 100_000, 300_000, 400_000])
    def test_no_room_for_a_backup(self, tmp_path: Path, room: int) -> None:
        clerk = self.office(tmp_path)
        with small_disk(tmp_path / "stick", 2 * MEGABYTE) as stick:
            block = full(stick, room)
            with pytest.raises(BackupUnwritableError, match="stick/backup"):
                back_up(clerk.register, stick / "backup.zip", LATER)
            assert [path.name for path in stick.iterdir()] == ["films"]
            block.unlink()
            assert back_up(clerk.register, stick / "backup.zip", LATER).manifest.entries == 2
        clerk.register.close()
        assert_sound(tmp_path / "office", sealed=True)

    def test_a_backup_of_an_office_whose_disk_is_full(self, tmp_path: Path) -> None:
        with small_disk(tmp_path / "disk", 2 * MEGABYTE) as disk:
            clerk = self.office(disk)
            full(disk, 0)
            made = back_up(clerk.register, tmp_path / "backup.zip", LATER)
            assert (made.manifest.entries, made.manifest.sealed) == (2, 1)
            clerk.register.close()

    @pytest.mark.parametrize("room", [0, 4096, 200_000, 400_000, 500_000])
    def test_no_room_for_what_is_restored(self, tmp_path: Path, room: int) -> None:
        with small_disk(tmp_path / "disk", 4 * MEGABYTE) as disk:
            clerk = self.office(disk)
            back_up(clerk.register, tmp_path / "backup.zip", LATER)
            clerk.register.close()
            block = full(disk, room)
            with pytest.raises(FullDiskError, match="office/register"):
                put_back(tmp_path / "backup.zip", disk / "office")
            block.unlink()
            assert [path.name for path in (disk / "office").iterdir()] == ["register"]
            assert len(assert_sound(disk / "office", sealed=True)) == 2
            put_back(tmp_path / "backup.zip", disk / "office")
            assert len(assert_sound(disk / "office", sealed=True)) == 3


def put_back(file: Path, office_folder: Path) -> None:
    restore(file, office_folder, now=LATER, by="แพรวา", reason="ดิสก์เต็ม")
