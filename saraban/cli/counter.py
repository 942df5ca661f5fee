"""The counter: where answers, progress and complaints are handed to the person or the script."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from saraban.complaint import complaints

if TYPE_CHECKING:
    import typer

    from records.errors import SarabanError
    from saraban.language import Language

REMARK = "Note: {remark}"
WIDE = 160
CLEAR_LINE = "\r\x1b[K"


@dataclass(frozen=True, slots=True)
class Counter:
    """Speaks one language; answers on standard output, all else on standard error."""

    language: Language

    def answer(self, sentence: str, **facts: object) -> None:
        """Say one line of the result."""
        print(self.language.say(sentence, **facts))  # noqa: T201  # the one place that does

    def line(self, text: str) -> None:
        """Say one line that needs no translation."""
        print(text)  # noqa: T201  # the same

    @property
    def on_terminal(self) -> bool:
        """Whether a person reads the answer on a terminal."""
        return sys.stdout.isatty()

    @property
    def width(self) -> int:
        """How many places a line of the answer has: the terminal's, a wide one for files."""
        return shutil.get_terminal_size((WIDE, 0)).columns if self.on_terminal else WIDE

    def remark(self, sentence: str, **facts: object) -> None:
        """Say what is worth knowing beside the result."""
        text = self.language.say(REMARK, remark=self.language.say(sentence, **facts))
        print(text, file=sys.stderr)  # noqa: T201  # the same

    def answer_json(self, value: Any) -> None:
        """Give the result as one JSON value."""
        print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201  # the same

    def progress(self, sentence: str, **facts: object) -> None:
        """Say what is being done, on one line of a terminal that the next one replaces."""
        if sys.stderr.isatty():
            text = self.language.say(sentence, **facts)
            print(CLEAR_LINE + text, end="", file=sys.stderr, flush=True)  # noqa: T201  # the same

    def progress_ends(self) -> None:
        """Wipe the line of progress."""
        if sys.stderr.isatty():
            print(CLEAR_LINE, end="", file=sys.stderr, flush=True)  # noqa: T201  # the same

    def complain(self, error: SarabanError) -> None:
        """Say what is wrong."""
        self.progress_ends()
        for line in complaints(error, self.language):
            print(line, file=sys.stderr)  # noqa: T201  # the same


def counter_of(context: typer.Context) -> Counter:
    """Return the counter at which a command was given."""
    return cast("Counter", context.obj)
