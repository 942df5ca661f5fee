"""Watching: turns the changes of a sheet, of its case and of its office into moments to print."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from records.case import CASE_FILE
from records.office import FILE as OFFICE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECONDS = 0.4
# Not what a print itself writes, or watching would never rest.
SUFFIXES = (".yaml", ".yml", ".png", ".jpg", ".jpeg", ".svg")

Stamp = dict[str, tuple[int, int]]


def changes(path: Path, wait: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield once at the start, and then each time that something watched has changed."""
    seen: Stamp | None = None
    while True:
        now = stamp(path)
        if now != seen:
            seen = now
            yield
        else:
            wait(SECONDS)


def stamp(path: Path) -> Stamp:
    """Return the time and size of each file on which a preview depends."""
    path = path.resolve()
    folder = path if path.is_dir() else path.parent
    watched = [path] if path.is_file() else []
    if (folder / CASE_FILE).is_file():
        watched += [each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES]
    watched += [each / OFFICE_FILE for each in (folder, *folder.parents)]
    found: Stamp = {}
    for each in watched:
        try:
            status = each.stat()
        except OSError:  # it was deleted meanwhile, or never was: the stamp says so by its absence
            continue
        found[str(each)] = (status.st_mtime_ns, status.st_size)
    return found
