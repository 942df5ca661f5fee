"""A storeroom for tests: records that were made, and the acts of keeping done to them in order.

Each method writes one act as the register would: asked of the keeper, carried as canonical bytes,
read back, replayed. Days are written 2568-02-10 in the Buddhist era, as on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from registry.acts import TIME, Act
from registry.entry import read, write
from registry.item import Item, State
from registry.keeping.acts import Decided, Disposed, Filed, Held, Lifted, Surveyed
from registry.keeping.filing import filed_line
from registry.keeping.keeper import check
from registry.keeping.replay import apply
from registry.keeping.state import NOTHING_KEPT, Keeping

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMITTEE = ("นางสาวแพรวา ใจซื่อ", "นายธนา มั่นคง", "นางอรุณี สุขใจ")
A, B, C, D = ("a" * 64, "b" * 64, "c" * 64, "d" * 64)


def day(text: str) -> date:
    """Return the day of 2568-02-10."""
    year, month, number = map(int, text.split("-"))
    return date(year - 543, month, number)


def record(entry: int, made: str = "2556-03-04", **fields: Any) -> Item:
    """Return a letter that was sent on a day."""
    year = int(made.split("-", maxsplit=1)[0])
    running = entry + 1
    facts: dict[str, Any] = {
        "entry": entry,
        "book": "sent",
        "unit": "ตก 0132",
        "year": year,
        "running": running,
        "number": f"ตก ๐๑๓๒/{running}",
        "state": State.ISSUED,
        "at": datetime(year - 543, 1, 1, tzinfo=UTC),
        "by": "แพรวา",
        "kind": "letter",
        "date": day(made),
        "subject": "ขอความอนุเคราะห์",
        "record": f"{entry:064x}",
    }
    return Item(**facts | fields)


@dataclass
class Storeroom:
    """The records by entry, their content, and what holds now; `log` is every act that was done."""

    items: dict[int, Item]
    named: dict[int, frozenset[str]]
    keeping: Keeping = NOTHING_KEPT
    log: list[Act] = field(default_factory=list)
    next: int = 1000

    @classmethod
    def of(cls, *items: Item) -> Storeroom:
        return cls(
            {item.entry: item for item in items},
            {item.entry: frozenset({item.record}) for item in items if item.record},
        )

    def draft(self, model: type[Act], on: str, **fields: Any) -> Act:
        """Return an act as it would be written on the day after that on which it happened."""
        at = datetime(*day(on).timetuple()[:3], 3, tzinfo=UTC) + timedelta(days=1)
        envelope = {"at": at.strftime(TIME), "by": "แพรวา", "entry": self.next, "office": "o"}
        act = write(model, **envelope, day=day(on).isoformat(), **fields)
        return read(act.body, self.next)

    def ask(self, model: type[Act], on: str, **fields: Any) -> None:
        """Ask whether an act may be done, and do nothing."""
        check(self.draft(model, on, **fields), self.keeping, self.items, self.named)

    def do(self, model: type[Act], on: str, **fields: Any) -> int:
        """Do an act, and return its place in the log."""
        act = self.draft(model, on, **fields)
        check(act, self.keeping, self.items, self.named)
        self.keeping = apply(act, self.keeping)
        self.log.append(act)
        self.next += 1
        return act.entry

    def file(self, *entries: int, on: str = "2557-01-10", reason: str = "", **fields: Any) -> int:
        lines = [filed_line(self.items[entry], **fields).model_dump() for entry in entries]
        return self.do(Filed, on, lines=lines, reason=reason)

    def hold(self, name: str, *entries: int, on: str = "2568-01-20") -> int:
        return self.do(Held, on, hold=name, reason="คดีหมายเลขดำที่ ๑/๒๕๖๘", entries=entries)

    def lift(self, name: str, on: str = "2568-01-21") -> int:
        return self.do(Lifted, on, hold=name, reason="คดีถึงที่สุด")

    def list(self, *entries: int, on: str = "2568-02-10", form: int = 25) -> int:
        return self.do(Surveyed, on, year=int(on[:4]), form=form, entries=entries)

    def decide(self, of: int, on: str, **decision: Any) -> int:
        return self.do(Decided, on, of=of, decision=decision)

    def committee(  # noqa: PLR0913 - a committee's report says as much
        self,
        of: int,
        destroy: Iterable[int],
        keep: dict[int, int] | None = None,
        *,
        on: str = "2568-02-20",
        members: Iterable[str] = COMMITTEE,
        dissent: Iterable[dict[str, Any]] = (),
    ) -> int:
        return self.decide(
            of,
            on,
            stage="committee",
            members=[{"name": name} for name in members],
            destroy=list(destroy),
            keep=[{"entry": entry, "until": until} for entry, until in (keep or {}).items()],
            dissent=list(dissent),
        )

    def head(self, of: int, *destroy: int, on: str = "2568-03-01") -> int:
        return self.decide(of, on, stage="head", name="นายสมชาย รักงาน", destroy=destroy)

    def sent(self, of: int, on: str = "2568-03-05") -> int:
        return self.decide(of, on, stage="sent", letter="ตก ๐๑๓๒/๙๙")

    def archives(self, of: int, *agreed: int, on: str = "2568-03-20", **fields: Any) -> int:
        return self.decide(of, on, stage="archives", agreed=agreed, **fields)

    def agreed_list(self, *entries: int) -> int:
        """Make a list to which everybody agreed."""
        of = self.list(*entries)
        self.committee(of, entries)
        self.head(of, *entries)
        self.sent(of)
        self.archives(of, *entries)
        return of

    def dispose(
        self, of: int, *entries: int, on: str = "2568-04-01", erased: Iterable[str] | None = None
    ) -> int:
        if erased is None:
            erased = (self.items[entry].record for entry in entries)
        fields = {"of": of, "entries": entries, "method": "เผา", "erased": sorted(erased)}
        return self.do(Disposed, on, **fields)
