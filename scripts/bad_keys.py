"""Bad proofs of numbers: wrong keys (step 2), wrong signatures and checkpoints (step 3)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from bad_proofs import KEY, NEVER, VOIDED, case, edited, proof_of
from good_proofs import WITNESSES, Case, rotated, witnessed
from proof_register import NOW, Proof, Register, signer, usual

from registry.keys import origin_of
from registry.note import Note, Signature, SignerKey, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19
BASE_POINT = bytes.fromhex("58" + "66" * 31)
OFFICE, STRANGER = signer("office"), signer("stranger")


def key_text(public: bytes, kind: int = 1, name: str = "") -> str:
    """Return the text of a key, also of one that nobody can have."""
    name, material = name or origin_of(public), bytes([kind]) + public
    key_id = sha256(name.encode() + b"\n" + material).digest()[:4]
    return f"{name}+{key_id.hex()}+{encoded(material)}"


def forged(public: bytes) -> Proof:
    """Return a proof that nobody signed, under a key for which any text can seem to be signed."""
    register = usual()
    register.origin = origin_of(public)
    key = key_text(public)
    signature = Signature(
        name=register.origin,
        key_id=bytes.fromhex(key.split("+")[1]),
        data=BASE_POINT + (1).to_bytes(32, "little"),
    )
    proof = {**proof_of(VOIDED, register), "keys": [{"key": key}]}
    return {**proof, "checkpoint": str(Note(text=register.text(), signatures=(signature,)))}


def bad_keys() -> Iterator[Case]:
    """Yield proofs whose first key is not that of the register (step 2)."""
    voided, public = proof_of(VOIDED), OFFICE.verifier.public
    yield case("key_other", 2, "signed by another register", proof_of(VOIDED, usual("stranger")))
    yield case("key_given_other", 2, "another key was given", voided, key=str(STRANGER.verifier))
    changed = KEY.replace("+", "+0", 1)[: len(KEY)]
    for name, says, key in (
        ("key_no_text", "no key at all", "office"),
        ("key_with_line_feed", "a line feed at its end", KEY + "\n"),
        ("key_id_upper_case", "the same id, spelt otherwise",
         KEY[:24] + KEY[24:33].upper() + KEY[33:]),
        ("key_id_other", "the id of another key", changed),
        ("key_name_other", "not named after itself",
         key_text(public, name="saraban/0123456789abcdef")),
        ("key_of_a_witness", "a key for cosignatures", key_text(public, kind=4)),
        ("key_of_another_kind", "an unknown kind of signature", key_text(public, kind=2)),
        ("key_short", "31 bytes", key_text(public[:31])),
    ):  # fmt: skip
        yield case(name, 2, says, edited(voided, "keys.0.key", key), key=None)
    for name, says, point in (
        ("key_of_small_order", "the neutral point: every signature fits",
         (1).to_bytes(32, "little")),
        ("key_of_order_two", "a point of order two", (PRIME - 1).to_bytes(32, "little")),
        ("key_of_order_four", "a point of order four", bytes(32)),
        ("key_with_idle_sign", "an x of zero, and negative", (1 | 1 << 255).to_bytes(32, "little")),
        ("key_not_reduced", "y + p instead of y", (PRIME + 1).to_bytes(32, "little")),
        ("key_not_reduced_sound", "y + p of a sound point", (PRIME + 3).to_bytes(32, "little")),
    ):  # fmt: skip
        yield case(name, 2, says, forged(point), key=None)


def bad_rotations() -> Iterator[Case]:
    """Yield proofs whose later key does not follow (step 2)."""
    once, twice = (proof_of(NEVER, rotated(times)) for times in (1, 2))
    entry, rotation = "keys.1.rotation.leaf", "keys.1.rotation"
    for name, says, proof in (
        ("change_not_signed", "without the old key's line",
         edited(once, "keys.1.checkpoint", _drop_first_line)),
        ("change_signed_by_stranger", "another key signed",
         edited(once, "keys.1.checkpoint", _resigned)),
        ("change_changed", "another reason",
         edited(once, entry, lambda it: it.replace("ครบ", "จบ"))),
        ("change_index_other", "another place",
         edited(once, f"{rotation}.index", lambda it: it - 1)),
        ("change_path_short", "one hash less",
         edited(once, f"{rotation}.path", lambda it: it[:-1])),
        ("change_to_another_key", "the entry names another key",
         edited(once, "keys.1.key", _stranger_key())),
        ("change_left_out", "the second of three keys",
         edited(twice, "keys", lambda it: [it[0], it[2]])),
        ("changes_swapped", "the third key before the second",
         edited(twice, "keys", lambda it: [it[0], it[2], it[1]])),
        ("change_by_another_act", "an entry that changes no key", _with_entry("issued")),
        ("change_in_another_office", "an entry of another log",
         _with_entry("rotated", office="saraban/0123456789abcdef")),
        ("change_says_other_place", "an entry that names another place",
         _with_entry("rotated", entry=3)),
        ("change_in_another_register", "a checkpoint of another register", _elsewhere()),
        ("change_checkpoint_not_a_note", "no note", edited(once, "keys.1.checkpoint", "ลงนามแล้ว")),
        ("key_renamed", "the second key has another name", _renamed()),
    ):  # fmt: skip
        yield case(name, 2, says, proof)


def _stranger_key() -> str:
    return str(signer("stranger", OFFICE.name).verifier)


def _drop_first_line(note: str) -> str:
    lines = note.split("\n")
    del lines[6]
    return "\n".join(lines)


def _resigned(note: str) -> str:
    text = Note.parse(note.encode()).text
    return str(Note(text=text, signatures=(STRANGER.sign(text),)))


def _changed_key(register: Register, name: str, act: str, **fields: object) -> Proof:
    """Return a proof after an entry that is meant to change the key."""
    key = signer("office 2", name)
    place = register.log(act, key=str(key.verifier), reason="ครบรอบปี", **fields)
    rotation = register.placed(register.entries, place)
    shown = {"key": str(key.verifier), "rotation": rotation, "checkpoint": register.note()}
    register.keys.append(shown)
    register.key = key
    return proof_of(NEVER, register)


def _with_entry(act: str, **fields: object) -> Proof:
    return _changed_key(usual(), OFFICE.name, act, **fields)


def _renamed() -> Proof:
    return _changed_key(usual(), "saraban/0123456789abcdef", "rotated")


def _elsewhere() -> Proof:
    """Return a proof whose change of keys the old key has signed, but as another register."""
    register = rotated(1)
    proof = proof_of(NEVER, register)
    text = register.text(origin="saraban/0123456789abcdef")
    return edited(proof, "keys.1.checkpoint", str(Note(text=text, signatures=(OFFICE.sign(text),))))


def bad_signatures() -> Iterator[Case]:
    """Yield proofs whose checkpoint the register has not signed (step 3)."""
    voided = proof_of(VOIDED)
    note = voided["checkpoint"]
    text = usual().text()
    old = rotated(1)
    retired = {**proof_of(NEVER, old), "checkpoint": old.note((OFFICE,))}
    (right,) = Note.parse(note.encode()).signatures
    for name, says, checkpoint in (
        ("unsigned", "no signature line", text + "\n"),
        ("unsigned_text", "no blank line either", text),
        ("signed_by_stranger", "another key signed",
         str(Note(text=text, signatures=(STRANGER.sign(text),)))),
        ("signed_by_stranger_as_office", "another key of the same name",
         _by(signer("stranger", OFFICE.name), text)),
        ("signed_by_stranger_as_key", "another key of the same name and id",
         _line(right, STRANGER.sign(text).data, text)),
        ("signature_changed", "one bit",
         _line(right, bytes([right.data[0] ^ 1]) + right.data[1:], text)),
        ("signature_malleable", "S + L: the same signature once more",
         _line(right, _plus_order(right.data), text)),
        ("signature_cut", "63 bytes", _line(right, right.data[:-1], text)),
        ("signature_long", "65 bytes", _line(right, right.data + b"\0", text)),
        ("signed_twice", "two lines of the same key",
         str(Note(text=text, signatures=(right, right)))),
        ("signed_as_witness", "the register's key has only cosigned", _cosigned(text)),
        ("checkpoint_changed", "another size", note.replace("\n15\n", "\n16\n")),
        ("note_with_hyphen", "a hyphen instead of the dash", note.replace("—", "-")),
        ("note_cut", "no line feed at its end", note.rstrip("\n")),
        ("note_with_carriage_returns", "the line ends of Windows", note.replace("\n", "\r\n")),
        ("note_without_blank_line", "text and signature together", note.replace("\n\n", "\n")),
        ("note_signature_misspelt", "base64 without its end", note.rstrip("=\n") + "\n"),
        ("note_signatures_too_many", "101 lines", note + f"{STRANGER.sign(text)}\n" * 100),
        ("note_empty", "nothing", ""),
    ):  # fmt: skip
        yield case(name, 3, says, {**voided, "checkpoint": checkpoint})
    yield case("signed_by_retired_key", 3, "the key before the last signed", retired)


def _by(key: SignerKey, text: str) -> str:
    return str(Note(text=text, signatures=(key.sign(text),)))


def _line(right: Signature, data: bytes, text: str) -> str:
    line = Signature(name=right.name, key_id=right.key_id, data=data)
    return str(Note(text=text, signatures=(line,)))


def _plus_order(data: bytes) -> bytes:
    scalar = int.from_bytes(data[32:], "little") + GROUP_ORDER
    return data[:32] + scalar.to_bytes(32, "little")


def _cosigned(text: str) -> str:
    line = OFFICE.cosign(text, int(NOW.timestamp()))
    return str(Note(text=text, signatures=(line,)))


def bad_checkpoints() -> Iterator[Case]:
    """Yield proofs whose signed note is no checkpoint of the register (step 3)."""
    voided, text = proof_of(VOIDED), usual().text()
    origin, size, root, numbers, time = text.splitlines()
    for name, says, lines in (
        ("origin_other", "another register's name",
         ("saraban/0123456789abcdef", size, root, numbers, time)),
        ("origin_no_register", "another kind of log",
         ("example.org/log", size, root, numbers, time)),
        ("size_with_zero", "a leading zero", (origin, "0" + size, root, numbers, time)),
        ("size_negative", "a sign", (origin, "-1", root, numbers, time)),
        ("size_thai", "Thai digits", (origin, "๑๕", root, numbers, time)),
        ("size_huge", "more than any register has", (origin, "9" * 16, root, numbers, time)),
        ("root_short", "31 bytes", (origin, size, "A" * 40 + "AA==", numbers, time)),
        ("root_misspelt", "bits that mean nothing", (origin, size, "A" * 42 + "B=", numbers, time)),
        ("numbers_missing", "only the three lines of C2SP", (origin, size, root)),
        ("time_missing", "no time", (origin, size, root, numbers)),
        ("time_impossible", "the 13th month",
         (origin, size, root, numbers, "time 2026-13-22T15:30:00Z")),
        ("time_of_bangkok", "not UTC", (origin, size, root, numbers, time.replace("Z", "+07:00"))),
        ("time_too_late", "the year 3000",
         (origin, size, root, numbers, "time 3000-01-01T00:00:00Z")),
        ("line_too_many", "an extension line", (*text.splitlines(), "x")),
        ("lines_swapped", "time before numbers", (origin, size, root, time, numbers)),
    ):  # fmt: skip
        checkpoint = _by(OFFICE, "\n".join((*lines, "")))
        yield case(name, 3, says, {**voided, "checkpoint": checkpoint})
    yield from _bad_witnesses()


def _bad_witnesses() -> Iterator[Case]:
    register = usual()
    proof = witnessed(register, proof_of(VOIDED, register))
    text = register.text()
    asked = (str(WITNESSES[0].cosigner),)
    line = WITNESSES[0].cosign(text, 1_800_000_000)
    late = Signature(name=line.name, key_id=line.key_id, data=b"\x7f" * 8 + line.data[8:])
    moved = Signature(name=line.name, key_id=line.key_id, data=bytes(8) + line.data[8:])
    plain = WITNESSES[0].sign(text)
    for name, says, lines, keys in (
        ("witness_missing", "the witness asked for has not signed", (), asked),
        ("witness_other", "another office has signed", WITNESSES, (str(STRANGER.cosigner),)),
        ("witness_one_of_two", "one of two is missing", (), (*asked, str(STRANGER.cosigner))),
        ("witness_time_changed", "it has signed at another time", (moved,), asked),
        ("witness_time_endless", "a time that no calendar has", (late,), asked),
        ("witness_signed_as_register", "a signature without a time", (plain,), asked),
    ):  # fmt: skip
        shown = proof
        if not lines or isinstance(lines[0], Signature):
            signatures = (OFFICE.sign(text), *lines)
            if name == "witness_one_of_two":
                signatures = (*signatures, line)
            shown = {**proof, "checkpoint": str(Note(text=text, signatures=signatures))}
        yield case(name, 3, says, shown, witnesses=keys)
