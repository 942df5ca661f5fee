"""What is asked of the log before a disposal: the same in one portion and in several."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from registry.keeping.acts import Disposed, Filed, Held
from registry.keeping.stock import Stock
from registry.wanted import Paper

if TYPE_CHECKING:
    from clerks import Clerk

SHARED, OWN = Paper(name="a.pdf", data=b"a" * 9), Paper(name="b.pdf", data=b"b" * 9)


@pytest.fixture
def made(clerk: Clerk) -> tuple[int, int, int]:
    """Three letters of which the first two have an attachment in common; the last is void."""
    first = clerk.issue(record=b'{"n":1}', files=(SHARED, OWN))
    second = clerk.issue(record=b'{"n":2}', files=(SHARED,))
    third = clerk.issue(record=b'{"n":3}')
    clerk.void(str(third.number))
    return first.entry, second.entry, third.entry


def write(clerk: Clerk, model: type[Filed | Held | Disposed], **fields: object) -> None:
    with clerk.register.writing(clerk.now, clerk.by) as pen:
        pen.append(model, day="2020-02-13", **fields)


def read(clerk: Clerk, stock: Stock) -> Stock:
    with clerk.register.store.reading() as reader:
        stock.follow(reader)
    return stock


def test_items_are_those_asked_for_as_they_are_now(
    clerk: Clerk, made: tuple[int, int, int]
) -> None:
    stock = read(clerk, Stock(frozenset(made[1:])))
    assert {entry: item.state.value for entry, item in stock.items.items()} == {
        made[1]: "issued",
        made[2]: "voided",
    }


def test_own_content_is_what_nobody_else_needs(clerk: Clerk, made: tuple[int, int, int]) -> None:
    first, second, _ = made
    alone = read(clerk, Stock(frozenset({first})))
    together = read(clerk, Stock(frozenset({first, second})))
    assert len(alone.named[first]) == 3
    assert len(alone.own(alone.keeping)[first]) == 2
    assert together.own(together.keeping)[first] == together.named[first]


def test_what_is_disposed_of_needs_nothing(clerk: Clerk, made: tuple[int, int, int]) -> None:
    first, second, _ = made
    write(clerk, Disposed, of=0, entries=[second], method="เผา")
    stock = read(clerk, Stock(frozenset({first})))
    assert stock.own(stock.keeping)[first] == stock.named[first]


def test_portions_make_no_difference(clerk: Clerk, made: tuple[int, int, int]) -> None:
    stock = Stock(frozenset(made))
    line = {"entry": made[0], "retention": "normal", "keep_until": 2573}
    write(clerk, Filed, lines=[line])
    read(clerk, stock)
    write(clerk, Held, hold="คดี", reason="ศาล", entries=[made[1]])
    clerk.issue(record=b'{"n":4}', files=(OWN,))
    read(clerk, stock)
    read(clerk, stock)
    whole = read(clerk, Stock(frozenset(made)))
    assert (stock.items, stock.named, stock.keeping) == (whole.items, whole.named, whole.keeping)
    assert stock.keeping.holds_over(made[1])
    assert sha256(OWN.data).hexdigest() not in stock.own(stock.keeping)[made[0]]
