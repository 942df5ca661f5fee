"""qpdf: a PDF file → what is wrong with its syntax."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ERRORS, _WARNINGS = 2, 3


def check(path: Path) -> list[str]:
    """Return the warnings and errors of `qpdf --check`; none means sound syntax.

    Raises:
        FileNotFoundError: qpdf is not installed, or the path names no file.
    """
    file = path.resolve(strict=True)
    run = subprocess.run(
        ["qpdf", "--check", str(file)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode in (_ERRORS, _WARNINGS):
        return run.stderr.splitlines() or [f"qpdf found faults but named none: {file}"]
    run.check_returncode()
    return []
