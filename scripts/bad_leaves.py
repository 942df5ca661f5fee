"""Bad proofs of numbers: wrong leaves (steps 5 and 6), entries (7) and spellings (8)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bad_proofs import ISSUED, NEVER, VOIDED, case, edited, proof_of
from proof_register import CIRCULARS, LETTERS, ORDERS, RECEIVED, SHARED, Proof, number_leaf, usual

from registry.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from good_proofs import Case

RUNNING = 33
RESERVED, MADE, CANCELLED = 3, 4, 5
"""The places of the three entries about number 33."""


def bad_numbers() -> Iterator[Case]:
    """Yield proofs whose number's leaf is not in the series' tree at its place (step 5)."""
    voided, issued, never = (proof_of(number) for number in (VOIDED, ISSUED, NEVER))
    path, leaf = "number_leaf.path", "number_leaf.leaf"
    for name, says, proof in (
        ("number_path_changed", "one hash is another",
         edited(voided, f"{path}.3", issued["number_leaf"]["path"][0])),
        ("number_path_short", "one hash less", edited(voided, path, lambda it: it[:-1])),
        ("number_path_long", "one hash more", edited(voided, path, lambda it: [*it, it[-1]])),
        ("number_path_swapped", "two hashes swapped",
         edited(voided, path, lambda it: [it[1], it[0], *it[2:]])),
        ("number_path_empty", "no hash", edited(voided, path, [])),
        ("number_of_neighbour", "what number 32 holds",
         {**voided, "number_leaf": issued["number_leaf"]}),
        ("number_moved", "number 32 claims what 33 holds", {**voided, "running": 32}),
        ("leaf_emptied", "as if it was never given", _emptied(voided)),
        ("leaf_filled", "as if it was issued",
         edited(never, leaf, number_leaf(LETTERS, 38, "issued", [1]).decode())),
        ("leaf_state_changed", "issued instead of voided",
         edited(voided, leaf, lambda it: it.replace("voided", "issued"))),
        ("leaf_entry_left_out", "the void is left out of the leaf",
         edited(voided, leaf, lambda it: it.replace(",5]", "]"))),
    ):  # fmt: skip
        yield case(name, 5, says, proof)


def _emptied(proof: Proof) -> Proof:
    empty = edited(proof, "number_leaf.leaf", "")
    return {**empty, "state": "never_given", "entries": []}


def bad_states() -> Iterator[Case]:
    """Yield proofs whose leaf does not say what they claim (step 6)."""
    voided, issued, never = (proof_of(number) for number in (VOIDED, ISSUED, NEVER))
    unknown = usual().prove("sent/ตก 0132/2561", 7, "ตก ๐๑๓๒/๗")
    for name, says, proof in (
        ("claims_issued", "it was voided", {**voided, "state": "issued"}),
        ("claims_never_given", "it was voided", {**voided, "state": "never_given"}),
        ("claims_voided", "it was issued", {**issued, "state": "voided"}),
        ("claims_reserved", "it was never given", {**never, "state": "reserved"}),
        (
            "claims_issued_in_unknown_series",
            "there is no such series",
            {**unknown, "state": "issued"},
        ),
    ):
        yield case(name, 6, says, proof)
    right: dict[str, Any] = {"running": RUNNING, "series": LETTERS, "state": "voided"}
    places = [RESERVED, MADE, CANCELLED]
    for name, says, leaf in (
        ("leaf_of_other_number", "it says 32, at place 33",
         {**right, "running": 32, "entries": places}),
        ("leaf_of_true", "true is no number", {**right, "running": True, "entries": places}),
        ("leaf_of_other_series", "it names the orders",
         {**right, "series": ORDERS, "entries": places}),
        ("leaf_of_no_state", "null", {**right, "state": None, "entries": places}),
        ("leaf_of_unknown_state", "no state that there is",
         {**right, "state": "forged", "entries": places}),
        ("leaf_never_given", "it is not empty",
         {**right, "state": "never_given", "entries": places}),
        ("leaf_field_missing", "no entries", right),
        ("leaf_field_unknown", "a field more", {**right, "entries": places, "note": ""}),
        ("leaf_entries_none", "no entry", {**right, "entries": []}),
        ("leaf_entries_unordered", "the latest first", {**right, "entries": places[::-1]}),
        ("leaf_entry_twice", "the same entry twice", {**right, "entries": [*places, CANCELLED]}),
        ("leaf_entry_true", "true is no place", {**right, "entries": [True, *places]}),
        ("leaf_entry_negative", "before the first", {**right, "entries": [-1, *places]}),
        ("leaf_entry_huge", "more than any register has", {**right, "entries": [*places, 10**20]}),
        ("leaf_list", "a list", places),
        ("leaf_nested", "deeper than anybody reads", {**right, "entries": _nested(30)}),
    ):  # fmt: skip
        state = "never_given" if name == "leaf_never_given" else "voided"
        yield case(name, 6, f"{says}; but signed so", _with_leaf(canonical(leaf), state))
    plain = number_leaf(LETTERS, RUNNING, "voided", places)
    for name, says, body in (
        ("leaf_spaced", "not canonical: a space", plain.replace(b",", b", ", 1)),
        ("leaf_escaped", "not canonical: \\u0e15 for ต",
         plain.replace("ต".encode(), b"\\u0e15", 1)),
        ("leaf_unordered", "not canonical: the fields",
         b'{"state":"voided",' + plain[1:].replace(b',"state":"voided"', b"")),
        ("leaf_field_twice", "two states", plain[:-1] + b',"state":"voided"}'),
        ("leaf_minus_zero", "-0", plain.replace(b"[3", b"[-0,3")),
        ("leaf_exponent", "33e0", plain.replace(b":33,", b":33e0,")),
        ("leaf_cut", "no bracket at its end", plain[:-1]),
    ):  # fmt: skip
        yield case(name, 6, f"{says}; but signed so", _with_leaf(body))


def _nested(depth: int) -> list[Any]:
    value: list[Any] = [RESERVED]
    for _ in range(depth):
        value = [value]
    return value


def _with_leaf(leaf: bytes, state: str = "voided") -> Proof:
    """Return the proof of a register which holds this leaf for number 33."""
    register = usual()
    register.leaves[LETTERS][RUNNING] = leaf
    places = [RESERVED, MADE, CANCELLED]
    return register.show(LETTERS, *VOIDED, state=state, places=places)


def bad_entries() -> Iterator[Case]:
    """Yield proofs whose entries are not those of the log about the number (step 7)."""
    voided, never, other = proof_of(VOIDED), proof_of(NEVER), proof_of(ISSUED)["entries"][0]
    for name, says, proof in (
        ("void_left_out", "the last entry is not shown",
         edited(voided, "entries", lambda it: it[:-1])),
        ("reservation_left_out", "the first entry is not shown",
         edited(voided, "entries", lambda it: it[1:])),
        ("entries_left_out", "no entry is shown", edited(voided, "entries", [])),
        ("entries_swapped", "the void before the issue",
         edited(voided, "entries", lambda it: [it[0], it[2], it[1]])),
        ("entry_twice", "the void twice", edited(voided, "entries", lambda it: [*it, it[2]])),
        ("entry_exchanged", "an entry about number 32", edited(voided, "entries.1", other)),
        ("entry_exchanged_at_its_place", "the same, under the right index",
         edited(voided, "entries.1", {**other, "index": MADE})),
        ("entry_changed", "another reason",
         edited(voided, "entries.2.leaf", lambda it: it.replace("ผิด", "ถูก"))),
        ("entry_index_other", "another place", edited(voided, "entries.1.index", 1)),
        ("entry_path_short", "one hash less", edited(voided, "entries.1.path", lambda it: it[:-1])),
        ("entry_path_long", "one hash more",
         edited(voided, "entries.1.path", lambda it: [*it, it[0]])),
        ("entry_path_changed", "another hash",
         edited(voided, "entries.1.path.0", other["path"][0])),
        ("entry_of_never_given", "an entry about another number",
         edited(never, "entries", [other])),
        ("size_zero", "a checkpoint without entries", _signed(size=0)),
        ("size_too_small", "a checkpoint before the void", _signed(size=CANCELLED)),
        ("size_too_large", "a checkpoint of more entries than there are", _signed(size=99)),
    ):  # fmt: skip
        yield case(name, 7, says, proof)
    yield from _lying_entries()
    yield from _lying_states()


def _signed(**changed: Any) -> Proof:
    register = usual()
    text = register.text(**changed)
    return {**proof_of(VOIDED), "checkpoint": f"{text}\n{register.key.sign(text)}\n"}


def _lying_entries() -> Iterator[Case]:
    """Yield proofs of registers that have signed an entry which is not about the number."""
    name: str
    says: str
    fields: dict[str, Any]
    for name, says, fields in (
        ("entry_of_other_number", "it issues number 32", {"running": 32}),
        ("entry_of_text", "33 as text", {"running": "33"}),
        ("entry_of_other_series", "it issues an order", {"series": ORDERS}),
        ("entry_of_other_office", "it is of another log", {"office": "saraban/0123456789abcdef"}),
        ("entry_of_other_place", "it names another place", {"entry": 1}),
        ("entry_of_other_act", "it was printed", {"act": "printed"}),
        ("entry_of_no_act", "a list as the act", {"act": ["issued"]}),
        ("entry_of_exhaustive_number", "a number too large for JSON", {"copies": 10**20}),
        ("entry_nested", "deeper than anybody reads", {"attachments": _nested(30)}),
    ):
        yield case(name, 7, f"{says}; but signed so", _with_entry(MADE, fields))
    for name, says, fields in (
        ("reservation_of_other_numbers", "the block ends before", {"last": 32}),
        ("reservation_of_other_series", "a block of orders", {"series": ORDERS}),
        ("reservation_without_bounds", "no last number", {"last": None}),
        ("reservation_of_true", "true is no number", {"first": True}),
    ):
        yield case(name, 7, f"{says}; but signed so", _with_entry(RESERVED, fields))
    plain = usual().entries[MADE]
    for name, says, body in (
        ("entry_spaced", "not canonical: a space", plain.replace(b",", b", ", 1)),
        ("entry_of_two_acts", "a field twice", b'{"act":"printed",' + plain[1:]),
        ("entry_fraction", "a fraction", plain[:-1] + b',"z":1.5}'),
        ("entry_list", "a list", b"[" + plain + b"]"),
        ("entry_empty", "nothing", b""),
    ):
        register = usual()
        register.entries[MADE] = body
        yield case(name, 7, f"{says}; but signed so", proof_of(VOIDED, register))
    register = usual()
    entry = json.loads(register.entries[7])
    register.entries[7] = canonical({**entry, "running": True})
    proof = register.prove(ORDERS, 1, "๑/๒๕๖๓")
    yield case("entry_of_true", 7, "true is not 1; but signed so", proof)


def _with_entry(place: int, fields: dict[str, Any]) -> Proof:
    register = usual()
    entry = json.loads(register.entries[place])
    register.entries[place] = canonical({**entry, **fields})
    return proof_of(VOIDED, register)


def _lying_states() -> Iterator[Case]:
    """Yield proofs of registers whose leaf says another state than the last entry made."""
    for name, says, state, places in (
        ("void_hidden", "the leaf says issued, the last entry voided it", "issued", [3, 4, 5]),
        ("void_invented", "the leaf says voided, the last entry issued it", "voided", [3, 4]),
        ("issue_invented", "the leaf says issued, the entry reserved it", "issued", [3]),
        ("loss_invented", "the leaf says lost, the last entry voided it", "lost", [3, 4, 5]),
        ("printing_named", "the leaf names an entry about no number", "voided", [3, 4, 5, 13]),
    ):
        register = usual()
        register.leaves[LETTERS][RUNNING] = number_leaf(LETTERS, RUNNING, state, places)
        proof = register.show(LETTERS, *VOIDED, state=state, places=places)
        yield case(name, 7, f"{says}; but signed so", proof)
    for name, says, lost in (
        ("loss_of_other_numbers", "only 36 was lost",
         [{"series": LETTERS, "first": 36, "last": 36}]),
        ("loss_of_nothing", "nothing was lost", []),
        ("loss_of_text", "text instead of a list", "ทั้งหมด"),
        ("loss_of_text_in_list", "text instead of a block", ["ทั้งหมด"]),
    ):  # fmt: skip
        register = usual()
        entry = json.loads(register.entries[10])
        register.entries[10] = canonical({**entry, "lost": lost})
        proof = register.prove(LETTERS, 37, "ตก ๐๑๓๒/๓๗")
        yield case(name, 7, f"{says}; but signed so", proof)


def bad_spellings() -> Iterator[Case]:
    """Yield proofs which call the number by another name (step 8)."""
    register = usual()
    for name, says, series, running, number in (
        ("spelt_as_other_number", "32 instead of 33", LETTERS, 33, "ตก ๐๑๓๒/๓๒"),
        ("spelt_as_other_unit", "another office", LETTERS, 33, "ตก ๐๒๓๒/๓๓"),
        ("spelt_as_circular", "it was no circular", LETTERS, 33, "ตก ๐๑๓๒/ว ๓๓"),
        ("spelt_as_circular_never_given", "circulars have their own series",
         LETTERS, 38, "ตก ๐๑๓๒/ว ๓๘"),
        ("spelt_as_letter", "it is a circular", CIRCULARS, 1, "ตก ๐๑๓๒/๑"),
        ("spelt_as_order", "it is a letter", LETTERS, 33, "๓๓/๒๕๖๓"),
        ("spelt_as_letter_of_order", "it is an order", ORDERS, 1, "ตก ๐๑๓๒/๑"),
        ("spelt_with_other_year", "another year", ORDERS, 1, "๑/๒๕๖๔"),
        ("spelt_received_as_letter", "it came in", RECEIVED, 1, "ตก ๐๑๓๒/๑"),
        ("spelt_in_arabic_digits", "not as printed", LETTERS, 33, "ตก 0132/33"),
        ("spelt_with_zero", "a leading zero", LETTERS, 33, "ตก ๐๑๓๒/๐๓๓"),
        ("spelt_without_space", "not as printed", LETTERS, 33, "ตก๐๑๓๒/๓๓"),
        ("spelt_with_hidden_letter", "U+200B before the number", LETTERS, 33, "ตก ๐๑๓๒/\u200b๓๓"),
        ("spelt_as_other_circular", "6 instead of 5", SHARED, 5, "ตก ๐๑๓๒.๐๐๓/ว ๖"),
        ("spelt_as_unknown_series", "there is no such series, but another number",
         "sent/ตก 0132/2561", 7, "ตก ๐๑๓๒/๘"),
    ):  # fmt: skip
        yield case(name, 8, says, register.prove(series, running, number))
