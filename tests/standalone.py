"""verify.py as somebody runs it who has nothing else: alone with a file in an empty folder."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

VERIFIER = Path(__file__).parents[1] / "verify.py"


@dataclass(frozen=True)
class Answer:
    """What verify.py said: its exit code and its two streams."""

    code: int
    output: str
    complaint: str

    @property
    def step(self) -> int:
        """The step that failed; 0 if everything is proven."""
        found = re.match(r"NOT PROVEN \(step (\d)\)", self.output)
        return int(found[1]) if found else 0


def verify(folder: Path, *call: str, lang: str = "en", data: bytes | None = None) -> Answer:
    """Run verify.py in a folder which holds only it and, under the name `case.json`, a file."""
    shutil.copy(VERIFIER, folder)
    if data is not None:
        (folder / "case.json").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "verify.py", "--lang", lang, *call],
        cwd=folder,
        env={"PATH": "", "LC_ALL": "C.UTF-8", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def keys_given(key: str | None, witnesses: Sequence[str]) -> list[str]:
    """Return the options that give keys."""
    options = ["--key", key] if key else []
    return options + [option for witness in witnesses for option in ("--witness", witness)]


def module() -> Any:
    """Return verify.py as a module, for tests of its parts."""
    spec = importlib.util.spec_from_file_location("standalone_verify", VERIFIER)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found
