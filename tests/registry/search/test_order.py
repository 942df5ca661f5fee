from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from lines import found, line

from registry.query import Query

if TYPE_CHECKING:
    from registry.sqlite.search import SearchIndex

DAY = dt.date(2020, 2, 13)


class TestOrder:
    """Ranking prefers word hits, subject over body, newer over older."""

    def test_a_whole_word_before_a_part_of_one(self, index: SearchIndex) -> None:
        index.add([line(1, "พยาบาล"), line(2, "เบิกยา"), line(3, "ระยะยาว")])
        assert found(index, "ยา") == [2, 3, 1]

    def test_a_whole_word_in_the_text_before_a_part_of_one_in_the_subject(
        self, index: SearchIndex
    ) -> None:
        index.add([line(1, text="เบิกยา"), line(2, "พยาบาล")])
        assert found(index, "ยา") == [1, 2]

    def test_the_subject_before_the_text(self, index: SearchIndex) -> None:
        index.add([line(1, "ปีงบประมาณ"), line(2, "แจ้งเวียน", text="งบประมาณ")])
        assert found(index, "งบประมาณ") == [1, 2]
        index.add([line(3, "งบปรน", date=DAY), line(4, text="งบปรน", date=DAY)])
        assert found(index, "งบปร")[:2] == [3, 1]

    def test_a_name_before_its_mention(self, index: SearchIndex) -> None:
        index.add([line(1, people=("นายมานัส ต๊ะชมภู",)), line(2, text="ถึงนายมานัส")])
        assert found(index, "มานัส") == [1, 2]

    def test_a_number_of_its_own_before_its_mention(self, index: SearchIndex) -> None:
        index.add([line(32, "แจ้ง"), line(33, "อบรม 32 คน"), line(34, text="ตก ๐๑๓๒/๓๒")])
        assert found(index, "๓๒") == [32, 33, 34]
        assert found(index, "ตก 0132/32") == [32, 34]

    def test_newer_before_older(self, index: SearchIndex) -> None:
        days = [DAY, dt.date(2022, 1, 1), dt.date(2019, 12, 31)]
        index.add(line(place, "งบ", date=day) for place, day in enumerate(days, 1))
        assert found(index, "งบ") == found(index) == [2, 1, 3]

    def test_two_good_terms_before_one(self, index: SearchIndex) -> None:
        index.add([line(1, "ยา วัคซีน"), line(2, "พยาบาลฉีดวัคซีน")])
        assert found(index, "ยา วัคซีน") == [1, 2]


class TestPages:
    def test_page_by_page_is_all_once(self, index: SearchIndex) -> None:
        index.add(line(number, "งบ" if number % 3 else "แจ้ง", text="งบ") for number in range(50))
        pages = [index.find(Query(words="งบ"), limit=7, offset=at) for at in range(0, 56, 7)]
        assert [hit.entry for page in pages for hit in page] == found(index, "งบ")
        assert index.count(Query(words="งบ")) == 50

    @pytest.mark.parametrize("limit", [0, -1])
    def test_none(self, index: SearchIndex, limit: int) -> None:
        index.add([line(1, "งบ")])
        assert index.find(Query(words="งบ"), limit=limit) == ()

    def test_a_hit_names_its_line(self, index: SearchIndex) -> None:
        index.add([line(9, "งบ", book="orders", year=2562, running=4, number="๔/๒๕๖๒")])
        (hit,) = index.find(Query(words="งบ"))
        assert (hit.entry, hit.book, hit.unit, hit.year, hit.running) == (
            9,
            "orders",
            "ตก 0132",
            2562,
            4,
        )


class TestSecret:
    """Secret items are not found unless asked for."""

    @pytest.mark.parametrize("facts", [{"secrecy": "ลับ"}, {"book": "sent-secret"}])
    def test_only_on_demand(self, index: SearchIndex, facts: dict[str, str]) -> None:
        index.add([line(1, "สอบข้อเท็จจริง", **facts)])
        assert found(index) == found(index, "สอบ") == found(index, number="1") == []
        assert index.count(Query(words="สอบ")) == 0
        assert found(index, "สอบ", secret=True) == found(index, book="sent", secret=True) == [1]


class TestDays:
    """Date range: by the record's day, the sender's, and that of the receipt."""

    @pytest.mark.parametrize(
        ("first", "last", "entries"),
        [
            (DAY, DAY, [1]),
            (dt.date(2020, 2, 10), dt.date(2020, 2, 12), [2]),
            (dt.date(2020, 2, 15), None, [2]),
            (None, dt.date(2020, 2, 11), [2]),
            (dt.date(2020, 2, 14), dt.date(2020, 2, 14), [3]),
            (DAY, dt.date(2020, 2, 12), []),
        ],
    )
    def test_ranges(
        self, index: SearchIndex, first: dt.date | None, last: dt.date | None, entries: list[int]
    ) -> None:
        bangkok = dt.timezone(dt.timedelta(hours=7))
        received = dt.datetime(2020, 2, 16, 8, tzinfo=bangkok)
        late = dt.datetime(2020, 2, 13, 18, tzinfo=dt.UTC)
        index.add(
            [
                line(1, date=DAY),
                line(2, received=received, their_date=dt.date(2020, 2, 10)),
                line(3, at=late),
            ]
        )
        assert found(index, first_day=first, last_day=last) == entries
