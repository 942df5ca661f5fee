"""Fixtures: the example sets, printed once as PDF, with all that the printer logged meanwhile."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from makings import OFFICE
from pages import CASES, DOCUMENTS, PrintedSet, print_set

from generator.printing import Printer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pages import Print

ENGINES = ("weasyprint", "weasyprint.progress", "fontTools", "PIL", "pydyf", "tinycss2")


class Notebook(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.notes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.notes.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(scope="session")
def notebook() -> Iterator[Notebook]:
    """What the printer's engines log while anything of the session is printed."""
    notes = Notebook()
    for name in ENGINES:
        logging.getLogger(name).addHandler(notes)
    yield notes
    for name in ENGINES:
        logging.getLogger(name).removeHandler(notes)


@pytest.fixture(scope="session")
def printer(notebook: Notebook) -> Printer:
    """The printer of the office that generated documents belong to."""
    del notebook  # it must be listening
    return Printer(OFFICE)


@pytest.fixture(scope="session")
def sets(notebook: Notebook) -> Mapping[str, PrintedSet]:
    """The example sets by the folders of their cases."""
    del notebook  # it must be listening
    return {name: print_set(name) for name in CASES}


@pytest.fixture(params=CASES)
def printed_set(request: pytest.FixtureRequest, sets: Mapping[str, PrintedSet]) -> PrintedSet:
    return sets[request.param]


@pytest.fixture(params=DOCUMENTS)
def printed(request: pytest.FixtureRequest, sets: Mapping[str, PrintedSet]) -> Print:
    """One document of an example set, printed."""
    case, _, document = request.param.rpartition("/")
    return sets[case].prints[document]
