"""The entrance: `saraban …`, `python -m saraban …`."""

from __future__ import annotations

import gc
import os
import sys
import traceback

from records.errors import SarabanError
from saraban.cli.counter import Counter
from saraban.cli.program import hint, run
from saraban.errors import FaultError, WrongCallError
from saraban.language import Language, chosen

DEBUG = "SARABAN_DEBUG"
# A command imports much and lives a second: collecting its young objects took a tenth of that.
COLLECT_AFTER = (100_000, 50, 50)


def main() -> int:
    """Run the command on the process's arguments and return its exit code."""
    gc.set_threshold(*COLLECT_AFTER)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them takes 20 ms
    for stream in (sys.stdout, sys.stderr):
        # Thai is written whatever the locale says; a file name may hold bytes that are no text.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)  # type: ignore[union-attr]  # both are text streams
    arguments = sys.argv[1:]
    counter = Counter(Language())
    try:
        language, rest = chosen(arguments, os.environ)
        counter = Counter(language)
        arguments = list(rest)
        return run(arguments, counter)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001  # a person reads a sentence, never a traceback
        return _failed(_named(error), counter, arguments)
    finally:
        gc.freeze()  # the process ends: looking through its objects once more took a fifth of it


def _named(error: BaseException) -> SarabanError:
    """Return the failure that an error stands for: libraries wrap ours in their own."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SarabanError):
            return cause
        cause = cause.__cause__
    return FaultError(detail=f"{type(error).__name__}: {error}")


def _failed(error: SarabanError, counter: Counter, arguments: list[str]) -> int:
    if os.environ.get(DEBUG) == "1":
        traceback.print_exc()
    counter.complain(error)
    if isinstance(error, WrongCallError):
        print(hint(arguments, counter), file=sys.stderr)  # noqa: T201  # standard error
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
