from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from clerks import CODE, Clerk, opened, states, utc
from soundness import assert_sound, given, laid_out

from registry import denial, keys, numbering
from registry.acts import Restored, Voided
from registry.backup.errors import (
    BackupError,
    ForeignBackupError,
    MissingKeyError,
    TooManyLostError,
    UnknownLossError,
    UnsealedBackupError,
)
from registry.backup.loss import LIMIT
from registry.backup.packing import back_up
from registry.backup.restoring import Restoration, Wish, restore, restore_plan
from registry.errors import ReplacedRegisterError
from registry.item import State
from registry.register import FOLDER, KEY, Register
from registry.rotation import rotate
from registry.verification.verifier import verify
from registry.wanted import Paper, Papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGE = Paper(name="หนังสือ.pdf", data=b"%PDF-1.7 " * 9000)
SENT, ORDERS = f"sent/{CODE}/2563", f"orders/{CODE}/2563"
WHEN, AFTER = utc("2020-02-13 06:00"), "2020-02-13 07:00"


class Office:
    """An office folder, its clerk and a backup; `later` is what was done after the backup."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "office"
        self.file = folder / "backup.zip"
        clerk = opened(self.folder)
        clerk.issue(files=(LARGE,))
        clerk.issue()
        clerk.reserve(count=3, until="2563-12-31")
        self.clerk: Clerk = clerk

    def back_up(self, *, with_key: bool = False) -> None:
        back_up(self.clerk.register, self.file, WHEN, with_key=with_key)

    def seal(self) -> None:
        self.clerk.register.seal(WHEN)

    def restore(self, **wish: Any) -> Restoration:
        """Restore the backup, and go on working in what was restored."""
        self.clerk.register.close()
        done = restore(
            self.file,
            self.folder,
            now=utc(AFTER),
            by="แพรวา",
            reason="ดิสก์เสีย",
            wish=Wish(**wish),
        )
        self.clerk = Clerk(Register.open(self.folder), now=utc(AFTER))
        return done

    def damage(self, *pages: int) -> None:
        """Close the register, and overwrite pages of its database."""
        self.seal()
        self.clerk.register.close()
        with (self.folder / FOLDER / "register.db").open("r+b") as stream:
            for page in pages:
                stream.seek(page * 4096)
                stream.write(b"\xa5" * 4096)

    def page_of(self, table: str) -> int:
        with closing(sqlite3.connect(self.folder / FOLDER / "register.db")) as database:
            query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            (root,) = database.execute(query, (table,)).fetchone()
        return int(root) - 1


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.clerk.register.close()


def spans(done: Restoration) -> list[tuple[str, int, int]]:
    return [(span.series, span.first, span.last) for span in done.loss.lost]


class TestNothingSince:
    """A backup of the register as it is."""

    def test_it_is_as_it_was(self, office: Office) -> None:
        office.back_up()
        before = assert_sound(office.folder)
        done = office.restore()
        acts = assert_sound(office.folder, sealed=True)
        assert acts[:-1] == before
        assert done.loss.lost == ()
        assert done.loss.forgotten == {}
        assert laid_out(office.folder) == {SENT: 5}

    def test_numbers_go_on(self, office: Office) -> None:
        office.back_up()
        office.restore()
        assert office.clerk.issue("ตก ๐๑๓๒/๓").running == 3
        assert office.clerk.issue().running == 6

    def test_the_entry(self, office: Office) -> None:
        office.back_up()
        office.restore()
        act = assert_sound(office.folder)[-1]
        assert isinstance(act, Restored)
        assert (act.by, act.reason, act.at) == ("แพรวา", "ดิสก์เสีย", "2020-02-13T07:00:00Z")
        assert (act.size, act.lost) == (4, ())

    def test_content_is_there(self, office: Office) -> None:
        office.back_up()
        shutil.rmtree(office.folder / FOLDER / "content")
        office.restore()
        assert_sound(office.folder)

    def test_the_old_register_is_kept_aside(self, office: Office) -> None:
        office.back_up()
        old = (office.folder / FOLDER / "office.key").read_bytes()
        done = office.restore()
        assert done.aside == office.folder / "register.before-restore-20200213T070000Z"
        assert (done.aside / "office.key").read_bytes() == old
        names = {path.name for path in office.folder.iterdir()}
        assert names == {FOLDER, done.aside.name}

    def test_drafts_are_known_again(self, office: Office) -> None:
        clerk = office.clerk
        with clerk.register.writing(clerk.now, "แพรวา") as pen:
            wanted = clerk.wanted()
            planned = numbering.plan(pen.writer, wanted, clerk.situation)
            papers = Papers(record=b"{}", sheet="cases/a/memo.yaml", draft="a" * 64)
            place = numbering.issue(pen, wanted, planned, papers).entry
        office.back_up()
        office.restore()
        with office.clerk.register.store.reading() as reader:
            assert reader.drafted("cases/a/memo.yaml", "a" * 64) == place

    def test_verification_finds_nothing_wrong(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        office.restore()
        report = verify(office.folder, now=utc(AFTER))
        assert {finding.code for finding in report.findings} == {"unprinted", "tail_unproven"}

    def test_verification_explains_a_checkpoint_of_the_old_log(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        office.clerk.issue()
        note = office.clerk.register.seal(WHEN)
        office.restore()
        report = verify(office.folder, [note], now=utc(AFTER))
        assert {finding.code for finding in report.findings} == {"unprinted", "before_restore"}


class TestLost:
    """Says which numbers would be lost and refuses to re-issue them."""

    def test_numbers_given_since(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        office.clerk.issue()
        office.clerk.issue(book="orders", kind="order")
        done = office.restore()
        assert spans(done) == [(ORDERS, 1, 1), (SENT, 6, 7)]
        assert done.loss.forgotten == {"issued": 3}
        assert (done.loss.entries, states(office.clerk)[f"{SENT} 6"]) == (7, State.LOST)
        assert office.clerk.issue().running == 8
        assert office.clerk.issue(book="orders", kind="order").number == "๒/๒๕๖๓"

    def test_they_are_refused_by_name(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        office.restore()
        with pytest.raises(denial.LostNumberError):
            office.clerk.issue("ตก ๐๑๓๒/๖")

    def test_a_reserved_number_used_since(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue("ตก ๐๑๓๒/๔")
        done = office.restore()
        assert spans(done) == [(SENT, 4, 4)]
        with pytest.raises(denial.LostNumberError):
            office.clerk.issue("ตก ๐๑๓๒/๔")
        assert office.clerk.issue("ตก ๐๑๓๒/๓").running == 3

    def test_numbers_reserved_since(self, office: Office) -> None:
        office.back_up()
        office.clerk.reserve(count=2)
        assert spans(office.restore()) == [(SENT, 6, 7)]

    def test_numbers_received_since(self, office: Office) -> None:
        office.back_up()
        office.clerk.receive()
        assert spans(office.restore()) == [(f"received/{CODE}/2563", 1, 1)]

    def test_numbers_not_yet_sealed(self, office: Office) -> None:
        """What no checkpoint covers is in the database all the same."""
        office.back_up()
        office.clerk.issue()
        assert laid_out(office.folder) == {SENT: 5}
        assert spans(office.restore()) == [(SENT, 6, 6)]

    def test_the_log_of_the_restored_register_is_sound(self, office: Office) -> None:
        office.back_up()
        for _ in range(4):
            office.clerk.issue()
        office.restore()
        acts = assert_sound(office.folder, sealed=True)
        assert isinstance(acts[-1], Restored)
        assert [lost.model_dump() for lost in acts[-1].lost] == [
            {"series": SENT, "first": 6, "last": 9}
        ]

    def test_restored_twice(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        office.restore()
        office.clerk.issue()
        assert given(assert_sound(office.folder))[-1] == f"{SENT} 7"
        again = restore(
            office.file, office.folder, now=utc("2020-02-13 08:00"), by="ก", reason="อีกครั้ง"
        )
        assert spans(again) == [(SENT, 6, 7)]
        office.clerk.register.close()
        office.clerk = Clerk(Register.open(office.folder), now=utc("2020-02-13 08:00"))
        assert office.clerk.issue().running == 8


class TestVoided:
    """A number voided since stays void."""

    def test_issued_before_the_backup(self, office: Office) -> None:
        office.back_up()
        office.clerk.void("ตก ๐๑๓๒/๒", "พิมพ์ผิด")
        done = office.restore()
        assert [(void.running, void.reason) for void in done.loss.voided] == [(2, "พิมพ์ผิด")]
        assert states(office.clerk)[f"{SENT} 2"] == State.VOIDED
        act = assert_sound(office.folder, sealed=True)[-1]
        assert isinstance(act, Voided)
        assert (act.reason, act.of) == ("พิมพ์ผิด", 2)

    def test_reserved_before_the_backup(self, office: Office) -> None:
        office.back_up()
        office.clerk.void("ตก ๐๑๓๒/๔")
        done = office.restore()
        assert spans(done) == []
        assert states(office.clerk)[f"{SENT} 4"] == State.VOIDED

    def test_issued_after_the_backup(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        office.clerk.void("ตก ๐๑๓๒/๖", "ซ้ำ")
        done = office.restore()
        assert spans(done) == [(SENT, 6, 6)]
        assert states(office.clerk)[f"{SENT} 6"] == State.VOIDED
        with pytest.raises(denial.VoidedNumberError, match="ซ้ำ"):
            office.clerk.issue("ตก ๐๑๓๒/๖")


class TestPlan:
    """`restore_plan` is its dry twin."""

    def test_it_says_what_restore_then_does(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        office.clerk.void("ตก ๐๑๓๒/๑")
        before = sorted(str(path) for path in office.folder.rglob("*"))
        plan = restore_plan(office.file, office.folder)
        assert sorted(str(path) for path in office.folder.rglob("*")) == before
        assert (plan.replaced, plan.unsealed) == (office.folder / FOLDER, 0)
        assert plan.loss == office.restore().loss

    def test_it_refuses_what_restore_refuses(self, office: Office) -> None:
        office.back_up()
        shutil.rmtree(office.folder / FOLDER)
        with pytest.raises(MissingKeyError):
            restore_plan(office.file, office.folder, Wish(given={}))


class TestDamaged:
    """The present register is damaged: what can be salvaged is believed, and the rest feared."""

    def fill(self, office: Office) -> None:
        for _ in range(60):
            office.clerk.issue(record=b"x" * 500)
        office.clerk.issue("ตก ๐๑๓๒/๓")
        office.clerk.void("ตก ๐๑๓๒/๙")

    def test_its_first_page(self, office: Office) -> None:
        office.back_up()
        self.fill(office)
        office.damage(0)
        done = office.restore()
        # 4 and 5 were reserved, and nothing whole says that they still are.
        assert spans(done) == [(SENT, 3, 65)]
        assert [void.running for void in done.loss.voided] == [9]
        assert office.clerk.issue().running == 66
        assert_sound(office.folder)

    @pytest.mark.parametrize("table", ["entry", "number", "series"])
    def test_the_root_of_a_table(self, office: Office, table: str) -> None:
        office.back_up()
        self.fill(office)
        office.seal()
        office.damage(office.page_of(table))
        done = office.restore()
        assert spans(done)[-1][2] == 65
        assert office.clerk.issue().running == 66
        assert_sound(office.folder)

    def test_every_second_page(self, office: Office) -> None:
        office.back_up()
        self.fill(office)
        office.seal()
        size = (office.folder / FOLDER / "register.db").stat().st_size // 4096
        office.damage(*range(1, size, 2))
        office.restore()
        assert office.clerk.issue().running == 66

    def test_the_file_of_highest_numbers_says_it_too(self, office: Office) -> None:
        office.back_up()
        self.fill(office)
        office.seal()
        office.clerk.register.close()
        (office.folder / FOLDER / "register.db").write_bytes(b"")
        done = office.restore()
        assert spans(done) == [(SENT, 3, 65)]
        assert done.loss.entries == 66

    def test_a_number_that_only_the_database_knows(self, office: Office) -> None:
        """The last act was not sealed: its number is in the bytes of the damaged file."""
        office.back_up()
        office.seal()
        office.clerk.issue()
        office.clerk.register.close()
        with (office.folder / FOLDER / "register.db").open("r+b") as stream:
            stream.write(bytes(4096))
        assert laid_out(office.folder) == {SENT: 5}
        assert spans(office.restore())[-1] == (SENT, 3, 6)

    def test_a_number_in_the_write_ahead_log_that_a_crash_left(self, office: Office) -> None:
        office.back_up()
        office.seal()
        office.clerk.issue()
        left = office.folder.with_name("left")
        shutil.copytree(office.folder, left)
        with (left / FOLDER / "register.db").open("r+b") as stream:
            stream.write(bytes(4096))
        done = restore(office.file, left, now=utc(AFTER), by="ก", reason="ดิสก์เสีย")
        assert spans(done)[-1] == (SENT, 3, 6)

    def test_yesterdays_database_in_its_place(self, office: Office) -> None:
        """A readable database that is older than its own checkpoint is not believed alone."""
        office.back_up()
        shutil.copy(office.folder / FOLDER / "register.db", office.folder / "yesterday")
        self.fill(office)
        office.seal()
        office.clerk.register.close()
        (office.folder / "yesterday").replace(office.folder / FOLDER / "register.db")
        assert spans(office.restore()) == [(SENT, 3, 65)]


class TestGone:
    """The present register is gone: the clerk says what the papers show."""

    def lose(self, office: Office) -> None:
        office.back_up(with_key=True)
        office.clerk.issue()
        office.clerk.register.close()
        shutil.rmtree(office.folder / FOLDER)

    def test_nothing_says_what_was_given(self, office: Office) -> None:
        self.lose(office)
        with pytest.raises(UnknownLossError, match="--given none"):
            office.restore()
        assert list(office.folder.iterdir()) == []
        office.restore(given={})

    def test_what_the_papers_show(self, office: Office) -> None:
        self.lose(office)
        done = office.restore(given={SENT: 6, ORDERS: 2})
        assert spans(done) == [(ORDERS, 1, 2), (SENT, 3, 6)]
        assert done.aside is None
        assert office.clerk.issue().running == 7

    def test_nothing_was_given(self, office: Office) -> None:
        self.lose(office)
        assert spans(office.restore(given={})) == [(SENT, 3, 5)]
        assert office.clerk.issue().running == 6

    def test_papers_show_less_than_the_backup(self, office: Office) -> None:
        self.lose(office)
        assert spans(office.restore(given={SENT: 1})) == [(SENT, 3, 5)]

    @pytest.mark.parametrize("given", [{"sent": 4}, {SENT: 0}, {SENT: -3}, {SENT: 10**10}])
    def test_papers_that_cannot_be(self, office: Office, given: dict[str, int]) -> None:
        self.lose(office)
        with pytest.raises(BackupError):
            office.restore(given=given)
        office.restore(given={})

    def test_a_slip_of_the_pen(self, office: Office) -> None:
        self.lose(office)
        with pytest.raises(TooManyLostError):
            office.restore(given={SENT: LIMIT + 6})
        office.restore(given={SENT: 6})

    def test_papers_count_beside_a_whole_register(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        assert spans(office.restore(given={SENT: 9})) == [(SENT, 6, 9)]


class TestKey:
    """The key is kept from the present folder, or from the backup, or asked for."""

    def test_of_the_present_folder(self, office: Office) -> None:
        office.back_up()
        key = keys.load(office.folder / FOLDER / KEY)
        assert office.restore().note.verified_by(key.verifier)
        assert keys.load(office.folder / FOLDER / KEY) == key

    def test_of_the_backup(self, office: Office) -> None:
        office.back_up(with_key=True)
        key = keys.load(office.folder / FOLDER / KEY)
        (office.folder / FOLDER / KEY).unlink()
        office.restore()
        assert keys.load(office.folder / FOLDER / KEY) == key

    def test_of_another_file(self, office: Office) -> None:
        office.back_up()
        office.seal()
        kept = office.folder / "kept.key"
        (office.folder / FOLDER / KEY).rename(kept)
        office.restore(key=kept)
        assert keys.load(office.folder / FOLDER / KEY) == keys.load(kept)

    def test_nowhere(self, office: Office) -> None:
        office.back_up()
        (office.folder / FOLDER / KEY).unlink()
        with pytest.raises(MissingKeyError, match="--key"):
            office.restore()
        assert {path.name for path in office.folder.iterdir()} == {FOLDER}
        assert Register.open(office.folder)

    def test_of_another_register(self, office: Office, tmp_path: Path) -> None:
        office.back_up()
        other = opened(tmp_path / "other")
        (office.folder / FOLDER / KEY).unlink()
        with pytest.raises(MissingKeyError):
            office.restore(key=other.register.folder / KEY)
        other.register.close()

    def test_rotated_since(self, office: Office) -> None:
        """The backup knows only the key before, which was kept."""
        office.back_up()
        old = keys.load(office.folder / FOLDER / KEY)
        rotate(office.clerk.register, WHEN, "แพรวา", "ครบกำหนด")
        office.clerk.issue()
        office.restore()
        assert keys.load(office.folder / FOLDER / KEY) == old
        assert_sound(office.folder, sealed=True)

    def test_rotated_before(self, office: Office) -> None:
        rotate(office.clerk.register, WHEN, "แพรวา", "ครบกำหนด")
        office.back_up()
        office.restore()
        assert len(keys.retired(office.folder / FOLDER / KEY)) == 1
        assert (office.folder / FOLDER / "office.pub").read_text("utf-8").count("\n") == 2
        assert_sound(office.folder, sealed=True)


class TestRefused:
    """What is not restored, and leaves everything as it was."""

    def refused(self, office: Office, kind: type[Exception], **wish: Any) -> None:
        before = {path.name for path in office.folder.rglob("*")}
        with pytest.raises(kind):
            office.restore(**wish)
        after = {path.name for path in office.folder.rglob("*")}
        assert after - before <= {"register.db-wal", "register.db-shm"}
        assert_sound(office.folder)

    def test_of_another_office(self, office: Office, tmp_path: Path) -> None:
        other = opened(tmp_path / "other")
        back_up(other.register, office.file, WHEN)
        other.register.close()
        self.refused(office, ForeignBackupError)

    def test_of_another_office_while_the_database_is_damaged(
        self, office: Office, tmp_path: Path
    ) -> None:
        other = opened(tmp_path / "other")
        back_up(other.register, office.file, WHEN)
        other.register.close()
        office.damage(0)
        with pytest.raises(ForeignBackupError):
            office.restore()

    def test_without_a_reason(self, office: Office) -> None:
        office.back_up()
        with pytest.raises(denial.ReasonMissingError):
            restore(office.file, office.folder, now=utc(AFTER), by="ก", reason=" ")

    def test_entries_that_nobody_signed(self, office: Office) -> None:
        office.seal()
        office.clerk.issue()
        kept = (office.folder / FOLDER / KEY).rename(office.folder / "kept.key")
        office.back_up()
        kept.rename(office.folder / FOLDER / KEY)
        self.refused(office, UnsealedBackupError)
        assert office.restore(accept_unsealed=True).note
        assert_sound(office.folder, sealed=True)


class TestOthers:
    """Others have the register open while it is replaced."""

    def test_who_had_the_old_one_open_writes_nothing(self, office: Office) -> None:
        office.back_up()
        other = Clerk(Register.open(office.folder))
        office.restore()
        with pytest.raises(ReplacedRegisterError):
            other.issue()
        other.register.close()

    def test_who_closes_the_old_one_takes_nothing_of_the_new_one(self, office: Office) -> None:
        """SQLite would delete the log of the new database, which has the old one's name."""
        office.back_up()
        other = Clerk(Register.open(office.folder))
        other.issue()
        office.restore()
        running = office.clerk.issue().running
        other.register.close()
        with closing(Register.open(office.folder)) as third:
            assert Clerk(third, now=utc(AFTER)).issue().running == (running or 0) + 1
        assert_sound(office.folder)

    def test_the_old_one_can_still_be_read(self, office: Office) -> None:
        office.back_up()
        other = Clerk(Register.open(office.folder))
        other.issue()
        done = office.restore()
        other.register.close()
        assert done.aside
        aside = office.folder.with_name("aside")
        aside.mkdir()
        shutil.copytree(done.aside, aside / FOLDER)
        assert len(assert_sound(aside)) == 5

    def test_witnessed_notes_are_kept(self, office: Office) -> None:
        folder = office.folder / FOLDER / "witnessed"
        folder.mkdir()
        (folder / f"{'a' * 16}.json").write_text("{}", "utf-8")
        office.back_up()
        (folder / f"{'b' * 16}.json").write_text("{}", "utf-8")
        office.restore()
        assert sorted(path.name[0] for path in folder.iterdir()) == ["a", "b"]

    def test_modes_are_kept(self, office: Office) -> None:
        (office.folder / FOLDER).chmod(0o770)
        (office.folder / FOLDER / "register.db").chmod(0o660)
        office.back_up()
        office.restore()
        assert (office.folder / FOLDER).stat().st_mode & 0o777 == 0o770
        assert (office.folder / FOLDER / "register.db").stat().st_mode & 0o777 == 0o660


class TestInterrupted:
    """A restore that was interrupted is begun anew."""

    def test_the_old_register_still_hidden(self, office: Office) -> None:
        office.back_up()
        office.clerk.issue()
        done = office.restore()
        assert done.aside
        done.aside.rename(office.folder / ".register-restoring-20200213T070000Z")
        office.clerk.issue()
        office.clerk.register.close()
        restore(office.file, office.folder, now=utc("2020-02-13 09:00"), by="ก", reason="อีก")
        names = sorted(path.name for path in office.folder.iterdir())
        assert names == [
            FOLDER,
            "register.before-restore-20200213T070000Z",
            "register.before-restore-20200213T090000Z",
        ]

    def test_a_half_made_one(self, office: Office) -> None:
        office.back_up()
        (office.folder / ".register-restoring-20200213T065900Z").mkdir()
        office.restore()
        assert not list(office.folder.glob(".*"))

    def test_between_the_two_names(self, office: Office) -> None:
        """Where folders cannot be exchanged there is a moment without a register."""
        office.back_up()
        office.clerk.issue()
        office.clerk.register.close()
        aside = office.folder / "register.before-restore-20200213T065900Z"
        (office.folder / FOLDER).rename(aside)
        done = office.restore()
        assert spans(done) == [(SENT, 6, 6)]
        assert done.aside == aside
