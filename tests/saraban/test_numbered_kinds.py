"""Every kind that bears a number gets one of its own book, from `new` to print and register."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from records.dates import ThaiDate
from records.digits import to_thai
from records.kind import KINDS
from records.spelling import squeeze
from registry.irregularity import BANGKOK

if TYPE_CHECKING:
    from house import House

NUMBERED = tuple(kind.id for kind in KINDS.values() if kind.book and not kind.asks)
YEAR = to_thai(str(ThaiDate(datetime.now(BANGKOK).date()).year_be))
# What stands before the number on the page, and the number itself.
SPELT = {
    "memo": ("ที่", "ตย ๐๑๓๒/{n}"),
    "letter": ("ที่", "ตย ๐๑๓๒/{n}"),
    "order": ("ที่", f"{{n}}/{YEAR}"),
    "certificate": ("เลขที่", f"{{n}}/{YEAR}"),
    "minutes": ("ครั้งที่", f"{{n}}/{YEAR}"),
}
CLERK = {"SARABAN_BY": "มานี"}


@pytest.fixture
def office(house: House) -> House:
    """Give the small office with a register."""
    ended = house.run("init", ".", **CLERK)
    assert ended.code == 0, ended.err
    return house


def test_all_are_here() -> None:
    assert set(NUMBERED) == SPELT.keys()


@pytest.mark.parametrize("kind", NUMBERED)
def test_each_is_numbered_by_its_book(office: House, kind: str) -> None:
    label, shape = SPELT[kind]
    files = [f"cases/b/{kind}-{n}.yaml" for n in (1, 2)]
    for file in files:
        ended = office.run("new", kind, "-o", file, "--subject", "นางสาวมานี", "--signer", "somchai")
        assert ended.code == 0, ended.err
    ended = office.run("issue", *files, "--json", **CLERK)
    assert ended.code == 0, ended.err
    issued = json.loads(ended.out)["issued"]
    numbers = [shape.format(n=digit) for digit in "๑๒"]
    assert [one["number"] for one in issued] == numbers
    for number, one in zip(numbers, issued, strict=True):
        assert squeeze(f"{label} {number}") in first_page(one["files"])
    ended = office.run("register", "--book", str(KINDS[kind].book), "--json")
    items = json.loads(ended.out)["items"]
    assert [(item["number"], item["kind"]) for item in items] == [(one, kind) for one in numbers]
    assert all("นางสาวมานี" in item["subject"] for item in items)


@pytest.mark.parametrize("kind", ["certificate", "minutes"])
def test_a_number_of_another_book_is_refused(office: House, kind: str) -> None:
    file = f"cases/b/{kind}.yaml"
    office.run("new", kind, "-o", file, "--subject", "ก", "--number", "ตย 0132/5")
    before = office.files()
    ended = office.run("issue", file, **CLERK)
    assert ended.code != 0
    assert "ตย ๐๑๓๒/๕" in ended.err
    assert office.files() == before


def first_page(files: list[Any]) -> str:
    """Return the words of the first page of the PDF among files, without white space."""
    [pdf] = [file for file in files if file.endswith(".pdf")]
    return squeeze(pypdf.PdfReader(pdf).pages[0].extract_text())
