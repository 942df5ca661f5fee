"""Bad proofs of numbers: each named by what is wrong with it, and the step that must find it.

A proof is bad in one of three ways: its file was damaged or written by another program, somebody
changed it on its way, or the register that signed it lies.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from good_proofs import Case, rotated
from proof_register import LETTERS, ORDERS, Proof, Register, usual

from registry.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VOIDED, ISSUED, NEVER = (33, "ตก ๐๑๓๒/๓๓"), (32, "ตก ๐๑๓๒/๓๒"), (38, "ตก ๐๑๓๒/๓๘")
KEY = str(usual().key.verifier)


def proof_of(number: tuple[int, str], register: Register | None = None) -> Proof:
    """Return the proof of a letter's number."""
    return (register or usual()).prove(LETTERS, *number)


def edited(proof: Proof, place: str, change: Any) -> Proof:
    """Return a proof with the value at a place (keys.0.key) changed, by a function or outright."""
    copy = deepcopy(proof)
    *way, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    inside: Any = copy
    for part in way:
        inside = inside[part]
    inside[last] = change(inside[last]) if callable(change) else change
    return copy


def without(proof: Proof, *names: str) -> Proof:
    """Return a proof without some of its fields."""
    return {name: value for name, value in proof.items() if name not in names}


def spelt(proof: Any) -> bytes:
    """Return JSON as it is, right or wrong."""
    return json.dumps(proof, ensure_ascii=False, indent=1).encode() + b"\n"


def lying(change: Callable[[Register], object], number: tuple[int, str] = VOIDED) -> Proof:
    """Return the proof of a register that was changed, and then signed."""
    register = usual()
    change(register)
    return proof_of(number, register)


def case(name: str, step: int, says: str, proof: Proof | bytes, **given: Any) -> Case:
    """Return a bad case; the first key is given, unless another or none is."""
    data = proof if isinstance(proof, bytes) else spelt(proof)
    return Case(name=name, step=step, says=says, data=data, **{"key": KEY, **given})


def bad_files() -> Iterator[Case]:
    """Yield files that do not have the form of a proof (step 1)."""
    whole = spelt(proof_of(VOIDED))
    text = whole.decode()
    for name, says, data in (
        ("empty_file", "there is nothing in it", b""),
        ("truncated", "the file was cut off", whole[: len(whole) // 2]),
        ("not_json", "a page of the web instead", b"<!doctype html><title>404</title>\n"),
        ("json_list", "a list instead of an object", b"[" + whole + b"]"),
        ("text_after_the_end", "something follows the object", whole + b"{}"),
        ("byte_order_mark", "U+FEFF stands before it", b"\xef\xbb\xbf" + whole),
        ("utf_16", "another encoding", text.encode("utf-16")),
        ("tis_620", "the old Thai encoding", text.replace("—", "-").encode("tis-620", "replace")),
        ("field_twice", "two states", whole.replace(b'"state"', b'"state": "issued", "state"', 1)),
        ("index_twice", "two indexes", whole.replace(b'"index"', b'"index": 0, "index"', 1)),
        ("not_a_number", "NaN", whole.replace(b'"running": 33', b'"running": NaN')),
        ("fraction", "33.0", whole.replace(b'"running": 33', b'"running": 33.0')),
        ("exponent", "33e0", whole.replace(b'"running": 33', b'"running": 33e0')),
        ("huge_number", "5000 digits", whole.replace(b": 33", b": " + b"9" * 5000, 1)),
        ("deep_nesting", "5000 brackets", b'{"format": ' + b"[" * 5000 + b"]" * 5000 + b"}"),
        ("surrogate", "no letter", whole.replace('"ตก ๐๑๓๒/๓๓"'.encode(), b'"\\ud800"', 1)),
    ):
        yield case(name, 1, says, data)


def bad_fields() -> Iterator[Case]:
    """Yield proofs with wrong fields (step 1)."""
    voided, unknown = proof_of(VOIDED), usual().prove("orders/ตก 0199/2563", 1, "๑/๒๕๖๓")
    path = "number_leaf.path"
    for name, says, proof in (
        ("other_format", "a later version", edited(voided, "format", "saraban-number-proof/2")),
        ("field_missing", "no entries", without(voided, "entries")),
        ("field_unknown", "a field that no proof has", {**voided, "comment": "จริง"}),
        ("neither_series_nor_neighbours", "no series",
         without(voided, "series_leaf", "number_leaf")),
        ("series_and_neighbours", "both", {**voided, "neighbours": unknown["neighbours"]}),
        ("neighbours_with_number_leaf", "a leaf of no series",
         {**unknown, "number_leaf": voided["number_leaf"]}),
        ("series_leaf_null", "null instead of absent", {**unknown, "series_leaf": None}),
        ("one_neighbour_missing", "no after",
         edited(unknown, "neighbours", lambda it: {"before": it["before"]})),
        ("state_unknown", "a state that no number has", edited(voided, "state", "forged")),
        ("state_list", "a list as the state", edited(voided, "state", ["voided"])),
        ("running_text", "33 as text", edited(voided, "running", "33")),
        ("running_zero", "numbers begin at 1", edited(voided, "running", 0)),
        ("running_too_high", "ten digits", edited(voided, "running", 2**30)),
        ("running_true", "true is no number", edited(voided, "running", change=True)),
        ("index_negative", "before the first", edited(voided, "entries.0.index", -1)),
        ("index_true", "true is no number", edited(voided, "series_leaf.index", change=True)),
        ("series_malformed", "no year", edited(voided, "series", "sent/ตก 0132")),
        ("series_line_feed", "a line feed at its end", edited(voided, "series", LETTERS + "\n")),
        ("series_thai_year", "Thai digits", edited(voided, "series", "sent/ตก 0132/๒๕๖๓")),
        ("number_empty", "no number", edited(voided, "number", "")),
        ("number_long", "more than any number has", edited(voided, "number", "๓" * 101)),
        ("path_not_base64", "brackets", edited(voided, f"{path}.0", "(" * 44)),
        ("path_hash_short", "31 bytes", edited(voided, f"{path}.0", "A" * 40 + "AA==")),
        ("path_misspelt", "the last letter may end in other bits",
         edited(voided, f"{path}.29", lambda it: it[:-2] + chr(ord(it[-2]) + 1) + "=")),
        ("path_unpadded", "no = at the end", edited(voided, f"{path}.0", lambda it: it[:-1])),
        ("path_endless", "more than any tree has", edited(voided, path, lambda it: it * 3)),
        ("keys_empty", "no key", edited(voided, "keys", [])),
        ("key_first_with_rotation", "nothing comes before it",
         edited(voided, "keys", proof_of(NEVER, rotated(1))["keys"][1:])),
        ("key_later_without_rotation", "nothing shows where it comes from",
         edited(voided, "keys", lambda it: it * 2)),
        ("entries_object", "an object instead of a list", edited(voided, "entries", {})),
        ("leaf_null", "null as a leaf", edited(voided, "entries.0.leaf", None)),
    ):  # fmt: skip
        yield case(name, 1, says, proof)


def bad_series() -> Iterator[Case]:
    """Yield proofs whose series is not as shown (step 4)."""
    voided = proof_of(VOIDED)
    order = usual().prove(ORDERS, 1, "๑/๒๕๖๓")
    later = usual()
    later.log("issued", series=LETTERS, running=38, number="ตก ๐๑๓๒/๓๘", subject="ต่อมา")
    spaced = canonical({"root": "", "series": LETTERS}).replace(b",", b", ")
    extra = json.loads(voided["series_leaf"]["leaf"])
    for name, says, proof in (
        ("series_root_wrong", "another root of its numbers",
         edited(voided, "series_leaf.leaf", lambda it: it.replace('"root":"', '"root":"A', 1))),
        ("series_later", "as it became after the checkpoint",
         {**voided, "series_leaf": proof_of(VOIDED, later)["series_leaf"]}),
        ("series_other", "another series", {**voided, "series_leaf": order["series_leaf"]}),
        ("series_index_wrong", "another place",
         edited(voided, "series_leaf.index", lambda it: it - 1)),
        ("series_index_beyond", "beyond the tree", edited(voided, "series_leaf.index", 64)),
        ("series_path_short", "one hash less",
         edited(voided, "series_leaf.path", lambda it: it[:-1])),
        ("series_path_long", "one hash more",
         edited(voided, "series_leaf.path", lambda it: [*it, it[-1]])),
        ("series_path_swapped", "two hashes swapped",
         edited(voided, "series_leaf.path", lambda it: it[::-1])),
        ("series_leaf_spaced", "not canonical, but signed so",
         lying(lambda it: it.series_leaves.update({LETTERS: spaced}))),
        ("series_leaf_extra", "a field more, but signed so",
         lying(lambda it: it.series_leaves.update({LETTERS: canonical({**extra, "note": ""})}))),
        ("series_root_short", "31 bytes, but signed so",
         lying(lambda it: it.series_leaves.update(
             {LETTERS: canonical({"root": "A" * 40 + "AA==", "series": LETTERS})}))),
        ("size_of_numbers_zero", "a checkpoint without any series", _without_series(voided)),
    ):  # fmt: skip
        yield case(name, 4, says, proof)
    yield from _bad_neighbours()


def _without_series(proof: Proof) -> Proof:
    register = usual()
    text = register.text(numbers_count=0)
    return {**proof, "checkpoint": f"{text}\n{register.key.sign(text)}\n"}


def _bad_neighbours() -> Iterator[Case]:
    register = usual()
    names, tree = register.names(), register.series_tree()

    def at(index: int) -> Proof:
        return register.placed(tree, index)

    def around(before: Proof | None, after: Proof | None, series: str = names[2]) -> Proof:
        proof = register.prove("sent/ตก 0132/2561", 7, "ตก ๐๑๓๒/๗")
        return {**proof, "series": series, "neighbours": {"before": before, "after": after}}

    last, unknown = len(names) - 1, "sent/ตก 0132/2561"
    place = sum(name.encode() < unknown.encode() for name in names)
    low, high = at(place - 1), at(place)
    fresh = Register("new office")
    text = fresh.text(numbers_root=bytes(32))
    empty = {
        **fresh.prove(LETTERS, 1, "ตก ๐๑๓๒/๑"),
        "checkpoint": f"{text}\n{fresh.key.sign(text)}\n",
    }
    for name, says, proof in (
        ("series_hidden", "the neighbours of a series that is there", around(at(1), at(3))),
        ("series_is_a_neighbour", "the series itself as its neighbour", around(at(1), at(2))),
        ("neighbours_apart", "one series is left out between them",
         around(at(place - 2), high, unknown)),
        ("neighbours_swapped", "after before before", around(high, low, unknown)),
        ("neighbours_elsewhere", "adjacent, but the name lies elsewhere",
         around(at(0), at(1), unknown)),
        ("neighbours_index_moved", "another index",
         around(edited(low, "index", place - 2), high, unknown)),
        ("neighbour_before_missing", "null, but it is not the first", around(None, high, unknown)),
        ("neighbour_after_missing", "null, but it is not the last", around(low, None, unknown)),
        ("neighbour_changed", "its root was changed",
         around(edited(low, "leaf", lambda it: it.replace('":"', '":"A', 1)), high, unknown)),
        ("neighbours_none", "null twice, but there are series", around(None, None, unknown)),
        ("neighbour_past_the_end", "the last, with nothing after", around(at(last), None, unknown)),
    ):  # fmt: skip
        yield case(name, 4, says, proof)
    key = str(fresh.key.verifier)
    yield case("no_series_but_a_root", 4, "no series, but not the root of nothing", empty, key=key)
