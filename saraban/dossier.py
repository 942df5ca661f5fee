"""Dossier (แฟ้มเรื่อง): turns a document into what the register asks for and what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import pictures
from generator.printing import MEDIA_TYPES, record_json
from records.case import CASE_FILE
from registry.canonical import canonical
from registry.wanted import Paper, Papers, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.printing import Form, Printer
    from records.case import Document
    from records.dates import ThaiDate
    from registry.acts import Corrected

OUT = "out"
ISSUED = "issued"
FORMS: tuple[Form, ...] = ("pdf", "docx")


def wanted_of(document: Document, day: ThaiDate, reason: str, corrects: Corrected | None) -> Wanted:
    """Return what a document asks of the register; `day` is that of its date."""
    record, kind, office = document.record, document.kind, document.office
    number = record.number
    asks = not kind.asks or number is not None or office.numbering.announcements
    return Wanted(
        kind=record.kind,
        book=kind.book if asks else None,
        day=day,
        subject=_subject(document),
        asked=number,
        circular=bool(number and number.circular),
        to=getattr(record, "to", ""),
        sender=office.unit or office.name,
        signers=record.signers,
        secrecy=record.secrecy or "",
        reason=reason,
        corrects=corrects,
    )


def issued_papers(document: Document, printer: Printer | None, name: str, digest: str) -> Papers:
    """Return what is frozen with a document; without a printer, what can be printed later."""
    office = document.office.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return Papers(
        record=record_json(document),
        office_sheet=canonical(_whole(office)),
        attachments=tuple(_attachments(document)),
        files=printed_papers(document, printer) if printer else (),
        sheet=name,
        draft=digest,
    )


def printed_papers(document: Document, printer: Printer) -> tuple[Paper, ...]:
    """Print a document in every form that is kept.

    Raises:
        SarabanError: it cannot be printed.
    """
    return tuple(_printed(document, printer, FORMS))


def output_folder(folder: Path, sheet: Path) -> Path:
    """Return where the clerk finds the print of a sheet: beside those of its case."""
    here = sheet.resolve().parent
    return folder / OUT / (here.name if (here / CASE_FILE).is_file() else ISSUED)


def _printed(document: Document, printer: Printer, forms: Sequence[Form]) -> Iterator[Paper]:
    for form in forms:
        rendition = printer.print(document, form)
        yield Paper(
            name=f"{document.path.stem}.{form}",
            data=rendition.data,
            form=MEDIA_TYPES[form],
            pages=rendition.pages,
        )


def _attachments(document: Document) -> Iterator[Paper]:
    """Yield the pictures that the document shows, as they came."""
    names = [picture.file for picture in getattr(document.record, "pictures", ())]
    if document.office.emblem:
        names.append(document.office.emblem)
    for name in dict.fromkeys(names):
        yield Paper(name=name, data=pictures.read(document.folder, name))


def _subject(document: Document) -> str:
    """Return what the books call a document: its subject, or the heading that it has instead."""
    return getattr(document.record, "subject", None) or document.title


def _whole(value: object) -> object:
    """Return a value with its measures (mm, pt) as text: canonical JSON has no fractions."""
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return str(value) if isinstance(value, float) else value
