"""The model office: its papers are right. Each check would fail on a mistake of a real set."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from model_office import (
    CASES,
    OFFICE,
    case,
    clauses,
    documents,
    is_working_day,
    parts,
    record,
    website,
    words,
)

from records.amounts import baht_words
from records.dates import DateStyle, ThaiDate
from records.digits import to_thai
from records.fiscal import FiscalYear
from records.office import Scope
from records.people import Signer
from records.table import Table

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = sorted(OFFICE.glob("cases/*/[0-9]*.yaml"))
TEXT_WIDTH = 160
DAY = re.compile(
    r"[๐-๙]{1,2} (?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม"
    r"|พฤศจิกายน|ธันวาคม) (?:พ\.ศ\. )?[๐-๙]{4}"
)


class TestOffice:
    """สำนักงานสาธารณสุขอำเภอตัวอย่าง: a made-up office, plainly named as one."""

    def test_says_that_it_is_made_up(self) -> None:
        office = website().office
        assert office.name == "สำนักงานสาธารณสุขอำเภอตัวอย่าง"
        assert office.scope is Scope.REGIONAL
        assert "MADE-UP" in (OFFICE / "office.yaml").read_text("utf-8")

    def test_every_address_is_of_the_example_domain(self) -> None:
        text = " ".join(words(item.id) for item in documents())
        hosts = re.findall(r"(?:https?://|@|(?<![\w/.@])www\.)([\w.-]*\w)", text)
        assert len(hosts) > 6
        assert {host.removeprefix("www.") for host in hosts} == {"example.go.th"}

    def test_every_post_has_a_first_day(self) -> None:
        for person in website().office.people.values():
            assert all(post.first for post in person.posts)

    def test_a_fact_about_a_person_is_his_post_on_the_day(self) -> None:
        for person in website().office.people.values():
            for item in documents():
                day = item.record.date
                assert not day or person.posts[-1].held_on(day)


class TestFactsAreStatedOnce:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
    def test_no_sheet_spells_a_name_of_the_office(self, sheet: Path) -> None:
        office = website().office
        text = sheet.read_text("utf-8")
        given_names = [
            person.name.split()[0].removeprefix("นาย") for person in office.people.values()
        ]
        for name in (office.name, office.unit, office.website, office.email, *given_names):
            assert name
            assert name not in text

    def test_every_name_is_printed_in_one_spelling(self) -> None:
        for item in documents():
            text = words(item.id)
            for person in item.office.people.values():
                given = re.sub("^(?:นางสาว|นาง|นาย)", "", person.name.split()[0])
                assert text.count(given) == text.count(person.name)
            names = {person.name for person in item.office.people.values()}
            assert names.issuperset(re.findall(r"\(((?:นาย|นาง)\S+ \S+)\)", text))

    def test_no_placeholder_is_left(self) -> None:
        assert not [item.id for item in documents() if re.search("[{}]", words(item.id))]


class TestDates:
    def test_every_act_falls_on_a_working_day(self) -> None:
        for item in documents():
            for day in parts(item.record, ThaiDate):
                assert is_working_day(day.date), f"{item.id}: {day}"

    def test_every_day_in_the_words_is_a_working_day(self) -> None:
        first_of_year = FiscalYear(2567).first  # a Sunday; it only bounds the year
        found = [(item.id, text) for item in documents() for text in DAY.findall(words(item.id))]
        assert len(found) > 40
        for name, text in found:
            day = ThaiDate.parse(text)
            assert day == first_of_year or is_working_day(day.date), f"{name}: {text}"

    def test_the_days_of_the_course_follow_each_other(self) -> None:
        rows = [ThaiDate.parse(row[0]) for row in record("course").tables[0].rows if row[0] != "^"]
        first, last = rows  # parse() has compared the weekdays, วันพุธที่ …
        assert last.date - first.date == timedelta(days=1)
        assert f"{to_thai(str(first.day))} - {last}" in words("course")
        assert all(first > item.record.date for item in documents() if item.record.date)

    def test_the_set_is_in_the_order_of_its_dates(self) -> None:
        for name in CASES:
            days = [item.record.date for item in case(name).documents if item.record.date]
            assert days == sorted(days)
            assert {FiscalYear.of(day) for day in days} == {case(name).fiscal_year}

    def test_numbers_follow_dates_in_each_series(self) -> None:
        series: dict[object, list[tuple[int, ThaiDate]]] = {}
        for item in documents():
            number, day = item.record.number, item.record.date
            if number and number.running and day:
                key = (item.kind.book, number.code, number.circular, number.year_be)
                series.setdefault(key, []).append((number.running, day))
        assert len(series) == 5
        for issued in series.values():
            for earlier, later in pairwise(sorted(issued)):
                assert earlier[0] < later[0]
                assert earlier[1] <= later[1]

    def test_every_number_is_of_the_office_or_of_the_year(self) -> None:
        for item in documents():
            if number := item.record.number:
                if number.code:
                    assert number.code == item.office.code
                else:
                    assert number.year_be == record(item.id).date.year_be


class TestSigners:
    def test_every_signer_held_his_post_on_the_day(self) -> None:
        found = 0
        for item in documents():
            for signer in parts(item.record, Signer):
                person = item.office.people[signer.person]
                assert signer.name == person.name
                held = [p.title for p in person.posts if p.first and p.held_on(item.record.date)]
                assert held == [signer.position]
                found += 1
        assert found > 12

    def test_only_the_top_executive_announces_orders_and_writes_outside(self) -> None:
        for item in documents():
            if item.record.kind in ("announcement", "order", "letter", "certificate"):
                assert [signer.person for signer in item.record.signers] == ["somchai"]

    def test_who_acts_for_another_acts_for_the_addressee(self) -> None:
        memo = record("project-memo")
        acting = [given.signer for given in memo.acknowledgements]
        assert [signer.acting for signer in acting] == ["รักษาราชการแทน"]
        assert acting[0].acting_for == memo.to
        assert acting[0].person != "somchai"
        assert len(memo.signers) == 2
        elsewhere = [item.id for item in documents() if item.record.date == memo.date]
        assert elsewhere == ["project-memo"]  # the head, who was away that day, signed nothing


class TestMeetings:
    def test_the_working_group_is_that_of_the_order(self) -> None:
        minutes = record("minutes")
        people = minutes.absentees + minutes.attendees
        listed = {(f"{each.who.name} {each.who.position}", each.role) for each in people}
        appointed = [clauses("order")[f"๑.{digit}"] for digit in "๑๒๓๔"]
        assert {f"{person} {role}" for person, role in listed} == set(appointed)
        assert record("order").date < minutes.date

    def test_who_wrote_and_who_looked_over_the_minutes_was_there(self) -> None:
        minutes = record("minutes")
        there = {each.who.person: each.role for each in minutes.attendees}
        assert [there[signer.person] for signer in minutes.signers] == [
            "เลขานุการ",
            "ประธานคณะทำงาน",
        ]
        assert not {each.who.person for each in minutes.participants} & there.keys()

    def test_what_was_resolved_is_what_was_asked_for_the_next_day(self) -> None:
        memo = record("project-memo")
        assert (memo.date.date - record("minutes").date.date).days == 1
        assert "รวม ๑๖ คน" in words("minutes")
        assert "ผู้เข้าอบรม ๑๖ คน" in words("project-memo")
        assert "ระหว่างวันที่ ๑๙ - ๒๐ กุมภาพันธ์ ๒๕๖๘" in words("minutes")
        assert "ระหว่างวันที่ ๑๙ - ๒๐ กุมภาพันธ์ ๒๕๖๘" in words("course")

    def test_what_is_certified_is_true(self) -> None:
        person = website().office.people["chujai"]
        assert record("certificate").subject == person.name
        assert f"ตั้งแต่วันที่ {person.posts[0].first} จนถึงปัจจุบัน" in words("certificate")
        assert any(person.name in text for text in clauses("order").values())


class TestLetters:
    def test_what_is_said_of_another_document_is_true(self) -> None:
        cited = 0
        known = {str(item.record.number): record(item.id) for item in documents()}
        for item in documents():
            for number, day in re.findall(
                rf"ที่ (ตย ๐๑๓๒/[ว ]*[๐-๙]+|[๐-๙]+/๒๕๖๘)(?: ลงวันที่ ({DAY.pattern}))?", words(item.id)
            ):
                assert day in ("", known[number].date.format(DateStyle.LONG))
                cited += bool(day)
        assert cited >= 3

    def test_the_order_rests_on_the_clause_that_it_cites(self) -> None:
        announcement = record("announcement")
        assert (
            f"ประกาศ{website().office.name} เรื่อง {to_thai(announcement.subject)}"
            f" ลงวันที่ {announcement.date} ข้อ ๒.๓ "
        ) in words("order")
        assert "อาจแต่งตั้งคณะทำงานเพื่อช่วยปฏิบัติงาน" in clauses("announcement")["๒.๓"]
        assert record("announcement").date < record("order").date

    def test_the_letter_it_answers_is_older(self) -> None:
        (reference,) = record("speaker-letter").references
        assert reference.date < record("speaker-letter").date

    def test_the_circular_is_numbered_as_one(self) -> None:
        circular = [d.id for d in documents() if d.record.number and d.record.number.circular]
        assert circular == ["invitation"]

    def test_the_costs_add_up_and_the_words_are_their_sum(self) -> None:
        body = record("project-memo").body
        rows = re.findall(r"^\| (.+) \| ([\d,]+) \|$", body, re.MULTILINE)
        *costs, (total_label, total) = [(label, int(sum_.replace(",", ""))) for label, sum_ in rows]
        assert total_label == "รวม"
        for label, cost in costs:
            one, two, three = map(int, re.findall(r"\d+", label + " 1")[:3])
            assert one * two * three == cost
        assert sum(cost for _, cost in costs) == total
        assert f"{total:,} บาท ({baht_words(total)})" in body

    def test_the_hours_paid_are_the_hours_taught(self) -> None:
        times = [row[1] for row in record("course").tables[0].rows if row[2] != "ลงทะเบียน"]
        hours = [float(end) - float(start) for start, end in (t[:-3].split(" - ") for t in times)]
        assert f"{sum(hours):.0f} ชั่วโมง" in record("project-memo").body


def test_every_table_is_as_wide_as_the_text() -> None:
    found = [table for item in documents() for table in parts(item.record, Table)]
    assert len(found) == 9
    for table in found:
        assert sum(column.width or 0 for column in table.columns) == TEXT_WIDTH
