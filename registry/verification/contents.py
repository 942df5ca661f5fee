"""Step 6: the content that entries name is there, is what they name, and says what they say.

What entries name is kept in a compact form, sorted by the first byte of its SHA-256, so that all
content is then read once, in the order in which it lies.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import groupby
from struct import Struct
from typing import TYPE_CHECKING, ClassVar

from registry.acts import Act, Issued, Printed
from registry.errors import RegisterError
from registry.finding import Place
from registry.keeping.acts import Disposed
from registry.verification import frozen
from registry.verification.naming import CONTENT, about
from registry.verification.reading import say_unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from registry.store import Examiner
    from registry.verification.findings import Findings

_NAMED = Struct(">32sq")
_GROUPS = 256


class Contents:
    """The content that entries have named so far, and what was disposed of.

    `recall` returns the act at a place once more, None if it cannot be read.
    """

    sees: ClassVar = (Act,)

    def __init__(
        self, examiner: Examiner, findings: Findings, recall: Callable[[int], Act | None]
    ) -> None:
        self._examiner = examiner
        self._findings = findings
        self._recall = recall
        self._named = [bytearray() for _ in range(_GROUPS)]
        self._claims = frozen.Claims()
        self._said: dict[bytes, list[frozen.Claim]] = {}
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
            self._named[raw[0]] += _NAMED.pack(raw, place)

    def finish(self, tell: Callable[[int, int], None]) -> None:
        """Read all content, and say what is missing, changed, superfluous or contradictory."""
        stored = groupby(self._stored(), key=lambda each: each[0][:1])
        ahead = next(stored, None)
        for group in range(_GROUPS):
            tell(group, _GROUPS)
            owners, self._said = self._take(group), self._claims.take(group)
            while ahead and ahead[0] <= bytes([group]):
                for digest, body in ahead[1]:
                    self._examine(digest, body, owners.pop(digest, []))
                ahead = next(stored, None)
            for digest, places in owners.items():
                self._look_again(digest, places)
        self._say_loose()

    def _take(self, group: int) -> dict[bytes, list[int]]:
        """Return which entries name content, and forget it."""
        named, self._named[group] = self._named[group], bytearray()
        owners: dict[bytes, list[int]] = {}
        for digest, place in _NAMED.iter_unpack(named):
            owners.setdefault(digest, []).append(place)
        return owners

    def _stored(self) -> Iterator[tuple[bytes, bytes | None]]:
        try:
            yield from self._examiner.stored()
        except RegisterError as error:
            say_unreadable(self._findings, "content", error)

    def _look_again(self, digest: bytes, owners: list[int]) -> None:
        """Ask for content by name that was not met; a damaged table may hide what is there."""
        try:
            body = self._examiner.content(digest.hex())
        except RegisterError as error:
            say_unreadable(self._findings, f"content {digest.hex()}", error)
            return
        if body is None:
            self._say_missing(digest.hex(), owners)
        else:
            self._examine(digest, body, owners)

    def _examine(self, digest: bytes, body: bytes | None, owners: list[int]) -> None:
        self.count += 1
        if owners and body is not None and sha256(body).digest() == digest:
            self._read(digest, body, owners)
            return
        name = digest.hex()
        found = self._examiner.filed(name) if body is None else sha256(body).hexdigest()
        if found is None:
            self._say_missing(name, owners)
        elif not owners:
            code = "content_unnamed" if found == name else "content_misnamed"
            self._findings.add(code, Place(file=f"{CONTENT}/{name}"), sha256=name, found=found)
        elif found != name:
            self._say(name, owners, "content_changed", found=found)
        else:
            self._read(digest, body, owners)

    def _read(self, digest: bytes, body: bytes | None, owners: list[int]) -> None:
        """Look at content that is what it should be."""
        if self._erased and self._rightly_gone(name := digest.hex(), owners):
            self._findings.add("content_remains", sha256=name, entry=self._erased[name])
        elif claims := self._said.get(digest):
            data = self._examiner.content(digest.hex()) if body is None else body
            self._compare(data or b"", claims)

    def _compare(self, data: bytes, claims: list[frozen.Claim]) -> None:
        for place in frozen.contradicted(data, claims):
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
