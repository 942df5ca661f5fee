"""Ours: prints documents on command with the product's printer.

One line of JSON in, one out: {"paper": NAME, "number": N, "form": "pdf", "docx" or "bound",
"keep": FOLDER or null}, or {"peak": true}.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.papers import TITLE, documents
from generator.printing import Printer

if TYPE_CHECKING:
    from generator.printing import Rendition
    from records.case import Document


def main() -> None:
    """Serve until standard input ends."""
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _answer(asked: dict[str, Any]) -> dict[str, float]:
    if asked.get("peak"):
        return {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
    wanted = documents(asked["paper"], asked["number"])
    printer = _printer()
    gc.collect()
    start = time.perf_counter()
    printed = _print(printer, wanted, asked["form"])
    seconds = time.perf_counter() - start
    if asked.get("keep"):
        for index, rendition in enumerate(printed):
            Path(asked["keep"], f"ours-{index}.{asked['form']}").write_bytes(rendition.data)
    return {"seconds": seconds}


def _print(printer: Printer, wanted: tuple[Document, ...], form: str) -> list[Rendition]:
    if form == "bound":
        return [rendition for *_, rendition in printer.set(wanted, TITLE, ("pdf",))]
    if form == "docx":
        return [printer.print(document, "docx") for document in wanted]
    return [printer.print(document, "pdf") for document in wanted]


@cache
def _printer() -> Printer:
    return Printer(documents("memo", 0)[0].office)


if __name__ == "__main__":
    main()
