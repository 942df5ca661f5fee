"""Stamp (ตรารับหนังสือ): turns an incoming item into the stamp for its first sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.dates import ThaiDate
from records.digits import to_thai
from records.kinds.receipt_stamp import ReceiptStamp
from registry.books import BANGKOK

if TYPE_CHECKING:
    from registry.item import Item


def stamp(item: Item, agency: str, *, small: bool = False) -> ReceiptStamp:
    """Return the stamp of an item that was received; `small` = a page as large as the stamp."""
    received = item.received.astimezone(BANGKOK) if item.received else None
    return ReceiptStamp.model_validate(
        {
            "agency": agency,
            "register_number": None if item.running is None else to_thai(str(item.running)),
            "date": ThaiDate(received.date()) if received else None,
            "time": f"{to_thai(f'{received:%H.%M}')} น." if received else None,
            "small": small,
        }
    )
