"""Backups, keys and checkpoints as a clerk handles them."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from counter_work import ENGLISH, dated, issue, memo, words
from house import MEMO_FILE, House

if TYPE_CHECKING:
    from pathlib import Path

USAGE, NUMBER, BACKUP = 2, 12, 15


def answer(house: House, *arguments: object, code: int = 0) -> dict[str, Any]:
    ended = house.run(*arguments, "--json", **ENGLISH)
    assert ended.code == code, ended.err or ended.out
    value: dict[str, Any] = json.loads(ended.out)
    return value


class TestBackup:
    """Restore says which numbers would be lost and refuses to re-issue them."""

    def test_numbers_given_since_are_never_given_again(self, office: House) -> None:
        issue(office, MEMO_FILE)
        answer(office, "backup", "backup.zip")
        office.write("later.yaml", memo("ภายหลัง"))
        assert issue(office, "later.yaml")["number"] == "ตย ๐๑๓๒/๒"
        lost = [{"series": f"sent/ตย 0132/{dated(0).year_be}", "first": 2, "last": 2}]
        planned = answer(office, "restore", "backup.zip", ".", "--dry-run")
        assert planned["lost"] == lost
        assert answer(office, "restore", "backup.zip", ".", "--reason", "ก")["lost"] == lost
        office.write("next.yaml", memo("ฉบับใหม่"))
        assert issue(office, "next.yaml")["number"] == "ตย ๐๑๓๒/๓"
        assert office.run("issue", "later.yaml", **ENGLISH).code == NUMBER
        assert answer(office, "verify", ".")["answer"] == "passed"

    def test_a_later_checkpoint_shows_that_yesterday_was_restored(
        self, office: House, tmp_path: Path
    ) -> None:
        answer(office, "backup", "backup.zip")
        issue(office, MEMO_FILE)
        later = shutil.copy(office.folder / "register/checkpoint", tmp_path / "later")
        answer(office, "restore", "backup.zip", ".", "--reason", "ก")
        found = answer(office, "verify", ".", "--checkpoint", later)["findings"]
        assert [finding["code"] for finding in found] == ["before_restore"]

    def test_the_key_is_in_it_only_if_asked_for(self, office: House) -> None:
        answer(office, "backup", "plain.zip")
        answer(office, "backup", "whole.zip", "--with-key")
        seed = (office.folder / "register/office.key").read_bytes().strip()
        assert seed not in (office.folder / "plain.zip").read_bytes()
        shutil.rmtree(office.folder / "register")
        call = ("restore", "plain.zip", ".", "--reason", "ก", "--given", "none")
        assert office.run(*call, **ENGLISH).code == BACKUP
        answer(office, "restore", "whole.zip", ".", "--reason", "ก", "--given", "none")
        assert answer(office, "verify", ".")["answer"] == "passed"

    def test_what_is_no_backup_changes_nothing(self, office: House) -> None:
        office.write("backup.zip", b"PK nothing")
        before = office.files()
        ended = office.run("restore", "backup.zip", ".", "--reason", "ก", **ENGLISH)
        assert ended.code == BACKUP
        assert office.files() == before

    def test_numbers_from_paper_are_read(self, office: House) -> None:
        answer(office, "backup", "backup.zip")
        ended = office.run(
            "restore", "backup.zip", ".", "--reason", "ก", "--given", "57", **ENGLISH
        )
        assert ended.code == USAGE


class TestKeys:
    def test_proofs_lead_from_the_first_key_to_the_new_one(
        self, office: House, tmp_path: Path
    ) -> None:
        first = shutil.copy(office.folder / "register/office.pub", tmp_path / "first.pub")
        issue(office, MEMO_FILE)
        answer(office, "rotate", "--reason", "เปลี่ยนผู้รับผิดชอบ")
        answer(office, "prove", "ตย 0132/1", "-o", "p.json")
        verdict = answer(office, "verify", "p.json", "--key", first)
        assert (verdict["proven"], verdict["state"]) == (True, "issued")
        assert answer(office, "verify", ".", "--key", first)["answer"] == "passed"

    def test_the_key_is_its_owners_only(self, office: House) -> None:
        key = office.folder / "register/office.key"
        assert key.stat().st_mode & 0o777 == 0o600
        key.chmod(0o644)
        ended = office.run("checkpoint", **ENGLISH)
        assert ended.code == 14
        assert "chmod 600" in ended.err


class TestCheckpoint:
    def test_is_written_to_be_given_away(self, office: House) -> None:
        issue(office, MEMO_FILE)
        answer(office, "checkpoint", "-o", "given.txt")
        report = answer(office, "verify", ".", "--checkpoint", "given.txt")
        assert (report["answer"], report["findings"]) == ("passed", [])

    def test_stands_at_the_foot_of_a_report(self, office: House) -> None:
        office.write(
            "cases/r/case.yaml",
            "title: รายงาน\ndocuments:\n  - {id: report, file: report.yaml}\n",
        )
        office.write("cases/r/report.yaml", "kind: report\ntitle_lines: [รายงานผล]\n")
        ended = office.run("build", "cases/r", "--checkpoint", "--pdf-only", **ENGLISH)
        assert ended.code == 0, ended.err
        root = (office.folder / "register/checkpoint").read_text("utf-8").splitlines()[2]
        assert root in words(office.folder / "out/r/report.pdf")


class TestWitness:
    """Checkpoints can be witnessed: another office's key may countersign."""

    def test_a_neighbour_countersigns_and_an_auditor_sees_it(
        self, office: House, tmp_path: Path
    ) -> None:
        neighbour = House(tmp_path / "neighbour")
        neighbour.write("office.yaml", "name: เพื่อนบ้าน\ncode: พบ 01\n")
        answer(neighbour, "init", ".")
        issue(office, MEMO_FILE)
        answer(office, "checkpoint", "--request", "-o", "request.json")
        request, key = office.folder / "request.json", office.folder / "register/office.pub"
        refused = neighbour.run("cosign", request, "-o", "signed.txt", **ENGLISH)
        assert refused.code != 0
        done = answer(neighbour, "cosign", request, "-o", "signed.txt", "--key", key)
        signed = neighbour.folder / "signed.txt"
        answer(office, "checkpoint", "--add", signed, "--witness", done["witness"])
        answer(office, "prove", "ตย 0132/1", "-o", "p.json")
        verdict = answer(office, "verify", "p.json", "--key", key, "--witness", done["witness"])
        assert verdict["proven"]
        assert answer(office, "verify", ".", "--checkpoint", signed)["answer"] == "passed"

    def test_a_log_that_was_cut_is_refused(self, office: House, tmp_path: Path) -> None:
        neighbour = House(tmp_path / "neighbour")
        neighbour.write("office.yaml", "name: เพื่อนบ้าน\ncode: พบ 01\n")
        answer(neighbour, "init", ".")
        yesterday = House(shutil.copytree(office.folder, tmp_path / "yesterday"))
        issue(office, MEMO_FILE)
        for house in (office, yesterday):
            answer(house, "checkpoint", "--request", "-o", "request.json")
        key = office.folder / "register/office.pub"
        first = office.folder / "request.json"
        answer(neighbour, "cosign", first, "-o", "a.txt", "--key", key)
        ended = neighbour.run("cosign", yesterday.folder / "request.json", "-o", "b.txt", **ENGLISH)
        assert ended.code != 0
        assert "cut off" in ended.err
