"""The gate: looks into a workbook before anything opens it, and says what stands where.

Every part is read once without building anything from it. A workbook that would unfold into far
more than it is goes no further: too many or too large parts, document types (entities), rows or
cells beyond Excel's own, parts that are one endless row. What the reader of the cells cannot know
is learned on the way: hidden rows, merged cells, formulas without a result, where content ends.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from registry.transcription.errors import (
    DamagedWorkbookError,
    HostileWorkbookError,
    NotATableError,
    StrictWorkbookError,
)
from registry.transcription.parts import STRICT, Part, Scan, Unlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_PARTS = 2_000
MAX_UNFOLDED = 256_000_000
# A sheet of equal cells shrinks to a hundredth; deflate cannot do more than a thousandth.
MAX_RATIO = 250
_SMALL = 1_000_000
_CHUNK = 65_536
_ENTRY = b"PK\x01\x02"
_CONTENT_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels")
_ENCRYPTED = 1
# What zipfile raises where the bytes of an archive make no sense.
_DAMAGE = (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, struct.error)
_ENCODINGS = {None, "utf-8", "utf-16", "us-ascii"}


def inspect(data: bytes, file: str) -> Mapping[str, Part]:
    """Return what stands in each part of a workbook that is XML, by the part's name.

    Raises:
        TranscriptionError: it is no workbook, is damaged, or would unfold into too much.
    """
    # Counted before the directory is read: reading it makes an object of each entry.
    if data.count(_ENTRY) > MAX_PARTS:
        raise HostileWorkbookError(file=file, part="ZIP")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _weigh(members, file)
            return dict(_scan(archive, members, file))
    except (*_DAMAGE, zlib.error) as error:
        raise DamagedWorkbookError(file=file, part="ZIP", row=0) from error


def _weigh(members: list[zipfile.ZipInfo], file: str) -> None:
    names = [member.filename for member in members]
    if _CONTENT_TYPES not in names:
        raise NotATableError(file=file)
    if len(set(names)) < len(names):
        raise HostileWorkbookError(file=file, part="ZIP")
    if sum(member.file_size for member in members) > MAX_UNFOLDED:
        raise HostileWorkbookError(file=file, part="ZIP")
    for member in members:
        unfolds = member.file_size > max(_SMALL, MAX_RATIO * member.compress_size)
        unusual = member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if unfolds or unusual or member.flag_bits & _ENCRYPTED:
            raise HostileWorkbookError(file=file, part=member.filename)


def _scan(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], file: str
) -> Iterator[tuple[str, Part]]:
    for member in members:
        with archive.open(member) as stream:
            scan = _scanned(stream, member.filename, file)
        if scan is not None:
            yield member.filename, scan.part


def _scanned(stream: IO[bytes], name: str, file: str) -> Scan | None:
    parser, scan = _parser()
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by place only
        parser.Parse(b"", True)  # noqa: FBT003 - as above
    except expat.ExpatError as error:
        if not name.endswith(_XML):
            return None  # a picture or the like
        raise DamagedWorkbookError(file=file, part=name, row=scan.row) from error
    except Unlike as error:
        if error.damaged:
            raise DamagedWorkbookError(file=file, part=name, row=scan.row) from error
        raise HostileWorkbookError(file=file, part=name) from error
    if scan.part.namespace == STRICT:
        raise StrictWorkbookError(file=file)
    return scan


def _parser() -> tuple[expat.XMLParserType, Scan]:
    scan, parser = Scan(), expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.characters
    return parser, scan


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    """Refuse an encoding in which another reader of XML might see other markup."""
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise Unlike(damaged=False)


def _refuse_doctype(*_declared: object) -> None:
    raise Unlike(damaged=False)
