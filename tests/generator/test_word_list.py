"""The dictionary that lines are broken with is PyThaiNLP's, and it is the one in use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOME = ROOT / "generator" / "wordlist" / "thbrk.tri"


def test_compiling_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    target = tmp_path / "thbrk.tri"
    script = ROOT / "scripts" / "word_list.py"
    subprocess.run([sys.executable, script, target], check=True, timeout=120)
    assert target.read_bytes() == HOME.read_bytes()


@pytest.mark.parametrize("word", ["หน่วยงาน", "เว็บไซต์", "พระราชบัญญัติ", "ปีงบประมาณ"])
def test_the_press_breaks_no_line_inside_its_words(word: str) -> None:
    from weasyprint.text.line_break import get_log_attrs  # noqa: PLC0415  # after the engine

    from generator.pdf import engine  # noqa: F401, PLC0415  # sets the dictionary

    text = f"ของ{word}นี้"
    breaks = get_log_attrs(text, "th")
    inside = range(len("ของ") + 1, len(f"ของ{word}"))
    assert not any(breaks[place].is_line_break for place in inside)
