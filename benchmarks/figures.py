"""Figures: turns repeated timings into one row of the table."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The median of some measurements, and the quarter below and above it."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        """Return the figure of one or more measurements."""
        if len(values) == 1:
            return cls(middle=values[0], low=values[0], high=values[0])
        low, _, high = quantiles(values, n=_QUARTERS, method="inclusive")
        return cls(middle=median(values), low=low, high=high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: what was measured, in which unit, ours and the other side's.

    `versus` names the other side; `target` bounds the ratio, or ours where there is no other side;
    `at_least` turns the bound around, and the ratio: it then says how many times faster ours is.
    """

    name: str
    unit: str
    ours: Figure
    other: Figure | None = None
    versus: str = ""
    target: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """Ours as a share of the other side, or the other side's share of ours; see `at_least`."""
        if self.other is None:
            return None
        if self.at_least:
            return self.other.middle / self.ours.middle
        return self.ours.middle / self.other.middle

    @property
    def met(self) -> bool | None:
        """Whether the target was met; None without one."""
        if self.target is None:
            return None
        value = self.ours.middle if self.ratio is None else self.ratio
        return value >= self.target if self.at_least else value <= self.target
