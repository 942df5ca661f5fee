"""Many documents on several processes: the same bytes, in order, errors with their documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest
from makings import OFFICE, document_of

from generator.many import FEW, print_many
from generator.printing import Printer
from records.errors import PictureError, SarabanError
from records.page import PageSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.case import Document


def memo(number: int) -> Document:
    return document_of(
        {
            "kind": "memo",
            "number": f"ตย 0132/{number}",
            "date": "13 กุมภาพันธ์ 2563",
            "subject": f"ทดสอบการพิมพ์ ครั้งที่ {number}",
            "to": "ผู้ที่เกี่ยวข้อง",
            "body": f"เรื่องที่ {number}",
            "signers": ["somchai"],
        }
    )


def without_its_emblem(document: Document) -> Document:
    office = document.office.model_copy(update={"emblem": "nowhere.png"})
    return replace(document, office=office)


@pytest.fixture(scope="module")
def memos() -> list[Document]:
    return [memo(number) for number in range(1, FEW + 14)]


@pytest.fixture(scope="module")
def outcomes(memos: list[Document]) -> list[tuple[Document, bytes | SarabanError]]:
    documents = [*memos]
    documents[9] = without_its_emblem(documents[9])
    return [
        (each.document, each.rendition.data if each.rendition else each.error or SarabanError())
        for each in print_many(documents, "docx", workers=2)
    ]


class TestSeveralProcesses:
    """Yield each document with its rendition or its error, in order."""

    def test_every_document_comes_back_in_its_place(
        self, memos: list[Document], outcomes: list[tuple[Document, bytes | SarabanError]]
    ) -> None:
        assert [document.record.number for document, _ in outcomes] == [
            document.record.number for document in memos
        ]

    def test_the_bytes_are_those_of_one_process(
        self, memos: list[Document], outcomes: list[tuple[Document, bytes | SarabanError]]
    ) -> None:
        printer = Printer(OFFICE)
        for index in (0, 8, FEW, len(memos) - 1):
            assert outcomes[index][1] == printer.print(memos[index], "docx").data

    def test_an_error_keeps_its_kind_its_facts_and_its_document(
        self, outcomes: list[tuple[Document, bytes | SarabanError]]
    ) -> None:
        document, error = outcomes[9]
        assert document.office.emblem == "nowhere.png"
        assert isinstance(error, PictureError)
        assert error.facts["file"] == "nowhere.png"
        assert "nowhere.png" in str(error)

    def test_the_others_are_printed_nevertheless(
        self, outcomes: list[tuple[Document, bytes | SarabanError]]
    ) -> None:
        assert [
            index for index, (_, data) in enumerate(outcomes) if not isinstance(data, bytes)
        ] == [9]

    def test_pdf_is_the_same_from_every_process(self, memos: list[Document]) -> None:
        printer = Printer(OFFICE)
        printed = list(print_many(memos, "pdf", workers=2))
        for index in (0, len(memos) - 1):
            assert printed[index].result().data == printer.print(memos[index], "pdf").data

    def test_documents_are_read_ahead_only_so_far(self, memos: list[Document]) -> None:
        read = []

        def endless() -> Iterator[Document]:
            for number in count():
                read.append(number)
                yield memos[number % len(memos)]

        some = list(islice(print_many(endless(), "docx", workers=2), 10))
        assert len(some) == 10
        assert len(read) < 2 * FEW


class TestFewDocuments:
    """Fewer documents than this are sooner printed than a second process is ready."""

    def test_no_document_is_no_work(self) -> None:
        assert list(print_many([], "pdf", workers=2)) == []

    def test_they_are_printed_as_they_are_asked_for(self, memos: list[Document]) -> None:
        read = []

        def noticed() -> Iterator[Document]:
            for document in memos:
                read.append(document)
                yield document

        next(print_many(noticed(), "docx", workers=1))
        assert len(read) == 1

    def test_a_draft_is_marked(self, memos: list[Document]) -> None:
        (printed,) = print_many(memos[:1], "pdf", workers=2, mark="ร่าง")
        assert printed.result().data == Printer(OFFICE).print(memos[0], "pdf", "ร่าง").data

    def test_an_error_is_raised_by_whoever_wants_the_rendition(self, memos: list[Document]) -> None:
        (printed,) = print_many([without_its_emblem(memos[0])], "pdf")
        assert printed.rendition is None
        with pytest.raises(PictureError):
            printed.result()

    def test_offices_with_other_measures_have_other_pages(self, memos: list[Document]) -> None:
        moving = OFFICE.model_copy(update={"page": PageSettings(signature_left=60)})
        other = replace(memos[0], office=moving)
        usual, moved = print_many([memos[0], other], "pdf")
        assert usual.result().data != moved.result().data
        assert moved.result().data == Printer(moving).print(other, "pdf").data
