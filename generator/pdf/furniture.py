"""Furniture: puts the catchword (คำต่อ) at the foot of each page that continues.

The catchword is the beginning of the next page's text (`/กรณีการปฏิบัติ...`). WeasyPrint makes the
margins of its pages when all of them are laid out, so at that moment the next page is known; the
catchword is handed to the style sheet as a named string.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import get_log_attrs

from generator.protection import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULE = "@page { @bottom-right { content: string(catchword) } }"
_WANTED_WORDS = 2
_WANTED_LETTERS = 10
_ENOUGH = 160
_LEAST_LETTERS = 2
_make_all_pages = layout.make_all_pages
_make_margin_boxes = layout.make_margin_boxes


def make_all_pages(context: Any, root_box: Any, html: Any, pages: Any) -> list[Any]:
    """Lay out the pages, and keep them where their margins can see them."""
    made: list[Any] = list(_make_all_pages(context, root_box, html, pages))
    context.laid_pages = made
    return made


def make_margin_boxes(context: Any, page: Any, state: Any) -> Any:
    """Lay out the margins of a page; its catchword is the named string `catchword`."""
    number = context.current_page  # from 1, so it is the place of the next page
    following = context.laid_pages[number : number + 1]
    page.catchword = catchword(_opening(following[0])) if following else ""
    context.string_set["catchword"][number] = [page.catchword]
    return _make_margin_boxes(context, page, state)


def install() -> None:
    """Put these in front of WeasyPrint's own."""
    layout.make_all_pages = make_all_pages
    layout.make_margin_boxes = make_margin_boxes


def catchwords(pages: Sequence[Any]) -> tuple[str, ...]:
    """Return the catchword of each page but the last; empty where the next page has no text."""
    return tuple(page._page_box.catchword for page in pages[:-1])  # noqa: SLF001  # set above


def catchword(opening: str) -> str:
    """Return `/` + the first words of a page + `...`."""
    if not opening.strip():
        return ""
    words: list[str] = []
    wanted = _WANTED_WORDS
    for word in _words(opening.strip()):
        words.append(word)
        if sum(letter.isalpha() for letter in word) >= _LEAST_LETTERS:
            wanted -= 1
        if wanted <= 0 and sum(map(len, words)) >= _WANTED_LETTERS:
            break
    return f"/{''.join(words).strip()}..."


def _words(text: str) -> Iterator[str]:
    """Yield the words and spaces of a text, as libthai breaks lines."""
    breaks = get_log_attrs(text, "th")
    start = 0
    for place in range(1, len(text) + 1):
        ends = place == len(text) or text[place - 1].isspace() != text[place].isspace()
        if ends or breaks[place].is_line_break:
            yield text[start:place]
            start = place


def _opening(page: Any) -> str:
    pieces: list[str] = []
    for piece in _texts(page):
        pieces.append(piece)
        if sum(map(len, pieces)) > _ENOUGH:
            break
    return plain("".join(pieces))


def _is_mark(box: Any) -> bool:
    return box.element is not None and box.element.get("class") == "mark"


def _texts(box: Any) -> Iterator[str]:
    """Yield the texts of a page in order, without margins and repeated table heads."""
    if isinstance(box, boxes.MarginBox) or getattr(box, "is_header", False) or _is_mark(box):
        return
    if isinstance(box, boxes.TextBox):
        yield box.text
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(getattr(child, "_box", child))
        if isinstance(box, boxes.LineBox):
            yield " "
