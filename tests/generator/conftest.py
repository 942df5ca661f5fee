"""Fixtures: the example sets, printed once as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from makings import OFFICE
from prints import CASES, DOCUMENTS, PrintedSet, print_set

from generator.printing import Printer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prints import Print


@pytest.fixture(scope="session")
def printer() -> Printer:
    """The printer of the office that generated documents belong to."""
    return Printer(OFFICE)


@pytest.fixture(scope="session")
def sets() -> Mapping[str, PrintedSet]:
    """The example sets by the folders of their cases."""
    return {name: print_set(name) for name in CASES}


@pytest.fixture(params=CASES)
def printed_set(request: pytest.FixtureRequest, sets: Mapping[str, PrintedSet]) -> PrintedSet:
    return sets[request.param]


@pytest.fixture(params=DOCUMENTS)
def printed(request: pytest.FixtureRequest, sets: Mapping[str, PrintedSet]) -> Print:
    """One document of an example set, printed."""
    case, _, document = request.param.rpartition("/")
    return sets[case].prints[document]
