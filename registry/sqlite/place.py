"""Place: says whether a folder lies on a disk of this machine, where SQLite's locks hold."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from registry.errors import NetworkFolderError

MOUNTS = Path("/proc/self/mountinfo")
# File systems on which another machine may write the same file at the same time.
_SHARED = re.compile(
    r"(nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|9p|ceph|glusterfs|lustre|vboxsf|prl_fs|davfs2?|"
    r"fuse\.(sshfs|rclone|davfs2?|smbnetfs|gvfsd-fuse|glusterfs|ceph|s3fs|vmhgfs-fuse|nfs))"
)
_ESCAPE = re.compile(r"\\(\d{3})")
_REMOTE_DRIVE = 4


def check_local(folder: Path) -> None:
    """Refuse a folder that lies on a network.

    Raises:
        NetworkFolderError: two machines could write there without seeing each other's locks.
    """
    kind = _network_kind(folder.resolve())
    if kind:
        raise NetworkFolderError(folder=str(folder), kind=kind)


def file_system(folder: Path, mounts: str) -> str:
    """Return the kind of file system that a folder lies on, from the text of mountinfo."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if len(fields) < 5 or not rest:  # noqa: PLR2004  # the mount point is the fifth field
            continue
        point = Path(_ESCAPE.sub(lambda code: chr(int(code[1], 8)), fields[4]))
        # Of several mounts on one point the last one is seen.
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), rest[0]
    return kind


def is_shared(kind: str) -> bool:
    """Say whether a file system of this kind is shared with other machines."""
    return _SHARED.fullmatch(kind) is not None


def _network_kind(folder: Path) -> str:
    if sys.platform == "win32":
        return _windows_kind(folder)
    if not MOUNTS.is_file():
        return ""
    kind = file_system(folder, MOUNTS.read_text("utf-8", "replace"))
    return kind if is_shared(kind) else ""


def _windows_kind(folder: Path) -> str:
    import ctypes  # noqa: PLC0415  # asked for on Windows only

    if str(folder).startswith("\\\\"):
        return "UNC"
    drives = getattr(ctypes, "windll").kernel32  # noqa: B009  # it has this name on Windows only
    return "network drive" if drives.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE else ""
