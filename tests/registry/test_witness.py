from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from clerks import Clerk, office, opened, utc
from soundness import assert_sound

from records.docnumber import DocumentNumber
from records.errors import SarabanError
from registry import keys, proof, proving, reservation
from registry.checkpoint import Checkpoint
from registry.note import Note, SignerKey, VerifierKey
from registry.register import KEY, Register
from registry.rotation import rotate
from registry.succession import SuccessionError
from registry.witness.errors import (
    ContradictionError,
    ForgottenError,
    LargerSeenError,
    NoConsistencyError,
    NotSignedError,
    OtherCheckpointError,
    RequestError,
    StrangerError,
    UnsealedError,
)
from registry.witness.request import Request, request
from registry.witness.signing import add_cosignature, cosign, last_seen, set_aside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registry.reservation import Found

NOW = utc("2020-02-14 03:00")
SECONDS = int(NOW.timestamp())


@pytest.fixture
def neighbour(tmp_path: Path) -> Iterator[Clerk]:
    """Work in another office, whose key witnesses."""
    clerk = opened(tmp_path / "neighbour", office(code="ตก 0232"))
    yield clerk
    clerk.register.close()


def own_key(clerk: Clerk) -> SignerKey:
    return keys.load(clerk.register.folder / KEY)


def sealed(clerk: Clerk, letters: int = 1) -> Note:
    for _ in range(letters):
        clerk.issue()
    return clerk.register.seal(clerk.now)


def first_key(clerk: Clerk) -> VerifierKey:
    line = (clerk.register.folder / "office.pub").read_text("utf-8").splitlines()[0]
    return VerifierKey.parse(line)


def sign(neighbour: Clerk, asked: Request, trusted: VerifierKey | None = None) -> Note:
    return cosign(neighbour.register.folder, asked, own_key(neighbour), NOW, trusted)


class TestFirstTime:
    """Another office's key may countersign."""

    def test_the_witness_says_when_he_saw_it(self, clerk: Clerk, neighbour: Clerk) -> None:
        note = sealed(clerk)
        signed = sign(neighbour, request(clerk.register), first_key(clerk))
        assert signed.text == note.text
        assert signed.verified_by(own_key(clerk).verifier)
        assert signed.cosigned_at(own_key(neighbour).cosigner) == SECONDS

    def test_as_a_file(self, clerk: Clerk, neighbour: Clerk) -> None:
        sealed(clerk)
        asked = request(clerk.register)
        assert Request.parse(asked.to_json()) == asked
        assert sign(neighbour, Request.parse(asked.to_json()), first_key(clerk))

    def test_he_does_not_sign_for_strangers(self, clerk: Clerk, neighbour: Clerk) -> None:
        sealed(clerk)
        with pytest.raises(StrangerError, match=r"saraban/[0-9a-f]{16}\+"):
            sign(neighbour, request(clerk.register))
        with pytest.raises(StrangerError):
            sign(neighbour, request(clerk.register), first_key(neighbour))
        assert last_seen(neighbour.register.folder, clerk.register.origin) is None

    def test_he_remembers(self, clerk: Clerk, neighbour: Clerk) -> None:
        note = sealed(clerk)
        sign(neighbour, request(clerk.register), first_key(clerk))
        seen = last_seen(neighbour.register.folder, clerk.register.origin)
        assert seen == Checkpoint.parse(note.text)
        name = f"{clerk.register.origin.removeprefix('saraban/')}.json"
        assert (neighbour.register.folder / "witnessed" / name).is_file()

    def test_a_register_that_nobody_has_sealed_so_far(self, clerk: Clerk) -> None:
        with pytest.raises(UnsealedError):
            request(clerk.register, 9)


class TestAgain:
    """He signs what goes on from what he has seen, and nothing else."""

    @pytest.fixture
    def seen(self, clerk: Clerk, neighbour: Clerk) -> int:
        """Have five entries witnessed."""
        sealed(clerk, 4)
        sign(neighbour, request(clerk.register), first_key(clerk))
        return 5

    @pytest.mark.parametrize("more", [1, 2, 3, 4, 11])
    def test_a_longer_log(self, clerk: Clerk, neighbour: Clerk, seen: int, more: int) -> None:
        sealed(clerk, more)
        signed = sign(neighbour, request(clerk.register, seen))
        assert signed.cosigned_at(own_key(neighbour).cosigner) == SECONDS
        now = last_seen(neighbour.register.folder, clerk.register.origin)
        assert now is not None
        assert now.size == seen + more

    def test_the_same_again(self, clerk: Clerk, neighbour: Clerk, seen: int) -> None:
        assert sign(neighbour, request(clerk.register, seen))
        assert sign(neighbour, request(clerk.register))

    def test_not_without_a_proof(self, clerk: Clerk, neighbour: Clerk, seen: int) -> None:
        sealed(clerk)
        for made_from in (0, seen - 1, seen + 1):
            with pytest.raises(NoConsistencyError, match=f"made from {seen}"):
                sign(neighbour, request(clerk.register, made_from))

    def test_not_with_a_proof_that_is_wrong(
        self, clerk: Clerk, neighbour: Clerk, seen: int
    ) -> None:
        sealed(clerk)
        asked = request(clerk.register, seen)
        for path in (asked.path[:-1], (*asked.path, b"x" * 32), asked.path[::-1], ()):
            with pytest.raises(NoConsistencyError):
                sign(neighbour, asked.model_copy(update={"path": path}))

    def test_not_a_shorter_log(self, clerk: Clerk, neighbour: Clerk, seen: int) -> None:
        early = request(clerk.register, seen)
        sealed(clerk)
        sign(neighbour, request(clerk.register, seen))
        with pytest.raises(LargerSeenError, match="over 6 entries"):
            sign(neighbour, early)

    def test_not_another_log_of_the_same_length(
        self, clerk: Clerk, neighbour: Clerk, seen: int, tmp_path: Path
    ) -> None:
        other = copied(clerk, tmp_path)
        sealed(clerk)
        sign(neighbour, request(clerk.register, seen))
        sealed(other.at("2020-02-13 05:01"))
        with pytest.raises(ContradictionError, match="Keep both"):
            sign(neighbour, request(other.register, seen))
        other.register.close()

    def test_not_a_longer_log_that_was_rewritten(
        self, clerk: Clerk, neighbour: Clerk, seen: int, tmp_path: Path
    ) -> None:
        other = copied(clerk, tmp_path)
        sealed(clerk)
        sign(neighbour, request(clerk.register, seen))
        sealed(other.at("2020-02-13 05:01"), 5)
        with pytest.raises(NoConsistencyError):
            sign(neighbour, request(other.register, seen + 1))
        other.register.close()

    def test_what_was_refused_is_not_remembered(
        self, clerk: Clerk, neighbour: Clerk, seen: int
    ) -> None:
        sealed(clerk)
        with pytest.raises(NoConsistencyError):
            sign(neighbour, request(clerk.register))
        known = last_seen(neighbour.register.folder, clerk.register.origin)
        assert known is not None
        assert known.size == seen

    def test_people_may_begin_anew(self, clerk: Clerk, neighbour: Clerk, seen: int) -> None:
        sealed(clerk)
        folder, origin = neighbour.register.folder, clerk.register.origin
        kept = set_aside(folder, origin, NOW)
        assert seen
        assert json.loads(kept.read_text("utf-8"))["origin"] == origin
        with pytest.raises(StrangerError):
            sign(neighbour, request(clerk.register))
        assert sign(neighbour, request(clerk.register), first_key(clerk))
        with pytest.raises(ForgottenError):
            set_aside(folder, "saraban/0000000000000000", NOW)

    @pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b'{"checkpoint":7}', b"\xff"])
    def test_he_signs_nothing_when_he_cannot_remember(
        self, clerk: Clerk, neighbour: Clerk, seen: int, damage: bytes
    ) -> None:
        (file,) = (neighbour.register.folder / "witnessed").iterdir()
        file.write_bytes(damage)
        with pytest.raises(ForgottenError):
            sign(neighbour, request(clerk.register, seen), first_key(clerk))


def copied(clerk: Clerk, tmp_path: Path) -> Clerk:
    """Return a clerk who works in a copy of the register, with its key."""
    folder = tmp_path / "copy" / "register"
    folder.mkdir(parents=True)
    clerk.register.store.copy_into(folder)
    for name in (KEY, "office.pub", "checkpoint", "highest.json"):
        shutil.copy(clerk.register.folder / name, folder / name)
    return Clerk(Register.open(tmp_path / "copy"), clerk.office)


class TestKeys:
    """A register whose key was rotated is still itself."""

    def test_after_a_rotation(self, clerk: Clerk, neighbour: Clerk) -> None:
        sealed(clerk, 2)
        sign(neighbour, request(clerk.register), first_key(clerk))
        rotate(clerk.register, clerk.now, "ก", "ครบกำหนด")
        sealed(clerk)
        assert sign(neighbour, request(clerk.register, 3))

    def test_a_key_that_does_not_follow(self, clerk: Clerk, neighbour: Clerk) -> None:
        rotate(clerk.register, clerk.now, "ก", "ครบกำหนด")
        sealed(clerk)
        asked = request(clerk.register)
        bare = asked.keys[1].model_copy(update={"checkpoint": asked.checkpoint})
        with pytest.raises(SuccessionError):
            sign(neighbour, asked.model_copy(update={"keys": (asked.keys[0], bare)}))
        with pytest.raises(NotSignedError):
            sign(neighbour, asked.model_copy(update={"keys": asked.keys[:1]}), first_key(clerk))

    def test_a_checkpoint_of_somebody_else(self, clerk: Clerk, neighbour: Clerk) -> None:
        sealed(clerk)
        theirs = request(neighbour.register)
        mixed = request(clerk.register).model_copy(update={"checkpoint": theirs.checkpoint})
        with pytest.raises(NotSignedError):
            sign(neighbour, mixed, first_key(clerk))


class TestKept:
    """A countersigned checkpoint is kept where its text is one of ours."""

    def signed(self, clerk: Clerk, neighbour: Clerk) -> Note:
        sealed(clerk)
        return sign(neighbour, request(clerk.register), first_key(clerk))

    def keep(self, clerk: Clerk, note: Note, *witnesses: Clerk) -> Note:
        known = tuple(own_key(each).verifier for each in witnesses)
        return add_cosignature(clerk.register, note, known)

    def test_it_is_the_latest_checkpoint(self, clerk: Clerk, neighbour: Clerk) -> None:
        note = self.signed(clerk, neighbour)
        assert self.keep(clerk, note, neighbour) == note
        assert clerk.register.latest() == note
        assert (clerk.register.folder / "checkpoint").read_text("utf-8") == str(note)
        assert clerk.register.seal(clerk.now) == note
        assert_sound(clerk.register.folder.parent, sealed=True)

    def test_numbers_are_proven_under_it(self, clerk: Clerk, neighbour: Clerk) -> None:
        self.keep(clerk, self.signed(clerk, neighbour), neighbour)
        number = first_letter(clerk)
        with clerk.register.store.reading() as reader:
            found = proving.prove(reader, number)
        witness = own_key(neighbour).verifier
        assert proof.check(found, first_key(clerk), (witness,)).is_proven

    def test_an_earlier_checkpoint(self, clerk: Clerk, neighbour: Clerk) -> None:
        note = self.signed(clerk, neighbour)
        later = sealed(clerk)
        assert self.keep(clerk, note, neighbour) == note
        assert clerk.register.latest() == later
        assert (clerk.register.folder / "checkpoint").read_text("utf-8") == str(later)
        with clerk.register.store.reading() as reader:
            assert dict(reader.checkpoints())[2] == str(note)

    def test_of_two_witnesses(self, clerk: Clerk, neighbour: Clerk, tmp_path: Path) -> None:
        second = opened(tmp_path / "second", office(code="ตก 0332"))
        one = self.signed(clerk, neighbour)
        two = sign(second, request(clerk.register), first_key(clerk))
        self.keep(clerk, one, neighbour, second)
        both = self.keep(clerk, two, neighbour, second)
        assert len(both.signatures) == 3
        for witness in (neighbour, second):
            assert both.cosigned_at(own_key(witness).cosigner) == SECONDS
        second.register.close()

    def test_signed_again_the_later_time_counts(self, clerk: Clerk, neighbour: Clerk) -> None:
        self.keep(clerk, self.signed(clerk, neighbour), neighbour)
        folder, key = neighbour.register.folder, own_key(neighbour)
        again = cosign(folder, request(clerk.register), key, utc("2020-02-15 03:00"))
        kept = self.keep(clerk, again, neighbour)
        assert kept.cosigned_at(key.cosigner) == SECONDS + 86_400
        assert len(kept.signatures) == 2

    def test_of_nobody_known(self, clerk: Clerk, neighbour: Clerk) -> None:
        note = self.signed(clerk, neighbour)
        with pytest.raises(OtherCheckpointError):
            self.keep(clerk, note)
        with pytest.raises(OtherCheckpointError):
            self.keep(clerk, note, clerk)

    def test_a_signature_that_is_wrong(self, clerk: Clerk, neighbour: Clerk) -> None:
        note = self.signed(clerk, neighbour)
        line = own_key(neighbour).cosign("another text\n", SECONDS)
        forged = Note(text=note.text, signatures=(note.signatures[0], line))
        with pytest.raises(OtherCheckpointError):
            self.keep(clerk, forged, neighbour)

    def test_a_checkpoint_that_is_not_ours(self, clerk: Clerk, neighbour: Clerk) -> None:
        note = self.signed(clerk, neighbour)
        other = note.text.replace("time 2020-02-13T05", "time 2020-02-13T06")
        line = own_key(neighbour).cosign(other, SECONDS)
        for text in (other, "no checkpoint\n"):
            with pytest.raises(OtherCheckpointError):
                self.keep(clerk, Note(text=text, signatures=(line,)), neighbour)

    def test_other_lines_are_not_kept(self, clerk: Clerk, neighbour: Clerk) -> None:
        note = self.signed(clerk, neighbour)
        stray = SignerKey.generate("somebody").sign(note.text)
        more = Note(text=note.text, signatures=(*note.signatures, stray))
        assert self.keep(clerk, more, neighbour) == note


def first_letter(clerk: Clerk) -> Found:
    with clerk.register.store.reading() as reader:
        return reservation.find(reader, DocumentNumber.parse("ตก ๐๑๓๒/๑"), clerk.situation)


class TestRequests:
    """A request comes from another machine."""

    @pytest.mark.parametrize(
        "data",
        [b"", b"{}", b"[]", b"7", b"[" * 100_000, b"\xff", b" " * 1_000_001, b'{"format":"x"}'],
    )
    def test_other_files(self, data: bytes) -> None:
        with pytest.raises(RequestError):
            Request.parse(data)

    @pytest.mark.parametrize(
        "change",
        [
            {"seen": -1},
            {"seen": "1"},
            {"seen": 1.5},
            {"path": ["x"]},
            {"path": ["YQ=="]},
            {"keys": []},
            {"more": 1},
            {"checkpoint": 7},
        ],
    )
    def test_fields_that_cannot_be(self, clerk: Clerk, change: dict[str, Any]) -> None:
        value = json.loads(request(clerk.register).to_json()) | change
        with pytest.raises(RequestError):
            Request.parse(json.dumps(value).encode())

    @pytest.mark.parametrize("text", ["", "x", "a\n\n— b YQ==\n"])
    def test_a_checkpoint_that_is_none(self, clerk: Clerk, neighbour: Clerk, text: str) -> None:
        asked = request(clerk.register).model_copy(update={"checkpoint": text})
        with pytest.raises(RequestError):
            sign(neighbour, asked, first_key(clerk))

    def test_a_witness_who_cannot_write_it_down_does_not_sign(
        self, clerk: Clerk, neighbour: Clerk
    ) -> None:
        sealed(clerk)
        (neighbour.register.folder / "witnessed").write_text("no folder", "ascii")
        with pytest.raises(SarabanError):
            sign(neighbour, request(clerk.register), first_key(clerk))
