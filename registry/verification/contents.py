"""Step 6: the content that entries name is there, is what they name, and says what they say.

What entries name is kept in a compact form, sorted by the first byte of its SHA-256, so that all
content is then read once, in the order in which it lies.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from registry.acts import Issued, Printed
from registry.errors import RegisterError
from registry.finding import Place
from registry.keeping.acts import Disposed
from registry.verification import frozen
from registry.verification.naming import CONTENT, about
from registry.verification.reading import say_unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from registry.acts import Act
    from registry.store import Examiner
    from registry.verification.findings import Findings

_SHA, _PLACE = 32, 8
_GROUPS = 256


class Contents:
    """The content that entries have named so far, and what was disposed of.

    `recall` returns the act at a place once more, None if it cannot be read.
    """

    def __init__(
        self, examiner: Examiner, findings: Findings, recall: Callable[[int], Act | None]
    ) -> None:
        self._examiner = examiner
        self._findings = findings
        self._recall = recall
        self._named = [bytearray() for _ in range(_GROUPS)]
        self._claims = frozen.Claims()
        self._said: dict[str, list[tuple[int, ...]]] = {}
        self._disposed: set[int] = set()
        self._erased: dict[str, int] = {}
        self.count = 0

    def see(self, place: int, act: Act) -> None:
        """Take up what an entry says of content."""
        if isinstance(act, Issued):
            self._claims.see(place, act)
        elif isinstance(act, Disposed):
            self._disposed.update(act.entries)
            self._erased.update(dict.fromkeys(act.erased, place))
        for _, digest in act.contents():
            raw = bytes.fromhex(digest)
            self._named[raw[0]] += raw + place.to_bytes(_PLACE, "big")

    def finish(self, tell: Callable[[int, int], None]) -> None:
        """Read all content, and say what is missing, changed, superfluous or contradictory."""
        stored = groupby(self._stored(), key=lambda each: int(each[0][:2] or "0", 16))
        ahead = next(stored, None)
        for group in range(_GROUPS):
            tell(group, _GROUPS)
            owners, self._said = self._take(group)
            while ahead and ahead[0] <= group:
                for digest, body in ahead[1]:
                    self._examine(digest, body, owners.pop(digest, []))
                ahead = next(stored, None)
            for digest, places in owners.items():
                self._look_again(digest, places)
        self._say_loose()

    def _take(self, group: int) -> tuple[dict[str, list[int]], dict[str, list[tuple[int, ...]]]]:
        """Return which entries name content, and what they say of records; forget both."""
        named, self._named[group] = self._named[group], bytearray()
        owners: dict[str, list[int]] = {}
        step = _SHA + _PLACE
        for at in range(0, len(named), step):
            place = int.from_bytes(named[at + _SHA : at + step], "big")
            owners.setdefault(named[at : at + _SHA].hex(), []).append(place)
        return owners, self._claims.take(group)

    def _stored(self) -> Iterator[tuple[str, bytes | None]]:
        try:
            yield from self._examiner.stored()
        except RegisterError as error:
            say_unreadable(self._findings, "content", error)

    def _look_again(self, digest: str, owners: list[int]) -> None:
        """Ask for content by name that was not met; a damaged table may hide what is there."""
        try:
            body = self._examiner.content(digest)
        except RegisterError as error:
            say_unreadable(self._findings, f"content {digest}", error)
            return
        if body is None:
            self._say_missing(digest, owners)
        else:
            self._examine(digest, body, owners)

    def _examine(self, digest: str, body: bytes | None, owners: list[int]) -> None:
        self.count += 1
        found = self._examiner.filed(digest) if body is None else sha256(body).hexdigest()
        if found is None:
            self._say_missing(digest, owners)
        elif not owners:
            code = "content_unnamed" if found == digest else "content_misnamed"
            self._findings.add(code, Place(file=f"{CONTENT}/{digest}"), sha256=digest, found=found)
        elif found != digest:
            self._say(digest, owners, "content_changed", found=found)
        elif self._rightly_gone(digest, owners):
            self._findings.add("content_remains", sha256=digest, entry=self._erased[digest])
        elif digest in self._said:
            self._compare(digest, body)

    def _compare(self, digest: str, body: bytes | None) -> None:
        data = (self._examiner.content(digest) if body is None else body) or b""
        for place in frozen.contradicted(data, self._said[digest]):
            act = self._recall(place)
            if isinstance(act, Issued):
                frozen.explain(act, data, self._findings)

    def _rightly_gone(self, digest: str, owners: list[int]) -> bool:
        """Say whether content was erased and all that named it is disposed of."""
        return digest in self._erased and all(map(self._is_disposed, owners))

    def _is_disposed(self, place: int) -> bool:
        if place in self._disposed:
            return True
        act = self._recall(place)
        return isinstance(act, Printed) and act.of in self._disposed

    def _say_missing(self, digest: str, owners: list[int]) -> None:
        if not owners:
            self._findings.add("content_vanished", sha256=digest)
        elif not self._rightly_gone(digest, owners):
            self._say(digest, owners, "content_missing")

    def _say(self, digest: str, owners: list[int], code: str, **facts: str) -> None:
        owner = next((place for place in owners if not self._is_disposed(place)), owners[0])
        act = self._recall(owner)
        names = [name for name, named in act.contents() if named == digest] if act else []
        facts |= {"name": names[0] if names else "—", "sha256": digest, "about": about(act)}
        place = Place(entry=owner, file=f"{CONTENT}/{digest}")
        self._findings.add(code, place, entry=owner, **facts)

    def _say_loose(self) -> None:
        try:
            for name in self._examiner.loose():
                self._findings.in_file("content_loose", f"{CONTENT}/{name}")
        except RegisterError as error:
            say_unreadable(self._findings, "content", error)
