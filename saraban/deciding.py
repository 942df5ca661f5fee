"""Deciding (การพิจารณา): the sheets of a list's steps in the office folder, from draft to entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.keeping.retention import terms
from saraban import decision_sheet
from saraban.choice import Choice
from saraban.delivery import deliver
from saraban.errors import UnknownFormError, UnknownStageError
from saraban.stages import STAGES, next_stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from registry.item import Item
    from registry.keeping.state import DisposalList
    from registry.keeping.survey import Survey
    from saraban.storeroom import Storeroom


def listable(storeroom: Storeroom, survey: Survey, form: int, numbers: Iterable[str]) -> list[Item]:
    """Return what a survey found for a form; with `numbers`, these of it and what else is named.

    Whether what is named may stand on the list, the keeper says.

    Raises:
        UnknownFormError: there is no such list.
    """
    known = terms()
    found = {
        known.disposal_form: survey.due,
        known.hand_over_form: survey.twenty,
        known.keep_form: survey.twenty,
    }
    if form not in found:
        raise UnknownFormError(form=form, known=", ".join(map(str, found)))
    if numbers:
        return Choice(numbers=tuple(numbers)).items(storeroom.room)
    return [*found[form]]


@dataclass(frozen=True, slots=True)
class Deciding:
    """The steps of one list."""

    storeroom: Storeroom
    listed: DisposalList

    @property
    def next(self) -> str:
        """The step that the list waits for; nothing where only its disposal is left."""
        return next_stage(self.listed)

    def sheet_of(self, stage: str) -> Path:
        """Return where the sheet of a step lies, if nobody says another place.

        Raises:
            UnknownStageError: there is no such step.
        """
        if stage not in STAGES:
            raise UnknownStageError(stage=stage, known=", ".join(STAGES))
        folder = self.storeroom.registrar.desk.folder / decision_sheet.FOLDER
        return folder / f"{self.listed.place}-{stage}.yaml"

    def lay_out(self, stage: str, file: Path | None = None) -> Path:
        """Write a sheet to fill in.

        Raises:
            AlreadyThereError: there is one, which somebody may have filled in.
        """
        file = file or self.sheet_of(stage)
        items = self.storeroom.lines_of(self.listed.entries)
        text = decision_sheet.draft(self.listed, stage, items)
        deliver(file, text.encode(), fresh=True)
        return file

    def lay_out_next(self) -> Path | None:
        """Write the sheet of the next step, unless there is one; return where it lies."""
        if not self.next:
            return None
        file = self.sheet_of(self.next)
        return file if file.exists() else self.lay_out(self.next)

    def take(self, stage: str, file: Path | None = None) -> Deciding:
        """Enter a step as its sheet says it.

        Raises:
            SheetError: the sheet is wrong.
            KeepingError: the step may not be taken so.
        """
        day, decision = decision_sheet.read(file or self.sheet_of(stage), self.listed, stage)
        return Deciding(self.storeroom, self.storeroom.decide(self.listed.place, decision, day))
