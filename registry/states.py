"""States of numbers: turns what the log says of each number into one hash for them all.

Each series is a Merkle tree of 2^30 leaves, one for each number that could be; a leaf is empty
while its number was never given. The series together are one more tree. docs/log.md, "The state
of every number", gives the bytes.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

from registry.canonical import canonical
from registry.item import State
from registry.merkle import inclusion, leaf_hash, node_hash, tree_root
from registry.store import NumberRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from registry.store import Reader, SeriesRow, Writer

HEIGHT = 30
SIZE = 1 << HEIGHT
EMPTY = tuple(
    accumulate(repeat(leaf_hash(b""), HEIGHT + 1), lambda below, _: node_hash(below, below))
)
"""The hash of an empty subtree of each height."""

# What may become of a number; None = never given. Nothing leads back, so none is given twice.
NEXT: Mapping[State | None, frozenset[State]] = {
    None: frozenset(State),
    State.RESERVED: frozenset({State.RESERVED, State.ISSUED, State.VOIDED, State.LOST}),
    State.ISSUED: frozenset({State.VOIDED}),
    State.RECEIVED: frozenset({State.VOIDED}),
    State.TRANSCRIBED: frozenset({State.VOIDED}),
    State.LOST: frozenset({State.VOIDED, State.TRANSCRIBED}),
    State.VOIDED: frozenset(),
}

Update = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class SeriesRoot:
    """A series and the root of the tree of its numbers."""

    name: str
    root: bytes

    @property
    def leaf(self) -> bytes:
        """The series' leaf in the tree of series."""
        return canonical({"root": b64encode(self.root).decode(), "series": self.name})


def number_leaf(series: str, row: NumberRow | None) -> bytes:
    """Return what a number holds in its series' tree; nothing while it was never given."""
    if row is None:
        return b""
    return canonical(
        {
            "entries": list(row.entries),
            "running": row.running,
            "series": series,
            "state": row.state,
        }
    )


def after(row: NumberRow | None, running: int, state: State, entry: int) -> NumberRow:
    """Return what a number is after an act set its state.

    Raises:
        ValueError: nothing leads from what it was to this state.
    """
    was = State(row.state) if row else None
    if state not in NEXT[was]:
        message = f"{was} → {state}"
        raise ValueError(message)
    entries = (*(row.entries if row else ()), entry)
    return NumberRow(running=running, state=state.value, entries=entries)


def updates(
    changed: Mapping[int, bytes], stored: Callable[[int, int], bytes | None]
) -> Iterable[Update]:
    """Yield every node of a series' tree that changes with the hashes of some leaves.

    `changed` gives leaf hashes by number; `stored` the nodes that were set before.
    """
    row = dict(changed)
    for level in range(HEIGHT + 1):
        yield from ((level, position, digest) for position, digest in row.items())
        if level < HEIGHT:
            row = {above: _parent(level, above, row, stored) for above in {p >> 1 for p in row}}


def _parent(
    level: int, above: int, row: Mapping[int, bytes], stored: Callable[[int, int], bytes | None]
) -> bytes:
    left, right = (
        row.get(position) or stored(level, position) or EMPTY[level]
        for position in (2 * above, 2 * above + 1)
    )
    return node_hash(left, right)


def touch(writer: Writer, changed: Iterable[tuple[str, int]]) -> None:
    """Bring the trees of numbers up to date with the numbers that changed."""
    by_series: dict[str, set[int]] = {}
    for name, running in changed:
        by_series.setdefault(name, set()).add(running)
    for name, runnings in by_series.items():
        series = writer.series_named(name)
        if series is None:
            continue
        leaves = {n: leaf_hash(number_leaf(name, writer.number(series.id, n))) for n in runnings}
        nodes = updates(leaves, lambda level, at, tree=series.id: writer.node(tree, level, at))  # type: ignore[misc]  # mypy cannot read the default
        writer.put_nodes(series.id, list(nodes))


def series_roots(reader: Reader) -> tuple[SeriesRoot, ...]:
    """Return the root of each series, in the order of their names."""
    rows = sorted(reader.series(), key=lambda row: row.name)
    return tuple(SeriesRoot(row.name, series_root(reader, row)) for row in rows)


def series_root(reader: Reader, series: SeriesRow) -> bytes:
    """Return the root of one series' tree."""
    return reader.node(series.id, HEIGHT, 0) or EMPTY[HEIGHT]


def numbers_root(roots: Sequence[SeriesRoot]) -> bytes:
    """Return the root of the tree of series, which stands in the checkpoint."""
    return tree_root([leaf_hash(each.leaf) for each in roots])


def number_path(reader: Reader, series: SeriesRow, running: int) -> tuple[bytes, ...]:
    """Return the audit path of a number in its series' tree, from the leaf upwards."""
    return inclusion(
        running, SIZE, lambda level, at: reader.node(series.id, level, at) or EMPTY[level]
    )
