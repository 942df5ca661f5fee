"""Signed notes: turns text and Ed25519 keys into C2SP signed notes and cosignatures, and back.

The formats are those of c2sp.org/signed-note and c2sp.org/tlog-cosignature. Only this module
uses the `cryptography` library.

NoteError                14   bytes that are no signed note
├── NoteTooLargeError         longer, or with more signatures, than any note of a register
└── UnsignedNoteError         a text without a signature
KeyTextError             14   text that is no key
├── PublicKeyError
└── PrivateKeyError
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from records.errors import SarabanError
from records.unreadable import quoted

ED25519, COSIGNATURE = 1, 4
"""The signature types of C2SP: a log's own signature, and a witness's with its time."""

MAX_BYTES = 1_000_000
MAX_SIGNATURES = 100
LAST_TIME = 32_503_680_000
"""Cosignatures from the year 3000 on are taken for damage: no calendar here can print them."""

KEY_SIZE, SIGNATURE_SIZE, ID_SIZE, TIME_SIZE = 32, 64, 4, 8
_PRIME = 2**255 - 19
_SIGN_BIT = 1 << 255
# The y of the eight points whose multiples are only each other: under such a public key one
# signature fits many texts.
_SMALL_ORDER = frozenset(
    {
        0,
        1,
        _PRIME - 1,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    }
)
_DASH = "\N{EM DASH} "
_VKEY = re.compile(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")
_PRIVATE = "PRIVATE+KEY+"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]")


class NoteError(SarabanError):
    """Bytes that are no signed note."""

    exit_code = 14
    sentence = "This is not a signed note; it is wrong at “{quote}”."


class NoteTooLargeError(NoteError):
    """A note that is longer or has more signatures than any of a register."""

    sentence = "This signed note has more than {bytes} bytes or {signatures} signatures."


class UnsignedNoteError(NoteError):
    """A text that nobody has signed."""

    sentence = "This note bears no signature."


class KeyTextError(SarabanError):
    """Text that is no key."""

    exit_code = 14
    sentence = "This is not a key."


class PublicKeyError(KeyTextError):
    """Text that is not the public key of a register or witness."""

    sentence = "“{text}” is not the public key of a register or of a witness."


class PrivateKeyError(KeyTextError):
    """Text that is not the private key of a register; it is never quoted."""

    sentence = "This is not the private key of a register."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature line: the name of the key, its id (4 bytes), and what it signed with.

    `str()` is the line without its line feed.
    """

    name: str
    key_id: bytes
    data: bytes

    @classmethod
    def parse(cls, line: str) -> Self:
        """Return the signature that a line holds.

        Raises:
            NoteError: the line has another form.
        """
        name, space, text = line.removeprefix(_DASH).partition(" ")
        data = decoded(text)
        well_formed = line.startswith(_DASH) and space and _is_name(name)
        if not well_formed or data is None or len(data) <= ID_SIZE:
            raise NoteError(quote=quoted(line))
        return cls(name=name, key_id=data[:ID_SIZE], data=data[ID_SIZE:])

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {encoded(self.key_id + self.data)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public Ed25519 key with a name, for signatures or for cosignatures; `str()` is its vkey.

    Raises:
        PublicKeyError: no name could be so, or the key is no point that a signer could have.
    """

    name: str
    public: bytes
    algorithm: int = ED25519
    key_id: bytes = field(init=False)

    def __post_init__(self) -> None:
        known = self.algorithm in {ED25519, COSIGNATURE}
        if not (known and _is_name(self.name) and _is_sound(self.public)):
            raise PublicKeyError(text=quoted(self.name))
        object.__setattr__(self, "key_id", _key_id(self.name, self._material))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key that a vkey names, as NAME+ID+BASE64.

        Raises:
            PublicKeyError: the text is no such key.
        """
        # A private key may have been pasted by mistake; no message repeats it.
        wrong = PublicKeyError(text=quoted(_PRIVATE if text.startswith(_PRIVATE) else text))
        name, key_id, material = _parts(text) or ("", b"", b"")
        if len(material) != 1 + KEY_SIZE:
            raise wrong
        try:
            key = cls(name=name, algorithm=material[0], public=material[1:])
        except PublicKeyError as error:
            raise wrong from error
        if key.key_id != key_id:
            raise wrong
        return key

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encoded(self._material)}"

    @property
    def _material(self) -> bytes:
        return bytes([self.algorithm]) + self.public

    @property
    def as_witness(self) -> VerifierKey:
        """The same key for cosignatures."""
        return VerifierKey(name=self.name, public=self.public, algorithm=COSIGNATURE)

    def made(self, signature: Signature) -> bool:
        """Say whether the signature claims to be of this key."""
        return (signature.name, signature.key_id) == (self.name, self.key_id)

    def verifies(self, text: str, signature: Signature) -> bool:
        """Say whether this key has signed the text so."""
        if not self.made(signature):
            return False
        message, data = text.encode(), signature.data
        if self.algorithm == COSIGNATURE:
            time = _time(data)
            if time is None:
                return False
            message, data = _cosigned(text, time), data[TIME_SIZE:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(data, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerKey:
    """A private Ed25519 key with its name; `str()` is the secret text kept in a key file.

    Raises:
        PrivateKeyError: no name could be so, or the seed has not 32 bytes.
    """

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not _is_name(self.name) or len(self.seed) != KEY_SIZE:
            raise PrivateKeyError

    @classmethod
    def generate(cls, name: str) -> Self:
        """Return a new key."""
        return cls(name=name, seed=Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key that PRIVATE+KEY+NAME+ID+BASE64 spells.

        Raises:
            PrivateKeyError: the text is no such key.
        """
        parts = _parts(text.removeprefix(_PRIVATE)) if text.startswith(_PRIVATE) else None
        name, key_id, material = parts or ("", b"", b"")
        if material[:1] != bytes([ED25519]):
            raise PrivateKeyError
        key = cls(name=name, seed=material[1:])
        if key.verifier.key_id != key_id:
            raise PrivateKeyError
        return key

    def __str__(self) -> str:
        material = encoded(bytes([ED25519]) + self.seed)
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{material}"

    @property
    def verifier(self) -> VerifierKey:
        """The public key of what `sign` signs."""
        return VerifierKey(name=self.name, public=self._public)

    @property
    def cosigner(self) -> VerifierKey:
        """The public key of what `cosign` signs."""
        return self.verifier.as_witness

    def sign(self, text: str) -> Signature:
        """Return the signature line of this key under a text.

        Raises:
            NoteError: the text could not stand in a note.
        """
        _check_text(text)
        data = self._key.sign(text.encode())
        return Signature(name=self.name, key_id=self.verifier.key_id, data=data)

    def cosign(self, text: str, unix_time: int) -> Signature:
        """Return the line in which this key witnesses a checkpoint at a time (POSIX seconds).

        Raises:
            NoteError: the text could not stand in a note.
            ValueError: the time lies before 1970 or after 2999.
        """
        _check_text(text)
        if not 0 <= unix_time < LAST_TIME:
            raise ValueError(unix_time)
        time = unix_time.to_bytes(TIME_SIZE, "big")
        data = time + self._key.sign(_cosigned(text, unix_time))
        return Signature(name=self.name, key_id=self.cosigner.key_id, data=data)

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def _public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text, which ends in a line feed, and the signatures under it; `str()` is the note.

    Raises:
        NoteError: the text could not stand in a note.
        UnsignedNoteError: there is no signature.
        NoteTooLargeError: there are too many, or the note is too long.
    """

    text: str
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        _check_text(self.text)
        if not self.signatures:
            raise UnsignedNoteError
        if len(self.signatures) > MAX_SIGNATURES or len(str(self).encode()) > MAX_BYTES:
            raise NoteTooLargeError(bytes=MAX_BYTES, signatures=MAX_SIGNATURES)

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Return the note that the bytes hold; nothing about its signatures is known yet.

        Raises:
            NoteError: the bytes are no signed note.
        """
        if len(data) > MAX_BYTES:
            raise NoteTooLargeError(bytes=MAX_BYTES, signatures=MAX_SIGNATURES)
        try:
            whole = data.decode()
        except UnicodeDecodeError as error:
            raise NoteError(quote=repr(data[error.start : error.end])) from error
        # The text may have blank lines; the last one of all stands before the signatures.
        text, blank, lines = whole.rpartition("\n\n")
        if not blank or not lines:
            raise UnsignedNoteError
        if not lines.endswith("\n"):
            raise NoteError(quote=quoted(lines[-60:]))
        parsed = lines[:-1].split("\n")
        if len(parsed) > MAX_SIGNATURES:
            raise NoteTooLargeError(bytes=MAX_BYTES, signatures=MAX_SIGNATURES)
        return cls(text=text + "\n", signatures=tuple(map(Signature.parse, parsed)))

    def __str__(self) -> str:
        return "\n".join((self.text, *map(str, self.signatures), ""))

    def verified_by(self, key: VerifierKey) -> bool:
        """Say whether the key has signed the text: by one line, no more, and rightly."""
        return self._line_of(key) is not None

    def cosigned_at(self, key: VerifierKey) -> int | None:
        """Return when a witness has seen the text (POSIX seconds), None if it is not shown."""
        line = self._line_of(key) if key.algorithm == COSIGNATURE else None
        return None if line is None else _time(line.data)

    def _line_of(self, key: VerifierKey) -> Signature | None:
        lines = [line for line in self.signatures if key.made(line)]
        return lines[0] if len(lines) == 1 and key.verifies(self.text, lines[0]) else None


def encoded(data: bytes) -> str:
    """Return bytes in base64 (RFC 4648, section 4)."""
    return b64encode(data).decode()


def decoded(text: str) -> bytes | None:
    """Return the bytes that base64 stands for; None if it is no base64, or another spelling."""
    try:
        data = b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return None
    return data if encoded(data) == text else None


def _parts(text: str) -> tuple[str, bytes, bytes] | None:
    """Return name, id and material of a key's text."""
    found = _VKEY.fullmatch(text)
    material = decoded(found[3]) if found else None
    return (found[1], bytes.fromhex(found[2]), material) if found and material else None


def _key_id(name: str, material: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + material).digest()[:ID_SIZE]


def _is_name(name: str) -> bool:
    return bool(name) and not _CONTROL.search(name) and not re.search(r"[\s+]", name)


def _is_sound(public: bytes) -> bool:
    y = int.from_bytes(public, "little") & ~_SIGN_BIT
    return len(public) == KEY_SIZE and y < _PRIME and y not in _SMALL_ORDER


def _check_text(text: str) -> None:
    if found := _CONTROL.search(text):
        raise NoteError(quote=repr(found[0]))
    if not text.endswith("\n"):
        raise NoteError(quote=quoted(text[-60:]))


def _cosigned(text: str, unix_time: int) -> bytes:
    """Return what a witness signs: its own heading, which no log's text has, and the text."""
    return f"cosignature/v1\ntime {unix_time}\n{text}".encode()


def _time(data: bytes) -> int | None:
    """Return the time that a cosignature begins with."""
    time = int.from_bytes(data[:TIME_SIZE], "big")
    return time if len(data) == TIME_SIZE + SIGNATURE_SIZE and time < LAST_TIME else None
