"""Numbers and amounts in words: turns 101.25 into หนึ่งร้อยเอ็ดบาทยี่สิบห้าสตางค์, and back.

PyThaiNLP spells and reads whole numbers as Thai offices do (ร้อยเอ็ด, not ร้อยหนึ่ง). By hand:
- baht and satang, because its `bahttext` takes floats and so loses satang of large amounts and
  the sign of small ones;
- the check after reading, because its `thaiword_to_num` also reads what nobody would write
  (ลบ alone is -1, เอ็ดล้าน is a million).
"""

from __future__ import annotations

import re
from decimal import Decimal

from records.spelling import squeeze
from records.unreadable import Unreadable, plain, quoted

_MINUS = "ลบ"
_SATANG_IN_A_BAHT = 100
_UNIT = "ร้อย|พัน|หมื่น|แสน|ล้าน"
_ET_AFTER_UNIT = re.compile(f"({_UNIT})เอ็ด")
_ONE_BEFORE_UNIT = re.compile(f"^หนึ่ง(?={_UNIT})")
_BAHT_WORDS = re.compile(
    r"(?P<minus>ลบ)?(?:(?P<baht>.+)บาท)?(?:ถ้วน|(?P<satang>.+)สตางค์)?", re.DOTALL
)


class NotAnAmount(Unreadable):
    """Text that is not a number or an amount of money in Thai words."""

    code = "not_an_amount"
    sentence = "“{text}” is not an amount in words"


def number_words(n: int) -> str:
    """Return a whole number in Thai words: 101 is หนึ่งร้อยเอ็ด, -3 is ลบสาม."""
    from pythainlp.util import num_to_thaiword  # noqa: PLC0415 - 70 ms that --help must not pay

    return str(num_to_thaiword(n))


def parse_number_words(text: str) -> int:
    """Return the whole number that Thai words name.

    Read besides the spelling of `number_words`: ร้อยหนึ่ง for ร้อยเอ็ด, and ร้อย for หนึ่งร้อย.

    Raises:
        NotAnAmount: the text is no number in words.
    """
    from pythainlp.util import thaiword_to_num  # noqa: PLC0415 - as above

    words = squeeze(plain(text, NotAnAmount))
    try:
        number = int(thaiword_to_num(words))
    except ValueError as error:
        raise NotAnAmount(text=quoted(text)) from error
    if _loosely(words) != _loosely(number_words(number)):
        raise NotAnAmount(text=quoted(text))
    return number


def baht_words(amount: Decimal | int) -> str:
    """Return an amount in baht in Thai words: 101 is หนึ่งร้อยเอ็ดบาทถ้วน, 0.25 ยี่สิบห้าสตางค์.

    Raises:
        ValueError: the amount is not finite or has a part of a satang; nothing is rounded,
            because words that differ from their figures void a payment.
    """
    if isinstance(amount, Decimal) and not amount.is_finite():
        message = f"{amount} is not an amount of money"
        raise ValueError(message)
    numerator, denominator = amount.as_integer_ratio()
    total, part = divmod(abs(numerator) * _SATANG_IN_A_BAHT, denominator)
    if part:
        message = f"{amount} baht has a part of a satang"
        raise ValueError(message)
    baht, satang = divmod(total, _SATANG_IN_A_BAHT)
    words = f"{number_words(baht)}บาท" if baht or not satang else ""
    words += f"{number_words(satang)}สตางค์" if satang else "ถ้วน"
    return _MINUS + words if amount < 0 else words


def parse_baht_words(text: str) -> Decimal:
    """Return the amount in baht, with two decimals, that Thai words name.

    Brackets around the words are passed over; ศูนย์บาท before satang and a missing ถ้วน are read.

    Raises:
        NotAnAmount: the text is no amount in words.
    """
    words = squeeze(plain(text, NotAnAmount))
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1]
    found = _BAHT_WORDS.fullmatch(words)
    if not found or not (found["baht"] or found["satang"]):
        raise NotAnAmount(text=quoted(text))
    baht, satang = (_count(found[unit], text) for unit in ("baht", "satang"))
    if satang >= _SATANG_IN_A_BAHT or (found["minus"] and not (baht or satang)):
        raise NotAnAmount(text=quoted(text))
    return Decimal(f"{'-' if found['minus'] else ''}{baht}.{satang:02}")


def _count(words: str | None, text: str) -> int:
    if not words:
        return 0
    if words.startswith(_MINUS):
        raise NotAnAmount(text=quoted(text))
    return parse_number_words(words)


def _loosely(words: str) -> str:
    sign = _MINUS if words.startswith(_MINUS) else ""
    number = _ONE_BEFORE_UNIT.sub("", words.removeprefix(_MINUS))
    return sign + _ET_AFTER_UNIT.sub(r"\1หนึ่ง", number)
