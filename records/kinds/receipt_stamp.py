"""Receipt stamp (ตรารับหนังสือ): what stands at the top right of a letter that was received."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from records.record import Record
from records.wording import Line

LONGEST_AGENCY = 100
_LONG_AGENCY = 45


class ReceiptStamp(Record):
    """A receipt stamp, 2.5 × 5 cm (regulation 2526 form 12); what it lacks is filled in by hand.

    `date` is the day of receipt, `time` as printed (๑๐.๓๐ น.). `small` = a page as large as the
    stamp; else it stands where it belongs on an A4 page, to be printed over the letter.
    """

    kind: Literal["receipt_stamp"] = "receipt_stamp"
    page_numbers: bool = False
    agency: Annotated[Line, Field(max_length=LONGEST_AGENCY)]
    register_number: Line | None = None
    time: Line | None = None
    small: bool = False

    @property
    def heading(self) -> str:
        """The title, with the number where it is known."""
        return " ".join(("ตรารับหนังสือ", *filter(None, [self.register_number])))

    @property
    def fine(self) -> bool:
        """Whether the agency's name is too long for the usual size of letters."""
        return len(self.agency) > _LONG_AGENCY
