"""The style sheet: turns measures and paragraph styles into the CSS of a kind of document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.templates import Sandbox

if TYPE_CHECKING:
    from generator.measures import Measures

BASE = "base.css.j2"
ELEMENTS = "elements.css"
ITALIC = "italic.css.j2"
PARAGRAPHS = "paragraphs.css.j2"
SECRECY = "secrecy.css.j2"


def css(name: str, measures: Measures, **words: object) -> str:
    """Return a style sheet of templates_th filled with an office's measures."""
    lengths = {key: round(value, 3) for key, value in measures.lengths.items()}
    return _environment().get_template(name).render(m=lengths, **words)


@cache
def _environment() -> Sandbox:
    return Sandbox(autoescape=False)  # CSS made of our own numbers, not HTML
