"""Language: turns an English sentence with its facts into what a person reads.

Each sentence is the key of a message catalogue (saraban/locale); the facts come into it after it
was translated, so that no file name can change which sentence is found.
"""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import Problem
from saraban.errors import UnknownLanguageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THAI, ENGLISH = "th", "en"
VARIABLE = "SARABAN_LANG"
OPTION = "--lang"
LOCALE = Path(__file__).with_name("locale")
# pydantic lists what it expected in English, and writes this between the last two.
_OR = "' or '"


class Language:
    """One language of the program."""

    def __init__(self, code: str = THAI) -> None:
        self.code = code
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if code != ENGLISH:
            self._catalogue = gettext.translation("saraban", LOCALE, languages=[code])

    def say(self, sentence: str, **facts: object) -> str:
        """Return a sentence in this language, with its facts, on one line."""
        shown = {name: self._fact(name, value) for name, value in facts.items()}
        return self.text(sentence).format(**shown)

    def text(self, sentence: str) -> str:
        """Return a text that has no facts."""
        return self._catalogue.gettext(sentence) if sentence else ""

    def _fact(self, name: str, value: object) -> str:
        if isinstance(value, Problem):
            return self.say(value.sentence, **dict(value.facts))
        text = str(value)
        if name == "expected":
            text = text.replace(_OR, _OR.replace(" or ", self.text(" or ")))
        return _one_line(self.text(_relative(text)))


def chosen(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[Language, Sequence[str]]:
    """Return the language asked for, and the arguments without that wish.

    Help pages are written before any option is read, so the wish is looked for everywhere.

    Raises:
        UnknownLanguageError: `--lang` names another language than th and en.
    """
    code = ENGLISH if environment.get(VARIABLE, "").lower().startswith(ENGLISH) else THAI
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == OPTION:
            code = next(words, "")
        elif word.startswith(f"{OPTION}="):
            code = word.partition("=")[2]
        else:
            rest.append(word)
    if code not in (THAI, ENGLISH):
        raise UnknownLanguageError(name=code)
    return Language(code), rest


def _relative(text: str) -> str:
    """Return a path below the current folder as it would be typed there."""
    if not text.startswith("/"):
        return text
    try:
        return str(Path(text).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return text


def _one_line(text: str) -> str:
    """Return text that a terminal shows as it is: line ends and control codes made visible."""
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else f"\\u{ord(letter):04x}"
        for letter in text
    )
