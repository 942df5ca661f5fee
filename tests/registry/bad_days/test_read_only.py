from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from clerks import Clerk, office, opened, states, utc
from mounts import needs_mounts, read_only
from soundness import assert_sound

from registry.backup.errors import BackupUnwritableError
from registry.backup.packing import back_up
from registry.backup.restoring import restore
from registry.errors import ReadOnlyRegisterError, RegisterError
from registry.register import FOLDER, Register
from registry.wanted import Paper

LATER = utc("2020-02-13 06:00")
LARGE = Paper(name="หนังสือ.pdf", data=bytes(100_000))

SENTENCE = "The register {} cannot be written: the folder or disk is read-only."
AS_SOMEBODY = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from clerks import Clerk, states
from registry.errors import SarabanError
from registry.register import Register
try:
    clerk = Clerk(Register.open(Path(sys.argv[1])))
    print(*states(clerk).values())
    clerk.issue()
except SarabanError as error:
    print(type(error).__name__, error)
"""


def prepared(folder: Path) -> None:
    """Make a register with one letter."""
    clerk = opened(folder)
    clerk.issue(files=(LARGE,))
    clerk.register.seal(clerk.now)
    clerk.register.close()


def crashed(folder: Path) -> None:
    """Make a register whose last letter lies in a write-ahead log that a crash left."""
    whole = folder.with_name("whole")
    prepared(whole)
    clerk = Clerk(Register.open(whole))
    clerk.issue()
    shutil.copytree(whole, folder, ignore=shutil.ignore_patterns("*-shm"))
    clerk.register.close()
    assert (folder / FOLDER / "register.db-wal").stat().st_size


def reads_and_refuses(folder: Path, letters: int) -> None:
    """Reading works, issuing gives one sentence, and nothing is changed."""
    before = files(folder)
    with closing(Register.open(folder)) as register:
        clerk = Clerk(register)
        assert list(states(clerk).values()) == ["issued"] * letters
        with register.store.reading() as reader:
            assert reader.content(next(iter(reader.contents())))
        for act in (clerk.issue, lambda: register.seal(clerk.now)):
            with pytest.raises(ReadOnlyRegisterError) as caught:
                act()
            assert str(caught.value) == SENTENCE.format(folder / FOLDER)
        with pytest.raises(ReadOnlyRegisterError):
            register.store.shelve(b"another" * 10_000)
    assert files(folder) == before


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }


@needs_mounts
class TestReadOnlyDisk:
    """Reading works, issue gives one sentence."""

    def test_a_register_that_was_closed(self, tmp_path: Path) -> None:
        prepared(tmp_path / "office")
        with read_only(tmp_path / "office", tmp_path / "view") as view:
            reads_and_refuses(view, 1)
        assert_sound(tmp_path / "office", sealed=True)

    def test_a_log_that_a_crash_left_is_read_too(self, tmp_path: Path) -> None:
        crashed(tmp_path / "office")
        with read_only(tmp_path / "office", tmp_path / "view") as view:
            reads_and_refuses(view, 2)
        assert len(assert_sound(tmp_path / "office")) == 3

    def test_a_register_that_others_have_open_elsewhere(self, tmp_path: Path) -> None:
        prepared(tmp_path / "office")
        with closing(Register.open(tmp_path / "office")) as register:
            Clerk(register).issue()
            with read_only(tmp_path / "office", tmp_path / "view") as view:
                reads_and_refuses(view, 2)

    def test_nothing_is_left_in_the_folder_for_temporary_files(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crashed(tmp_path / "office")
        (tmp_path / "tmp").mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
        with read_only(tmp_path / "office", tmp_path / "view") as view:
            Register.open(view).close()
        assert list((tmp_path / "tmp").iterdir()) == []

    def test_a_backup_is_made_all_the_same(self, tmp_path: Path) -> None:
        crashed(tmp_path / "office")
        with (
            read_only(tmp_path / "office", tmp_path / "view") as view,
            closing(Register.open(view)) as register,
        ):
            made = back_up(register, tmp_path / "backup.zip", LATER)
            with pytest.raises(BackupUnwritableError):
                back_up(register, view / "backup.zip", LATER)
        assert (made.manifest.entries, made.manifest.sealed) == (3, 2)

    def test_nothing_is_restored(self, tmp_path: Path) -> None:
        prepared(tmp_path / "office")
        with closing(Register.open(tmp_path / "office")) as register:
            back_up(register, tmp_path / "backup.zip", LATER)
        with (
            read_only(tmp_path / "office", tmp_path / "view") as view,
            pytest.raises(ReadOnlyRegisterError, match="view/register"),
        ):
            restore(tmp_path / "backup.zip", view, now=LATER, by="ก", reason="ทดสอบ")
        assert_sound(tmp_path / "office", sealed=True)

    def test_founding(self, tmp_path: Path) -> None:
        (tmp_path / "office").mkdir()
        with (
            read_only(tmp_path / "office", tmp_path / "view") as view,
            pytest.raises(ReadOnlyRegisterError, match="view/register cannot be written"),
        ):
            Register.found(view, office(), utc("2020-02-13 05:00"), "แพรวา")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root is somebody else"
)
class TestSomebodyElse:
    """A folder that another user may read, but not write."""

    def read_by_nobody(self, folder: Path) -> list[str]:
        here = Path(__file__).parents[1]
        done = subprocess.run(
            [
                *("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"),
                *(sys.executable, "-c", AS_SOMEBODY, folder, here, here.parents[1]),
            ],
            env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if "Permission denied" in done.stderr and "setpriv" in done.stderr:
            pytest.skip("the interpreter lies where nobody else may go")
        assert done.stderr == ""
        return done.stdout.splitlines()

    @pytest.fixture
    def public(self, tmp_path: Path) -> Path:
        """Open the way to a folder for everybody."""
        for folder in (tmp_path, *tmp_path.parents):
            if folder.stat().st_mode & 0o7 != 0o7 and folder.stat().st_uid == os.geteuid():
                folder.chmod(folder.stat().st_mode | 0o005)
        return tmp_path / "office"

    @pytest.mark.parametrize("make", [prepared, crashed])
    def test_reading_works_and_issuing_gives_one_sentence(self, public: Path, make: object) -> None:
        make(public)  # type: ignore[operator]
        read, refused = self.read_by_nobody(public)
        assert read.startswith("issued")
        assert refused.startswith("ReadOnlyRegisterError")
        assert_sound(public)

    def test_a_folder_that_he_may_not_read(self, public: Path) -> None:
        prepared(public)
        (public / FOLDER).chmod(0o700)
        (line,) = self.read_by_nobody(public)
        assert line.startswith("ForbiddenRegisterError")

    @pytest.mark.parametrize("file", ["register.db", "register.db-wal"])
    def test_a_file_that_he_may_not_read(self, public: Path, file: str) -> None:
        crashed(public)
        (public / FOLDER / file).chmod(0o600)
        (line,) = self.read_by_nobody(public)
        assert line.startswith(("RegisterError", "ForbiddenRegisterError"))


class TestBackInOrder:
    """What was read only can be written again."""

    @needs_mounts
    def test_after_the_disk_is_mounted_anew(self, tmp_path: Path) -> None:
        crashed(tmp_path / "office")
        with read_only(tmp_path / "office", tmp_path / "view") as view:
            Register.open(view).close()
        with closing(Register.open(tmp_path / "office")) as register:
            assert Clerk(register).issue().running == 3

    def test_no_register_is_said_to_be_none(self, tmp_path: Path) -> None:
        with pytest.raises(RegisterError, match="has no register yet"):
            Register.open(tmp_path)
