"""Canonical JSON: turns a value into the one sequence of bytes that stands for it, and back.

RFC 8785 without fractions: keys in the order of their code points, no white space, only the
escapes that JSON demands. What is hashed or signed is always in this form.
"""

from __future__ import annotations

import json
from typing import Any

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


def _no_fraction(text: str) -> None:
    message = f"{text[:40]} is not a whole number"
    raise ValueError(message)


_DECODER = json.JSONDecoder(parse_float=_no_fraction, parse_constant=_no_fraction)


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
        value = _DECODER.decode(data.decode())
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(detail=str(error)[:200]) from error
    if again != data:
        raise NotCanonicalError(detail="it is spelt in another way")
    return value
