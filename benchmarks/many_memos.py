"""Many memos: prints them once and says how long it took.

One line of JSON on standard input: {"count": N, "workers": N}.
"""

from __future__ import annotations

import json
import sys
import time

from benchmarks.papers import memos
from generator.many import print_many


def main() -> None:
    """Print the memos that were asked for."""
    asked = json.load(sys.stdin)
    documents = tuple(memos(asked["count"]))
    start = time.perf_counter()
    size = sum(
        len(printed.result().data)
        for printed in print_many(documents, "pdf", workers=asked["workers"])
    )
    print(json.dumps({"seconds": time.perf_counter() - start, "bytes": size}))


if __name__ == "__main__":
    main()
