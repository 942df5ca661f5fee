"""Good proofs of numbers: each with what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proof_register import (
    CIRCULARS,
    LETTERS,
    OLDER,
    ORDERS,
    OTHER,
    RECEIVED,
    SHARED,
    Proof,
    Register,
    signer,
    usual,
)

from registry.proof_file import NumberProof

if TYPE_CHECKING:
    from collections.abc import Iterator

WITNESSES = (signer("neighbour"), signer("province"))


@dataclass(frozen=True, kw_only=True)
class Case:
    """A proof, the keys given to the verifier, and what it must answer.

    `step` is the first that fails, 0 for a good proof, whose `state` is then shown.
    """

    name: str
    says: str
    data: bytes
    state: str = ""
    step: int = 0
    key: str | None = None
    witnesses: tuple[str, ...] = ()


def written(proof: Proof) -> bytes:
    """Return a proof as the register writes it."""
    return NumberProof.model_validate(proof).to_json()


def rotated(times: int) -> Register:
    """Return the usual register after changes of its key."""
    register = usual()
    for change in range(times):
        register.rotate(f"office {change + 2}")
    register.log("issued", series=LETTERS, running=38, number="ตก ๐๑๓๒/๓๘", subject="หลังเปลี่ยนกุญแจ")
    return register


def witnessed(register: Register, proof: Proof) -> Proof:
    """Return a proof whose checkpoint two other offices have countersigned."""
    return {**proof, "checkpoint": register.note(witnesses=WITNESSES)}


def good_cases() -> Iterator[Case]:
    """Yield every good case."""
    register = usual()
    key = str(register.key.verifier)
    for name, says, series, running, number in _NUMBERS:
        proof = register.prove(series, running, number)
        state = proof["state"]
        yield Case(name=name, says=says, data=written(proof), state=state, key=key)
    yield from _special(register, key)


def _special(register: Register, key: str) -> Iterator[Case]:
    voided = register.prove(LETTERS, 33, "ตก ๐๑๓๒/๓๓")
    yield Case(
        name="no_key_given", says="nobody compares the first key",
        data=written(voided), state="voided",
    )  # fmt: skip
    yield Case(
        name="witnessed", says="two other offices have countersigned the checkpoint",
        data=written(witnessed(register, voided)), state="voided", key=key,
        witnesses=tuple(str(witness.cosigner) for witness in WITNESSES),
    )  # fmt: skip
    yield Case(
        name="witnessed_by_office_key", says="the witness is named by its office.pub",
        data=written(witnessed(register, voided)), state="voided", key=key,
        witnesses=(str(WITNESSES[0].verifier),),
    )  # fmt: skip
    yield Case(
        name="witness_not_asked_for", says="signatures of unknown keys are left alone",
        data=written(witnessed(register, voided)), state="voided", key=key,
    )  # fmt: skip
    for times in (1, 2):
        proof = rotated(times).prove(LETTERS, 38, "ตก ๐๑๓๒/๓๘")
        yield Case(
            name=f"key_changed_{times}", says=f"the key was changed {times} times",
            data=written(proof), state="issued", key=key,
        )  # fmt: skip
    fresh = Register("new office")
    proof = fresh.prove(LETTERS, 1, "ตก ๐๑๓๒/๑")
    yield Case(
        name="never_given_by_a_new_register", says="no number was given in any series yet",
        data=written(proof), state="never_given", key=str(fresh.key.verifier),
    )  # fmt: skip
    fresh.log("issued", series=LETTERS, running=1, number="ตก ๐๑๓๒/๑", subject="ฉบับแรก")
    proof = fresh.prove(LETTERS, 1, "ตก ๐๑๓๒/๑")
    yield Case(
        name="issued_first", says="the only series has the index 0 and no path",
        data=written(proof), state="issued", key=str(fresh.key.verifier),
    )  # fmt: skip


_NUMBERS = (
    ("issued", "a letter", LETTERS, 32, "ตก ๐๑๓๒/๓๒"),
    ("issued_order", "an order, numbered by the year", ORDERS, 1, "๑/๒๕๖๓"),
    ("issued_circular", "a circular in its own series", CIRCULARS, 1, "ตก ๐๑๓๒/ว ๑"),
    ("issued_circular_shared", "a circular among the letters", SHARED, 5, "ตก ๐๑๓๒.๐๐๓/ว ๕"),
    ("reserved", "one of a block", LETTERS, 35, "ตก ๐๑๓๒/๓๕"),
    ("voided", "reserved, issued, then voided", LETTERS, 33, "ตก ๐๑๓๒/๓๓"),
    (
        "issued_under_wo",
        "the code of its office has the letter of circulars",
        OTHER,
        9,
        "วธ ๐๒๐๑/๙",
    ),
    ("received", "an incoming document", RECEIVED, 1, "๑"),
    ("transcribed", "copied from an older register", OLDER, 40, "ตก ๐๑๓๒/๔๐"),
    ("transcribed_voided", "voided in the older register", OLDER, 41, "ตก ๐๑๓๒/๔๑"),
    ("lost", "given after the backup that was restored", LETTERS, 37, "ตก ๐๑๓๒/๓๗"),
    ("never_given_next", "the number after the highest", LETTERS, 38, "ตก ๐๑๓๒/๓๘"),
    ("never_given_before", "a gap before the first", LETTERS, 30, "ตก ๐๑๓๒/๓๐"),
    ("never_given_highest", "the highest possible", LETTERS, 999_999_999, "ตก ๐๑๓๒/๙๙๙๙๙๙๙๙๙"),
    ("unknown_series_first", "before all series", "announcements/ตก 0132/2563", 1, "๑/๒๕๖๓"),
    ("unknown_series_middle", "between two series", "sent/ตก 0132/2561", 7, "ตก ๐๑๓๒/๗"),
    ("unknown_series_last", "after all series", "sent/สก 0199/2563", 7, "สก ๐๑๙๙/๗"),
)
