"""Stored files replaced, removed or changed; records that say something else than their entries."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from attacker import Attacker, Care
from clerks import utc
from filled import LARGE, SIZE
from reports import codes, notes, only, report

from registry.finding import Answer
from registry.keeping.acts import Disposed
from registry.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from filled import Filled

LARGE_SHA = sha256(LARGE).hexdigest()
SMALL = b"%PDF-1.7 a"
SMALL_SHA = sha256(SMALL).hexdigest()
both = pytest.mark.parametrize("at_hand", [False, True], ids=["alone", "checkpoint_at_hand"])


def large_file(filled: Filled) -> Path:
    return filled.folder / "register" / "content" / LARGE_SHA[:2] / LARGE_SHA


def change(data: bytes) -> bytes:
    """Change one bit."""
    return bytes([data[0] ^ 1]) + data[1:]


class TestFiles:
    """Large content lies in files of its own."""

    @both
    @pytest.mark.parametrize(
        "replace", [lambda _: b"%PDF-1.7 forged", change, lambda data: data[:-1], lambda _: b""]
    )
    def test_replaced(
        self, filled: Filled, replace: Callable[[bytes], bytes], *, at_hand: bool
    ) -> None:
        path = large_file(filled)
        path.write_bytes(replace(LARGE))

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert codes(found) == ["content_changed"]
        finding = only(found, "content_changed")
        assert finding.facts == {
            "entry": 1,
            "about": "issued ตก ๐๑๓๒/๑",
            "name": "large.pdf",
            "sha256": LARGE_SHA,
            "found": sha256(replace(LARGE)).hexdigest(),
        }
        assert finding.place.file == f"register/content/{LARGE_SHA}"
        assert found.answer is Answer.FAILED

    @both
    def test_removed(self, filled: Filled, *, at_hand: bool) -> None:
        large_file(filled).unlink()

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert codes(found) == ["content_missing"]
        facts = only(found, "content_missing").facts
        assert (facts["entry"], facts["name"], facts["sha256"]) == (1, "large.pdf", LARGE_SHA)

    def test_removed_with_its_row(self, filled: Filled) -> None:
        large_file(filled).unlink()
        Attacker(filled.folder).run(
            "DELETE FROM content WHERE sha256 = ?", bytes.fromhex(LARGE_SHA)
        )

        assert codes(report(filled.folder)) == ["content_missing"]

    def test_put_there_by_somebody(self, filled: Filled) -> None:
        (large_file(filled).parent / ("0" * 64)).write_bytes(b"")
        (filled.folder / "register" / "content" / "readme.txt").write_bytes(b"")

        found = report(filled.folder)

        assert codes(found) == []
        loose = [each.place.file for each in found.findings if each.code == "content_loose"]
        assert sorted(loose) == sorted(
            ["register/content/readme.txt", f"register/content/{LARGE_SHA[:2]}/{'0' * 64}"]
        )

    def test_moved_into_the_database_it_is_the_same(self, filled: Filled) -> None:
        Attacker(filled.folder).run(
            "UPDATE content SET body = ? WHERE sha256 = ?", LARGE, bytes.fromhex(LARGE_SHA)
        )
        large_file(filled).unlink()

        assert codes(report(filled.folder)) == []


class TestRows:
    """Small content lies in the database."""

    @both
    def test_replaced(self, filled: Filled, *, at_hand: bool) -> None:
        attacker = Attacker(filled.folder)
        attacker.run(
            "UPDATE content SET body = ? WHERE sha256 = ?", b"forged", bytes.fromhex(SMALL_SHA)
        )

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert codes(found) == ["content_changed"]
        facts = only(found, "content_changed").facts
        assert (facts["entry"], facts["name"]) == (1, "a.pdf")
        assert facts["found"] == sha256(b"forged").hexdigest()

    @both
    def test_removed(self, filled: Filled, *, at_hand: bool) -> None:
        attacker = Attacker(filled.folder)
        attacker.run("DELETE FROM content WHERE sha256 = ?", bytes.fromhex(SMALL_SHA))

        found = report(filled.folder, *([filled.notes[SIZE]] if at_hand else []))

        assert codes(found) == ["content_missing"]
        assert only(found, "content_missing").facts["name"] == "a.pdf"

    def test_all_removed(self, filled: Filled) -> None:
        stored = report(filled.folder).counts["contents"]
        Attacker(filled.folder).run("DELETE FROM content")

        found = report(filled.folder)

        assert codes(found) == ["content_missing"]
        assert len([each for each in found.findings if each.code == "content_missing"]) == stored

    def test_an_attachment(self, filled: Filled) -> None:
        named = sha256("%PDF-1.7 ผนวก".encode()).digest()
        Attacker(filled.folder).run("DELETE FROM content WHERE sha256 = ?", named)

        facts = only(report(filled.folder), "content_missing").facts
        assert (facts["entry"], facts["name"]) == (2, "ผนวก.pdf")

    def test_what_was_printed_later(self, filled: Filled) -> None:
        named = sha256(b"%PDF-1.7 e").digest()
        Attacker(filled.folder).run("DELETE FROM content WHERE sha256 = ?", named)

        facts = only(report(filled.folder), "content_missing").facts
        assert (facts["entry"], facts["name"], facts["about"]) == (9, "e.pdf", "printed")

    def test_named_by_nobody(self, filled: Filled) -> None:
        extra = sha256(b"extra").digest()
        Attacker(filled.folder).run("INSERT INTO content VALUES (?, ?)", extra, b"extra")

        found = report(filled.folder)

        assert codes(found) == []
        assert only(found, "content_unnamed").facts["sha256"] == extra.hex()

    def test_named_by_nobody_and_changed(self, filled: Filled) -> None:
        Attacker(filled.folder).run("INSERT INTO content VALUES (?, ?)", b"\1" * 32, b"extra")

        assert codes(report(filled.folder)) == ["content_misnamed"]

    def test_named_by_nobody_and_gone(self, filled: Filled) -> None:
        Attacker(filled.folder).run("INSERT INTO content VALUES (?, NULL)", b"\1" * 32)

        found = report(filled.folder)

        assert codes(found) == []
        assert "content_vanished" in notes(found)


class TestFrozenRecords:
    """A frozen record says the same number, date, subject and kind as its entry."""

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("number", "ตก ๐๑๓๒/๙๙"),
            ("date", "๑๔ กุมภาพันธ์ ๒๕๖๓"),
            ("subject", "เรื่องอื่น"),
            ("kind", "memo"),
        ],
    )
    def test_that_says_something_else(self, filled: Filled, field: str, value: str) -> None:
        old, new = freeze(filled, **{field: value})

        found = report(filled.folder)

        assert codes(found) == ["record_differs"]
        facts = only(found, "record_differs").facts
        assert (facts["entry"], facts["field"], facts["found"]) == (2, field, new[field])
        assert facts["about"] == "issued ตก ๐๑๓๒/๒"
        assert facts["said"] != value
        assert old[field] != new[field]

    @pytest.mark.parametrize(
        "said",
        [
            {"number": "ที่ ตก 0132/2"},
            {"date": "2563-02-13"},
            {"date": "2020-02-13"},
            {"subject": " ขอส่งรายงาน "},
            {"subject": None, "number": None},
            {"more": "อื่นๆ"},
        ],
    )
    def test_that_says_it_otherwise(self, filled: Filled, said: dict[str, str]) -> None:
        freeze(filled, **said)

        assert codes(report(filled.folder)) == []

    @pytest.mark.parametrize("data", [b"", b"no JSON", b"[]", b"\xff", b"[" * 100_000])
    def test_that_is_no_record(self, filled: Filled, data: bytes) -> None:
        put_record(filled, data)

        found = report(filled.folder)

        assert codes(found) == ["record_unreadable"]
        assert only(found, "record_unreadable").facts["entry"] == 2

    def test_a_secret_entry_says_no_subject(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(2, Care.SIGNED, subject="", secrecy="ลับ")

        assert codes(report(filled.folder)) == []


class TestPrints:
    def test_a_record_that_was_never_printed(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(12, Care.SIGNED, files=[])

        found = report(filled.folder)

        facts = only(found, "unprinted").facts
        assert (facts["entry"], facts["about"]) == (12, "issued ตก ๐๑๓๒/๘")

    def test_a_void_one_need_not_be(self, filled: Filled) -> None:
        Attacker(filled.folder).edit(2, Care.SIGNED, files=[])

        assert "unprinted" not in notes(report(filled.folder))

    @pytest.mark.parametrize("of", [6, 9, 12, -1, 10**12])
    def test_a_print_of_something_that_is_no_record(self, filled: Filled, of: int) -> None:
        Attacker(filled.folder).edit(9, Care.SIGNED, of=of)

        found = report(filled.folder)

        assert codes(found) == ["prints_nothing"]
        assert only(found, "prints_nothing").facts == {"entry": 9, "of": of}


class TestDisposal:
    """Disposal erases content, keeps the entry and stays verifiable."""

    def test_content_that_was_rightly_erased(self, filled: Filled) -> None:
        named = dispose(filled, 1, 12, erased=theirs(filled, 1, 12))

        found = report(filled.folder)

        assert codes(found) == []
        assert notes(found) == ["tail_unproven"]
        assert len(named) == 5

    def test_content_that_is_still_there(self, filled: Filled) -> None:
        dispose(filled, 12, erased=theirs(filled, 12), keeps=True)

        found = report(filled.folder)

        assert codes(found) == ["content_remains"]
        remains = [each.facts for each in found.findings if each.code == "content_remains"]
        assert {facts["entry"] for facts in remains} == {SIZE}
        assert {facts["sha256"] for facts in remains} == set(theirs(filled, 12))

    def test_content_that_is_gone_but_was_not_named_as_erased(self, filled: Filled) -> None:
        first, *_ = theirs(filled, 12)
        dispose(filled, 12, erased=[first])
        Attacker(filled.folder).run(
            "DELETE FROM content WHERE sha256 = ?", bytes.fromhex(theirs(filled, 12)[1])
        )

        assert codes(report(filled.folder)) == ["content_missing"]

    def test_content_that_another_record_needs(self, filled: Filled) -> None:
        shared = json.loads(Attacker(filled.folder).bodies()[12])["office_sheet"]
        dispose(filled, 12, erased=[shared])

        found = report(filled.folder)

        assert codes(found) == ["content_missing"]
        assert only(found, "content_missing").facts["name"] == "office"
        assert only(found, "content_missing").facts["entry"] != 12

    def test_a_later_print_of_a_disposed_record_goes_with_it(self, filled: Filled) -> None:
        printed = sha256(b"%PDF-1.7 e").hexdigest()
        dispose(filled, 8, erased=[*theirs(filled, 8), printed])

        assert codes(report(filled.folder)) == []


def freeze(filled: Filled, **said: object) -> tuple[dict[str, str], dict[str, str]]:
    """Let entry 2 freeze another record, so that no hash is wrong."""
    attacker = Attacker(filled.folder)
    digest = json.loads(attacker.bodies()[2])["record"]
    ((data,),) = attacker.ask("SELECT body FROM content WHERE sha256 = ?", bytes.fromhex(digest))
    old = json.loads(data)
    new = old | said
    put_record(filled, json.dumps(new, ensure_ascii=False).encode())
    return old, new


def put_record(filled: Filled, data: bytes) -> None:
    attacker = Attacker(filled.folder)
    digest = sha256(data)
    attacker.run("INSERT INTO content VALUES (?, ?)", digest.digest(), data)
    attacker.edit(2, Care.SIGNED, record=digest.hexdigest())


def theirs(filled: Filled, *entries: int) -> list[str]:
    """Return the content of some entries, but not the sheet of the office, which all share."""
    bodies = Attacker(filled.folder).bodies()
    found = []
    for place in entries:
        said = json.loads(bodies[place])
        found += [said["record"], *(file["sha256"] for file in said.get("files", []))]
    return found


def dispose(filled: Filled, *entries: int, erased: list[str], keeps: bool = False) -> list[str]:
    """Dispose of records as the register does."""
    register = Register.open(filled.folder)
    with register.writing(utc("2020-02-13 07:00"), "แพรวา") as pen:
        pen.append(
            Disposed,
            day="2020-02-13",
            of=3,
            entries=list(entries),
            method="เผา",
            erased=erased,
        )
        if not keeps:
            for digest in erased:
                pen.writer.erase(digest)
    register.seal(utc("2020-02-13 07:01"))
    register.close()
    return erased
