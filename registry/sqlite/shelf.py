"""The shelf: large content, each file under its SHA-256, appearing whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.whole import sync_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Below this a row of the database is faster and safer than a file of its own.
SMALL = 32_768


class Shelf:
    """A folder of content; names are SHA-256 in hexadecimal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where content lies."""
        return self.folder / sha256[:2] / sha256

    def put(self, sha256: str, data: bytes) -> None:
        """Store content durably; what is there already stays."""
        path = self.path(sha256)
        if path.exists():
            # Whoever wrote it may have been killed before its name was durable.
            sync_folder(path.parent)
            return
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(self.folder)
            sync_folder(self.folder.parent)
        write_whole(path, data)

    def get(self, sha256: str) -> bytes | None:
        """Return content as it lies there."""
        try:
            return self.path(sha256).read_bytes()
        except OSError:
            return None

    def drop(self, sha256: str) -> None:
        """Let content go."""
        self.path(sha256).unlink(missing_ok=True)
        sync_folder(self.folder / sha256[:2])

    def names(self) -> Iterator[str]:
        """Yield what lies on the shelf."""
        yield from sorted(path.name for path in self.folder.glob("??/[0-9a-f]*"))
