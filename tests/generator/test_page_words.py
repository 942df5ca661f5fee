"""The text layer: what two readers read in a PDF is the text of the record."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from makings import LEADING, TONES, document_of, documents
from pages import Letter, Page, first_difference, lines_of, pages_of, pypdf_texts, tight
from prints import EXAMPLES, Print, PrintedSet, listening, print_pdf
from typed import pieces, typed_texts

from generator.compose import words_of
from records.digits import to_arabic
from records.kind import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.printing import Printer

RUE, LUE = "ฤฦ"  # vowels by themselves, though they stand among the consonants
CONSONANTS = tuple(chr(code) for code in range(0x0E01, 0x0E2F) if chr(code) not in (RUE, LUE))
ABOVE_BELOW = ("", *"ัิีึืฺุู็ํ")
BEHIND = ("า", "ะ", "ำ")
FORMS = EXAMPLES.parent / "records" / "forms.yaml"
# Shrinking and explaining lay pages out thousands of times, which takes many minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
# What a template adds of its own: labels, and what a form says beside its blanks.
LABELS = (
    *(
        "บันทึกข้อความ",
        "ส่วนราชการ",
        "ที่",
        "วันที่",
        "เรื่อง",
        "เรียน",
        "อ้างถึง",
        "สิ่งที่ส่งมาด้วย",
        "จำนวน",
        "ประกาศ",
        "คำสั่ง",
    ),
    *(
        "สั่ง",
        "ณ",
        "พ.ศ.",
        "ตารางที่",
        "โทร.",
        "โทรสาร",
        "ไปรษณีย์อิเล็กทรอนิกส์",
        "สำเนาส่ง",
        "ลงวันที่",
        "เดือน",
        "ตำแหน่ง",
        "ข้อ",
    ),
    *(
        "ชื่อหน่วยงาน",
        "วัน/เดือน/ปี",
        "หัวข้อ",
        "รายละเอียดข้อมูล(โดยสรุปหรือเอกสารแนบ)",
        "Linkภายนอก",
        "หมายเหตุ",
    ),
    *("ภาพ", "ขอแสดงความนับถือ", "เลขที่", "ให้ไว้", "รูปถ่าย", "ครั้งที่", "เมื่อ", "แทน"),
    *("ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม", "เริ่มประชุมเวลา", "เลิกประชุมเวลา"),
    *("ระเบียบวาระที่", "มติที่ประชุม", "ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม"),
)


def in_order_of_lines(letters: tuple[Letter, ...]) -> list[Letter]:
    """Return letters with those of one line from left to right, as pdfium reads them."""
    return [
        letter
        for line in lines_of(letters)
        for letter in sorted(line.letters, key=lambda letter: letter.left)
    ]


def check_both_readers(printed: Print) -> None:
    """The paragraphs are on the pages, whole and in order, whoever reads them."""
    words = tight(words_of(printed.document))
    assert "".join(one.words for one in printed.paragraphs) == words
    shown = "".join(letter.text for one in printed.placed for letter in one.letters)
    assert not (difference := first_difference(words, shown)), difference
    with listening() as complaints:
        texts = pypdf_texts(printed.rendition.data)
    assert not complaints
    for page, text in zip(printed.pages, texts, strict=True):
        assert not (difference := first_difference(page.text, text)), difference
        by_line, by_pdfium = (
            "".join(letter.text for letter in in_order_of_lines(letters))
            for letters in (page.letters, page.read)
        )
        assert not (difference := first_difference(by_line, by_pdfium)), difference


class TestExamples:
    """“The text layer, read by pypdfium2 and by pypdf, equals the record's text exactly.”"""

    def test_the_words_are_those_of_the_record(self, printed: Print) -> None:
        check_both_readers(printed)

    def test_the_bound_set_has_the_pages_of_its_documents(self, printed_set: PrintedSet) -> None:
        pages = [page.text for one in printed_set.prints.values() for page in one.pages]
        assert [page.text for page in pages_of(printed_set.bound.data)] == pages
        assert pypdf_texts(printed_set.bound.data) == pages

    def test_nothing_was_logged(self, printed_set: PrintedSet) -> None:
        assert printed_set.logged == ()

    def test_a_warning_would_have_been_heard(self, printer: Printer) -> None:
        with listening() as logged:
            logging.getLogger("weasyprint").warning("loud")
            print_pdf(document_of({"kind": "annex", "title_lines": ["ก"]}), printer)
        assert logged == ["weasyprint: loud"]


class TestWordsOfTheRecord:
    """“The same words”: what `words_of` gives is what the clerk typed, and no more than labels."""

    def test_every_text_of_the_sheet_is_there(self, printed: Print) -> None:
        words = to_arabic(tight(words_of(printed.document)))
        texts = typed_texts(printed.document.path)
        assert texts
        for text in texts:
            assert words.count(text) >= texts.count(text), text

    def test_nothing_is_there_but_the_record_and_labels(self, printed: Print) -> None:
        rest = to_arabic(tight(words_of(printed.document)))
        office = printed.document.office
        record = printed.document.record
        known = set(pieces([record.model_dump(mode="json"), office.model_dump(mode="json")]))
        if record.kind == "request_form":
            known |= set(typed_texts(FORMS))
        for piece in sorted(known | set(map(to_arabic, LABELS)), key=len, reverse=True):
            rest = rest.replace(piece, "\n")
        assert set(rest) <= set("\n0123456789.():-/,")

    def test_a_lost_word_would_be_noticed(self) -> None:
        texts = typed_texts(EXAMPLES / "mueang-tak/cases/website-2563/01-order-memo.yaml")
        assert "จึงเรียนมาเพื่อโปรดพิจารณา" in texts
        assert "และการบริหารพัสดุภาครัฐเพื่อความโปร่งใสพ.ศ.2560" in texts


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=6, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_generated_documents_come_back(printer: Printer, kind: str, data: st.DataObject) -> None:
    """“… and for generated ones.”"""
    check_both_readers(print_pdf(data.draw(documents(kind)), printer))


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
class TestClusters:
    """“One page with every consonant × vowel × tone cluster of Thai, ำ included.”"""

    def test_every_cluster_comes_back(self, printer: Printer, bold: bool) -> None:  # noqa: FBT001  # a parameter
        rows = [" ".join(clusters(consonant)) for consonant in CONSONANTS]
        body = "\n\n".join(f"**{row}**" if bold else row for row in rows)
        values = {"kind": "annex", "title_lines": ["กข"], "body": body, "page_numbers": False}
        printed = print_pdf(document_of(values), printer)
        expected = "กข" + tight("".join(rows))
        found = "".join(page.text for page in printed.pages)
        assert not (difference := first_difference(expected, found)), difference
        read_back = "".join(letter.text for page in printed.pages for letter in page.read)
        assert not (difference := first_difference(expected, read_back)), difference
        assert "".join(pypdf_texts(printed.rendition.data)) == expected
        assert all(letter.bold == bold for page in printed.pages for letter in page.letters[2:])

    def test_the_vowels_that_stand_alone_come_back(self, printer: Printer, bold: bool) -> None:  # noqa: FBT001  # same
        words = "ฤดู ฤๅษี พฤกษา ฦๅชา ฦ ทฤษฎี ฤ่ ฤทธิ์"
        values = {
            "kind": "annex",
            "title_lines": [words],
            "body": f"**{words}**" if bold else words,
        }
        check_both_readers(print_pdf(document_of(values), printer))

    def test_no_cluster_is_missing_from_the_test(self, bold: bool) -> None:  # noqa: FBT001  # same
        del bold
        made = {cluster for consonant in CONSONANTS for cluster in clusters(consonant)}
        assert {"ก", "ปั้", "น้ำ", "ญู่", "ฐิ์", "เก้", "ไม้", "ฎุ", "ฟื้", "เสื้", "ป๊ำ"} <= made
        assert len(made) == 44 * 6 * (11 + 3 + 5 + 4)


def clusters(consonant: str) -> Iterator[str]:
    """Yield a consonant with every vowel and tone."""
    for tone in TONES:
        for vowel in ABOVE_BELOW:
            yield consonant + vowel + tone
        for vowel in BEHIND:
            yield consonant + tone + vowel
        for vowel in LEADING:
            yield vowel + consonant + tone
        for vowel in "ิีื็":
            yield "เ" + consonant + vowel + tone


@pytest.mark.parametrize(
    "slip",
    [
        "นํา",
        "น้ํา",
        "ก่ี",
        "ก้ิ",
        "เเม่",
        "กำ้",
        "นำ้",
        "ิก",
        "ะก",
        "โเก",
        "๑่",
        "กาาา",
        "หน้าที",
        "(ั)",
        "e\u0301",
    ],
)
def test_slips_of_the_keyboard_come_back_as_they_are_recorded(slip: str, printer: Printer) -> None:
    """“A set that was filed with mistakes must be recordable as it was.”"""
    body = f"ข้อความ {slip} ต่อ"
    check_both_readers(print_pdf(document_of(memo_with(body)), printer))


def memo_with(body: str) -> dict[str, str]:
    return {"kind": "memo", "subject": "เรื่อง", "to": "นายอำเภอ", "body": body}


class TestFurniture:
    """“Page furniture apart: page numbers, the catchword, repeated table heads.”"""

    def test_numbers_stand_from_page_two_on(self, printed: Print) -> None:
        for page in printed.pages:
            shown = [line.text for line in lines_of(printed.furniture(page))]
            assert len(shown) == len(printed.expected_furniture(page))

    def test_a_page_without_its_number_would_be_noticed(self, printed_set: PrintedSet) -> None:
        longest = max(printed_set.prints.values(), key=lambda one: len(one.pages))
        assert len(longest.pages) > 1
        bare = Print(document=longest.document, rendition=longest.rendition)
        page = bare.pages[1]
        number = {id(letter) for letter in bare.furniture(page)}
        kept = tuple(letter for letter in page.letters if id(letter) not in number)
        without = Page(page.index, page.width, page.height, kept, page.boxes, kept)
        with pytest.raises(AssertionError, match="page 2"):
            bare.furniture(without)
