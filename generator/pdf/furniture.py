"""Furniture: turns laid-out pages into the catchword (คำต่อ) that stands at the foot of each.

The catchword is the beginning of the next page's text (`/กรณีการปฏิบัติ...`), so it can be known only
after the layout; it stands in the margin and does not change the layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from generator.protection import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WANTED_WORDS = 2
_WANTED_LETTERS = 10
_ENOUGH = 160
_LEAST_LETTERS = 2


def catchwords(pages: Sequence[Any]) -> tuple[str, ...]:
    """Return the catchword of each page but the last; empty where the next page has no text."""
    return tuple(catchword(_opening(page)) for page in pages[1:])


def catchword(opening: str) -> str:
    """Return `/` + the first words of a page + `...`."""
    if not opening.strip():
        return ""
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415  # slow, and only for long papers

    words: list[str] = []
    wanted = _WANTED_WORDS
    for word in word_tokenize(opening.strip(), engine="newmm"):
        words.append(word)
        if sum(letter.isalpha() for letter in word) >= _LEAST_LETTERS:
            wanted -= 1
        if wanted <= 0 and sum(map(len, words)) >= _WANTED_LETTERS:
            break
    return f"/{''.join(words).strip()}..."


def _opening(page: Any) -> str:
    pieces: list[str] = []
    for piece in _texts(page._page_box):  # noqa: SLF001  # the public API has no text
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
