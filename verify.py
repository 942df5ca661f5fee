#!/usr/bin/env python3
"""Check the proof of a document's number with Python 3.8 or later and nothing else installed.

    python3 verify.py PROOF.json --key KEY          a proof that `saraban prove` wrote
    python3 verify.py --checkpoint NOTE --key KEY   only a checkpoint, and who signed it

KEY is the first public key of the register, or the file office.pub that holds it: from the office
itself, not from whoever gave you the proof. --witness KEY asks for another office's signature too,
--lang en speaks English. Exit codes: 0 proven, 1 not proven, 2 wrong call, 3 a file cannot be read.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from base64 import b64decode, b64encode
from collections import namedtuple
from datetime import datetime, timedelta, timezone
from hashlib import sha256, sha512
from typing import Any

MAX_BYTES, MAX_DEPTH, MAX_COUNT, END_OF_TIME = 1_000_000, 20, 10**15 - 1, 32_503_680_000
MAX_LINES, ED25519, COSIGNATURE = 100, 1, 4
HASH_SIZE, ID_SIZE, TIME_SIZE, SIGNATURE_SIZE, EMPTY_ROOT = 32, 4, 8, 64, sha256().digest()
UTC, BANGKOK = timezone(timedelta(0)), timezone(timedelta(hours=7))
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
Key = namedtuple("Key", "name kind public id text")  # noqa: PYI024  # five more lines say no more
Checkpoint = namedtuple("Checkpoint", "origin size root count numbers time")  # noqa: PYI024

CHECKPOINT = (
    "(saraban/[0-9a-f]{16})\n(0|[1-9][0-9]{0,14})\n([A-Za-z0-9+/]{43}=)\n"
    "numbers (0|[1-9][0-9]{0,14}) ([A-Za-z0-9+/]{43}=)\n"
    "time ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\n"
)
# Everything said, in Thai and in English.
STATES = {
    "never_given": ("ยังไม่เคยออก", "was never given"),
    "reserved": ("จองไว้ ยังไม่ได้ใช้", "is reserved, not yet used"),
    "issued": ("ออกแล้ว", "was issued"),
    "voided": ("ยกเลิกแล้ว", "was voided"),
    "received": ("ลงรับแล้ว", "was received"),
    "transcribed": ("คัดลอกมาจากทะเบียนเดิม", "was copied from an older register"),
    "lost": ("ออกไปแล้ว แต่รายละเอียดสูญหาย", "was given, but its details are lost"),
}
WRONG = (
    ("นี่ไม่ใช่กุญแจสาธารณะ", "this is not a public key"),
    ("ไฟล์นี้ไม่ใช่หลักฐานพิสูจน์เลขที่", "this is not the proof of a number"),
    ("กุญแจไม่ใช่กุญแจที่ให้มา หรือไม่สืบต่อกัน", "the key is not yours, or a later one does not follow"),
    ("กุญแจหรือพยานไม่ได้ลงนามในจุดตรวจสอบ", "the key or a witness has not signed the checkpoint"),
    ("จุดตรวจสอบไม่ได้แสดงชุดเลขนี้อย่างที่อ้าง", "the checkpoint does not show the series as claimed"),
    ("ชุดเลขไม่มีข้อมูลนี้ที่ลำดับนี้", "the series does not hold this at the number"),
    ("ทะเบียนไม่ได้บอกสถานะนี้ของเลขนี้", "the register does not say this of the number"),
    ("รายการในทะเบียนไม่ได้ทำให้เลขมีสถานะนี้", "the entries in the log do not make the number so"),
    ("เลขที่ไม่ได้เขียนตามชุดเลขและลำดับ", "the number is not written as its series has it"),
)
TEXTS = {
    "refused": ("พิสูจน์ไม่ได้ (ขั้นที่ {}): {} {}", "NOT PROVEN (step {}): {} {}"),
    "proven": ("พิสูจน์แล้ว: เลขที่ {} {}", "PROVEN: number {} {}"),
    "series": ("  ชุดเลข {} ลำดับที่ {}", "  series {}, number {}"),
    "entry": ("  รายการที่ {}: {}", "  entry {}: {}"),
    "sealed": ("จุดตรวจสอบ {} มี {} รายการ {}", "Checkpoint {} of {} entries, {}"),
    "signed": ("  ลงนามโดย {}", "  signed by {}"),
    "witness": ("  พยาน {} {}", "  witness {}, {}"),
    "when": ("{}/{}/{} เวลา {:02}.{:02} น.", "{}/{}/{} B.E., {:02}:{:02} Bangkok time"),
    "compare": (
        "!!! ยังไม่ได้เทียบกุญแจ: ใคร ๆ ก็อาจทำหลักฐานนี้ขึ้นได้ ขอเทียบกับกุญแจของส่วนราชการ\n!!! {}",
        "!!! NO KEY WAS COMPARED: anybody may have made this. Ask the office for its key:\n!!! {}",
    ),
    "unread": ("อ่านหรือเขียนไม่ได้: {}", "cannot be read or written: {}"),
}


class Refused(Exception):  # noqa: N818  # it is an answer, not an error
    """The proof fails: at which step (0: a key given is none), and what stands there instead."""


# Ed25519 (RFC 8032, section 5.1). A point is X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(p: Any, q: Any) -> Any:
    """Return the sum of two points; the formula holds for any two."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point(data: bytes) -> Any:
    """Return the point of a public key; None if it is none, is misspelt, or fits many texts."""
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[-1] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square:
        return None
    x = P - x if x & 1 != sign else x
    eightfold = found = (x, y, 1, x * y % P)
    for _ in range(3):
        eightfold = add(eightfold, eightfold)
    # Eight points of small order come to nothing here; so does an x of zero with a sign.
    return None if eightfold[0] == 0 else found


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether the signature is the key's under the message."""
    key, scalar = point(public), int.from_bytes(signature[HASH_SIZE:], "little")
    if key is None or len(signature) != SIGNATURE_SIZE or scalar >= L:
        return False
    digest = sha512(signature[:HASH_SIZE] + public + message).digest()
    factor, minus = int.from_bytes(digest, "little") % L, (P - key[0], key[1], 1, P - key[3])
    base = point((4 * pow(5, -1, P) % P).to_bytes(HASH_SIZE, "little"))
    total = (0, 1, 1, 0)
    steps = (total, base, minus, add(base, minus))
    for bit in reversed(range(253)):
        total = add(add(total, total), steps[(scalar >> bit & 1) + 2 * (factor >> bit & 1)])
    inverse = pow(total[2], -1, P)
    x, y = total[0] * inverse % P, total[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(HASH_SIZE, "little") == signature[:HASH_SIZE]


def unbase64(text: Any) -> bytes:
    """Return the bytes of base64 text; none if it is spelt in any but the one right way."""
    try:
        data = b64decode(text.encode("ascii"))
    except (AttributeError, ValueError):
        return b""
    return data if b64encode(data).decode() == text else b""


def is_bounded(value: Any, depth: int = MAX_DEPTH) -> bool:
    """Say whether no number, text or nesting could be understood in two ways."""
    if isinstance(value, str):
        return not re.search("[\ud800-\udfff]", value)
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        return depth > 1 and all(is_bounded(each, depth - 1) for each in value)
    return value is None or abs(value) <= MAX_COUNT


def read_json(text: str, step: int) -> Any:
    """Return the value of JSON text that everybody understands in the same way."""
    # `int` refuses fractions and NaN; of a number too long, enough is read to be out of bounds.
    hooks: Any = {"parse_int": lambda it: int(it[:17]), "parse_float": int, "parse_constant": int}
    # An object that has a name twice becomes a number out of bounds.
    hooks["object_pairs_hook"] = lambda it: dict(it) if len(dict(it)) == len(it) else 10**18
    try:
        value = json.loads(text, **hooks)
    except (ValueError, RecursionError) as error:
        raise Refused(step, error) from error
    if not is_bounded(value):
        raise Refused(step)
    return value


def read_leaf(text: str, step: int) -> Any:
    """Return the object that a leaf spells in canonical JSON."""
    value = read_json(text, step)
    again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if not isinstance(value, dict) or again != text:
        raise Refused(step, text)
    return value


def climb(shown: Any, index: int, size: int, root: bytes, step: int) -> None:
    """Climb from a leaf to the root of the tree of so many leaves (RFC 6962, 2.1.1)."""
    found, is_right, is_inside = sha256(b"\0" + shown["leaf"].encode()).digest(), [], index < size
    while size > 1:
        half = 1 << (size - 1).bit_length() - 1
        is_right.append(index >= half)
        index, size = (index - half, size - half) if index >= half else (index, half)
    for text, right in zip(shown["path"], reversed(is_right)):  # noqa: B905  # Python 3.8
        other = unbase64(text)
        found = sha256(b"\1" + (other + found if right else found + other)).digest()
    if not is_inside or len(shown["path"]) != len(is_right) or found != root:
        raise Refused(step, shown["leaf"])


def key_of(name: str, kind: int, public: bytes) -> Key:
    """Return a key, with the four bytes by which a signature names it, and its text."""
    material = bytes([kind]) + public
    short = sha256(name.encode() + b"\n" + material).digest()[:ID_SIZE]
    return Key(name, kind, public, short, f"{name}+{short.hex()}+{b64encode(material).decode()}")


def read_key(text: str, step: int, kind: int = ED25519) -> Key:
    """Return the key that NAME+ID+BASE64 spells, for signatures of a kind."""
    name, _, rest = text.partition("+")
    material = unbase64(rest[2 * ID_SIZE + 1 :])
    if len(material) != 1 + HASH_SIZE or re.search(r"[\s\x00-\x1f]", name) or not name:
        raise Refused(step, text)
    key = key_of(name, material[0], material[1:])
    if key.text != text or key.kind not in (ED25519, kind) or point(key.public) is None:
        raise Refused(step, text)
    return key_of(name, kind, key.public)


def read_note(text: str, step: int) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the text of a C2SP signed note, and the name and the bytes of each signature."""
    body, blank, rest = text.rpartition("\n\n")
    *lines, end = rest.split("\n")
    found = [re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)", line) for line in lines]
    signatures = [(line[1], unbase64(line[2])) for line in found if line]
    is_whole = all(found) and all(len(data) > ID_SIZE for _, data in signatures)
    is_note = blank and not end and 0 < len(lines) <= MAX_LINES and is_whole
    if not is_note or re.search(r"[\x00-\x09\x0b-\x1f]", text):
        raise Refused(step, text)
    return body + "\n", signatures


def check_signed(note: Any, key: Key, step: int) -> datetime:
    """Return when the key has signed the note, by one line; 1970 where that does not say."""
    text, signatures = note
    mine = [data for name, data in signatures if (name, data[:ID_SIZE]) == (key.name, key.id)]
    message, time, data = text.encode(), 0, b"".join(mine)[ID_SIZE:]
    if key.kind == COSIGNATURE:
        time, data = int.from_bytes(data[:TIME_SIZE], "big"), data[TIME_SIZE:]
        message = b"cosignature/v1\ntime %d\n" % time + message
    if time >= END_OF_TIME or not is_signed(key.public, message, data):
        raise Refused(step, key.text)
    return datetime.fromtimestamp(time, UTC)


def check_checkpoint(text: str, key: Key, origin: str, witnesses: Any, step: int = 3) -> Any:
    """Return what the key has signed as the register of that origin, and when witnesses did."""
    note = read_note(text, step)
    check_signed(note, key, step)
    parts: Any = re.fullmatch(CHECKPOINT, note[0]) or [text] * 7
    try:
        time = datetime.strptime(parts[6], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise Refused(step, text) from error
    root, numbers, seconds = unbase64(parts[3]), unbase64(parts[5]), time.timestamp()
    if parts[1] != origin or not root or not numbers or not 0 <= seconds < END_OF_TIME:
        raise Refused(step, text)
    seen = [(each, check_signed(note, each, step)) for each in witnesses]
    return Checkpoint(parts[1], int(parts[2]), root, int(parts[4]), numbers, time), seen


def fits(value: Any, form: Any) -> bool:
    """Say whether a value has a form: a type, a test, or forms of exactly these fields."""
    if isinstance(form, dict):
        fields = type(value) is dict and value.keys() == form.keys()
        return fields and all(fits(value[name], each) for name, each in form.items())
    return type(value) is form if isinstance(form, type) else bool(form(value))


def listed(form: Any, low: int, high: int) -> Any:
    """Return the form of a list with so many parts of a form."""
    return lambda it: type(it) is list and low <= len(it) <= high and all(fits(v, form) for v in it)


def side(shown: Any) -> bool:
    """Say whether a neighbour is one, or is said to be missing."""
    return shown is None or fits(shown, PLACED)


PATH = listed(lambda it: len(unbase64(it)) == HASH_SIZE, 0, 64)
PLACED = {"leaf": str, "index": lambda it: type(it) is int and it >= 0, "path": PATH}
SERIES = re.compile(r"(?=.{1,200}$)[a-z-]+/[^/\x00-\x1f\x7f]+/[0-9]{4}")
PROOF = {
    "format": lambda it: it == "saraban-number-proof/1",
    "number": lambda it: type(it) is str and re.fullmatch("(?s:.){1,100}", it),
    "series": lambda it: type(it) is str and SERIES.fullmatch(it),
    "running": lambda it: type(it) is int and 0 < it < 10**9,
    "state": lambda it: type(it) is str and it in STATES,
    "checkpoint": str,
    "keys": listed(dict, 1, 100),
    "entries": listed(PLACED, 0, 1000),
}
PRESENT = {**PROOF, "series_leaf": PLACED, "number_leaf": {"leaf": str, "path": PATH}}
ABSENT = {**PROOF, "neighbours": lambda it: fits(it, {"before": side, "after": side})}
ROTATED = {"key": str, "rotation": PLACED, "checkpoint": str}


def check(text: str, given: Key | None, witnesses: list[Key]) -> Any:
    """Return what a proof shows: itself, its keys, the checkpoint, witnesses' times, the acts."""
    # 1. The file is such an object, with these fields and no others, none out of bounds.
    proof = read_json(text, 1)
    shown = proof["keys"] if fits(proof, PRESENT) or fits(proof, ABSENT) else [None]
    if not fits(shown[0], {"key": str}) or not all(fits(key, ROTATED) for key in shown[1:]):
        raise Refused(1)
    # 2. The first of `keys` is the key that he was given, if one was; each later key follows.
    keys = check_keys(shown, given)
    origin = keys[0].name
    # 3. The checkpoint is signed by the last key, and its origin is that of the first key.
    checkpoint, seen = check_checkpoint(proof["checkpoint"], keys[-1], origin, witnesses)
    # 4. The series' leaf, or both neighbours, are in the tree of series.
    root = check_series(proof, checkpoint)
    # 5. The number's leaf is in the series' tree at the place `running`.
    leaf = proof.get("number_leaf", {"leaf": ""})
    if root:
        climb(leaf, proof["running"], 2**30, root, 5)
    # 6. The leaf says the state claimed, of this series and number.
    places = check_state(proof, leaf["leaf"])
    # 7. Each entry named is in the log and of this number; the last act is the state's.
    acts = check_entries(proof, places, checkpoint)
    # 8. The number as written belongs to the series and to `running`.
    check_spelling(proof, acts)
    return proof, keys, checkpoint, seen, acts


def check_keys(shown: Any, given: Key | None) -> list[Key]:
    """Return the keys of the register, each after the first named by an entry of the log."""
    keys = [read_key(shown[0]["key"], 2)]
    origin = f"saraban/{sha256(keys[0].public).hexdigest()[:16]}"
    if keys[0].name != origin or given not in (None, keys[0]):
        raise Refused(2, keys[0].text)
    for each in shown[1:]:
        key, placed = read_key(each["key"], 2), each["rotation"]
        log, _ = check_checkpoint(each["checkpoint"], keys[-1], origin, (), 2)
        climb(placed, placed["index"], log.size, log.root, 2)
        said = {"act": "rotated", "office": origin, "entry": placed["index"], "key": key.text}
        if key.name != origin or not says(read_leaf(placed["leaf"], 2), said):
            raise Refused(2, placed["leaf"])
        keys.append(key)
    return keys


def says(value: Any, said: dict[str, Any]) -> bool:
    """Say whether an object has these values among its own; True, in JSON, is not 1."""
    return isinstance(value, dict) and all(
        type(value.get(name)) is type(each) and value[name] == each for name, each in said.items()
    )


def read_series(shown: Any, checkpoint: Checkpoint) -> tuple[str, bytes]:
    """Return the name and the root of a series of the checkpoint."""
    climb(shown, shown["index"], checkpoint.count, checkpoint.numbers, 4)
    leaf = read_leaf(shown["leaf"], 4)
    if not fits(leaf, {"root": lambda it: len(unbase64(it)) == HASH_SIZE, "series": str}):
        raise Refused(4, shown["leaf"])
    return leaf["series"], unbase64(leaf["root"])


def check_series(proof: Any, checkpoint: Checkpoint) -> bytes:
    """Return the root of the series' tree; none if its neighbours show that there is no such."""
    if "series_leaf" in proof:
        name, root = read_series(proof["series_leaf"], checkpoint)
        if name != proof["series"]:
            raise Refused(4, name)
        return root
    places, names = [-1, checkpoint.count], [b"", b"\xff"]
    for side, which in enumerate(("before", "after")):
        shown = proof["neighbours"][which]
        if shown:
            places[side], names[side] = shown["index"], read_series(shown, checkpoint)[0].encode()
    is_false = checkpoint.count == 0 and checkpoint.numbers != EMPTY_ROOT
    is_between = names[0] < proof["series"].encode() < names[1]
    if is_false or places[0] + 1 != places[1] or not is_between:
        raise Refused(4, proof["series"])
    return b""


def check_state(proof: Any, text: str) -> Any:
    """Return the places of the entries that a number's leaf names."""
    leaf: Any = {"entries": [], "state": "never_given"}
    if text:
        leaf, rest = read_leaf(text, 6), {name: proof[name] for name in ("running", "series")}
        places = leaf.get("entries")
        is_leaf = leaf.keys() == {"entries", "state", *rest} and says(leaf, rest)
        ascend = fits(places, listed(PLACED["index"], 1, MAX_COUNT)) and sorted({*places}) == places
        if not is_leaf or not ascend or leaf["state"] == "never_given":
            raise Refused(6, text)
    if leaf["state"] != proof["state"]:
        raise Refused(6, f"{leaf['state']} ≠ {proof['state']}")
    return leaf["entries"]


def check_entries(proof: Any, places: list[int], checkpoint: Checkpoint) -> list[Any]:
    """Return the acts that made the number what it is."""
    acts = []
    if [shown["index"] for shown in proof["entries"]] != places:
        raise Refused(7, places)
    for shown in proof["entries"]:
        climb(shown, shown["index"], checkpoint.size, checkpoint.root, 7)
        act = read_leaf(shown["leaf"], 7)
        here = says(act, {"office": checkpoint.origin, "entry": shown["index"]})
        if not here or not is_about(act, proof["series"], proof["running"]):
            raise Refused(7, shown["leaf"])
        acts.append(act)
    if acts and made(acts[-1]) != proof["state"]:
        raise Refused(7, f"{made(acts[-1])} ≠ {proof['state']}")
    return acts


def is_about(act: Any, series: str, running: int) -> bool:
    """Say whether an entry of the log is an act on this number."""
    name = act.get("act")
    if name in ("issued", "voided", "received", "transcribed"):
        return says(act, {"series": series, "running": running})
    blocks = [act] if name == "reserved" else act.get("lost") if name == "restored" else []
    return type(blocks) is list and any(
        says(block, {"series": series})
        and type(block.get("first")) is type(block.get("last")) is int
        and block["first"] <= running <= block["last"]
        for block in blocks
    )


def made(act: Any) -> str:
    """Return the state that a number has after an act."""
    voided = act["act"] == "transcribed" and act.get("state") == "voided"
    return "voided" if voided else "lost" if act["act"] == "restored" else act["act"]


def check_spelling(proof: Any, acts: list[Any]) -> None:
    """Compare the number with how its book writes numbers."""
    book, unit, year = proof["series"].split("/")
    letter, circular = f"{unit}/{proof['running']}", f"{unit}/ว {proof['running']}"
    books = {"sent": letter, "circulars": circular, "received": f"{proof['running']}"}
    spelt = books.get(re.sub("-secret$", "", book), f"{proof['running']}/{year}")
    # Where letters and circulars share a series, its entries say which one it is.
    shared = spelt == letter and any(act.get("number") == proof["number"] for act in acts)
    right = [each.translate(THAI_DIGITS) for each in ((letter, circular) if shared else (spelt,))]
    if proof["number"] not in right:
        raise Refused(8, proof["number"])


def say(language: int, name: str, *facts: object) -> None:
    """Write a text in a language (0 Thai, 1 English); nothing from a file steers the terminal."""
    shown = ["".join(c if c.isprintable() else "\ufffd" for c in str(it)[:300]) for it in facts]
    sys.stdout.write(TEXTS[name][language].format(*shown).rstrip() + "\n")


def when(language: int, time: datetime) -> str:
    """Return a moment as in Bangkok, in the Buddhist era."""
    local = time.astimezone(BANGKOK)
    day = local.day, local.month, local.year + 543
    text = TEXTS["when"][language].format(*day, local.hour, local.minute)
    return text if language else text.translate(THAI_DIGITS)


def tell(language: int, checkpoint: Checkpoint, key: Key, seen: Any) -> None:
    """Write what a checkpoint is, and who signed it when."""
    at = when(language, checkpoint.time)
    say(language, "sealed", checkpoint.origin, checkpoint.size, at)
    say(language, "signed", key.text)
    for witness, time in seen:
        say(language, "witness", witness.text, when(language, time))


def decoded(data: bytes, step: int) -> str:
    """Return the text of a file."""
    try:
        text = data.decode()
    except ValueError as error:
        raise Refused(step, error) from error
    if len(data) > MAX_BYTES:
        raise Refused(step, len(data))
    return text


def read(path: str, step: int) -> str:
    """Return the text that a path leads to."""
    with open(path, "rb") as stream:  # noqa: PTH123  # nothing else here needs a path
        return decoded(stream.read(MAX_BYTES + 1), step)


def read_given(text: str, place: int, kind: int = ED25519) -> Key:
    """Return the key that was given, or that stands at a place in the file given."""
    lines = [text] if "+" in text else read(text, 0).split()
    return read_key(lines[place] if lines else "", 0, kind)


def verify(call: argparse.Namespace, language: int) -> None:
    """Check what the call names, and write what it shows."""
    # office.pub has a line for each key: a proof begins with the first, the last signs today.
    given: Any = read_given(call.key, -1 if call.checkpoint else 0) if call.key else None
    witnesses = [read_given(text, -1, COSIGNATURE) for text in call.witness]
    if call.checkpoint:
        seen = check_checkpoint(read(call.file, 3), given, given.name, witnesses)
        tell(language, seen[0], given, seen[1])
        return
    proof, keys, checkpoint, seen, acts = check(read(call.file, 1), given, witnesses)
    state = STATES[proof["state"]][language]
    say(language, "proven", proof["number"], state)
    say(language, "series", proof["series"], proof["running"])
    for act in acts:
        facts = [str(act.get(name, "")) for name in ("number", "at", "by", "reason")]
        said = " · ".join([STATES[made(act)][language], *filter(None, facts)])
        say(language, "entry", act["entry"], said)
    tell(language, checkpoint, keys[-1], seen)
    if given is None:
        say(language, "compare", keys[0].text)


def main() -> int:
    """Read the call, answer it, and return the exit code."""
    style = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=style)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--checkpoint", action="store_true")
    parser.add_argument("--key", metavar="KEY")
    parser.add_argument("--witness", metavar="KEY", action="append", default=[])
    usual = "en" if os.environ.get("SARABAN_LANG") == "en" else "th"
    parser.add_argument("--lang", choices=("th", "en"), default=usual)
    call = parser.parse_args()
    if call.checkpoint and not call.key:
        parser.error("--checkpoint needs --key")
    language, code = int(call.lang == "en"), 0
    try:
        out: Any = sys.stdout
        out.reconfigure(errors="replace")
        try:
            verify(call, language)
        except Refused as refused:
            step, detail = (*refused.args, "")[:2]
            code = 1 if step else 2
            # What was given as a key is not repeated: it could be a private one.
            say(language, "refused", step, WRONG[step][language], detail if step else "")
        out.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # nobody sees a stack trace
        print(TEXTS["unread"][language].format(error), file=sys.stderr, flush=True)  # noqa: T201
        return 3
    return code


if __name__ == "__main__":
    # Not by sys.exit, which would write again to an output that nobody reads any more.
    os._exit(main())
