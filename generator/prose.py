"""Prose: turns the Markdown that a clerk types into blocks of the semantic HTML.

Lists number themselves as clauses; a number typed by hand stays; tables, headings, emphasis,
quotations and page breaks (---) are as everywhere. Raw HTML and pictures never get through.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markupsafe import Markup, escape

from generator.clauses import MAX_LEVEL, Counter, typed_number
from generator.inline import typed, words
from records.record import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token


@dataclass(slots=True)
class Lists:
    """Names the lists of one document, so that each counts on its own."""

    style: Numbering = Numbering.DECIMAL
    names: tuple[str, ...] = ()
    made: int = 0

    def name(self) -> str:
        """Return a name that no other list of the document has."""
        self.made += 1
        return f"l{self.made}"


@dataclass(slots=True)
class _Writer:
    """Walks the tokens of one piece of Markdown."""

    lists: Lists
    paragraph: str
    open: list[str] = field(default_factory=list)  # kinds of the lists around, outermost first
    counter: Counter | None = None
    name: str = ""
    number: str = ""
    start: int | None = None
    quotes: int = 0
    source: Sequence[str] = ()

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Markup]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type in _WITHOUT_NUMBER and self.number:
                yield self._clause(Markup(""))  # an item's number is printed, whatever the item is
            if token.type == "table_open":
                end = _closing(tokens, index, "table_close")
                yield self._table(tokens[index : end + 1])
                index = end
            elif token.type in ("paragraph_open", "heading_open"):
                yield self._paragraph(token, tokens[index + 1])
            elif token.type == "hr":
                yield self._rule(token)
            elif token.type in ("fence", "code_block"):
                yield self._code(token)
            else:
                self._structure(token)
            index += 1

    def _structure(self, token: Token) -> None:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            self._open_list(token)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            self.open.pop()
        elif token.type == "list_item_open":
            self._open_item()
        elif token.type in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting

    @property
    def _in_cell(self) -> bool:
        return self.paragraph.startswith("cell")

    def _rule(self, token: Token) -> Markup:
        if self._in_cell:
            typed_rule = self.source[token.map[0]].strip() if token.map else token.markup
            return Markup('<p class="{}">{}</p>\n').format(self.paragraph, typed_rule)
        return Markup('<hr class="page">\n')

    def _open_list(self, token: Token) -> None:
        ordered = token.type == "ordered_list_open"
        if not self.open:
            self.name = self.lists.name()
            self.counter = Counter(self.lists.style)
        self.open.append("ordered" if ordered else "bullet")
        start = token.attrGet("start") if ordered else None
        self.start = None if start is None else int(start)

    def _open_item(self) -> None:
        if self.open[-1] == "bullet" or self.counter is None:
            self.number = "-"
            return
        level = min(self.open.count("ordered"), MAX_LEVEL)
        self.number = self.counter.next(level, self.start)
        self.start = None

    def _paragraph(self, opening: Token, inline: Token) -> Markup:
        content = _inline(inline.children or (), self.lists.names)
        if opening.type == "heading_open" and not content:
            content = escape(opening.markup)
        if opening.type == "heading_open" and not self.number and not self._in_cell:
            tag, style = ("h2", "heading") if opening.tag == "h1" else ("h3", "subheading")
            return Markup('<{0} class="{1}">{2}</{0}>\n').format(tag, style, content)
        if self.open and self.number:
            return self._clause(content)
        if self.open:
            return Markup('<p class="{}">{}</p>\n').format("body", content)
        if self.quotes:
            return Markup('<p class="quote">{}</p>\n').format(content)
        return self._plain_paragraph(inline, content)

    def _clause(self, content: Markup) -> Markup:
        number, self.number = self.number, ""
        if self._in_cell:
            return Markup('<p class="{}"><span class="no">{}</span> {}</p>\n').format(
                self.paragraph, words(number), content
            )
        level = min(len(self.open), MAX_LEVEL)
        if self.open[-1] == "bullet":
            style, form = "bullet", "bullet"
        else:
            level = min(self.open.count("ordered"), MAX_LEVEL)
            style, form = f"clause-{level}", self.lists.style.value
        return Markup(
            '<p class="{}" data-list="{}" data-level="{}" data-format="{}">'
            '<span class="no">{}</span> {}</p>\n'
        ).format(style, self.name, level, form, words(number), content)

    def _plain_paragraph(self, inline: Token, content: Markup) -> Markup:
        found = typed_number(inline.content) if self.paragraph == "body" else None
        if found is None:
            return Markup('<p class="{}">{}</p>\n').format(self.paragraph, content)
        number, level = found
        rest = (inline.children or [])[:]
        rest[0].content = rest[0].content[len(number) :]
        return Markup('<p class="clause-{}"><span class="no">{}</span> {}</p>\n').format(
            level, words(number.strip()), _inline(rest, self.lists.names)
        )

    def _code(self, token: Token) -> Markup:
        lines = [*filter(None, [token.info]), *token.content.rstrip("\n").split("\n")]
        return Markup('<p class="line">{}</p>\n').format(Markup("<br>").join(map(typed, lines)))

    def _table(self, tokens: Sequence[Token]) -> Markup:
        html = ['<table class="grid">']
        columns = sum(token.type == "th_open" for token in tokens)
        lost = ""
        for index, token in enumerate(tokens):
            if token.type == "tr_open":
                lost = self._lost_cells(index, tokens, columns)
            if token.type in ("thead_open", "tbody_open", "tr_open"):
                html.append(f"<{token.tag}>")
            elif token.type in ("thead_close", "tbody_close", "tr_close"):
                html.append(f"</{token.tag}>")
            elif token.type in ("th_open", "td_open"):
                style = "cell-head" if token.tag == "th" else _cell_style(token)
                content = _inline(tokens[index + 1].children or (), self.lists.names)
                if lost and tokens[index + 3].type == "tr_close":
                    content += escape(words(f" {lost}", self.lists.names))
                html.append(f'<{token.tag}><p class="{style}">{content}</p></{token.tag}>')
        html.append("</table>\n")
        return Markup("".join(html))  # noqa: S704  # made of our own tags and escaped words

    def _lost_cells(self, place: int, tokens: Sequence[Token], columns: int) -> str:
        """Return the words of a row's cells beyond those of the head; Markdown drops them."""
        row = tokens[place]
        if not row.map or row.map[0] >= len(self.source):
            return ""
        known = [tokens[place + 2 + 3 * cell].content for cell in range(columns)]
        typed_cells = [cell.strip() for cell in escapedSplit(self.source[row.map[0]])]
        for start in range(len(typed_cells) - len(known) + 1):
            first, *others = typed_cells[start : start + len(known)]
            # A row inside a list or a quotation begins with the marks of that.
            if first.endswith(known[0]) and (first or not known[0]) and others == known[1:]:
                return " ".join(typed_cells[start + len(known) :]).strip()
        return ""


def _cell_style(token: Token) -> str:
    alignment = str(token.attrGet("style") or "")
    return {"text-align:center": "cell-center", "text-align:right": "cell-right"}.get(
        alignment, "cell"
    )


def _closing(tokens: Sequence[Token], start: int, kind: str) -> int:
    return next(i for i in range(start, len(tokens)) if tokens[i].type == kind)


_LINKS = ("http://", "https://", "mailto:")
_WITHOUT_NUMBER = frozenset({"list_item_close", "table_open", "hr", "fence", "code_block"})
_TAGS = {
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "hardbreak": "<br>",
}


def _inline(tokens: Sequence[Token], names: tuple[str, ...]) -> Markup:
    pieces: list[Markup] = []
    linked = False
    for token in tokens:
        if token.type == "text":
            pieces.append(escape(words(token.content, names)))
        elif token.type == "code_inline":
            pieces.append(typed(token.content))
        elif token.type == "softbreak":
            pieces.append(Markup(" "))
        elif token.type in _TAGS:
            pieces.append(Markup(_TAGS[token.type]))  # noqa: S704  # our own tags
        elif token.type == "link_open":
            address = str(token.attrGet("href") or "")
            linked = address.startswith(_LINKS)
            pieces.append(Markup('<a href="{}">').format(address) if linked else Markup(""))
        elif token.type == "link_close":
            pieces.append(Markup("</a>") if linked else Markup(""))
    return Markup("").join(pieces)


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.disable(["html_block", "html_inline", "image", "entity", "reference", "lheading"])


def prose(text: str, lists: Lists, paragraph: str = "body") -> Markup:
    """Return Markdown as blocks; its plain paragraphs have the style `paragraph`."""
    tokens = _markdown().parse(text)
    writer = _Writer(lists, paragraph, source=text.split("\n"))
    return Markup("").join(writer.blocks(tokens))
