"""Entries that are there, but are not what an entry should be; signed by whoever has the key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attacker import Attacker, Care
from reports import codes, notes, only, report

from registry.canonical import canonical
from registry.finding import Answer

if TYPE_CHECKING:
    from filled import Filled


def put(filled: Filled, place: int, body: bytes) -> Attacker:
    """Put a row and its hash in the place of another."""
    attacker = Attacker(filled.folder)
    bodies = attacker.bodies()
    bodies[place] = body
    attacker.put(bodies, Care.LEAVES)
    return attacker


class TestBytes:
    @pytest.mark.parametrize(
        ("body", "detail"),
        [
            (b"", ""),
            (b"\xff\xfe", ""),
            (b"{}", "there is no act"),
            (b"[]", "there is no act"),
            (b'{"act": "issued"}', "another way"),
            (b'{"at":"","act":"issued"}', "not in order"),
            (b'{"act":"issued"}', "at: Field required"),
            (b'{"act":"issued","act":"issued"}', "another way"),
            (b'{"act":1.5}', "whole number"),
        ],
    )
    def test_that_are_no_entry(self, filled: Filled, body: bytes, detail: str) -> None:
        put(filled, 11, body)

        found = report(filled.folder)

        code = "act_unknown" if body in (b"{}", b"[]") else "entry_unreadable"
        finding = only(found, code)
        assert finding.facts["entry"] == 11
        assert code == "act_unknown" or detail in str(finding)
        assert found.answer is Answer.FAILED

    @pytest.mark.parametrize("body", [5, "x", None, 10**15])
    def test_that_are_no_bytes(self, filled: Filled, body: object) -> None:
        attacker = Attacker(filled.folder)
        with attacker.hands() as connection:
            connection.executescript(
                "ALTER TABLE entry RENAME TO old;"
                "CREATE TABLE entry (place INTEGER PRIMARY KEY, body);"
                "INSERT INTO entry SELECT * FROM old; DROP TABLE old"
            )
            connection.execute("UPDATE entry SET body = ? WHERE place = 11", (body,))

        found = report(filled.folder)

        assert only(found, "entry_unreadable").facts["entry"] == 11
        assert only(found, "entry_changed").facts["entry"] == 11
        assert "database_altered" in codes(found)

    def test_of_an_act_that_a_later_version_may_know(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        bodies = attacker.bodies()
        said = json.loads(bodies[3]) | {"act": "blessed", "entry": 14}
        attacker.put([*bodies, canonical(said)], Care.SIGNED)

        found = report(filled.folder)

        assert codes(found) == ["act_unknown"]
        assert only(found, "act_unknown").facts == {"entry": 14, "act": "blessed"}
        assert found.answer is Answer.INDETERMINATE


class TestWhatTheySay:
    @pytest.mark.parametrize(
        ("place", "fields"),
        [
            (1, {"at": "2020-02-31T03:01:00Z"}),
            (1, {"at": "2020-02-13T24:01:00Z"}),
            (1, {"date": "2020-13-01"}),
            (3, {"until": "2020-02-30"}),
            (4, {"received": "2020-02-13T99:00"}),
            (4, {"their_date": "2020-00-01"}),
        ],
    )
    def test_a_day_that_no_calendar_has(
        self, filled: Filled, place: int, fields: dict[str, str]
    ) -> None:
        attacker = Attacker(filled.folder)
        attacker.edit(place, Care.LEAVES, **fields)

        assert only(report(filled.folder), "entry_unreadable").facts["entry"] == place

    def test_another_register(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.edit(4, Care.SIGNED, office="saraban/0000000000000000")

        found = report(filled.folder)

        assert codes(found) == ["entry_foreign"]
        facts = only(found, "entry_foreign").facts
        assert (facts["entry"], facts["found"]) == (4, "saraban/0000000000000000")

    def test_another_place(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(4, Care.SIGNED, entry=7)

        found = report(filled.folder)

        assert codes(found) == ["entry_misplaced"]
        assert only(found, "entry_misplaced").facts == {"entry": 4, "named": 7}

    def test_that_the_register_is_founded_again(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        bodies = attacker.bodies()
        bodies[4] = canonical(json.loads(bodies[0]) | {"entry": 4})
        attacker.put(bodies, Care.LEAVES)

        assert only(report(filled.folder), "founded_again").facts == {"entry": 4}

    def test_that_it_was_never_founded(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        bodies = attacker.bodies()
        bodies[0] = canonical(json.loads(bodies[3]) | {"entry": 0, "first": 90, "last": 91})
        attacker.put(bodies, Care.LEAVES)

        found = report(filled.folder)

        assert only(found, "not_founded").facts == {"entry": 0}
        assert "checkpoint_unsigned" in codes(found)

    def test_a_key_that_is_none(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(0, Care.LEAVES, key="saraban/x+00000000+AAAA")

        found = report(filled.folder)

        assert only(found, "key_unreadable").facts["entry"] == 0

    def test_more_numbers_than_any_act_has(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.edit(3, Care.LEAVES, last=900_000_000)

        found = report(filled.folder)

        assert only(found, "block_too_large").facts["count"] == 900_000_000 - 2

    @pytest.mark.parametrize(
        ("place", "number", "expected"),
        [
            (1, "ตก ๐๑๓๒/๙", "ตก ๐๑๓๒/๑"),
            (1, "ตก ๐๑๓๓/๑", "ตก ๐๑๓๒/๑"),
            (1, "ตก 0132/1", "ตก ๐๑๓๒/๑"),
            (3, "ตก ๐๑๓๒/๔", "ตก ๐๑๓๒/๓"),
            (4, "๒", "๑"),
            (6, "ตก ๐๑๓๒/๓", "ตก ๐๑๓๒/๒"),
            (7, "๑/๒๕๖๔", "๑/๒๕๖๓"),
            (10, "ตก ๐๑๓๒/๑", "ตก ๐๑๓๒/ว ๑"),
        ],
    )
    def test_a_number_that_is_spelt_otherwise(
        self, filled: Filled, place: int, number: str, expected: str
    ) -> None:
        Attacker(filled.folder).edit(place, Care.SIGNED, number=number)

        found = report(filled.folder)

        facts = only(found, "number_misspelt").facts
        assert (facts["entry"], facts["number"]) == (place, number)
        assert facts["expected"] == expected

    def test_circulars_may_share_the_numbers_of_letters(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.edit(12, Care.SIGNED, number="ตก ๐๑๓๒/ว ๘")

        # Only the frozen record says otherwise.
        assert codes(report(filled.folder)) == ["record_differs"]

    def test_a_number_that_was_left_out(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.edit(12, Care.SIGNED, running=9, number="ตก ๐๑๓๒/๙")

        facts = only(report(filled.folder), "number_skipped").facts
        assert (facts["entry"], facts["number"], facts["highest"]) == (12, "ตก ๐๑๓๒/๙", 7)

    @pytest.mark.parametrize("place", [5, 12])
    def test_a_number_that_was_given_before(self, filled: Filled, place: int) -> None:
        attacker = Attacker(filled.folder)
        attacker.edit(place, Care.SIGNED, running=1, number="ตก ๐๑๓๒/๑")

        facts = only(report(filled.folder), "number_again").facts
        assert (facts["number"], facts["before"]) == ("ตก ๐๑๓๒/๑", 1)
        assert (facts["state"], facts["was"]) == ("issued", "issued")

    def test_a_number_that_was_voided_before(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.edit(12, Care.SIGNED, running=2, number="ตก ๐๑๓๒/๒")

        facts = only(report(filled.folder), "number_again").facts
        assert (facts["before"], facts["was"]) == (6, "voided")

    def test_the_void_of_another_number(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(6, Care.SIGNED, of=1)

        found = report(filled.folder)

        assert codes(found) == ["voids_another"]
        assert only(found, "voids_another").facts["of"] == 1


class TestPlaces:
    @pytest.mark.parametrize("place", [-1, -(2**63)])
    def test_before_the_first(self, filled: Filled, place: int) -> None:
        attacker = Attacker(filled.folder)
        attacker.run("INSERT INTO entry VALUES (?, x'00')", place)

        found = report(filled.folder)

        assert codes(found) == ["entry_beyond"]
        assert only(found, "entry_beyond").facts == {"entry": place}

    @pytest.mark.parametrize("place", [15, 5_000, 2**62])
    def test_after_a_hole(self, filled: Filled, place: int) -> None:
        Attacker(filled.folder).run("INSERT INTO entry VALUES (?, x'00')", place)

        found = report(filled.folder)

        missing = next(each for each in found.findings if "missing" in each.code)
        assert missing.facts["entry"] == 14

    def test_none_at_all(self, filled: Filled) -> None:
        Attacker(filled.folder).run("DELETE FROM entry")

        found = report(filled.folder)

        assert "log_empty" in codes(found)
        assert found.answer is Answer.FAILED

    def test_more_findings_than_anybody_reads_are_counted(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        with attacker.hands() as connection:
            connection.executemany(
                "INSERT INTO entry VALUES (?, x'00')", [(place,) for place in range(14, 2014)]
            )

        found = report(filled.folder)

        unreadable = [each for each in found.findings if each.code == "entry_unreadable"]
        assert len(unreadable) == 1000
        more = [each.facts for each in found.findings if each.code == "more"]
        assert {"count": 1000, "kind": "entry_unreadable"} in more


class TestTime:
    def test_the_clock_went_back(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(5, Care.SIGNED, at="2020-02-13T03:00:30Z")

        found = report(filled.folder)

        assert codes(found) == []
        facts = only(found, "clock_back").facts
        assert facts["entry"] == 5
        assert facts["time"] == "๑๓ กุมภาพันธ์ ๒๕๖๓ 10:00:30"
        assert facts["before"] == "๑๓ กุมภาพันธ์ ๒๕๖๓ 10:04:00"

    def test_an_entry_of_the_future(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(13, Care.SIGNED, at="2020-02-13T09:00:00Z")

        found = report(filled.folder)

        assert codes(found) == ["clock_ahead"]
        assert only(found, "clock_ahead").facts["entry"] == 13

    def test_a_reservation_whose_term_is_over(self, filled: Filled) -> None:
        attacker = Attacker(filled.folder)
        attacker.edit(3, Care.SIGNED, until="2020-02-12", last=5)

        found = report(filled.folder)

        assert codes(found) == []
        facts = only(found, "reservation_over").facts
        # ๓ was used, ๔ voided; ๕ is still held.
        assert (facts["number"], facts["count"]) == ("ตก ๐๑๓๒/๕", 1)
        assert facts["until"] == "๑๒ กุมภาพันธ์ ๒๕๖๓"

    def test_a_reservation_on_its_last_day(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(3, Care.SIGNED, until="2020-02-13")

        assert "reservation_over" not in notes(report(filled.folder))
