"""The table: turns rows into text for a terminal and into Markdown for docs/performance.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.figures import Figure, Row

HEADING = ("measure", "unit", "ours", "other side", "", "ratio", "target")
_FINE = 100
_SIDES = {"measure": "---", "": "---"}


def text(rows: Sequence[Row]) -> str:
    """Return the rows as columns."""
    cells = [HEADING, *(_cells(row) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADING))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


def markdown(rows: Sequence[Row]) -> str:
    """Return the rows as a table of Markdown."""
    rule = tuple(_SIDES.get(name, "--:") for name in HEADING)
    cells = [HEADING, rule, *(_cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def values(row: Row) -> dict[str, Any]:
    """Return a row as what JSON can say."""
    return {
        "name": row.name,
        "unit": row.unit,
        "ours": row.ours.middle,
        "other": row.other.middle if row.other else None,
        "versus": row.versus,
        "ratio": row.ratio,
        "target": row.target,
        "met": row.met,
    }


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        row.unit,
        _figure(row.ours),
        _figure(row.other) if row.other else "",
        row.versus,
        f"{row.ratio:.2f}" if row.ratio is not None else "",
        " ".join(_target(row)),
    )


def _figure(figure: Figure) -> str:
    """Return the median with the quarters around it: 12.3 (12.1 to 12.9)."""
    middle, low, high = (_number(value) for value in (figure.middle, figure.low, figure.high))
    return middle if low == high else f"{middle} ({low} to {high})"


def _number(value: float) -> str:
    if value < 1:
        return f"{value:.3f}"
    return f"{value:.1f}" if value < _FINE else f"{value:.0f}"


def _target(row: Row) -> Iterator[str]:
    if row.target is not None:
        yield f"{'≥' if row.at_least else '≤'} {row.target:g}"
        yield "met" if row.met else "missed"
