"""The books: the regulation's columns, every number in its place, and why one says nothing."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import ThaiDate
from records.kinds.register_sheet import RegisterSheet, SigningPlace
from records.record import Secrecy
from registry.books import BANGKOK, BOOKS, FREE, Listing, registered, rows_json, sheet
from registry.cells import CELLS, Mark
from registry.item import Item, State
from registry.stamp import stamp

NOON = dt.datetime(2020, 2, 13, 5, tzinfo=dt.UTC)
NAME = "สำนักงานสาธารณสุขอำเภอตัวอย่าง"
YEAR = 2563
COLUMNS = {
    "sent": "เลขทะเบียนส่ง ที่ ลงวันที่ จาก ถึง เรื่อง การปฏิบัติ หมายเหตุ",
    "received": "เลขทะเบียนรับ ที่ ลงวันที่ จาก ถึง เรื่อง การปฏิบัติ หมายเหตุ",
    "to_store": "ลำดับที่ ที่ ลงวันที่ เรื่อง อายุการเก็บ หมายเหตุ",
    "store": "ลำดับที่ วันเก็บ เลขทะเบียนรับ ที่ เรื่อง รหัสแฟ้ม กำหนดเวลาเก็บ หมายเหตุ",
    "disposal": "ลำดับที่ รหัสแฟ้ม ที่ ลงวันที่ เลขทะเบียนรับ เรื่อง การพิจารณา หมายเหตุ",
    "transfer": "ลำดับที่ รหัสแฟ้ม ที่ ลงวันที่ เลขทะเบียนรับ เรื่อง หมายเหตุ",
    "keep_own": "ลำดับที่ รหัสแฟ้ม ที่ ลงวันที่ เลขทะเบียนรับ เรื่อง หมายเหตุ",
}
FORMS = {"sent": 14, "received": 13, "store": 20, "to_store": 19, "disposal": 25, "transfer": 21}
ALL = pytest.mark.parametrize("name", BOOKS)


def item(running: int | None, book: str = "sent", **more: Any) -> Item:
    values: dict[str, Any] = {
        "entry": running or 0,
        "book": book,
        "unit": "ตย 0132",
        "year": YEAR,
        "running": running,
        "number": f"ตย ๐๑๓๒/{running}",
        "state": State.ISSUED,
        "at": NOON,
        "by": "somchai",
        "date": dt.date(2020, 2, 12),
        "subject": "เรื่อง",
        "sender": "กลุ่มงาน",
        "to": "นายอำเภอ",
    }
    return Item(**values | more)


def incoming(running: int, **more: Any) -> Item:
    values = {
        "state": State.RECEIVED,
        "number": str(running),
        "their_number": "สธ 0209/ว 5",
        "their_date": dt.date(2020, 2, 3),
        "received": dt.datetime(2020, 2, 13, 10, 5, tzinfo=BANGKOK),
        "date": None,
    }
    return item(running, "received", **values | more)


def made(name: str, *items: Item, **listing: Any) -> RegisterSheet:
    return sheet(BOOKS[name], items, NAME, YEAR, Listing(**listing))


def cells(name: str, one: Item, **mark: Any) -> dict[str, str]:
    """Return the cells of a sheet's one line by the ids of their columns."""
    marks = {one.entry: Mark(**mark)}
    listing = Listing(total=2, marks=marks)
    [line] = sheet(BOOKS[name], [one], NAME, YEAR, listing).rows
    return {column.id: text for column, text in zip(BOOKS[name].columns, line.cells, strict=True)}


def column(found: RegisterSheet, id_: str) -> list[str]:
    place = [one.id for one in found.columns].index(id_)
    return [line.cells[place] for line in found.rows]


class TestBooks:
    """“In the regulation's columns.”"""

    def test_all_are_there(self) -> None:
        assert list(BOOKS) == [
            *("sent", "received", "circulars", "orders", "announcements", "certificates"),
            *("meetings", "sent-secret", "received-secret"),
            *("to_store", "store", "disposal", "transfer", "keep_own"),
        ]

    @pytest.mark.parametrize("name", COLUMNS)
    def test_columns_are_the_forms(self, name: str) -> None:
        assert " ".join(one.title for one in BOOKS[name].columns) == COLUMNS[name]

    @pytest.mark.parametrize("name", FORMS)
    def test_form_numbers(self, name: str) -> None:
        assert BOOKS[name].form == FORMS[name]
        thai = str(FORMS[name]).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        assert made(name).form_number == f"แบบที่ {thai}"

    @ALL
    def test_is_sound_data(self, name: str) -> None:
        book = BOOKS[name]
        assert book.id == name
        assert sum(one.width for one in book.columns) == 247
        assert {one.value for one in book.columns} <= CELLS.keys()
        assert len({one.id for one in book.columns}) == len(book.columns)
        assert "note" in {one.value for one in book.columns}
        assert book.numbers in ("letter", "year", "plain", "meeting")
        assert book.source
        assert not book.thai.isascii()
        assert book.english.isascii()
        assert book.secret == name.endswith("-secret")

    def test_every_cell_is_used(self) -> None:
        used = {one.value for book in BOOKS.values() for one in book.columns}
        assert used == CELLS.keys()


class TestTitle:
    def test_book_office_and_year(self) -> None:
        assert made("sent").title_lines == ("ทะเบียนหนังสือส่ง", NAME, "ประจำปี พ.ศ. ๒๕๖๓")

    def test_a_fiscal_year(self) -> None:
        assert made("orders", fiscal=True).title_lines[-1] == "ประจำปีงบประมาณ พ.ศ. ๒๕๖๓"

    def test_the_day_of_printing(self) -> None:
        day = ThaiDate.parse("30 ธ.ค. 2563")
        assert made("sent", printed=day).date == day
        assert made("sent").date is None

    def test_who_signs(self) -> None:
        roles = [place.role for place in made("disposal").foot]
        assert roles == ["ประธานกรรมการ", "กรรมการ", "กรรมการ"]
        foot = (SigningPlace(role="ประธาน", name="นายมานะ ใจดี"),)
        assert made("disposal", foot=foot).foot == foot
        assert made("sent").foot == ()


class TestNumbersInTheirPlace:
    """“Voided numbers stay in their place, struck through.”"""

    def test_in_the_order_of_their_numbers(self) -> None:
        found = made("sent", item(3), item(1), item(2))
        assert column(found, "running") == ["๑", "๒", "๓"]
        assert not any(line.struck for line in found.rows)

    def test_a_cancelled_one_is_struck_and_says_why(self) -> None:
        found = made("sent", item(1), item(2, state=State.VOIDED, note="พิมพ์ผิด"), item(3))
        assert [line.struck for line in found.rows] == [False, True, False]
        assert column(found, "note") == ["", "ยกเลิก: พิมพ์ผิด", ""]
        assert column(found, "number")[1] == "ตย ๐๑๓๒/๒"

    def test_a_reserved_one_says_for_what(self) -> None:
        [line] = made("sent", item(1, state=State.RESERVED, note="คำสั่งด่วน")).rows
        assert "จองไว้: คำสั่งด่วน" in line.cells
        assert not line.struck

    def test_a_lost_one_says_so(self) -> None:
        assert column(made("sent", item(1, state=State.LOST)), "note") == ["สูญหายจากทะเบียน"]

    def test_numbers_without_a_line_are_free(self) -> None:
        found = made("sent", item(2), item(3), item(7), item(9))
        assert column(found, "running") == ["๑", "๒", "๓", "๔–๖", "๗", "๘", "๙"]
        assert [note == FREE for note in column(found, "note")] == [
            *(True, False, False, True, False, True, False)
        ]

    def test_what_is_cut_says_nothing_of_free_numbers(self) -> None:
        assert column(made("sent", item(5), item(9), total=40), "running") == ["๕", "๙"]

    def test_each_owner_counts_alone(self) -> None:
        found = made("sent", item(1), item(2), item(1, unit="ตย 0132.003"))
        assert column(found, "running") == ["๑", "๒", "๑"]

    def test_one_number_twice_stays_twice(self) -> None:
        found = made("sent", item(1), item(2), replace(item(2), entry=7, subject="ซ้ำ"))
        assert column(found, "subject") == ["เรื่อง", "เรื่อง", "ซ้ำ"]

    @given(
        st.lists(st.integers(1, 40), max_size=20, unique=True),
        st.lists(st.sampled_from(list(State)), min_size=20, max_size=20),
    )
    def test_none_is_lost(self, numbers: list[int], states: list[State]) -> None:
        items = [item(n, state=state) for n, state in zip(numbers, states, strict=False)]
        found = made("sent", *items)
        shown = [line for line in found.rows if FREE not in line.cells]
        assert len(shown) == len(items)
        assert [line.struck for line in shown] == [
            one.state is State.VOIDED for one in sorted(items, key=lambda one: one.running or 0)
        ]

    def test_a_list_keeps_its_own_order(self) -> None:
        found = made("disposal", item(9, subject="ก"), item(2, subject="ข"))
        assert column(found, "place") == ["๑", "๒"]
        assert column(found, "subject") == ["ก", "ข"]


class TestWarning:
    """“If a listing is cut, the warning must be printed on the paper.”"""

    def test_says_how_much_is_here(self) -> None:
        found = made("sent", *map(item, range(1, 4)), total=1_600)
        assert found.warning == "แสดงเฉพาะ ๓ จาก ๑,๖๐๐ รายการ"

    @pytest.mark.parametrize("total", [None, 3, 2])
    def test_not_of_a_whole_book(self, total: int | None) -> None:
        assert made("sent", *map(item, range(1, 4)), total=total).warning is None


class TestDays:
    """“Header วันที่/เดือน/พ.ศ.”; “date of receipt ≠ time of keying”."""

    def test_a_received_letter_stands_under_the_day_of_receipt(self) -> None:
        late = dt.datetime(2020, 3, 1, tzinfo=dt.UTC)
        [line] = made("received", incoming(1, at=late)).rows
        assert str(line.day) == "๑๓ กุมภาพันธ์ ๒๕๖๓"

    def test_a_day_is_bangkoks(self) -> None:
        newer = dt.datetime(2019, 12, 31, 17, 30, tzinfo=dt.UTC)
        assert str(registered(item(1, at=newer))) == "๑ มกราคม ๒๕๖๓"

    def test_nobody_knows_when_an_old_line_was_written(self) -> None:
        assert registered(item(1, state=State.TRANSCRIBED)) is None
        assert registered(incoming(1, state=State.TRANSCRIBED)) is not None

    def test_a_lost_number_interrupts_no_day(self) -> None:
        found = made("sent", item(1), item(2, state=State.LOST), item(4))
        assert len({line.day for line in found.rows}) == 1

    def test_orders_have_none(self) -> None:
        assert made("orders", item(1, "orders")).rows[0].day is None


class TestCells:
    def test_of_a_letter_sent(self) -> None:
        assert cells("sent", item(32, sender="กลุ่มงาน 2"), action="เสนอ 1") == {
            "running": "๓๒",
            "number": "ตย ๐๑๓๒/๓๒",
            "date": "๑๒ ก.พ. ๒๕๖๓",
            "from": "กลุ่มงาน ๒",
            "to": "นายอำเภอ",
            "subject": "เรื่อง",
            "action": "เสนอ ๑",
            "note": "",
        }

    def test_of_a_letter_received_number_and_date_are_the_senders(self) -> None:
        found = cells("received", incoming(7))
        assert (found["running"], found["number"]) == ("๗", "สธ ๐๒๐๙/ว ๕")
        assert found["date"] == "๓ ก.พ. ๒๕๖๓"

    def test_in_a_list_too(self) -> None:
        found = cells("disposal", incoming(7, file_code="สธ 01.2"), consideration="×")
        assert (found["received"], found["number"]) == ("๗", "สธ ๐๒๐๙/ว ๕")
        assert (found["file_code"], found["consideration"]) == ("สธ ๐๑.๒", "×")
        assert cells("disposal", item(7))["received"] == ""

    def test_the_day_of_filing(self) -> None:
        assert cells("store", item(1), filed=dt.date(2021, 1, 4))["filed"] == "๔ ม.ค. ๒๕๖๔"

    @pytest.mark.parametrize(
        ("kept", "term", "until"),
        [
            ({"keep_until": 2573, "retention": "normal"}, "๑๐ ปี", "เก็บถึง พ.ศ. ๒๕๗๓"),
            ({"keep_until": 2564, "retention": "routine"}, "๑ ปี", "เก็บถึง พ.ศ. ๒๕๖๔"),
            ({"keep_until": 0, "retention": "history"}, "ตลอดไป", "ห้ามทำลาย"),
            ({"retention": "history"}, "ตลอดไป", "ห้ามทำลาย"),
            ({"keep_until": 2580, "retention": "history"}, "๑๗ ปี", "เก็บถึง พ.ศ. ๒๕๘๐"),
            ({}, "", ""),
        ],
    )
    def test_how_long_it_is_kept(self, kept: dict[str, Any], term: str, until: str) -> None:
        assert cells("to_store", item(1, **kept))["term"] == term
        assert cells("store", item(1, **kept))["until"] == until

    def test_what_only_a_law_decides(self) -> None:
        assert "กฎหมาย" in cells("to_store", item(1, retention="evidence"))["term"]

    def test_all_that_is_to_be_noted(self) -> None:
        one = item(1, note="เดิม", holds=("คดี 5",), disposed=True)
        assert cells("disposal", one, note="ดู 3")["note"].splitlines() == [
            *("เดิม", "ระงับการทำลาย: คดี ๕", "ทำลายแล้ว", "ดู ๓")
        ]

    @pytest.mark.parametrize("text", ["*ก* | {ข} <ค> {{ ง }} &", "`code`", "=1+1", "| a |"])
    def test_a_subject_stands_as_it_was_typed(self, text: str) -> None:
        shown = cells("received", incoming(1, subject=text))["subject"]
        assert shown == text.replace("1", "๑")

    def test_foreign_words_of_our_own_records_keep_their_digits(self) -> None:
        one = item(1, kind="memo", subject="มาตรฐาน `ISO 9001` ปี 2563 https://a.go.th/1")
        assert cells("sent", one)["subject"] == "มาตรฐาน ISO 9001 ปี ๒๕๖๓ https://a.go.th/1"

    def test_a_day_that_no_thai_calendar_has(self) -> None:
        assert cells("sent", item(1, date=dt.date(1700, 1, 2)))["date"] == "๑๗๐๐-๐๑-๐๒"

    @ALL
    def test_of_the_least_that_an_item_says(self, name: str) -> None:
        bare = Item(
            entry=0, book="", unit="", year=YEAR, running=None, number="", state=State.ISSUED,
            at=NOON, by="",
        )  # fmt: skip
        assert len(made(name, bare).rows) == 1


class TestSecrecy:
    """“Secrecy needs separate books.”"""

    def test_a_book_is_as_secret_as_its_most_secret_line(self) -> None:
        secret = item(1, "sent-secret", secrecy="ลับ")
        very = item(2, "sent-secret", secrecy="ลับมาก")
        assert made("sent-secret", secret).secrecy is Secrecy.SECRET
        assert made("sent-secret", secret, very).secrecy is Secrecy.VERY_SECRET
        assert made("sent-secret").secrecy is Secrecy.SECRET

    def test_other_books_have_no_mark(self) -> None:
        assert made("sent", item(1)).secrecy is None

    def test_the_class_of_each_line_stands_in_the_book(self) -> None:
        assert cells("received-secret", incoming(1, secrecy="ลับมาก"))["secrecy"] == "ลับมาก"


class TestJson:
    """“Dates ISO, numbers as printed, null where absent.”"""

    def test_of_a_received_letter(self) -> None:
        [found] = rows_json([incoming(7)])
        assert (found["running"], found["year"], found["state"]) == (7, YEAR, "received")
        assert found["their_date"] == "2020-02-03"
        assert found["received"] == "2020-02-13T10:05:00+07:00"
        assert found["date"] is None
        assert found["note"] is None
        assert found["from"] == "กลุ่มงาน"

    def test_says_all_but_the_words_for_searching(self) -> None:
        names = {"sender": "from"}
        wanted = {names.get(name, name) for name in Item.__slots__} - {"text"}
        assert rows_json([item(1)])[0].keys() == wanted

    def test_is_json(self) -> None:
        rows = rows_json([item(1, people=("ก",), holds=("ข",)), incoming(2)])
        assert json.loads(json.dumps(rows)) == rows


class TestStamp:
    def test_says_number_day_and_time_of_receipt(self) -> None:
        made = stamp(incoming(7), NAME)
        assert (made.agency, made.register_number, made.time) == (NAME, "๗", "๑๐.๐๕ น.")
        assert str(made.date) == "๑๓ กุมภาพันธ์ ๒๕๖๓"
        assert not made.small
        assert stamp(incoming(7), NAME, small=True).small

    def test_the_hour_is_bangkoks(self) -> None:
        late = dt.datetime(2019, 12, 31, 17, 30, tzinfo=dt.UTC)
        made = stamp(incoming(1, received=late), NAME)
        assert (made.time, str(made.date)) == ("๐๐.๓๐ น.", "๑ มกราคม ๒๕๖๓")
