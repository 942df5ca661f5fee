from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from clerks import Clerk, utc
from soundness import assert_sound

from records.series import Series
from registry import denial, keys, proof, proving, succession
from registry.acts import Rotated
from registry.checkpoint import Checkpoint
from registry.keys import NoKeyError, OpenKeyError
from registry.ledger import read_act
from registry.proof_file import KeyProof
from registry.register import KEY, PUBLIC_KEY, Register
from registry.reservation import Found
from registry.rotation import rotate
from registry.succession import SuccessionError

if TYPE_CHECKING:
    from pathlib import Path

    from registry.note import Note


def turn(clerk: Clerk, reason: str = "เปลี่ยนเจ้าหน้าที่") -> Note:
    return rotate(clerk.register, clerk.now, clerk.by, reason)


def office_of(clerk: Clerk) -> Path:
    return clerk.register.folder.parent


class TestRotate:
    """Rotated by an entry: `key`, `reason`."""

    def test_the_entry_names_the_new_key(self, clerk: Clerk) -> None:
        clerk.issue()
        turn(clerk, " กุญแจรั่ว ")
        with clerk.register.store.reading() as reader:
            act = read_act(reader, 2)
        assert isinstance(act, Rotated)
        assert act.reason == "กุญแจรั่ว"
        assert act.key == str(keys.load(clerk.register.folder / KEY).verifier)

    def test_the_checkpoint_right_after_it_is_signed_by_both(self, clerk: Clerk) -> None:
        old = keys.load(clerk.register.folder / KEY).verifier
        note = turn(clerk)
        new = keys.load(clerk.register.folder / KEY).verifier
        assert old != new
        assert note.verified_by(old)
        assert note.verified_by(new)
        assert Checkpoint.parse(note.text).size == 2
        assert (clerk.register.folder / "checkpoint").read_text("utf-8") == str(note)

    def test_later_ones_by_the_new_key_alone(self, clerk: Clerk) -> None:
        old = keys.load(clerk.register.folder / KEY).verifier
        turn(clerk)
        clerk.issue()
        note = clerk.register.seal(clerk.now)
        assert not note.verified_by(old)
        assert note.verified_by(keys.load(clerk.register.folder / KEY).verifier)

    def test_every_key_is_given_away(self, clerk: Clerk) -> None:
        for _ in range(3):
            turn(clerk)
            clerk.issue()
        with clerk.register.store.reading() as reader:
            known = succession.keys_of(reader)
        lines = (clerk.register.folder / PUBLIC_KEY).read_text("utf-8").splitlines()
        assert lines == [str(key) for key in known]
        assert len(lines) == 4
        clerk.register.seal(clerk.now)
        assert_sound(office_of(clerk), sealed=True)

    def test_the_old_key_is_kept_until_somebody_deletes_it(self, clerk: Clerk) -> None:
        old = keys.load(clerk.register.folder / KEY)
        turn(clerk)
        (file,) = keys.retired(clerk.register.folder / KEY)
        assert keys.load(file) == old

    def test_the_origin_stays(self, clerk: Clerk) -> None:
        before = clerk.register.origin
        turn(clerk)
        with closing(Register.open(office_of(clerk))) as register:
            assert register.origin == before

    def test_not_without_a_reason(self, clerk: Clerk) -> None:
        with pytest.raises(denial.ReasonMissingError):
            turn(clerk, " ")
        assert not (clerk.register.folder / f"{KEY}.next").exists()

    def test_not_without_the_old_key(self, clerk: Clerk) -> None:
        (clerk.register.folder / KEY).unlink()
        with pytest.raises(NoKeyError):
            turn(clerk)
        with clerk.register.store.reading() as reader:
            assert reader.size() == 1

    def test_not_with_a_key_that_others_may_read(self, clerk: Clerk) -> None:
        (clerk.register.folder / KEY).chmod(0o644)
        with pytest.raises(OpenKeyError):
            turn(clerk)

    def test_numbers_are_proven_under_the_last_key(self, clerk: Clerk) -> None:
        first = keys.load(clerk.register.folder / KEY).verifier
        for _ in range(2):
            act = clerk.issue()
            turn(clerk)
        with clerk.register.store.reading() as reader:
            found = proving.prove(reader, letter(act.running or 0))
        assert proof.check(found, first).is_proven


def letter(running: int) -> Found:
    series = Series("sent", "ตก 0132", 2563)
    return Found(series=series, running=running, number=f"ตก ๐๑๓๒/{running}")


class TestInterrupted:
    """Each step may be repeated after a crash."""

    def folder_before(self, clerk: Clerk, tmp_path: Path) -> Path:
        """Keep the folder as it is before a rotation."""
        shutil.copytree(clerk.register.folder, tmp_path / "before")
        return tmp_path / "before"

    def undo_adoption(self, clerk: Clerk, before: Path) -> None:
        """Leave the files as a crash does between the entry and the adoption."""
        folder = clerk.register.folder
        (folder / KEY).rename(folder / f"{KEY}.next")
        for name in (KEY, PUBLIC_KEY, "checkpoint"):
            shutil.copy2(before / name, folder / name)
        for file in keys.retired(folder / KEY):
            file.unlink()

    def test_the_next_to_seal_finishes_it(self, clerk: Clerk, tmp_path: Path) -> None:
        before = self.folder_before(clerk, tmp_path)
        turn(clerk)
        new = keys.load(clerk.register.folder / KEY)
        self.undo_adoption(clerk, before)
        clerk.issue()
        note = clerk.register.seal(clerk.now)
        assert note.verified_by(new.verifier)
        assert keys.load(clerk.register.folder / KEY) == new
        assert len(keys.retired(clerk.register.folder / KEY)) == 1
        assert_sound(office_of(clerk), sealed=True)

    def test_rotating_again_finishes_it_and_begins_no_other(
        self, clerk: Clerk, tmp_path: Path
    ) -> None:
        before = self.folder_before(clerk, tmp_path)
        note = turn(clerk)
        new = keys.load(clerk.register.folder / KEY)
        self.undo_adoption(clerk, before)
        assert turn(clerk) == note
        assert keys.load(clerk.register.folder / KEY) == new
        assert [act.act for act in assert_sound(office_of(clerk))] == ["founded", "rotated"]

    def test_a_prepared_key_that_no_entry_names_does_not_sign(self, clerk: Clerk) -> None:
        path = clerk.register.folder / KEY
        prepared = keys.prepare(path)
        clerk.issue()
        note = clerk.register.seal(clerk.now)
        assert not note.verified_by(prepared.verifier)
        assert turn(clerk).verified_by(prepared.verifier)
        assert keys.load(path) == prepared

    def test_half_a_prepared_key(self, clerk: Clerk) -> None:
        path = clerk.register.folder / f"{KEY}.next"
        path.write_text("PRIVATE+KEY+sara", "ascii")
        path.chmod(0o600)
        clerk.issue()
        clerk.register.seal(clerk.now)
        turn(clerk)
        assert_sound(office_of(clerk), sealed=True)

    def test_somebody_who_had_it_open_seals_with_the_new_key(self, clerk: Clerk) -> None:
        with closing(Register.open(office_of(clerk))) as other:
            turn(clerk)
            Clerk(other).issue()
            other.seal(utc("2020-02-13 08:00"))
        assert_sound(office_of(clerk), sealed=True)


class TestSuccession:
    """Each later key is named by a `rotated` entry in a checkpoint signed by the key before."""

    @pytest.fixture
    def shown(self, clerk: Clerk) -> tuple[KeyProof, ...]:
        for _ in range(2):
            turn(clerk)
            clerk.issue()
        clerk.register.seal(clerk.now)
        with clerk.register.store.reading() as reader:
            return succession.shown(reader, reader.size())

    def test_it_can_be_followed(self, clerk: Clerk, shown: tuple[KeyProof, ...]) -> None:
        with clerk.register.store.reading() as reader:
            assert succession.followed(shown) == succession.keys_of(reader)

    def test_up_to_an_earlier_checkpoint(self, clerk: Clerk, shown: tuple[KeyProof, ...]) -> None:
        with clerk.register.store.reading() as reader:
            assert succession.shown(reader, 3) == shown[:2]
            assert succession.shown(reader, 1) == shown[:1]

    def test_a_key_that_is_left_out(self, shown: tuple[KeyProof, ...]) -> None:
        with pytest.raises(SuccessionError, match="key 2"):
            succession.followed((shown[0], shown[2]))

    def test_a_key_of_another_entry(self, shown: tuple[KeyProof, ...]) -> None:
        wrong = shown[1].model_copy(update={"key": shown[2].key})
        with pytest.raises(SuccessionError, match="key 2"):
            succession.followed((shown[0], wrong))

    def test_a_key_without_a_checkpoint(self, shown: tuple[KeyProof, ...]) -> None:
        for bare in (KeyProof(key=shown[1].key), shown[1].model_copy(update={"checkpoint": "x"})):
            with pytest.raises(SuccessionError, match="key 2"):
                succession.followed((shown[0], bare))

    def test_a_first_key_that_is_not_the_origins(self, shown: tuple[KeyProof, ...]) -> None:
        with pytest.raises(SuccessionError, match="key 1"):
            succession.followed(shown[1:2])
