"""Printing: turns documents into renditions, the bytes of one file with what they are.

The same document gives the same bytes, whatever the day, the clock zone or the machine's fonts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from generator.compose import compose
from generator.measures import Measures
from generator.pictures import pictures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pdf.press import Laid, Press, Sheet
    from records.case import Document
    from records.office import Office

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
Form = Literal["pdf", "docx"]
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A printed file: its bytes, media type, SHA-256, its pages and the catchwords on them.

    A DOCX has no pages until a word processor breaks it: `pages` is None.
    """

    data: bytes
    media_type: str
    pages: int | None = None
    catchwords: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Printer:
    """Prints the documents of one office; keeps its press warm between them."""

    def __init__(self, office: Office) -> None:
        self.measures = Measures.of(office.page.given)

    @cached_property
    def press(self) -> Press:
        """The PDF press, made when the first PDF is asked for: it is heavy to import."""
        from generator.pdf.press import Press  # noqa: PLC0415  # see above

        return Press(self.measures)

    def print(self, document: Document, form: Form, mark: str = "") -> Rendition:
        """Print a document as PDF or DOCX; `mark` (ร่าง) makes it a draft.

        Raises:
            SarabanError: the template, a picture or the font stands in the way.
        """
        if form == "docx":
            return self._docx(document, mark)
        return self._pdf(document, mark)

    def bind(self, documents: Sequence[Document], title: str, mark: str = "") -> Rendition:
        """Print documents as one file with a bookmark for each; `mark` makes them drafts."""
        laid = [self._lay(document, mark, prefix=f"{document.id}-") for document in documents]
        return self._bound(laid, title)

    def set(
        self, documents: Sequence[Document], title: str, forms: Sequence[Form]
    ) -> Iterator[tuple[Document | None, Form, Rendition]]:
        """Yield each document in each form, then the bound set; each is laid out only once."""
        laid = []
        for document in documents:
            if "docx" in forms:
                yield document, "docx", self._docx(document, "")
            if "pdf" in forms:
                laid.append(self._lay(document, ""))
                yield document, "pdf", self._written(laid[-1])
        if laid:
            yield None, "pdf", self._bound(laid, title)

    def _bound(self, laid: Sequence[Laid], title: str) -> Rendition:
        return Rendition(
            data=self.press.write(laid, title),
            media_type=MEDIA_TYPES["pdf"],
            pages=sum(len(each.layout.pages) for each in laid),
        )

    def _pdf(self, document: Document, mark: str) -> Rendition:
        return self._written(self._lay(document, mark))

    def _written(self, laid: Laid) -> Rendition:
        return Rendition(
            data=self.press.write([laid]),
            media_type=MEDIA_TYPES["pdf"],
            pages=len(laid.layout.pages),
            catchwords=laid.catchwords,
        )

    def _lay(self, document: Document, mark: str, prefix: str = "") -> Laid:
        from generator.pdf.press import Sheet  # noqa: PLC0415  # heavy, see press

        composition = compose(document, self.measures, mark)
        record = document.record
        usual = document.kind.catchword
        sheet: Sheet = Sheet(
            html=composition.html,
            kind=record.kind,
            title=document.title,
            author=document.office.author,
            created=created(document),
            catchword=usual if record.catchword is None else record.catchword,
            page_numbers=record.page_numbers,
            secrecy=record.secrecy or "",
            mark=mark,
            pictures=pictures(document, self.measures["garuda_letter"]),
            attachments={f"{prefix}{document.id}.json": record_json(document)},
            file=str(document.path),
        )
        return self.press.lay(sheet)

    def _docx(self, document: Document, mark: str) -> Rendition:
        from generator.docx.writer import write_docx  # noqa: PLC0415  # heavy, as the press

        html = compose(document, self.measures, mark).html
        found = pictures(document, self.measures["garuda_letter"])
        data = write_docx(html, self.measures, found)
        return Rendition(data=data, media_type=MEDIA_TYPES["docx"])


def created(document: Document) -> datetime:
    """Return the day that a file gives as its own: the record's, at 00:00 UTC."""
    if document.record.date is None:
        return NO_DAY
    day = document.record.date.date
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def record_json(document: Document) -> bytes:
    """Return the record as canonical JSON: keys sorted, UTF-8, no spaces, only what was given."""
    values = document.record.model_dump(mode="json", by_alias=True, exclude_unset=True)
    values["office"] = document.office.name
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
