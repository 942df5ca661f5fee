"""The store: what the register asks of a database, and nothing more.

All of it is bytes and numbers; what they mean is the ledger's business. SQLite stands behind it
(registry.sqlite); another engine that offers these methods and passes tests/registry/store can
stand in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

LOG = 0
"""The tree of the log; each series has a tree of its own, under its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """A series: its id and name, and the highest number that was given or held in it."""

    id: int
    name: str
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number's state and the places of the entries about it, in order."""

    running: int
    state: str
    entries: tuple[int, ...]


class Reader(Protocol):
    """One unchanging view of the store."""

    def size(self) -> int:
        """Return how many entries there are."""

    def entry(self, place: int) -> bytes:
        """Return an entry; IndexError if there is none."""

    def entries(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Yield the entries from `start` up to `stop`, each with its place, in order."""

    def node(self, tree: int, level: int, position: int) -> bytes | None:
        """Return the hash of a node, or None if it was never stored."""

    def series(self) -> tuple[SeriesRow, ...]:
        """Return all series in the order of their ids."""

    def series_named(self, name: str) -> SeriesRow | None:
        """Return one series."""

    def number(self, series: int, running: int) -> NumberRow | None:
        """Return the state of a number; None = never given."""

    def numbers(self, series: int) -> Iterator[NumberRow]:
        """Yield the numbers of a series in order."""

    def checkpoint(self) -> tuple[int, str] | None:
        """Return the latest checkpoint: its size and its note."""

    def checkpoints(self) -> Iterator[tuple[int, str]]:
        """Yield every checkpoint, in order of size."""

    def content(self, sha256: str) -> bytes | None:
        """Return stored content as it lies there, or None if it is gone."""

    def contents(self) -> Iterator[str]:
        """Yield the SHA-256 of everything stored."""

    def drafted(self, sheet: str, draft: str) -> int | None:
        """Return the entry that issued this sheet with these bytes."""


class Writer(Reader, Protocol):
    """The one who writes; all that he wrote appears at once and durably, or not at all."""

    def append(self, place: int, body: bytes) -> None:
        """Add an entry."""

    def put_nodes(self, tree: int, nodes: Iterable[tuple[int, int, bytes]]) -> None:
        """Set nodes: level, position, hash."""

    def put_series(self, name: str) -> SeriesRow:
        """Begin a series."""

    def put_number(self, series: int, row: NumberRow) -> None:
        """Set the state of a number."""

    def put_checkpoint(self, size: int, note: str) -> None:
        """Keep a checkpoint; one of the same size is replaced by one with more signatures."""

    def put_draft(self, sheet: str, draft: str, place: int) -> None:
        """Remember which entry issued a sheet."""

    def keep(self, data: bytes) -> str:
        """Store content and return its SHA-256; the same content is stored once."""

    def erase(self, sha256: str) -> None:
        """Let content go for ever."""


class Examiner(Reader, Protocol):
    """One unchanging view for whoever trusts nobody.

    What is damaged does not hide what is whole: each complaint of the engine is raised at once, as
    a RegisterError, and the next call may succeed. A value of another type than it should have
    comes as an empty one.
    """

    def check(self) -> Iterator[str]:
        """Yield what is damaged in the database itself, in the engine's words."""

    def altered(self) -> Iterator[str]:
        """Yield the names of tables and rules that are not as this program makes them."""

    def subtree(self, tree: int, level: int, position: int) -> list[bytes | None]:
        """Return the nodes under (level, position) and itself, from left to right.

        A parent stands between its left and its right half; None where no node is kept.
        """

    def nodes(self) -> Mapping[int, int]:
        """Return how many nodes each tree keeps."""

    def stored(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Yield all content in order of its SHA-256; None for what lies in a file of its own."""

    def filed(self, sha256: str) -> str | None:
        """Return the SHA-256 that the bytes of a content file have, None if it is gone."""

    def loose(self) -> Iterator[str]:
        """Yield the names of content files of which the database knows nothing."""

    def drafts(self) -> Iterator[tuple[str, str, int]]:
        """Yield which sheets were issued: sheet, SHA-256, entry."""


class Store(Protocol):
    """A database of one register; any number of processes may use it at once."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Open one unchanging view."""

    def examining(self) -> AbstractContextManager[Examiner]:
        """Open one unchanging view for whoever trusts nobody."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Wait to be the only writer; leaving by an exception leaves the store as it was.

        Raises:
            RegisterError: it is read-only, full, damaged, or was busy for too long.
        """

    def copy_into(self, folder: Path) -> None:
        """Write all but large content, as it is at one moment, into an empty folder.

        What lies there then can be opened as a store; meanwhile others may write.
        """

    def shelve(self, data: bytes) -> None:
        """Store large content ahead of `keep`, so that nobody waits for the disk."""

    def scrub(self) -> None:
        """Write the database anew without what was erased, of which pieces may be left in it.

        Raises:
            RegisterError: it is read-only, full, damaged, or was busy for too long.
        """

    def close(self) -> None:
        """Let it go."""
