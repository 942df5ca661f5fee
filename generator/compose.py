"""Composing: turns a document into the semantic HTML that both printers read (docs/html.md).

Templates run in Jinja's sandbox with autoescape on; they see the record, its office and a few
filters, and can reach neither a file nor an address. What a template asks for and the record lacks
is an error, never an empty place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import count
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from generator import inline, tables
from generator.measures import POINTS, Measures
from generator.prose import Lists, prose
from generator.protection import plain
from generator.templates import Sandbox
from records.dates import DateStyle, ThaiDate
from records.digits import to_thai
from records.errors import TemplateError
from records.forms import FormHeading, form_heading, respect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from records.case import Document
    from records.people import Signer

MAX_HTML = 20_000_000
MOST_TURNS = 2_000
_ANY = (
    *(JinjaError, ArithmeticError, AttributeError, LookupError, MemoryError),
    *(RecursionError, TypeError, ValueError),
)


@dataclass(frozen=True, slots=True)
class Composition:
    """A document as semantic HTML, with what the printers need beside it."""

    html: str
    document: Document


def compose(document: Document, measures: Measures, mark: str = "") -> Composition:
    """Return the document as semantic HTML; `mark` (ร่าง) stands over each page of a draft.

    Raises:
        TemplateError: the template is wrong or asks for a field that the record lacks.
    """
    record = document.record
    environment = _environment()
    lists = Lists(record.numbering, _names(document))
    table_numbers = count(1)
    values: dict[str, Any] = {
        "document": {"title": document.title},
        "record": record,
        "office": document.office,
        "mark": mark,
        "range": _Turns().range,
        "catchword": document.kind.catchword if record.catchword is None else record.catchword,
        "heading": _form_heading(document),
        "lists": lists,
        "room": _room(measures, landscape=record.landscape),
        "text_width": _room(measures, landscape=record.landscape),
        "next_table": lambda: next(table_numbers),
        **_millimetres(measures),
    }
    name = f"{record.kind}.html.j2"
    try:
        html = _bounded(environment.get_template(name).generate(values), name)
    except TemplateNotFound as error:
        raise TemplateError(file=str(error.name), line=1, detail="no such template") from error
    except TemplateSyntaxError as error:
        raise TemplateError(
            file=error.name or name, line=error.lineno, detail=error.message
        ) from error
    except _ANY as error:
        detail = str(error) or type(error).__name__
        raise TemplateError(file=name, line=_line_of(error, name), detail=detail) from error
    return Composition(html, document)


def _bounded(pieces: Iterable[str], name: str) -> str:
    """Join what a template writes, up to a size that no document needs."""
    written: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_HTML:
            raise TemplateError(file=name, line=1, detail="the template writes without end")
        written.append(piece)
    return "".join(written)


def words_of(document: Document) -> str:
    """Return the words of the printed document: its HTML's text without protection."""
    return text_of(compose(document, Measures.of({})).html)


def text_of(html: str) -> str:
    """Return the text of semantic HTML, protection taken out; blocks end in a line break."""
    reader = _TextReader()
    reader.feed(html)
    return plain("".join(reader.pieces))


class _TextReader(HTMLParser):
    """Collects the text inside the body."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.inside = self.inside or tag == "body"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "h1", "h2", "h3", "td", "th"):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.pieces.append(data)


@cache
def _environment() -> Sandbox:
    environment = Sandbox(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "thai": lambda value: to_thai(str(value)),
        "date": _date,
        "respect": lambda salutation: respect(salutation) or "",
    }
    for name, function in _FILTERS.items():
        environment.filters[name] = function
    return environment


class _Turns:
    """The turns that loops over numbers may take in one document, all together."""

    def __init__(self) -> None:
        self.left = MOST_TURNS

    def range(self, stop: int) -> range:
        """Return the numbers up to `stop`, as long as there are turns left."""
        self.left -= int(stop)
        if self.left < 0:
            raise SecurityError("a template loops without end")
        return range(int(stop))


def _date(value: ThaiDate, style: str) -> Markup:
    return inline.line(value.format(DateStyle[style]))


def _with_lists(function: Any) -> Any:
    """Mark a filter that needs the names and lists of the document being composed."""
    from jinja2 import pass_context  # noqa: PLC0415  # beside its only use

    return pass_context(function)


@_with_lists
def _line(context: Any, value: object) -> Markup:
    return inline.line(value, context["lists"].names)


@_with_lists
def _exact(context: Any, text: str) -> Markup:
    return inline.exact(text, context["lists"].names)


@_with_lists
def _prose(context: Any, text: str, style: str = "body") -> Markup:
    return prose(text, context["lists"], style)


@_with_lists
def _lines(context: Any, value: object) -> list[Markup]:
    names = context["lists"].names
    return [inline.line(text, names) for text in str(value).splitlines() if text.strip()]


@_with_lists
def _widths(context: Any, table: Any) -> tuple[float, ...]:
    return tables.widths(table, context["room"])


_FILTERS = {
    "line": _line,
    "exact": _exact,
    "prose": _prose,
    "lines": _lines,
    "widths": _widths,
    "grid": lambda table: list(tables.grid(table)),
    "is_tall": tables.is_tall,
}


def _names(document: Document) -> tuple[str, ...]:
    """Return the names that no line end may split: the office's people and all signers."""
    names = {person.name for person in document.office.people.values()}
    names |= {signer.name for signer in _signers(document.record)}
    return tuple(sorted(names))


def _signers(value: object) -> list[Signer]:
    from records.people import Signer as SignerType  # noqa: PLC0415  # typing only above
    from records.wording import Frozen  # noqa: PLC0415  # the same

    if isinstance(value, SignerType):
        return [value]
    if isinstance(value, Frozen):
        return [s for name in type(value).model_fields for s in _signers(getattr(value, name))]
    if isinstance(value, tuple):
        return [s for item in value for s in _signers(item)]
    return []


def _form_heading(document: Document) -> FormHeading | None:
    record = document.record
    year = record.fiscal_year
    standard = form_heading(document.office.scope, year) or form_heading(
        document.office.scope, None
    )
    lines = getattr(record, "heading_lines", None) or (standard.lines if standard else ())
    title = getattr(record, "table_title", None) or (standard.table_title if standard else "")
    return FormHeading(lines, title)


def _room(measures: Measures, *, landscape: bool) -> float:
    width = measures["page_height" if landscape else "page_width"]
    return (width - measures["margin_left"] - measures["margin_right"]) / POINTS["mm"]


def _millimetres(measures: Measures) -> dict[str, float]:
    names = ("garuda_letter", "garuda_memo", "agency_left", "photo_width", "stamp_width")
    values = {name: round(measures[name] / POINTS["mm"], 2) for name in names}
    return {**values, "garuda_ratio": measures["garuda_ratio"]}


def _line_of(error: BaseException, name: str) -> int:
    """Return the line of the template in which an error arose."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in (name, "<template>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
