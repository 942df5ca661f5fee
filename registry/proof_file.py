"""The proof of a number, as a file: turns JSON into frozen values, and back.

docs/log.md, "The proof of a number", gives the fields. Whether a proof proves anything is asked
of registry.proof; here it only has the right form (step 1 there).
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)

from records.errors import SarabanError
from registry.acts import MAX_RUNNING
from registry.checkpoint import MAX_COUNT
from registry.merkle import HASH_SIZE
from registry.note import decoded, encoded

FORMAT: Literal["saraban-number-proof/1"] = "saraban-number-proof/1"
NEVER_GIVEN = "never_given"
MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_KEYS, MAX_ENTRIES, MAX_PATH = 100, 1000, 64

StateName = Literal[
    "never_given", "reserved", "issued", "voided", "received", "transcribed", "lost"
]


class ProofFileError(SarabanError):
    """Bytes that are not the proof of a number."""

    exit_code = 14
    sentence = "This is not the proof of a number; it is wrong at “{place}”."


def _hash(value: object) -> object:
    if not isinstance(value, str):
        return value
    data = decoded(value)
    if data is None:
        message = "no base64"
        raise ValueError(message)
    return data


Hash = Annotated[
    bytes,
    BeforeValidator(_hash),
    Field(min_length=HASH_SIZE, max_length=HASH_SIZE),
    PlainSerializer(encoded),
]
Path = Annotated[tuple[Hash, ...], Field(max_length=MAX_PATH)]


class Part(BaseModel):
    """A part of a proof."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NumberLeaf(Part):
    """What a number holds in its series' tree, and the path from there to the root."""

    leaf: StrictStr
    path: Path


class Placed(NumberLeaf):
    """A leaf with its place in a tree."""

    index: Annotated[StrictInt, Field(ge=0, le=MAX_COUNT)]


class Neighbours(Part):
    """The series before and after one that is not there."""

    before: Placed | None
    after: Placed | None


class KeyProof(Part):
    """A public key of the register; all but the first with the entry that changed to it."""

    key: StrictStr
    rotation: Placed | None = None
    checkpoint: StrictStr | None = None

    @property
    def is_first(self) -> bool:
        """Whether nothing is shown of where the key comes from."""
        return self.model_fields_set == {"key"}

    @property
    def follows(self) -> bool:
        """Whether both things are there that show where the key comes from."""
        return self.rotation is not None and self.checkpoint is not None


class NumberProof(Part):
    """A claim about one number, with everything that a verifier needs beside the first key.

    Raises:
        pydantic.ValidationError: a field is missing, too much, or out of bounds.
    """

    format: Literal["saraban-number-proof/1"]
    number: Annotated[StrictStr, Field(min_length=1, max_length=100)]
    series: Annotated[
        StrictStr, Field(pattern=r"^[a-z-]+/[^/\x00-\x1f\x7f]+/[0-9]{4}$", max_length=200)
    ]
    running: Annotated[StrictInt, Field(ge=1, le=MAX_RUNNING)]
    state: StateName
    checkpoint: StrictStr
    keys: Annotated[tuple[KeyProof, ...], Field(min_length=1, max_length=MAX_KEYS)]
    series_leaf: Placed | None = None
    neighbours: Neighbours | None = None
    number_leaf: NumberLeaf | None = None
    entries: Annotated[tuple[Placed, ...], Field(max_length=MAX_ENTRIES)]

    @model_validator(mode="after")
    def _check_parts(self) -> Self:
        """Refuse any but the two sets of optional parts; null does not stand for absent."""
        parts = {"series_leaf", "neighbours", "number_leaf"}
        given = {name for name in parts & self.model_fields_set if getattr(self, name) is not None}
        if given != parts & self.model_fields_set or given not in (
            {"series_leaf", "number_leaf"},
            {"neighbours"},
        ):
            message = "series_leaf and number_leaf, or neighbours"
            raise ValueError(message)
        if not self.keys[0].is_first or not all(key.follows for key in self.keys[1:]):
            message = "keys"
            raise ValueError(message)
        return self

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Return the proof that a file holds.

        Raises:
            ProofFileError: the file has another form.
        """
        if len(data) > MAX_BYTES:
            raise ProofFileError(place=f"{MAX_BYTES}")
        try:
            value = json.loads(
                data.decode(),
                object_pairs_hook=_unique,
                parse_float=_refused,
                parse_constant=_refused,
                parse_int=_whole,
            )
            check_bounds(value)
            return cls.model_validate(value)
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])
            raise ProofFileError(place=place or "{}") from error
        except json.JSONDecodeError as error:
            raise ProofFileError(place=f"{error.lineno}:{error.colno}") from error
        except UnicodeDecodeError as error:
            raise ProofFileError(place=f"{error.start}") from error
        except (ValueError, RecursionError) as error:
            raise ProofFileError(place=str(error)[:60]) from error

    def to_json(self) -> bytes:
        """Return the bytes of the file."""
        fields = self.model_dump(mode="json", exclude_unset=True)
        return json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"


def check_bounds(value: Any, depth: int = MAX_DEPTH) -> None:
    """Refuse values that another reader of JSON could understand in another way.

    Raises:
        ValueError: a number is too large, a text is no Unicode, or the nesting is too deep.
    """
    if depth <= 1 and isinstance(value, list | dict):
        message = "[[["
        raise ValueError(message)
    if isinstance(value, int) and abs(value) > MAX_COUNT:
        raise ValueError(str(value))
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, list):
        for each in value:
            check_bounds(each, depth - 1)
    elif isinstance(value, dict):
        for name, each in value.items():
            name.encode()
            check_bounds(each, depth - 1)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "{}"
        raise ValueError(message)
    return found


def _refused(text: str) -> None:
    raise ValueError(text[:40])


def _whole(text: str) -> int:
    if len(text) > len(str(-MAX_COUNT)):
        raise ValueError(text[:40])
    return int(text)
