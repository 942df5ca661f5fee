"""Proofs that the register makes of its own numbers; checked by the program and by verify.py."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from clerks import Clerk, utc

from records.series import Series
from registry import proof, rotation
from registry.acts import Restored
from registry.note import VerifierKey
from registry.proving import UnsealedError, UnsoundError, prove
from registry.register import PUBLIC_KEY
from registry.reservation import Found

if TYPE_CHECKING:
    from registry.proof_file import NumberProof
    from registry.verdict import Verdict

VERIFY = Path(__file__).parents[2] / "verify.py"
LATER = "2020-02-13 06:00"


def found(running: int, number: str, book: str = "sent", year: int = 2563) -> Found:
    return Found(series=Series(book, "ตก 0132", year), running=running, number=number)


def proven(clerk: Clerk, wanted: Found) -> NumberProof:
    with clerk.register.store.reading() as reader:
        return prove(reader, wanted)


def checked(clerk: Clerk, made: NumberProof) -> Verdict:
    """Check the bytes of a proof with the key that the office gives away."""
    keys = (clerk.register.folder / PUBLIC_KEY).read_text("utf-8").splitlines()
    return proof.examine(made.to_json(), VerifierKey.parse(keys[0]))


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    """Issue ๑ to ๓, void ๒, reserve ๔ and ๕, receive ๑, number an order ๑; sealed."""
    for subject in ("ขอเชิญประชุม", "ขอส่งรายงาน", "แจ้งกำหนดการ"):
        clerk.issue(subject=subject)
    clerk.void("ตก ๐๑๓๒/๒")
    clerk.reserve(count=2)
    clerk.receive()
    clerk.issue(kind="order", book="orders")
    clerk.register.seal(clerk.now)
    return clerk


CASES = [
    (found(1, "ตก ๐๑๓๒/๑"), "issued", 1),
    (found(2, "ตก ๐๑๓๒/๒"), "voided", 2),
    (found(4, "ตก ๐๑๓๒/๔"), "reserved", 1),
    (found(5, "ตก ๐๑๓๒/๕"), "reserved", 1),
    (found(6, "ตก ๐๑๓๒/๖"), "never_given", 0),
    (found(999_999_999, "ตก ๐๑๓๒/๙๙๙๙๙๙๙๙๙"), "never_given", 0),
    (found(1, "๑", "received"), "received", 1),
    (found(1, "๑/๒๕๖๓", "orders"), "issued", 1),
    # Series of which no number was given: before, between and after those that there are.
    (found(1, "๑/๒๕๖๓", "announcements"), "never_given", 0),
    (found(1, "ตก ๐๑๓๒/๑", year=2562), "never_given", 0),
    (found(1, "ตก ๐๑๓๒/๑", year=2564), "never_given", 0),
    (found(1, "๑", "received", 2564), "never_given", 0),
]


class TestProve:
    """It shows whether a number was issued, voided, reserved or never given at a checkpoint."""

    @pytest.mark.parametrize(("wanted", "state", "entries"), CASES)
    def test_every_state(self, office: Clerk, wanted: Found, state: str, entries: int) -> None:
        made = proven(office, wanted)

        verdict = checked(office, made)
        assert verdict.is_proven, str(verdict)
        assert (verdict.state, made.state) == (state, state)
        assert made.number == wanted.number
        assert len(made.entries) == entries
        assert len(made.keys) == 1

    @pytest.mark.parametrize("wanted", [CASES[1][0], CASES[4][0], CASES[8][0]])
    def test_convinces_the_program_without_installation(
        self, office: Clerk, wanted: Found, tmp_path: Path
    ) -> None:
        path = tmp_path / "proof.json"
        path.write_bytes(proven(office, wanted).to_json())

        assert _verify(path, office).returncode == 0

    def test_of_another_state_it_convinces_nobody(self, office: Clerk, tmp_path: Path) -> None:
        path = tmp_path / "proof.json"
        data = proven(office, found(2, "ตก ๐๑๓๒/๒")).to_json()
        path.write_bytes(data.replace(b'"state": "voided"', b'"state": "issued"'))

        assert not proof.examine(path.read_bytes()).is_proven
        assert _verify(path, office).returncode == 1

    def test_a_number_is_written_as_its_entry_writes_it(self, clerk: Clerk) -> None:
        clerk.issue(circular=True)
        clerk.register.seal(clerk.now)

        made = proven(clerk, found(1, "ตก 0132/ว 1", "circulars"))

        assert made.number == "ตก ๐๑๓๒/ว ๑"
        assert checked(clerk, made).is_proven

    def test_a_lost_number(self, office: Clerk) -> None:
        lost = [{"series": "sent/ตก 0132/2563", "first": 6, "last": 9}]
        with office.register.writing(office.now, "แพรวา") as pen:
            pen.append(Restored, size=3, lost=lost, reason="ดิสก์เสีย")
        office.register.seal(utc(LATER))

        made = proven(office, found(7, "ตก ๐๑๓๒/๗"))

        assert (made.state, checked(office, made).is_proven) == ("lost", True)

    def test_a_register_without_any_number(self, clerk: Clerk) -> None:
        made = proven(clerk, found(1, "ตก ๐๑๓๒/๑"))

        assert made.neighbours is not None
        assert (made.neighbours.before, made.neighbours.after) == (None, None)
        assert checked(clerk, made).is_proven


class TestTheCheckpoint:
    """The proof speaks of the latest checkpoint, whatever was entered since."""

    def test_a_number_given_since(self, office: Clerk) -> None:
        office.issue("ตก ๐๑๓๒/๔")
        office.issue()

        held = proven(office, found(4, "ตก ๐๑๓๒/๔"))
        unknown = proven(office, found(6, "ตก ๐๑๓๒/๖"))

        assert (held.state, unknown.state) == ("reserved", "never_given")
        assert checked(office, held).is_proven
        assert checked(office, unknown).is_proven

    def test_a_series_begun_since(self, office: Clerk) -> None:
        office.issue(kind="announcement", book="announcements")

        made = proven(office, found(1, "๑/๒๕๖๓", "announcements"))

        assert made.state == "never_given"
        assert checked(office, made).is_proven

    def test_after_the_next_one(self, office: Clerk) -> None:
        office.issue("ตก ๐๑๓๒/๔")
        office.register.seal(utc(LATER))

        made = proven(office, found(4, "ตก ๐๑๓๒/๔"))

        assert made.state == "issued"
        assert [placed.index for placed in made.entries] == [5, 8]
        assert checked(office, made).is_proven


class TestKeys:
    """Each later key is named by an entry under a checkpoint that the key before has signed."""

    def test_after_two_changes(self, office: Clerk) -> None:
        for reason in ("เปลี่ยนผู้ดูแล", "ครบปี"):
            rotation.rotate(office.register, office.now, "แพรวา", reason)
            office.issue()
        office.register.seal(utc(LATER))

        made = proven(office, found(1, "ตก ๐๑๓๒/๑"))

        assert len(made.keys) == 3
        verdict = checked(office, made)
        assert verdict.is_proven, str(verdict)
        assert verdict.first_key != verdict.last_key

    def test_at_the_checkpoint_of_the_change(self, office: Clerk, tmp_path: Path) -> None:
        rotation.rotate(office.register, office.now, "แพรวา", "เปลี่ยนผู้ดูแล")
        path = tmp_path / "proof.json"
        path.write_bytes(proven(office, found(1, "ตก ๐๑๓๒/๑")).to_json())

        assert _verify(path, office).returncode == 0

    def test_without_the_checkpoint_of_the_change(self, office: Clerk) -> None:
        rotation.rotate(office.register, office.now, "แพรวา", "เปลี่ยนผู้ดูแล")
        office.issue()
        office.register.seal(utc(LATER))
        _run(office, "DELETE FROM checkpoint WHERE size = 9")

        with pytest.raises(UnsoundError):
            proven(office, found(1, "ตก ๐๑๓๒/๑"))


class TestUnsound:
    """No proof is given that would not hold."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE number SET entries = '2' WHERE running = 2",
            "DELETE FROM number WHERE running = 2",
            "UPDATE node SET hash = zeroblob(32) WHERE tree = 1 AND id = 6",
            "UPDATE node SET hash = zeroblob(32) WHERE tree = 0 AND id = 6",
            "DELETE FROM node WHERE tree = 0",
            "DELETE FROM node WHERE tree = 1",
            "UPDATE series SET name = 'sent/ตก 0132/2565' WHERE id = 1",
            "UPDATE checkpoint SET note = 'x'",
            "UPDATE checkpoint SET note = replace(note, 'numbers 3', 'numbers 2')",
        ],
    )
    def test_what_was_changed_by_hand(self, office: Clerk, statement: str) -> None:
        _run(office, statement)

        with pytest.raises(UnsoundError, match=r"saraban verify"):
            proven(office, found(2, "ตก ๐๑๓๒/๒"))

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE number SET state = 'issued' WHERE running = 2",
            "UPDATE node SET hash = zeroblob(32) WHERE tree = 1 AND id = 4",
        ],
    )
    def test_what_nothing_in_the_proof_rests_on(self, office: Clerk, statement: str) -> None:
        _run(office, statement)

        made = proven(office, found(2, "ตก ๐๑๓๒/๒"))

        assert made.state == "voided"
        assert checked(office, made).is_proven

    def test_without_a_checkpoint(self, office: Clerk) -> None:
        _run(office, "DELETE FROM checkpoint")

        with pytest.raises(UnsealedError, match="no checkpoint yet"):
            proven(office, found(2, "ตก ๐๑๓๒/๒"))


def _run(clerk: Clerk, statement: str) -> None:
    """Change the database behind the register's back."""
    with closing(sqlite3.connect(clerk.register.folder / "register.db")) as connection:
        connection.execute(statement)
        connection.commit()


def _verify(path: Path, clerk: Clerk) -> subprocess.CompletedProcess[Any]:
    key = clerk.register.folder / PUBLIC_KEY
    return subprocess.run(
        [sys.executable, "-I", VERIFY, path, "--key", key], capture_output=True, check=False
    )
