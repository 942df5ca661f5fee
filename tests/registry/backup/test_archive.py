from __future__ import annotations

import json
import random
import sqlite3
import zipfile
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from clerks import Clerk, utc
from soundness import assert_sound

from registry.backup.archive import MANIFEST, look
from registry.backup.errors import (
    BackupError,
    DamagedBackupError,
    NewerBackupError,
    NotABackupError,
)
from registry.backup.packing import back_up
from registry.backup.restoring import restore
from registry.verification.verifier import verify
from registry.wanted import Paper

if TYPE_CHECKING:
    from pathlib import Path

LARGE = Paper(name="หนังสือ.pdf", data=b"%PDF-1.7 " * 9000)
CHANGED = (
    "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'letter', 'memo') AS BLOB)"
    " WHERE place = 2"
)
NEWER = (
    "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('saraban', 'x', '')"
)
LATER = utc("2020-02-13 06:00")


@pytest.fixture
def made(clerk: Clerk, tmp_path: Path) -> Path:
    """Make a backup of three letters."""
    for _ in range(3):
        clerk.issue(files=(LARGE,))
    back_up(clerk.register, tmp_path / "backup.zip", LATER)
    return tmp_path / "backup.zip"


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(file: Path, files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file


def forged(file: Path, changed: dict[str, bytes], **manifest: Any) -> Path:
    """Rewrite a backup with other files, and a manifest that agrees with them."""
    files = parts(file) | changed
    said = json.loads(files.pop(MANIFEST))
    said["files"] = {
        name: {"sha256": sha256(data).hexdigest(), "size": len(data)}
        for name, data in files.items()
    }
    return written(file, files | {MANIFEST: json.dumps(said | manifest).encode()})


def database(file: Path, *statements: str) -> bytes:
    """Return the database of a backup after somebody worked on it."""
    path = file.with_name("forged.db")
    path.write_bytes(parts(file)["register.db"])
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()
    return path.read_bytes()


class TestDamage:
    """Bit flips: each byte of a backup is of its manifest, its files or its directory."""

    def test_any_byte(self, made: Path) -> None:
        whole, sound = made.read_bytes(), look(made)
        choice = random.Random(5)  # noqa: S311  # the same places in every run
        places = [choice.randrange(len(whole)) for _ in range(150)]
        for place in (*places, *range(len(whole) - 120, len(whole))):
            changed = bytearray(whole)
            changed[place] ^= 1 << choice.randrange(8)
            made.write_bytes(changed)
            try:
                found = look(made)
            except BackupError:
                continue
            # What says only how and when a file was packed may change unseen.
            assert found.manifest == sound.manifest
            assert found.read("register.db") is not None

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
    def test_cut_short(self, made: Path, share: float) -> None:
        whole = made.read_bytes()
        made.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(NotABackupError):
            look(made)

    def test_a_changed_file(self, made: Path) -> None:
        written(made, parts(made) | {"checkpoint": b"x"})
        with pytest.raises(DamagedBackupError, match="checkpoint"):
            look(made)

    def test_content_under_another_name(self, made: Path) -> None:
        name = f"content/ab/ab{'0' * 62}"
        with pytest.raises(DamagedBackupError, match="content/ab"):
            look(forged(made, {name: LARGE.data}))

    @pytest.mark.parametrize("name", ["register.db", "office.pub", "highest.json"])
    def test_a_file_is_left_out(self, made: Path, name: str) -> None:
        files = parts(made)
        del files[name]
        with pytest.raises(DamagedBackupError):
            look(written(made, files))

    def test_a_needed_file_is_left_out_of_the_manifest_too(self, made: Path) -> None:
        files = parts(made)
        del files["register.db"]
        written(made, files)
        with pytest.raises(DamagedBackupError, match="lacks a file"):
            look(forged(made, {}))


class TestHostile:
    """Zip bombs and path traversal, and what else an archive can be made to do."""

    @pytest.mark.parametrize(
        "name",
        [
            *("../evil", "/etc/passwd", "..\\evil", "content/../../evil", "C:evil", "a" * 5000),
            *(
                "content/ab/cd" + "0" * 62,
                f"content/ab/AB{'0' * 62}",
                "register.db/",
                "office.key2",
            ),
            *("witnessed/../office.json", "REGISTER.DB", " "),
        ],
    )
    def test_names_that_lead_elsewhere(self, made: Path, name: str) -> None:
        with pytest.raises(BackupError):
            look(forged(made, {name: b"x"}))

    def test_a_bomb(self, made: Path) -> None:
        files = parts(made) | {"register.db": bytes(50_000_000)}
        bomb = written(made, files, zipfile.ZIP_DEFLATED)
        assert bomb.stat().st_size < 1_000_000
        with pytest.raises(NotABackupError, match="compressed"):
            look(bomb)

    def test_two_files_of_one_name(self, made: Path) -> None:
        with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("checkpoint", b"another")
        with pytest.raises(NotABackupError):
            look(made)

    def test_files_that_lie_over_each_other(self, made: Path) -> None:
        """Many names of the same bytes make a small archive large."""
        files = {f"content/{n:02x}/{n:02x}{'0' * 62}": bytes(90_000) for n in range(40)}
        written(made, parts(made) | files)
        overlapping = _overlapped(made)
        assert overlapping.stat().st_size < 1_000_000
        with pytest.raises(BackupError):
            look(overlapping)

    def test_encrypted(self, made: Path) -> None:
        plain, secret = (b"PK\x01\x02\x14\x03\x14\x00" + flags for flags in (b"\0\0", b"\1\0"))
        assert plain in made.read_bytes()
        made.write_bytes(made.read_bytes().replace(plain, secret))
        with pytest.raises(NotABackupError):
            look(made)

    @pytest.mark.parametrize(
        "manifest",
        [
            *(b"", b"[]", b"7", b"null", b"{}", b"[" * 100_000, b'{"format":7}', b"\xff"),
            b'{"format":"saraban-backup/1"}',
        ],
    )
    def test_manifests_that_are_none(self, made: Path, manifest: bytes) -> None:
        with pytest.raises(NotABackupError):
            look(written(made, parts(made) | {MANIFEST: manifest}))

    def test_no_manifest(self, made: Path) -> None:
        files = parts(made)
        del files[MANIFEST]
        with pytest.raises(NotABackupError, match=MANIFEST):
            look(written(made, files))

    @pytest.mark.parametrize(
        "said", [{"entries": 0}, {"entries": "4"}, {"origin": "x"}, {"more": 1}, {"made": "today"}]
    )
    def test_manifests_that_say_what_cannot_be(self, made: Path, said: dict[str, Any]) -> None:
        with pytest.raises(NotABackupError):
            look(forged(made, {}, **said))

    @pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"{}" * 999])
    def test_other_files(self, made: Path, data: bytes) -> None:
        made.write_bytes(data)
        with pytest.raises(NotABackupError):
            look(made)

    def test_no_file(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none", tmp_path):
            with pytest.raises(BackupError):
                look(path)

    def test_of_a_later_version(self, made: Path) -> None:
        with pytest.raises(NewerBackupError):
            look(forged(made, {}, format="saraban-backup/2"))


def _overlapped(file: Path) -> Path:
    """Let every large file of an archive point at the bytes of one of them."""
    data = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        large = [info for info in archive.infolist() if info.file_size == 90_000]
        directory = archive.start_dir
    head, tail = data[: large[1].header_offset], bytearray(data[directory:])
    for info in large[1:]:
        at = tail.index(info.filename.encode()) - 4
        tail[at : at + 4] = large[0].header_offset.to_bytes(4, "little")
    end = tail.rindex(b"PK\x05\x06")
    tail[end + 16 : end + 20] = len(head).to_bytes(4, "little")
    file.write_bytes(head + bytes(tail))
    return file


class TestForged:
    """A backup that is whole as a file, and lies about the register."""

    def refused(
        self, clerk: Clerk, file: Path, kind: type[BackupError] = DamagedBackupError
    ) -> None:
        before = len(assert_sound(clerk.register.folder.parent))
        assert look(file)
        with pytest.raises(kind) as caught:
            restore(file, clerk.register.folder.parent, now=LATER, by="ก", reason="ทดสอบ")
        assert "\n" not in str(caught.value)
        assert len(assert_sound(clerk.register.folder.parent)) == before
        assert not list(clerk.register.folder.parent.glob(".*"))

    @pytest.mark.parametrize(
        "statements",
        [
            ("DROP TRIGGER entry_stays", CHANGED),
            ("DROP TRIGGER entry_remains", "DELETE FROM entry WHERE place = 3"),
            ("DROP TRIGGER entry_remains", "DELETE FROM entry WHERE place = 1"),
            ("DROP TRIGGER entry_remains", "DELETE FROM entry"),
            ("INSERT INTO entry SELECT 4, body FROM entry WHERE place = 3",),
            ("UPDATE checkpoint SET note = 'x' WHERE size = 4",),
            ("UPDATE checkpoint SET size = 9 WHERE size = 4",),
            ("DELETE FROM checkpoint WHERE size = 4",),
            ("DELETE FROM checkpoint",),
            ("UPDATE content SET body = x'00' WHERE body IS NOT NULL",),
            ("PRAGMA application_id = 7",),
            ("DROP TABLE entry",),
            ("DROP TABLE checkpoint",),
            ("DROP TABLE content",),
        ],
    )
    def test_a_database_that_somebody_worked_on(
        self, clerk: Clerk, made: Path, statements: tuple[str, ...]
    ) -> None:
        self.refused(clerk, forged(made, {"register.db": database(made, *statements)}))

    def test_no_database(self, clerk: Clerk, made: Path) -> None:
        self.refused(clerk, forged(made, {"register.db": b"x" * 9000}))
        self.refused(clerk, forged(made, {"register.db": b""}))

    def test_a_corrupt_page(self, clerk: Clerk, made: Path) -> None:
        data = bytearray(parts(made)["register.db"])
        data[5 * 4096 : 6 * 4096] = b"\xa5" * 4096
        self.refused(clerk, forged(made, {"register.db": bytes(data)}))

    def test_a_newer_database(self, clerk: Clerk, made: Path) -> None:
        file = forged(made, {"register.db": database(made, NEWER)})
        self.refused(clerk, file, NewerBackupError)

    def test_another_length(self, clerk: Clerk, made: Path) -> None:
        self.refused(clerk, forged(made, {}, entries=3, sealed=3))

    def test_large_content_is_left_out(self, clerk: Clerk, made: Path) -> None:
        files = {name: data for name, data in parts(made).items() if "content" not in name}
        written(made, files)
        self.refused(clerk, forged(made, {}))

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE number SET state = 'voided'",
            "DELETE FROM number",
            "DELETE FROM node",
            "UPDATE node SET hash = x'00'",
            "DELETE FROM draft",
            "CREATE TRIGGER evil AFTER INSERT ON entry BEGIN DELETE FROM number; END",
            "CREATE VIEW evil AS SELECT * FROM entry",
            "CREATE TABLE evil (x)",
        ],
    )
    def test_nothing_else_is_taken_from_it(self, clerk: Clerk, made: Path, statement: str) -> None:
        """Tables that can be made from the entries are made from the entries."""
        folder = clerk.register.folder.parent
        forged(made, {"register.db": database(made, statement)})
        restore(made, folder, now=LATER, by="ก", reason="ทดสอบ")
        assert len(assert_sound(folder, sealed=True)) == 5
        with closing(sqlite3.connect(folder / "register" / "register.db")) as db:
            names = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        assert "evil" not in names

    def test_content_that_it_does_not_have_is_missed_by_the_verification(
        self, clerk: Clerk, made: Path
    ) -> None:
        folder = clerk.register.folder.parent
        forged(made, {"register.db": database(made, "DELETE FROM content")})
        files = {name: data for name, data in parts(made).items() if "content" not in name}
        forged(written(made, files), {})
        restore(made, folder, now=LATER, by="ก", reason="ทดสอบ")
        codes = {finding.code for finding in verify(folder, now=LATER).findings}
        assert "content_missing" in codes

    def test_highest_numbers_that_lie_change_nothing(self, clerk: Clerk, made: Path) -> None:
        folder = clerk.register.folder.parent
        forged(made, {"highest.json": b'{"sent/\xe0\xb8\x95\xe0\xb8\x81 0132/2563": 999999}'})
        done = restore(made, folder, now=LATER, by="ก", reason="ทดสอบ")
        assert done.loss.lost == ()
