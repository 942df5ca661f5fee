"""A clerk's work at the counter: sheets to be issued, and what the log says afterwards."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pypdf

from records.dates import ThaiDate
from records.spelling import squeeze
from registry.entry import read
from registry.irregularity import BANGKOK
from registry.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    from house import House

NOW = datetime.now(BANGKOK)
TODAY = ThaiDate(NOW.date())
YEAR = TODAY.year_be
ENGLISH = {"SARABAN_LANG": "en", "SARABAN_BY": "มานี"}


def dated(days: int) -> ThaiDate:
    return ThaiDate((NOW + timedelta(days=days)).date())


def memo(subject: str = "ทดสอบ", **fields: str) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return (
        f"kind: memo\n{head}subject: {subject}\nto: ผู้อำนวยการ\nbody: |\n  ข้อความ\n"
        "signers: [somchai]\n"
    )


def issue(office: House, *arguments: object) -> dict[str, Any]:
    """Issue one sheet and return what the program says of it."""
    ended = office.run("issue", *arguments, "--json", **ENGLISH)
    assert ended.code == 0, ended.err
    (entry,) = json.loads(ended.out)["issued"]
    found: dict[str, Any] = entry
    return found


def log(office: House) -> list[Any]:
    """Return every act of the log, read as one who trusts nobody."""
    register = Register.open(office.folder)
    with register.store.reading() as reader:
        acts = [read(body, place) for place, body in reader.entries(0, reader.size())]
    register.close()
    return acts


def words(path: Path) -> str:
    return squeeze("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
