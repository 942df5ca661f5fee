from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lines import line

from registry.query import Query

if TYPE_CHECKING:
    from registry.sqlite.search import SearchIndex


def shown(index: SearchIndex, query: Query) -> str:
    """Return the snippet of the only hit, with [brackets] around what was found."""
    (hit,) = index.find(query)
    text, end = "", 0
    for start, stop in hit.matches:
        text += f"{hit.snippet[end:start]}[{hit.snippet[start:stop]}]"
        end = stop
    return text + hit.snippet[end:]


class TestSnippet:
    """A piece of the record as it was written, around what was found."""

    @pytest.mark.parametrize(
        ("subject", "words", "snippet"),
        [
            ("ปีงบประมาณ ๒๕๖๓", "งบประมาณ", "ปี[งบประมาณ] ๒๕๖๓"),
            ("ปีงบประมาณ ๒๕๖๓", "2563", "ปีงบประมาณ [๒๕๖๓]"),
            ("เมือง\u200bตาก", "เมืองตาก", "[เมือง\u200bตาก]"),
            ("เมือง ตาก", '"องตา"', "เมื[อง ตา]ก"),
            ("น้\u0e4d\u0e32ประปา", "น้ำ", "[น้\u0e4d\u0e32]ประปา"),
            ("เเผน\n\tงาน", "แผน งาน", "[เเผน] [งาน]"),
            ("เเผนงาน", "แผนงาน", "[เเผนงาน]"),
            ("WebMaster", "webmaster", "[WebMaster]"),
            ("แจ้ง ว ๗ และ ว ๗๐", "ว 7", "แจ้ง [ว ๗] และ ว ๗๐"),
            ("ขอเชิญประชุม", "ขอ ประชุม", "[ขอ]เชิญ[ประชุม]"),
        ],
    )
    def test_what_was_found_is_pointed_at(
        self, index: SearchIndex, subject: str, words: str, snippet: str
    ) -> None:
        index.add([line(1, subject)])
        assert shown(index, Query(words=words)) == snippet

    def test_from_the_text_if_the_subject_says_nothing_of_it(self, index: SearchIndex) -> None:
        index.add([line(1, "แจ้งเวียน", text="ตามที่ทราบแล้ว\nให้ส่งงบเดือน")])
        assert shown(index, Query(words="งบ")) == "ตามที่ทราบแล้ว ให้ส่ง[งบ]เดือน"

    def test_the_subject_where_nothing_was_looked_for(self, index: SearchIndex) -> None:
        index.add([line(1, "แจ้งเวียน", people=("นายมานัส",))])
        assert shown(index, Query()) == "แจ้งเวียน"
        assert shown(index, Query(person="มานัส")) == "นาย[มานัส]"

    def test_a_long_text_is_cut_around_it_between_letters(self, index: SearchIndex) -> None:
        text = "ผู้ที่น้ำ" * 400 + " พบงบลงทุน " + "ผู้ที่น้ำ" * 400
        index.add([line(1, "แจ้ง", text=text)])
        (hit,) = index.find(Query(words="งบ"))
        assert hit.snippet.startswith("…")
        assert hit.snippet.endswith("…")
        assert [hit.snippet[start:end] for start, end in hit.matches] == ["งบ"]
        assert len(hit.snippet) < 300
        assert hit.snippet[1] in "ผทน"
