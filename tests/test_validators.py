"""The validators judge: they pass what is right, fail what is wrong, and never stay silent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from validators import qpdf, verapdf

Verdicts = tuple[str, dict[str, list[str]]]

SPECIMENS = Path(__file__).parent / "validators" / "specimens.py"
OURS = ("FONTCONFIG_FILE", "LIBTHAI_DICTDIR")  # set by the printing house where it is loaded


def make_specimens(room: Path) -> dict[str, Path]:
    """Make the specimens in a process that has never seen the printing house."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    subprocess.run([sys.executable, SPECIMENS, room], check=True, env=clean, timeout=120)
    return {path.stem: path for path in room.glob("*.pdf")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_specimens(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module", params=["3u", "ua1"])
def broken(request: pytest.FixtureRequest, pages: dict[str, Path]) -> Verdicts:
    """Give the flavour, and the broken rules of each page by its name."""
    verdicts = verapdf.validate(list(pages.values()), request.param)
    return request.param, {name: verdicts[path] for name, path in pages.items()}


class TestVeraPdf:
    def test_passes_a_page_that_is_both(self, broken: Verdicts) -> None:
        assert broken[1]["right"] == []

    # Clauses of ISO 19005-3 (3u) and of ISO 14289-1 (ua1).
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("plain", {"3u": "6.6.2.1 ", "ua1": "7.1 "}),
            ("no tags", {"3u": "", "ua1": "7.1 "}),
            ("no PDF-UA part", {"3u": "", "ua1": "5 "}),
            ("no language", {"3u": "", "ua1": "7.2 "}),
            ("no title", {"3u": "", "ua1": "7.1 "}),
            ("no alt", {"3u": "", "ua1": "7.3 "}),
            ("interpolated", {"3u": "6.2.8 test 3", "ua1": ""}),
            ("cut", {"3u": "unreadable", "ua1": "unreadable"}),
            ("no PDF", {"3u": "unreadable", "ua1": "unreadable"}),
        ],
    )
    def test_names_what_is_broken(
        self, broken: Verdicts, name: str, expected: dict[str, str]
    ) -> None:
        flavour, rules = broken
        found, clause = rules[name], expected[flavour]
        if clause:
            assert any(rule.startswith(clause) for rule in found), found
        else:
            assert found == []

    def test_is_never_silent_without_java(
        self, pages: dict[str, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(verapdf.ValidatorUnavailableError, match="JDK"):
            verapdf.validate([pages["right"]], "3u")

    def test_is_never_silent_when_java_stops(
        self, pages: dict[str, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Xmx1k")
        with pytest.raises(verapdf.ValidatorUnavailableError, match="exit code 1"):
            verapdf.validate([pages["right"]], "3u")

    def test_does_not_judge_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            verapdf.validate([tmp_path / "missing.pdf"], "ua1")


class TestQpdf:
    def test_passes_sound_syntax(self, pages: dict[str, Path]) -> None:
        assert qpdf.check(pages["right"]) == []

    @pytest.mark.parametrize("name", ["cut", "no PDF"])
    def test_names_what_is_broken(self, pages: dict[str, Path], name: str) -> None:
        assert qpdf.check(pages[name])


def test_the_same_page_gives_the_same_bytes(pages: dict[str, Path], tmp_path: Path) -> None:
    again = make_specimens(tmp_path)
    assert again["right"].read_bytes() == pages["right"].read_bytes()
