"""Stock WeasyPrint: prints HTML files on command, as its own first page shows.

This process never imports anything of ours.

One line of JSON in, one out: {"files": […], "keep": FOLDER or null}, or {"peak": true}.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import weasyprint


def main() -> None:
    """Serve until standard input ends."""
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _answer(asked: dict[str, Any]) -> dict[str, float]:
    if asked.get("peak"):
        return {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
    pages = [Path(file).read_text("utf-8") for file in asked["files"]]
    gc.collect()
    start = time.perf_counter()
    printed = [weasyprint.HTML(string=page).write_pdf() for page in pages]
    seconds = time.perf_counter() - start
    if asked.get("keep"):
        for index, data in enumerate(printed):
            Path(asked["keep"], f"stock-{index}.pdf").write_bytes(data)
    return {"seconds": seconds}


if __name__ == "__main__":
    main()
