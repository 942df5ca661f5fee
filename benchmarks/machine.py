"""The machine: turns where we are into a line that says what the figures rest on."""

from __future__ import annotations

import os
import platform
import resource
import sys
from importlib.metadata import version
from pathlib import Path

_PROCESSORS = Path("/proc/cpuinfo")
_MODEL = "model name"
_STATUS = Path("/proc/self/status")
_PEAK = "VmHWM:"
# ru_maxrss counts kilobytes, on macOS bytes.
_UNIT = 2**20 if sys.platform == "darwin" else 2**10


def described() -> str:
    """Return cores, processor, system and versions; nothing that names the machine itself."""
    parts = (
        f"{os.cpu_count()} cores, {_processor()}",
        _system(),
        f"Python {platform.python_version()}",
        f"WeasyPrint {version('weasyprint')}",
    )
    return "; ".join(parts)


def load() -> float | None:
    """Return how many processes have wanted a core in the last minute, others' among them."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def peak() -> float:
    """Return the most memory that this process has held, in MB.

    Linux counts to `ru_maxrss` what the parent held when it started the process; not so here.
    """
    if _STATUS.is_file():
        for line in _STATUS.read_text("utf-8").splitlines():
            if line.startswith(_PEAK):
                return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNIT


def _processor() -> str:
    if _PROCESSORS.is_file():
        for line in _PROCESSORS.read_text("utf-8").splitlines():
            if line.startswith(_MODEL):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.release()}"
