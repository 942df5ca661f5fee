"""The ledger: turns acts into entries of the log, and the log into roots and number states."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from registry import acts, entry, merkle, states
from registry.canonical import MAX_BYTES, canonical
from registry.errors import IncompleteRegisterError, LongEntryError, NumberError
from registry.store import LOG, NumberRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from registry.acts import Act
    from registry.item import State
    from registry.store import Reader, Store, Writer


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes entries within one transaction: `at` (UTC), `by` whom, into the log `origin`."""

    writer: Writer
    origin: str
    at: datetime
    by: str

    def append(self, model: type[Act], **fields: Any) -> Act:
        """Add an act to the log, and set the state of the numbers that it touches.

        `fields` are plain JSON; the act returned is read back from the bytes that are logged.

        Raises:
            NumberError: a number was given before, or can no longer change.
            LongEntryError: the entry is longer than any reader takes.
        """
        place = self.writer.size()
        said = {
            "act": model.name,
            "at": self.at.astimezone(UTC).strftime(acts.TIME),
            "by": self.by,
            "entry": place,
            "office": self.origin,
        }
        body = canonical(said | fields)
        if len(body) > MAX_BYTES:
            raise LongEntryError(bytes=len(body), limit=MAX_BYTES)
        return enter(self.writer, place, body)


def enter(writer: Writer, place: int, body: bytes) -> Act:
    """Record an entry as it stands, and set the state of the numbers that it touches.

    Raises:
        UnknownActError: it is no act that this version knows.
        NumberError: a number was given before, or can no longer change.
    """
    act = entry.recall(body, place)
    writer.append(place, body)
    writer.put_nodes(LOG, _grown(writer, place, body))
    for name, running, state in act.touches():
        _touch(writer, name, running, state, place)
    return act


def _touch(writer: Writer, name: str, running: int, state: State, place: int) -> None:
    series = writer.series_named(name) or writer.put_series(name)
    row = writer.number(series.id, running) if running <= series.highest else None
    try:
        row = states.after(row, running, state, place)
    except ValueError as error:
        raise NumberError(number=f"{name} {running}", detail=str(error)) from error
    writer.put_number(series.id, row)


@contextmanager
def writing(store: Store, origin: str, at: datetime, by: str) -> Iterator[Pen]:
    """Hold the pen: all that is written in the block is recorded at once, or nothing of it."""
    with store.writing() as writer:
        yield Pen(writer, origin, at, by)


def read_act(reader: Reader, place: int) -> Act:
    """Return the act at a place of the log.

    Raises:
        IncompleteRegisterError: there is no such entry.
    """
    try:
        body = reader.entry(place)
    except IndexError as error:
        raise IncompleteRegisterError(part=f"entry {place}") from error
    return entry.recall(body, place)


def read_acts(reader: Reader, start: int = 0, stop: int | None = None) -> Iterator[Act]:
    """Yield the acts of the log in order."""
    for place, body in reader.entries(start, reader.size() if stop is None else stop):
        yield entry.recall(body, place)


def log_nodes(reader: Reader) -> merkle.Nodes:
    """Return the complete nodes of the log's tree.

    Raises:
        IncompleteRegisterError: from the result, for a node that is not there.
    """

    def node(level: int, position: int) -> bytes:
        found = reader.node(LOG, level, position)
        if found is None:
            raise IncompleteRegisterError(part=f"node {level} {position}")
        return found

    return node


def log_root(reader: Reader, size: int) -> bytes:
    """Return the root of the log's first `size` entries."""
    return merkle.root(size, log_nodes(reader))


def state_of(reader: Reader, name: str, running: int) -> NumberRow | None:
    """Return the state of a number of a series; None = never given."""
    series = reader.series_named(name)
    return reader.number(series.id, running) if series and running <= series.highest else None


def _grown(reader: Reader, place: int, body: bytes) -> list[tuple[int, int, bytes]]:
    """Return the complete nodes that a new leaf brings."""
    level, position, digest = 0, place, merkle.leaf_hash(body)
    found = [(level, position, digest)]
    nodes = log_nodes(reader)
    while position & 1:
        digest = merkle.node_hash(nodes(level, position - 1), digest)
        level, position = level + 1, position >> 1
        found.append((level, position, digest))
    return found
