"""A register in memory: turns acts into signed checkpoints and proofs of numbers, honest or not.

Its keys come from fixed seeds and its clock stands still, so that it always says the same. Unlike
the real register it lets anybody overwrite entries, leaves and signatures: the bad cases of
tests/proofs need a register that lies.
"""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from registry.canonical import canonical
from registry.checkpoint import Checkpoint
from registry.keys import origin_of
from registry.merkle import Nodes, inclusion, inclusion_path, leaf_hash, node_hash, tree_root
from registry.note import Note, SignerKey, encoded
from registry.states import EMPTY, HEIGHT, SIZE

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
STATES = {"restored": "lost"}
LETTERS, ORDERS = "sent/ตก 0132/2563", "orders/ตก 0132/2563"
RECEIVED, CIRCULARS = "received/ตก 0132/2563", "circulars/ตก 0132/2563"
OLDER, SHARED = "sent/ตก 0132/2562", "sent/ตก 0132.003/2563"
OTHER = "sent/วธ 0201/2563"

Proof = dict[str, Any]


def signer(seed: str, name: str = "") -> SignerKey:
    """Return the key of a seed; without a name it is the first key of a register."""
    secret = sha256(f"saraban test key {seed}".encode()).digest()
    public = SignerKey(name="unnamed", seed=secret).verifier.public
    return SignerKey(name=name or origin_of(public), seed=secret)


class Register:
    """A register whose entries and leaves are open to everybody."""

    def __init__(self, seed: str = "office") -> None:
        self.key = signer(seed)
        self.origin = self.key.name
        self.now = NOW
        self.entries: list[bytes] = []
        self.leaves: dict[str, dict[int, bytes]] = {}
        self.series_leaves: dict[str, bytes] = {}
        self.keys: list[Proof] = [{"key": str(self.key.verifier)}]
        self.log("founded", office_name="สำนักงานตัวอย่าง", code="ตก 0132", key=self.keys[0]["key"])

    def log(self, act: str, **fields: Any) -> int:
        """Add an entry and set the numbers that it touches; return its place."""
        place = len(self.entries)
        entry = {
            "act": act,
            "at": self.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "by": "สมศรี",
            "entry": place,
            "office": self.origin,
            **fields,
        }
        self.entries.append(canonical(entry))
        state = STATES.get(act, act)
        if act == "transcribed" and fields["state"] == "voided":
            state = "voided"
        for block in fields.get("lost", [fields]):
            first = block.get("running", block.get("first"))
            if "series" in block and act != "printed":
                for running in range(first, block.get("last", first) + 1):
                    self._touch(block["series"], running, state, place)
        return place

    def _touch(self, series: str, running: int, state: str, place: int) -> None:
        leaves = self.leaves.setdefault(series, {})
        before = json.loads(leaves[running])["entries"] if running in leaves else []
        leaves[running] = number_leaf(series, running, state, [*before, place])

    def rotate(self, seed: str) -> None:
        """Change the key by an entry that a checkpoint of the old key shows."""
        key = signer(seed, self.origin)
        place = self.log("rotated", key=str(key.verifier), reason="ครบรอบปี")
        rotation = self.placed(self.entries, place)
        checkpoint = self.note((self.key, key))
        self.keys.append({"key": str(key.verifier), "rotation": rotation, "checkpoint": checkpoint})
        self.key = key

    def names(self) -> list[str]:
        """Return the series in the order of their tree."""
        return sorted(self.leaves, key=str.encode)

    def series_tree(self) -> list[bytes]:
        """Return the leaves of the tree of series."""
        return [
            self.series_leaves.get(name)
            or canonical({"root": encoded(self.nodes(name)(HEIGHT, 0)), "series": name})
            for name in self.names()
        ]

    def nodes(self, series: str) -> Nodes:
        """Return the nodes of the tree of a series' numbers."""
        levels = [{n: leaf_hash(leaf) for n, leaf in self.leaves[series].items()}]
        for level in range(HEIGHT):
            row, empty = levels[-1], EMPTY[level]
            levels.append(
                {
                    above: node_hash(row.get(2 * above, empty), row.get(2 * above + 1, empty))
                    for above in {position >> 1 for position in row}
                }
            )

        def node(level: int, position: int) -> bytes:
            return levels[level].get(position, EMPTY[level])

        return node

    def text(self, **changed: Any) -> str:
        """Return the text of the checkpoint as it stands now."""
        series = self.series_tree()
        facts: dict[str, Any] = {
            "origin": self.origin,
            "size": len(self.entries),
            "root": tree_root([leaf_hash(entry) for entry in self.entries]),
            "numbers_count": len(series),
            "numbers_root": tree_root([leaf_hash(leaf) for leaf in series]),
            "time": self.now,
        }
        return Checkpoint(**{**facts, **changed}).text()

    def note(
        self, signers: tuple[SignerKey, ...] = (), witnesses: tuple[SignerKey, ...] = ()
    ) -> str:
        """Return a signed checkpoint; by the key in use, if no others are given."""
        text, seen = self.text(), int(self.now.timestamp()) + 60
        lines = [key.sign(text) for key in signers or (self.key,)]
        lines += [key.cosign(text, seen) for key in witnesses]
        return str(Note(text=text, signatures=tuple(lines)))

    @staticmethod
    def placed(leaves: list[bytes], index: int) -> Proof:
        """Return a leaf with its place and its path."""
        path = inclusion_path(index, [leaf_hash(leaf) for leaf in leaves])
        return {"leaf": leaves[index].decode(), "index": index, "path": list(map(encoded, path))}

    def prove(self, series: str, running: int, number: str) -> Proof:
        """Return the proof of what a number is now."""
        leaf = self.leaves.get(series, {}).get(running, b"")
        said: Proof = json.loads(leaf) if leaf else {"entries": [], "state": "never_given"}
        return self.show(series, running, number, state=said["state"], places=said["entries"])

    def show(
        self, series: str, running: int, number: str, *, state: str, places: list[int]
    ) -> Proof:
        """Return the proof of a claim, true or not."""
        proof: Proof = {
            "format": "saraban-number-proof/1",
            "number": number,
            "series": series,
            "running": running,
            "state": state,
            "checkpoint": self.note(),
            "keys": deepcopy(self.keys),
        }
        if series in self.leaves:
            leaf, path = self.leaves[series].get(running, b""), self.nodes(series)
            hashes = list(map(encoded, inclusion(running, SIZE, path)))
            proof["series_leaf"] = self.placed(self.series_tree(), self.names().index(series))
            proof["number_leaf"] = {"leaf": leaf.decode(), "path": hashes}
        else:
            proof["neighbours"] = self.neighbours(series)
        proof["entries"] = [self.placed(self.entries, place) for place in places]
        return proof

    def neighbours(self, series: str) -> Proof:
        """Return the series before and after a name."""
        leaves, names = self.series_tree(), self.names()
        after = sum(name.encode() < series.encode() for name in names)
        return {
            "before": self.placed(leaves, after - 1) if after else None,
            "after": self.placed(leaves, after) if after < len(names) else None,
        }


def number_leaf(series: str, running: Any, state: str, entries: Any) -> bytes:
    """Return what a number holds in its series' tree."""
    return canonical({"entries": entries, "running": running, "series": series, "state": state})


def usual(seed: str = "office") -> Register:
    """Return a register in which everything happened that can happen to a number."""
    register = Register(seed)
    letter = {"series": LETTERS, "kind": "memo", "subject": "ขออนุญาตเผยแพร่ข้อมูล"}
    older = {"series": OLDER, "book": "sent", "row": "๑๒", "subject": "ทะเบียนเดิม"}
    for running, number in ((31, "ตก ๐๑๓๒/๓๑"), (32, "ตก ๐๑๓๒/๓๒")):
        register.log("issued", running=running, number=number, **letter)
    held = {"series": LETTERS, "first": 33, "last": 35, "number": "ตก ๐๑๓๒/๓๓"}
    register.log("reserved", reason="ประชุมด่วน", until="2026-12-31", **held)
    register.log("issued", running=33, number="ตก ๐๑๓๒/๓๓", **letter)
    void = {"series": LETTERS, "running": 33, "number": "ตก ๐๑๓๒/๓๓", "of": 4}
    register.log("voided", reason="พิมพ์ผิด", **void)
    register.log("received", series=RECEIVED, running=1, number="๑", subject="แจ้งเวียน")
    register.log("issued", series=ORDERS, running=1, number="๑/๒๕๖๓", subject="แต่งตั้งคณะกรรมการ")
    register.log("transcribed", running=40, number="ตก ๐๑๓๒/๔๐", state="issued", **older)
    register.log("transcribed", running=41, number="ตก ๐๑๓๒/๔๑", state="voided", **older)
    lost = [{"series": LETTERS, "first": 36, "last": 37}]
    register.log("restored", size=9, lost=lost, reason="ดิสก์เสีย")
    register.log("issued", series=CIRCULARS, running=1, number="ตก ๐๑๓๒/ว ๑", subject="แจ้งเวียน")
    register.log("issued", series=SHARED, running=5, number="ตก ๐๑๓๒.๐๐๓/ว ๕", subject="แจ้งเวียน")
    register.log("printed", of=1, files=[])
    register.log("issued", series=OTHER, running=9, number="วธ ๐๒๐๑/๙", subject="แจ้งเวียน")
    return register
