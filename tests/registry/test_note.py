"""Signed notes against the text of C2SP, and keys against what nobody should accept."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from registry.note import (
    COSIGNATURE,
    MAX_BYTES,
    KeyTextError,
    Note,
    NoteError,
    NoteTooLargeError,
    PrivateKeyError,
    PublicKeyError,
    Signature,
    SignerKey,
    UnsignedNoteError,
    VerifierKey,
    decoded,
    encoded,
)

KEY = SignerKey(name="saraban/0123456789abcdef", seed=bytes(range(32)))
OTHER = SignerKey(name="saraban/fedcba9876543210", seed=bytes(32))
TEXT = "saraban/0123456789abcdef\n12\nบรรทัด\n"
NOW = 1_795_361_400

# The example of c2sp.org/tlog-checkpoint and c2sp.org/tlog-cosignature.
EXAMPLE = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa \
Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 \
jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""


def note(text: str = TEXT, *signatures: Signature) -> Note:
    return Note(text=text, signatures=signatures or (KEY.sign(text),))


class TestFormat:
    """
    “A signed note consists of a text ending in newline (U+000A), followed by a blank line (only a
    newline), followed by one or more signature lines.”
    """

    def test_the_published_example_is_read_and_written(self) -> None:
        parsed = Note.parse(EXAMPLE.encode())
        assert str(parsed) == EXAMPLE
        assert parsed.text.splitlines()[1] == "20852163"
        assert [line.name for line in parsed.signatures] == [
            "example.com/behind-the-sofa",
            "witness.example.com/w1",
        ]
        assert parsed.signatures[1].key_id == bytes.fromhex("8d66cf3f")

    def test_the_text_may_have_blank_lines(self) -> None:
        """“The text is separated from the signatures by the last empty line in the note.”"""
        text = "Ognuno sta solo\n\ned è subito sera.\n\n"
        assert Note.parse(str(note(text)).encode()).text == text

    def test_a_text_may_be_a_mere_line_feed(self) -> None:
        assert Note.parse(str(note("\n")).encode()).text == "\n"

    @given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
    def test_any_text_comes_back(self, text: str) -> None:
        made = note(f"{text}\n")
        assert Note.parse(str(made).encode()) == made

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"text\n",
            b"text\n\n",
            TEXT.encode() + b"\n",
            str(note()).encode().removesuffix(b"\n"),
            str(note()).encode() + b"\n",
            str(note()).replace("\n", "\r\n").encode(),
            str(note()).replace("—", "-").encode(),
            str(note()).replace("— ", "—").encode(),
            str(note()).replace("— ", "—  ").encode(),
            str(note()).replace("=\n", "\n").encode(),
            str(note()).replace("=\n", "=\n=").encode(),
            str(note()).replace("\n12", "\t12").encode(),
            str(note()).replace("\n12", "\x0012").encode(),
            str(note()).encode("utf-16"),
            str(note()).encode().replace("บ".encode(), b"\xe0\xb8"),
            f"{TEXT}\n— name AAAA\n".encode(),
            f"{TEXT}\n— na+me AAAAAAA=\n".encode(),
            f"{TEXT}\n— na\u00a0me AAAAAAA=\n".encode(),
            f"{TEXT}\n—  AAAAAAA=\n".encode(),
            f"{TEXT}\n— name AAAAAAB=\n".encode(),
        ],
    )  # fmt: skip
    def test_anything_else_is_refused(self, data: bytes) -> None:
        with pytest.raises(NoteError):
            Note.parse(data)

    @pytest.mark.parametrize("text", ["", "no line feed", "tab\t\n", "null\0\n", "half \ud800\n"])
    def test_such_a_text_is_never_signed(self, text: str) -> None:
        with pytest.raises(NoteError):
            KEY.sign(text)
        with pytest.raises(NoteError):
            KEY.cosign(text, NOW)
        with pytest.raises(NoteError):
            Note(text=text, signatures=(KEY.sign("\n"),))

    def test_a_note_has_a_signature(self) -> None:
        with pytest.raises(UnsignedNoteError):
            Note(text=TEXT, signatures=())

    def test_a_hundred_signatures_are_read_and_no_more(self) -> None:
        """“Verifiers … MUST accept at least up to 16 signatures.”"""
        lines = [SignerKey(name=f"w{number}", seed=bytes(32)).sign(TEXT) for number in range(101)]
        assert len(Note.parse(str(note(TEXT, *lines[:100])).encode()).signatures) == 100
        whole = str(note(TEXT, *lines[:100])) + f"{lines[100]}\n"
        with pytest.raises(NoteTooLargeError):
            Note.parse(whole.encode())

    def test_a_note_has_bounds(self) -> None:
        with pytest.raises(NoteTooLargeError):
            Note.parse(str(note()).encode() + b"x" * MAX_BYTES)
        with pytest.raises(NoteTooLargeError):
            note("x" * MAX_BYTES + "\n")


class TestSignatures:
    """“If the key name and ID match a known key, verifiers MUST verify the signature.”"""

    def test_what_was_signed_verifies(self) -> None:
        assert note().verified_by(KEY.verifier)

    def test_another_text_does_not(self) -> None:
        changed = Note(text=TEXT.replace("12", "13"), signatures=note().signatures)
        assert not changed.verified_by(KEY.verifier)

    def test_signatures_of_unknown_keys_are_ignored(self) -> None:
        both = note(TEXT, OTHER.sign("another\n"), KEY.sign(TEXT))
        assert both.verified_by(KEY.verifier)
        assert not both.verified_by(OTHER.verifier)

    def test_the_same_name_with_another_id_is_ignored(self) -> None:
        namesake = SignerKey(name=KEY.name, seed=bytes(32))
        assert note(TEXT, namesake.sign(TEXT), KEY.sign(TEXT)).verified_by(KEY.verifier)
        assert not note(TEXT, namesake.sign(TEXT)).verified_by(KEY.verifier)

    def test_a_key_signs_a_note_once(self) -> None:
        assert not note(TEXT, KEY.sign(TEXT), KEY.sign(TEXT)).verified_by(KEY.verifier)
        assert not note(TEXT, KEY.sign("other\n"), KEY.sign(TEXT)).verified_by(KEY.verifier)

    @pytest.mark.parametrize("length", [0, 1, 63, 65, 72])
    def test_a_signature_has_64_bytes(self, length: int) -> None:
        data = (KEY.sign(TEXT).data * 2)[:length] or b"\0"
        line = Signature(name=KEY.name, key_id=KEY.verifier.key_id, data=data)
        assert not note(TEXT, line).verified_by(KEY.verifier)

    def test_each_bit_counts(self) -> None:
        right = KEY.sign(TEXT)
        for bit in range(0, 512, 5):
            data = bytearray(right.data)
            data[bit // 8] ^= 1 << bit % 8
            line = Signature(name=right.name, key_id=right.key_id, data=bytes(data))
            assert not note(TEXT, line).verified_by(KEY.verifier)

    def test_signing_is_always_the_same(self) -> None:
        assert KEY.sign(TEXT) == KEY.sign(TEXT)


class TestCosignatures:
    """“The signed message MUST be two newline terminated lines …, followed by the note body.”"""

    def test_a_witness_says_when(self) -> None:
        seen = note(TEXT, KEY.sign(TEXT), OTHER.cosign(TEXT, NOW))
        assert seen.cosigned_at(OTHER.cosigner) == NOW
        assert seen.verified_by(OTHER.cosigner)
        assert seen.cosigned_at(OTHER.verifier) is None

    def test_the_message_is_that_of_the_specification(self) -> None:
        line = OTHER.cosign(TEXT, NOW)
        assert line.data[:8] == NOW.to_bytes(8, "big")
        public = Ed25519PublicKey.from_public_bytes(OTHER.verifier.public)
        public.verify(line.data[8:], f"cosignature/v1\ntime {NOW}\n{TEXT}".encode())
        with pytest.raises(InvalidSignature):
            public.verify(line.data[8:], TEXT.encode())

    def test_the_time_is_signed(self) -> None:
        line = OTHER.cosign(TEXT, NOW)
        data = (NOW + 1).to_bytes(8, "big") + line.data[8:]
        moved = Signature(name=line.name, key_id=line.key_id, data=data)
        assert note(TEXT, moved).cosigned_at(OTHER.cosigner) is None

    @pytest.mark.parametrize("time", [-1, 32_503_680_000, 2**63])
    def test_times_that_no_calendar_has_are_not_signed(self, time: int) -> None:
        with pytest.raises(ValueError, match=str(time)):
            OTHER.cosign(TEXT, time)

    @pytest.mark.parametrize("time", [32_503_680_000, 2**63, 2**64 - 1])
    def test_nor_read(self, time: int) -> None:
        line = OTHER.cosign(TEXT, NOW)
        data = time.to_bytes(8, "big") + line.data[8:]
        moved = Signature(name=line.name, key_id=line.key_id, data=data)
        assert note(TEXT, moved).cosigned_at(OTHER.cosigner) is None

    def test_a_signature_is_no_cosignature(self) -> None:
        line = OTHER.sign(TEXT)
        renamed = Signature(name=line.name, key_id=OTHER.cosigner.key_id, data=line.data)
        padded = Signature(name=line.name, key_id=OTHER.cosigner.key_id, data=bytes(8) + line.data)
        assert note(TEXT, renamed).cosigned_at(OTHER.cosigner) is None
        assert note(TEXT, padded).cosigned_at(OTHER.cosigner) is None

    def test_the_key_has_another_id(self) -> None:
        assert OTHER.cosigner.key_id != OTHER.verifier.key_id
        assert OTHER.cosigner == OTHER.verifier.as_witness == OTHER.cosigner.as_witness


class TestVerifierKey:
    """“key ID = SHA-256(key name || 0x0A || 0x01 || 32-byte Ed25519 public key)[:4]”"""

    def test_the_id_of_the_published_key(self) -> None:
        """The key of the Go checksum database, as its documentation gives it."""
        text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
        key = VerifierKey.parse(text)
        assert (key.name, key.key_id.hex(), str(key)) == ("sum.golang.org", "033de0ae", text)

    @pytest.mark.parametrize("key", [KEY.verifier, KEY.cosigner])
    def test_its_text_comes_back(self, key: VerifierKey) -> None:
        assert VerifierKey.parse(str(key)) == key
        assert str(VerifierKey.parse(str(key))) == str(key)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "name",
            "name+00000000",
            "+" + str(KEY.verifier).split("+", 1)[1],
            str(KEY.verifier) + "\n",
            " " + str(KEY.verifier),
            str(KEY.verifier).replace("saraban/", "saraban /"),
            str(KEY.verifier).replace("saraban/", "SARABAN/"),
            str(KEY.verifier)[:-1],
            str(KEY.verifier) + "AAAA",
            str(OTHER.verifier).replace(OTHER.name, KEY.name),
            str(KEY),
        ],
    )
    def test_anything_else_is_no_key(self, text: str) -> None:
        with pytest.raises(PublicKeyError):
            VerifierKey.parse(text)

    def test_a_private_key_is_not_repeated(self) -> None:
        with pytest.raises(PublicKeyError) as caught:
            VerifierKey.parse(str(KEY))
        assert str(KEY)[12:40] not in str(caught.value)

    @pytest.mark.parametrize(
        "y",
        [0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18, 2**255 - 1],
    )
    @pytest.mark.parametrize("sign", [0, 1 << 255])
    def test_points_of_small_order_and_misspelt_ones_are_no_keys(self, y: int, sign: int) -> None:
        public = (y | sign).to_bytes(32, "little")
        with pytest.raises(PublicKeyError):
            VerifierKey(name=KEY.name, public=public)

    @pytest.mark.parametrize("algorithm", [0, 2, 3, 5, 6, 255])
    def test_other_kinds_of_signature_are_unknown(self, algorithm: int) -> None:
        with pytest.raises(PublicKeyError):
            VerifierKey(name=KEY.name, public=KEY.verifier.public, algorithm=algorithm)

    @pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b", "a\nb", "a\0b"])
    def test_names_have_no_spaces_or_plus(self, name: str) -> None:
        with pytest.raises(PublicKeyError):
            VerifierKey(name=name, public=KEY.verifier.public)
        with pytest.raises(PrivateKeyError):
            SignerKey(name=name, seed=KEY.seed)


class TestSignerKey:
    def test_its_text_comes_back(self) -> None:
        assert str(KEY).startswith("PRIVATE+KEY+saraban/0123456789abcdef+")
        assert SignerKey.parse(str(KEY)) == KEY

    def test_the_published_key_of_go_is_read(self) -> None:
        """The example of golang.org/x/mod/sumdb/note."""
        text = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
        key = SignerKey.parse(text)
        verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        assert (str(key), str(key.verifier)) == (text, verifier)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            str(KEY)[12:],
            str(KEY)[:-4],
            str(KEY) + "\n",
            str(KEY.verifier),
            f"PRIVATE+KEY+{KEY.cosigner}",
        ],
    )
    def test_anything_else_is_no_key(self, text: str) -> None:
        with pytest.raises(KeyTextError):
            SignerKey.parse(text)

    def test_the_secret_is_not_shown(self) -> None:
        assert repr(KEY.seed) not in repr(KEY)
        assert encoded(KEY.seed)[:10] not in repr(KEY)

    def test_each_new_key_is_another(self) -> None:
        assert SignerKey.generate("a").seed != SignerKey.generate("a").seed

    def test_kinds(self) -> None:
        assert (KEY.verifier.algorithm, KEY.cosigner.algorithm) == (1, COSIGNATURE)


class TestBase64:
    @given(st.binary(max_size=40))
    def test_bytes_come_back(self, data: bytes) -> None:
        assert decoded(encoded(data)) == data

    @pytest.mark.parametrize(
        "text", ["AB==", "AA=", "AAAA\n", " AAAA", "AA-_", "ก", "AAAA====", "="]
    )
    def test_other_spellings_are_refused(self, text: str) -> None:
        assert decoded(text) is None
