"""Issuing by several clerks at once, and by clerks who are killed."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

from counter_work import issue, log, memo, words
from house import MEMO_FILE, House, clean, command

from records.digits import to_thai
from records.spelling import squeeze

if TYPE_CHECKING:
    from pathlib import Path


class TestManyAtOnce:
    """Any number of processes may issue at once; the loser's draft gets the next number."""

    def test_six_clerks_six_numbers(self, office: House) -> None:
        for index in range(6):
            office.write(f"{index}.yaml", memo(f"เรื่องที่ {index}"))
        clerks = [office.start("issue", f"{index}.yaml", "--json") for index in range(6)]
        given = []
        for clerk in clerks:
            out, err = clerk.communicate(timeout=120)
            assert clerk.returncode == 0, err
            given += [entry["number"] for entry in json.loads(out)["issued"]]
        assert sorted(given) == [to_thai(f"ตย 0132/{number}") for number in range(1, 7)]
        for index in range(6):
            sheet = (office.folder / f"{index}.yaml").read_text("utf-8")
            printed = words(office.folder / f"out/issued/{index}.pdf")
            number = next(line for line in sheet.splitlines() if line.startswith("number: "))
            assert squeeze(number.removeprefix("number: ")) in printed

    def test_two_clerks_with_one_sheet_get_one_number(self, office: House) -> None:
        clerks = [office.start("issue", MEMO_FILE, "--json") for _ in range(3)]
        numbers = set()
        for clerk in clerks:
            out, err = clerk.communicate(timeout=120)
            assert clerk.returncode == 0, err
            numbers |= {entry["number"] for entry in json.loads(out)["issued"]}
        assert numbers == {"ตย ๐๑๓๒/๑"}
        assert [act.name for act in log(office)] == ["founded", "issued"]


class TestKilled:
    """A kill at any moment leaves the number wholly issued or still free."""

    def test_issuing_again_ends_what_was_begun(self, office: House, tmp_path: Path) -> None:
        for step in range(12):
            copy = House(shutil.copytree(office.folder, tmp_path / f"copy{step}"))
            clerk = subprocess.Popen(
                command("issue", MEMO_FILE),
                cwd=copy.folder,
                env=clean(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(0.2 + step * 0.06)
            clerk.send_signal(signal.SIGKILL)
            clerk.wait()
            assert issue(copy, MEMO_FILE)["number"] == "ตย ๐๑๓๒/๑"
            acts = log(copy)
            assert [act.name for act in acts if act.name == "issued"] == ["issued"]
            assert "number: ตย 0132/1\n" in (copy.folder / MEMO_FILE).read_text("utf-8")
            assert (copy.folder / "out/a/memo.pdf").is_file()
