"""Checkpoint (จุดตรวจสอบ): turns what the register commits to into the text of a note, and back.

The first three lines are those of c2sp.org/tlog-checkpoint; docs/log.md gives the other two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from records.errors import SarabanError
from records.unreadable import quoted
from registry.note import KEY_SIZE, decoded, encoded

MAX_COUNT = 10**15 - 1
"""No register has more entries; every reader of JSON keeps such a number exactly."""

FIRST_TIME, END_OF_TIME = datetime(1970, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
TIME = "%Y-%m-%dT%H:%M:%SZ"

_ORIGIN = r"saraban/[0-9a-f]{16}"
_COUNT = r"0|[1-9][0-9]{0,14}"
_HASH = r"[A-Za-z0-9+/]{43}="
_LINES = (
    re.compile(rf"({_ORIGIN})"),
    re.compile(rf"({_COUNT})"),
    re.compile(rf"({_HASH})"),
    re.compile(rf"numbers ({_COUNT}) ({_HASH})"),
    re.compile(r"time ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)"),
)


class CheckpointError(SarabanError):
    """Text that is not the text of a checkpoint."""

    exit_code = 14
    sentence = "This is not the checkpoint of a register; it is wrong at “{quote}”."


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What a register is at a moment (UTC, whole seconds): its log, and the state of every number.

    `size` and `root` are those of the log's tree, `numbers_count` and `numbers_root` those of the
    tree of series.

    Raises:
        CheckpointError: a part could not stand in a checkpoint.
    """

    origin: str
    size: int
    root: bytes
    numbers_count: int
    numbers_root: bytes
    time: datetime

    def __post_init__(self) -> None:
        hashes = len(self.root) == len(self.numbers_root) == KEY_SIZE
        counts = 0 <= self.size <= MAX_COUNT and 0 <= self.numbers_count <= MAX_COUNT
        time = self.time.tzinfo is UTC and FIRST_TIME <= self.time < END_OF_TIME
        whole = not self.time.microsecond
        if not (hashes and counts and time and whole and re.fullmatch(_ORIGIN, self.origin)):
            raise CheckpointError(quote=quoted(f"{self.origin} {self.size} {self.time}"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the checkpoint that the text of a note spells.

        Raises:
            CheckpointError: the text is no checkpoint, or spells one in another way.
        """
        lines = text.split("\n")
        if len(lines) != len(_LINES) + 1 or lines[-1]:
            raise CheckpointError(quote=quoted(text))
        parts: list[str] = []
        for line, form in zip(lines, _LINES, strict=False):
            found = form.fullmatch(line)
            if not found:
                raise CheckpointError(quote=quoted(line))
            parts += found.groups()
        origin, size, root, count, numbers, time = parts
        return cls(
            origin=origin,
            size=int(size),
            root=_hash(root),
            numbers_count=int(count),
            numbers_root=_hash(numbers),
            time=_time(time),
        )

    def text(self) -> str:
        """Return the text that is signed."""
        return (
            f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"
            f"numbers {self.numbers_count} {encoded(self.numbers_root)}\n"
            f"time {self.time.strftime(TIME)}\n"
        )


def _hash(text: str) -> bytes:
    data = decoded(text)
    if data is None:
        raise CheckpointError(quote=quoted(text))
    return data


def _time(text: str) -> datetime:
    try:
        return datetime.strptime(text, TIME).replace(tzinfo=UTC)
    except ValueError as error:
        raise CheckpointError(quote=quoted(text)) from error
