"""Reads a Word file back: its words, with the list numbers that Word would show."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from generator.docx.markup import NAMESPACES, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def part(data: bytes, name: str) -> Element:
    with ZipFile(BytesIO(data)) as held:
        return etree.fromstring(held.read(name))


def found(node: Element, path: str) -> list[Element]:
    """Return the elements at a path with Word's usual prefixes."""
    result = node.xpath(path, namespaces=NAMESPACES)
    assert isinstance(result, list)
    return [one for one in result if isinstance(one, etree._Element)]  # noqa: SLF001  # lxml's only name for it


def value(node: Element, path: str) -> str:
    """Return the w:val of the one element at a path."""
    [one] = found(node, path)
    return one.get(qualified("w:val")) or ""


def docx_words(data: bytes) -> str:
    """Return the words in the document's order, list numbers and bullets included."""
    body = part(data, "word/document.xml")
    counters = _Counters(part(data, "word/numbering.xml"))
    return "\n".join(_paragraph(one, counters) for one in body.iter(qualified("w:p")))


def numbers(data: bytes) -> list[str]:
    """Return the numbers that Word computes, in order."""
    body = part(data, "word/document.xml")
    counters = _Counters(part(data, "word/numbering.xml"))
    shown = (counters.number(one) for one in body.iter(qualified("w:p")))
    return [number.strip("\u00a0") for number in shown if number]


class _Counters:
    """Counts lists by the rules of WordprocessingML: counters belong to the abstract list."""

    def __init__(self, numbering: Element) -> None:
        self.numbering = numbering
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()

    def number(self, paragraph: Element) -> str:
        if not (wanted := found(paragraph, "w:pPr/w:numPr")):
            return ""
        list_id, depth = value(wanted[0], "w:numId"), int(value(wanted[0], "w:ilvl"))
        abstract = value(self.numbering, f"w:num[@w:numId='{list_id}']/w:abstractNumId")
        counts = self.counts.setdefault(abstract, [None] * 9)
        if list_id not in self.begun:
            self.begun.add(list_id)
            counts[:] = [None] * 9
        before = counts[depth]
        counts[depth] = self._start(list_id, depth) if before is None else before + 1
        counts[depth + 1 :] = [None] * (8 - depth)
        return self._text(abstract, list_id, depth)

    def _start(self, list_id: str, depth: int) -> int:
        place = f"w:num[@w:numId='{list_id}']/w:lvlOverride[@w:ilvl='{depth}']/w:startOverride"
        return int(value(self.numbering, place))

    def _text(self, abstract: str, list_id: str, depth: int) -> str:
        level = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{depth}']"
        pattern = value(self.numbering, f"{level}/w:lvlText")
        if value(self.numbering, f"{level}/w:numFmt") == "bullet":
            return pattern
        assert value(self.numbering, f"{level}/w:numFmt") == "thaiNumbers"

        def count(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            reached = self.counts[abstract][place]
            return str(self._start(list_id, place) if reached is None else reached)

        return re.sub(r"%([1-9])", count, pattern).translate(_THAI)


def _paragraph(paragraph: Element, counters: _Counters) -> str:
    return counters.number(paragraph) + "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for one in paragraph.iter(qualified("w:t"), qualified("w:tab"), qualified("w:br")):
        if one.tag == qualified("w:t"):
            yield one.text or ""
        elif one.getparent() is not None and one.getparent().tag == qualified("w:r"):  # type: ignore[union-attr]  # checked on the left
            yield " "
