from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html
from word_pages import DOCUMENTS, PICTURES, page
from word_reading import docx_words, found, numbers, part

from generator.docx.markup import qualified
from generator.docx.writer import write_docx
from generator.measures import Measures
from records.errors import ResourceError
from records.spelling import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
MEASURES = Measures.of({})


def words(text: str) -> str:
    return squeeze(text.replace("\u2060", ""))


def words_of_html(html: str) -> str:
    [body] = lxml_html.document_fromstring(html).iter("body")
    return words(body.text_content())


def write(body: str) -> bytes:
    return write_docx(page("report", body), MEASURES, PICTURES)


@pytest.mark.parametrize("name", DOCUMENTS)
class TestEveryDocument:
    """The DOCX, the text layer of the PDF and this text are equal."""

    def test_the_words_are_those_of_the_html(self, name: str, printed: Mapping[str, bytes]) -> None:
        assert words(docx_words(printed[name])) == words_of_html(DOCUMENTS[name])

    def test_no_word_joiner_is_left(self, name: str, printed: Mapping[str, bytes]) -> None:
        assert "\u2060" not in docx_words(printed[name])

    def test_the_same_input_gives_the_same_bytes(
        self, name: str, printed: Mapping[str, bytes]
    ) -> None:
        assert write_docx(DOCUMENTS[name], MEASURES, PICTURES) == printed[name]


def test_another_process_elsewhere_gives_the_same_bytes(printed: Mapping[str, bytes]) -> None:
    program = (
        "from hashlib import sha256; from word_pages import DOCUMENTS, PICTURES;"
        "from generator.docx.writer import write_docx; from generator.measures import Measures;"
        "[print(sha256(write_docx(html, Measures.of({}), PICTURES)).hexdigest())"
        " for html in DOCUMENTS.values()]"
    )
    path = os.pathsep.join((str(HERE), str(HERE.parents[2])))
    elsewhere = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "PYTHONPATH": path}
    told = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | elsewhere,
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == [sha256(data).hexdigest() for data in printed.values()]


class TestWhiteSpace:
    """The words of a page are the text of the HTML without U+2060 and with white space folded."""

    def text(self, inside: str) -> str:
        return docx_words(write(f'<p class="plain">{inside}</p>'))

    def test_folds_to_one_space(self) -> None:
        assert self.text("\n ก  ข\n\tค ") == "ก ข ค"

    def test_between_elements(self) -> None:
        assert self.text("ก <strong> ข</strong> <em>ค</em>") == "ก ข ค"

    def test_none_around_a_line_break(self) -> None:
        assert self.text("ก <br> ข") == "ก ข"

    def test_that_does_not_break_stays(self) -> None:
        assert self.text("พ.ศ.\u00a0๒๕๖๓") == "พ.ศ.\u00a0๒๕๖๓"

    def test_what_xml_cannot_hold_is_left_out(self) -> None:
        assert self.text("ก\x01ข\ufffe") == "กข"


class TestNumbers:
    """Real numbering: the number of a clause is Word's, and the same as the HTML's."""

    def test_the_announcement(self, printed: Mapping[str, bytes]) -> None:
        assert numbers(printed["announcement"]) == [
            *("๑.", "๑.๑", "๑.๑.๑", "๑.๑.๒", "(๑)", "(๒)", "๑.๒", "๑.๒.๑", "๒."),
            *("ข้อ ๑", "๑.๑", "ข้อ ๒", "๓.", "(๑)", "(๑.๑)", "(๑.๑.๑)", "๗.", "๘.", "-", "-"),
        ]

    def test_one_that_word_would_count_otherwise_is_text(
        self, printed: Mapping[str, bytes]
    ) -> None:
        text = docx_words(printed["announcement"]).splitlines()
        assert "๑๐.\u00a0 พิมพ์ข้าม" in text
        assert "๒.๑\u00a0 เริ่มที่ชั้นสอง" in text

    def test_one_typed_by_hand_is_text(self, printed: Mapping[str, bytes]) -> None:
        assert "๒.๒\u00a0 เลขที่พิมพ์เอง" in docx_words(printed["announcement"]).splitlines()

    def test_lists_that_take_turns_keep_their_own_count(self) -> None:
        clause = (
            '<p class="clause-1" data-list="{}" data-level="1" data-format="decimal">'
            '<span class="no">{}.</span> ก</p>'
        )
        turns = (("a", "๑"), ("b", "๑"), ("a", "๒"), ("b", "๒"), ("a", "๓"))
        data = write("".join(clause.format(*turn) for turn in turns))
        assert numbers(data) == ["๑.", "๑.", "๒.", "๒.", "๓."]

    def test_bullets_inside_a_numbered_list(self) -> None:
        data = write(
            '<p class="clause-1" data-list="a" data-level="1" data-format="decimal">'
            '<span class="no">๑.</span> ก</p>'
            '<p class="bullet" data-list="a" data-level="2"><span class="no">-</span> ข</p>'
            '<p class="clause-1" data-list="a" data-level="1" data-format="decimal">'
            '<span class="no">๒.</span> ค</p>'
        )
        assert numbers(data) == ["๑.", "-", "๒."]

    def test_a_level_that_word_lists_do_not_have_is_text(self) -> None:
        data = write(
            '<p class="clause-4" data-list="a" data-level="9" data-format="decimal">'
            '<span class="no">(๑)</span> ก</p>'
        )
        assert numbers(data) == []
        assert docx_words(data) == "(๑)\u00a0 ก"


class TestAddresses:
    """No document can make the printer read a file or address it names."""

    @pytest.mark.parametrize("source", ["file:///etc/passwd", "https://example.org/a.png", ""])
    def test_a_picture_that_was_not_given_is_refused(self, source: str) -> None:
        with pytest.raises(ResourceError, match="documents may not name files") as refused:
            write(f'<figure><img src="{source}" alt=""></figure>')
        assert refused.value.facts == {"address": source}

    def test_an_entity_is_not_expanded(self) -> None:
        html = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(
            "memo", '<p class="plain">&x;</p>'
        ).removeprefix("<!DOCTYPE html>")
        assert "root:" not in docx_words(write_docx(html, MEASURES, PICTURES))

    def test_a_link_leads_to_its_address(self, printed: Mapping[str, bytes]) -> None:
        [link] = found(part(printed["memo"], "word/document.xml"), "//w:hyperlink")
        relations = part(printed["memo"], "word/_rels/document.xml.rels")
        target = {one.get("Id"): one for one in relations}[link.get(qualified("r:id"))]
        assert target.get("Target") == "https://example.go.th/ita?year=2563&eb=8"
        assert target.get("TargetMode") == "External"

    def test_an_address_that_runs_something_is_text(self) -> None:
        data = write('<p class="plain"><a href="javascript:alert(1)">ก</a></p>')
        assert found(part(data, "word/document.xml"), "//w:hyperlink") == []
        assert docx_words(data) == "ก"
