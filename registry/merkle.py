"""Merkle trees of RFC 6962, section 2: turns leaves into a root, and shows what lies under it.

A tree is known by its size and by its *complete* nodes: node (level, position) covers the leaves
from position·2^level, 2^level of them. `Nodes` gives the hash of one; a log stores them, a list of
leaves computes them. Roots and proofs are made from complete nodes only, so that a tree of a
million leaves needs some twenty of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
HASH_SIZE = 32

Nodes = Callable[[int, int], bytes]
"""The hash of the complete node at (level, position)."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(NODE + left + right).digest()


EMPTY_ROOT = sha256(b"").digest()


def peaks(size: int) -> list[tuple[int, int]]:
    """Return the complete nodes that a tree of this size consists of, from left to right."""
    found, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append((level, start >> level))
            start += 1 << level
    return found


def root(size: int, nodes: Nodes) -> bytes:
    """Return the root hash of the tree of the first `size` leaves."""
    return _span(0, size, nodes) if size else EMPTY_ROOT


def _span(start: int, stop: int, nodes: Nodes) -> bytes:
    """Return the hash over the leaves [start, stop), a subtree of RFC 6962."""
    hashes = [nodes(level, (start >> level) + position) for level, position in peaks(stop - start)]
    return reduce(lambda right, left: node_hash(left, right), reversed(hashes))


def inclusion(index: int, size: int, nodes: Nodes) -> tuple[bytes, ...]:
    """Return the audit path of leaf `index` in a tree of `size` leaves, from the leaf upwards.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(index)
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _half(stop - start)
        if index < middle:
            path.append(_span(middle, stop, nodes))
            stop = middle
        else:
            path.append(_span(start, middle, nodes))
            start = middle
    return tuple(reversed(path))


def consistency(first: int, second: int, nodes: Nodes) -> tuple[bytes, ...]:
    """Return the proof that the tree of `first` leaves is the beginning of that of `second`.

    Raises:
        IndexError: not 0 < first <= second.
    """
    if not 0 < first <= second:
        raise IndexError(first)
    path: list[bytes] = []
    start, stop, whole = 0, second, True
    while first != stop:
        middle = start + _half(stop - start)
        if first <= middle:
            path.append(_span(middle, stop, nodes))
            stop = middle
        else:
            path.append(_span(start, middle, nodes))
            start, whole = middle, False
    if not whole:
        path.append(_span(start, stop, nodes))
    return tuple(reversed(path))


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], top: bytes) -> bool:
    """Say whether the path leads from a leaf's hash at `index` to the root `top`.

    The steps are those of RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(other, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, other)
        here, last = here >> 1, last >> 1
    return last == 0 and found == top


def verify_consistency(
    first: int, second: int, path: Sequence[bytes], old: bytes, new: bytes
) -> bool:
    """Say whether the path shows that root `old` of `first` leaves began root `new`.

    The steps are those of RFC 9162, 2.1.4.2.
    """
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and old == new
    whole = first & (first - 1) == 0
    hashes = [old, *path] if whole else list(path)
    if not hashes:
        return False
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    was = now = hashes[0]
    for other in hashes[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            was, now = node_hash(other, was), node_hash(other, now)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            now = node_hash(now, other)
        here, last = here >> 1, last >> 1
    return last == 0 and was == old and now == new


def listed(leaves: Sequence[bytes]) -> Nodes:
    """Return the nodes of a tree over leaf hashes held in memory."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(*below[i : i + 2]) for i in range(0, len(below) - 1, 2)])

    def node(level: int, position: int) -> bytes:
        return levels[level][position]

    return node


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes held in memory."""
    return root(len(leaves), listed(leaves))


def inclusion_path(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the audit path of a leaf among leaf hashes held in memory."""
    return inclusion(index, len(leaves), listed(leaves))


def _half(size: int) -> int:
    """Return the largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1
