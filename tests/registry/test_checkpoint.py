"""The text of a checkpoint has one spelling, and nothing else is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.checkpoint import END_OF_TIME, FIRST_TIME, MAX_COUNT, Checkpoint, CheckpointError

ORIGIN = "saraban/3f8a1c0d9e7b6a54"
# The text in docs/log.md.
TEXT = f"""\
{ORIGIN}
1234
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
numbers 5 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
time 2026-11-22T15:30:00Z
"""
LINES = TEXT.splitlines()

checkpoints = st.builds(
    Checkpoint,
    origin=st.from_regex(r"saraban/[0-9a-f]{16}", fullmatch=True),
    size=st.integers(0, MAX_COUNT),
    root=st.binary(min_size=32, max_size=32),
    numbers_count=st.integers(0, MAX_COUNT),
    numbers_root=st.binary(min_size=32, max_size=32),
    time=st.datetimes(
        FIRST_TIME.replace(tzinfo=None),
        END_OF_TIME.replace(tzinfo=None) - timedelta(seconds=1),
        timezones=st.just(UTC),
    ).map(lambda time: time.replace(microsecond=0)),
)


def line(place: int, text: str) -> str:
    return "\n".join((*LINES[:place], text, *LINES[place + 1 :], ""))


def test_the_text_of_the_documentation() -> None:
    checkpoint = Checkpoint.parse(TEXT)
    assert checkpoint.text() == TEXT
    assert (checkpoint.origin, checkpoint.size, checkpoint.numbers_count) == (ORIGIN, 1234, 5)
    assert checkpoint.root.hex().startswith("0ac5186a9186")
    assert checkpoint.time == datetime(2026, 11, 22, 15, 30, tzinfo=UTC)


@given(checkpoints)
def test_every_checkpoint_comes_back(checkpoint: Checkpoint) -> None:
    assert Checkpoint.parse(checkpoint.text()) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n" * 5,
        TEXT.removesuffix("\n"),
        TEXT + "\n",
        TEXT + "x\n",
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\u2028"),
        "\n".join((*LINES[:4], "")),
        "\n".join((*LINES[:3], LINES[4], LINES[3], "")),
        line(0, "saraban/3F8A1C0D9E7B6A54"),
        line(0, "saraban/3f8a1c0d9e7b6a5"),
        line(0, "example.org/log"),
        line(1, "01234"),
        line(1, "+1234"),
        line(1, "-1"),
        line(1, " 1234"),
        line(1, "1_234"),
        line(1, "๑๒๓๔"),
        line(1, "1" + "0" * 15),
        line(1, ""),
        line(2, LINES[2][:-1]),
        line(2, LINES[2].replace("I=", "J=")),
        line(2, LINES[2].replace("+", "-").replace("/", "_")),
        line(2, "AAAA"),
        line(3, LINES[3].replace(" 5 ", " 05 ")),
        line(3, LINES[3].replace(" 5 ", "  5 ")),
        line(3, LINES[3].replace("numbers", "Numbers")),
        line(3, LINES[3].replace("VFU=", "VFV=").replace("uFU=", "uFV=")),
        line(4, "time 2026-11-22 15:30:00Z"),
        line(4, "time 2026-11-22T15:30:00+00:00"),
        line(4, "time 2026-11-22T15:30:00.0Z"),
        line(4, "time 2026-11-22T15:30Z"),
        line(4, "time 2026-02-30T15:30:00Z"),
        line(4, "time 2026-11-22T24:00:00Z"),
        line(4, "time 2026-11-22T15:30:60Z"),
        line(4, "time ๒๐๒๖-11-22T15:30:00Z"),
        line(4, "time 1969-12-31T23:59:59Z"),
        line(4, "time 3000-01-01T00:00:00Z"),
        line(4, "time 0000-01-01T00:00:00Z"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(CheckpointError):
        Checkpoint.parse(text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "saraban"},
        {"size": -1},
        {"size": MAX_COUNT + 1},
        {"root": bytes(31)},
        {"numbers_count": -1},
        {"numbers_root": bytes(33)},
        {"time": datetime(2026, 11, 22, 15, 30, 0, 1, tzinfo=UTC)},
        {"time": datetime(2026, 11, 22, 15, 30, tzinfo=timezone(timedelta(hours=7)))},
        {"time": datetime(2026, 11, 22, 15, 30)},  # noqa: DTZ001  # what is tested
        {"time": END_OF_TIME},
    ],
)
def test_what_could_not_be_read_again_is_never_made(wrong: dict[str, object]) -> None:
    right = {name: getattr(Checkpoint.parse(TEXT), name) for name in Checkpoint.__slots__}
    with pytest.raises(CheckpointError):
        Checkpoint(**{**right, **wrong})
