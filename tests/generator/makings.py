"""What generated documents are made of, for Hypothesis: records of each kind with Thai text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from records.case import Document
from records.dates import ThaiDate
from records.kind import KINDS
from records.office import Office

CONSONANTS = "".join(map(chr, range(0x0E01, 0x0E2F))).replace("ฤ", "").replace("ฦ", "")
LEADING = "เแโใไ"
VOWELS = ("", *"ะัาิีึืุูำ็")
TONES = ("", *"่้๊๋์")
_FOREIGN = (
    "Web Master",
    "ISO",
    "PDF",
    "e-Service",
    "https://example.go.th/a?b=2563&c=1",
    "x@go.th",
)
_MARKS = (
    "ๆ",
    "ฯ",
    "“ประชาชน”",
    "(ถ้ามี)",
    "พ.ศ. 2563",
    "มาตรา 9 (8)",
    "13 กุมภาพันธ์ 2563",
    "1,234.50 บาท",
)

OFFICE = Office.model_validate(
    {
        "name": "สำนักงานสาธารณสุขอำเภอตัวอย่าง",
        "code": "ตย 0132",
        "unit": "กลุ่มงานบริหารทั่วไป",
        "phone": "0 0000 0000",
        "people": {"somchai": {"name": "นายสมชาย ตัวอย่างดี", "posts": [{"title": "สาธารณสุขอำเภอ"}]}},
    }
)
_PATH = Path("generated.yaml")
SENTENCE = "สำนักงานสาธารณสุขอำเภอได้ดำเนินการตามแนวทางการเผยแพร่ข้อมูลต่อสาธารณะเรียบร้อยแล้ว "
ON_GARUDA_PAPER = ("letter", "order", "announcement", "certificate")
BY_YEAR = ("order", "certificate", "minutes")
CLOSINGS = {"order": "effective", "certificate": "", "minutes": "closed"}


def document_of(values: dict[str, Any], office: Office = OFFICE, folder: Path = Path()) -> Document:
    """Return a document of an office; `values` are what a clerk types."""
    kind = KINDS[values["kind"]]
    date = ThaiDate.parse(values["date"]) if "date" in values else None
    context = {"people": office.people, "date": date}
    record = kind.model.model_validate(values, context=context)
    return Document(
        id="document",
        path=_PATH,
        record=record,
        office=office,
        folder=folder,
        title=record.heading,
        ties={},
    )


def fields(kind: str) -> dict[str, Any]:
    """Return the least that a document of a kind needs, with a body to be filled in."""
    values: dict[str, Any] = {
        "kind": kind,
        "number": "12/2568" if kind in BY_YEAR else "ตย 0132/1",
        "date": "1 ธันวาคม 2567",
        "subject": "การเผยแพร่ข้อมูล",
        "body": SENTENCE * 3,
        "signers": ["somchai"],
    }
    name = CLOSINGS.get(kind, "closing")
    closing = {name: "จึงเรียนมาเพื่อโปรดทราบ"} if name else {}
    return values | closing | ({"to": "นายอำเภอ"} if kind in ("memo", "letter") else {})


def syllables() -> st.SearchStrategy[str]:
    """Syllables as Thai spells them: leading vowel, consonant, vowel, tone, final."""
    return st.builds(
        lambda lead, first, vowel, tone, last: (
            lead + first + (tone + vowel if vowel in "าะำ" else vowel + tone) + last
        ),
        st.sampled_from(("", "", *LEADING)),
        st.sampled_from(CONSONANTS),
        st.sampled_from(VOWELS),
        st.sampled_from(TONES),
        st.sampled_from(("", *CONSONANTS)),
    )


def words() -> st.SearchStrategy[str]:
    """Words: syllables together, foreign words, numbers, marks."""
    thai = st.lists(syllables(), min_size=1, max_size=8).map("".join)
    return st.one_of(thai, thai, thai, st.sampled_from(_FOREIGN + _MARKS))


def lines(most: int = 12) -> st.SearchStrategy[str]:
    """One line of words."""
    return st.lists(words(), min_size=1, max_size=most).map(" ".join)


def prose() -> st.SearchStrategy[str]:
    """Markdown: paragraphs, clauses, bold and foreign words."""
    paragraph = lines(40)
    block = st.one_of(
        paragraph,
        paragraph.map("**{}**".format),
        st.lists(paragraph, min_size=1, max_size=4).map(
            lambda items: "\n".join(f"1. {item}" for item in items)
        ),
        lines(4).map("# {}".format),
        st.sampled_from(
            ("`ISO 9001` และ `v2`", "---", "- ข้อ\n- ข้อ", "| ก | ข |\n|---|--:|\n| 1 | 2 |")
        ),
    )
    return st.lists(block, min_size=1, max_size=9).map("\n\n".join)


def tables() -> st.SearchStrategy[dict[str, Any]]:
    """Tables of three columns with a number of its own; some cells joined with the one above."""
    cell = st.one_of(lines(10), st.just("^"))
    row = st.tuples(lines(30), cell)
    return st.builds(
        lambda first, more, titles: {
            "caption": titles[0],
            "numbered": True,
            "columns": [
                {"title": "ที่", "number": True},
                {"title": titles[1], "width": 80},
                {"title": titles[2], "align": "center"},
            ],
            "rows": [list(first), *map(list, more)],
        },
        st.tuples(lines(30), lines(10)),
        st.lists(row, max_size=25),
        st.tuples(*(lines(3) for _ in range(3))),
    )


def signers() -> st.SearchStrategy[list[Any]]:
    """One or two who sign, one of them for another."""
    other = st.builds(
        lambda name, post: {
            "name": f"นาง{name}",
            "position": post,
            "acting": "รักษาราชการแทน",
            "acting_for": "สาธารณสุขอำเภอ",
        },
        syllables(),
        lines(2),
    )
    return st.lists(st.one_of(st.just("somchai"), other), min_size=1, max_size=2)


def documents(kind: str) -> st.SearchStrategy[Document]:
    """Documents of a kind."""
    fields: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "memo": _letter() | {"acknowledgements": st.just([{"signer": "somchai"}])},
        "letter": _letter()
        | {"copies": st.lists(lines(3), max_size=2), "address": st.just(["ตาก"])},
        "order": {"subject": lines(), "body": prose(), "effective": lines()},
        "announcement": {"subject": lines(), "body": prose(), "closing": lines()},
        "certificate": {
            "subject": lines(3),
            "body": prose(),
            "address": st.lists(lines(3), max_size=2),
            "photo": st.booleans(),
        },
        "minutes": _minutes(),
        "report": {
            "title_lines": st.lists(lines(5), min_size=1, max_size=3),
            "introduction": prose(),
            "problems": st.builds(
                lambda heading, body, table: {"heading": heading, "body": body, "tables": [table]},
                *(lines(4), prose(), tables()),
            ),
        },
        "annex": {
            "title_lines": st.lists(lines(5), min_size=1, max_size=3),
            "tables": st.lists(tables(), min_size=1, max_size=2),
            "ending": prose(),
            "landscape": st.booleans(),
        },
        "request_form": {
            "heading_lines": st.lists(lines(5), min_size=1, max_size=3),
            "table_title": lines(5),
            "topic": st.none() | lines(),
            "details": st.none() | st.lists(lines(), min_size=1, max_size=4).map("\n\n".join),
            "blocks": st.lists(
                st.builds(lambda role: {"role": role, "signer": "somchai"}, lines(2)), max_size=3
            ),
        },
        "evidence_sheet": {"title": lines(4), "lines": st.lists(lines(), max_size=3)},
    }
    common = {
        "kind": st.just(kind),
        "number": st.just("12/2568" if kind in BY_YEAR else "ตย 0132/ว 5"),
        "date": st.sampled_from(("13 กุมภาพันธ์ 2563", "1 ธันวาคม 2567")),
        "signers": signers(),
    }
    return st.fixed_dictionaries(common | fields[kind]).map(document_of)


def _minutes() -> dict[str, st.SearchStrategy[Any]]:
    people = st.lists(
        st.builds(
            lambda role, other: {"who": "somchai", "role": role, "instead_of": other},
            st.none() | lines(3),
            st.none() | lines(3),
        ),
        max_size=12,
    )
    matter = {"title": lines(6), "body": st.none() | prose(), "resolution": st.none() | prose()}
    matters = st.lists(st.fixed_dictionaries(matter), max_size=2)
    agenda = st.lists(st.fixed_dictionaries(matter | {"matters": matters}), max_size=3)
    return {
        "subject": lines(6),
        "place": lines(4),
        "attendees": people,
        "absentees": people,
        "participants": people,
        "opened": lines(2),
        "body": prose(),
        "agenda": agenda,
        "closed": lines(2),
    }


def _letter() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "subject": lines(),
        "to": lines(4),
        "body": prose(),
        "closing": lines(8),
        "references": st.lists(st.builds(lambda text: {"text": text}, lines(4)), max_size=2),
        "enclosures": st.lists(st.builds(lambda text: {"title": text}, lines(4)), max_size=2),
    }
