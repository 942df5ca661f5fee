"""Refusals: what may not be done in keeping and disposing of records. All own exit code 17.

KeepingError
├── SeveralRefusedError      more than one thing is wrong; holds every refusal
├── UnknownEntryError        an entry is no record of the books
├── NothingToKeepError       a reserved, lost or voided number has no record
├── DisposedError            the content is gone already
├── FutureDayError           a step lies after today
├── EarlierDayError          a step lies before the one that it follows
├── FilingError              a record cannot be filed so
│   └── UnknownClass-, TooShort-, NoBasis-, WrongYear-, UnstatedYear-, LineBasis-, SecretClass-,
│       NoReasonError
├── HoldError                a hold cannot be placed or lifted so
│   └── EmptyHold-, UnknownHold-, LiftedHoldError
└── DisposalError            a record may not be listed, decided about or disposed of
    ├── RecordError          because of the record itself
    │   └── Held-, Apart-, Undetermined-, ForEver-, Term-, Postponed-, OnList-, Young-, Listed-,
    │       TransferError
    ├── StepError            because of a step of the list
    │   └── TooEarly-, NoList-, WithdrawnList-, WrongForm-, NotOnList-, Committee-, SamePerson-,
    │       NoOpinion-, TwoOpinions-, ShortExtension-, NotOrdered-, NotSent-, NoAnswer-,
    │       StepMissing-, StepTaken-, VerdictError
    └── ErasureError         because of its content
        └── SharedContent-, LeftContentError
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import SarabanError

if TYPE_CHECKING:
    from registry.item import Item


class KeepingError(SarabanError):
    """A record cannot be kept or disposed of as asked."""

    exit_code = 17
    sentence = "The record cannot be kept or disposed of so: {detail}"


class SeveralRefusedError(KeepingError):
    """More than one thing is wrong; every one is in `refusals`."""

    sentence = "{refusals}"

    def __init__(self, *refusals: KeepingError) -> None:
        super().__init__(refusals="\n".join(map(str, refusals)))
        self.refusals = refusals


class UnknownEntryError(KeepingError):
    """An entry is named that made no line of the books."""

    sentence = "Entry {entry} of the log is no record of the books."


class NothingToKeepError(KeepingError):
    """A number has no record behind it."""

    sentence = "{number} (entry {entry}): {state}, so there is no record to keep."


class DisposedError(KeepingError):
    """The content of a record is gone already."""

    sentence = "{number} (entry {entry}) was disposed of by entry {disposed}."


class FutureDayError(KeepingError):
    """A step lies after the day on which it is keyed."""

    sentence = "The day {day} has not come yet; today is {today}."


class EarlierDayError(KeepingError):
    """A step lies before the one that it follows."""

    sentence = "The day {day} lies before {earlier}, the day of the step before it."


class FilingError(KeepingError):
    """A record cannot be filed as asked."""


class UnknownClassError(FilingError):
    """There is no such class of retention."""

    sentence = "There is no retention class `{retention}`; there are: {known}"


class TooShortError(FilingError):
    """A year lies before the class allows."""

    sentence = (
        "Records of the class {retention} of that year are kept at least until the end of {least}, "
        "not of {until}."
    )


class NoBasisError(FilingError):
    """A year is not the clerk's to choose."""

    sentence = (
        "The year {until} for the class {retention} needs the law or agreement that sets it "
        "({clause})."
    )


class WrongYearError(FilingError):
    """A line of a list states a year that is too early for its record."""

    sentence = (
        "{number} (entry {entry}) is kept at least until the end of {least} in the class "
        "{retention}, not of {until}."
    )


class UnstatedYearError(FilingError):
    """A line of a list leaves out the year that the class gives."""

    sentence = (
        "{number} (entry {entry}) is kept until {least} in the class {retention}; the list must "
        "say so (0 = for ever)."
    )


class LineBasisError(FilingError):
    """A line of a list states a year that only a law or agreement can set."""

    sentence = (
        "{number} (entry {entry}) is of the class {retention}: the year {until} needs the law or "
        "agreement that sets it ({clause})."
    )


class SecretClassError(FilingError):
    """A secret record would be kept like any other."""

    sentence = (
        "{number} (entry {entry}) is secret ({secrecy}) and is kept in such a class, unless the "
        "order that lifts the secrecy is named as basis."
    )


class NoReasonError(FilingError):
    """A record is filed again without a reason."""

    sentence = "{number} (entry {entry}) was filed by entry {filed}; filing it anew needs a reason."


class HoldError(KeepingError):
    """A hold cannot be placed or lifted as asked."""


class EmptyHoldError(HoldError):
    """Nothing fits what was selected, or nothing was selected."""

    sentence = "No record fits “{chosen}”; a hold must name at least one."


class UnknownHoldError(HoldError):
    """There is no hold of that name."""

    sentence = "There is no hold called “{hold}”; there are: {known}"


class LiftedHoldError(HoldError):
    """A hold of that name was lifted; its name stands for ever for what it was."""

    sentence = "The hold “{hold}” was lifted by entry {lifted}; a new one needs another name."


class DisposalError(KeepingError):
    """A record may not be listed, decided about or disposed of."""


class RecordError(DisposalError):
    """A record may not be disposed of or handed over because of what it is."""


class HeldError(RecordError):
    """A named hold forbids disposal."""

    sentence = (
        "{number} (entry {entry}) is HELD by “{hold}”: {reason}. Nothing of it may be disposed of "
        "until the hold is lifted."
    )


class ApartError(RecordError):
    """A record is disposed of by other rules."""

    sentence = (
        "{number} (entry {entry}) is of the class {retention} ({clause}): it is disposed of by its "
        "own law, never by this list."
    )


class UndeterminedError(RecordError):
    """Nobody has determined how long a record is kept."""

    sentence = (
        "{number} (entry {entry}) has no year until which it is kept; file it with a class, and "
        "where a law decides, with the year and that law."
    )


class ForEverError(RecordError):
    """A record is kept for ever."""

    sentence = "{number} (entry {entry}) is kept for ever."


class TermError(RecordError):
    """A record's term is not over."""

    sentence = "{number} (entry {entry}) is kept until the end of {until}."


class PostponedError(RecordError):
    """The head ordered a record kept until the next survey."""

    sentence = "{number} (entry {entry}) was put off until the survey of {year}."


class OnListError(RecordError):
    """A record stands on a list that is not closed."""

    sentence = "{number} (entry {entry}) stands on the list of entry {of} already."


class YoungError(RecordError):
    """A record is not old enough for the National Archives."""

    sentence = (
        "{number} (entry {entry}) is of {counted}; it was not {years} years old before {year}."
    )


class ListedError(RecordError):
    """A record was listed for the National Archives before."""

    sentence = "{number} (entry {entry}) stands on an earlier list of form {form}."


class TransferError(RecordError):
    """A record belongs to the National Archives."""

    sentence = "{number} (entry {entry}) belongs to the National Archives."


class StepError(DisposalError):
    """A step of a list cannot be taken so."""


class TooEarlyError(StepError):
    """The year whose terms are surveyed is not over."""

    sentence = "The survey of {year} begins on 1 January {year}, not on {day}."


class NoListError(StepError):
    """A step follows no survey."""

    sentence = "Entry {of} is no list of records; a survey makes one."


class WithdrawnListError(StepError):
    """A list was withdrawn."""

    sentence = "The list of entry {of} was withdrawn."


class WrongFormError(StepError):
    """A list is for another purpose."""

    sentence = "The list of entry {of} is form {form}; it has no step `{stage}`."


class NotOnListError(StepError):
    """A record does not stand on the list of the survey."""

    sentence = "{number} (entry {entry}) does not stand on the list of entry {of}."


class CommitteeError(StepError):
    """A committee is too small."""

    sentence = (
        "The disposal committee has {members} members; a chair and others make at least {least}."
    )


class SamePersonError(StepError):
    """A person sits on a committee twice."""

    sentence = "“{name}” is named twice in the disposal committee."


class NoOpinionError(StepError):
    """The committee says nothing about a record."""

    sentence = "The committee has not said whether {number} (entry {entry}) is to be destroyed."


class TwoOpinionsError(StepError):
    """One step says two things about a record."""

    sentence = "Two different things are said about {number} (entry {entry})."


class ShortExtensionError(StepError):
    """A record is to be kept until a year that is over."""

    sentence = (
        "{number} (entry {entry}) cannot be kept until {until}; the year is {least} or later."
    )


class NotOrderedError(StepError):
    """The head has not decided."""

    sentence = "The head of the office has not ordered that {number} (entry {entry}) be destroyed."


class NotSentError(StepError):
    """The list was not sent to the National Archives."""

    sentence = (
        "{number} (entry {entry}) has not been put before the National Archives: the list of entry "
        "{of} was not sent."
    )


class NoAnswerError(StepError):
    """The National Archives have not agreed, and may still answer."""

    sentence = (
        "The National Archives have not agreed to {number} (entry {entry}); without an answer "
        "it may be destroyed from {day} on."
    )


class StepMissingError(StepError):
    """A step is taken before the one that it needs."""

    sentence = "The step `{stage}` of the list of entry {of} needs the step `{needed}` first."


class StepTakenError(StepError):
    """A step was taken before."""

    sentence = "The step `{stage}` of the list of entry {of} was taken on {day}."


class VerdictError(StepError):
    """What was decided about a record forbids the step."""

    sentence = "{number} (entry {entry}) on the list of entry {of}: {verdict}."


class ErasureError(DisposalError):
    """Content may not be let go, or may not stay."""


class SharedContentError(ErasureError):
    """Content belongs also to a record that is not disposed of, or to none of these."""

    sentence = "The content {sha256} is not these records' alone and may not be erased."


class LeftContentError(ErasureError):
    """Content that nobody else needs would stay."""

    sentence = "The content {sha256} belongs only to records that are disposed of; erase it too."


def record(item: Item) -> dict[str, object]:
    """Return the facts by which a refusal names a record: its number or subject, and its entry."""
    name = item.number or ("" if item.secrecy else item.subject)
    return {"number": name or "—", "entry": item.entry}
