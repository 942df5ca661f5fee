"""Measures: turns templates_th/measures.yaml and styles.yaml into lengths that both printers use.

All lengths are kept in points (1 mm = 72/25.4 pt); sizes are the design sizes of the regulation,
see the source beside each number in measures.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, Self

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

POINTS = {"mm": 72 / 25.4, "pt": 1.0, "ratio": 1.0}

Align = Literal["left", "center", "right", "thai"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """How a paragraph looks; lengths in points, `line` None = the font's own spacing."""

    name: str
    word: str
    size: float
    line: float | None = None
    bold: bool = False
    colour: str | None = None
    align: Align = "left"
    first_line: float = 0.0
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of one office: lengths in points by name, and the paragraph styles."""

    lengths: Mapping[str, float]
    styles: Mapping[str, ParagraphStyle]

    def __getitem__(self, name: str) -> float:
        return self.lengths[name]

    @classmethod
    def of(cls, settings: Mapping[str, float]) -> Self:
        """Return the measures with an office's own settings (mm or pt as in measures.yaml)."""
        lengths = {
            name: settings.get(name, entry["value"]) * POINTS[entry["unit"]]
            for name, entry in _read("measures.yaml").items()
        }
        styles = {
            name: _paragraph_style(name, entry, lengths)
            for name, entry in _read("styles.yaml").items()
        }
        return cls(lengths=lengths, styles=styles)


@cache
def settings() -> frozenset[str]:
    """Return the names of the measures that an office may set."""
    return frozenset(name for name, entry in _read("measures.yaml").items() if entry.get("setting"))


@cache
def _read(name: str) -> dict[str, dict[str, Any]]:
    text = files("templates_th").joinpath(name).read_text("utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def _paragraph_style(
    name: str, entry: Mapping[str, Any], lengths: Mapping[str, float]
) -> ParagraphStyle:
    def points(value: object) -> object:
        if isinstance(value, dict):
            return sum(lengths[measure] * factor for measure, factor in value.items())
        return lengths[value] if isinstance(value, str) else value

    words = ("word", "align", "colour")
    values = {key: value if key in words else points(value) for key, value in entry.items()}
    return ParagraphStyle(name=name, **values)  # type: ignore[arg-type]  # checked by test_measures
