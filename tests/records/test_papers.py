"""Papers that nobody drafts: register sheets and the receipt stamp."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.printing import record_json
from records.case import load_document
from records.dates import ThaiDate
from records.errors import SheetError
from records.kind import KINDS, PAPERS
from records.kinds.receipt_stamp import LONGEST_AGENCY, ReceiptStamp
from records.kinds.register_sheet import MAX_ROWS, HeadCell, RegisterSheet, literal
from records.office import Office
from records.papers import paper

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = Office.model_validate({"name": "สำนักงานตัวอย่าง"})
DAY, LATER = ThaiDate.parse("13 ก.พ. 2563"), ThaiDate.parse("14 ก.พ. 2563")


def column(name: str = "a", **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name.upper(), "width": 20, **more}


def sheet(rows: list[Any], columns: list[Any] | None = None, **more: Any) -> RegisterSheet:
    columns = columns or [column()]
    values = {"title_lines": ["ทะเบียน", "สำนักงาน"], "columns": columns, "rows": rows}
    return RegisterSheet.model_validate(values | more)


def row(*cells: str, **more: Any) -> dict[str, Any]:
    return {"cells": cells, **more}


class TestNobodyDraftsThem:
    def test_they_are_no_kinds_of_document(self) -> None:
        assert not KINDS.keys() & PAPERS.keys()
        assert {paper.model for paper in PAPERS.values()} == {RegisterSheet, ReceiptStamp}

    @pytest.mark.parametrize("kind", PAPERS)
    def test_a_sheet_that_says_so_is_refused(self, tmp_path: Path, kind: str) -> None:
        (tmp_path / "office.yaml").write_text("name: ก\n", "utf-8")
        (tmp_path / "sheet.yaml").write_text(f"kind: {kind}\nagency: ก\n", "utf-8")
        with pytest.raises(SheetError, match="must be one of"):
            load_document(tmp_path / "sheet.yaml")

    def test_as_a_document_each_has_its_row(self) -> None:
        made = paper(sheet([row("ก")]), OFFICE, "sent-2563")
        assert (made.id, made.title, made.kind) == (
            "sent-2563",
            "ทะเบียน สำนักงาน",
            PAPERS["register_sheet"],
        )
        stamp = ReceiptStamp.model_validate({"agency": "ก", "register_number": "๗"})
        assert paper(stamp, OFFICE, "stamp").title == "ตรารับหนังสือ ๗"


class TestWords:
    """Text as it stands on paper: whatever was typed is there, and nothing unseen is."""

    @pytest.mark.parametrize(
        "text", ["*ก*", "| ข |", "{{ x }}", "<b>", "`ค`", "&amp;", "{office.name}", "^", "# ง", "☃"]
    )
    def test_what_is_markup_elsewhere_stays(self, text: str) -> None:
        assert sheet([row(text)]).rows[0].cells == (text,)

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("ก\u200bข", "กข"),
            ("ก\x00ข\tค", "ก ข ค"),
            ("ก\u2028ข", "ก\nข"),
            ("ก\nข", "ก\nข"),
            ("e\u0301", "é"),
            ("\ud800", "\ufffd"),
            ("ก\uffff", "ก\ufffd"),
            ("\U0001f600", "\U0001f600"),
        ],
    )
    def test_what_no_paper_holds_does_not(self, typed: str, kept: str) -> None:
        assert literal(typed) == kept

    @given(st.text())
    def test_twice_is_the_same(self, text: str) -> None:
        assert literal(literal(text)) == literal(text)


class TestRows:
    @pytest.mark.parametrize("cells", [(), ("ก",), ("ก", "ข", "ค")])
    def test_are_as_long_as_the_columns(self, cells: tuple[str, ...]) -> None:
        with pytest.raises(ValidationError) as refused:
            sheet([row("ก", "ข"), row(*cells)], [column("a"), column("b")])
        assert [error["type"] for error in refused.value.errors()] == ["ragged_table"]

    def test_have_a_limit(self) -> None:
        assert MAX_ROWS >= 10 * 1_600

    def test_of_one_day_stand_together(self) -> None:
        rows = [row("1", day=DAY), row("2", day=DAY), row("3", day=LATER), row("4"), row("5")]
        days = sheet(rows).days
        assert [day for day, _ in days] == [DAY, LATER, None]
        assert [[one.cells[0] for one in found] for _, found in days] == [
            ["1", "2"],
            ["3"],
            ["4", "5"],
        ]

    def test_there_may_be_none(self) -> None:
        assert sheet([]).days == ()

    def test_as_json_it_is_the_same_sheet(self) -> None:
        made = sheet([row("ก", day=DAY, struck=True), row("<b>")], date="30 ธันวาคม 2563")
        data = json.loads(record_json(paper(made, OFFICE, "x")))
        assert data.pop("office") == OFFICE.name
        assert RegisterSheet.model_validate(data) == made


class TestHead:
    def test_is_one_row(self) -> None:
        columns = [column("a"), column("b")]
        assert sheet([], columns).head == ((HeadCell(title="A"), HeadCell(title="B")),)

    def test_columns_with_a_common_head(self) -> None:
        columns = [
            column("a"),
            column("b", group="คู่"),
            column("c", group="คู่"),
            column("d"),
            column("e", group="เดี่ยว"),
        ]
        assert sheet([], columns).head == (
            (
                HeadCell(title="A", rows=2),
                HeadCell(title="คู่", columns=2),
                HeadCell(title="D", rows=2),
                HeadCell(title="เดี่ยว"),
            ),
            (HeadCell(title="B"), HeadCell(title="C"), HeadCell(title="E")),
        )


class TestStamp:
    """“2.5 × 5 cm, top-right: agency, เลขรับ, วันที่, เวลา.”"""

    def test_may_be_blank(self) -> None:
        stamp = ReceiptStamp.model_validate({"agency": "ก"})
        assert (stamp.heading, stamp.register_number, stamp.time) == ("ตรารับหนังสือ", None, None)

    @pytest.mark.parametrize(("letters", "fine"), [(45, False), (46, True), (LONGEST_AGENCY, True)])
    def test_a_long_name_is_set_finer(self, letters: int, fine: bool) -> None:  # noqa: FBT001  # expected value
        assert ReceiptStamp.model_validate({"agency": "ก" * letters}).fine is fine

    def test_a_name_that_cannot_fit_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="at most 100"):
            ReceiptStamp.model_validate({"agency": "ก" * (LONGEST_AGENCY + 1)})
