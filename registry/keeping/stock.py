"""Stock (ของในห้องเก็บ): turns the whole log into what must be known before content is erased.

The views may be believed where a mistake can be mended. What was erased never comes back, so a
disposal asks the log itself. A log is long, so it is read in portions: all but the last before
the pen is taken, so that nobody waits for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from registry.items import fold
from registry.keeping.acts import MODELS
from registry.keeping.disposal import contents
from registry.keeping.replay import replay
from registry.ledger import read_acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.acts import Act
    from registry.item import Item
    from registry.keeping.state import Keeping
    from registry.store import Reader


@dataclass(slots=True)
class Stock:
    """What the log says of the records of some `entries`, and of all keeping and content.

    `items` are the lines of those entries, `named` is what `disposal.contents` finds in all.
    """

    entries: frozenset[int]
    items: dict[int, Item] = field(default_factory=dict)
    named: dict[int, frozenset[str]] = field(default_factory=dict)
    _acts: list[Act] = field(default_factory=list)
    _numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    _read: int = 0

    def follow(self, reader: Reader) -> None:
        """Read on, as far as a reader sees."""
        contents(self._folded(reader), self.named)
        self._read = reader.size()

    @property
    def keeping(self) -> Keeping:
        """What holds after all that was read."""
        return replay(self._acts)

    def own(self, keeping: Keeping) -> dict[int, frozenset[str]]:
        """Return the content that each of the entries names and no other record needs."""
        needed: set[str] = set()
        for entry, sha256s in self.named.items():
            if entry not in self.entries and keeping.of(entry).disposed is None:
                needed |= sha256s
        named = ((entry, self.named.get(entry, frozenset()) - needed) for entry in self.entries)
        return {entry: sha256s for entry, sha256s in named if sha256s}

    def at(self, series: str, running: int) -> Item | None:
        """Return the line of a number, if it is asked for."""
        entry = self._numbers.get((series, running))
        return None if entry is None else self.items[entry]

    def put(self, item: Item) -> None:
        """Set a line, if it is asked for."""
        if item.entry not in self.entries:
            return
        self.items[item.entry] = item
        if item.running is not None:
            base = item.book.partition("-")[0]
            self._numbers[f"{base}/{item.unit}/{item.year}", item.running] = item.entry

    def _folded(self, reader: Reader) -> Iterator[Act]:
        for act in read_acts(reader, self._read):
            fold(act, self, _no_words)
            if isinstance(act, MODELS):
                self._acts.append(act)
            yield act


def _no_words(_sha256: str) -> None:
    """Return no record: what its words are does not matter here."""
