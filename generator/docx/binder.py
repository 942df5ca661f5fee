"""Binder: gathers the parts of a Word file and binds them into bytes; the one door to python-docx.

python-docx knows the Open Packaging Conventions (parts, relationships, content types, core
properties). Its template and its styles are not used: they bring fonts and names of their own.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.image.image import Image
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.coreprops import CT_CoreProperties

from .markup import serialized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from .head import Head

# The first moment that a ZIP file can name: the file says nothing about when it was made.
_ZIP_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST_TITLE: Final = 255
_OBFUSCATED_FONT: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_KINDS: Final = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


class Binder:
    """The parts that a document refers to, in the order in which it first named them."""

    def __init__(self) -> None:
        self._relations: list[tuple[str, Part | str]] = []
        self._known: dict[str | bytes, str] = {}

    def link(self, address: str) -> str:
        """Return the relationship id of an address outside the file."""
        if address not in self._known:
            self._known[address] = self._relate(RELATIONSHIP_TYPE.HYPERLINK, address)
        return self._known[address]

    def picture(self, data: bytes) -> str:
        """Return the relationship id of a PNG; the same bytes are kept once."""
        if data not in self._known:
            name = PackURI(f"/word/media/image{len(self._relations) + 1}.png")
            part = Part(name, CONTENT_TYPE.PNG, data)
            self._known[data] = self._relate(RELATIONSHIP_TYPE.IMAGE, part)
        return self._known[data]

    def part(
        self, kind: str, root: Element, *, number: str = "", fonts: Sequence[bytes] = ()
    ) -> str:
        """Return the relationship id of a new part such as `styles` or a `header`.

        `fonts` are embedded faces that the part names as rId1, rId2 ….
        """
        content_type, relation = _KINDS[kind]
        name = PackURI(f"/word/{kind}{number}.xml")
        part = Part(name, content_type, serialized(root))
        for place, data in enumerate(fonts, start=1):
            face = Part(PackURI(f"/word/fonts/font{place}.odttf"), _OBFUSCATED_FONT, data)
            part.load_rel(RELATIONSHIP_TYPE.FONT, face, f"rId{place}")
        return self._relate(relation, part)

    def bind(self, document: Element, head: Head) -> bytes:
        """Return the whole file; the same parts give the same bytes."""
        package = OpcPackage()
        main = Part(
            PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, serialized(document)
        )
        for place, (relation, target) in enumerate(self._relations, start=1):
            main.load_rel(relation, target, f"rId{place}", isinstance(target, str))
        package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        package.relate_to(_core_properties(head), RELATIONSHIP_TYPE.CORE_PROPERTIES)
        bound = BytesIO()
        package.save(bound)
        return _without_clock(bound)

    def _relate(self, relation: str, target: Part | str) -> str:
        self._relations.append((relation, target))
        return f"rId{len(self._relations)}"


def pixels(data: bytes) -> tuple[int, int]:
    """Return width and height of a picture in pixels."""
    image = Image.from_blob(data)
    return image.px_width, image.px_height


def _core_properties(head: Head) -> Part:
    written = CT_CoreProperties.new()
    properties = CoreProperties(written)
    properties.title = head.title[:_LONGEST_TITLE]
    properties.author = head.author[:_LONGEST_TITLE]
    properties.language = "th-TH"
    if head.created:
        midnight = datetime.combine(head.created, time(), UTC)
        properties.created = midnight
        properties.modified = midnight
    name = PackURI("/docProps/core.xml")
    return Part(name, CONTENT_TYPE.OPC_CORE_PROPERTIES, serialized(written))


def _without_clock(bound: BytesIO) -> bytes:
    """Return the archive with its members sorted and without the time of writing."""
    sorted_file = BytesIO()
    with zipfile.ZipFile(bound) as old, zipfile.ZipFile(sorted_file, "w") as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name, _ZIP_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    return sorted_file.getvalue()
