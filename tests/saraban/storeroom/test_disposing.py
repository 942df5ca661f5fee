"""The end of a list: the content goes, the entry stays, and no hold is overlooked."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from old_office import (
    CACTUS,
    COMMITTEE,
    COPIED,
    ENGLISH,
    IN_TIME,
    JASMINE,
    MEMOS,
    OLD,
    PURCHASE,
    REFUSED,
    SCAN,
    SCANNED,
    SUBJECTS,
    USAGE,
    agreed,
    day,
    dispose,
    keep,
    line,
    log,
    raw,
    refused,
    say,
    storeroom,
)

from saraban.disposing import Disposal

if TYPE_CHECKING:
    from pathlib import Path

    from house import House


class TestDispose:
    """ทำลาย: the content goes, the entry stays."""

    @pytest.fixture
    def ready(self, kept: House) -> int:
        with storeroom(kept) as room:
            return agreed(room, CACTUS, JASMINE).place

    def test_erases_content_and_keeps_the_line(self, kept: House, ready: int) -> None:
        frozen = line(kept, CACTUS)["record"]
        print_of = hashlib.sha256((kept.folder / "out/issued/memo-1.pdf").read_bytes()).hexdigest()
        words = f"ถ้อยคำในเรื่อง{SUBJECTS[CACTUS]}"
        assert say(kept, "search", words)["hits"]
        assert words.encode() in raw(kept)
        said = say(kept, "dispose", ready, "--method", "ย่อยทำลาย", "--report", "ตย 0132/98")
        assert [each["entry"] for each in said["disposed"]] == [CACTUS, JASMINE]
        assert {frozen, print_of} <= {*said["erased"]}
        assert words.encode() not in raw(kept)
        names = {path.name for path in kept.folder.joinpath("register/content").rglob("*")}
        assert names.isdisjoint(said["erased"])
        after = line(kept, CACTUS)
        assert (after["number"], after["subject"]) == ("ตย ๐๑๓๒/๑", SUBJECTS[CACTUS])
        assert (after["disposed"], after["state"], after["record"]) == (True, "issued", frozen)
        assert say(kept, "search", words, code=1)["hits"] == []
        assert len(say(kept, "search", SUBJECTS[CACTUS])["hits"]) == 1
        (act,) = (act for act in log(kept) if act.name == "disposed")
        assert json.loads(act.body)["report"] == "ตย 0132/98"

    def test_what_is_kept_is_still_found(self, kept: House, ready: int) -> None:
        say(kept, "dispose", ready, "--method", "เผา")
        assert say(kept, "search", f"ถ้อยคำในเรื่อง{SUBJECTS[PURCHASE]}")["hits"]

    def test_the_register_still_verifies(self, kept: House, ready: int) -> None:
        say(kept, "dispose", ready, "--method", "เผา")
        ended = kept.run("verify", ".", **ENGLISH)
        assert ended.code == 0, ended.out
        assert "Passed" in ended.out

    def test_the_books_made_anew_say_the_same(self, kept: House, ready: int) -> None:
        say(kept, "dispose", ready, "--method", "เผา")
        before = say(kept, "register", *OLD)
        assert kept.run("rebuild").code == 0
        assert say(kept, "register", *OLD) == before
        assert say(kept, "search", "ถ้อยคำ")["hits"][0]["entry"] == PURCHASE

    def test_dry_run_changes_nothing(self, kept: House, ready: int) -> None:
        before = log(kept)
        said = say(kept, "dispose", ready, "--dry-run")
        assert [each["entry"] for each in said["disposed"]] == [CACTUS, JASMINE]
        assert said["erased"]
        assert log(kept) == before
        assert line(kept, CACTUS)["disposed"] is False

    def test_a_hold_blocks_it_loudly(self, kept: House, ready: int) -> None:
        say(kept, "hold", "ตรวจสอบภายใน", f"@{JASMINE}", "--reason", "สตง. ขอตรวจ")
        before = len(log(kept))
        for more in ((), ("--dry-run",)):
            said = refused(kept, "dispose", ready, "--method", "เผา", *more)
            assert "HELD by “ตรวจสอบภายใน”: สตง. ขอตรวจ" in said
        assert len(log(kept)) == before
        ended = kept.run("dispose", ready, "--method", "เผา", "--except-held", **ENGLISH)
        assert ended.code == 0
        assert "ตย ๐๑๓๒/๑ is disposed of" in ended.out
        assert "“ตรวจสอบภายใน” holds it" in ended.err
        assert line(kept, JASMINE)["disposed"] is False

    def test_every_hold_is_named(self, kept: House, ready: int) -> None:
        for name in ("คดี ก", "คดี ข"):
            say(kept, "hold", name, f"@{JASMINE}", f"@{CACTUS}", "--reason", "ศาล")
        said = kept.run("dispose", ready, "--method", "เผา")
        assert said.code == REFUSED
        lines = said.err.splitlines()
        assert len(lines) == 4
        assert all("คดี ก" in each or "คดี ข" in each for each in lines)

    def test_may_be_of_some_only(self, kept: House, ready: int) -> None:
        said = say(kept, "dispose", ready, MEMOS[2], *OLD, "--method", "เผา")
        assert [each["entry"] for each in said["disposed"]] == [JASMINE]
        said = say(kept, "dispose", ready, "--method", "เผา")
        assert [each["entry"] for each in said["disposed"]] == [CACTUS]
        ended = kept.run("dispose", ready, **ENGLISH)
        assert ended.out == "Nothing of this list is left to dispose of.\n"

    def test_copies_outside_the_register_are_said(self, kept: House, ready: int) -> None:
        ended = kept.run("dispose", ready, "--method", "เผา", **ENGLISH)
        for name in ("cases/old/memo-1.yaml", "out/issued/memo-3.pdf", "out/issued/memo-3.docx"):
            assert f"{name} holds the same outside the register" in ended.err

    def test_how_must_be_said(self, kept: House, ready: int) -> None:
        assert "--method" in refused(kept, "dispose", ready, code=USAGE)

    def test_what_is_gone_cannot_be_filed_held_or_listed(self, kept: House, ready: int) -> None:
        say(kept, "dispose", ready, "--method", "เผา")
        for arguments in (
            ("keep", f"@{CACTUS}", "--reason", "ก"),
            ("hold", "คดี ค", f"@{CACTUS}", "--reason", "ก"),
            ("survey", f"@{CACTUS}", *IN_TIME[1:]),
        ):
            assert "was disposed of by entry" in refused(kept, *arguments)


class TestSilence:
    """ให้ถือว่าสำนักหอจดหมายเหตุแห่งชาติได้ให้ความเห็นชอบแล้ว (ข้อ ๗๐.๑)"""

    @pytest.fixture
    def sent(self, kept: House) -> int:
        with storeroom(kept) as room:
            found = room.survey(2567, day("15 ม.ค. 2567"))
            place = room.make_list(found, 25, found.due).place
            destroy = [CACTUS, JASMINE]
            members = [{"name": name} for name in COMMITTEE]
            committee = {"stage": "committee", "members": members, "destroy": destroy}
            room.decide(place, committee, day("20 ม.ค. 2567"))
            head = {"stage": "head", "name": "นายสมชาย ตัวอย่างดี", "destroy": destroy}
            room.decide(place, head, day("1 ก.พ. 2567"))
            room.decide(place, {"stage": "sent"}, day("2 ก.พ. 2567"))
        return place

    def test_is_no_consent_before_its_time(self, kept: House, sent: int) -> None:
        early = ("dispose", sent, "--method", "เผา", "--date", "2 เม.ย. 2567")
        assert "from ๓ เมษายน ๒๕๖๗ on" in refused(kept, *early)

    def test_is_consent_after_sixty_days(self, kept: House, sent: int) -> None:
        said = say(kept, "dispose", sent, "--method", "เผา", "--date", "3 เม.ย. 2567")
        assert [each["entry"] for each in said["disposed"]] == [CACTUS, JASMINE]

    def test_who_agreed_to_is_not_kept_waiting(self, kept: House, sent: int) -> None:
        with storeroom(kept) as room:
            answer = {"stage": "archives", "agreed": [JASMINE]}
            room.decide(sent, answer, day("20 ก.พ. 2567"))
        when = ("--date", "21 ก.พ. 2567")
        ended = kept.run("dispose", sent, "--method", "เผา", *when, **ENGLISH)
        assert ended.code == 0
        assert "1 records wait for the National Archives" in ended.err
        assert line(kept, CACTUS)["disposed"] is False


class TestSharedContent:
    """Content that another record also names stays with that one."""

    def test_stays_until_the_last_is_disposed_of(self, office: House) -> None:
        scan = hashlib.sha256(SCAN).hexdigest()
        lies = office.folder / "register/content" / scan[:2] / scan
        with storeroom(office) as room:
            keep(room, SCANNED, COPIED, retention="routine")
            dispose(room, SCANNED)
            assert lies.read_bytes() == SCAN
            dispose(room, COPIED)
        assert not lies.exists()
        assert office.run("verify", ".").code == 0

    def test_goes_with_the_last_of_one_list(self, office: House) -> None:
        scan = hashlib.sha256(SCAN).hexdigest()
        with storeroom(office) as room:
            keep(room, SCANNED, COPIED, retention="routine")
            listed = agreed(room, SCANNED, COPIED)
            gone = Disposal.of(room, listed).carry_out("เผา")
        assert gone.erased == {scan}


class TestBadDays:
    def test_what_a_crash_left_is_cleared_away(self, office: House) -> None:
        """The act was durable, but the machine stopped before the file was gone."""
        scan = hashlib.sha256(SCAN).hexdigest()
        lies = office.folder / "register/content" / scan[:2] / scan
        with storeroom(office) as room:
            keep(room, SCANNED, COPIED, retention="routine")
            place = dispose(room, SCANNED, COPIED).place
        lies.write_bytes(SCAN)
        size = len(log(office))
        assert say(office, "dispose", place)["disposed"] == []
        assert not lies.exists()
        assert len(log(office)) == size

    def test_lost_views_change_nothing(self, kept: House) -> None:
        """A hold is in the log, whatever became of the views."""
        with storeroom(kept) as room:
            place = agreed(room, CACTUS).place
            room.hold("คดี", room.lines_of([CACTUS]), reason="ศาล")
        for path in kept.folder.joinpath("register").glob("views.db*"):
            path.unlink()
        assert "HELD by “คดี”" in refused(kept, "dispose", place, "--method", "เผา")

    def test_views_that_forgot_a_hold_are_not_believed(self, kept: House, tmp_path: Path) -> None:
        """Somebody put the views of yesterday back, and made them say that they are of today."""
        register = kept.folder / "register"
        with storeroom(kept) as room:
            place = agreed(room, CACTUS).place
        shutil.copy(register / "views.db", tmp_path / "views.db")
        with storeroom(kept) as room:
            room.hold("คดี", room.lines_of([CACTUS]), reason="ศาล")
            origin, size, digest = room.views.store.progress() or ("", 0, b"")
        shutil.copy(tmp_path / "views.db", register / "views.db")
        with storeroom(kept) as room:
            with room.views.store.writing():
                room.views.store.database.execute(
                    "DELETE FROM keeping WHERE place = ?", (size - 1,)
                )
                room.views.store.set_progress(origin, size, digest)
            assert "คดี" not in [hold.name for hold in room.holds()]
        assert "HELD by “คดี”" in refused(kept, "dispose", place, "--method", "เผา")
