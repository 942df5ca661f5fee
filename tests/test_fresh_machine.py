"""A machine that has nothing: `./run` brings what is missing, and the wheel brings the rest."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pypdf
import pytest

REPOSITORY = Path(__file__).parents[1]
PACKAGES = ("records", "registry", "generator", "templates_th", "fonts", "saraban")
MODEL_OFFICE = REPOSITORY / "examples" / "model-office"
MEMO = Path("cases/website-2563/01-order-memo.yaml")
CANNOT, WRONG_CALL = 3, 2


def run(*command: object, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    command = ("-m", "build", "--wheel", "--no-isolation", "--outdir", target)
    built = run(sys.executable, *command, folder=REPOSITORY)
    assert built.returncode == 0, built.stderr
    (found,) = target.glob("saraban-*.whl")
    return found


class TestWheel:
    def test_holds_every_module_and_all_data_of_the_rooms(self, wheel: Path) -> None:
        rooms = {
            path.relative_to(REPOSITORY).as_posix()
            for package in PACKAGES
            for path in (REPOSITORY / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        example = {
            "saraban/example/" + path.relative_to(MODEL_OFFICE).as_posix()
            for folder in ("cases", "evidence")
            for path in (MODEL_OFFICE / folder).rglob("*")
            if path.is_file()
        }
        inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
        assert inside == rooms | example | {"saraban/example/office.yaml"}
        assert {"templates_th/memo.html.j2", "templates_th/measures.yaml"} <= inside
        assert {"fonts/THSarabunPSK-Regular.ttf", "fonts/glyphs.json"} <= inside

    def test_holds_the_licences(self, wheel: Path) -> None:
        names = zipfile.ZipFile(wheel).namelist()
        licences = {path.split("/licenses/")[1] for path in names if "/licenses/" in path}
        assert licences == {"LICENSE", "fonts/LICENSE-THSarabunPSK.txt"}

    def test_prints_a_memo_from_an_empty_environment(self, wheel: Path, tmp_path: Path) -> None:
        home = tmp_path / "venv"
        venv.create(home, with_pip=True)
        python = home / "bin" / "python"
        installed = run(python, "-m", "pip", "install", "--quiet", wheel, folder=tmp_path)
        assert installed.returncode == 0, installed.stderr
        office = shutil.copytree(REPOSITORY / "examples" / "mueang-tak", tmp_path / "office")

        target = tmp_path / "memo.pdf"
        # Nothing of this repository may be on the way: only what the wheel brought.
        printed = run(
            home / "bin" / "saraban", "render", office / MEMO, "-o", target,
            folder=tmp_path, PYTHONPATH="",
        )  # fmt: skip

        assert printed.returncode == 0, printed.stderr
        assert "บันทึกข้อความ" in pypdf.PdfReader(target).pages[0].extract_text()


class TestRun:
    """`./run` where the system lacks things: on a PATH that holds only what a test puts there."""

    @pytest.fixture
    def machine(self, tmp_path: Path) -> Path:
        """Give a folder with the script and a `bin` with the least that a POSIX system has."""
        shutil.copy2(REPOSITORY / "run", tmp_path)
        shutil.copy2(REPOSITORY / "pyproject.toml", tmp_path)
        (tmp_path / "bin").mkdir()
        for tool in ("sh", "env", "dirname", "id", "cat"):
            (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
        return tmp_path

    @pytest.fixture
    def debian(self, machine: Path) -> Path:
        """Give a machine whose dpkg has only libthai0, and whose apt-get says what it is told."""
        tools = {
            "apt-get": 'echo "apt-get $* [${DEBIAN_FRONTEND:-unset}]"',
            "sudo": 'exec "$@"',
            "dpkg-query": 'for p in "$@"; do :; done; test "$p" = libthai0 && printf "%s" '
            '"install ok installed"',
        }
        for name, script in tools.items():
            (machine / "bin" / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (machine / "bin" / name).chmod(0o755)
        return machine

    @pytest.mark.parametrize("command", ["setup", "demo", "test", "lint"])
    def test_says_in_both_languages_what_to_install(self, machine: Path, command: str) -> None:
        ended = run("./run", command, folder=machine, PATH=str(machine / "bin"))
        assert ended.returncode == CANNOT
        assert "โปรดติดตั้ง" in ended.stderr
        assert "brew install" in ended.stderr
        assert "dnf install" in ended.stderr
        assert ended.stdout == ""
        assert not (machine / ".venv").exists()

    def test_asks_apt_for_what_is_missing_only(self, debian: Path) -> None:
        asked = run("./run", "setup", folder=debian, PATH=str(debian / "bin")).stderr
        assert "apt-get -q -o DPkg::Lock::Timeout=300 update" in asked
        line = next(line for line in asked.splitlines() if " install " in line)
        assert line.endswith(" fontconfig [noninteractive]")
        wanted = set(line.split()[line.split().index("--no-install-recommends") + 1 : -1])
        assert {"python3-venv", "libpango-1.0-0", "libharfbuzz-subset0"} <= wanted
        assert not wanted & {"libthai0", "qpdf", "default-jdk-headless"}

    def test_asks_apt_for_the_validators_before_testing(self, debian: Path) -> None:
        asked = run("./run", "test", folder=debian, PATH=str(debian / "bin")).stderr
        line = next(line for line in asked.splitlines() if " install " in line)
        tools = {"libreoffice-writer-nogui", "poppler-utils", "qpdf", "default-jdk-headless"}
        assert {*tools, "libjaxb-java", "git"} <= set(line.split())

    @pytest.mark.parametrize("arguments", [[], ["print"]])
    def test_a_wrong_call_shows_the_commands(self, machine: Path, arguments: list[str]) -> None:
        ended = run("./run", *arguments, folder=machine, PATH=str(machine / "bin"))
        assert ended.returncode == WRONG_CALL
        assert "./run demo" in ended.stderr


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    listed = run("git", "-c", "safe.directory=*", "ls-files", "-z", folder=REPOSITORY)
    assert listed.returncode == 0, listed.stderr
    texts = {}
    for name in filter(None, listed.stdout.split("\0")):
        path = REPOSITORY / name
        if path.is_file():
            texts[name] = path.read_bytes().decode("utf-8", errors="replace")
    assert "pyproject.toml" in texts
    return texts


class TestTrackedFiles:
    """No file says where packages come from, or where somebody's machine keeps things."""

    # In two parts, so that this file does not hold what it looks for.
    REGISTRIES = (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("yarnpkg", "com"),
        ("deb.debian", "org"), ("security.debian", "org"), ("archive.ubuntu", "com"),
        ("repo1.maven", "org"), ("repo.maven.apache", "org"), ("anaconda", "org"),
        ("crates", "io"), ("rubygems", "org"), ("proxy.golang", "org"), ("ghcr", "io"),
    )  # fmt: skip
    MACHINE_FOLDERS = ("work", "root", "home", "tmp", "Users")

    @pytest.mark.parametrize("registry", REGISTRIES, ids=".".join)
    def test_none_names_a_package_registry(
        self, texts: dict[str, str], registry: tuple[str, str]
    ) -> None:
        address = ".".join(registry)
        assert [name for name, text in texts.items() if address in text] == []

    def test_none_names_a_folder_of_a_machine(self, texts: dict[str, str]) -> None:
        folder = re.compile(rf"(?<![\w.}}*)-])/(?:{'|'.join(self.MACHINE_FOLDERS)})/\w")
        found = {name: folder.findall(text) for name, text in texts.items()}
        assert {name: paths for name, paths in found.items() if paths} == {}
