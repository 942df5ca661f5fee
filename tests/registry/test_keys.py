"""Key files: nobody else reads them, nothing overwrites them, and a rotation survives a crash."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from registry.keys import (
    DamagedKeyError,
    KeyExistsError,
    KeyFileError,
    NoKeyError,
    NotRetiredError,
    OpenKeyError,
    adopt,
    forget,
    load,
    make,
    origin_of,
    prepare,
    publish,
    retired,
)
from registry.note import SignerKey, VerifierKey

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="other systems have no file modes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.key"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestMaking:
    def test_the_key_is_named_after_its_log(self, path: Path) -> None:
        key = make(path)
        assert key.name == origin_of(key.verifier.public)
        assert len(key.name) == len("saraban/") + 16

    def test_the_origin_is_the_hash_of_the_public_key(self) -> None:
        assert origin_of(bytes(32)) == "saraban/66687aadf862bd77"

    def test_it_comes_back(self, path: Path) -> None:
        assert make(path) == load(path)

    @posix
    @pytest.mark.parametrize("mask", [0, 0o022, 0o077])
    def test_only_its_owner_reads_it(self, path: Path, mask: int) -> None:
        before = os.umask(mask)
        try:
            make(path)
        finally:
            os.umask(before)
        assert mode(path) == 0o600

    def test_the_public_key_lies_beside_it(self, path: Path) -> None:
        key = make(path)
        text = path.with_name("office.pub").read_text("utf-8")
        assert text == f"{key.verifier}\n"
        assert "PRIVATE" not in text

    def test_no_key_is_overwritten(self, path: Path) -> None:
        key = make(path)
        with pytest.raises(KeyExistsError):
            make(path)
        assert load(path) == key

    @posix
    def test_nor_what_a_link_leads_to(self, path: Path) -> None:
        target = path.with_name("elsewhere")
        path.symlink_to(target)
        with pytest.raises(KeyExistsError):
            make(path)
        assert not target.exists()

    def test_the_folder_must_be_there(self, tmp_path: Path) -> None:
        with pytest.raises(KeyFileError):
            make(tmp_path / "nowhere" / "office.key")


class TestLoading:
    def test_a_missing_key_is_named(self, path: Path) -> None:
        with pytest.raises(NoKeyError, match=r"office\.key is missing"):
            load(path)

    @posix
    @pytest.mark.parametrize("bit", [0o040, 0o020, 0o010, 0o004, 0o002, 0o001])
    def test_a_key_that_others_can_touch_is_refused_with_a_remedy(
        self, path: Path, bit: int
    ) -> None:
        make(path)
        path.chmod(0o600 | bit)
        with pytest.raises(OpenKeyError, match=f"chmod 600 {path}"):
            load(path)
        path.chmod(0o600)
        load(path)

    @posix
    def test_a_key_that_its_owner_only_reads_is_fine(self, path: Path) -> None:
        key = make(path)
        path.chmod(0o400)
        assert load(path) == key

    @pytest.mark.parametrize(
        "data",
        [b"", b"\n", b"PRIVATE+KEY+", b"\xff" * 100, b"A" * 10_000, b"\0" * 120],
    )
    def test_a_damaged_key_is_refused(self, path: Path, data: bytes) -> None:
        make(path)
        path.write_bytes(data)
        with pytest.raises(DamagedKeyError):
            load(path)

    def test_a_changed_letter_is_noticed(self, path: Path) -> None:
        make(path)
        data = path.read_bytes()
        for place in range(len(data) - 1):
            changed = bytearray(data)
            changed[place] ^= 1
            path.write_bytes(bytes(changed))
            with pytest.raises(DamagedKeyError):
                load(path)

    def test_no_message_repeats_the_key(self, path: Path) -> None:
        key = make(path)
        path.write_text(f"{key}x\n", "utf-8")
        with pytest.raises(DamagedKeyError) as caught:
            load(path)
        assert str(key)[30:] not in str(caught.value)

    def test_a_folder_is_no_key(self, path: Path) -> None:
        path.mkdir()
        with pytest.raises(KeyFileError):
            load(path)


class TestRotation:
    def rotated(self, path: Path, *known: VerifierKey) -> SignerKey:
        new = prepare(path)
        adopt(path, (*known, new.verifier))
        return new

    def test_the_new_key_bears_the_name_of_the_log(self, path: Path) -> None:
        old = make(path)
        new = prepare(path)
        assert new.name == old.name
        assert new.seed != old.seed

    def test_the_old_key_signs_until_the_new_one_is_adopted(self, path: Path) -> None:
        old = make(path)
        prepare(path)
        assert load(path) == old

    def test_preparing_again_gives_the_same_key(self, path: Path) -> None:
        make(path)
        assert prepare(path) == prepare(path)

    def test_then_the_new_one_signs(self, path: Path) -> None:
        old = make(path)
        new = self.rotated(path, old.verifier)
        assert load(path) == new
        assert [load(file) for file in retired(path)] == [old]
        assert path.with_name("office.pub").read_text("utf-8").splitlines() == [
            str(old.verifier),
            str(new.verifier),
        ]

    def test_adopting_again_does_nothing(self, path: Path) -> None:
        old = make(path)
        new = self.rotated(path, old.verifier)
        assert adopt(path, (old.verifier, new.verifier)) == new
        assert len(retired(path)) == 1

    def test_retired_keys_are_counted(self, path: Path) -> None:
        keys = [make(path)]
        for _ in range(11):
            keys.append(self.rotated(path, *(key.verifier for key in keys)))
        assert [load(file) for file in retired(path)] == keys[:-1]
        assert retired(path)[-1].name == "office.key.11"

    @posix
    def test_every_key_file_is_its_owners(self, path: Path) -> None:
        old = make(path)
        self.rotated(path, old.verifier)
        prepare(path)
        keys = [file for file in path.parent.iterdir() if ".key" in file.name]
        assert len(keys) == 3
        assert {mode(file) for file in keys} == {0o600}

    def test_a_crash_while_the_next_key_is_written(self, path: Path) -> None:
        make(path)
        path.with_name("office.key.next").write_bytes(b"")
        path.with_name("office.key.next").chmod(0o600)
        assert prepare(path) == load(path.with_name("office.key.next"))

    def test_a_crash_after_the_old_key_was_copied(self, path: Path) -> None:
        old = make(path)
        new = prepare(path)
        copy = path.with_name("office.key.1")
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o600)
        assert adopt(path, (old.verifier, new.verifier)) == new
        assert [load(file) for file in retired(path)] == [old]

    def test_deleting_is_asked_for(self, path: Path) -> None:
        old = make(path)
        new = self.rotated(path, old.verifier)
        forget(path, retired(path)[0])
        assert retired(path) == ()
        assert load(path) == new

    @pytest.mark.parametrize(
        "name", ["office.key", "office.pub", "office.key.next", "other", "office.key.01"]
    )
    def test_only_retired_keys_are_deleted(self, path: Path, name: str) -> None:
        old = make(path)
        self.rotated(path, old.verifier)
        prepare(path)
        file = path.with_name(name)
        there = file.exists()
        with pytest.raises(NotRetiredError):
            forget(path, file)
        assert file.exists() == there

    def test_a_lost_public_file_is_written_again(self, path: Path) -> None:
        key = make(path)
        path.with_name("office.pub").unlink()
        publish(path, (key.verifier,))
        assert VerifierKey.parse(path.with_name("office.pub").read_text("utf-8").strip())
