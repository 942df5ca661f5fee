"""Where pages end: what must stand together does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from makings import ON_GARUDA_PAPER, SENTENCE, document_of, fields
from prints import Print, print_pdf

if TYPE_CHECKING:
    from placing import Placed

    from generator.printing import Printer

VARIANTS: dict[str, dict[str, Any]] = {
    "closing": {},
    "no closing": {"closing": None, "effective": None},
    "long closing": {"closing": SENTENCE * 2},
    "two signers": {"signers": ["somchai", {"name": "นางสมหญิง สมมติจริง", "position": "ผู้ช่วย"}]},
    "acting": {
        "signers": [
            {
                "name": "นางสมหญิง สมมติจริง",
                "position": "ผู้ช่วยสาธารณสุขอำเภอ",
                "acting": "รักษาราชการแทน",
                "acting_for": "สาธารณสุขอำเภอ",
            }
        ]
    },
}


# How many lines of body leave the signature on the first page, a few lines from its end.
FIRST = {"memo": 19, "letter": 11, "certificate": 21} | dict.fromkeys(
    ("order", "announcement", "minutes"), 19
)
WHERE = [
    *(("memo", variant) for variant in VARIANTS),
    *((kind, variant) for kind in ON_GARUDA_PAPER for variant in ("closing", "no closing")),
    ("letter", "two signers"),
    *(("minutes", variant) for variant in ("closing", "two signers")),
]


class TestSignatures:
    """“No signature block alone on a page”; “at least two lines of text stay with the closing”."""

    def test_examples(self, printed: Print) -> None:
        check_signatures(printed)

    @pytest.mark.parametrize(("kind", "variant"), WHERE)
    def test_wherever_the_page_ends(self, kind: str, variant: str, printer: Printer) -> None:
        values = fields(kind)
        changes = {key: value for key, value in VARIANTS[variant].items() if key in values}
        pages = set()
        for count in range(FIRST[kind], FIRST[kind] + 14):
            body = ("กก " * (26 * count)).strip()
            printed = print_pdf(document_of(values | changes | {"body": body}), printer)
            check_signatures(printed)
            pages.add(len(printed.pages))
        assert pages == {1, 2}

    @pytest.mark.parametrize("blocks", [1, 2])
    def test_short_paragraphs_and_acknowledgements(self, blocks: int, printer: Printer) -> None:
        seen = [{"signer": "somchai", "words": word} for word in ("ทราบ", "อนุมัติ")[:blocks]]
        for count in range(4, 20, 2):
            body = "\n\n".join(["ข้อความหนึ่งบรรทัด"] * count)
            values = fields("memo") | {"body": body, "acknowledgements": seen}
            check_signatures(print_pdf(document_of(values), printer))


class TestKeptTogether:
    """Lines that mean nothing alone stand with what they belong to."""

    def test_no_paragraph_leaves_one_line_behind(self, printed: Print) -> None:
        for one in printed.placed:
            if one.paragraph.cell is None:
                by_page = [line.page for line in one.lines]
                counts = [by_page.count(page) for page in sorted(set(by_page))]
                assert len(counts) == 1 or min(counts) > 1, one.paragraph.text[:60]

    def test_headings_and_captions_are_not_last_on_a_page(self, printed: Print) -> None:
        check_last_on_page(printed)

    def test_heads_of_tables_are_not_last_on_a_page(self, printer: Printer) -> None:
        pages = set()
        for before in range(13, 27):
            values = {
                "kind": "annex",
                "title_lines": ["ก"],
                "body": "\n\n".join([*["ข้อความ"] * before, "# หัวข้อ"]),
                "tables": [
                    {"caption": "ข้อ", "columns": ["หนึ่ง", "สอง"], "rows": [[SENTENCE, "ข"]] * 4}
                ],
            }
            printed = print_pdf(document_of(values), printer)
            check_last_on_page(printed)
            pages.add(len(printed.pages))
        assert pages == {1, 2}


def check_signatures(printed: Print) -> None:
    """A signature is whole, and where one stands, two lines of text stand before it."""
    blocks: dict[int, list[Placed]] = {}
    for one in printed.placed:
        if one.paragraph.signature is not None:
            blocks.setdefault(one.paragraph.signature, []).append(one)
    for block in blocks.values():
        [page] = {letter.page for one in block for letter in one.letters}
        shown = [
            line.text
            for one in printed.placed
            if one.paragraph.signature is None and one.paragraph.style != "contact"
            for line in one.lines
            if line.page == page
        ]
        assert len(shown) > 1, (
            f"{printed.name}: page {page + 1} has only {shown} with the signature"
        )


def check_last_on_page(printed: Print) -> None:
    """The last paragraph of each page but the last is no heading, caption or head of a table."""
    for page in printed.pages[:-1]:
        last = [
            one for one in printed.placed if one.letters and one.letters[-1].page == page.index
        ][-1]
        style = last.paragraph.style
        goes_on = last.paragraph is not printed.placed[-1].paragraph
        assert not (
            goes_on and style in ("heading", "subheading", "caption", "title", "title-line")
        )
        assert not last.paragraph.head, (
            f"{printed.name}: the head of a table ends page {page.index + 1}"
        )
