"""The desk (โต๊ะสารบรรณ): the journeys of the office, each from sheets to files.

The command line, a web desk and a script call the same methods; everything that they depend on,
the office folder, the printer and the clock, is handed in.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from generator.printing import MEDIA_TYPES, Form, Printer
from records.case import CASE_FILE, listed_sheets, load_case, load_document, load_office
from saraban.delivery import Delivery, deliver
from saraban.draft import Draft
from saraban.errors import SameNameError, UnknownSuffixError
from saraban.schema import modeline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from generator.printing import Rendition
    from records.case import Document
    from records.kind import Kind
    from records.office import Office

DRAFT = "ร่าง"
SET = "set.pdf"
OUT = "out"
BANGKOK = ZoneInfo("Asia/Bangkok")


def bangkok_now() -> datetime:
    """Return the time of the clock on the wall of a Thai office."""
    return datetime.now(BANGKOK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was printed: where, of which document, on how many pages, its SHA-256.

    `document` is None for the bound set; `pages` is None for DOCX, which each reader breaks anew.
    """

    file: Path
    document: str | None
    pages: int | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The desk of one office."""

    folder: Path
    office: Office
    printer: Printer
    clock: Callable[[], datetime] = field(default=bangkok_now)

    @classmethod
    def around(cls, path: Path) -> Desk:
        """Return the desk of the office folder that a path lies in.

        Raises:
            SheetError: there is no office.yaml above the path, or it is wrong.
        """
        folder, office = load_office(path)
        return cls(folder=folder, office=office, printer=Printer(office))

    def render(self, file: Path, out: Path) -> Written:
        """Print one sheet; the suffix of `out` says as what.

        Raises:
            SarabanError: the sheet is wrong, or the page cannot be printed or written.
        """
        form = form_of(out)
        document = load_document(file)
        with Delivery(out.parent) as delivery:
            return _put(delivery, out.name, document, self.printer.print(document, form))

    def preview(self, path: Path, out: Path | None) -> Written:
        """Print drafts, marked ร่าง, of one sheet or of a whole case into one PDF.

        Without `out` the file is out/draft/<name>.pdf in the office folder.

        Raises:
            SarabanError: as for `render`.
        """
        whole = is_case(path)
        name = case_name(path) if whole else path.stem
        out = out or self.folder / OUT / "draft" / f"{name}.pdf"
        if form_of(out) != "pdf":
            raise UnknownSuffixError(file=out.name)
        with Delivery(out.parent) as delivery:
            if whole:
                case = load_case(path)
                rendition = self.printer.bind(case.documents, case.title, mark=DRAFT)
                return _put(delivery, out.name, None, rendition)
            document = load_document(path)
            rendition = self.printer.print(document, "pdf", mark=DRAFT)
            return _put(delivery, out.name, document, rendition)

    def build(
        self,
        path: Path,
        out: Path | None,
        forms: Sequence[Form],
        tell: Callable[[str], None],
        checkpoint: str = "",
    ) -> tuple[Written, ...]:
        """Print a whole case and its bound set into a folder; `tell` hears each file's name.

        Without `out` the folder is out/<case> in the office folder. `checkpoint` is printed small
        at the foot of every report.

        Raises:
            SarabanError: as for `render`; then the folder is as it was.
        """
        case = load_case(path)
        documents = [_with_checkpoint(each, checkpoint) for each in case.documents]
        names = _names(documents, forms)
        with Delivery(out or self.folder / OUT / case_name(path)) as delivery:
            return tuple(
                _told(tell, _put(delivery, _name(names, document, form), document, rendition))
                for document, form, rendition in self.printer.set(documents, case.title, forms)
            )

    def draft(self, kind: Kind) -> Draft:
        """Return a blank sheet of a kind, dated today."""
        return Draft(kind=kind, office=self.office, today=self.clock().date())

    def write_draft(self, draft: Draft, answers: Mapping[str, str], out: Path) -> None:
        """Write a new sheet.

        Raises:
            AlreadyThereError: there is a file of that name.
            SarabanError: an answer is wrong, or the file cannot be written.
        """
        text = modeline(out, self.folder, draft.kind.id) + draft.text(answers)
        deliver(out, text.encode(), fresh=True)


def _with_checkpoint(document: Document, text: str) -> Document:
    """Let a document that has room for it bear the register's checkpoint."""
    if not text or "checkpoint" not in type(document.record).model_fields:
        return document
    return replace(document, record=document.record.model_copy(update={"checkpoint": text}))


def is_case(path: Path) -> bool:
    """Say whether a path names a case: its folder, or its case.yaml."""
    # Unlike Path's own, os.path.isdir takes any name.
    return os.path.isdir(path) or path.name == CASE_FILE.name  # noqa: PTH112


def sheets_of(path: Path) -> list[Path]:
    """Return the sheets that a path names: itself, or those of its case in order.

    Raises:
        SheetError: case.yaml is wrong.
    """
    return [*listed_sheets(path)] if is_case(path) else [path]


def case_name(path: Path) -> str:
    """Return the name of a case: that of its folder."""
    path = path.resolve()
    return path.name if path.is_dir() else path.parent.name


def form_of(out: Path) -> Form:
    """Return the form that a file's suffix asks for.

    Raises:
        UnknownSuffixError: it is neither .pdf nor .docx.
    """
    suffix = out.suffix.lower().removeprefix(".")
    if suffix not in MEDIA_TYPES:
        raise UnknownSuffixError(file=out.name)
    return cast("Form", suffix)


def _names(documents: Sequence[Document], forms: Sequence[Form]) -> dict[tuple[str, str], str]:
    """Return the file name of each document in each form.

    Raises:
        SameNameError: two would share one, also where capitals make no difference.
    """
    names: dict[tuple[str, str], str] = {}
    taken = {SET}
    for document in documents:
        for form in forms:
            name = f"{document.path.stem}.{form}"
            if name.lower() in taken:
                raise SameNameError(file=name)
            taken.add(name.lower())
            names[document.id, form] = name
    return names


def _name(names: dict[tuple[str, str], str], document: Document | None, form: str) -> str:
    return names[document.id, form] if document else SET


def _put(delivery: Delivery, name: str, document: Document | None, rendition: Rendition) -> Written:
    delivery.put(name, rendition.data)
    return Written(
        file=delivery.folder / name,
        document=document.id if document else None,
        pages=rendition.pages,
        sha256=rendition.digest,
    )


def _told(tell: Callable[[str], None], written: Written) -> Written:
    tell(written.file.name)
    return written
