"""Checkpoints kept in the database, laid out beside it, and held by others."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from attacker import Attacker, Care
from filled import SEALS, SIZE
from reports import codes, notes, only, report

from registry import keys
from registry.checkpoint import Checkpoint
from registry.note import Note, SignerKey

if TYPE_CHECKING:
    from pathlib import Path

    from filled import Filled

WITNESS = SignerKey.generate("saraban/0123456789abcdef")


def set_kept(filled: Filled, size: int, note: str) -> None:
    Attacker(filled.folder).run("UPDATE checkpoint SET note = ? WHERE size = ?", note, size)


def laid_out(filled: Filled) -> Path:
    return filled.folder / "register" / "checkpoint"


def key_of(filled: Filled) -> SignerKey:
    return keys.load(filled.folder / "register" / "office.key")


def signed(text: str, *signers: SignerKey) -> Note:
    return Note(text=text, signatures=tuple(key.sign(text) for key in signers))


class TestInTheDatabase:
    @pytest.mark.parametrize("size", [1, 6, 10, 12])
    def test_deleted_changes_nothing_that_is_verified(self, filled: Filled, size: int) -> None:
        Attacker(filled.folder).run("DELETE FROM checkpoint WHERE size = ?", size)

        assert codes(report(filled.folder)) == []

    @pytest.mark.parametrize("size", SEALS)
    def test_deleted_is_found_by_whoever_holds_it(self, filled: Filled, size: int) -> None:
        Attacker(filled.folder).run("DELETE FROM checkpoint WHERE size = ?", size)

        found = report(filled.folder, filled.notes[size])

        facts = only(found, "checkpoint_forgotten").facts
        assert (facts["size"], facts["source"]) == (size, "--checkpoint")

    def test_the_latest_deleted_is_found_by_the_one_laid_out(self, filled: Filled) -> None:
        Attacker(filled.folder).run("DELETE FROM checkpoint WHERE size = ?", SIZE)

        found = report(filled.folder)

        # The trees of numbers are further than any checkpoint that the database keeps.
        assert set(codes(found)) == {"number_node_changed"}
        assert only(found, "checkpoint_ahead").facts["source"] == "register/checkpoint"
        assert only(found, "unsealed").facts == {"entry": 12, "count": 2}

    def test_all_deleted(self, filled: Filled) -> None:
        Attacker(filled.folder).run("DELETE FROM checkpoint")

        assert "checkpoint_missing" in codes(report(filled.folder))

    @pytest.mark.parametrize("size", SEALS)
    def test_a_wrong_signature(self, filled: Filled, size: int) -> None:
        other = SignerKey(name=key_of(filled).name, seed=bytes(32))
        set_kept(filled, size, str(signed(filled.notes[size].text, other)))

        found = report(filled.folder)

        # The latest one, rightly signed, is still laid out.
        assert codes(found) == ["checkpoint_unsigned"]
        assert ("checkpoint_ahead" in notes(found)) == (size == SIZE)
        facts = only(found, "checkpoint_unsigned").facts
        assert facts == {"source": "register/register.db", "size": size}

    def test_the_signature_of_another_text(self, filled: Filled) -> None:
        bent = Note(text=filled.notes[6].text, signatures=filled.notes[10].signatures)
        set_kept(filled, 6, str(bent))

        assert codes(report(filled.folder)) == ["checkpoint_unsigned"]

    @pytest.mark.parametrize("note", ["", "x", "a\n\nb\n", "\ufffd", "1\n2\n3\n4\n5\n6\n7\n"])
    def test_that_cannot_be_read(self, filled: Filled, note: str) -> None:
        set_kept(filled, 6, note)

        found = report(filled.folder)

        assert codes(found) == ["checkpoint_unreadable"]
        assert only(found, "checkpoint_unreadable").facts["size"] == 6

    def test_a_signed_note_that_is_no_checkpoint(self, filled: Filled) -> None:
        set_kept(filled, 6, str(signed("saraban\n", key_of(filled))))

        assert codes(report(filled.folder)) == ["checkpoint_unreadable"]

    def test_under_another_size(self, filled: Filled) -> None:
        set_kept(filled, 6, str(filled.notes[10]))

        found = report(filled.folder)

        assert codes(found) == ["checkpoint_misplaced"]
        facts = only(found, "checkpoint_misplaced").facts
        assert (facts["size"], facts["named"]) == (6, 10)

    def test_of_another_register(self, filled: Filled) -> None:
        text = filled.notes[6].text.replace(key_of(filled).name, "saraban/0123456789abcdef")
        set_kept(filled, 6, str(signed(text, key_of(filled))))

        found = report(filled.folder)

        assert codes(found) == ["checkpoint_foreign"]
        assert only(found, "checkpoint_foreign").facts["found"] == "saraban/0123456789abcdef"

    def test_over_more_entries_than_there_are(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.put(attacker.bodies()[:11], Care.TREES)
        laid_out(filled).write_text(str(filled.notes[10]), "utf-8")

        found = report(filled.folder)

        facts = only(found, "tail_cut").facts
        assert (facts["source"], facts["size"]) == ("register/register.db", SIZE)

    @pytest.mark.parametrize("size", [6, SIZE])
    def test_that_speaks_of_other_entries(self, filled: Filled, size: int) -> None:
        text = re.sub(
            r"\n[A-Za-z0-9+/]{43}=\n", f"\n{'A' * 43}=\n", filled.notes[size].text, count=1
        )
        set_kept(filled, size, str(signed(text, key_of(filled))))

        found = report(filled.folder)

        assert only(found, "log_rewritten").facts["size"] == size

    def test_the_latest_that_speaks_of_other_numbers(self, filled: Filled) -> None:
        made = Checkpoint.parse(filled.notes[SIZE].text)
        text = filled.notes[SIZE].text.replace(f"numbers {made.numbers_count} ", "numbers 9 ")
        set_kept(filled, SIZE, str(signed(text, key_of(filled))))

        found = report(filled.folder)

        assert codes(found) == ["numbers_root_wrong"]
        facts = only(found, "numbers_root_wrong").facts
        assert facts == {"source": "register/register.db", "size": SIZE}

    def test_made_before_the_one_before(self, filled: Filled) -> None:
        text = re.sub("time .*", "time 2020-01-01T00:00:00Z", filled.notes[10].text)
        set_kept(filled, 10, str(signed(text, key_of(filled))))

        found = report(filled.folder)

        assert codes(found) == []
        assert only(found, "clock_of_checkpoints").facts["size"] == 10

    def test_entries_that_none_covers_yet(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.run("DELETE FROM checkpoint WHERE size > 1")
        laid_out(filled).write_text(str(filled.notes[1]), "utf-8")

        assert only(report(filled.folder), "unsealed").facts == {"entry": 1, "count": 13}


class TestBesideTheDatabase:
    def test_missing(self, filled: Filled) -> None:
        laid_out(filled).unlink()

        found = report(filled.folder)

        assert codes(found) == ["checkpoint_file_missing"]
        assert only(found, "checkpoint_file_missing").place.file == "register/checkpoint"

    @pytest.mark.parametrize("data", [b"", b"\xff", b"hello\n\n\xe2\x80\x94 x AAAAAAAA\n"])
    def test_that_is_none(self, filled: Filled, data: bytes) -> None:
        laid_out(filled).write_bytes(data)

        assert codes(report(filled.folder)) == ["checkpoint_file_unreadable"]

    def test_an_older_one(self, filled: Filled) -> None:
        laid_out(filled).write_text(str(filled.notes[10]), "utf-8")

        found = report(filled.folder)

        assert codes(found) == ["checkpoint_file_old"]
        facts = only(found, "checkpoint_file_old").facts
        assert (facts["size"], facts["latest"]) == (10, 14)

    def test_that_nobody_signed(self, filled: Filled) -> None:
        other = SignerKey(name=key_of(filled).name, seed=bytes(32))
        laid_out(filled).write_text(str(signed(filled.notes[14].text, other)), "utf-8")

        found = report(filled.folder)

        assert codes(found) == ["checkpoint_unsigned"]
        assert only(found, "checkpoint_unsigned").facts["source"] == "register/checkpoint"

    def test_of_the_future_that_nobody_signed(self, filled: Filled) -> None:
        other = SignerKey(name=key_of(filled).name, seed=bytes(32))
        text = filled.notes[14].text.replace("\n14\n", "\n99\n")
        laid_out(filled).write_text(str(signed(text, other)), "utf-8")

        assert codes(report(filled.folder)) == ["checkpoint_unsigned"]


class TestAtHand:
    @pytest.mark.parametrize("size", SEALS)
    def test_that_fits(self, filled: Filled, size: int) -> None:
        found = report(filled.folder, filled.notes[size])

        assert codes(found) == []
        assert notes(found) == []

    def test_all_of_them(self, filled: Filled) -> None:
        assert codes(report(filled.folder, *filled.notes.values())) == []

    def test_of_another_register(self, filled: Filled, original: Filled) -> None:
        text = original.notes[6].text.replace(key_of(filled).name, "saraban/0123456789abcdef")

        found = report(filled.folder, signed(text, WITNESS))

        assert codes(found) == ["checkpoint_foreign"]
        assert only(found, "checkpoint_foreign").facts["source"] == "--checkpoint"

    def test_that_is_no_checkpoint(self, filled: Filled) -> None:
        assert codes(report(filled.folder, signed("x\n", WITNESS))) == [
            "checkpoint_given_unreadable"
        ]

    def test_that_nobody_signed(self, filled: Filled) -> None:
        other = SignerKey(name=key_of(filled).name, seed=bytes(32))

        found = report(filled.folder, signed(filled.notes[6].text, other))

        assert codes(found) == ["checkpoint_unsigned"]

    @pytest.mark.parametrize("size", [1, 6, 9, 12, 13])
    def test_that_speaks_of_other_numbers(self, filled: Filled, size: int) -> None:
        """The root of the states of numbers is computed anew, also for an older checkpoint."""
        text = true_text(filled, size, numbers=bytes(32))

        found = report(filled.folder, signed(text, key_of(filled)))

        assert "numbers_root_wrong" in codes(found)
        assert only(found, "numbers_root_wrong").facts["size"] == size

    @pytest.mark.parametrize("size", [6, 10, 12])
    def test_of_an_older_state_whose_numbers_are_right(self, filled: Filled, size: int) -> None:
        Attacker(filled.folder).run("DELETE FROM checkpoint WHERE size = ?", size)

        assert codes(report(filled.folder, filled.notes[size])) == ["checkpoint_forgotten"]

    def test_of_two_logs(self, filled: Filled) -> None:
        text = true_text(filled, 12, root=bytes(32))

        found = report(filled.folder, signed(text, key_of(filled)), filled.notes[SIZE])

        assert codes(found) == ["signed_twice", "contradicted_widely"]
        facts = only(found, "contradicted_widely").facts
        assert (facts["entry"], facts["narrow"], facts["last"]) == (0, 10, 11)


class TestWitnesses:
    """Another office's key may countersign."""

    def test_that_signed(self, filled: Filled) -> None:
        found = report(filled.folder, witnessed(filled, 12), witnesses=[WITNESS.verifier])

        assert codes(found) == []

    def test_that_did_not(self, filled: Filled) -> None:
        note = witnessed(filled, 12)
        bent = Note(
            text=filled.notes[10].text,
            signatures=(*filled.notes[10].signatures, note.signatures[-1]),
        )

        found = report(filled.folder, bent, witnesses=[WITNESS.verifier])

        assert codes(found) == ["witness_unsigned"]
        facts = only(found, "witness_unsigned").facts
        assert (facts["witness"], facts["size"]) == (WITNESS.name, 10)

    def test_kept_in_the_database(self, filled: Filled) -> None:
        note = witnessed(filled, 12)
        set_kept(filled, 12, str(note))
        assert codes(report(filled.folder, witnesses=[WITNESS.verifier])) == []

        other = SignerKey(name=WITNESS.name, seed=bytes(32))
        line = other.cosign(note.text, 1_581_566_400)
        forged = Note(
            text=note.text,
            signatures=(
                note.signatures[0],
                type(line)(name=line.name, key_id=note.signatures[-1].key_id, data=line.data),
            ),
        )
        set_kept(filled, 12, str(forged))
        assert codes(report(filled.folder, witnesses=[WITNESS.verifier])) == ["witness_unsigned"]


def witnessed(filled: Filled, size: int) -> Note:
    note = filled.notes[size]
    moment = datetime(2020, 2, 13, 4, tzinfo=UTC)
    line = WITNESS.cosign(note.text, int(moment.timestamp()))
    return Note(text=note.text, signatures=(*note.signatures, line))


def true_text(filled: Filled, size: int, **other: bytes) -> str:
    """Return the text of a checkpoint of this log, with something else in one place."""
    attacker = Attacker(filled.folder)
    bodies = attacker.bodies()[:size]
    made = Checkpoint.parse(filled.notes[SIZE].text)
    return Checkpoint(
        origin=json.loads(bodies[0])["office"],
        size=size,
        root=other.get("root") or attacker.root(bodies),
        numbers_count=made.numbers_count,
        numbers_root=other.get("numbers") or made.numbers_root,
        time=made.time,
    ).text()
