from __future__ import annotations

import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

from clerks import opened, utc
from soundness import assert_sound, given

from registry.register import Register

CROWD = Path(__file__).with_name("crowd.py")


def crowd(what: str, folder: Path, processes: int, numbers: int) -> None:
    done = subprocess.run(
        [sys.executable, CROWD, what, folder, str(processes), str(numbers)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0


def seal(folder: Path) -> None:
    with closing(Register.open(folder)) as register:
        register.seal(utc("2020-02-13 09:00"))


class TestWriters:
    """32 writers × 300 numbers on one office: no gap, no duplicate."""

    def test_one_number_each(self, tmp_path: Path) -> None:
        opened(tmp_path).register.close()
        crowd("issue", tmp_path, 32, 300)
        seal(tmp_path)
        acts = assert_sound(tmp_path, sealed=True)
        assert given(acts) == [f"sent/ตก 0132/2563 {n}" for n in range(1, 9601)]
        assert set(Counter(act.by for act in acts[1:]).values()) == {300}
        assert len({act.record for act in acts[1:]}) == 9600  # type: ignore[attr-defined]

    def test_acts_of_every_sort_and_others_coming_and_going(self, tmp_path: Path) -> None:
        opened(tmp_path).register.close()
        crowd("mixed", tmp_path, 16, 28)
        seal(tmp_path)
        acts = assert_sound(tmp_path, sealed=True)
        numbers = given(acts)
        assert len(set(numbers)) == len(numbers)
        assert {act.act for act in acts} >= {"issued", "reserved", "voided", "received"}
