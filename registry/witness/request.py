"""Requests: turns a register into what a witness needs to see, as a file, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from registry import merkle, succession
from registry.checkpoint import MAX_COUNT
from registry.ledger import log_nodes
from registry.note import Note
from registry.proof_file import KeyProof, check_bounds
from registry.proof_file import Path as Hashes
from registry.witness.errors import RequestError, UnsealedError

if TYPE_CHECKING:
    from registry.register import Register

FORMAT: Literal["saraban-witness-request/1"] = "saraban-witness-request/1"
MAX_BYTES = 1_000_000
MAX_KEYS = 100


class Request(BaseModel):
    """What an office asks a witness to sign; `seen` is the size that the path begins at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["saraban-witness-request/1"]
    checkpoint: StrictStr
    keys: Annotated[tuple[KeyProof, ...], Field(min_length=1, max_length=MAX_KEYS)]
    seen: Annotated[int, Field(ge=0, le=MAX_COUNT, strict=True)]
    path: Hashes

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Return the request that a file holds.

        Raises:
            RequestError: it holds none.
        """
        try:
            if len(data) > MAX_BYTES:
                raise RequestError(place=f"{MAX_BYTES}")
            value = json.loads(data.decode())
            check_bounds(value)
            return cls.model_validate(value)
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])
            raise RequestError(place=place or "{}") from error
        except (ValueError, RecursionError) as error:
            raise RequestError(place=str(error)[:60]) from error

    def to_json(self) -> bytes:
        """Return the bytes of the file."""
        fields = self.model_dump(mode="json", exclude_unset=True)
        return json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"

    @property
    def note(self) -> Note:
        """The checkpoint as it was signed."""
        return Note.parse(self.checkpoint.encode())


def request(register: Register, seen: int = 0) -> Request:
    """Return what a witness needs who has seen the log's first `seen` entries.

    Raises:
        UnsealedError: there is no checkpoint, or none so large.
    """
    with register.store.reading() as reader:
        latest = reader.checkpoint()
        size = latest[0] if latest else 0
        if latest is None or seen > size:
            raise UnsealedError(origin=register.origin, size=seen)
        path = merkle.consistency(seen, size, log_nodes(reader)) if seen else ()
        return Request(
            format=FORMAT,
            checkpoint=latest[1],
            keys=succession.shown(reader, size),
            seen=seen,
            path=path,
        )
