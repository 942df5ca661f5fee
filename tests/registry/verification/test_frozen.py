from __future__ import annotations

import json
from typing import Any

import pytest

from registry.acts import Issued
from registry.verification.frozen import Claim, Claims, contradicted

RECORD: dict[str, Any] = {"kind": "memo", "number": "ตก ๐๑๓๒/๓๒", "subject": "ขออนุมัติจัดอบรม"}
SHA256 = "ab" * 32


def claims(date: str) -> list[Claim]:
    """Return what an entry of that date says, as it is remembered."""
    act = Issued(
        act="issued",
        at="2020-02-13T02:00:00Z",
        by="clerk",
        entry=7,
        office="saraban/0123456789abcdef",
        series="sent/ตก 0132/2563",
        running=32,
        date=date,
        record=SHA256,
        **RECORD,
    )
    all_claims = Claims()
    all_claims.see(7, act)
    return all_claims.take(0xAB)[bytes.fromhex(SHA256)]


def record(date: str) -> bytes:
    return json.dumps(RECORD | {"date": date}, ensure_ascii=False).encode()


class TestContradicted:
    """What agrees is not read a second time; that would take most of a verification's time."""

    @pytest.mark.parametrize("date", ["๑๓ กุมภาพันธ์ ๒๕๖๓", "13 กุมภาพันธ์ 2563", "2020-02-13", ""])
    def test_the_same_day_however_it_is_spelt(self, date: str) -> None:
        assert list(contradicted(record(date), claims("2020-02-13"))) == []

    @pytest.mark.parametrize("date", ["๑๔ กุมภาพันธ์ ๒๕๖๓", "2020-02-14", "เมื่อวาน"])
    def test_another_day(self, date: str) -> None:
        assert list(contradicted(record(date), claims("2020-02-13"))) == [7]
