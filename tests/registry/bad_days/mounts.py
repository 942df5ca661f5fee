"""Mounts: small disks, and disks that cannot be written; only for root, and only where allowed."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _can_mount() -> bool:
    if sys.platform != "linux":
        return False
    with TemporaryDirectory() as folder:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder],
            capture_output=True,
            check=False,
        )
        if made.returncode == 0:
            subprocess.run(["umount", folder], check=True)
    return made.returncode == 0


needs_mounts = pytest.mark.skipif(
    not _can_mount(), reason="only root may mount, and not everywhere"
)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """Give a disk of so many bytes, mounted on a new folder."""
    folder.mkdir()
    with _mounted("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder):
        yield folder


@contextmanager
def read_only(folder: Path, view: Path) -> Iterator[Path]:
    """Show a folder on another one, where nobody can write, root neither."""
    view.mkdir()
    with _mounted("--bind", "-o", "ro", folder, view):
        yield view


@contextmanager
def _mounted(*words: object) -> Iterator[None]:
    subprocess.run(["mount", *map(str, words)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(words[-1])], check=True)
