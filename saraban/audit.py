"""Audit (การตรวจสอบ): what an auditor brings from elsewhere, held against a register or a proof."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import Problem
from registry import proof as number_proof
from registry.note import Note, PublicKeyError, VerifierKey
from registry.proof_file import MAX_BYTES, NumberProof, ProofFileError
from registry.verification.verifier import verify
from saraban.errors import UnreadableFileError, WrongAnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from registry.finding import Report
    from registry.verdict import Verdict

TOO_LARGE = "it is larger than {limit} bytes"


def key_of(option: str, text: str) -> VerifierKey:
    """Return the public key that an option gives: itself, or the first line of a file.

    Raises:
        WrongAnswerError: it is no public key.
        UnreadableFileError: the file cannot be read.
    """
    if Path(text).is_file():
        lines = contents(Path(text)).decode("utf-8", "replace").split()
        text = lines[0] if lines else ""
    try:
        return VerifierKey.parse(text.strip())
    except PublicKeyError as error:
        facts = tuple(error.facts.items())
        problem = Problem(file="", line=0, sentence=error.sentence, facts=facts)
        raise WrongAnswerError(field=option, problem=problem) from error


def checkpoint_of(file: Path) -> Note:
    """Return the checkpoint that a file holds, also inside the proof of a number.

    Raises:
        UnreadableFileError: the file cannot be read.
        NoteError: it holds no signed note.
    """
    data = contents(file)
    if data.lstrip().startswith(b"{"):
        try:
            data = NumberProof.parse(data).checkpoint.encode()
        except ProofFileError as error:
            raise UnreadableFileError(file=str(file), detail=str(error)) from error
    return Note.parse(data)


def register(
    folder: Path,
    notes: Sequence[Note],
    key: VerifierKey | None,
    witnesses: Sequence[VerifierKey],
    tell: Callable[[str, int, int], None],
) -> Report:
    """Verify the register of an office folder.

    Raises:
        RegisterError: there is none, or it cannot be looked at.
    """
    now = datetime.now(UTC)
    return verify(folder, notes, key, now=now, witnesses=witnesses, tell=tell)


def proof(file: Path, key: VerifierKey | None, witnesses: Sequence[VerifierKey]) -> Verdict:
    """Check the proof of a number; whatever the file holds, the answer is a verdict.

    Raises:
        UnreadableFileError: the file cannot be read.
    """
    return number_proof.examine(contents(file), key, witnesses)


def contents(file: Path) -> bytes:
    """Return what a file holds, if it is not larger than any proof.

    Raises:
        UnreadableFileError: it cannot be read, or is larger.
    """
    try:
        if file.exists() and not file.is_file():
            raise UnreadableFileError(file=str(file), detail="it is no file")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        detail = error.strerror or "it cannot be read"
        raise UnreadableFileError(file=str(file), detail=detail) from error
    if len(data) > MAX_BYTES:
        problem = Problem(file="", line=0, sentence=TOO_LARGE, facts=(("limit", MAX_BYTES),))
        raise UnreadableFileError(file=str(file), detail=problem)
    return data
