"""Failed operations of the counter; they stand beside those of `records.errors`.

SarabanError
├── WrongCallError            2   a command was given something that it does not take
├── OutputError               9   (records.errors)
│   ├── AlreadyThereError     9   a file that people edit would be overwritten
│   └── SameNameError         9   two documents would be printed into one file
├── SheetChangedError         3   a sheet was changed after it was issued
└── FaultError               70   a mistake in the program itself
"""

from __future__ import annotations

from records.errors import OutputError, SarabanError


class WrongCallError(SarabanError):
    """A command was given something that it does not take."""

    exit_code = 2
    sentence = "{detail}"


class UnknownSuffixError(WrongCallError):
    """The name of a printed file ends in something else than .pdf or .docx."""

    sentence = "The name of the printed file must end in .pdf or .docx: {file}"


class UnknownLanguageError(WrongCallError):
    """A language was asked for that the program does not speak."""

    sentence = "There is no language `{name}`; choose th or en."


class UnknownKindError(WrongCallError):
    """There is no kind of document of that name."""

    sentence = "There is no kind of document called `{name}`; there are: {known}"


class NoSuchFieldError(WrongCallError):
    """A kind of document has no field for an answer."""

    sentence = "A document of the kind {kind} has no place for {field}."


class UnknownBookError(WrongCallError):
    """There is no book of that name."""

    sentence = "There is no book called `{name}`; there are: {known}"


class UnknownSuffixOfBookError(WrongCallError):
    """The name of a file for a book ends in something else."""

    sentence = "The name of the file must end in one of {known}: {file}"


class UnknownRecordError(WrongCallError):
    """A number was named that stands in no book."""

    sentence = (
        "There is no {number} in the books of that year; name the year with --year, the book with "
        "--book."
    )


class NothingChosenError(WrongCallError):
    """Nothing was named, and nothing chosen."""

    sentence = "Name the records, or choose them by --book and --year."


class UnstatedMethodError(WrongCallError):
    """How records were destroyed was not said."""

    sentence = "Say with --method how the paper was destroyed, such as --method เผา."


class UnknownFormError(WrongCallError):
    """There is no list of that form."""

    sentence = "There is no list of form {form}; there are: {known}"


class UnknownStageError(WrongCallError):
    """There is no such step of a list."""

    sentence = "There is no step `{stage}`; there are: {known}"


class UnstatedReasonError(WrongCallError):
    """Why something is done was not said."""

    sentence = "Say with --reason why; the book keeps it."


class SecretBookError(SarabanError):
    """A secret book would be copied into a file that travels."""

    sentence = "{book} is never copied into XLSX or CSV; print it with --pdf for its own binder."


class WrongAnswerError(WrongCallError):
    """An answer cannot stand in the field that it was meant for."""

    sentence = "{field}: {problem}"


class UnreadableFileError(SarabanError):
    """A file that was to be kept cannot be read."""

    sentence = "{file} cannot be read: {detail}"


class AlreadyThereError(OutputError):
    """A file that people edit would be overwritten."""

    sentence = "{file} is already there and is never overwritten; choose another name."


class SameNameError(OutputError):
    """Two documents of a case would be printed into one file."""

    sentence = (
        "Two documents of the case would both be printed as {file}; rename one of the sheets."
    )


class SheetChangedError(SarabanError):
    """A sheet says something else than the record that was frozen under its number."""

    sentence = (
        "{file} was issued as {number} and was changed since; what was issued stays as it was. "
        "A correction is a new record: copy the sheet, take the number out, and issue it with "
        "--corrects."
    )


class FaultError(SarabanError):
    """A mistake in the program itself, which no clerk can mend."""

    exit_code = 70
    sentence = (
        "The program made a mistake ({detail}). Nothing was written. Run the command again with "
        "SARABAN_DEBUG=1 and send what it prints to those who look after the program."
    )
