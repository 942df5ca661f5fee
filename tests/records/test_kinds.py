"""Kinds: a smallest and a fullest sheet of each is read, composed, written and read back."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from generator.compose import compose, text_of
from generator.measures import Measures
from generator.printing import record_json
from records.case import load_document
from records.digits import to_arabic
from records.kind import KINDS
from records.kinds.evidence_sheet import Picture
from records.record import Enclosure, Record, Reference
from saraban.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from records.case import Document

OFFICE = """\
name: สำนักงานสาธารณสุขอำเภอตัวอย่าง
letterhead: สสอ.ตัวอย่าง
address: [ถนนตัวอย่าง, อำเภอตัวอย่าง]
unit: กลุ่มงานบริหาร
phone: 0 0000 0000
fax: 0 0000 0001
email: a1@example.go.th
people:
  somchai:
    name: นายสมชาย ตัวอย่างดี
    posts: [{title: สาธารณสุขอำเภอ}]
"""
SMALLEST = {
    "memo": "subject: ก\nto: ข\nbody: ค\n",
    "letter": "subject: ก\nto: ข\nbody: ค\n",
    "order": "subject: ก\nbody: ค\n",
    "announcement": "subject: ก\nbody: ค\n",
    "certificate": "subject: ก\nbody: ค\n",
    "minutes": "subject: ก\n",
    "request_form": "",
    "report": "title_lines: [ก]\n",
    "annex": "title_lines: [ก]\n",
    "evidence_sheet": "",
}
COMMON = """\
number: {number}
date: 29 กุมภาพันธ์ 2563
fiscal_year: 2563
urgency: ด่วนที่สุด
secrecy: ลับมาก
signers:
  - somchai
  - {{person: somchai, position: ประธานกรรมการ}}
  - {{name: นางสมหญิง, position: หัวหน้ากลุ่มงาน, acting: ปฏิบัติราชการแทน, acting_for: นายอำเภอ}}
numbering: paren
catchword: true
page_numbers: false
landscape: true
note: บันทึกถึงผู้ร่วมงาน
"""
TABLE = """\
  - caption: ชื่อตาราง
    numbered: true
    columns:
      - {title: ลำดับ, number: true, width: 12}
      - หัวหนึ่ง
      - {title: หัวสอง, width: 40.5, align: right}
    rows:
      - [เซลล์หนึ่ง, เซลล์สอง]
      - ["^", "**เซลล์สาม**"]
"""
LETTER = """\
agency: ส่วนราชการอื่น
subject: เรื่องทดสอบ
salutation: กราบเรียน
to: ผู้รับหนังสือ
references:
  - หนังสือ: 1
enclosures:
  - {title: สิ่งที่ส่ง, count: 1 ฉบับ}
  - {title: อีกสิ่งหนึ่ง}
body: |
  ย่อหน้าแรก

  1. ข้อแรก
     1. ข้อย่อย
closing: ปิดท้าย
""".replace(
    "  - หนังสือ: 1\n",
    "  - {text: อ้างถึงข้อความ}\n  - {from: หนังสือจังหวัด, number: ตก 0132/ว 7, date: 1 มกราคม 2563}\n",
)
FULLEST = {
    "memo": LETTER
    + "acknowledgements:\n  - {signer: somchai}\n"
    + "  - {words: อนุมัติ, signer: {name: นายอำเภอ}, date: 1 มีนาคม 2563}\n",
    "letter": LETTER
    + "address: [ที่อยู่หนึ่ง, ที่อยู่สอง]\nrespect: ขอแสดงความนับถืออย่างยิ่ง\nunit: กลุ่มงานหนึ่ง\n"
    + "phone: 0 1111 1111\nfax: 0 2222 2222\nemail: b2@example.go.th\n"
    + "copies: [สำเนาหนึ่ง, สำเนาสอง]\n",
    "order": "title: คำสั่งจังหวัด\nsubject: แต่งตั้ง\nbody: ข้อความ\neffective: ทั้งนี้ ตั้งแต่บัดนี้\n",
    "announcement": "title: ประกาศจังหวัด\nsubject: มาตรการ\nbody: ข้อความ\nclosing: จึงประกาศมา\n",
    "certificate": (
        "agency: ส่วนราชการอื่น\naddress: [ที่ตั้งหนึ่ง, ที่ตั้งสอง]\nopening: ขอรับรองว่า\n"
        "subject: นางสาวมานี ยกตัวอย่าง\nbody: |\n  เป็นข้าราชการ\n\n  1. ข้อแรก\nphoto: true\n"
    ),
    "minutes": (
        "title: รายงานประชุม\nsubject: คณะทำงาน\nplace: ห้องประชุม 2\nopened: 09.30 น.\n"
        "attendees:\n  - {who: somchai, role: ประธาน}\n"
        "  - {who: {name: นายแทน, position: ผู้ช่วย}, role: กรรมการ, instead_of: นายอำเภอ}\n"
        "absentees:\n  - {who: {name: นางลา}, role: เลขานุการ, reason: ลาป่วย}\n"
        "participants:\n  - {who: {name: นางสาวร่วม, position: นักวิชาการ}}\nbody: กล่าวเปิด\n"
        "agenda:\n  - {title: วาระแรก, body: แจ้งให้ทราบ, resolution: รับทราบ}\n"
        "  - title: วาระสอง\n    matters:\n      - {title: เรื่องสอง}\n"
        "      - {title: เรื่องหนึ่ง, body: เสนอ, resolution: เห็นชอบ}\nclosed: 11.30 น.\n"
    ),
    "request_form": (
        "heading_lines: [หัวหนึ่ง, หัวสอง]\ntable_title: ชื่อในกรอบ\noffice_name: หน่วยงานอื่น\n"
        "topic: หัวข้อที่ขอ\ndetails: |\n  บรรทัดหนึ่ง\n\n  บรรทัดสอง\nlink: https://a1.example.go.th/2\n"
        "remarks: หมายเหตุหนึ่ง\nblocks:\n  - {role: ผู้ขอ}\n"
        "  - {role: ผู้อนุมัติ, signer: somchai, position_label: ในตำแหน่ง, date: 1 มีนาคม 2563}\n"
    ),
    "report": (
        "title_lines: [รายงานผล, ประจำปี]\nintroduction: บทนำ\ncheckpoint: จุดตรวจสอบ\n"
        + "".join(
            f"{name}: {{heading: หัว{word}, body: ความ{word}}}\n"
            for name, word in (
                ("activities", "กิจกรรม"),
                ("problems", "ปัญหา"),
                ("advice", "แนะนำ"),
                ("outlook", "ต่อไป"),
            )
        )
        + "more:\n  - heading: หัวเพิ่ม\n    tables:\n"
        + "".join(f"    {line}\n" for line in TABLE.splitlines())
    ),
    "annex": f"title_lines: [กรอบ, แนบท้าย]\nbody: ข้อความ\nending: ตอนจบ\ntables:\n{TABLE}",
    "evidence_sheet": (
        "title: ภาพหน้าจอ\nlines: [บรรทัดหนึ่ง, บรรทัดสอง]\npictures:\n"
        "  - {file: evidence/a.png, alt: หน้าเว็บ}\n"
        "  - {file: b.JPG, alt: อีกหน้า, caption: คำบรรยาย, address: www.example.go.th/1, "
        "shown: 1 มีนาคม 2563, width: 120.5}\n"
    ),
}
# Fields that say how a document is made, or are for colleagues.
UNPRINTED = {
    *("kind", "fiscal_year", "numbering", "catchword", "page_numbers", "landscape", "note", "file"),
    *("alt", "width", "align", "number", "numbered", "person", "secrecy", "date", "first", "last"),
}
# Kinds whose form has no place for these.
WITHOUT = {
    "order": {"urgency"},
    "announcement": {"urgency"},
    "certificate": {"urgency"},
    "minutes": {"urgency"},
    "report": {"urgency"},
    "annex": {"urgency"},
    "request_form": {"urgency", "signers"},
    "evidence_sheet": {"urgency", "signers"},
}
BY_YEAR = ("order", "certificate", "minutes")
ALL_KINDS = pytest.mark.parametrize("kind", KINDS)


def smallest(kind: str) -> str:
    return f"kind: {kind}\n{SMALLEST[kind]}"


def fullest(kind: str) -> str:
    number = "32/2563" if kind in BY_YEAR else "ตก 0132/32"
    return f"kind: {kind}\n{COMMON.format(number=number)}{FULLEST[kind]}"


SHEETS = pytest.mark.parametrize(
    ("kind", "sheet"),
    [(kind, made(kind)) for made in (smallest, fullest) for kind in KINDS],
    ids=[f"{made.__name__} {kind}" for made in (smallest, fullest) for kind in KINDS],
)


def load(folder: Path, sheet: str) -> Document:
    (folder / "office.yaml").write_text(OFFICE, "utf-8")
    (folder / "sheet.yaml").write_text(sheet, "utf-8")
    return load_document(folder / "sheet.yaml")


def said(value: Any, unprinted: set[str]) -> Iterator[str]:
    """Yield every text of a record that must be in print."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields.keys() - unprinted:
            yield from said(getattr(value, name), unprinted)
    elif isinstance(value, tuple):
        for item in value:
            yield from said(item, unprinted)
    elif isinstance(value, str) and value != "^":
        yield from value.replace("1. ", "").replace("**", "").splitlines()


def tight(text: str) -> str:
    return "".join(to_arabic(text).split())


class TestSheets:
    @SHEETS
    def test_is_read_and_composed(self, tmp_path: Path, kind: str, sheet: str) -> None:
        document = load(tmp_path, sheet)
        assert document.kind is KINDS[kind]
        html = compose(document, Measures.of({})).html
        assert html.count("<h1") == 1
        assert f'<body class="{kind}' in html
        printed = tight(text_of(html))
        for text in said(document.record, UNPRINTED | WITHOUT.get(kind, set())):
            assert tight(text) in printed

    @SHEETS
    def test_as_json_it_is_the_same_record(self, tmp_path: Path, kind: str, sheet: str) -> None:
        record = load(tmp_path, sheet).record
        model = KINDS[kind].model
        text = record.model_dump_json(by_alias=True)
        assert model.model_validate_json(text) == record
        assert model.model_validate(json.loads(text)) == record

    @SHEETS
    def test_what_is_in_the_file_is_the_same_record(
        self, tmp_path: Path, kind: str, sheet: str
    ) -> None:
        document = load(tmp_path, sheet)
        data = record_json(document)
        values = json.loads(data)
        assert values.pop("office") == document.office.name
        assert KINDS[kind].model.model_validate(values) == document.record
        again = json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True)
        assert json.loads(again) == json.loads(data)

    @SHEETS
    def test_the_schema_accepts_it(self, kind: str, sheet: str) -> None:
        validator = jsonschema.Draft202012Validator(schema(kind))
        assert list(validator.iter_errors(yaml.safe_load(sheet))) == []

    @ALL_KINDS
    def test_the_fullest_sheet_fills_every_field(self, tmp_path: Path, kind: str) -> None:
        record = load(tmp_path, fullest(kind)).record
        assert record.model_fields_set == type(record).model_fields.keys()

    @ALL_KINDS
    def test_the_smallest_sheet_has_nothing_too_much(self, tmp_path: Path, kind: str) -> None:
        lines = smallest(kind).splitlines(keepends=True)
        for line in lines[1:]:
            with pytest.raises(Exception, match="is missing"):
                load(tmp_path, smallest(kind).replace(line, ""))

    @ALL_KINDS
    def test_never_changes(self, tmp_path: Path, kind: str) -> None:
        document = load(tmp_path, smallest(kind))
        with pytest.raises(ValidationError, match="frozen"):
            document.record.note = "ก"  # type: ignore[misc]  # that it cannot is the test
        with pytest.raises(dataclasses.FrozenInstanceError):
            document.title = "ก"  # type: ignore[misc]  # the same

    @ALL_KINDS
    def test_is_one_row_and_one_model(self, kind: str) -> None:
        row = KINDS[kind]
        assert row.id == kind
        assert issubclass(row.model, Record)
        assert row.model.model_fields["kind"].annotation is not str
        assert not row.thai.isascii()

    @ALL_KINDS
    def test_another_kind_is_refused(self, kind: str) -> None:
        with pytest.raises(ValidationError) as caught:
            KINDS[kind].model.model_validate({"kind": "poem"})
        assert "literal_error" in {error["type"] for error in caught.value.errors()}


class TestHeadings:
    @pytest.mark.parametrize(
        ("kind", "small", "full"),
        [
            ("memo", "บันทึกข้อความ เรื่อง ก", "บันทึกข้อความ ตก ๐๑๓๒/๓๒ เรื่อง เรื่องทดสอบ"),
            ("letter", "หนังสือ เรื่อง ก", "หนังสือ ตก ๐๑๓๒/๓๒ เรื่อง เรื่องทดสอบ"),
            ("order", "คำสั่งที่ - เรื่อง ก", "คำสั่งที่ ๓๒/๒๕๖๓ เรื่อง แต่งตั้ง"),
            ("announcement", "ประกาศ เรื่อง ก", "ประกาศ เรื่อง มาตรการ"),
            (
                "certificate",
                "หนังสือรับรอง เลขที่ - ก",
                "หนังสือรับรอง เลขที่ ๓๒/๒๕๖๓ นางสาวมานี ยกตัวอย่าง",
            ),
            ("minutes", "รายงานการประชุมก ครั้งที่ -", "รายงานประชุมคณะทำงาน ครั้งที่ ๓๒/๒๕๖๓"),
            ("request_form", "แบบฟอร์มการขอเผยแพร่ข้อมูล (แบบว่าง)", "หัวหนึ่ง"),
            ("report", "ก", "รายงานผล ประจำปี"),
            ("annex", "ก", "กรอบ แนบท้าย"),
            ("evidence_sheet", "ภาพ Print Screen", "ภาพหน้าจอ บรรทัดหนึ่ง"),
        ],
    )
    def test_in_lists_and_bookmarks(self, tmp_path: Path, kind: str, small: str, full: str) -> None:
        assert load(tmp_path, smallest(kind)).title == small
        assert load(tmp_path, fullest(kind)).title == full


class TestSwitches:
    """true and false, in the words that a clerk may use."""

    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            *((word, True) for word in ("true", "True", "yes", "on", '"true"', "1")),
            *((word, False) for word in ("false", "no", "NO", "off", "0")),
        ],
    )
    def test_words(self, tmp_path: Path, typed: str, read: bool) -> None:  # noqa: FBT001  # a case
        record = load(tmp_path, f"kind: annex\ntitle_lines: [ก]\nlandscape: {typed}\n").record
        assert record.landscape is read


class TestReferences:
    @pytest.mark.parametrize(
        ("parts", "words"),
        [
            ({"text": "ก"}, "ก"),
            ({"from": "หนังสือจังหวัด"}, "หนังสือจังหวัด"),
            ({"from": "ก", "number": "ตก 0132/32"}, "ก ที่ ตก ๐๑๓๒/๓๒"),
            ({"from": "ก", "date": "1 มกราคม 2563"}, "ก ลงวันที่ ๑ มกราคม ๒๕๖๓"),
            ({"number": "32/2563"}, "ที่ ๓๒/๒๕๖๓"),
            ({"text": "ก", "from": "ข"}, "ก"),
        ],
    )
    def test_words(self, parts: dict[str, str], words: str) -> None:
        assert Reference.model_validate(parts).words == words

    def test_an_enclosure_has_a_title(self) -> None:
        with pytest.raises(ValidationError):
            Enclosure.model_validate({"count": "1 ฉบับ"})


class TestPictures:
    """A picture is named by its place inside the office folder."""

    @pytest.mark.parametrize(
        ("typed", "file"),
        [
            ("a.png", "a.png"),
            ("./a.png", "a.png"),
            ("ภาพ/หน้า 1.JPEG", "ภาพ/หน้า 1.JPEG"),
            ("evidence\\a.jpg", "evidence/a.jpg"),
        ],
    )
    def test_inside(self, typed: str, file: str) -> None:
        assert Picture.model_validate({"file": typed, "alt": "ก"}).file == file

    @pytest.mark.parametrize(
        "file",
        [
            *("../a.png", "a/../../b.png", "/etc/a.png", "//host/a.png", "\\\\host\\a.png"),
            *("C:\\a.png", "c:a.png", "..\\a.png", "file:///etc/a.png", "http://a.th/a.png"),
            *("a.svg", "a.gif", "a.png.exe", "a", "png", "", ".", ".png", "a.png\0.txt", "a.tif"),
        ],
    )
    def test_outside(self, file: str) -> None:
        with pytest.raises(ValidationError):
            Picture.model_validate({"file": file, "alt": "ก"})

    @pytest.mark.parametrize("width", [0, -1, 297.1, "nan", "inf", "กว้าง"])
    def test_width(self, width: object) -> None:
        with pytest.raises(ValidationError):
            Picture.model_validate({"file": "a.png", "alt": "ก", "width": width})

    @given(st.text(max_size=20))
    def test_any_name_stays_inside(self, name: str) -> None:
        try:
            file = Picture.model_validate({"file": f"{name}.png", "alt": "ก"}).file
        except ValidationError:
            return
        assert not file.startswith("/")
        assert ".." not in file.split("/")
