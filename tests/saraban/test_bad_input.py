"""Wrong input: one clear sentence with file and line, exit code 3 or above, nothing written."""

from __future__ import annotations

import io
import shutil
import struct
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from house import EVIDENCE, MEMO, MEMO_FILE, REPOSITORY, House
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

Harm = Callable[[House], None]
SHEET, TEMPLATE, PRINT, FONT, RESOURCE, OUTPUT, PICTURE = 4, 5, 6, 7, 8, 9, 10
CASE_FILE, EVIDENCE_FILE = "cases/a/case.yaml", "cases/a/evidence.yaml"


def replaced(old: str, new: str, file: str = MEMO_FILE) -> Harm:
    return lambda house: house.change(file, old, new)


def written(file: str, content: str | bytes) -> Harm:
    return lambda house: house.write(file, content)


def memo_with(line: str) -> Harm:
    return written(MEMO_FILE, MEMO + line)


def picture(name: str, content: bytes) -> Harm:
    def harm(house: House) -> None:
        house.write(name, content)
        house.write(EVIDENCE_FILE, EVIDENCE + f"pictures:\n  - file: {name}\n    alt: หน้าเว็บ\n")

    return harm


def emblem(name: str, content: bytes) -> Harm:
    def harm(house: House) -> None:
        house.write(name, content)
        house.change("office.yaml", "code: ", f"emblem: {name}\ncode: ")

    return harm


def svg(inside: str) -> bytes:
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    return f'{head}viewBox="0 0 10 10">{inside}</svg>'.encode()


def png_bomb() -> bytes:
    """Give a PNG of 50 000 × 50 000 pixels in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_ = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum_)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(bytes(6_251) * 100, 9))
    return b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")


def real_png() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(target, "PNG")
    return target.getvalue()


BOMB = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30))
DEEP = "body: " + "[" * 60 + "]" * 60 + "\n"

# name: harm, the file and line that the sentence names, words of it, exit code.
SHEETS: dict[str, tuple[Harm, str, int, str]] = {
    "not YAML": (replaced("[somchai]", "[somchai]]"), MEMO_FILE, 8, "ไฟล์ไม่เป็น YAML"),
    "an open quotation mark": (replaced("ทดสอบ", '"ทดสอบ'), MEMO_FILE, 4, "เครื่องหมายคำพูด"),
    "no colon": (replaced("subject: ", "subject "), MEMO_FILE, 4, "ขาดเครื่องหมาย :"),
    "a colon in the text": (replaced("ทดสอบ", "ทดสอบ: สอง"), MEMO_FILE, 4, "เครื่องหมาย :"),
    "a tab for an indent": (replaced("  ข้อความ", "\tข้อความ"), MEMO_FILE, 7, "แท็บ"),
    "an unknown person": (replaced("[somchai]", "[somchay]"), MEMO_FILE, 8, "somchay"),
    "30 February": (
        replaced("9 มกราคม 2568", "๓๐ กุมภาพันธ์ ๒๕๖๘"),
        MEMO_FILE, 3, "ไม่มีวันที่ 30",
    ),
    "no date at all": (replaced("9 มกราคม 2568", "วันนี้"), MEMO_FILE, 3, "ไม่ใช่วันที่"),
    "a year of the common era": (replaced("9 มกราคม 2568", "9 มกราคม 2025"), MEMO_FILE, 3, "2568"),
    "no document number": (replaced("ตย 0132/27", "ยังไม่มี"), MEMO_FILE, 2, "ไม่ใช่เลขที่หนังสือ"),
    "a near miss": (
        replaced("subject: ทดสอบ", "subject: ทดสอบ\nclosng: ปิด"),
        MEMO_FILE,
        5,
        "closing",
    ),
    "a field is missing": (replaced("to: ผู้อำนวยการ\n", ""), MEMO_FILE, 1, "ขาดช่อง `to`"),
    "a field twice": (memo_with("to: ใคร\n"), MEMO_FILE, 9, "ซ้ำ"),
    "a list for a text": (
        replaced("to: ผู้อำนวยการ", "to: [ก, ข]"),
        MEMO_FILE, 5, "ต้องเป็นข้อความ",
    ),
    "several lines": (replaced("to: ผู้อำนวยการ", 'to: "ก\\nข"'), MEMO_FILE, 5, "บรรทัดเดียว"),
    "HTML": (replaced("ทดสอบ", "<b>ทดสอบ</b>"), MEMO_FILE, 4, "<b>"),
    "an expression": (replaced("ทดสอบ", '"{{ x }}"'), MEMO_FILE, 4, "{{"),
    "a statement": (replaced("ทดสอบ", '"{% raw %}"'), MEMO_FILE, 4, "{%"),
    "an unknown fact": (replaced("ทดสอบ", '"{office.nam}"'), MEMO_FILE, 4, "office.name"),
    "a picture in the text": (
        replaced("ข้อความของ", "![x](/etc/passwd)"),
        MEMO_FILE,
        6,
        "ใส่ภาพในข้อความไม่ได้",
    ),
    "10 MB in a field": (replaced("ทดสอบ", "ก" * 3_400_000), MEMO_FILE, 1, "2000000 ไบต์"),
    "a long line": (replaced("ทดสอบ", "ก" * 100_000), MEMO_FILE, 4, "100000 อักขระ"),
    "NUL": (replaced("ทดสอบ", "ทด\0สอบ"), MEMO_FILE, 4, "YAML ไม่รับ"),
    "a control character": (replaced("ทดสอบ", '"ทด\\x1bสอบ"'), MEMO_FILE, 4, "พิมพ์ไม่ได้"),
    "not UTF-8": (written(MEMO_FILE, MEMO.encode("tis-620")), MEMO_FILE, 2, "UTF-8"),
    "aliases that unfold": (written(MEMO_FILE, BOMB), MEMO_FILE, 1, "&"),
    "deep nesting": (written(MEMO_FILE, DEEP), MEMO_FILE, 1, "ลึกเกินไป"),
    "a list at the top": (written(MEMO_FILE, "- ก\n- ข\n"), MEMO_FILE, 1, "ชื่อช่อง"),
    "an empty file": (written(MEMO_FILE, ""), MEMO_FILE, 1, "ชื่อช่อง"),
    "an unknown kind": (replaced("kind: memo", "kind: poem"), MEMO_FILE, 1, "memo"),
    "a missing document": (
        replaced("file: memo.yaml", "file: mem.yaml", CASE_FILE),
        CASE_FILE,
        5,
        "mem.yaml",
    ),
    "an id twice": (replaced("id: sheet", "id: order", CASE_FILE), CASE_FILE, 6, "order"),
    "an unknown tie": (replaced("shows: order", "shows: odrer", CASE_FILE), CASE_FILE, 8, "odrer"),
    "a document outside": (
        replaced("file: memo.yaml", "file: ../../../m.yaml", CASE_FILE),
        CASE_FILE,
        5,
        "../../../m.yaml",
    ),
    "an absolute document": (
        replaced("file: memo.yaml", "file: /etc/m.yaml", CASE_FILE),
        CASE_FILE,
        5,
        "/etc/m.yaml",
    ),
    "a picture outside": (
        written(EVIDENCE_FILE, EVIDENCE + "pictures:\n  - {file: ../../a.png, alt: ก}\n"),
        EVIDENCE_FILE,
        4,
        "../../a.png",
    ),
    "a near miss in the office": (
        replaced("code: ", "cod: ", "office.yaml"),
        "office.yaml",
        2,
        "code",
    ),
    "a setting that is no number": (
        written("office.yaml", "name: ก\npage: {margin_top: ข}\n"),
        "office.yaml",
        2,
        "ไม่ใช่ตัวเลข",
    ),
    "a person without a name": (
        written("office.yaml", "name: ก\npeople:\n  a: {posts: []}\n"),
        "office.yaml",
        3,
        "name",
    ),
}  # fmt: skip
# Where the reader of sheets still names a line that does not help.
# Everything else that can be wrong on the way to a page.
OTHERS: dict[str, tuple[Harm, int, str]] = {
    "no office": (lambda house: (house.folder / "office.yaml").unlink(), SHEET, "saraban init"),
    "no case": (lambda house: (house.folder / CASE_FILE).unlink(), SHEET, "ไม่มีไฟล์นี้"),
    "a missing picture": (
        written(EVIDENCE_FILE, EVIDENCE + "pictures:\n  - {file: no.png, alt: ก}\n"),
        PICTURE, "ไม่มีไฟล์หรือแฟ้มนี้",
    ),
    "text for a picture": (picture("a.png", b"not a picture"), PICTURE, "ไม่ใช่ภาพ"),
    "a picture cut short": (picture("a.png", real_png()[:9_000]), PICTURE, "เสียหาย"),
    "a picture of 21 MB": (picture("a.png", bytes(21_000_000)), PICTURE, "a.png"),
    "a decompression bomb": (picture("a.png", png_bomb()), PICTURE, "a.png"),
    "an emblem outside": (emblem("../e.png", real_png()), PICTURE, "อยู่นอกแฟ้ม"),
    "entities in an emblem": (
        emblem("e.svg", b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("&x;")),
        PICTURE, "entity",
    ),
    "an emblem of nothing": (emblem("e.svg", svg("")), PICTURE, "ไม่มีสิ่งใดในภาพ"),
}  # fmt: skip

ADDRESSES = ("file:///etc/passwd", "http://127.0.0.1:9/x.png", "ftp://127.0.0.1/x")


class TestSheets:
    @pytest.mark.parametrize(
        "name",
        SHEETS,
    )
    def test_gets_one_sentence_with_file_and_line(self, house: House, name: str) -> None:
        harm, file, line, words = SHEETS[name]
        harm(house)
        before = house.files()

        ended = house.run("build", "cases/a", "-o", "printed")

        assert ended.code == SHEET
        assert ended.out == ""
        assert ended.err.count("\n") == 1, ended.err
        assert ended.err.startswith(f"ไฟล์ {file} บรรทัด {line}: ")
        assert words in ended.err
        assert house.files() == before

    def test_every_problem_of_every_sheet_is_said(self, house: House) -> None:
        house.change(MEMO_FILE, "9 มกราคม 2568", "วันนี้")
        house.change(MEMO_FILE, "[somchai]", "[nobody]")
        house.change(EVIDENCE_FILE, "lines", "lnes")

        ended = house.run("build", "cases/a", "-o", "printed", "--lang", "en")

        lines = [line.partition(": ")[0] for line in ended.err.splitlines()]
        assert lines == [f"{MEMO_FILE}:3", f"{MEMO_FILE}:8", f"{EVIDENCE_FILE}:2"]

    def test_with_json_sentences_still_go_to_standard_error(self, house: House) -> None:
        house.change(MEMO_FILE, "[somchai]", "[nobody]")
        ended = house.run("render", MEMO_FILE, "-o", "memo.pdf", "--json")
        assert (ended.code, ended.out) == (SHEET, "")
        assert "nobody" in ended.err


class TestOthers:
    @pytest.mark.parametrize(
        "name",
        OTHERS,
    )
    def test_gets_one_sentence(self, house: House, name: str) -> None:
        harm, code, words = OTHERS[name]
        harm(house)
        before = house.files()

        ended = house.run("build", "cases/a", "-o", "printed")

        assert ended.code == code, ended.err
        assert ended.out == ""
        assert ended.err.count("\n") == 1, ended.err
        assert words in ended.err
        assert house.files() == before


class TestAddresses:
    """No document can make the printer read a file or address it names."""

    @pytest.mark.parametrize("address", ADDRESSES)
    @pytest.mark.parametrize(
        "inside",
        [
            '<image width="10" height="10" xlink:href="{}"/>',
            '<use xlink:href="{}#x"/>',
            '<style>@import url("{}"); rect {{ fill: url("{}") }}</style><rect/>',
        ],
        ids=["image", "use", "style"],
    )
    def test_in_an_emblem(self, house: House, address: str, inside: str) -> None:
        emblem("e.svg", svg(inside.format(address, address)))(house)
        before = house.files()
        ended = house.run("render", MEMO_FILE, "-o", "memo.pdf")
        assert ended.code in (PICTURE, RESOURCE), ended.err
        assert ended.err.count("\n") == 1, ended.err
        assert house.files() == before


LOOPS = "{% for a in range(99) %}{% for b in range(99) %}{% for c in range(99) %}" * 2
ENDS = "{% endfor %}" * 6
NEVER_ENDING = "{% for a in range(99) %}" * 6 + "{% endfor %}" * 6
ENDLESS = LOOPS + "{{ record.subject }}" + ENDS


class TestShippedFiles:
    """A font file that is damaged, a template that is wrong: said, never worked around."""

    @pytest.fixture
    def shadow(self, tmp_path: Path) -> Path:
        """Give copies of the data rooms that stand before the real ones."""
        for room in ("fonts", "templates_th"):
            shutil.copytree(REPOSITORY / room, tmp_path / "shadow" / room)
        return tmp_path / "shadow"

    def ended_with(self, house: House, shadow: Path, code: int, *words: str) -> None:
        before = house.files()
        for name in ("memo.pdf", "memo.docx"):
            ended = house.run("render", MEMO_FILE, "-o", name, PYTHONPATH=str(shadow))
            assert ended.code == code, ended.err
            assert ended.err.count("\n") == 1, ended.err
            assert all(word in ended.err for word in words), ended.err
            assert house.files() == before

    def test_one_bit_of_a_font(self, house: House, shadow: Path) -> None:
        font = shadow / "fonts" / "THSarabunPSK-Bold.ttf"
        data = bytearray(font.read_bytes())
        data[len(data) // 2] ^= 1
        font.write_bytes(data)
        self.ended_with(house, shadow, FONT, font.name, "เสียหาย")

    def test_a_font_that_is_missing(self, house: House, shadow: Path) -> None:
        font = shadow / "fonts" / "THSarabunPSK-Regular.ttf"
        font.unlink()
        self.ended_with(house, shadow, FONT, font.name)

    @pytest.mark.parametrize(
        "harm",
        [
            "{{ record.nothing }}",
            "{{ nothing }}",
            "{% if %}",
            "{{ record.__class__.__mro__ }}",
            "{{ ''.__class__.__base__.__subclasses__() }}",
            "{% include '/etc/passwd' %}",
            "{% include '../fonts/glyphs.json' %}",
            NEVER_ENDING,
            "{{ 'x' * 10 ** 9 }}",
            ENDLESS,
        ],
    )
    def test_a_template(self, house: House, shadow: Path, harm: str) -> None:
        template = shadow / "templates_th" / "memo.html.j2"
        text = template.read_text("utf-8")
        place = text.index("<h1")
        template.write_text(text[:place] + harm + text[place:], "utf-8")
        self.ended_with(house, shadow, TEMPLATE, "แม่แบบ")
