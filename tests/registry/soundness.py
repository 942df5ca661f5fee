"""Soundness: everything that must hold in a register after any day, asked of the bytes themselves.

This is no second `saraban verify`: it is written from docs/log.md alone, and stops at the first
thing that is wrong.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

from registry import merkle
from registry.acts import Founded, Rotated
from registry.checkpoint import Checkpoint
from registry.entry import read
from registry.ledger import log_nodes
from registry.note import Note, VerifierKey
from registry.register import FOLDER, Register
from registry.store import LOG

if TYPE_CHECKING:
    from pathlib import Path

    from registry.acts import Act
    from registry.store import Reader


def assert_sound(office_folder: Path, *, sealed: bool = False) -> list[Act]:
    """Check a register that lies still or is in use, and return its acts; `sealed`: to the end."""
    register = Register.open(office_folder)
    try:
        with register.store.reading() as reader:
            acts = [read(body, place) for place, body in reader.entries(0, reader.size())]
            assert [act.entry for act in acts] == list(range(reader.size()))
            assert {act.office for act in acts} == {register.origin}
            _check_tree(reader)
            _check_numbers(reader, acts)
            _check_content(reader, acts)
            _check_checkpoints(reader, acts, sealed=sealed)
    finally:
        register.close()
    _check_pages(office_folder / FOLDER)
    return acts


def _check_tree(reader: Reader) -> None:
    leaves = [merkle.leaf_hash(body) for _, body in reader.entries(0, reader.size())]
    assert merkle.root(len(leaves), log_nodes(reader)) == merkle.tree_root(leaves)
    for level in range(len(leaves).bit_length()):
        for position in range(len(leaves) >> level):
            assert reader.node(LOG, level, position), (level, position)
        assert reader.node(LOG, level, len(leaves) >> level) is None


def _check_numbers(reader: Reader, acts: list[Act]) -> None:
    told: dict[str, dict[int, tuple[str, tuple[int, ...]]]] = {}
    for act in acts:
        for series, running, state in act.touches():
            _, entries = told.setdefault(series, {}).get(running, ("", ()))
            told[series][running] = (state.value, (*entries, act.entry))
    kept = {
        series.name: {row.running: (row.state, row.entries) for row in reader.numbers(series.id)}
        for series in reader.series()
    }
    assert kept == told


def _check_content(reader: Reader, acts: list[Act]) -> None:
    kept = set(reader.contents())
    for act in acts:
        for name, digest in act.contents():
            data = reader.content(digest)
            assert digest in kept, name
            assert data is not None, name
            assert sha256(data).hexdigest() == digest, name


def _check_checkpoints(reader: Reader, acts: list[Act], *, sealed: bool) -> None:
    leaves = [merkle.leaf_hash(act.body) for act in acts]
    keys = [
        (act.entry, VerifierKey.parse(act.key))
        for act in acts
        if isinstance(act, Founded | Rotated)
    ]
    sizes = []
    for size, text in reader.checkpoints():
        note = Note.parse(text.encode())
        found = Checkpoint.parse(note.text)
        assert (found.size, found.origin) == (size, acts[0].office)
        assert found.root == merkle.tree_root(leaves[:size])
        named = [key for place, key in keys if place < size]
        assert note.verified_by(named[-1]), size
        sizes.append(size)
    assert sizes
    assert not sealed or sizes[-1] == len(acts)


def _check_pages(folder: Path) -> None:
    with closing(sqlite3.connect(f"{(folder / 'register.db').as_uri()}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def given(acts: list[Act]) -> list[str]:
    """Return each number that an act gave, as series and running number, in the order of giving."""
    return [
        f"{act.series} {act.running}"  # type: ignore[attr-defined]
        for act in acts
        if act.act in ("issued", "received") and getattr(act, "series", None)
    ]


def laid_out(folder: Path) -> dict[str, int]:
    """Return what the file of the highest numbers says."""
    found: dict[str, int] = json.loads((folder / FOLDER / "highest.json").read_text("utf-8"))
    return found
