"""Canonical JSON: turns a value into the one sequence of bytes that stands for it, and back.

RFC 8785 without fractions: keys in the order of their code points, no white space, only the
escapes that JSON demands. What is hashed or signed is always in this form.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import from_json, to_json

from records.errors import SarabanError

MAX_BYTES = 1_000_000
# What JSON can spell never holds itself, so nobody need look for circles.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
    allow_nan=False,
    check_circular=False,
)


class NotCanonicalError(SarabanError):
    """Bytes that are no JSON, or not in its canonical form."""

    exit_code = 14
    sentence = "This is not canonical JSON: {detail}"


def canonical(value: Any) -> bytes:
    """Return the canonical bytes of a value of strings, whole numbers, lists and mappings."""
    return _ENCODER.encode(value).encode()


def parse(data: bytes) -> Any:
    """Return the value of canonical bytes.

    Raises:
        NotCanonicalError: the bytes are another spelling of the value, or no value at all.
    """
    if len(data) > MAX_BYTES:
        raise NotCanonicalError(detail=f"it is longer than {MAX_BYTES} bytes")
    try:
        value = from_json(data)
        _check(value)
        again = to_json(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(detail=str(error)[:200]) from error
    # It keeps the order in which the keys stood, so that all that can differ is the spelling.
    if again != data:
        raise NotCanonicalError(detail="it is spelt in another way")
    return value


def _check(value: Any) -> None:
    """Refuse fractions, and keys that are not in order.

    Raises:
        ValueError: there is one.
    """
    if type(value) is dict:
        if [*value] != sorted(value):
            message = "its keys are not in order"
            raise ValueError(message)
        value = value.values()
    elif type(value) is not list:
        if type(value) is float:
            message = f"{value} is not a whole number"
            raise ValueError(message)
        return
    for each in value:
        if type(each) is not str:
            _check(each)
