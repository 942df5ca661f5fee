"""Entry (รายการ): turns the bytes of the log into acts, and says which acts there are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from records.errors import SarabanError
from registry.acts import (
    Exported,
    Founded,
    Issued,
    Printed,
    Received,
    Reserved,
    Restored,
    Rotated,
    Transcribed,
    Voided,
)
from registry.canonical import parse
from registry.keeping.acts import Decided, Disposed, Filed, Held, Lifted, Surveyed

if TYPE_CHECKING:
    from registry.acts import Act

_FIRST_KEY = re.compile(rb'\{"act":"([a-z]+)"')


class UnknownActError(SarabanError):
    """An entry that this version of the program cannot read."""

    exit_code = 14
    sentence = "Entry {entry} cannot be read: {detail}"


KEEPINGS = (Filed, Held, Lifted, Surveyed, Decided, Disposed)
"""The acts of keeping and disposal."""
_MODELS: tuple[type[Act], ...] = (
    *(Founded, Rotated, Reserved, Issued, Printed, Voided, Received),
    *(Transcribed, Restored, Exported, *KEEPINGS),
)
ACTS: dict[str, type[Act]] = {model.name: model for model in _MODELS}


def read(body: bytes, place: int) -> Act:
    """Return the act that an entry records.

    Raises:
        NotCanonicalError: the bytes are not canonical JSON.
        UnknownActError: they are no act that this version knows.
    """
    value: Any = parse(body)
    name = value.get("act") if isinstance(value, dict) else None
    if name not in ACTS:
        raise UnknownActError(entry=place, detail=f"there is no act `{name}`")
    try:
        return ACTS[name].model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UnknownActError(entry=place, detail=f"{where}: {first['msg']}") from error


@lru_cache(maxsize=64)
def recall(body: bytes, place: int) -> Act:
    """Return the act that this register itself recorded; `read` is for whoever trusts nobody.

    Raises:
        UnknownActError: it is no act that this version knows.
    """
    found = _FIRST_KEY.match(body)
    model = ACTS.get(found[1].decode()) if found else None
    if model is None:
        return read(body, place)
    try:
        return model.model_validate_json(body)
    except ValidationError:
        return read(body, place)


def write(model: type[Act], **fields: Any) -> Act:
    """Return an act from its fields."""
    return model.model_validate({"act": model.name, **fields}, strict=False)
