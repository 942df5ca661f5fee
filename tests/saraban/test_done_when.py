"""The whole way, as the register promises it: from the first sheet to an auditor's bare machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pypdf
import pytest
from house import REPOSITORY, House

from records.spelling import squeeze

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = {"SARABAN_LANG": "en", "SARABAN_BY": "นางสาวมานี ยกตัวอย่าง"}
CASES = ("cases/letters-2568", "cases/website-2568")


def answer(house: House, *arguments: object, code: int = 0) -> dict[str, object]:
    ended = house.run(*arguments, "--json", **ENGLISH)
    assert ended.code == code, ended.err
    value: dict[str, object] = json.loads(ended.out)
    return value


def without_numbers(folder: Path) -> None:
    """Make drafts again of the example's sheets: their numbers and dates are yet to come."""
    for sheet in folder.glob("cases/*/*.yaml"):
        lines = sheet.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not re.match(r"(number|date): ", line)]
        sheet.write_text("".join(kept), "utf-8")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Give the model office with its sets issued, one number voided and the next one issued."""
    house = House(tmp_path_factory.mktemp("model"))
    assert house.run("init", "office", "--example", **ENGLISH).code == 0
    house = House(house.folder / "office")
    without_numbers(house.folder)
    for case in CASES:
        answer(house, "issue", case)
    answer(house, "void", "ตย 0132/2", "--reason", "ระบุชื่อผู้รับผิด")
    sheet = house.folder / CASES[0] / "04-speaker-letter.yaml"
    again = re.sub(r"(?m)^number: .*\n", "", sheet.read_text("utf-8"))
    house.write(f"{CASES[0]}/06-speaker-letter-again.yaml", again)
    answer(house, "issue", f"{CASES[0]}/06-speaker-letter-again.yaml", "--corrects", "ตย 0132/2")
    return house


def bare(house: House, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run verify.py where nothing but Python and the public key is: no site, no environment."""
    folder.mkdir()
    shutil.copy(REPOSITORY / "verify.py", folder)
    shutil.copy(house.folder / "register/office.pub", folder)
    for name in arguments:
        if (house.folder / name).is_file():
            shutil.copy(house.folder / name, folder)
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", *arguments, "--key", "office.pub"],
        cwd=folder,
        env={"PATH": os.defpath},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


class TestDoneWhen:
    def test_its_book_prints_as_form_14(self, model: House) -> None:
        assert model.run("register", "--pdf", "form14.pdf", **ENGLISH).code == 0
        reader = pypdf.PdfReader(model.folder / "form14.pdf")
        words = squeeze("".join(page.extract_text() for page in reader.pages))
        width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
        assert width > height
        for part in ("แบบที่ ๑๔", "ทะเบียนหนังสือส่ง", "ยกเลิก: ระบุชื่อผู้รับผิด", "แก้ไข ตย ๐๑๓๒/๒"):
            assert squeeze(part) in words

    def test_the_voided_number_stays_in_its_place(self, model: House) -> None:
        items = answer(model, "register")["items"]
        assert isinstance(items, list)
        states = [(item["running"], item["state"]) for item in items]
        assert states[:3] == [(1, "issued"), (2, "voided"), (3, "issued")]
        assert [running for running, _ in states] == list(range(1, len(states) + 1))

    def test_verify_passes(self, model: House) -> None:
        report = answer(model, "verify", ".", "--key", "register/office.pub")
        assert report["answer"] == "passed"
        assert isinstance(report["findings"], list)
        assert {finding["code"] for finding in report["findings"]} <= {"tail_unproven"}

    @pytest.mark.parametrize(
        ("number", "state", "thai"),
        [
            ("ตย ๐๑๓๒/๒", "voided", "ยกเลิกแล้ว"),
            ("ตย ๐๑๓๒/๙๙", "never_given", "ยังไม่เคยออก"),
            ("ตย ๐๑๓๒/๑", "issued", "ออกแล้ว"),
        ],
    )
    def test_a_proof_convinces_a_machine_with_nothing_installed(
        self, model: House, tmp_path: Path, number: str, state: str, thai: str
    ) -> None:
        proof = answer(model, "prove", number, "-o", "proof.json")
        assert proof["state"] == state
        done = bare(model, tmp_path / "bare", "proof.json")
        assert (done.returncode, done.stderr) == (0, "")
        assert f"{number} {thai}" in done.stdout

    def test_a_changed_proof_convinces_nobody(self, model: House, tmp_path: Path) -> None:
        answer(model, "prove", "ตย ๐๑๓๒/๒", "-o", "proof.json")
        proof = (model.folder / "proof.json").read_text("utf-8")
        (model.folder / "lie.json").write_text(
            proof.replace('"state": "voided"', '"state": "issued"'), "utf-8"
        )
        done = bare(model, tmp_path / "bare", "lie.json")
        assert done.returncode == 1
        assert model.run("verify", "lie.json", "--key", "register/office.pub").code == 1

    def test_yesterdays_folder_is_found_by_a_later_checkpoint(
        self, model: House, tmp_path: Path
    ) -> None:
        yesterday = House(shutil.copytree(model.folder, tmp_path / "yesterday"))
        today = House(shutil.copytree(model.folder, tmp_path / "today"))
        answer(today, "reserve", "--reason", "ทดสอบ", "--until", "31 ธันวาคม 2599")
        later = today.folder / "register/checkpoint"
        report = answer(yesterday, "verify", ".", "--checkpoint", later, code=1)
        assert report["answer"] == "failed"
        assert answer(yesterday, "verify", ".")["answer"] == "passed"
