"""Merged cells: gives each row under a merged cell the value that its reader sees there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from registry.transcription.cell import BLANK, MAX_COLUMNS, Cell, Line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from registry.transcription.parts import Merge


class Merges:
    """The merged cells of a sheet, followed from row to row."""

    def __init__(self, merges: Sequence[Merge]) -> None:
        self._at = {
            (merge.first_row, merge.first_column): merge
            for merge in merges
            if merge.first_column < MAX_COLUMNS
        }
        self._open: dict[int, tuple[int, int, Cell]] = {}

    def line(self, number: int, cells: list[Cell], hidden: Collection[int]) -> Line | None:
        """Return the row with its merged cells, or None if nothing stands in it."""
        if all(cell.is_blank for cell in cells):
            return None
        for column, cell in enumerate(cells):
            merge = self._at.get((number, column))
            if merge is not None:
                cells[column] = replace(cell, span=merge.last_column - column + 1)
                if merge.last_row > number:
                    self._open[column] = (merge.last_row, number, cells[column])
            elif cell.is_blank and column in self._open:
                cells[column] = self._below(column, number)
        while cells and cells[-1].is_blank:
            cells.pop()
        return Line(number=number, cells=tuple(cells), hidden=number in hidden)

    def _below(self, column: int, number: int) -> Cell:
        last, first, cell = self._open[column]
        return BLANK if number > last else replace(cell, merged_from=first)
