"""Leaves: turns the text of a leaf, as a proof shows it, into what it says."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from registry.canonical import NotCanonicalError, parse
from registry.merkle import HASH_SIZE
from registry.note import decoded
from registry.proof_file import check_bounds


class NotALeafError(ValueError):
    """Text that does not have the form of such a leaf."""


def read_object(text: str) -> dict[str, Any]:
    """Return the object that a leaf spells canonically.

    Raises:
        NotALeafError: it spells something else, or in another way.
    """
    try:
        value = parse(text.encode())
        check_bounds(value)
    except (NotCanonicalError, ValueError) as error:
        raise NotALeafError from error
    if not isinstance(value, dict):
        raise NotALeafError
    return value


def read_series(text: str) -> tuple[str, bytes]:
    """Return the name of a series and the root of the tree of its numbers.

    Raises:
        NotALeafError: the leaf says other things.
    """
    leaf = read_object(text)
    name, root = leaf.get("series"), leaf.get("root")
    if set(leaf) != {"root", "series"} or not isinstance(name, str) or not isinstance(root, str):
        raise NotALeafError
    digest = decoded(root)
    if digest is None or len(digest) != HASH_SIZE:
        raise NotALeafError
    return name, digest


def read_number(text: str) -> dict[str, Any]:
    """Return what a number's leaf says: `entries` (in order), `running`, `series`, `state`.

    Raises:
        NotALeafError: the leaf says other things.
    """
    leaf = read_object(text)
    if set(leaf) != {"entries", "running", "series", "state"} or not _ascending(leaf["entries"]):
        raise NotALeafError
    return leaf


def same(found: object, number: int) -> bool:
    """Compare with a whole number; in Python True is 1, in JSON it is not."""
    return type(found) is int and found == number


def is_about(entry: dict[str, Any], series: str, running: int) -> bool:
    """Say whether an entry of the log is an act on this number."""
    match entry.get("act"):
        case "reserved":
            return _covers(entry, series, running)
        case "restored":
            lost = entry.get("lost")
            return isinstance(lost, list) and any(_covers(part, series, running) for part in lost)
        case "issued" | "voided" | "received" | "transcribed":
            return entry.get("series") == series and same(entry.get("running"), running)
    return False


def state_made(entry: dict[str, Any]) -> str:
    """Return the state that a number has after an act on it."""
    act = str(entry["act"])
    if act == "transcribed" and entry.get("state") == "voided":
        return "voided"
    return "lost" if act == "restored" else act


def _ascending(value: object) -> bool:
    if not isinstance(value, list) or not value or any(type(each) is not int for each in value):
        return False
    return value[0] >= 0 and all(before < after for before, after in pairwise(value))


def _covers(block: object, series: str, running: int) -> bool:
    if not isinstance(block, dict) or block.get("series") != series:
        return False
    first, last = block.get("first"), block.get("last")
    return type(first) is int and type(last) is int and first <= running <= last
