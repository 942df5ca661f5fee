"""The tables and trees of numbers changed by hand, while the log stays as it was."""

from __future__ import annotations

import json

import pytest
from attacker import Attacker, Care
from filled import SIZE, Filled
from reports import codes, only, report

from registry.acts import MAX_RUNNING
from registry.canonical import canonical
from registry.finding import Answer
from registry.states import EMPTY

SENT = "sent/ตก 0132/2563"
both = pytest.mark.parametrize("at_hand", [False, True], ids=["alone", "checkpoint_at_hand"])


class TestTheTableOfNumbers:
    @both
    @pytest.mark.parametrize("state", ["issued", "reserved", "lost", "free", ""])
    def test_another_state(self, filled: Filled, state: str, *, at_hand: bool) -> None:
        attacker = Attacker(filled.folder)
        attacker.run("UPDATE number SET state = ? WHERE series = 1 AND running = 2", state)

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert codes(found) == ["number_changed"]
        facts = only(found, "number_changed").facts
        assert (facts["number"], facts["series"]) == ("ตก ๐๑๓๒/๒", SENT)
        assert (facts["state"], facts["found"]) == ("voided (2, 6)", f"{state} (2, 6)")
        assert found.answer is Answer.FAILED

    @pytest.mark.parametrize("entries", ["2", "2,6,7", "6,2", "02,6", "2, 6", "x", "", "2,6,"])
    def test_other_entries(self, filled: Filled, entries: str) -> None:
        attacker = Attacker(filled.folder)
        attacker.run("UPDATE number SET entries = ? WHERE series = 1 AND running = 2", entries)

        assert codes(report(filled.folder)) == ["number_changed"]

    @both
    def test_the_highest_taken_out_so_that_it_would_be_given_again(
        self, filled: Filled, *, at_hand: bool
    ) -> None:
        attacker = Attacker(filled.folder)
        attacker.run("DELETE FROM number WHERE series = 1 AND running = 8")

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert codes(found) == ["number_forgotten"]
        facts = only(found, "number_forgotten").facts
        assert (facts["number"], facts["state"]) == ("ตก ๐๑๓๒/๘", "issued (12)")
        assert "given again" in str(only(found, "number_forgotten"))

    def test_a_number_that_was_never_given(self, filled: Filled) -> None:
        Attacker(filled.folder).run("INSERT INTO number VALUES (1, 9, 'issued', '3')")

        found = report(filled.folder)

        assert codes(found) == ["number_invented"]
        facts = only(found, "number_invented").facts
        assert (facts["number"], facts["found"]) == ("ตก ๐๑๓๒/๙", "issued")

    def test_a_number_of_no_series(self, filled: Filled) -> None:
        Attacker(filled.folder).run("INSERT INTO number VALUES (99, 1, 'issued', '3')")

        found = report(filled.folder)

        assert codes(found) == ["database_damaged"]
        assert "number" in str(only(found, "database_damaged"))

    def test_in_the_order_books(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.run(
            "UPDATE number SET state = 'voided' WHERE series ="
            " (SELECT id FROM series WHERE name LIKE 'orders%')"
        )

        assert only(report(filled.folder), "number_changed").facts["number"] == "๑/๒๕๖๓"


class TestTheTableOfSeries:
    def test_a_series_taken_out(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        ((place,),) = attacker.ask("SELECT id FROM series WHERE name LIKE 'orders%'")
        for table, column in (("number", "series"), ("node", "tree"), ("series", "id")):
            attacker.run(f"DELETE FROM {table} WHERE {column} = ?", place)  # noqa: S608  # names from the line above

        found = report(filled.folder)

        assert codes(found) == ["series_forgotten"]
        assert only(found, "series_forgotten").facts["series"] == "orders/ตก 0132/2563"

    def test_a_series_by_another_name(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.run("UPDATE series SET name = 'orders/ตก 0132/2564' WHERE name LIKE 'orders%'")

        found = report(filled.folder)

        assert codes(found) == ["series_forgotten", "series_invented", "number_node_extra"]
        assert only(found, "series_invented").facts["series"] == "orders/ตก 0132/2564"

    def test_two_series_that_changed_their_names(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        for old, new in (("sent", "x"), ("circulars", "sent"), ("x", "circulars")):
            attacker.run(
                "UPDATE series SET name = ? WHERE name = ?",
                *(f"{n}/ตก 0132/2563" for n in (new, old)),
            )

        found = report(filled.folder)

        assert {"number_changed", "number_forgotten", "number_node_changed"} <= set(codes(found))


class TestTheTrees:
    @pytest.mark.parametrize("level", [0, 1, 3, 9, 10, 11, 20, 30])
    def test_another_hash(self, filled: Filled, level: int) -> None:
        attacker = Attacker(filled.folder)
        place = (8 >> level << level + 1) + (1 << level) - 1
        changed = attacker.run(
            "UPDATE node SET hash = zeroblob(32) WHERE tree = 1 AND id = ?", place
        )

        found = report(filled.folder)

        assert changed == 1
        assert codes(found) == ["number_node_changed"]
        facts = only(found, "number_node_changed").facts
        first = 8 >> level << level
        assert (facts["first"], facts["last"]) == (first, first + (1 << level) - 1)
        assert facts["series"] == SENT

    def test_a_hash_that_is_missing(self, filled: Filled) -> None:
        Attacker(filled.folder).run("DELETE FROM node WHERE tree = 1 AND id = 16")

        assert codes(report(filled.folder)) == ["number_node_changed"]

    def test_a_hash_of_a_number_never_given(self, filled: Filled) -> None:
        Attacker(filled.folder).run("INSERT INTO node VALUES (1, 5000, zeroblob(32))")

        found = report(filled.folder)

        assert codes(found) == ["number_node_extra"]
        assert only(found, "number_node_extra").facts == {
            "file": "register/register.db",
            "series": SENT,
            "count": 1,
        }

    def test_the_hash_of_nothing_among_the_numbers(self, filled: Filled) -> None:
        Attacker(filled.folder).run("INSERT INTO node VALUES (1, 40, ?)", EMPTY[0])

        assert codes(report(filled.folder)) == ["number_node_changed"]

    def test_a_tree_of_no_series(self, filled: Filled) -> None:
        Attacker(filled.folder).run("INSERT INTO node VALUES (77, 0, zeroblob(32))")

        found = report(filled.folder)

        assert codes(found) == ["number_node_extra"]
        assert only(found, "number_node_extra").facts["series"] == "77"

    def test_a_number_far_beyond_the_others(self, filled: Filled) -> None:
        """Such a number may come from an older register; its distance costs nothing."""
        attacker = Attacker(filled.folder)
        bodies = attacker.bodies()
        said = {
            "act": "transcribed",
            "at": "2020-02-13T04:00:00Z",
            "by": "แพรวา",
            "entry": SIZE,
            "office": json.loads(bodies[0])["office"],
            "book": "sent",
            "series": SENT,
            "running": MAX_RUNNING,
            "number": "ตก ๐๑๓๒/๙๙๙๙๙๙๙๙๙",
            "date": "",
            "subject": "",
            "state": "issued",
            "source": json.loads(bodies[1])["record"],
            "source_name": "ทะเบียน.xlsx",
            "row": "1",
        }
        attacker.put([*bodies, canonical(said)], Care.SIGNED)

        assert codes(report(filled.folder)) == []
        Attacker(filled.folder).run("DELETE FROM number WHERE running = ?", MAX_RUNNING)
        assert codes(report(filled.folder)) == ["number_forgotten"]


class TestIssuedSheets:
    def test_forgotten(self, filled: Filled) -> None:
        Attacker(filled.folder).run("DELETE FROM draft WHERE place = 5")

        found = report(filled.folder)

        assert codes(found) == ["draft_forgotten"]
        facts = only(found, "draft_forgotten").facts
        assert facts == {"entry": 5, "sheet": "cases/แจ้งกำหนดการ.yaml"}

    def test_remembered_for_another_entry(self, filled: Filled) -> None:
        Attacker(filled.folder).run("UPDATE draft SET place = 2 WHERE place = 5")

        assert codes(report(filled.folder)) == ["draft_forgotten", "draft_invented"]

    def test_invented(self, filled: Filled) -> None:
        Attacker(filled.folder).run("INSERT INTO draft VALUES ('x.yaml', zeroblob(32), 5)")

        found = report(filled.folder)

        assert codes(found) == ["draft_invented"]
        assert only(found, "draft_invented").facts["sheet"] == "x.yaml"

    def test_exchanged(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        for old, new in ((1, -1), (2, 1), (-1, 2)):
            attacker.run("UPDATE draft SET place = ? WHERE place = ?", new, old)

        assert "draft_invented" in codes(report(filled.folder))

    def test_issued_once_more(self, filled: Filled) -> None:
        """The same sheet issued again is remembered for its last record."""
        attacker = Attacker(filled.folder)
        first = attacker.bodies()[11]
        sheet = first.partition(b'"sheet":')[2].partition(b",")[0].strip(b'"}').decode()
        attacker.edit(12, Care.SIGNED, sheet=sheet, draft=_draft(first))

        assert codes(report(filled.folder)) == []


def _draft(body: bytes) -> str:
    return body.partition(b'"draft":"')[2][:64].decode()
