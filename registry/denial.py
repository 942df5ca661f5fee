"""Denials: acts on numbers that the register does not allow, each with its sentence."""

from __future__ import annotations

from registry.errors import NumberError


class NoCodeError(NumberError):
    """An office without a code cannot number letters."""

    sentence = "office.yaml gives no code, so nothing can be numbered; write it as `code: ตก 0132`."


class ForeignCodeError(NumberError):
    """A number begins with the code of another office."""

    sentence = "{number} does not begin with the code of this office, {code}."


class UnnumberedKindError(NumberError):
    """A kind of document that bears no number was given one."""

    sentence = "A document of the kind {kind} bears no number; take {number} out of the sheet."


class OtherYearError(NumberError):
    """A number of a year whose book is closed, or not yet open."""

    sentence = (
        "A document dated {date} counts in the numbers of {year}, and today those of {current} are "
        "given. Date it anew, or use a number of {year} that was reserved."
    )


class NeverGivenError(NumberError):
    """A number was named that the register never gave."""

    sentence = (
        "The register never gave {number}. It gives the next number itself: take the number out of "
        "the sheet."
    )


class AlreadyUsedError(NumberError):
    """A number that another record bears."""

    sentence = (
        "{number} was given to another record ({subject}) and is never given twice. A correction "
        "is a new record: take the number out of the sheet and issue it with --corrects."
    )


class OtherBookError(NumberError):
    """A number that is spelt as another book's are."""

    sentence = "{number} is not spelt as a number of the book {book} is: {example}."


class GivenMeanwhileError(NumberError):
    """A number that somebody else took between a plan and its act."""

    sentence = "{number} was taken by somebody else meanwhile. Nothing was recorded; ask again."


class VoidedNumberError(NumberError):
    """A number that was voided."""

    sentence = "{number} was voided ({reason}) and is never used again."


class LostNumberError(NumberError):
    """A number that was given after a backup that was restored."""

    sentence = (
        "{number} was given before the register was restored from a backup, and is never given "
        "again."
    )


class ReservationOverError(NumberError):
    """A reserved number whose term is over."""

    sentence = (
        "{number} was reserved until {until}. Reserve it anew with `saraban reserve --number`, or "
        "void it."
    )


class NotReservedError(NumberError):
    """A number that is to be held for longer, but is not held."""

    sentence = "{number} is not reserved, so it cannot be reserved for longer."


class ReservationTermError(NumberError):
    """A reservation that ends before it begins."""

    sentence = "Numbers cannot be reserved until {until}: that day is past."


class TooManyNumbersError(NumberError):
    """A block of numbers larger than an office needs."""

    sentence = "{count} numbers cannot be reserved at once; from 1 to {limit} can."


class VoidAgainError(NumberError):
    """A number that was voided before."""

    sentence = "{number} was voided before, and stays so."


class NothingToVoidError(NumberError):
    """A number that cannot be voided, because it was never given."""

    sentence = "{number} was never given, so there is nothing to void."


class NothingToCorrectError(NumberError):
    """A number that no record bears was to be corrected."""

    sentence = "No record bears {number}, so there is nothing to correct."


class ReasonMissingError(NumberError):
    """An act that needs a reason was given none."""

    sentence = "A reason is needed; it is kept in the book for ever."


class ClockBehindError(NumberError):
    """The clock of the machine shows a day before that of the last entry."""

    sentence = (
        "The clock of this machine says {now}, but the last entry was made on {last}. Set the "
        "clock; if it is right, say so with --clock-is-right, and the book will keep it."
    )


class FutureReceiptError(NumberError):
    """A document received in the future."""

    sentence = "A document cannot have been received on {received}: that is still to come."


class AmbiguousNumberError(NumberError):
    """A number that several books could have given."""

    sentence = "Several books could have given {number}; say which with --book: {books}"


class UnknownBookError(NumberError):
    """A book that the office does not keep."""

    sentence = "There is no book called {book} that gives such numbers; there are: {known}"
