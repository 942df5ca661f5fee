"""Protection: turns text into text whose names, numbers, dates and citations no line end splits.

U+00A0 replaces the spaces inside such a phrase and U+2060 stands between its letters; both are
taken out wherever text is read back. ๆ ฯ and closing marks are tied to what stands before them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from records.dates import ABBREVIATED_MONTHS, MONTHS

JOINER = "\u2060"
HARD_SPACE = "\u00a0"

_D = "[๐-๙0-9]"
_MONTHS = "|".join(map(re.escape, (*MONTHS, *ABBREVIATED_MONTHS)))
_ERA = r"พ\.\s?(?:ศ\.)?"
_UNITS = "นาที|ชั่วโมง|วัน|เดือน|ปี|คน|ฉบับ|แห่ง|ครั้ง|ชุด|แผ่น|บาท|เรื่อง|รายการ|หน้า|ข้อ|น\\."
_FRESH = rf"(?<!{_D})"  # a run of digits is tried once, from its beginning
_COUNTED = rf"{_FRESH}(?<!{_D}[./,:]){_D}++(?:[./,:]{_D}++)*+"
_HEADS = "มาตรา|ข้อ|หมวด|ฉบับที่|ครั้งที่|เล่ม|ตอนที่|ร้อยละ|ไตรมาสที่|ที่|ว"
_PHRASES = (
    r"(?<![ \t])[ \t]*+ฯลฯ",
    rf"(?:(?:วัน)?ที่\s)?{_FRESH}{_D}{{1,2}}\s(?:{_MONTHS})(?:\s(?:{_ERA}\s?)?{_D}{{2,4}})?",
    rf"(?:{_MONTHS})\s(?:{_ERA}\s?)?{_D}{{4}}",
    rf"{_ERA}(?:\s?{_D}{{4}})?",
    rf"(?:ที่\s)?[ก-ฮ]{{2,3}}(?:\s\([ก-ฮ.]{{1,20}}\))?\s{_D}{{2,}}+(?:\.{_D}++)*+\s?/\s?(?:ว\s?)?{_D}*+",
    rf"(?:{_HEADS})\.?\s{_D}++(?:[./]{_D}++)*+(?:\s?\({_D}++\))?(?:\s(?:{_UNITS}))?",
    rf"{_COUNTED}\s(?:{_UNITS})",
    rf"โทร(?:\.|สาร|ศัพท์)\s{_D}(?:[ \t-]?{_D})*+",
    r"(?<![ \t])[ \t]++[ๆฯ]",
)
_PHRASE = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES))
_BEFORE_MARK = re.compile(r"(?<=[^\s\u2060\u00a0])(?=[ๆฯ”’)\]»!?…])|(?<=[“‘(\[«])(?=[^\s\u2060])")
_MARK_AFTER_SPACE = re.compile(r"(?<![ \t])[ \t]++(?=[ๆฯ”’)\]»])")
_HYPHEN = re.compile(r"(?<=[\u0e01-\u0e4e0-9A-Za-z\u00c0-\u024f๐-๙]-)(?=[^\W_])")
_INSIDE = re.compile(r"(?<=[^\s\u2060\u00a0])(?=[^\s\u2060\u00a0\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])")


def protect(text: str, names: tuple[str, ...] = ()) -> str:
    """Return the text with its phrases held together; `names` are held wherever they stand."""
    text = _PHRASE.sub(_held, text)
    if names:
        text = _names(names).sub(_held, text)
    text = _MARK_AFTER_SPACE.sub(HARD_SPACE, text)
    return hold_hyphens(_BEFORE_MARK.sub(JOINER, text))


def hold_hyphens(text: str) -> str:
    """Tie a hyphen inside a word to what follows.

    At a line end PDFium takes such a hyphen for one of typesetting and drops it from the text.
    """
    return _HYPHEN.sub(JOINER, text)


def plain(text: str) -> str:
    """Take the protection out again."""
    return text.replace(JOINER, "").replace(HARD_SPACE, " ")


def _held(match: re.Match[str]) -> str:
    joined = _INSIDE.sub(JOINER, match[0].replace(JOINER, ""))
    return re.sub(r"\s+", HARD_SPACE, joined)


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(set(names), key=len, reverse=True)
    return re.compile("|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first))
