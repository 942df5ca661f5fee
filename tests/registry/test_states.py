from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import states
from registry.checkpoint import Checkpoint
from registry.item import State
from registry.ledger import read_acts
from registry.merkle import leaf_hash, node_hash, tree_root, verify_inclusion
from registry.states import HEIGHT, SIZE
from registry.store import NumberRow

if TYPE_CHECKING:
    from clerks import Clerk

SENT = "sent/ตก 0132/2563"


def naive(leaves: dict[int, bytes], level: int = HEIGHT, start: int = 0) -> bytes:
    """Return the root over all places from `start`, 2^level of them, straight from the text."""
    if not any(start <= place < start + 2**level for place in leaves):
        empty = sha256(b"\x00").digest()
        for _ in range(level):
            empty = sha256(b"\x01" + empty + empty).digest()
        return empty
    if level == 0:
        return sha256(b"\x00" + leaves[start]).digest()
    half = 2 ** (level - 1)
    return node_hash(naive(leaves, level - 1, start), naive(leaves, level - 1, start + half))


def leaves_of(clerk: Clerk) -> dict[str, dict[int, bytes]]:
    """Return each number's leaf, from the entries alone."""
    found: dict[str, dict[int, tuple[str, list[int]]]] = {}
    with clerk.register.store.reading() as reader:
        for act in read_acts(reader):
            for series, running, state in act.touches():
                _, entries = found.setdefault(series, {}).get(running, ("", []))
                found[series][running] = (state.value, [*entries, act.entry])
    return {
        series: {
            running: json.dumps(
                {"entries": entries, "running": running, "series": series, "state": state},
                ensure_ascii=False,
                separators=(",", ":"),
            ).encode()
            for running, (state, entries) in numbers.items()
        }
        for series, numbers in found.items()
    }


class TestRoots:
    """The series, ordered by their names, are the leaves of one more RFC 6962 tree."""

    def test_of_an_empty_register(self, clerk: Clerk) -> None:
        note = clerk.register.latest()
        assert note is not None
        checkpoint = Checkpoint.parse(note.text)
        assert checkpoint.numbers_count == 0
        assert checkpoint.numbers_root == sha256(b"").digest()

    def test_as_the_page_says(self, clerk: Clerk) -> None:
        clerk.issue()
        clerk.reserve(count=5)
        clerk.void("ตก ๐๑๓๒/๓")
        clerk.issue("ตก ๐๑๓๒/๔")
        clerk.register.seal(clerk.now)
        clerk.receive()
        clerk.issue(book="orders")
        clerk.void("ตก ๐๑๓๒/๔")
        clerk.issue("ตก ๐๑๓๒.๐๐๓/")
        checkpoint = Checkpoint.parse(clerk.register.seal(clerk.now).text)
        series = sorted(leaves_of(clerk).items(), key=lambda pair: pair[0].encode())
        tops = [
            f'{{"root":"{b64encode(naive(leaves)).decode()}","series":"{name}"}}'
            for name, leaves in series
        ]
        assert checkpoint.numbers_count == len(tops) == 4
        assert checkpoint.numbers_root == tree_root([leaf_hash(top.encode()) for top in tops])

    def test_numbers_since_the_checkpoint_wait_for_the_next(self, clerk: Clerk) -> None:
        clerk.issue()
        before = clerk.register.seal(clerk.now)
        clerk.issue()
        assert clerk.register.latest() == before
        assert clerk.register.seal(clerk.now) != before


class TestNumberPath:
    """The ordinary inclusion proof of 30 hashes shows what a leaf holds, also that it is empty."""

    @pytest.mark.parametrize("running", [1, 2, 3, 4, 1000, SIZE - 1])
    def test_every_number(self, clerk: Clerk, running: int) -> None:
        clerk.issue()
        clerk.reserve(count=2)
        clerk.register.seal(clerk.now)
        with clerk.register.store.reading() as reader:
            series = reader.series_named(SENT)
            assert series is not None
            leaf = states.number_leaf(SENT, reader.number(series.id, running))
            assert bool(leaf) == (running <= 3)
            path = states.number_path(reader, series, running)
            top = states.series_root(reader, series)
        assert len(path) == HEIGHT
        assert verify_inclusion(leaf_hash(leaf), running, SIZE, path, top)
        assert not verify_inclusion(leaf_hash(b"x"), running, SIZE, path, top)


class TestUpdates:
    """Only what changes is computed anew, and the root is that of all leaves."""

    @given(
        st.lists(
            st.dictionaries(
                st.integers(0, 12) | st.integers(0, SIZE - 1), st.binary(max_size=3), max_size=6
            ),
            max_size=4,
        )
    )
    def test_batches(self, batches: list[dict[int, bytes]]) -> None:
        stored: dict[tuple[int, int], bytes] = {}
        leaves: dict[int, bytes] = {}
        for batch in batches:
            leaves |= batch
            changed = {place: leaf_hash(leaf) for place, leaf in batch.items()}
            known = dict(stored)
            for level, at, digest in states.updates(changed, lambda *place: known.get(place)):  # noqa: B023  # used up at once
                stored[level, at] = digest
        root = stored.get((HEIGHT, 0), states.EMPTY[HEIGHT])
        assert root == naive(leaves)

    def test_one_number_costs_one_path(self) -> None:
        found = list(states.updates({5: leaf_hash(b"x")}, lambda _level, _at: None))
        assert len(found) == HEIGHT + 1


class TestAfter:
    """What may become of a number."""

    @pytest.mark.parametrize("was", [None, *State])
    @pytest.mark.parametrize("state", State)
    def test_every_pair(self, was: State | None, state: State) -> None:
        row = NumberRow(running=7, state=was, entries=(3,)) if was else None
        if state in states.NEXT[was]:
            after = states.after(row, 7, state, 9)
            assert after == NumberRow(running=7, state=state.value, entries=(3, 9) if was else (9,))
        else:
            with pytest.raises(ValueError, match=state):
                states.after(row, 7, state, 9)

    def test_nothing_becomes_issued_twice(self) -> None:
        reach = {state: set(states.NEXT[state]) for state in State}
        for _ in State:
            for state, found in reach.items():
                found |= {further for each in found for further in reach[each]}
                assert State.ISSUED not in found or state is State.RESERVED
                assert State.RECEIVED not in found

    def test_a_void_number_becomes_nothing(self) -> None:
        assert not states.NEXT[State.VOIDED]

    def test_entries_stand_in_order(self) -> None:
        row = None
        for place, state in enumerate((State.RESERVED, State.RESERVED, State.ISSUED, State.VOIDED)):
            row = states.after(row, 1, state, place)
        assert row is not None
        assert all(one < two for one, two in pairwise(row.entries))
