"""Views of the log: the books and the search, brought up to date whenever they are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.entry import KEEPINGS
from registry.items import SECRET, fold, masked, with_words
from registry.keeping.acts import Disposed
from registry.keeping.replay import replay, touched
from registry.keeping.state import NOTHING_KEPT, Keeping
from registry.ledger import read_act, read_acts
from registry.merkle import leaf_hash
from registry.sqlite.views import ViewStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from registry.acts import Act
    from registry.item import Item
    from registry.query import Query
    from registry.register import Register
    from registry.sqlite.search import Hit
    from registry.store import Reader

VIEWS = "views.db"
BATCH = 2_000


@dataclass(slots=True)
class _Storeroom:
    """How records are kept after the acts that were replayed so far."""

    replayed: tuple[int, ...] = ()
    now: Keeping = NOTHING_KEPT
    disposed: bool = False

    def keeping(self, places: list[int], reader: Reader) -> Keeping:
        """Return how records are kept after the acts in these places of the log."""
        known = len(self.replayed)
        if self.replayed != tuple(places[:known]):
            known, self.now = 0, NOTHING_KEPT
        self.now = replay((read_act(reader, place) for place in places[known:]), self.now)
        self.replayed = tuple(places)
        return self.now


@dataclass(frozen=True, slots=True)
class Views:
    """The books of a register."""

    register: Register
    store: ViewStore

    @classmethod
    def of(cls, register: Register, tell: Callable[[int, int], None] | None = None) -> Views:
        """Return the views of a register as its log stands now; `tell` hears done and all."""
        store = ViewStore.open((register.folder / VIEWS).resolve())
        views = cls(register, store)
        views.catch_up(tell)
        return views

    def rebuild(self, tell: Callable[[int, int], None] | None = None) -> int:
        """Forget the views and make them anew from the log; return how many entries were read."""
        with self.store.writing():
            self.store.clear()
        read = self.catch_up(tell)
        self.store.search.settle()
        return read

    def catch_up(self, tell: Callable[[int, int], None] | None = None) -> int:
        """Fold in what was entered since; return how many entries were read."""
        with self.register.store.reading() as reader:
            return self.follow(reader, tell)

    def follow(self, reader: Reader, tell: Callable[[int, int], None] | None = None) -> int:
        """Fold in all that a reader sees; return how many entries were read."""
        read, size, storeroom = 0, reader.size(), _Storeroom()
        while True:
            done = self._step(reader, size, storeroom)
            read += done
            if tell:
                tell(read, size)
            if done < BATCH:
                break
        if storeroom.disposed:
            self.store.scrub()
        return read

    def _step(self, reader: Reader, size: int, storeroom: _Storeroom) -> int:
        with self.store.writing():
            start = self._start(reader, size)
            stop = min(size, start + BATCH)
            keepings = []
            for act in read_acts(reader, start, stop):
                fold(act, self.store, reader.content)
                if isinstance(act, KEEPINGS):
                    keepings.append(act)
            self._keep(keepings, reader, storeroom)
            if stop > start:
                digest = leaf_hash(reader.entry(stop - 1))
                self.store.set_progress(self.register.origin, stop, digest)
        return stop - start

    def _keep(self, acts: Sequence[Act], reader: Reader, storeroom: _Storeroom) -> None:
        """Set on the lines how their records are kept after the acts."""
        for act in acts:
            self.store.keep_place(act.entry)
            storeroom.disposed |= isinstance(act, Disposed)
        keeping = storeroom.keeping(self.store.keeping_places(), reader) if acts else NOTHING_KEPT
        entries = sorted({entry for act in acts for entry in touched(act, keeping)})
        for line in self.store.of_entries(entries):
            self.store.change(with_words(keeping.on(line), reader.content))

    def _start(self, reader: Reader, size: int) -> int:
        """Return where to go on; from the beginning if the log is not the one that was read."""
        found = self.store.progress()
        if found is None:
            return 0
        origin, done, digest = found
        same = origin == self.register.origin and done <= size
        if same and leaf_hash(reader.entry(done - 1)) == digest:
            return done
        self.store.clear()
        return 0

    def keeping(self, reader: Reader | None = None) -> Keeping:
        """Return how each record is kept; a reader that is open already may be handed in."""
        if reader:
            return _Storeroom().keeping(self.store.keeping_places(), reader)
        with self.register.store.reading() as opened:
            return self.keeping(opened)

    def book(self, book: str, year: int | None) -> list[Item]:
        """Return the lines of a book; an open book shows nothing but the number of a secret."""
        base = book.removesuffix(SECRET)
        items = self.store.book(base, year)
        if book.endswith(SECRET):
            return [item for item in items if item.secrecy]
        return [masked(item) if item.secrecy else item for item in items]

    def find(self, query: Query, limit: int = 50, offset: int = 0) -> tuple[Hit, ...]:
        """Search the lines and the words of the records."""
        return self.store.search.find(query, limit, offset)

    def line_of(self, hit: Hit) -> Item:
        """Return the line that was found."""
        lines = self.store.of_entries([hit.entry])
        return next(line for line in lines if line.running == hit.running)

    def close(self) -> None:
        """Let them go."""
        self.store.close()
