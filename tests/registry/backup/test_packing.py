from __future__ import annotations

import json
import stat
import zipfile
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from clerks import Clerk, utc
from soundness import assert_sound

from registry import keys
from registry.acts import Exported
from registry.backup.archive import MANIFEST, content_name, look
from registry.backup.errors import BackupExistsError, BackupUnwritableError
from registry.backup.packing import back_up
from registry.checkpoint import Checkpoint
from registry.errors import DamagedRegisterError
from registry.keys import NoKeyError
from registry.note import Note
from registry.register import KEY, Register
from registry.wanted import Paper

if TYPE_CHECKING:
    from pathlib import Path

LARGE = Paper(name="หนังสือ.pdf", data=b"%PDF-1.7 " * 9000)
DIGEST = sha256(LARGE.data).hexdigest()
EXPORT = {"book": "sent", "year": 2563, "form": "csv", "sha256": "0" * 64, "rows": 0}
LATER = utc("2020-02-13 06:00")


@pytest.fixture
def busy(clerk: Clerk) -> Clerk:
    """Have numbers of several series, and a large file."""
    clerk.issue(files=(LARGE,))
    clerk.issue(book="orders", kind="order")
    clerk.receive()
    return clerk


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "backup.zip"


class TestWhole:
    """One file, appearing whole, with everything that a restore needs."""

    def test_what_it_holds(self, busy: Clerk, out: Path) -> None:
        made = back_up(busy.register, out, LATER)
        assert look(out) == made
        manifest = made.manifest
        assert (manifest.origin, manifest.entries, manifest.sealed) == (busy.register.origin, 4, 4)
        assert manifest.made == "2020-02-13T06:00:00Z"
        assert manifest.highest == {
            "orders/ตก 0132/2563": 1,
            "received/ตก 0132/2563": 1,
            "sent/ตก 0132/2563": 1,
        }
        assert set(manifest.files) == {
            *("register.db", "office.pub", "checkpoint", "highest.json"),
            content_name(DIGEST),
        }
        assert manifest.missing == ()

    def test_each_part_is_that_of_the_register(self, busy: Clerk, out: Path) -> None:
        made = back_up(busy.register, out, LATER)
        for name in ("office.pub", "checkpoint", "highest.json", content_name(DIGEST)):
            assert made.read(name) == (busy.register.folder / name).read_bytes()
        assert made.read("register.db-wal") is None

    def test_anybody_can_look_into_it(self, busy: Clerk, out: Path) -> None:
        back_up(busy.register, out, LATER)
        with zipfile.ZipFile(out) as archive:
            assert archive.testzip() is None
            assert json.loads(archive.read(MANIFEST))["office_name"].startswith("สำนักงาน")

    def test_the_register_is_sealed_first(self, busy: Clerk, out: Path) -> None:
        note = Note.parse(back_up(busy.register, out, LATER).read("checkpoint") or b"")
        assert Checkpoint.parse(note.text).size == 4
        assert str(note) == str(busy.register.latest())

    def test_nothing_else_appears(self, busy: Clerk, out: Path) -> None:
        before = set(out.parent.iterdir())
        back_up(busy.register, out, LATER)
        assert set(out.parent.iterdir()) - before == {out}

    def test_only_its_owner_may_read_it(self, busy: Clerk, out: Path) -> None:
        back_up(busy.register, out, LATER)
        assert stat.S_IMODE(out.stat().st_mode) == 0o600

    def test_an_empty_register(self, clerk: Clerk, out: Path) -> None:
        manifest = back_up(clerk.register, out, LATER).manifest
        assert (manifest.entries, manifest.highest) == (1, {})


class TestKey:
    """Not the private key unless asked."""

    def test_it_is_left_out(self, busy: Clerk, out: Path) -> None:
        made = back_up(busy.register, out, LATER)
        secret = str(keys.load(busy.register.folder / KEY))
        assert not made.manifest.with_key
        assert secret.encode() not in out.read_bytes()

    def test_it_is_put_in(self, busy: Clerk, out: Path) -> None:
        made = back_up(busy.register, out, LATER, with_key=True)
        assert made.manifest.with_key
        assert made.read(KEY) == (busy.register.folder / KEY).read_bytes()

    def test_it_cannot_be_put_in_when_it_is_gone(self, busy: Clerk, out: Path) -> None:
        (busy.register.folder / KEY).unlink()
        with pytest.raises(NoKeyError):
            back_up(busy.register, out, LATER, with_key=True)
        assert not out.exists()

    def test_without_a_key_it_is_made_all_the_same(self, busy: Clerk, out: Path) -> None:
        busy.register.seal(LATER)
        busy.issue()
        (busy.register.folder / KEY).unlink()
        manifest = back_up(busy.register, out, LATER).manifest
        assert (manifest.entries, manifest.sealed) == (5, 4)


class TestPlace:
    """A backup is never overwritten, and says why it cannot be written."""

    def test_there_is_a_file(self, busy: Clerk, out: Path) -> None:
        out.write_bytes(b"x")
        with pytest.raises(BackupExistsError):
            back_up(busy.register, out, LATER)
        assert out.read_bytes() == b"x"

    def test_there_is_no_such_folder(self, busy: Clerk, tmp_path: Path) -> None:
        with pytest.raises(BackupUnwritableError):
            back_up(busy.register, tmp_path / "nowhere" / "backup.zip", LATER)


class TestInUse:
    """While others use the register."""

    def test_what_is_entered_meanwhile_is_not_in_it(self, busy: Clerk, out: Path) -> None:
        with closing(Register.open(busy.register.folder.parent)) as other:
            with other.store.reading() as reader:
                assert reader.size() == 4
                made = back_up(busy.register, out, LATER)
            Clerk(other).issue()
        assert made.manifest.entries == 4

    def test_somebody_writes(self, busy: Clerk, out: Path) -> None:
        """Content erased between the copy and the packing is looked at again."""
        register, copy_into = busy.register, type(busy.register.store).copy_into
        times = []

        def copy_and_erase(folder: Path) -> None:
            copy_into(register.store, folder)  # type: ignore[arg-type]
            if not times:
                with register.writing(LATER, "มานี") as pen:
                    pen.writer.erase(DIGEST)
                    pen.append(Exported, **EXPORT)
            times.append(folder)

        register.store.copy_into = copy_and_erase  # type: ignore[method-assign]
        made = back_up(register, out, LATER)
        assert len(times) == 2
        assert made.manifest.missing == ()
        assert content_name(DIGEST) not in made.manifest.files


class TestUnsound:
    """What is wrong with a register is not carried on unsaid."""

    @pytest.mark.parametrize("damage", ["gone", "changed"])
    def test_content_that_is_gone_is_named(self, busy: Clerk, out: Path, damage: str) -> None:
        file = busy.register.folder / content_name(DIGEST)
        if damage == "gone":
            file.unlink()
        else:
            file.write_bytes(b"%PDF-0.0")
        manifest = back_up(busy.register, out, LATER).manifest
        assert manifest.missing == (DIGEST,)
        assert content_name(DIGEST) not in manifest.files

    def test_of_a_damaged_database_there_is_no_backup(self, busy: Clerk, out: Path) -> None:
        for _ in range(200):
            busy.issue(record=b"x" * 400)
        busy.register.close()
        database = busy.register.folder / "register.db"
        with database.open("r+b") as stream:
            stream.seek(database.stat().st_size // 2 // 4096 * 4096)
            stream.write(b"\xff" * 4096)
        register = Register.open(busy.register.folder.parent)
        with closing(register), pytest.raises(DamagedRegisterError):
            back_up(register, out, LATER)
        assert not out.exists()

    def test_the_register_itself_is_as_it_was(self, busy: Clerk, out: Path) -> None:
        back_up(busy.register, out, LATER)
        busy.issue()
        busy.register.seal(LATER)
        assert len(assert_sound(busy.register.folder.parent, sealed=True)) == 5
