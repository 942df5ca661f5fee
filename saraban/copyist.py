"""The copyist (ผู้คัดลอกทะเบียน): takes an older register into the log, and says what was odd."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registry.acts import Transcribed
from registry.books import BOOKS
from registry.ledger import state_of
from registry.transcription.entries import entries
from registry.transcription.register import read_register
from saraban.errors import UnknownBookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from registry.store import Reader
    from registry.transcription.transcript import Transcript
    from saraban.registrar import Registrar

ALREADY = "already_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What became of an older register: what was read, and how many numbers came in.

    `already` are numbers that the register had given before; their rows are kept without them.
    """

    transcript: Transcript
    numbered: int
    unnumbered: int
    already: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copyist:
    """Copies older registers for a registrar."""

    registrar: Registrar

    def read(self, file: Path, book: str, year: int) -> Transcript:
        """Read an older register.

        Raises:
            UnknownBookError: there is no book of that name.
            TranscriptionError: the file cannot be read as a register.
        """
        if book not in BOOKS or BOOKS[book].listed:
            known = ", ".join(name for name, each in BOOKS.items() if not each.listed)
            raise UnknownBookError(name=book, known=known)
        rules = self.registrar.situation.office.numbering
        return read_register(file, book, year, rules=rules)

    def plan(self, file: Path, book: str, year: int) -> Copied:
        """Say what `copy` would do.

        Raises:
            SarabanError: the file cannot be read as a register.
        """
        transcript = self.read(file, book, year)
        with self.registrar.register.store.reading() as reader:
            rows = list(self._rows(reader, transcript, year))
        return _copied(transcript, rows)

    def copy(self, file: Path, book: str, year: int, tell: Callable[[int], None]) -> Copied:
        """Take every row into the log at once, with the file that they stand in.

        Raises:
            SarabanError: the file cannot be read as a register; nothing was taken.
        """
        transcript = self.read(file, book, year)
        data = file.read_bytes()
        registrar = self.registrar
        registrar.register.store.shelve(data)
        situation = registrar.situation
        with registrar.register.writing(situation.now, registrar.by) as pen:
            pen.writer.keep(data)
            rows = []
            for fields in self._rows(pen.writer, transcript, year):
                pen.append(Transcribed, **fields)
                rows.append(fields)
                tell(len(rows))
        registrar.seal()
        return _copied(transcript, rows)

    def _rows(self, reader: Reader, transcript: Transcript, year: int) -> Iterator[dict[str, Any]]:
        code = self.registrar.desk.office.code
        for fields in entries(transcript, code, transcript.book, year):
            series, running = fields["series"], fields["running"]
            plain = fields | {"odd": list(fields["odd"])}
            if series is not None and state_of(reader, series, running) is not None:
                plain |= {"series": None, "running": None, "odd": [*fields["odd"], ALREADY]}
            yield plain


def _copied(transcript: Transcript, rows: list[dict[str, Any]]) -> Copied:
    numbered = sum(row["series"] is not None for row in rows)
    already = tuple(row["number"] for row in rows if ALREADY in row["odd"])
    return Copied(
        transcript=transcript,
        numbered=numbered,
        unnumbered=len(rows) - numbered,
        already=already,
    )
