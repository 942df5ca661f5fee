from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from word_pages import DOCUMENTS, PICTURES, page
from word_reading import found, part, value

from generator.docx.markup import qualified
from generator.docx.styles import style_id
from generator.docx.writer import write_docx
from generator.measures import Measures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

MEASURES = Measures.of({})
FONT = "TH SarabunPSK"
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
# The order of the schema (ECMA-376 part 1, annex A): Word refuses a file that has another.
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "tabs"),
    *("spacing", "ind", "jc", "outlineLvl", "rPr"),
)
RUN_ORDER = (
    *("rFonts", "b", "bCs", "i", "iCs", "strike", "color", "sz", "szCs", "u", "cs", "lang"),
)


def parts(data: bytes) -> list[Element]:
    with ZipFile(BytesIO(data)) as held:
        names = [name for name in held.namelist() if name.endswith((".xml", ".rels"))]
        return [etree.fromstring(held.read(name)) for name in names]


def everywhere(data: bytes, path: str) -> list[Element]:
    return [one for root in parts(data) for one in found(root, path)]


def body(data: bytes) -> Element:
    return part(data, "word/document.xml")


def holding(data: bytes, text: str) -> Element:
    """Return the paragraph that holds a text."""
    [one] = found(body(data), f"//w:p[contains(string(.), '{text}')]")
    return one


def write(inside: str, kind: str = "report") -> bytes:
    return write_docx(page(kind, inside), MEASURES, PICTURES)


@pytest.mark.parametrize("name", DOCUMENTS)
class TestEveryDocument:
    def test_every_run_names_face_size_and_language_for_thai(
        self, name: str, printed: Mapping[str, bytes]
    ) -> None:
        runs = everywhere(printed[name], "//w:r")
        assert runs
        for run in runs:
            [fonts] = found(run, "w:rPr/w:rFonts")
            assert [fonts.get(qualified(f"w:{slot}")) for slot in SLOTS] == [FONT] * 4
            assert value(run, "w:rPr/w:szCs") == value(run, "w:rPr/w:sz")
            assert len(found(run, "w:rPr/w:b")) == len(found(run, "w:rPr/w:bCs"))
            assert len(found(run, "w:rPr/w:i")) == len(found(run, "w:rPr/w:iCs"))
            [language] = found(run, "w:rPr/w:lang")
            assert language.get(qualified("w:bidi")) == "th-TH"

    def test_a_run_with_thai_is_complex_script(
        self, name: str, printed: Mapping[str, bytes]
    ) -> None:
        for run in everywhere(printed[name], "//w:r[w:t]"):
            thai = any("\u0e00" <= letter <= "\u0e7f" for letter in "".join(run.itertext()))
            assert bool(found(run, "w:rPr/w:cs")) == thai

    def test_no_other_font_is_named(self, name: str, printed: Mapping[str, bytes]) -> None:
        named: set[str | None] = {
            font for fonts in everywhere(printed[name], "//w:rFonts") for font in fonts.values()
        }
        named |= {font.get(qualified("w:name")) for font in everywhere(printed[name], "//w:font")}
        assert named == {FONT}

    def test_properties_stand_in_the_order_of_the_schema(
        self, name: str, printed: Mapping[str, bytes]
    ) -> None:
        for path, order in (("//w:pPr", PARAGRAPH_ORDER), ("//w:rPr", RUN_ORDER)):
            for properties in everywhere(printed[name], path):
                names = [etree.QName(one).localname for one in properties]
                assert names == sorted(set(names), key=order.index)

    def test_drawings_have_ids_of_their_own_and_words_for_the_blind(
        self, name: str, printed: Mapping[str, bytes]
    ) -> None:
        drawn = found(body(printed[name]), "//wp:docPr")
        assert len({one.get("id") for one in drawn}) == len(drawn)
        assert all(one.get("descr") for one in drawn)

    def test_every_cell_ends_in_a_paragraph_and_rows_fill_the_grid(
        self, name: str, printed: Mapping[str, bytes]
    ) -> None:
        for cell in found(body(printed[name]), "//w:tc"):
            assert cell[-1].tag == qualified("w:p")
        for table in found(body(printed[name]), "//w:tbl"):
            columns = len(found(table, "w:tblGrid/w:gridCol"))
            for row in found(table, "w:tr"):
                spans = [value(one, ".") for one in found(row, "w:tc/w:tcPr/w:gridSpan")]
                single = len(found(row, "w:tc")) - len(spans)
                assert single + sum(map(int, spans)) == columns

    def test_tables_never_touch(self, name: str, printed: Mapping[str, bytes]) -> None:
        assert found(body(printed[name]), "//w:tbl/following-sibling::*[1][self::w:tbl]") == []

    def test_python_docx_opens_it(self, name: str, printed: Mapping[str, bytes]) -> None:
        opened = docx.Document(BytesIO(printed[name]))
        assert opened.paragraphs

    def test_what_it_says_of_itself(self, name: str, printed: Mapping[str, bytes]) -> None:
        said = docx.Document(BytesIO(printed[name])).core_properties
        assert said.title.startswith("รายงานผลการดำเนินงาน")
        assert said.author == "สำนักงานสาธารณสุขอำเภอตัวอย่าง"
        assert said.language == "th-TH"
        assert said.created == said.modified == datetime(2020, 2, 13, tzinfo=UTC)
        assert said.last_modified_by == said.comments == said.keywords == ""

    def test_it_names_no_maker(self, name: str, printed: Mapping[str, bytes]) -> None:
        with ZipFile(BytesIO(printed[name])) as held:
            assert not any(b"python" in held.read(one).lower() for one in held.namelist())
            assert {one.date_time for one in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert held.namelist() == sorted(held.namelist())


class TestStyles:
    """One Word paragraph style for every entry of styles.yaml with its Thai name."""

    @pytest.mark.parametrize("name", MEASURES.styles)
    def test_each_style_has_its_thai_name(self, name: str, printed: Mapping[str, bytes]) -> None:
        assert style_id(name).isascii()
        styles = part(printed["memo"], "word/styles.xml")
        [style] = found(styles, f"w:style[@w:styleId='{style_id(name)}']")
        assert value(style, "w:name") == MEASURES.styles[name].word
        assert value(style, "w:basedOn") == "Saraban"
        assert value(style, "w:rPr/w:szCs") == str(round(MEASURES.styles[name].size * 2))

    def test_ids_are_unlike(self) -> None:
        assert len({style_id(name) for name in MEASURES.styles}) == len(MEASURES.styles)

    def test_body_text_is_spread_in_the_thai_way(self, printed: Mapping[str, bytes]) -> None:
        styles = part(printed["memo"], "word/styles.xml")
        assert value(styles, "w:style[@w:styleId='SarabanBody']/w:pPr/w:jc") == "thaiDistribute"

    def test_the_memo_title_is_exactly_35_points_high(self, printed: Mapping[str, bytes]) -> None:
        styles = part(printed["memo"], "word/styles.xml")
        [space] = found(styles, "w:style[@w:styleId='SarabanMemoTitle']/w:pPr/w:spacing")
        assert space.get(qualified("w:line")) == str(35 * 20)
        assert space.get(qualified("w:lineRule")) == "exact"

    def test_a_setting_of_the_office_reaches_word(self) -> None:
        data = write_docx(DOCUMENTS["memo"], Measures.of({"first_page_top": 20}), PICTURES)
        [margins] = found(body(data), "//w:pgMar")
        assert margins.get(qualified("w:top")) == str(round(20 / 25.4 * 1440))


class TestSignature:
    """One signer's lines, kept together; right half, or left half of the text."""

    def test_lines_stay_together_and_let_the_next_block_go(
        self, printed: Mapping[str, bytes]
    ) -> None:
        data = printed["memo"]
        for text, kept in (
            ("(นายสมชาย", "1"),
            ("เจ้าพนักงานสาธารณสุขชำนาญงาน", "0"),
            ("ทราบ", "1"),
            ("(นางสาวสมหญิง", "1"),
        ):
            line = found(body(data), f"//w:p[starts-with(string(.), '{text}')]")[-1]
            assert value(line, "w:pPr/w:keepNext") == kept
            assert value(line, "w:pPr/w:keepLines") == "1"

    def test_it_stands_in_its_half(self, printed: Mapping[str, bytes]) -> None:
        half = str(round(MEASURES["signature_left"] * 20))
        for text, side, other in (("(นายสมชาย", "left", "right"), ("(นางสาว", "right", "left")):
            [edges] = found(holding(printed["memo"], text), "w:pPr/w:ind")
            assert edges.get(qualified(f"w:{side}")) == half
            assert edges.get(qualified(f"w:{other}")) == "0"

    def test_in_a_column_it_takes_the_whole_column(self) -> None:
        data = write(
            '<div class="columns"><div class="column" data-width="80"><div class="signature">'
            '<p class="sign-line">ก</p></div></div></div>'
        )
        assert found(holding(data, "ก"), "w:pPr/w:ind") == []


class TestLeaders:
    """A value with a dotted leader to the right edge, or to the middle of the line."""

    def stops(self, paragraph: Element) -> list[tuple[str | None, str | None]]:
        tabs = found(paragraph, "w:pPr/w:tabs/w:tab")
        return [(one.get(qualified("w:val")), one.get(qualified("w:pos"))) for one in tabs]

    def test_ends_at_the_edge_of_the_text(self, printed: Mapping[str, bytes]) -> None:
        line = holding(printed["memo"], "ส่วนราชการ")
        assert self.stops(line) == [("right", str(round(160 / 25.4 * 1440)))]

    def test_half_ends_in_the_middle(self, printed: Mapping[str, bytes]) -> None:
        line = holding(printed["memo"], "วันที่")
        assert self.stops(line) == [("left", "4535"), ("right", "9071")]

    def test_value_and_tab_stand_on_dots(self, printed: Mapping[str, bytes]) -> None:
        line = holding(printed["memo"], "ส่วนราชการ")
        dotted = found(line, "w:r[w:rPr/w:u[@w:val='dotted']]")
        assert "".join("".join(run.itertext()) for run in dotted).strip("\u00a0") == (
            "สำนักงานสาธารณสุขอำเภอตัวอย่าง โทร. ๐ ๕๕๕๑ ๑๐๐๐"
        )
        assert len(found(dotted[-1], "w:tab")) == 1

    def test_an_empty_one_is_a_tab_alone(self) -> None:
        data = write('<p class="form-line"><span class="fill"></span></p>')
        [run] = found(body(data), "//w:body/w:p/w:r")
        assert [etree.QName(one).localname for one in run] == ["rPr", "tab"]

    def test_in_centred_text_it_is_a_row_of_dots(self, printed: Mapping[str, bytes]) -> None:
        [line] = found(body(printed["form"]), "//w:p[starts-with(string(.), '(\u00a0')]")
        assert found(line, ".//w:tab") == []

    def test_labels_are_20_points_and_bold(self, printed: Mapping[str, bytes]) -> None:
        label = found(holding(printed["memo"], "ส่วนราชการ"), "w:r")[0]
        assert value(label, "w:rPr/w:szCs") == "40"
        assert found(label, "w:rPr/w:bCs")


class TestTables:
    def test_the_rows_of_the_head_come_back(self, printed: Mapping[str, bytes]) -> None:
        [first, *_] = found(body(printed["table"]), "//w:tbl")
        rows = found(first, "w:tr")
        heads = [bool(found(row, "w:trPr/w:tblHeader")) for row in rows]
        assert heads == [True, True] + [False] * 60

    def test_columns_are_as_wide_as_named(self, printed: Mapping[str, bytes]) -> None:
        [first, *_] = found(body(printed["table"]), "//w:tbl")
        grid = [one.get(qualified("w:w")) for one in found(first, "w:tblGrid/w:gridCol")]
        assert grid == [str(round(mm / 25.4 * 1440)) for mm in (15, 190, 40)]

    def test_wider_than_the_text_is_made_to_fit(self) -> None:
        data = write(
            '<table class="grid"><colgroup><col data-width="200"><col data-width="120"></colgroup>'
            "<tr><td>ก</td><td>ข</td></tr></table>"
        )
        grid = [int(one.get(qualified("w:w")) or 0) for one in found(body(data), "//w:gridCol")]
        assert grid == [5669, 3402]

    def test_cells_merge_down_and_across(self) -> None:
        data = write(
            '<table class="grid"><tr><td rowspan="2" colspan="2">ก</td><td>ข</td></tr>'
            "<tr><td>ค</td></tr><tr><td>ง</td><td>จ</td><td>ฉ</td></tr></table>"
        )
        rows = found(body(data), "//w:tr")
        shape = [
            [
                (
                    "".join(cell.itertext()),
                    *(value(one, ".") for one in found(cell, "w:tcPr/*[@w:val]")),
                )
                for cell in found(row, "w:tc")
            ]
            for row in rows
        ]
        assert shape == [
            [("ก", "2", "restart"), ("ข",)],
            [("", "2", "continue"), ("ค",)],
            [("ง",), ("จ",), ("ฉ",)],
        ]

    def test_short_rows_stay_whole_and_long_ones_may_split(self) -> None:
        data = write(
            f'<table class="grid"><tr><td>ก</td></tr><tr><td>{"ยาว " * 800}</td></tr></table>'
        )
        short, long = found(body(data), "//w:tr")
        assert found(short, "w:trPr/w:cantSplit")
        assert not found(long, "w:trPr/w:cantSplit")

    def test_a_caption_stays_with_its_table(self) -> None:
        data = write(
            '<p class="caption">ตารางที่ ๑</p><table class="grid"><tr><td>ก</td></tr></table>'
        )
        caption, gap = found(body(data), "//w:tbl/preceding-sibling::w:p")
        assert value(caption, "w:pPr/w:keepNext") == value(gap, "w:pPr/w:keepNext") == "1"


class TestPageBreaks:
    def test_the_next_paragraph_starts_a_page(self) -> None:
        data = write('<p class="body">ก</p><hr class="page"><p class="body">ข</p>')
        broken = found(body(data), "//w:p[w:pPr/w:pageBreakBefore]")
        assert ["".join(one.itertext()) for one in broken] == ["ข"]

    def test_before_a_table(self) -> None:
        data = write(
            '<p class="body">ก</p><hr class="page"><table class="grid"><tr><td>ข</td></tr></table>'
        )
        [broken] = found(body(data), "//w:p[w:pPr/w:pageBreakBefore]")
        following = broken.getnext()
        assert following is not None
        assert following.tag == qualified("w:tbl")

    def test_the_last_one_makes_no_empty_page(self) -> None:
        data = write('<p class="body">ก</p><hr class="page">')
        assert found(body(data), "//w:pageBreakBefore") == []


class TestFurniture:
    def test_the_page_number_is_a_field_in_thai_digits_from_page_two(
        self, printed: Mapping[str, bytes]
    ) -> None:
        data = printed["memo"]
        assert "".join(part(data, "word/header2.xml").itertext()) == "-  PAGE ๒ -"
        assert "".join(part(data, "word/header1.xml").itertext()) == ""
        assert found(body(data), "//w:sectPr/w:titlePg")
        [numbering] = found(body(data), "//w:sectPr/w:pgNumType")
        assert numbering.get(qualified("w:fmt")) == "thaiNumbers"

    def test_none_if_the_document_wants_none(self) -> None:
        html = DOCUMENTS["memo"].replace(
            'page-numbers" content="yes"', 'page-numbers" content="no"'
        )
        data = write_docx(html, MEASURES, PICTURES)
        assert "".join(part(data, "word/header2.xml").itertext()) == ""

    def test_secrecy_stands_on_every_page_above_and_below(
        self, printed: Mapping[str, bytes]
    ) -> None:
        for name in ("header1", "header2", "footer1", "footer2"):
            held = part(printed["long_memo"], f"word/{name}.xml")
            [text] = found(held, ".//w:txbxContent/w:p")
            assert "".join(text.itertext()) == "ลับ"
            assert value(text, "w:r/w:rPr/w:color") == "C00000"

    def test_a_draft_is_marked_on_every_page(self, printed: Mapping[str, bytes]) -> None:
        for name in ("header1", "header2"):
            [mark] = found(part(printed["long_memo"], f"word/{name}.xml"), ".//v:shape/v:textpath")
            assert mark.get("string") == "ร่าง"

    def test_neither_without_being_asked_for(self, printed: Mapping[str, bytes]) -> None:
        assert everywhere(printed["memo"], "//v:shape | //w:txbxContent") == []


class TestEmblem:
    def test_a_memos_floats_beside_the_title(self, printed: Mapping[str, bytes]) -> None:
        title = holding(printed["memo"], "บันทึกข้อความ")
        [size] = found(title, ".//wp:anchor/wp:extent")
        assert size.get("cy") == str(15 * 36000)

    def test_the_box_has_the_shape_of_the_emblem(self, printed: Mapping[str, bytes]) -> None:
        title = holding(printed["long_memo"], "บันทึกข้อความ")
        [size] = found(title, ".//wp:anchor[.//wps:wsp]/wp:extent")
        assert (size.get("cx"), size.get("cy")) == (str(round(13.5 * 36000)), str(15 * 36000))

    def test_a_letters_has_a_line_of_its_own(self, printed: Mapping[str, bytes]) -> None:
        first = found(body(printed["announcement"]), "//w:body/w:p")[0]
        assert found(first, ".//wp:inline")
        assert value(first, "w:pPr/w:jc") == "center"

    def test_a_picture_too_tall_for_the_page_keeps_its_shape(
        self, printed: Mapping[str, bytes]
    ) -> None:
        sizes = found(body(printed["sheet"]), "//wp:inline/wp:extent")
        width, height = (int(sizes[-1].get(side) or 0) for side in ("cx", "cy"))
        assert height < 240 * 36000
        assert height == pytest.approx(3 * width, abs=3)
