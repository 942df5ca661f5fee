"""Thai digits: turns what a clerk types into what is printed, and back.

Circulars encourage Thai digits in official documents (cabinet resolution of 2 May 2543), but an
address on the internet works only as typed.
"""

from __future__ import annotations

import re

_ARABIC = "0123456789"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)

# Each alternative begins only where a run of its characters begins, so that long runs take no
# longer than their length. A bare domain needs a letter before its last dot: “1.Health” is a
# clause, not an address.
_ADDRESS = re.compile(
    r"""
      (?:https?|ftp)://[^\s<>"]+                               # https://example.go.th/2
    | (?<![a-z0-9._%+-]) [a-z0-9._%+-]++
      @[a-z0-9-]++(?:\.[a-z0-9-]++)+                           # somebody2@example.go.th
    | (?<![a-z0-9.-]) (?=[0-9.-]*[a-z][a-z0-9-]*\.)
      (?:[a-z0-9][a-z0-9-]*+\.)+[a-z]{2,}(?![a-z0-9])
      (?::[0-9]+)? (?:[/?\#][^\s<>"]*)?                        # www.example.go.th/path2?x=1
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)|([๐-๙]+|[๐-๙]{1,3}(,[๐-๙]{3})+)")


def to_thai(text: str) -> str:
    """Return the text with every Arabic digit as a Thai one."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """Return the text with every Thai digit as an Arabic one."""
    return text.translate(_TO_ARABIC)


def print_digits(text: str) -> str:
    """Return the text as it is printed: Thai digits, except in web and e-mail addresses."""
    printed: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(text):
        printed += to_thai(text[end : address.start()]), address[0]
        end = address.end()
    return "".join(printed) + to_thai(text[end:])


def thai_int(text: str) -> int:
    """Return the whole number written in Thai or in Arabic digits, with or without commas.

    Raises:
        ValueError: the text is not a whole number, or mixes the two kinds of digits.
    """
    number = text.strip()
    if not _NUMBER.fullmatch(number):
        message = f"“{number[:60]}” is not a whole number in Thai or in Arabic digits"
        raise ValueError(message)
    return int(number.replace(",", ""))
