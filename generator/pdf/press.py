"""The press: turns composed documents into PDF files, all settings kept warm between them."""

from __future__ import annotations

import re
import shutil
import weakref
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import escape

import generator.pdf.engine  # noqa: F401  # isort: skip  # first: imports WeasyPrint its own way

from weasyprint import CSS, Attachment
from weasyprint.css.counters import CounterStyle
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from generator.pdf import drawing, furniture, holding, justification, references
from generator.pdf.furniture import catchwords
from generator.pdf.page import Page
from generator.pdf.shelf import Shelf, dots
from generator.pdf.spans import cut_spans
from generator.pdf.stylesheet import BASE, ELEMENTS, ITALIC, PARAGRAPHS, SECRECY, css
from records.errors import PrintError, SarabanError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from weasyprint.document import Document as Layout

    from generator.measures import Measures

Result = TypeVar("Result")

_MOST_CUTS = 4
_CLASSES = re.compile(r'class="([^"]*)"')
_OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-3u", "pdf_tags": True}
_PDFUA = files("generator").joinpath("pdf/pdfua.xmp").read_bytes()

drawing.install()
furniture.install()
holding.install()
justification.install()
references.install()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is to be printed: semantic HTML, its kind, and what is attached to the file."""

    html: str
    kind: str
    title: str
    author: str
    created: datetime
    catchword: bool
    page_numbers: bool = True
    secrecy: str = ""
    mark: str = ""
    pictures: Mapping[str, bytes]
    attachments: Mapping[str, bytes]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet laid out on pages."""

    sheet: Sheet
    layout: Layout
    catchwords: tuple[str, ...]


class Press:
    """Prints sheets with the measures of one office."""

    def __init__(self, measures: Measures) -> None:
        self.measures = measures
        self.fonts = FontConfiguration()
        self.counters = CounterStyle()
        size = measures["dot_size"]
        leaders = {
            f"saraban:dots/{name}": dots(measures[name], size, measures["dot_step"])
            for name in ("text_line", "field_line")
        }
        self.shelf = Shelf(leaders)
        self._styles: dict[str, CSS] = {}
        self._known: set[str] = set()
        self._rules: list[CSS] = []
        Page.elements = [self._style(ELEMENTS)]
        self._style(BASE)
        # WeasyPrint unpacks fonts into a folder; it goes at the latest when the process ends.
        weakref.finalize(self, shutil.rmtree, self.fonts._folder, ignore_errors=True)  # noqa: SLF001  # it has no other name

    def lay(self, sheet: Sheet) -> Laid:
        """Lay a sheet out on pages.

        Raises:
            PrintError: it cannot be laid out; ResourceError, FontError among them.
        """
        self.shelf.pictures = sheet.pictures
        names = (f"{sheet.kind}.css.j2", *((ITALIC,) if "<em>" in sheet.html else ()))
        styles = [
            self._style(BASE),
            *self._paragraphs(sheet.html),
            *map(self._style, names),
            *self._marks(sheet),
        ]
        layout = self._lay_tables(sheet, styles)
        words = catchwords(layout.pages) if sheet.catchword else ()
        return Laid(sheet, layout, words)

    def _lay_tables(self, sheet: Sheet, styles: list[CSS]) -> Layout:
        """Lay out until no cell is cut by a page end; cutting moves rows, so a few times."""
        text = _marked(sheet)
        layout, tree = self._render(sheet, text, styles)
        for _ in range(_MOST_CUTS):
            cut = cut_spans(text, tree, layout.pages) if len(layout.pages) > 1 else None
            if cut is None:
                break
            text = cut
            layout, tree = self._render(sheet, text, styles)
        return layout

    def write(self, laid: Sequence[Laid], title: str | None = None) -> bytes:
        """Write laid-out sheets as one file; `title` names a bound set and turns bookmarks on.

        Raises:
            PrintError: it cannot be written.
        """
        first = laid[0].sheet
        layout = _bound([each.layout for each in laid])
        layout.metadata = DocumentMetadata(
            title=title or first.title,
            authors=[first.author],
            created=first.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            modified=first.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            generator="saraban",
            lang="th",
        )
        attachments = [
            _attachment(name, data, each.sheet)
            for each in laid
            for name, data in each.sheet.attachments.items()
        ]
        data: bytes = _guard(
            first.file,
            lambda: layout.write_pdf(attachments=attachments, finisher=_finish, **_OPTIONS),
        )
        return data

    def _render(self, sheet: Sheet, text: str, styles: list[CSS]) -> tuple[Layout, Any]:
        def render() -> tuple[Layout, Any]:
            html = Page(text, self.shelf)
            for title in html.etree_element.iter("h1"):
                title.set("data-bookmark", sheet.title)
            layout = html.render(
                font_config=self.fonts,
                counter_style=self.counters,
                stylesheets=styles,
                **_OPTIONS,
            )
            return layout, html.etree_element

        laid: tuple[Layout, Any] = _guard(sheet.file, render)
        return laid

    def _marks(self, sheet: Sheet) -> list[CSS]:
        """Return the rules of catchwords, of secrecy, and of pages without numbers."""
        rules = [furniture.RULE] if sheet.catchword else []
        if sheet.secrecy:
            rules.append(css(SECRECY, self.measures, word=_css_string(sheet.secrecy)))
        if not sheet.page_numbers:
            rules.append("@page { @top-center { content: none } }")
        return [self._once("".join(rules))] if rules else []

    def _once(self, rules: str) -> CSS:
        if rules not in self._styles:
            self._styles[rules] = self._parse(rules)
        return self._styles[rules]

    def _paragraphs(self, html: str) -> list[CSS]:
        """Return the rules of all paragraph styles seen so far; parsing one costs a millisecond."""
        used = {name for names in _CLASSES.findall(html) for name in names.split()}
        fresh = (used & self.measures.styles.keys()) - self._known
        if fresh:
            self._known |= fresh
            styles = [self.measures.styles[name] for name in sorted(fresh)]
            self._rules.append(self._parse(css(PARAGRAPHS, self.measures, styles=styles)))
        return self._rules

    def _style(self, name: str) -> CSS:
        if name not in self._styles:
            self._styles[name] = self._parse(css(name, self.measures))
        return self._styles[name]

    def _parse(self, text: str) -> CSS:
        def parse() -> CSS:
            return CSS(
                string=text,
                font_config=self.fonts,
                counter_style=self.counters,
                url_fetcher=self.shelf,
                base_url="saraban:style",
            )

        return _guard("templates_th", parse)


def _guard(file: str, act: Callable[[], Result]) -> Result:
    """Do what WeasyPrint does, and give its failures our sentences."""
    try:
        return act()
    except FatalURLFetchingError as error:
        if isinstance(error.__cause__, SarabanError):
            raise error.__cause__ from error
        raise PrintError(file=file, detail=str(error)) from error
    except (
        ValueError,
        TypeError,
        LookupError,
        AssertionError,
        SyntaxError,
        RecursionError,
    ) as error:
        raise PrintError(file=file, detail=f"{type(error).__name__}: {error}") from error


def _marked(sheet: Sheet) -> str:
    """Return the HTML with a draft's mark, which stands under the words of each page."""
    if not sheet.mark:
        return sheet.html
    head, body, rest = sheet.html.partition("<body")
    opening, end, words = rest.partition(">")
    return f'{head}{body}{opening}{end}<div class="mark">{escape(sheet.mark)}</div>{words}'


def _finish(layout: Layout, pdf: Any) -> None:
    del layout
    _name_pdfua(pdf)
    _scope_heads(pdf)


def _scope_heads(pdf: Any) -> None:
    """Say that heads of tables are of columns; WeasyPrint gets them wrong below a common head."""
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("S") == "/TH":
            one["A"]["Scope"] = "/Column"


def _name_pdfua(pdf: Any) -> None:
    """Name PDF/UA-1 in the file's one RDF block; the xmp_metadata option would open a second."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", _PDFUA) for part in metadata.stream]
    if "AF" in pdf.catalog:  # WeasyPrint names each attached file twice
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _bound(layouts: list[Layout]) -> Layout:
    pages = [page for layout in layouts for page in layout.pages]
    return layouts[0].copy(pages)


def _attachment(name: str, data: bytes, sheet: Sheet) -> Attachment:
    return Attachment(
        string=data,
        name=name,
        description=sheet.title,
        created=sheet.created,
        modified=sheet.created,
        relationship="Source",
    )


def _css_string(text: str) -> str:
    return "".join(f"\\{ord(letter):06x}" for letter in text)
