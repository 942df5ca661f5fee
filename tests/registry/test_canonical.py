from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry.canonical import MAX_BYTES, NotCanonicalError, canonical, parse

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def by_the_book(data: bytes) -> bool:
    """Say whether bytes are canonical by their definition: the value has no other spelling."""

    def refuse(text: str) -> None:
        raise ValueError(text)

    try:
        value = json.loads(data.decode(), parse_float=refuse, parse_constant=refuse)
        spelt = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return spelt.encode() == data
    except ValueError:
        return False


def accepted(data: bytes) -> bool:
    try:
        parse(data)
    except NotCanonicalError:
        return False
    return True


class TestCanonical:
    """Keys in the order of their code points, no white space, only the escapes JSON demands."""

    def test_an_entry(self) -> None:
        value = {"ข": 1, "a": ["ก/ข", None, True], "B": {"z": -1, "A": ""}}

        assert canonical(value) == '{"B":{"A":"","z":-1},"a":["ก/ข",null,true],"ข":1}'.encode()

    def test_the_escapes(self) -> None:
        text = '"\\/\b\f\n\r\t\x00\x1f\x7f\u2028'

        assert canonical(text) == b'"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\xe2\x80\xa8"'

    def test_a_fraction_has_no_canonical_form(self) -> None:
        assert not accepted(canonical(1.5))
        with pytest.raises(ValueError, match="JSON"):
            canonical(float("nan"))


class TestParse:
    @given(VALUES)
    def test_reads_back_what_was_spelt(self, value: Any) -> None:
        assert parse(canonical(value)) == value

    @given(VALUES, st.data())
    def test_accepts_one_spelling_only(self, value: Any, data: st.DataObject) -> None:
        spelt = canonical(value)
        place = data.draw(st.integers(0, len(spelt)))
        cut = data.draw(st.integers(0, 2))
        put = data.draw(st.binary(max_size=2) | st.sampled_from([b" ", b"\\", b"0", b"-", b'"']))
        bent = spelt[:place] + put + spelt[place + cut :]

        assert accepted(bent) == by_the_book(bent)

    @given(st.binary(max_size=30) | TEXT.map(str.encode))
    @example(b"")
    @example(b"-0")
    @example(b"01")
    @example(b"1.0")
    @example(b"1e2")
    @example(b"NaN")
    @example(b"Infinity")
    @example(b"-Infinity")
    @example(b' {"a":1}')
    @example(b'{"a":1}\n')
    @example(b'{"a": 1}')
    @example(b'{"b":1,"a":1}')
    @example(b'[{"b":1,"a":1}]')
    @example(b'{"a":1,"a":1}')
    @example(b'{"a":1,"a":2}')
    @example(b'"\\/"')
    @example(b'"\\u0041"')
    @example(b'"\\u001F"')
    @example(b'"\\ud800"')
    @example(b'"\\ud83d\\ude00"')
    @example(b'"\n"')
    @example(b"'a'")
    @example(b"[1,]")
    @example(b"\xef\xbb\xbf{}")
    @example(b'"\xff"')
    @example(b'"\xed\xa0\x80"')
    @example('{"\uffff":1,"\U00010000":2}'.encode())
    @example('{"\U00010000":2,"\uffff":1}'.encode())
    @example(b"9" * 30)
    @example(b"true false")
    def test_says_so_of_whatever_it_is_given(self, data: bytes) -> None:
        assert accepted(data) == by_the_book(data)

    def test_refuses_what_is_too_long(self) -> None:
        assert accepted(b'"' + b"a" * (MAX_BYTES - 2) + b'"')
        assert not accepted(b'"' + b"a" * (MAX_BYTES - 1) + b'"')

    def test_refuses_what_is_nested_without_end(self) -> None:
        assert not accepted(b"[" * 100_000 + b"]" * 100_000)

    def test_says_what_is_wrong(self) -> None:
        with pytest.raises(NotCanonicalError, match="keys are not in order"):
            parse(b'{"b":1,"a":1}')
        with pytest.raises(NotCanonicalError, match=r"1\.5 is not a whole number"):
            parse(b'{"a":1.5}')
        with pytest.raises(NotCanonicalError, match="spelt in another way"):
            parse(b'{"a": 1}')
