"""Proving (การออกหลักฐานพิสูจน์เลขที่): turns a number of the register into a proof for others.

What the proof holds, and what a checker asks of it, is in docs/log.md, "The proof of a number".
It speaks of the latest checkpoint: whoever wants it to speak of today seals first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import SarabanError
from registry import merkle, proof, succession
from registry.checkpoint import Checkpoint
from registry.entry import read
from registry.ledger import log_nodes
from registry.merkle import leaf_hash
from registry.note import Note, VerifierKey
from registry.proof_file import (
    FORMAT,
    NEVER_GIVEN,
    KeyProof,
    Neighbours,
    NumberLeaf,
    NumberProof,
    Placed,
)
from registry.states import HEIGHT, SeriesRoot, number_leaf, number_path
from registry.store import NumberRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.acts import Act
    from registry.reservation import Found
    from registry.store import Reader, SeriesRow


class UnprovableError(SarabanError):
    """A number of which the register cannot prove anything."""

    exit_code = 14
    sentence = "Nothing can be proven of {number}: {detail}"


class UnsealedError(UnprovableError):
    """There is no checkpoint yet that a proof could speak of."""

    sentence = "Nothing can be proven of {number}: the register has no checkpoint yet."


class UnsoundError(UnprovableError):
    """What the register holds does not agree with its checkpoint."""

    sentence = (
        "Nothing can be proven of {number}: what the register holds does not agree with its own "
        "checkpoint ({detail}). Run `saraban verify`, which says what is wrong."
    )


def prove(reader: Reader, found: Found) -> NumberProof:
    """Return the proof of what a number is at the latest checkpoint.

    Raises:
        UnsealedError: there is no checkpoint.
        UnsoundError: the register is damaged or falsified, so that no proof would hold.
    """
    latest = reader.checkpoint()
    if latest is None:
        raise UnsealedError(number=found.number)
    try:
        made = _Prover(reader, found, latest[1]).proof()
    except (IndexError, ValueError, SarabanError) as error:
        raise UnsoundError(number=found.number, detail=str(error)) from error
    verdict = proof.check(made)
    if not verdict.is_proven:
        raise UnsoundError(number=found.number, detail=str(verdict))
    return made


class _Prover:
    """Gathers the parts of one proof."""

    def __init__(self, reader: Reader, found: Found, note: str) -> None:
        self._reader = reader
        self._found = found
        self._note = Note.parse(note.encode())
        self._sealed = Checkpoint.parse(self._note.text)
        self._nodes = log_nodes(reader)

    def proof(self) -> NumberProof:
        """Return the proof."""
        name, running = str(self._found.series), self._found.running
        sealed = self._series()
        rows = [row for row, _ in sealed]
        names = [row.name for row in rows]
        row = self._row(rows[names.index(name)], running) if name in names else None
        entries = row.entries if row else ()
        parts: dict[str, object] = {}
        leaves = [root.leaf for _, root in sealed]
        if name in names:
            place = names.index(name)
            path = number_path(self._reader, rows[place], running)
            parts["series_leaf"] = _placed(place, leaves)
            parts["number_leaf"] = NumberLeaf(leaf=number_leaf(name, row).decode(), path=path)
        else:
            after = sum(each < name for each in names)
            parts["neighbours"] = Neighbours(
                before=_placed(after - 1, leaves), after=_placed(after, leaves)
            )
        return NumberProof(
            format=FORMAT,
            number=self._spelling(entries),
            series=name,
            running=running,
            state=row.state if row else NEVER_GIVEN,
            checkpoint=str(self._note),
            keys=self._keys(),
            entries=tuple(self._entry(place, self._sealed.size) for place in entries),
            **parts,
        )

    def _series(self) -> list[tuple[SeriesRow, SeriesRoot]]:
        """Return the series that the checkpoint knows, in its order."""
        found: list[tuple[SeriesRow, SeriesRoot]] = []
        for row in sorted(self._reader.series(), key=lambda each: each.name):
            # A series begun since the checkpoint has no tree yet.
            root = self._reader.node(row.id, HEIGHT, 0)
            if root is not None:
                found.append((row, SeriesRoot(row.name, root)))
        return found

    def _row(self, series: SeriesRow, running: int) -> NumberRow | None:
        """Return what a number was at the checkpoint."""
        row = self._reader.number(series.id, running)
        entries = tuple(place for place in row.entries if place < self._sealed.size) if row else ()
        if not entries:
            return None
        act = self._act(entries[-1])
        states = [
            state
            for name, number, state in act.touches()
            if (name, number) == (series.name, running)
        ]
        return NumberRow(running=running, state=states[-1], entries=entries)

    def _spelling(self, entries: Sequence[int]) -> str:
        """Return the number as the last entry writes it that writes just this one."""
        for place in reversed(entries):
            act = self._act(place)
            running = getattr(act, "running", None) or getattr(act, "first", None)
            number = getattr(act, "number", None)
            if number and running == self._found.running and act.act != "transcribed":
                return str(number)
        return self._found.number

    def _keys(self) -> tuple[KeyProof, ...]:
        """Return the keys of the register, each later one with what shows its succession."""
        first = str(getattr(self._act(0), "key", ""))
        if self._note.verified_by(VerifierKey.parse(first)):
            return (KeyProof(key=first),)
        return succession.shown(self._reader, self._sealed.size)

    def _entry(self, place: int, size: int) -> Placed:
        body = self._reader.entry(place).decode()
        return Placed(leaf=body, index=place, path=merkle.inclusion(place, size, self._nodes))

    def _act(self, place: int) -> Act:
        return read(self._reader.entry(place), place)


def _placed(index: int, leaves: Sequence[bytes]) -> Placed | None:
    """Return a leaf among others with its path; None if there is none of that index."""
    if not 0 <= index < len(leaves):
        return None
    path = merkle.inclusion_path(index, [leaf_hash(leaf) for leaf in leaves])
    return Placed(leaf=leaves[index].decode(), index=index, path=path)
