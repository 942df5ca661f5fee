"""Incoming documents: turns what the clerk typed and the files that came into a receipt."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.errors import Problem
from records.record import Secrecy
from records.wording import MAX_LINE
from registry.receipt import Incoming
from registry.wanted import Paper
from saraban import answers
from saraban.errors import UnreadableFileError, WrongAnswerError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

MAX_BYTES = 200_000_000
TOO_LONG = "the text has {length} characters; at most {limit} fit here"
NOT_A_CLASS = "`{input}` is not one of: {expected}"
EMPTY = "it is empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What the clerk typed, as typed."""

    sender: str
    subject: str
    to: str = ""
    number: str = ""
    date: str = ""
    received: str = ""
    secrecy: str = ""


def incoming_of(slip: Slip, files: Sequence[Path], now: datetime) -> Incoming:
    """Return the document that a slip and its files describe.

    Raises:
        WrongAnswerError: an answer cannot stand there.
        UnreadableFileError: a file cannot be read.
    """
    if slip.secrecy and slip.secrecy not in tuple(Secrecy):
        facts = (("input", slip.secrecy), ("expected", ", ".join(Secrecy)))
        raise _wrong("--secrecy", NOT_A_CLASS, facts)
    return Incoming(
        received=answers.moment("--received", slip.received, now),
        sender=_line("--from", slip.sender, needed=True),
        subject=_line("--subject", slip.subject, needed=True),
        to=_line("--to", slip.to),
        their_number=_line("--number", slip.number),
        their_date=answers.day("--date", slip.date) if slip.date else None,
        secrecy=slip.secrecy,
        files=tuple(_paper(file) for file in files),
    )


def _line(field: str, text: str, *, needed: bool = False) -> str:
    line = " ".join(text.split())
    if needed and not line:
        raise _wrong(field, EMPTY, ())
    if len(line) > MAX_LINE:
        raise _wrong(field, TOO_LONG, (("length", len(line)), ("limit", MAX_LINE)))
    return line


def _paper(path: Path) -> Paper:
    try:
        if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
            raise UnreadableFileError(file=str(path), detail="it is no file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        detail = os.strerror(error.errno) if error.errno else "it cannot be read"
        raise UnreadableFileError(file=str(path), detail=detail) from error
    if len(data) > MAX_BYTES:
        detail = "it is larger than 200 MB"
        raise UnreadableFileError(file=str(path), detail=detail)
    return Paper(name=path.name, data=data)


def _wrong(field: str, sentence: str, facts: tuple[tuple[str, object], ...]) -> WrongAnswerError:
    problem = Problem(file="", line=0, sentence=sentence, facts=facts)
    return WrongAnswerError(field=field, problem=problem)
