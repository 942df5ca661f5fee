"""Keys exchanged, changed rightly, and changed by somebody else."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from attacker import Attacker, Care
from clerks import Clerk, opened, utc
from reports import codes, only, report

from registry import keys, rotation, sealing
from registry.acts import Rotated
from registry.note import SignerKey, VerifierKey
from registry.register import Register, lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from filled import Filled

    from registry.note import Note


@pytest.fixture
def rotated(tmp_path: Path) -> tuple[Path, dict[int, Note]]:
    """Return a register whose key was changed by entry 2, and its checkpoints by size."""
    folder = tmp_path / "office"
    clerk = opened(folder, moment="2020-02-13 03:00")
    found: dict[int, Note] = {}
    latest = clerk.register.latest()
    assert latest
    found[1] = latest
    clerk.issue()
    found[3] = rotation.rotate(clerk.register, clerk.now, "แพรวา", "เปลี่ยนผู้ดูแล")
    clerk.issue()
    found[4] = clerk.register.seal(clerk.now)
    clerk.register.close()
    return folder, found


class TestKeyFiles:
    def test_another_private_key(self, filled: Filled) -> None:
        path = filled.folder / "register" / "office.key"
        path.write_text(f"{SignerKey(name=keys.load(path).name, seed=bytes(32))}\n", "utf-8")

        found = report(filled.folder)

        assert codes(found) == ["private_key_differs"]
        assert only(found, "private_key_differs").facts["file"] == "register/office.key"

    def test_both_keys_of_another_register(self, filled: Filled, tmp_path: Path) -> None:
        opened(tmp_path / "other").register.close()
        for name in ("office.key", "office.pub"):
            shutil.copy(tmp_path / "other" / "register" / name, filled.folder / "register" / name)

        assert codes(report(filled.folder)) == ["public_key_differs", "private_key_differs"]

    def test_checkpoints_signed_anew_with_another_key(self, filled: Filled, tmp_path: Path) -> None:
        opened(tmp_path / "other").register.close()
        for name in ("office.key", "office.pub"):
            shutil.copy(tmp_path / "other" / "register" / name, filled.folder / "register" / name)
        attacker = Attacker(filled.folder)
        attacker.edit(5, Care.SIGNED, to="ผู้อื่น")

        found = report(filled.folder)

        assert "checkpoint_unsigned" in codes(found)
        assert len([each for each in found.findings if each.code == "checkpoint_unsigned"]) == 6

    @pytest.mark.parametrize("data", [b"", b"x", b"\xff\xff"])
    def test_a_public_key_that_is_none(self, filled: Filled, data: bytes) -> None:
        (filled.folder / "register" / "office.pub").write_bytes(data)

        assert codes(report(filled.folder)) == ["public_key_differs"]

    def test_a_second_public_key(self, filled: Filled) -> None:
        path = filled.folder / "register" / "office.pub"
        path.write_bytes(path.read_bytes() * 2)

        assert codes(report(filled.folder)) == ["public_key_differs"]

    def test_no_public_key(self, filled: Filled) -> None:
        (filled.folder / "register" / "office.pub").unlink()

        assert codes(report(filled.folder)) == ["public_key_missing"]

    def test_no_private_key_as_in_a_copy_for_the_auditor(self, filled: Filled) -> None:
        (filled.folder / "register" / "office.key").unlink()

        assert codes(report(filled.folder)) == []

    def test_a_private_key_that_others_may_read(self, filled: Filled) -> None:
        (filled.folder / "register" / "office.key").chmod(0o644)

        found = report(filled.folder)

        assert codes(found) == ["private_key_unusable"]
        assert "chmod 600" in str(only(found, "private_key_unusable"))

    def test_a_damaged_private_key(self, filled: Filled) -> None:
        (filled.folder / "register" / "office.key").write_bytes(b"PRIVATE")

        assert codes(report(filled.folder)) == ["private_key_unusable"]


class TestTheKeyGiven:
    """The first key is the one that was given, if one was given."""

    def test_the_right_one(self, filled: Filled) -> None:
        key = keys.load(filled.folder / "register" / "office.key").verifier

        assert codes(report(filled.folder, trusted=key)) == []

    def test_another_one(self, filled: Filled) -> None:
        path = filled.folder / "register" / "office.key"
        other = SignerKey(name=keys.load(path).name, seed=bytes(32)).verifier

        found = report(filled.folder, trusted=other)

        assert codes(found) == ["key_not_trusted"]
        assert only(found, "key_not_trusted").facts["found"] == str(keys.load(path).verifier)

    def test_the_first_one_after_a_change(self, rotated: tuple[Path, dict[int, Note]]) -> None:
        folder, _ = rotated
        first, last = public_keys(folder)

        assert codes(report(folder, trusted=first)) == []
        assert codes(report(folder, trusted=last)) == ["key_not_trusted"]


class TestAChangeOfKeys:
    """Every checkpoint is signed by the key valid at its size; at a rotation by both."""

    def test_is_right(self, rotated: tuple[Path, dict[int, Note]]) -> None:
        folder, notes = rotated

        found = report(folder, *notes.values())

        assert codes(found) == []
        assert found.counts["checkpoints"] == 3 + 3 + 1

    def test_that_the_old_key_did_not_sign(self, rotated: tuple[Path, dict[int, Note]]) -> None:
        folder, notes = rotated
        new = keys.load(folder / "register" / "office.key")
        alone = type(notes[3])(text=notes[3].text, signatures=(new.sign(notes[3].text),))
        Attacker(folder).run("UPDATE checkpoint SET note = ? WHERE size = 3", str(alone))

        found = report(folder)

        assert codes(found) == ["rotation_unsealed", "checkpoint_unsigned"]
        assert only(found, "rotation_unsealed").facts == {"entry": 2}

    def test_whose_checkpoint_is_gone(self, rotated: tuple[Path, dict[int, Note]]) -> None:
        folder, _ = rotated
        Attacker(folder).run("DELETE FROM checkpoint WHERE size = 3")

        assert codes(report(folder)) == ["rotation_unsealed"]

    def test_after_which_the_old_key_signs(self, rotated: tuple[Path, dict[int, Note]]) -> None:
        folder, notes = rotated
        old = keys.load(folder / "register" / "office.key.1")
        stale = type(notes[4])(text=notes[4].text, signatures=(old.sign(notes[4].text),))
        Attacker(folder).run("UPDATE checkpoint SET note = ? WHERE size = 4", str(stale))

        found = report(folder)

        assert codes(found) == ["checkpoint_unsigned"]
        assert only(found, "checkpoint_unsigned").facts["size"] == 4

    def test_by_somebody_without_the_old_key(self, filled: Filled) -> None:
        register = Register.open(filled.folder)
        path = filled.folder / "register" / "office.key"
        forged = SignerKey(name=register.origin, seed=bytes(32))
        with register.writing(utc("2020-02-13 07:00"), "x") as pen:
            pen.append(Rotated, key=str(forged.verifier), reason="x")
            note = sealing.seal(pen.writer, register.origin, utc("2020-02-13 07:00"), (forged,))
            lay_out(register.folder, note, pen.writer)
        register.close()
        keys.publish(path, (keys.load(path).verifier, forged.verifier))
        path.write_text(f"{forged}\n", "utf-8")

        found = report(filled.folder)

        # Neither in the database nor beside it has the old key signed.
        assert codes(found) == ["checkpoint_unsigned"]

    def test_to_a_key_of_another_name(self, filled: Filled) -> None:
        register = Register.open(filled.folder)
        other = SignerKey(name="saraban/0123456789abcdef", seed=bytes(32)).verifier
        with register.writing(utc("2020-02-13 07:00"), "x") as pen:
            pen.append(Rotated, key=str(other), reason="x")
        register.close()

        found = report(filled.folder)

        assert codes(found) == ["key_unreadable"]
        assert only(found, "key_unreadable").facts["key"] == str(other)

    def test_that_was_interrupted_after_its_entry(self, filled: Filled) -> None:
        """The entry and its checkpoint are there, the files still hold the old keys."""
        clerk = Clerk(Register.open(filled.folder), now=utc("2020-02-13 07:00"))
        path = filled.folder / "register" / "office.key"
        with clerk.register.writing(clerk.now, "แพรวา") as pen:
            old, new = keys.load(path), keys.prepare(path)
            pen.append(Rotated, key=str(new.verifier), reason="ครบปี")
            sealing.seal(pen.writer, clerk.register.origin, clerk.now, (old, new))
        clerk.register.close()

        assert codes(report(filled.folder)) == ["checkpoint_file_old"]

    def test_cut_off_with_what_came_after(self, rotated: tuple[Path, dict[int, Note]]) -> None:
        """Only the public keys laid out still know who signed the later checkpoint."""
        folder, notes = rotated
        attacker = Attacker(folder)
        attacker.cut(2)
        attacker.cut_beside()

        found = report(folder, notes[4])

        assert "tail_cut" in codes(found)
        assert "public_key_differs" in codes(found)

    def test_public_keys_without_the_first(self, rotated: tuple[Path, dict[int, Note]]) -> None:
        folder, _ = rotated
        _, last = public_keys(folder)
        (folder / "register" / "office.pub").write_text(f"{last}\n", "utf-8")

        assert codes(report(folder)) == ["public_key_differs"]


def public_keys(folder: Path) -> list[VerifierKey]:
    lines = (folder / "register" / "office.pub").read_text("utf-8").splitlines()
    return [VerifierKey.parse(line) for line in lines]
