"""Help is there at once, ends in an example, and is the same in the documents."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from command_docs import TARGET, pages
from house import REPOSITORY, House, clean

COMMANDS = ("init", "new", "preview", "build", "render", "schema", "doctor")
HEAVY = ("weasyprint", "docx", "pythainlp", "pydantic", "lxml", "PIL", "rich", "yaml", "jinja2")
CALLS = ([], ["--help"], ["--version"], *([name, "--help"] for name in COMMANDS))
THAI = range(0x0E00, 0x0E80)


class TestImports:
    @pytest.mark.parametrize("call", CALLS, ids=" ".join)
    def test_help_imports_nothing_heavy(self, call: list[str]) -> None:
        script = f"""if True:
            import json, sys
            sys.argv[1:] = {call!r}
            from saraban.__main__ import main
            try:
                main()
            finally:
                print(json.dumps(sorted(sys.modules)), file=sys.stderr)
        """
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=REPOSITORY,
            env=clean(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        modules = set(json.loads(done.stderr.splitlines()[-1]))
        assert "saraban.cli.program" in modules
        assert modules.isdisjoint(HEAVY)


class TestPages:
    @pytest.mark.parametrize("language", ["th", "en"])
    @pytest.mark.parametrize("command", COMMANDS)
    def test_ends_in_an_example(self, house: House, command: str, language: str) -> None:
        ended = house.run(command, "--help", "--lang", language)
        assert (ended.code, ended.err) == (0, "")
        last = ended.out.rstrip().splitlines()[-1]
        assert last.startswith(f"  saraban {command}")

    @pytest.mark.parametrize("command", COMMANDS)
    def test_is_thai_by_default(self, house: House, command: str) -> None:
        """Every line that explains has Thai in it, and no English sentence is left."""
        text = house.run(command, "--help").out
        explained = [line[26:] for line in text.splitlines() if line[26:].strip()]
        assert explained
        for word in ("Usage", "Options", "Arguments", "Example", "Show", "The "):
            assert word not in text

    def test_the_language_comes_from_the_environment(self, house: House) -> None:
        assert house.run("--help", SARABAN_LANG="en").out.startswith("Usage: saraban")
        assert house.run("--help", SARABAN_LANG="th").out.startswith("วิธีใช้: saraban")

    def test_the_option_is_stronger_than_the_environment(self, house: House) -> None:
        assert house.run("--lang=th", "--help", SARABAN_LANG="en").out.startswith("วิธีใช้")

    def test_thai_is_written_in_any_locale(self, house: House) -> None:
        ended = house.run("--help", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert ended.out.startswith("วิธีใช้")

    def test_no_line_begins_with_a_vowel_or_tone_of_the_line_above(self, house: House) -> None:
        marks = {0x0E31, *range(0x0E33, 0x0E3B), *range(0x0E47, 0x0E4F)}
        for command in COMMANDS:
            for line in house.run(command, "--help").out.splitlines():
                assert not line.strip() or ord(line.strip()[0]) not in marks


class TestDocument:
    def test_holds_the_help_pages_of_today(self) -> None:
        """docs/commands.md is written by scripts/command_docs.py."""
        assert TARGET.read_text("utf-8") == pages()
