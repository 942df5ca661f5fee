"""The entrance: `saraban …`, `python -m saraban …`."""

from __future__ import annotations

import os
import sys
import traceback

from records.errors import SarabanError
from saraban.cli.counter import Counter
from saraban.cli.program import hint, run
from saraban.errors import FaultError, WrongCallError
from saraban.language import Language, chosen

DEBUG = "SARABAN_DEBUG"


def main() -> int:
    """Run the command on the process's arguments and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Thai is written whatever the locale says; a file name may hold bytes that are no text.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text streams
    arguments = sys.argv[1:]
    counter = Counter(Language())
    try:
        language, rest = chosen(arguments, os.environ)
        counter = Counter(language)
        arguments = list(rest)
        return run(arguments, counter)
    except SarabanError as error:
        return _failed(error, counter, arguments)
    except Exception as error:  # noqa: BLE001  # a person reads a sentence, never a traceback
        return _failed(FaultError(detail=f"{type(error).__name__}: {error}"), counter, arguments)


def _failed(error: SarabanError, counter: Counter, arguments: list[str]) -> int:
    if os.environ.get(DEBUG) == "1":
        traceback.print_exc()
    counter.complain(error)
    if isinstance(error, WrongCallError):
        print(hint(arguments, counter), file=sys.stderr)  # noqa: T201  # standard error
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
