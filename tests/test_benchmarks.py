"""The benchmarks run and say what they should; how fast is for a quiet machine to say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import table
from benchmarks.figures import Figure, Row

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("cold", {"stock script"}),
        ("warm", {"stock"}),
        ("numbering", {"plain INSERT", "median wait"}),
        ("verification", {"of 500"}),
        ("search", {"of 100", "record and entry"}),
    ],
)
def test_a_measure_gives_positive_figures(name: str, compared: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--json", "--only", name],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    rows = json.loads(done.stdout)["rows"]
    for row in rows:
        assert set(row) == {"name", "unit", "ours", "other", "versus", "ratio", "target", "met"}
        assert row["ours"] > 0
        assert row["ratio"] is None or row["ratio"] > 0
    assert {row["versus"] for row in rows if row["other"]} == compared


def test_the_table_says_which_target_was_met() -> None:
    met = Row(name="memo", unit="ms", ours=Figure.of([3, 1, 2]), other=Figure.of([4]), target=0.6)
    missed = Row(name="cold", unit="s", ours=Figure.of([0.31]), target=0.3)
    faster = Row(
        name="many", unit="s", ours=Figure.of([2]), other=Figure.of([3]), target=1.6, at_least=True
    )
    lines = table.markdown([met, missed, faster]).splitlines()[2:]
    assert lines == [
        "| memo | ms | 2.0 (1.5 to 2.5) | 4.0 |  | 0.50 | ≤ 0.6 met |",
        "| cold | s | 0.310 |  |  |  | ≤ 0.3 missed |",
        "| many | s | 2.0 | 3.0 |  | 1.50 | ≥ 1.6 missed |",
    ]
