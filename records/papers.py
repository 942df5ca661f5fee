"""Papers: sheets that the program fills in from the books, as documents that can be printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from records.case import Document

if TYPE_CHECKING:
    from records.office import Office
    from records.record import Record


def paper(record: Record, office: Office, name: str) -> Document:
    """Return a sheet that nobody drafted as a document of its office; `name` names it in files."""
    return Document(
        id=name,
        path=Path(name),
        record=record,
        office=office,
        folder=Path(),
        title=record.heading,
        ties={},
    )
