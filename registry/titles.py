"""Titles (คำนำหน้านาม): what stands before a name, and may be left out when a person is sought."""

from __future__ import annotations

import re

_SHORT = (
    "นาย นาง นางสาว น.ส. ด.ช. ด.ญ. ดร. อ. ศ. รศ. ผศ. ศ.ดร. รศ.ดร. ผศ.ดร. "
    "นพ. พญ. ทพ. ทพญ. ภก. ภญ. สพ. ว่าที่ร.ต. ว่าที่ร.ต.หญิง "
    "ร.ต. ร.ท. ร.อ. พ.ต. พ.ท. พ.อ. พล.ต. พล.ท. พล.อ. ร.ต.ต. ร.ต.ท. ร.ต.อ. พ.ต.ต. พ.ต.ท. พ.ต.อ. "
    "ส.ต. ส.ท. ส.อ. จ.ส.ต. จ.ส.ท. จ.ส.อ. ด.ต. ส.ต.ต. ส.ต.ท. ส.ต.อ. พล.ต.ต. พล.ต.ท. พล.ต.อ. "
    "ม.ล. ม.ร.ว. mr. mrs. ms. dr."
)
_NOUNS = (
    "คุณ เด็กชาย เด็กหญิง อาจารย์ ศาสตราจารย์ รองศาสตราจารย์ ผู้ช่วยศาสตราจารย์ "
    "นายแพทย์ แพทย์หญิง ทันตแพทย์ ทันตแพทย์หญิง เภสัชกร เภสัชกรหญิง "
    "ว่าที่ร้อยตรี ว่าที่ร้อยตรีหญิง ว่าที่ร้อยโท ว่าที่ร้อยเอก หม่อมหลวง หม่อมราชวงศ์ พระครู พระมหา"
)
# A typed word loses the full stop at its end; alone, these would be letters like any others.
_TOO_SHORT = {"อ", "ศ", "รศ", "ผศ"}
NEVER_NOUNS = {word for title in _SHORT.split() for word in (title, title.rstrip("."))} - _TOO_SHORT
"""Titles that mean nothing but the name after them."""

TITLES = NEVER_NOUNS | set(_NOUNS.split())
"""All titles, in plain form; who types อาจารย์ may mean any teacher."""

_POSTS = (
    "นายอำเภอ นายกรัฐมนตรี นายกเทศมนตรี นายกองค์การ นายกสภา นายกสมาคม นายกเมือง นายกอบ นายกฯ "
    "นายทะเบียน นายจ้าง นายช่าง นายทหาร นายตำรวจ นายด่าน นายตรวจ นายสถานี นายสัตวแพทย์ นางพยาบาล "
    "คุณภาพ คุณธรรม คุณสมบัติ คุณวุฒิ คุณค่า คุณลักษณะ คุณประโยชน์ อาจารย์ใหญ่ อาจารย์ที่ปรึกษา"
)
_WORDS = (
    "นายก นายงาน นายทุน นายท่า นายท้าย นายประกัน นายพราน นายพล นายพัน นายร้อย นายสิบ นายหน้า "
    "นายหัว นายห้าง นายอากร นายเรือ นายเวร นายแบบ นายโรง นายใหญ่ "
    "นางกวัก นางงาม นางนวล นางพญา นางฟ้า นางรม นางรอง นางรำ นางเลิ้ง นางเอก นางแบบ นางแอ่น "
)
_TITLE = "|".join(map(re.escape, sorted(TITLES, key=len, reverse=True)))
_NO_NAME = f"(?:{'|'.join(_POSTS.split())})|(?:{'|'.join(_WORDS.split())})$"
_TITLED = re.compile(rf"(?!{_NO_NAME})(?:{_TITLE})\.?(?P<name>[ก-ฮเ-ไa-z].*)")


def without_title(word: str) -> str:
    """Return the name in a word of plain form such as นายมานัส; empty if it has no title.

    A word that only begins like a title has none: นายอำเภอ is no Mr อำเภอ.
    """
    found = _TITLED.fullmatch(word)
    return found["name"] if found else ""
