"""Two verifiers, written apart, agree on each good and bad proof, and on each changed bit."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import standalone
from good_proofs import good_cases
from proof_cases import INDEX, TARGET, files

from registry.note import Note, VerifierKey
from registry.proof import NumberProof, Verdict, examine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CASES: dict[str, dict[str, Any]] = json.loads((TARGET / INDEX).read_bytes())
GOOD = [name for name in CASES if name.startswith("good/")]
VERIFY = standalone.module()


def judged(data: bytes, key: str | None, witnesses: Sequence[str]) -> Verdict:
    """Return the answer of the register's own verifier."""
    given = VerifierKey.parse(key) if key else None
    return examine(data, given, [VerifierKey.parse(witness) for witness in witnesses])


def judged_alone(data: bytes, key: str | None) -> int | str:
    """Return the answer of verify.py, called as a module: the state, or the step that failed."""
    given = VERIFY.read_key(key, 0) if key else None
    try:
        return str(VERIFY.check(VERIFY.decoded(data, 1), given, [])[0]["state"])
    except VERIFY.Refused as refused:
        return int(refused.args[0])


class TestTheSet:
    def test_is_what_the_script_makes(self) -> None:
        made = files()
        there = {
            path.relative_to(TARGET).as_posix(): path.read_bytes()
            for path in TARGET.rglob("*.json")
        }
        assert sorted(there) == sorted(made)
        assert [name for name in made if there[name] != made[name]] == []

    def test_is_large_enough(self) -> None:
        assert len(GOOD) >= 12
        assert len(CASES) - len(GOOD) >= 60

    def test_has_a_bad_case_for_each_step(self) -> None:
        assert {case.get("step") for case in CASES.values()} - {None} == set(range(1, 9))

    def test_has_a_good_case_for_each_state(self) -> None:
        states = {"reserved", "issued", "voided", "received", "transcribed", "lost", "never_given"}
        assert {CASES[name]["state"] for name in GOOD} == states


@pytest.mark.parametrize("name", CASES)
def test_both_verifiers_answer_as_they_should(name: str, tmp_path: Path) -> None:
    case, data = CASES[name], (TARGET / name).read_bytes()
    verdict = judged(data, case["key"], case["witnesses"])
    call = standalone.keys_given(case["key"], case["witnesses"])
    answer = standalone.verify(tmp_path, "case.json", *call, data=data)
    expected = case.get("step", 0)
    assert (verdict.step, answer.step) == (expected, expected)
    assert answer.code == (1 if expected else 0)
    assert answer.complaint == ""
    assert verdict.state == case.get("state", "")
    assert bool(str(verdict)) == bool(expected)
    if not expected:
        assert VERIFY.STATES[case["state"]][1] in answer.output.splitlines()[0]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_proof_is_written_as_it_was_read(name: str) -> None:
    data = (TARGET / name).read_bytes()
    assert NumberProof.parse(data).to_json() == data


class TestVerdict:
    def proof(self, name: str) -> Verdict:
        case = CASES[f"good/{name}.json"]
        data = (TARGET / "good" / f"{name}.json").read_bytes()
        return judged(data, case["key"], case["witnesses"])

    def test_says_since_which_entry(self) -> None:
        assert self.proof("voided").since == 5
        assert self.proof("never_given_next").since is None

    def test_says_whether_the_key_was_compared(self) -> None:
        assert self.proof("voided").is_compared
        assert not self.proof("no_key_given").is_compared

    def test_names_the_first_key_and_the_last(self) -> None:
        verdict = self.proof("key_changed_2")
        assert verdict.first_key
        assert verdict.last_key
        assert verdict.first_key.name == verdict.last_key.name
        assert verdict.first_key != verdict.last_key

    def test_names_the_witnesses_and_when_they_signed(self) -> None:
        verdict = self.proof("witnessed")
        assert verdict.checkpoint
        seen = int(verdict.checkpoint.time.timestamp()) + 60
        assert [time for _, time in verdict.witnesses] == [seen, seen]

    def test_a_refused_proof_shows_no_state(self) -> None:
        data = (TARGET / "bad" / "void_left_out.json").read_bytes()
        verdict = judged(data, CASES["bad/void_left_out.json"]["key"], ())
        assert (verdict.state, verdict.since, verdict.is_proven) == ("", None, False)
        assert str(verdict).startswith("The entries shown are not the ones")

    @pytest.mark.parametrize(
        "data", [b"[" * 1_000_000, b'{"a":' * 200_000, b"9" * 1_000_000, b" " * 1_000_001]
    )
    def test_hostile_files_are_answered(self, data: bytes, tmp_path: Path) -> None:
        assert judged(data, None, ()).step == 1
        answer = standalone.verify(tmp_path, "case.json", data=data)
        assert (answer.code, answer.step) == (1, 1)


# A flipped bit is immaterial in two places only: white space between the parts of the JSON may be
# other white space, and a signature line that nobody needs (a witness's who was not asked for, the
# new key's beside the old one's) may say anything that is still a signature line.

FLIPPED = {
    "voided": r"(?s).*",
    "never_given_next": r'(?s)"state".*',
    "unknown_series_middle": r'(?s)"state".*',
    "key_changed_1": r'(?s)"checkpoint".*"series_leaf"',
    "witness_not_asked_for": r'"checkpoint".*',
}


def sampled(text: bytes, part: str) -> list[int]:
    """Return the places in a part of the file, only some of those within hashes of paths."""
    whole = re.search(part.encode(), text)
    assert whole
    hashes = {
        place
        for found in re.finditer(rb'\n +"([A-Za-z0-9+/]{43}=)"', text)
        for place in range(found.start(1), found.end(1))
        if place % 23
    }
    return [place for place in range(whole.start(), whole.end()) if place not in hashes]


def needed_lines(data: bytes) -> set[bytes]:
    """Return the signature lines that show what the proof shows."""
    proof = NumberProof.parse(data)
    keys = [VerifierKey.parse(shown.key) for shown in proof.keys]
    notes = [*(shown.checkpoint for shown in proof.keys[1:]), proof.checkpoint]
    return {
        str(line).encode()
        for key, note in zip(keys, notes, strict=True)
        for line in Note.parse(str(note).encode()).signatures
        if key.made(line)
    }


def is_immaterial(data: bytes, place: int) -> bool:
    line = data[data.rfind(b"\\n", 0, place) + 2 : data.find(b"\\n", place)]
    in_text = (data.count(b'"', 0, place) - data.count(b'\\"', 0, place)) % 2
    if in_text:
        return line.startswith("— ".encode()) and line not in needed_lines(data)
    return data[place : place + 1].isspace()


@pytest.mark.parametrize("name", FLIPPED)
def test_no_flipped_bit_goes_unseen(name: str) -> None:
    case = next(case for case in good_cases() if case.name == name)
    refused = 0
    for place in sampled(case.data, FLIPPED[name]):
        changed = bytearray(case.data)
        changed[place] ^= 1 << place % 8
        verdict = judged(bytes(changed), case.key, ())
        where = place, bytes(changed[max(0, place - 20) : place + 20])
        assert (verdict.step or verdict.state) == judged_alone(bytes(changed), case.key), where
        if verdict.is_proven:
            assert is_immaterial(case.data, place), where
            assert verdict.state == case.state
        refused += not verdict.is_proven
    assert refused > 200
