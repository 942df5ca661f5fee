"""Forms: headings by scope and year, closings by salutation."""

from __future__ import annotations

import pytest

from records.fiscal import FiscalYear
from records.forms import form_heading, respect
from records.office import Scope


class TestHeadings:
    @pytest.mark.parametrize("scope", [Scope.REGIONAL, Scope.CENTRAL])
    @pytest.mark.parametrize("year", [2561, 2563, 2568, 2900])
    def test_are_those_of_the_scope(self, scope: Scope, year: int) -> None:
        heading = form_heading(scope, FiscalYear(year))
        assert heading is not None
        assert scope.value in heading.lines[0]
        assert heading.lines[0].startswith("แบบฟอร์มการขอเผยแพร่ข้อมูล")
        assert heading.table_title.startswith("แบบฟอร์มการขอเผยแพร่ข้อมูล")
        assert heading == form_heading(scope, None)

    @pytest.mark.parametrize("scope", [Scope.REGIONAL, Scope.CENTRAL])
    def test_there_was_no_form_before_the_announcement(self, scope: Scope) -> None:
        assert form_heading(scope, FiscalYear(2560)) is None

    @pytest.mark.parametrize("year", [None, FiscalYear(2563)])
    def test_local_offices_have_none_of_the_ministry(self, year: FiscalYear | None) -> None:
        assert form_heading(Scope.LOCAL, year) is None


class TestRespect:
    """The closing that answers each salutation (regulation 2526, annex 2)."""

    @pytest.mark.parametrize(
        ("salutation", "closing"),
        [
            ("เรียน", "ขอแสดงความนับถือ"),
            ("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
            ("นมัสการ", "ขอนมัสการด้วยความเคารพ"),
            ("กราบทูล", "ควรมิควรแล้วแต่จะโปรด"),
            ("สวัสดี", None),
            ("", None),
        ],
    )
    def test_answers(self, salutation: str, closing: str | None) -> None:
        assert respect(salutation) == closing
