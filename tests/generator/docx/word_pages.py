"""Documents in the semantic HTML, written by hand: between them every element of docs/html.md."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

SUBJECT = "รายงานผลการดำเนินงานตามแนวทางการเผยแพร่ข้อมูลต่อสาธารณะผ่านเว็บไซต์ของหน่วยงาน"
LONG = (
    "ด้วยสำนักงานสาธารณสุขอำเภอตัวอย่างได้จัดทำแนวทางการเผยแพร่ข้อมูลต่อสาธารณะผ่านเว็บไซต์ของหน่วยงาน "
    "เพื่อให้ประชาชนเข้าถึงข้อมูลข่าวสารของราชการได้โดยสะดวก ถูกต้อง ครบถ้วน และเป็นปัจจุบัน "
    "ตามพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ.\u00a0๒๕๔๐ นั้น "
)


def page(kind: str, body: str, *, meta: str = "", title: str = SUBJECT) -> str:
    return f"""<!DOCTYPE html>
<html lang="th"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="สำนักงานสาธารณสุขอำเภอตัวอย่าง">
<meta name="saraban-created" content="2020-02-13">
<meta name="saraban-page-numbers" content="yes">
<meta name="saraban-catchword" content="yes">
{meta}</head>
<body class="{kind}">
{body}
</body></html>"""


MEMO_HEAD = f"""
<img class="emblem" data-height="15" src="saraban:emblem" alt="ตราครุฑ">
<h1 class="memo-title">บันทึกข้อความ</h1>
<p class="field"><span class="label">ส่วนราชการ</span>
  <span class="fill">สำนักงานสาธารณสุขอำเภอตัวอย่าง โทร. ๐ ๕๕๕๑ ๑๐๐๐</span></p>
<p class="field"><span class="label">ที่</span> <span class="fill half">ตก\u00a0๐๑๓๒/๓๒</span>
  <span class="label">วันที่</span> <span class="fill">๑๓\u00a0กุมภาพันธ์\u00a0๒๕๖๓</span></p>
<p class="field"><span class="label">เรื่อง</span> <span class="fill">{SUBJECT}</span></p>
<p class="salutation">เรียน สาธารณสุข\u2060อำเภอ\u2060ตัวอย่าง</p>
"""

MEMO_FOOT = """
<p class="closing">จึงเรียนมาเพื่อโปรดพิจารณา</p>
<div class="signature">
<p class="sign-space"></p>
<p class="sign-line">(นาย\u2060สมชาย\u00a0ใจดี)</p>
<p class="sign-line">เจ้าพนักงานสาธารณสุข<strong>ชำนาญงาน</strong></p>
</div>
<div class="signature left">
<p class="sign-words">ทราบ</p>
<p class="sign-space"></p>
<p class="sign-line">(นางสาว\u2060สมหญิง\u00a0รักงาน)</p>
<p class="sign-line">สาธารณสุขอำเภอตัวอย่าง</p>
</div>
"""

MEMO = page(
    "memo",
    MEMO_HEAD
    + f"""<p class="body">{LONG}</p>
<p class="body">ในการนี้ ขอส่งข้อมูลตาม<em>เอกสารแนบ</em> ซึ่งเผยแพร่ที่
<a href="https://example.go.th/ita?year=2563&amp;eb=8">https://example.go.th/ita?year=2563&amp;eb=8</a>
และ <span class="typed">Web Master</span> ปั้น กี่ ปุ๋ย ญี่ปุ่น น้ำ ทั้งนี้ ฐาน กฤษฎา ป๊ำ</p>"""
    + MEMO_FOOT,
)

LONG_MEMO = page(
    "memo",
    MEMO_HEAD.replace("<img", "<!--")
    .replace('ตราครุฑ">', "-->")
    .replace("<h1", '<div class="emblem-box" data-height="15"></div><h1')
    + f'<p class="body">{LONG * 2}</p>' * 9
    + MEMO_FOOT,
    meta='<meta name="saraban-mark" content="ร่าง"><meta name="saraban-secrecy" content="ลับ">',
)


def _clause(level: int, number: str, text: str, *, name: str = "l1", form: str = "decimal") -> str:
    return (
        f'<p class="clause-{level}" data-list="{name}" data-level="{level}" data-format="{form}">'
        f'<span class="no">{number}</span> {text}</p>\n'
    )


ANNOUNCEMENT = page(
    "announcement",
    f"""<img class="emblem" data-height="30" src="saraban:emblem" alt="ตราครุฑ">
<h1 class="title">ประกาศสำนักงานสาธารณสุขอำเภอตัวอย่าง</h1>
<p class="title-line">เรื่อง กรอบแนวทางการเผยแพร่ข้อมูล</p>
<p class="body">{LONG}</p>
<h2 class="heading">หมวด ๑ ทั่วไป</h2>"""
    + _clause(1, "๑.", "ข้อมูลที่เผยแพร่ " + LONG)
    + _clause(2, "๑.๑", "ข้อมูลพื้นฐาน")
    + _clause(3, "๑.๑.๑", "โครงสร้าง")
    + _clause(3, "๑.๑.๒", "อำนาจหน้าที่ " + LONG)
    + _clause(4, "(๑)", "ชั้นสี่")
    + _clause(4, "(๒)", "ชั้นสี่ต่อ")
    + _clause(2, "๑.๒", "ข้อมูลอื่น")
    + _clause(3, "๑.๒.๑", "ย่อย")
    + _clause(1, "๒.", "วิธีการ")
    + _clause(1, "ข้อ ๑", "รายการใหม่", name="l2", form="item")
    + _clause(2, "๑.๑", "ย่อยของข้อ", name="l2", form="item")
    + _clause(1, "ข้อ\u00a0๒", "ต่อ", name="l2", form="item")
    + _clause(1, "๓.", "รายการแรกนับต่อ")
    + _clause(1, "(๑)", "วงเล็บ", name="l3", form="paren")
    + _clause(2, "(๑.๑)", "วงเล็บสอง", name="l3", form="paren")
    + _clause(3, "(๑.๑.๑)", "วงเล็บสาม", name="l3", form="paren")
    + _clause(1, "๗.", "เริ่มที่เจ็ด", name="l4")
    + _clause(1, "๘.", "แปด", name="l4")
    + _clause(1, "๑๐.", "พิมพ์ข้าม", name="l4")
    + _clause(2, "๒.๑", "เริ่มที่ชั้นสอง", name="l5")
    + """<p class="clause-2"><span class="no">๒.๒</span> เลขที่พิมพ์เอง</p>
<h3 class="subheading">รายการ</h3>
<p class="bullet" data-list="b1" data-level="1" data-format="bullet">
<span class="no">-</span> หนึ่ง</p>
<p class="bullet" data-list="b1" data-level="2"><span class="no">-</span> สอง</p>
<p class="quote">ข้อความอ้าง<br>บรรทัดใหม่</p>
<hr class="page">
<p class="body">จึงประกาศให้ทราบโดยทั่วกัน</p>
<p class="done">ประกาศ ณ วันที่ ๑๓ กุมภาพันธ์ พ.ศ. ๒๕๖๓</p>
<div class="signature"><p class="sign-space"></p><p class="sign-line">(นายสมชาย ใจดี)</p></div>""",
)

_ROWS = "".join(
    f"""<tr><td rowspan="2"><p class="cell-center">{n}</p></td><td><p class="cell">ขั้นตอนที่ {n}
{LONG}</p></td><td><p class="cell-right">{n} วัน</p></td></tr>
<tr><td colspan="2"><p class="cell">ผู้รับผิดชอบ: กลุ่มงานบริหาร</p></td></tr>"""
    for n in range(1, 31)
)

TABLE = page(
    "annex landscape",
    f"""<h1 class="title">ตารางขั้นตอน</h1>
<table class="grid"><colgroup><col data-width="15"><col data-width="190">
<col data-width="40"></colgroup>
<thead><tr><th rowspan="2"><p class="cell-head">ที่</p></th>
<th colspan="2"><p class="cell-head">การดำเนินงาน</p></th></tr>
<tr><th><p class="cell-head">ขั้นตอน</p></th><th><p class="cell-head">เวลา</p></th></tr></thead>
<tbody>{_ROWS}</tbody></table>
<table class="grid"><tr><td>ลอย ๆ</td><td><table class="grid"><tr><td>ใน</td></tr></table></td></tr>
</table>""",
)

FORM = page(
    "request-form",
    """<div class="keep"><h1 class="title">แบบฟอร์มการขอเผยแพร่ข้อมูล</h1>
<p class="line">ผ่านเว็บไซต์ของหน่วยงาน</p></div>
<p class="form-line">ชื่อหน่วยงาน : <span class="fill">สำนักงานตัวอย่าง</span></p>
<p class="form-line">วัน/เดือน/ปี : <span class="fill half"></span>
เวลา <span class="fill"></span> น.</p>
<p class="form-line"><span class="fill"></span></p>
<p class="form-line">หนึ่ง <span class="fill"></span> สอง <span class="fill">ค่า</span></p>
<table class="grid form blank"><colgroup><col data-width="40"><col></colgroup>
<tr><td><p class="cell">รายละเอียด</p></td><td></td></tr></table>
<div class="columns"><div class="column" data-width="80">
<p class="plain">ผู้รับผิดชอบ</p>
<div class="signature"><p class="sign-space"></p>
<p class="sign-line">(<span class="fill name"></span>)</p>
<p class="sign-line">ตำแหน่ง ผู้ให้ข้อมูล</p></div>
<p class="form-date">วันที่ <span class="fill"></span> เดือน <span class="fill"></span>
พ.ศ. <span class="fill"></span></p></div>
<div class="column" data-width="80"><p class="plain">ผู้อนุมัติ</p>
<div class="signature"><p class="sign-space"></p><p class="sign-line">(นายสมชาย ใจดี)</p></div>
</div></div>
<div class="columns"><div class="column" data-width="160">
<p class="line">คอลัมน์เดียว</p></div></div>""",
)

SHEET = page(
    "evidence-sheet",
    """<div class="emblem-box" data-height="30"></div>
<h1 class="title">ภาพ Print Screen</h1>
<figure><img src="saraban:picture/1" data-width="150" alt="หน้าเว็บไซต์">
<p class="caption">ภาพที่ ๑ หน้าเว็บไซต์</p></figure>
<hr class="page">
<figure><img src="saraban:picture/2" data-width="160" alt="ภาพยาว">
<p class="caption">ภาพที่ ๒ ภาพยาวพอดีหน้า</p></figure>""",
)

DOCUMENTS = {
    "memo": MEMO,
    "long_memo": LONG_MEMO,
    "announcement": ANNOUNCEMENT,
    "table": TABLE,
    "form": FORM,
    "sheet": SHEET,
}


def _png(width: int, height: int) -> bytes:
    image = Image.new("L", (width, height), 255)
    ImageDraw.Draw(image).ellipse((0, 0, width - 1, height - 1), fill=190, outline=0)
    held = BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


PICTURES = {
    "saraban:emblem": _png(180, 200),
    "saraban:picture/1": _png(600, 400),
    "saraban:picture/2": _png(300, 900),
}
