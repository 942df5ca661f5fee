"""verify.py: what it says, that it needs nothing, and its signatures against another library's."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from hashlib import sha512
from pathlib import Path
from random import Random
from typing import Any

import pytest
import standalone
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from good_proofs import WITNESSES, rotated
from proof_register import LETTERS, signer, usual
from standalone import VERIFIER, verify

from registry.note import Note

PROOFS = Path(__file__).parent / "proofs"
VOIDED = (PROOFS / "good" / "voided.json").read_bytes()
CHANGED = (PROOFS / "bad" / "void_left_out.json").read_bytes()
OFFICE = usual()
KEY = str(OFFICE.key.verifier)
VERIFY = standalone.module()
TREE = ast.parse(VERIFIER.read_text("utf-8"))


class TestAnswers:
    def test_thai_is_usual(self, tmp_path: Path) -> None:
        answer = verify(tmp_path, "case.json", "--key", KEY, data=VOIDED, lang="th")
        assert answer.output.splitlines()[0] == "พิสูจน์แล้ว: เลขที่ ตก ๐๑๓๒/๓๓ ยกเลิกแล้ว"
        assert "๒๒/๑๑/๒๕๖๙ เวลา ๒๒.๓๐ น." in answer.output

    def test_english_when_asked(self, tmp_path: Path) -> None:
        answer = verify(tmp_path, "case.json", "--key", KEY, data=VOIDED)
        assert answer.output.splitlines()[0] == "PROVEN: number ตก ๐๑๓๒/๓๓ was voided"
        assert "22/11/2569 B.E., 22:30 Bangkok time" in answer.output

    def test_tells_the_history_with_its_entries(self, tmp_path: Path) -> None:
        output = verify(tmp_path, "case.json", "--key", KEY, data=VOIDED).output
        lines = [line for line in output.splitlines() if line.startswith("  entry")]
        assert [line.split()[1] for line in lines] == ["3:", "4:", "5:"]
        assert "พิมพ์ผิด" in lines[2]

    def test_tells_the_checkpoint_and_who_signed_it(self, tmp_path: Path) -> None:
        output = verify(tmp_path, "case.json", "--key", KEY, data=VOIDED).output
        assert f"{OFFICE.origin} of {len(OFFICE.entries)} entries" in output
        assert f"signed by {KEY}" in output

    def test_warns_loudly_when_no_key_was_compared(self, tmp_path: Path) -> None:
        answer = verify(tmp_path, "case.json", data=VOIDED)
        assert answer.code == 0
        assert answer.output.splitlines()[-1] == f"!!! {KEY}"
        assert "NO KEY WAS COMPARED" in answer.output
        with_key = verify(tmp_path, "case.json", "--key", KEY, data=VOIDED)
        assert "!!!" not in with_key.output

    def test_names_the_step_that_failed(self, tmp_path: Path) -> None:
        thai = verify(tmp_path, "case.json", "--key", KEY, data=CHANGED, lang="th")
        assert thai.output.startswith("พิสูจน์ไม่ได้ (ขั้นที่ 7): รายการในทะเบียน")
        assert (thai.code, verify(tmp_path, "case.json", data=CHANGED).step) == (1, 7)

    def test_nothing_in_a_file_steers_the_terminal(self, tmp_path: Path) -> None:
        register = usual()
        fields = {"series": LETTERS, "running": 38, "number": "ตก ๐๑๓๒/๓๘"}
        register.log("issued", reason="\x1b[2J\x1b]0;x\x07\u202e", **fields)
        data = json.dumps(register.prove(LETTERS, 38, "ตก ๐๑๓๒/๓๘")).encode()
        answer = verify(tmp_path, "case.json", data=data)
        assert answer.code == 0
        assert all(letter.isprintable() or letter == "\n" for letter in answer.output)
        assert "[2J" in answer.output

    def test_every_sentence_is_said_in_two_languages(self) -> None:
        said = [*VERIFY.STATES.values(), *VERIFY.WRONG, *VERIFY.TEXTS.values()]
        assert all(thai.count("{}") == english.count("{}") for thai, english in said)
        assert not [english for _, english in said if any("ก" <= c <= "๛" for c in english)]


class TestKeys:
    def test_a_key_may_be_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "office.pub").write_text(f"{KEY}\n", "utf-8")
        assert verify(tmp_path, "case.json", "--key", "office.pub", data=VOIDED).code == 0

    def test_of_several_keys_in_a_file_a_proof_begins_with_the_first(self, tmp_path: Path) -> None:
        register = rotated(1)
        lines = [f"{shown['key']}\n" for shown in register.keys]
        (tmp_path / "office.pub").write_text("".join(lines), "utf-8")
        data = json.dumps(register.prove(LETTERS, 38, "ตก ๐๑๓๒/๓๘")).encode()
        assert verify(tmp_path, "case.json", "--key", "office.pub", data=data).code == 0
        note = register.note().encode()
        call = ("--checkpoint", "case.json", "--key", "office.pub")
        assert verify(tmp_path, *call, data=note).code == 0
        (tmp_path / "office.pub").write_text("".join(lines[::-1]), "utf-8")
        assert verify(tmp_path, "case.json", "--key", "office.pub", data=data).step == 2
        assert verify(tmp_path, *call, data=note).step == 3

    @pytest.mark.parametrize("key", ["+", "a+b+c", f"{KEY}x", str(WITNESSES[0].cosigner)])
    def test_what_is_no_key_is_a_wrong_call(self, key: str, tmp_path: Path) -> None:
        assert verify(tmp_path, "case.json", "--key", key, data=VOIDED).code == 2

    def test_an_empty_key_file_is_a_wrong_call(self, tmp_path: Path) -> None:
        (tmp_path / "office.pub").write_bytes(b"\n")
        assert verify(tmp_path, "case.json", "--key", "office.pub", data=VOIDED).code == 2

    def test_a_private_key_is_not_repeated(self, tmp_path: Path) -> None:
        secret = str(OFFICE.key)
        answer = verify(tmp_path, "case.json", "--key", secret, data=VOIDED)
        assert answer.code == 2
        assert secret[-40:] not in answer.output + answer.complaint


class TestCheckpoints:
    def call(self, folder: Path, note: str, *options: str) -> standalone.Answer:
        data = note.encode()
        return verify(folder, "--checkpoint", "case.json", "--key", KEY, *options, data=data)

    def test_a_signed_one(self, tmp_path: Path) -> None:
        answer = self.call(tmp_path, OFFICE.note())
        assert answer.code == 0
        assert f"{OFFICE.origin} of {len(OFFICE.entries)} entries" in answer.output

    def test_witnesses_are_told_with_their_time(self, tmp_path: Path) -> None:
        note = OFFICE.note(witnesses=WITNESSES)
        asked = [str(witness.verifier) for witness in WITNESSES]
        answer = self.call(tmp_path, note, "--witness", asked[0], "--witness", asked[1])
        assert answer.code == 0
        assert answer.output.count("22:31 Bangkok time") == 2

    def test_a_witness_that_is_missing(self, tmp_path: Path) -> None:
        answer = self.call(tmp_path, OFFICE.note(), "--witness", str(WITNESSES[0].cosigner))
        assert (answer.code, answer.step) == (1, 3)

    @pytest.mark.parametrize(
        "note",
        [
            "",
            OFFICE.text(),
            usual("stranger").note(),
            OFFICE.note((signer("stranger", OFFICE.origin),)),
            OFFICE.note().replace(f"\n{len(OFFICE.entries)}\n", "\n1\n"),
            str(Note(text="other\n", signatures=(OFFICE.key.sign("other\n"),))),
            OFFICE.note() + "x" * 1_000_000,
        ],
    )
    def test_anything_else_is_not_proven(self, note: str, tmp_path: Path) -> None:
        answer = self.call(tmp_path, note)
        assert (answer.code, answer.step) == (1, 3)

    def test_needs_a_key(self, tmp_path: Path) -> None:
        answer = verify(tmp_path, "--checkpoint", "case.json", data=OFFICE.note().encode())
        assert answer.code == 2


class TestBadCalls:
    @pytest.mark.parametrize(
        "call", [(), ("a", "b"), ("case.json", "--lang", "fr"), ("--nothing",)]
    )
    def test_wrong_calls(self, call: tuple[str, ...], tmp_path: Path) -> None:
        assert verify(tmp_path, *call, data=VOIDED).code == 2

    @pytest.mark.parametrize("name", ["missing.json", "."])
    def test_what_cannot_be_read(self, name: str, tmp_path: Path) -> None:
        answer = verify(tmp_path, name)
        assert (answer.code, answer.output) == (3, "")
        assert answer.complaint.startswith("cannot be read or written")

    def test_a_key_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        assert verify(tmp_path, "case.json", "--key", "office.pub", data=VOIDED).code == 3

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
    def test_an_answer_that_cannot_be_written(self, tmp_path: Path) -> None:
        shutil.copy(VERIFIER, tmp_path)
        (tmp_path / "case.json").write_bytes(VOIDED)
        with Path("/dev/full").open("wb") as full:
            call = [sys.executable, "-I", "-S", "verify.py", "case.json"]
            done = subprocess.run(
                call, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.returncode == 3
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr


class TestAlone:
    def test_imports_the_standard_library_only(self) -> None:
        roots = {
            name.name.partition(".")[0]
            for node in ast.walk(TREE)
            if isinstance(node, ast.Import)
            for name in node.names
        }
        roots |= {str(node.module) for node in ast.walk(TREE) if isinstance(node, ast.ImportFrom)}
        assert roots <= sys.stdlib_module_names

    def test_is_grammar_of_python_3_8(self) -> None:
        ast.parse(VERIFIER.read_text("utf-8"), feature_version=(3, 8))

    @pytest.mark.parametrize("version", ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"])
    def test_runs_on_each_python_that_is_here(self, version: str, tmp_path: Path) -> None:
        python = shutil.which(f"python{version}")
        there = python and subprocess.run([python, "-c", ""], check=False, capture_output=True)
        if not python or not there or there.returncode:
            pytest.skip(f"Python {version} is not installed")
        shutil.copy(VERIFIER, tmp_path)
        for name, code in (("good/voided", 0), ("bad/deep_nesting", 1), ("bad/huge_number", 1)):
            case = PROOFS / f"{name}.json"
            call = [python, "-I", "-S", "-W", "error", "verify.py", str(case), "--key", KEY]
            done = subprocess.run(call, cwd=tmp_path, capture_output=True, check=False)
            assert (done.returncode, done.stderr) == (code, b"")

    def test_no_function_is_long(self) -> None:
        functions = [node for node in ast.walk(TREE) if isinstance(node, ast.FunctionDef)]
        assert max((node.end_lineno or 0) - node.lineno + 1 for node in functions) < 40


# RFC 8032, section 7.1: public key, message, signature.
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
)


def by_the_library(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def both(public: bytes, message: bytes, signature: bytes) -> tuple[bool, bool]:
    return (
        VERIFY.is_signed(public, message, signature),
        by_the_library(public, message, signature),
    )


def times(factor: int, point: Any) -> Any:
    """Return a multiple of a point."""
    total = (0, 1, 1, 0)
    for bit in f"{factor:b}":
        total = VERIFY.add(total, total)
        total = VERIFY.add(total, point) if bit == "1" else total
    return total


def spelt(point: Any) -> bytes:
    """Return the 32 bytes of a point."""
    inverse = pow(point[2], -1, VERIFY.P)
    x, y = point[0] * inverse % VERIFY.P, point[1] * inverse % VERIFY.P
    return int(y | (x & 1) << 255).to_bytes(32, "little")


BASE = VERIFY.point(bytes.fromhex("58" + "66" * 31))
SMALL_ORDER = (
    *(f"{y:064x}" for y in (1, 2**255 - 20, 0, 1 | 1 << 255, 1 << 255, 2**255 - 19, 2**255 - 18)),
    *("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",),
    *("85fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",),
    *("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",),
    *("fa03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",),
)


class TestEd25519:
    @pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
    def test_vectors_of_rfc_8032(self, public: str, message: str, signature: str) -> None:
        right = [bytes.fromhex(text) for text in (public, message, signature)]
        assert both(right[0], right[1], right[2]) == (True, True)
        assert both(right[0], right[1] + b"x", right[2]) == (False, False)

    def test_agrees_with_the_library_on_signatures_right_and_wrong(self) -> None:
        random = Random(8032)  # noqa: S311  # the same examples each time
        for length in range(40):
            key = Ed25519PrivateKey.from_private_bytes(random.randbytes(32))
            public, message = key.public_key().public_bytes_raw(), random.randbytes(length)
            signature = key.sign(message)
            assert both(public, message, signature) == (True, True)
            for _ in range(3):
                changed = bytearray(signature)
                changed[random.randrange(64)] ^= 1 << random.randrange(8)
                assert both(public, message, bytes(changed)) == (False, False)
            other = bytearray(public)
            other[random.randrange(32)] ^= 1 << random.randrange(8)
            assert both(bytes(other), message, signature) == (False, False)

    def test_a_scalar_is_below_the_order(self) -> None:
        """“If the resulting S is out of range, the signature is invalid.” (RFC 8032, 5.1.7)"""
        key = Ed25519PrivateKey.from_private_bytes(bytes(32))
        public, signature = key.public_key().public_bytes_raw(), key.sign(b"once")
        scalar = int.from_bytes(signature[32:], "little")
        for more in range(1, 15):
            again = scalar + more * VERIFY.L
            assert both(public, b"once", signature[:32] + again.to_bytes(32, "little")) == (
                False,
                False,
            )

    @pytest.mark.parametrize("length", [0, 31, 32, 63, 65, 128])
    def test_a_signature_has_64_bytes(self, length: int) -> None:
        key = Ed25519PrivateKey.from_private_bytes(bytes(32))
        signature = (key.sign(b"x") * 2)[:length]
        assert both(key.public_key().public_bytes_raw(), b"x", signature) == (False, False)

    @pytest.mark.parametrize("point", SMALL_ORDER)
    def test_keys_of_small_order_sign_nothing(self, point: str) -> None:
        """The library takes them; under the first, this is a signature of any text."""
        public = bytes.fromhex(point)[::-1]
        forged = spelt(BASE) + (1).to_bytes(32, "little")
        assert VERIFY.point(public) is None
        assert not VERIFY.is_signed(public, b"anything", forged)

    @pytest.mark.parametrize("low", range(19))
    @pytest.mark.parametrize("sign", [0, 1 << 255])
    def test_a_key_has_one_spelling(self, low: int, sign: int) -> None:
        """“If the resulting value is >= p, decoding fails.” (RFC 8032, 5.1.3)"""
        assert VERIFY.point((VERIFY.P + low | sign).to_bytes(32, "little")) is None

    @pytest.mark.parametrize("sign", [0, 1 << 255])
    def test_agrees_on_which_bytes_are_points(self, sign: int) -> None:
        for y in range(2, 200):
            public = (y | sign).to_bytes(32, "little")
            x2 = (y * y - 1) * pow(VERIFY.D * y * y + 1, -1, VERIFY.P) % VERIFY.P
            is_square = pow(x2, (VERIFY.P - 1) // 2, VERIFY.P) == 1
            assert (VERIFY.point(public) is not None) == is_square

    def test_a_point_off_the_prime_order_group_is_treated_alike(self) -> None:
        """A key plus a point of order eight: both hold for those texts whose hash is even."""
        small = _decoded(SMALL_ORDER[7])
        secret, nonce = 1234567, 7654321
        public = spelt(VERIFY.add(times(secret, BASE), small))
        answers = set()
        for number in range(40):
            message = b"%d" % number
            start = spelt(times(nonce, BASE))
            digest = int.from_bytes(sha512(start + public + message).digest(), "little") % VERIFY.L
            scalar = (nonce + digest * secret) % VERIFY.L
            alone, library = both(public, message, start + scalar.to_bytes(32, "little"))
            assert alone == library == (digest % 8 == 0)
            answers.add(alone)
        assert answers == {True, False}

    @pytest.mark.parametrize(
        ("start", "holds"), [(1, True), (2**255 - 18, False), (1 | 1 << 255, False)]
    )
    def test_the_first_half_has_one_spelling(self, start: int, *, holds: bool) -> None:
        """The neutral point as R: right as it is, wrong as y + p or with a sign."""
        first = start.to_bytes(32, "little")
        secret = 1234567
        public = spelt(times(secret, BASE))
        digest = int.from_bytes(sha512(first + public + b"x").digest(), "little") % VERIFY.L
        scalar = digest * secret % VERIFY.L
        assert both(public, b"x", first + scalar.to_bytes(32, "little")) == (holds, holds)


def _decoded(point: str) -> Any:
    """Return a point of order eight, which `point` refuses."""
    y = int(point, 16)
    square = (y * y - 1) * pow(VERIFY.D * y * y + 1, -1, VERIFY.P) % VERIFY.P
    x = pow(square, (VERIFY.P + 3) // 8, VERIFY.P)
    if x * x % VERIFY.P != square:
        x = x * pow(2, (VERIFY.P - 1) // 4, VERIFY.P) % VERIFY.P
    return x, y, 1, x * y % VERIFY.P
