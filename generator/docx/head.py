"""Head: reads what the head of the HTML says about the whole document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Title, author (the office), date of the record, and the furniture of the pages.

    `page_numbers`: `- ๒ -` from page two on; `sheet_numbers`: แผ่นที่ ๑ at the right of each page.
    """

    title: str
    author: str
    created: date | None
    mark: str
    secrecy: str
    page_numbers: bool
    sheet_numbers: bool

    @classmethod
    def of(cls, root: HtmlElement) -> Self:
        """Return the head of a document; what is not said is empty.

        Raises:
            ValueError: saraban-created is not an ISO date.
        """
        said = {
            str(meta.get("name")): str(meta.get("content", "")) for meta in root.iterfind(".//meta")
        }
        created = said.get("saraban-created")
        return cls(
            title=" ".join((root.findtext(".//title") or "").split()),
            author=said.get("author", ""),
            created=date.fromisoformat(created) if created else None,
            mark=said.get("saraban-mark", ""),
            secrecy=said.get("saraban-secrecy", ""),
            page_numbers=said.get("saraban-page-numbers", "yes") != "no",
            sheet_numbers=said.get("saraban-page-numbers") == "sheets",
        )
