"""Evidence sheet (ภาพ Print Screen): pictures that show a document on the office's website."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from records.dates import ThaiDate
from records.objection import objection
from records.record import Record
from records.wording import Frozen, Line

SUFFIXES = (".png", ".jpg", ".jpeg")


def picture_file(name: str) -> str:
    """Check that a picture is named by its place inside the office folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    inside = not path.is_absolute() and ".." not in path.parts and ":" not in name
    if not inside or path.suffix.lower() not in SUFFIXES:
        sentence = "`{name}` must be a .png or .jpg file inside the office folder"
        raise objection("outside", sentence, name=name)
    return str(path)


class Picture(Frozen):
    """A picture in the office folder; `width` in mm; `shown` is the day that it shows."""

    file: Annotated[Line, AfterValidator(picture_file)]
    alt: Line
    caption: Line | None = None
    address: Line | None = None
    shown: ThaiDate | None = None
    width: Annotated[float, Field(gt=0, le=297)] = 150


class EvidenceSheet(Record):
    """A sheet of pictures; without one, the sheet stays empty, as it was filed."""

    kind: Literal["evidence_sheet"]
    title: Line = "ภาพ Print Screen"
    lines: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def heading(self) -> str:
        """The title and its first line."""
        return " ".join((self.title, *self.lines[:1]))
