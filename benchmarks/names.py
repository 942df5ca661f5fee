"""Names: turns a number into the place and the people that make a document unlike all others."""

from __future__ import annotations

import re
from functools import cache

_PLACES = (
    "ทอง",
    "แก้ว",
    "ดอน",
    "หนอง",
    "บาง",
    "โพธิ์",
    "ท่า",
    "บ้าน",
    "วัง",
    "สวน",
    "คลอง",
    "นคร",
    "ลาด",
)
_MORE = ("งาม", "ใหม่", "เจริญ", "สุข", "น้อย", "ใหญ่", "กลาง", "เหนือ", "ใต้", "ชัย", "พร", "ทราย", "หลวง")
_FIRST = ("สมชาย", "วิชัย", "ประเสริฐ", "สุนทร", "มานพ", "อำนวย", "บุญมี", "ธีระ", "ปกรณ์", "ณรงค์", "กิตติ")
_LAST = ("ใจดี", "รักไทย", "แสงทอง", "ศรีสุข", "พูลผล", "ทองคำ", "มั่นคง", "บุญเรือง", "วงศ์งาม", "สายชล")
_PLACE = "เมืองตาก"
_PEOPLE = ("มานัส ต๊ะชมภู", "มานัส ต๊ะชมพู", "ไพฑูรย์ จิตเนาวรัตน์", "สรรเพชร รัตนภักดีดีกุล")
_SERIAL = 169  # places without a number of their own


def place(number: int) -> str:
    """Return a made-up district; no two numbers share one."""
    serial = "" if number < _SERIAL else str(number // _SERIAL)
    return _PLACES[number % len(_PLACES)] + _MORE[number // len(_PLACES) % len(_MORE)] + serial


def person(number: int) -> str:
    """Return a made-up name."""
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST) % len(_LAST)]}"


def renamed(text: str, number: int) -> str:
    """Return a text of the example office as another office would have written it."""
    names = {_PLACE: place(number)}
    names |= {old: person(number + index) for index, old in enumerate(_PEOPLE)}
    return _known().sub(lambda match: names[match[0]], text)


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join((_PLACE, *_PEOPLE)))
