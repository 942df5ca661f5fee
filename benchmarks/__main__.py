"""The command: `python -m benchmarks [--quick] [--only NAME] [--markdown | --json]`."""

from __future__ import annotations

import argparse
import json
import re
import sys
from typing import TYPE_CHECKING, Any

from benchmarks import (
    cold,
    libreoffice,
    machine,
    memory,
    numbering,
    search,
    table,
    typst,
    verification,
    volume,
    warm,
)
from benchmarks.workers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.figures import Row

MEASURES: dict[str, Any] = {
    "cold": cold,
    "warm": warm,
    "memory": memory,
    "volume": volume,
    "libreoffice": libreoffice,
    "typst": typst,
    "numbering": numbering,
    "verification": verification,
    "search": search,
}
DOCUMENT = ROOT / "docs" / "performance.md"
REGISTER = ("numbering", "verification", "search")
_PLACE = r"(<!-- {} -->\n).*?(<!-- end of {} -->)"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, and return the exit code: 1 if a target was missed."""
    wanted = _parser().parse_args(arguments)
    names = wanted.only or list(MEASURES)
    parts = [[name for name in names if (name in REGISTER) is of_it] for of_it in (False, True)]
    measured = [_measured(part, quick=wanted.quick) for part in parts]
    rows, notes = ([each for part in measured for each in part[place]] for place in (0, 1))
    if wanted.json:
        print(json.dumps({"rows": [table.values(row) for row in rows], "notes": notes}))
    else:
        print(table.text(rows), machine.described(), *notes, sep="\n")
    if wanted.markdown:
        for name, part in zip(("table", "register table"), measured, strict=True):
            _write(name, *part)
    return int(any(row.met is False for row in rows))


def _measured(names: list[str], *, quick: bool) -> tuple[list[Row], list[str]]:
    """Return the rows of some measures, and what is said of those that cannot be taken."""
    notes = [sentence for name in names if (sentence := _lacking(name))]
    return list(_rows([name for name in names if not _lacking(name)], quick=quick)), notes


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--quick", action="store_true", help="few repetitions: to try it out")
    parser.add_argument("--only", action="append", choices=MEASURES, help="one measure; may repeat")
    parser.add_argument("--markdown", action="store_true", help="also write docs/performance.md")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    return parser


def _lacking(name: str) -> str:
    module = MEASURES[name]
    sentence: str = module.lacking() if hasattr(module, "lacking") else ""
    return sentence


def _rows(names: list[str], *, quick: bool) -> Iterator[Row]:
    for name in names:
        busy = machine.load()
        told = f"load {busy:.1f}" if busy is not None else ""
        print(f"measuring: {name} {told}".strip(), file=sys.stderr, flush=True)
        yield from MEASURES[name].rows(quick=quick)


def _write(place: str, rows: list[Row], notes: list[str]) -> None:
    """Put a table and the machine between its marks in docs/performance.md, if it was measured."""
    if not rows:
        return
    parts = (table.markdown(rows), f"Measured on {machine.described()}.", *notes)
    text = "\n\n".join(parts) + "\n"
    between = re.compile(_PLACE.format(place, place), re.DOTALL)
    old = DOCUMENT.read_text("utf-8")
    DOCUMENT.write_text(between.sub(lambda match: match[1] + text + match[2], old), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
