"""An auditor: verifies the register of an office folder in a process that does nothing else.

One line of JSON on standard input: {"folder"} → {"seconds", "peak", "findings", "entries"}: `peak`
is the most memory that the process held, in MB; `findings` are the codes of all that was found.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import machine
from registry.verification.verifier import verify


def main() -> None:
    """Verify the register that was named."""
    folder = Path(json.load(sys.stdin)["folder"])
    start = time.perf_counter()
    report = verify(folder, now=datetime.now(UTC))
    seconds = time.perf_counter() - start
    found = sorted({finding.code for finding in report.findings})
    told = {"seconds": seconds, "peak": machine.peak(), "findings": found}
    print(json.dumps(told | {"entries": report.counts["entries"]}))


if __name__ == "__main__":
    main()
