"""Failed operations. The tree, with the exit code that each branch owns.

SarabanError            3   something could not be done
├── SheetError          4   a YAML sheet is wrong; holds every problem, each at file:line
├── TemplateError       5   a template is wrong or asks for what the record lacks
├── PrintError          6   a page could not be printed; EngineError among them
│   ├── FontError       7   TH SarabunPSK is missing or damaged; MissingLetterError
│   ├── ResourceError   8   a document named a file or address that the printer may not read
│   └── PictureError   10   a picture is missing or none; PictureTooLarge-, -TooWideError
└── OutputError         9   the result could not be written

A class owns an English `sentence` with {named} facts; the raise passes only the facts. The
sentence is also the key of the message catalogue, so the counter can say it in Thai.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class SarabanError(Exception):
    """Something could not be done; `str()` is the English sentence."""

    exit_code: ClassVar[int] = 3
    sentence: ClassVar[str] = "The operation failed: {detail}"

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in a sheet: where (file, 1-based line), and a sentence with its facts."""

    file: str
    line: int
    sentence: str
    facts: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence.format(**dict(self.facts))}"


class SheetError(SarabanError):
    """A YAML sheet is wrong; every problem found is in `problems`."""

    exit_code = 4
    sentence = "{problems}"

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems="\n".join(str(problem) for problem in problems))
        self.problems = problems


class TemplateError(SarabanError):
    """A template is wrong, or asks for something that the record does not have."""

    exit_code = 5
    sentence = "{file}:{line}: the template cannot be filled in: {detail}"


class PrintError(SarabanError):
    """A page could not be printed."""

    exit_code = 6
    sentence = "{file} cannot be printed: {detail}"


class FontError(PrintError):
    """TH SarabunPSK cannot be used as it is."""

    exit_code = 7
    sentence = (
        "The font file {file} cannot be used: {detail}. No other font is ever put in its place."
    )


class MissingLetterError(FontError):
    """A text has letters that TH SarabunPSK does not draw."""

    sentence = "TH SarabunPSK has no letters for “{text}”. No other font is ever put in its place."


class EngineError(PrintError):
    """Another version of WeasyPrint is installed than the one that the printer was made for."""

    sentence = "WeasyPrint {needed} is needed, not {found}."


class ResourceError(PrintError):
    """A document named a file or an address that the printer may not read."""

    exit_code = 8
    sentence = "The printer was asked to read {address}; documents may not name files or addresses."


class PictureError(PrintError):
    """A picture cannot be used."""

    exit_code = 10
    sentence = "The picture {file} cannot be used: {detail}"


class PictureTooLargeError(PictureError):
    """A picture's file is larger than any page needs."""

    sentence = "The picture {file} cannot be used: it is larger than {limit} bytes"


class PictureTooWideError(PictureError):
    """A picture has more pixels than any page shows."""

    sentence = "The picture {file} cannot be used: it has more than {limit} pixels"


class OutputError(SarabanError):
    """The result could not be written."""

    exit_code = 9
    sentence = "{file} could not be written: {detail}"
