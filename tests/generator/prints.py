"""Prints the example sets and generated documents, and keeps record and pages side by side."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pages import lines_of, pages_of, tight
from placing import paragraphs_of, place

from generator.compose import compose
from generator.measures import Measures
from generator.printing import Printer, Rendition
from records.case import load_case
from records.digits import to_thai

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pages import Letter, Page
    from placing import Paragraph, Placed

    from records.case import Case, Document

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = sorted(
    path.parent.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("*/cases/*/case.yaml")
)
DOCUMENTS = [
    f"{case}/{row['id']}"
    for case in CASES
    for row in yaml.safe_load((EXAMPLES / case / "case.yaml").read_text("utf-8"))["documents"]
]
ENGINES = ("weasyprint", "fontTools", "PIL", "pydyf", "tinycss2", "pypdf")


@dataclass(frozen=True, kw_only=True)
class Print:
    """A document and what the printer made of it."""

    document: Document
    rendition: Rendition
    mark: str = ""

    @property
    def name(self) -> str:
        return f"{self.document.path.parent.name}/{self.document.id}"

    @cached_property
    def measures(self) -> Measures:
        return Measures.of(self.document.office.page.given)

    @cached_property
    def html(self) -> str:
        return compose(self.document, self.measures, self.mark).html

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return paragraphs_of(self.html)

    @cached_property
    def pages(self) -> list[Page]:
        return pages_of(self.rendition.data)

    @cached_property
    def placed(self) -> list[Placed]:
        """The paragraphs in their places; fails where the pages show anything else."""
        return place(self.paragraphs, [self.body(page) for page in self.pages])

    def foot(self, page: Page) -> float:
        """Return where the text of a page ends at the latest."""
        return page.height - self.measures["margin_bottom"]

    def top(self, page: Page) -> float:
        """Return where the text of a page begins at the earliest."""
        return self.measures["running_top"] if page.index else 0.0

    def body(self, page: Page) -> tuple[Letter, ...]:
        """Return the letters of a page that are no furniture in its margins."""
        furniture = {id(letter) for letter in self.furniture(page)}
        return tuple(letter for letter in page.letters if id(letter) not in furniture)

    def furniture(self, page: Page) -> tuple[Letter, ...]:
        """Return the letters in the upper and lower margin; fails where others stand there."""
        top, foot = self.top(page), self.foot(page)
        outside = tuple(one for one in page.letters if not top <= one.baseline < foot)
        shown = sorted(line.text for line in lines_of(outside))
        assert shown == sorted(self.expected_furniture(page)), f"{self.name}, page {page.index + 1}"
        return outside

    def expected_furniture(self, page: Page) -> list[str]:
        """Return what must stand in the margins of a page: its number, its catchword."""
        expected = []
        if page.index and self.document.record.page_numbers:
            expected.append(f"-{to_thai(str(page.index + 1))}-")
        words = self.rendition.catchwords
        if page.index < len(words) and words[page.index]:
            expected.append(tight(words[page.index]))
        return expected


@dataclass(frozen=True, kw_only=True)
class PrintedSet:
    """A case, its documents printed, the bound set, and what was logged meanwhile."""

    case: Case
    prints: Mapping[str, Print]
    bound: Rendition
    logged: tuple[str, ...]


def print_set(name: str) -> PrintedSet:
    """Print an example set as PDF."""
    case = load_case(EXAMPLES / name)
    prints, bound = {}, None
    with listening() as logged:
        for document, _, rendition in Printer(case.office).set(case.documents, case.title, ["pdf"]):
            if document is None:
                bound = rendition
            else:
                prints[document.id] = Print(document=document, rendition=rendition)
    assert bound is not None
    return PrintedSet(case=case, prints=prints, bound=bound, logged=tuple(logged))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give the warnings that the printer's engines log while something is printed."""
    notes: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: notes.append(f"{record.name}: {record.getMessage()}")  # type: ignore[method-assign]  # the one hook of a handler
    for name in ENGINES:
        logging.getLogger(name).addHandler(handler)
    try:
        yield notes
    finally:
        for name in ENGINES:
            logging.getLogger(name).removeHandler(handler)


def print_pdf(document: Document, printer: Printer | None = None, mark: str = "") -> Print:
    """Print one document as PDF."""
    printer = printer or Printer(document.office)
    rendition = printer.print(document, "pdf", mark)
    return Print(document=document, rendition=rendition, mark=mark)
