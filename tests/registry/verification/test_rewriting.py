"""Entries that were edited, swapped, taken out or put in, with less or more care.

Each is tried without and with a checkpoint that somebody else holds: the last one, over 14 entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attacker import Attacker, Care, renumbered
from filled import SIZE
from reports import codes, only, report

from registry.finding import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from filled import Filled

    from registry.finding import Report

    Attack = Callable[[Attacker, Care], None]

SOMEBODY = "ผู้ว่าราชการจังหวัดเชียงใหม่"
both = pytest.mark.parametrize("at_hand", [False, True], ids=["alone", "checkpoint_at_hand"])


def after(filled: Filled, attack: Attack, care: Care, *, at_hand: bool) -> Report:
    attack(Attacker(filled.folder), care)
    return report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))


def edit(attacker: Attacker, care: Care) -> None:
    """Address letter ๓, entry 5, to somebody else."""
    attacker.edit(5, care, to=SOMEBODY)


def swap(attacker: Attacker, care: Care) -> None:
    """Exchange entries 10 and 11 as they are."""
    bodies = attacker.bodies()
    bodies[10], bodies[11] = bodies[11], bodies[10]
    attacker.put(bodies, care)


def swap_well(attacker: Attacker, care: Care) -> None:
    """Exchange entries 10 and 11, each of which then names the place at which it stands."""
    bodies = attacker.bodies()
    bodies[10], bodies[11] = bodies[11], bodies[10]
    attacker.put(renumbered(bodies), care)


def take_out(attacker: Attacker, care: Care) -> None:
    """Take letter ๗, entry 11, out of the middle; what follows stands a place earlier."""
    bodies = attacker.bodies()
    del bodies[11]
    attacker.put(bodies, care)


def take_out_well(attacker: Attacker, care: Care) -> None:
    """The same, and what follows names its new place."""
    bodies = attacker.bodies()
    del bodies[11]
    attacker.put(renumbered(bodies), care)


def put_in(attacker: Attacker, care: Care) -> None:
    """Void letter ๗ before letter ๘ was written; what follows names its new place."""
    bodies = attacker.bodies()
    forged = bodies[6].replace("๐๑๓๒/๒".encode(), "๐๑๓๒/๗".encode())
    forged = forged.replace(b'"of":2', b'"of":11').replace(b'"running":2', b'"running":7')
    attacker.put(renumbered([*bodies[:12], forged, *bodies[12:]]), care)


class TestEditing:
    @both
    def test_the_row_only(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, edit, Care.ENTRIES, at_hand=at_hand)

        assert codes(found) == ["entry_changed"]
        assert only(found, "entry_changed").facts == {"entry": 5, "about": "issued ตก ๐๑๓๒/๓"}
        assert found.answer is Answer.FAILED

    @both
    def test_the_row_and_its_hash(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, edit, Care.LEAVES, at_hand=at_hand)

        assert codes(found) == ["node_changed", "log_rewritten"] + ["contradicted"] * at_hand
        node = only(found, "node_changed").facts
        assert (node["entry"], node["last"]) == (4, 5)

    @both
    def test_everything_but_the_signatures(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, edit, Care.TREES, at_hand=at_hand)

        assert codes(found) == ["log_rewritten"] + ["contradicted"] * at_hand
        facts = only(found, "log_rewritten").facts
        # The checkpoint over one entry still fits, the one over six does not.
        assert (facts["entry"], facts["last"], facts["size"], facts["count"]) == (1, 5, 6, 4)

    def test_everything_with_the_stolen_key_is_not_seen_from_inside(self, filled: Filled) -> None:
        found = after(filled, edit, Care.SIGNED, at_hand=False)

        assert codes(found) == []
        assert "tail_unproven" in [finding.code for finding in found.findings]

    def test_everything_with_the_stolen_key_and_a_checkpoint_at_hand(self, filled: Filled) -> None:
        found = after(filled, edit, Care.SIGNED, at_hand=True)

        assert codes(found) == ["signed_twice", "contradicted_widely"]
        facts = only(found, "contradicted_widely").facts
        assert (facts["entry"], facts["last"], facts["size"]) == (0, 13, 14)
        assert facts["source"] == "--checkpoint"

    def test_several_checkpoints_at_hand_narrow_it(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(11, Care.SIGNED, to=SOMEBODY)

        found = report(filled.folder, *(filled.notes[size] for size in (1, 10, 12, 14)))

        twelve, fourteen = (each for each in found.findings if each.code.startswith("contra"))
        assert (twelve.code, fourteen.code) == ("contradicted", "contradicted_widely")
        assert (twelve.facts["entry"], twelve.facts["last"]) == (10, 11)
        assert (fourteen.facts["entry"], fourteen.facts["last"]) == (10, 13)


class TestHashes:
    """The hashes themselves changed, while the entries stay as they were."""

    @pytest.mark.parametrize("place", [0, 1, 3, 7, 9, 25])
    def test_changed(self, filled: Filled, place: int) -> None:
        Attacker(filled.folder).run(
            "UPDATE node SET hash = zeroblob(32) WHERE tree = 0 AND id = ?", place
        )

        found = report(filled.folder)

        first, last = _span(place)
        expected = "node_changed" if place % 2 else "entry_changed"
        facts = next(each.facts for each in found.findings if each.code == expected)
        assert facts["entry"] == first
        assert facts.get("last", last) == last

    @pytest.mark.parametrize("place", [0, 1, 3, 7, 9, 25])
    def test_taken_out(self, filled: Filled, place: int) -> None:
        Attacker(filled.folder).run("DELETE FROM node WHERE tree = 0 AND id = ?", place)

        found = report(filled.folder)

        assert codes(found) == ["node_missing"]
        first, last = _span(place)
        assert only(found, "node_missing").facts == {"entry": first, "last": last}


def _span(place: int) -> tuple[int, int]:
    """Return the entries under a node, whose number counts the nodes from left to right."""
    level = (~place & place + 1).bit_length() - 1
    first = place >> level + 1 << level
    return first, first + (1 << level) - 1


class TestSwapping:
    @both
    @pytest.mark.parametrize("care", Care)
    def test_entries_that_name_their_old_places(
        self, filled: Filled, care: Care, *, at_hand: bool
    ) -> None:
        found = after(filled, swap, care, at_hand=at_hand)

        assert only(found, "entries_swapped").facts == {"entry": 10, "other": 11}
        assert found.answer is Answer.FAILED

    @both
    def test_that_name_their_new_places(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, swap_well, Care.ENTRIES, at_hand=at_hand)

        changed = [each.facts["entry"] for each in found.findings if each.code == "entry_changed"]
        assert changed == [10, 11]

    @both
    def test_with_their_hashes(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, swap_well, Care.LEAVES, at_hand=at_hand)

        node = only(found, "node_changed").facts
        assert (node["entry"], node["last"]) == (10, 11)
        rewritten = only(found, "log_rewritten").facts
        assert (rewritten["entry"], rewritten["last"]) == (10, 11)
        assert ("contradicted" in codes(found)) == at_hand

    @both
    def test_everything_but_the_signatures(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, swap_well, Care.TREES, at_hand=at_hand)

        assert codes(found) == ["log_rewritten"] + ["contradicted"] * at_hand
        facts = only(found, "log_rewritten").facts
        assert (facts["entry"], facts["last"]) == (10, 11)

    @both
    def test_everything_with_the_stolen_key(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, swap_well, Care.SIGNED, at_hand=at_hand)

        assert codes(found) == ["signed_twice", "contradicted_widely"] * at_hand
        # The clock tells of it all the same.
        assert only(found, "clock_back").facts["entry"] == 11


class TestTakingOut:
    @both
    def test_the_row_only_leaves_a_hole(self, filled: Filled, *, at_hand: bool) -> None:
        Attacker(filled.folder).run("DELETE FROM entry WHERE place = 11")

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert only(found, "entry_missing").facts == {"entry": 11}
        assert "log_rewritten" not in codes(found)
        assert "contradicted" not in codes(found)

    @both
    def test_several_rows(self, filled: Filled, *, at_hand: bool) -> None:
        Attacker(filled.folder).run("DELETE FROM entry WHERE place IN (7, 8, 9)")

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert only(found, "entries_missing").facts == {"entry": 7, "last": 9}

    @both
    @pytest.mark.parametrize("care", Care)
    def test_what_follows_names_its_old_place(
        self, filled: Filled, care: Care, *, at_hand: bool
    ) -> None:
        found = after(filled, take_out, care, at_hand=at_hand)

        assert only(found, "entries_early").facts == {"entry": 11, "last": 12, "by": 1}
        assert found.answer is Answer.FAILED

    @both
    def test_what_follows_names_its_new_place(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, take_out_well, Care.ENTRIES, at_hand=at_hand)

        changed = [each.facts["entry"] for each in found.findings if each.code == "entry_changed"]
        assert changed == [11, 12]
        assert only(found, "tail_missing").facts["entry"] == 13

    @both
    def test_with_the_hashes_of_the_rest(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, take_out_well, Care.LEAVES, at_hand=at_hand)

        assert "node_changed" in codes(found)
        assert only(found, "tail_missing").facts["entry"] == 13
        assert only(found, "log_rewritten").facts["entry"] == 10

    @both
    def test_everything_but_the_signatures(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, take_out_well, Care.TREES, at_hand=at_hand)

        facts = only(found, "log_rewritten").facts
        assert (facts["entry"], facts["last"]) == (10, 11)
        sources = {each.facts["source"] for each in found.findings if each.code == "tail_cut"}
        assert sources == {"register/register.db", "register/checkpoint"} | (
            {"--checkpoint"} if at_hand else set()
        )

    @both
    def test_everything_with_the_stolen_key(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, take_out_well, Care.SIGNED, at_hand=at_hand)

        # That ๗ was left out is seen in any case.
        assert codes(found) == ["number_skipped"] + ["tail_cut"] * at_hand
        skipped = only(found, "number_skipped").facts
        assert (skipped["number"], skipped["highest"]) == ("ตก ๐๑๓๒/๘", 6)


class TestPuttingIn:
    @both
    def test_what_follows_names_its_old_place(self, filled: Filled, *, at_hand: bool) -> None:
        attacker = Attacker(filled.folder)
        bodies = attacker.bodies()
        attacker.put([*bodies[:12], bodies[12], *bodies[12:]], Care.TREES)

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert only(found, "entries_late").facts == {"entry": 13, "last": 14, "by": 1}

    @both
    def test_with_the_hashes_of_the_rest(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, put_in, Care.LEAVES, at_hand=at_hand)

        assert "node_changed" in codes(found)
        facts = only(found, "log_rewritten").facts
        assert (facts["entry"], facts["last"]) == (12, 13)

    @both
    def test_everything_but_the_signatures(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, put_in, Care.TREES, at_hand=at_hand)

        assert "log_rewritten" in codes(found)
        facts = only(found, "log_rewritten").facts
        assert (facts["entry"], facts["last"]) == (12, 13)

    @both
    def test_everything_with_the_stolen_key(self, filled: Filled, *, at_hand: bool) -> None:
        found = after(filled, put_in, Care.SIGNED, at_hand=at_hand)

        assert codes(found) == ["signed_twice", "contradicted_widely"] * at_hand

    @both
    def test_a_second_document_under_a_number(self, filled: Filled, *, at_hand: bool) -> None:
        attacker = Attacker(filled.folder)
        bodies = attacker.bodies()
        attacker.put(renumbered([*bodies, bodies[1]]), Care.SIGNED)

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        again = only(found, "number_again").facts
        assert (again["number"], again["before"], again["entry"]) == ("ตก ๐๑๓๒/๑", 1, 14)
