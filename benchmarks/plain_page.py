"""Plain pages: turns documents into files of HTML that stock WeasyPrint prints without our help.

The HTML and the CSS are those that our printer gets; what it fetches by a name of its own (fonts,
the dotted leader, pictures) is named by file:// and data: addresses instead.

One line of JSON on standard input: {"tasks": [[PAPER, NUMBER, [FILE, …]], …]}.
"""

from __future__ import annotations

import json
import re
import sys
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import generator.pdf.engine  # noqa: F401  # isort: skip  # first: imports WeasyPrint its own way

from benchmarks.papers import ROOT, documents
from generator.compose import compose
from generator.measures import Measures
from generator.pdf.shelf import dots
from generator.pdf.stylesheet import BASE, ITALIC, PARAGRAPHS, css
from generator.pictures import pictures

if TYPE_CHECKING:
    from records.case import Document

_FONT = re.compile(r"saraban:font/(\w+)")
_DOTS = re.compile(r"saraban:dots/(\w+)")


def main() -> None:
    """Write the pages that were asked for."""
    for paper, number, names in json.load(sys.stdin)["tasks"]:
        for document, name in zip(documents(paper, number), names, strict=True):
            Path(name).write_text(plain_page(document), "utf-8")


def plain_page(document: Document) -> str:
    """Return a document as HTML that carries or names all that it needs."""
    measures = _measures()
    page = compose(document, measures).html
    style = _style(document.record.kind) + (css(ITALIC, measures) if "<em>" in page else "")
    style = _FONT.sub(lambda match: _font(match[1]), style)
    style = _DOTS.sub(lambda match: _leader(match[1]), style)
    for name, data in pictures(document, measures["garuda_letter"]).items():
        page = page.replace(f'"{name}"', f'"{_address("image/png", data)}"')
    return page.replace("</head>", f"<style>\n{style}\n</style></head>", 1)


@cache
def _style(kind: str) -> str:
    measures = _measures()
    paragraphs = css(PARAGRAPHS, measures, styles=measures.styles.values())
    return "\n".join((css(BASE, measures), paragraphs, css(f"{kind}.css.j2", measures)))


@cache
def _measures() -> Measures:
    return Measures.of({})


def _font(style: str) -> str:
    return (ROOT / "fonts" / f"THSarabunPSK-{style}.ttf").as_uri()


def _leader(name: str) -> str:
    return _address(
        "image/svg+xml", dots(_measures()[name], _measures()["dot_size"], _measures()["dot_step"])
    )


def _address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


if __name__ == "__main__":
    main()
