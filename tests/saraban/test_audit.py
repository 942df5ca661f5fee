"""Verifying and proving as an auditor does it, and the books as a clerk sees them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from counter_work import ENGLISH, YEAR, memo
from house import House

if TYPE_CHECKING:
    from pathlib import Path

FAILED, USAGE, REGISTER, FORMAT = 1, 2, 11, 14


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Give an office with three letters, one of them void."""
    house = House(tmp_path_factory.mktemp("issued"))
    house.write("office.yaml", "name: สำนักงานตัวอย่าง\ncode: ตย 0132\n")
    assert house.run("init", ".", **ENGLISH).code == 0
    for index, subject in enumerate(("ขอใช้งบประมาณ", "ขอเชิญประชุม", "=1+1 ส่งรายงาน")):
        signed = memo(f'"{subject}"').replace("[somchai]", "[{name: นายสมชาย ใจดี}]")
        house.write(f"{index}.yaml", signed)
        ended = house.run("issue", f"{index}.yaml", **ENGLISH)
        assert ended.code == 0, ended.err
    assert house.run("void", "ตย 0132/2", "--reason", "เลื่อน", **ENGLISH).code == 0
    return house


@pytest.fixture
def office(issued: House, tmp_path: Path) -> House:
    """Give a copy that a test may harm."""
    return House(shutil.copytree(issued.folder, tmp_path / "office"))


def answer(house: House, *arguments: object, code: int = 0) -> dict[str, Any]:
    ended = house.run(*arguments, "--json", **ENGLISH)
    assert ended.code == code, ended.err or ended.out
    value: dict[str, Any] = json.loads(ended.out)
    return value


class TestVerify:
    def test_a_sound_register_passes(self, issued: House) -> None:
        report = answer(issued, "verify", ".")
        assert report["answer"] == "passed"
        assert report["counts"]["entries"] == 5

    def test_an_edited_subject_is_named(self, office: House) -> None:
        database = sqlite3.connect(office.folder / "register/register.db")
        database.execute("DROP TRIGGER entry_stays")
        old, new = "ขอเชิญประชุม", "ขอเชิญประชาม"
        (body,) = database.execute("SELECT body FROM entry WHERE place = 2").fetchone()
        changed = body.replace(old.encode(), new.encode())
        assert changed != body
        database.execute("UPDATE entry SET body = ? WHERE place = 2", (changed,))
        database.commit()
        database.close()
        report = answer(office, "verify", ".", code=FAILED)
        assert report["answer"] == "failed"
        assert any(
            finding["severity"] == "error" and finding["entry"] == 2
            for finding in report["findings"]
        )

    def test_a_replaced_page_is_named(self, office: House) -> None:
        for file in (office.folder / "register/content").glob("??/*"):
            file.write_bytes(b"another page")
        codes = {each["code"] for each in answer(office, "verify", ".", code=FAILED)["findings"]}
        assert "content_changed" in codes

    def test_says_so_in_thai(self, issued: House) -> None:
        ended = issued.run("verify", ".")
        assert ended.code == 0
        assert "ผ่าน" in ended.out

    def test_a_folder_without_a_register(self, tmp_path: Path) -> None:
        house = House(tmp_path)
        assert house.run("verify", ".", **ENGLISH).code == REGISTER

    def test_a_key_that_is_none(self, issued: House) -> None:
        ended = issued.run("verify", ".", "--key", "abc", **ENGLISH)
        assert ended.code == USAGE
        assert "abc" in ended.err

    def test_a_checkpoint_that_is_none(self, issued: House) -> None:
        ended = issued.run("verify", ".", "--checkpoint", "office.yaml", **ENGLISH)
        assert ended.code == FORMAT

    def test_a_proof_serves_as_a_checkpoint(self, office: House) -> None:
        answer(office, "prove", "ตย 0132/1", "-o", "proof.json")
        report = answer(office, "verify", ".", "--checkpoint", "proof.json")
        assert report["answer"] == "passed"


class TestProve:
    @pytest.mark.parametrize(
        ("number", "state"),
        [("ตย 0132/1", "issued"), ("ตย 0132/2", "voided"), ("ตย 0132/9", "never_given")],
    )
    def test_says_what_became_of_a_number(self, office: House, number: str, state: str) -> None:
        assert answer(office, "prove", number, "-o", "p.json")["state"] == state
        verdict = answer(office, "verify", "p.json", "--key", "register/office.pub")
        assert (verdict["proven"], verdict["state"], verdict["compared"]) == (True, state, True)

    def test_a_series_that_never_was(self, office: House) -> None:
        answer(office, "prove", "ตย 0132.9/1", "-o", "p.json")
        assert answer(office, "verify", "p.json")["state"] == "never_given"

    @pytest.mark.parametrize(
        "content", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"a":1,"a":2}', b"x" * 2_000_000]
    )
    def test_what_is_no_proof_proves_nothing(self, office: House, content: bytes) -> None:
        office.write("p.json", content)
        ended = office.run("verify", "p.json", **ENGLISH)
        assert ended.code in (FAILED, 3)
        assert "Traceback" not in ended.err

    def test_the_key_of_another_register_is_refused(self, office: House, tmp_path: Path) -> None:
        other = House(tmp_path / "other")
        other.write("office.yaml", "name: อื่น\ncode: อน 01\n")
        assert other.run("init", ".", **ENGLISH).code == 0
        answer(office, "prove", "ตย 0132/1", "-o", "p.json")
        key = other.folder / "register/office.pub"
        assert answer(office, "verify", "p.json", "--key", key, code=FAILED)["step"] == 2


class TestBooks:
    def test_the_terminal_shows_the_form(self, issued: House) -> None:
        ended = issued.run("register", **ENGLISH)
        assert ended.code == 0
        assert ["เลขทะเบียนส่ง" in ended.out, "ยกเลิก: เลื่อน" in ended.out] == [True, True]

    def test_files_are_entered_in_the_log(self, office: House) -> None:
        call = ("register", "--xlsx", "b.xlsx", "--csv", "b.csv", "--pdf", "b.pdf")
        assert office.run(*call, **ENGLISH).code == 0
        assert answer(office, "verify", ".")["counts"]["entries"] == 8

    def test_a_subject_is_no_formula(self, office: House) -> None:
        assert office.run("register", "--xlsx", "b.xlsx", **ENGLISH).code == 0
        page = openpyxl.load_workbook(office.folder / "b.xlsx").active
        cells = [cell for row in page.iter_rows() for cell in row if "+" in str(cell.value)]
        assert [cell.data_type for cell in cells] == ["s"]

    def test_an_unknown_book(self, issued: House) -> None:
        ended = issued.run("register", "--book", "cash", **ENGLISH)
        assert ended.code == USAGE
        assert "sent" in ended.err

    def test_a_secret_book_is_not_copied(self, office: House) -> None:
        ended = office.run("register", "--book", "sent-secret", "--csv", "b.csv", **ENGLISH)
        assert ended.code == 3
        assert not (office.folder / "b.csv").exists()

    def test_secrets_stand_in_their_own_book(self, office: House) -> None:
        secret = memo("เรื่องลับมากจริง", secrecy="ลับ").replace("[somchai]", "[{name: นายสมชาย}]")
        office.write("secret.yaml", secret)
        assert office.run("issue", "secret.yaml", **ENGLISH).code == 0
        shown = office.run("register", **ENGLISH).out
        assert "เรื่องลับมากจริง" not in shown
        assert "เรื่องลับมากจริง" in office.run("register", "--book", "sent-secret").out
        assert office.run("search", "เรื่องลับมากจริง", **ENGLISH).code == FAILED
        assert office.run("search", "เรื่องลับมากจริง", "--secret", **ENGLISH).code == 0
        answer(office, "prove", "ตย 0132/4", "-o", "p.json")
        assert "ลับมากจริง" not in (office.folder / "p.json").read_text("utf-8")

    def test_search_finds_a_part_of_a_word(self, issued: House) -> None:
        hits = answer(issued, "search", "ประมาณ")["hits"]
        assert [hit["number"] for hit in hits] == ["ตย ๐๑๓๒/๑"]

    def test_nothing_found_is_said(self, issued: House) -> None:
        assert answer(issued, "search", "ไม่มีคำนี้", code=FAILED) == {"hits": []}

    def test_the_views_are_made_anew(self, office: House) -> None:
        before = answer(office, "register")["items"]
        (office.folder / "register/views.db").write_bytes(b"no database")
        assert answer(office, "register")["items"] == before
        assert answer(office, "rebuild") == {"entries": 5}
        assert answer(office, "register")["items"] == before


class TestTranscribe:
    def test_an_older_register_comes_in_and_numbers_go_on(self, office: House) -> None:
        rows = ["เลขทะเบียนส่ง,ที่,ลงวันที่,ถึง,เรื่อง"]
        rows += [f"{n},ตย 0132.7/{n},5 ม.ค. {YEAR},ก,เรื่อง {n}" for n in (1, 2, 2, 5)]
        office.write("old.csv", "\n".join(rows))
        call = ("transcribe", "old.csv", "--book", "sent", "--year", YEAR)
        planned = answer(office, *call, "--dry-run", code=FAILED)
        copied = answer(office, *call, code=FAILED)
        assert planned == copied
        assert (copied["numbered"], copied["unnumbered"]) == (3, 1)
        assert {odd["code"] for odd in copied["odd"]} == {"duplicate_number", "gap"}
        text = memo(number="ตย 0132.7/").replace("[somchai]", "[{name: นายสมชาย}]")
        office.write("next.yaml", text)
        (given,) = answer(office, "issue", "next.yaml")["issued"]
        assert given["number"] == "ตย ๐๑๓๒.๗/๖"
        assert answer(office, "verify", ".")["answer"] == "passed"
