"""The fields that a transcript gives to the log, as the log takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from old_registers import HEADS, RECEIVED, received, sent, workbook

from records.docnumber import OfficeCode
from registry.acts import Transcribed
from registry.transcription.entries import entries
from registry.transcription.register import read_register

if TYPE_CHECKING:
    from pathlib import Path

CODE = OfficeCode.parse("ตก 0132")


def fields(
    tmp_path: Path,
    *rows: tuple[Any, ...],
    book: str = "sent",
    heads: tuple[str, ...] = HEADS,
    code: OfficeCode | None = CODE,
) -> list[dict[str, Any]]:
    transcript = read_register(workbook(tmp_path / "r.xlsx", rows, heads=heads), book, 2563)
    return list(entries(transcript, code, book, 2563))


class TestEntries:
    def test_each_is_an_act_of_the_log(self, tmp_path: Path) -> None:
        rows = [sent(1), sent(1), sent("2-3"), sent("x", date="y"), sent(9, subject="ก" * 2001)]
        for place, found in enumerate(fields(tmp_path, *rows)):
            keyed = {"act": "transcribed", "at": "2026-11-22T15:30:00Z", "by": "สมหญิง"}
            act = Transcribed.model_validate({**found, **keyed, "entry": place, "office": "x"})
            assert act.body
            assert [running for _, running, _ in act.touches()] == [found["running"]] * bool(
                found["running"]
            )

    def test_of_a_row(self, tmp_path: Path) -> None:
        (found,) = fields(tmp_path, sent("๓๒", "ตก 0132/32", note="ด่วน"))
        digest = found.pop("source")
        assert len(digest) == 64
        assert found == {
            "book": "sent",
            "series": "sent/ตก 0132/2563",
            "running": 32,
            "number": "ตก ๐๑๓๒/๓๒",
            "date": "2020-02-13",
            "subject": "ขอเชิญประชุม",
            "sender": "สสอ.เมืองตาก",
            "to": "นายอำเภอ",
            "state": "issued",
            "odd": (),
            "note": "ด่วน",
            "source_name": "r.xlsx",
            "row": "ทะเบียน!2",
            "raw": "๓๒ | ตก 0132/32 | 13 ก.พ. 2563 | สสอ.เมืองตาก | นายอำเภอ | ขอเชิญประชุม | | ด่วน",
        }

    def test_no_number_is_given_twice_and_no_row_is_lost(self, tmp_path: Path) -> None:
        found = fields(tmp_path, sent(1), sent(1), sent("1-2"), sent("ว 1"), sent(None), sent(2))
        assert [(each["series"], each["running"]) for each in found] == [
            ("sent/ตก 0132/2563", 1),
            (None, None),
            (None, None),
            ("sent/ตก 0132/2563", 2),
            ("circulars/ตก 0132/2563", 1),
            (None, None),
            (None, None),
        ]
        twice = [each["row"] for each in found if "duplicate_number" in each["odd"]]
        assert twice == ["ทะเบียน!3", "ทะเบียน!4", "ทะเบียน!4", "ทะเบียน!7"]
        assert {each["number"] for each in found} == {"", "ตก ๐๑๓๒/๑", "ตก ๐๑๓๒/๒", "ตก ๐๑๓๒/ว ๑"}

    def test_a_number_of_another_year_is_not_one_of_this(self, tmp_path: Path) -> None:
        (found,) = fields(tmp_path, sent("5/2562"))
        assert (found["series"], found["number"]) == (None, "๕/๒๕๖๒")
        assert "another_year" in found["odd"]

    def test_a_sub_unit_has_its_own(self, tmp_path: Path) -> None:
        found = fields(tmp_path, sent(None, "ตก 0132/1"), sent(None, "ตก ๐๑๓๒.๐๐๓/1"))
        assert [each["series"] for each in found] == [
            "sent/ตก 0132/2563",
            "sent/ตก 0132.003/2563",
        ]

    def test_voided(self, tmp_path: Path) -> None:
        found = fields(tmp_path, sent(1, note="ยกเลิก"), sent(2))
        assert [each["state"] for each in found] == ["voided", "issued"]

    def test_received(self, tmp_path: Path) -> None:
        (found,) = fields(tmp_path, received(5), book="received", heads=RECEIVED)
        assert (found["series"], found["running"]) == ("received/ตก 0132/2563", 5)
        assert (found["number"], found["state"], found["date"]) == ("๕", "received", "2020-02-10")
        assert "กค 0405/1" in found["raw"]

    @pytest.mark.parametrize(
        ("book", "number", "series", "printed"),
        [
            ("orders", 32, "orders/ตก 0132/2563", "๓๒/๒๕๖๓"),
            ("circulars", 7, "circulars/ตก 0132/2563", "ตก ๐๑๓๒/ว ๗"),
        ],
    )
    def test_other_books(
        self, tmp_path: Path, book: str, number: int, series: str, printed: str
    ) -> None:
        heads = ("เลขที่", "ลงวันที่", "เรื่อง")
        (found,) = fields(tmp_path, (number, "13/2/63", "ก"), book=book, heads=heads)
        assert (found["series"], found["number"]) == (series, printed)

    def test_an_office_without_a_code(self, tmp_path: Path) -> None:
        found = fields(tmp_path, sent(32), sent("ว 7"), code=None)
        assert [each["series"] for each in found] == ["sent/-/2563", "circulars/-/2563"]
        assert [each["number"] for each in found] == ["๓๒", "ว ๗"]

    def test_the_rows_of_a_transcript_in_their_order(self, tmp_path: Path) -> None:
        found = fields(tmp_path, sent(1), sent(2, subject="ก" * 2001), ("รวม",), sent(3))
        assert [each["running"] for each in found] == [1, 2, 3]
        assert found[1]["subject"] == ""
        assert found[1]["odd"] == ("text_too_long",)
        assert len(found[1]["raw"]) > 2000
