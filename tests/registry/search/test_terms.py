from __future__ import annotations

import pytest

from registry.query import Query
from registry.terms import Field, Part, Term
from registry.titles import TITLES, without_title
from registry.words import CLOSE, OPEN, plain_form


def shown(query: Query) -> list[str] | None:
    """Write terms so that they can be read: 「32」 is a whole number, @who a field."""

    def part(one: Part) -> str:
        form = one.form.replace(OPEN, "「").replace(CLOSE, "」").replace("\ue002", "|")
        return form + (f"@{one.field}" if one.field else "")

    def term(one: Term) -> str:
        token = f"={one.token}" + (f"@{one.field}" if one.field else "")
        return " or ".join(map(part, one.parts)) if one.parts else token

    terms = query.terms
    return None if terms is None else [term(one) for one in terms]


class TestWords:
    """Several words must all occur, "quoted" ones together."""

    @pytest.mark.parametrize(
        ("typed", "terms"),
        [
            ("งบประมาณ", ["งบประมาณ"]),
            (" งบ  ประมาณ, ", ["งบ", "ประมาณ"]),
            ("งบ งบ", ["งบ"]),
            ('"งบ ประมาณ" ปี', ["งบประมาณ", "ปี"]),
            ("“งบ ประมาณ” ปี", ["งบประมาณ", "ปี"]),
            ('"งบ', ["งบ"]),
            ("ปี๒๕๖๓", ["ปี「2563"]),
            ("", []),
        ],
    )
    def test_terms(self, typed: str, terms: list[str]) -> None:
        assert shown(Query(words=typed)) == terms

    @pytest.mark.parametrize("typed", ["!", '"', '""', '"-"', "\u200b", "…()"])
    def test_without_a_letter_or_digit_nothing_is_asked(self, typed: str) -> None:
        assert Query(words=typed).terms is None
        assert Query(words="งบ", person=typed).terms is None

    @pytest.mark.parametrize(
        "typed", ["AND", "a* OR b", "NEAR(a, 2)", "{who}: a", "a:b", "^a", "-a"]
    )
    def test_no_operator(self, typed: str) -> None:
        terms = Query(words=typed).terms
        assert terms is not None
        assert all(part.field is None for term in terms for part in term.parts)


class TestNumbersAmongWords:
    """A number typed alone means that number."""

    @pytest.mark.parametrize(
        ("typed", "terms"),
        [
            ("๓๒", ["「32」"]),
            ("ที่ ๓๒", ["「32」"]),
            ('"๓๒"', ["32"]),
            ("50,000", ["「50」,「000」 or 「50000」"]),
            ("1234567", ["「1234567」 or 「1」,「234」,「567」"]),
            ("ตก ๐๑๓๒ / ๓๒", ["ตก「0132」/「32」 or ตก.「0132」/「32」"]),
            ("32/63", ["「32」/「63」 or 「32」/「2563」"]),
            ("กรม 32/2563", ["กรม", "「32」/「2563」"]),
            ("คำสั่งที่ 5/2563", ["「5」/「2563」"]),
            ("ครั้งที่ 5", ["ครั้งที่", "「5」"]),
            ("ว.๗", ["=ว7"]),
            ("แล้ว 7 วัน", ["แล้ว", "「7」", "วัน"]),
        ],
    )
    def test_terms(self, typed: str, terms: list[str]) -> None:
        assert shown(Query(words=typed)) == terms

    def test_more_digits_than_python_counts_with(self) -> None:
        assert shown(Query(words="9" * 5000, number="9" * 5000))


class TestNumbers:
    @pytest.mark.parametrize(
        ("typed", "terms"),
        [
            ("๐๓๒", ["=32@numbers"]),
            ("เลขที่ 32", ["=32@numbers"]),
            ("ว ๗", ["=ว7@numbers"]),
            ("0132/32", ["「0132」/「32」@numbers"]),
            ("32/2563", ["|「32」/「2563」@numbers"]),
            ("ตก 0132", ["ตก「0132」@numbers"]),
        ],
    )
    def test_terms(self, typed: str, terms: list[str]) -> None:
        assert shown(Query(number=typed)) == terms


class TestNames:
    """A person's name with or without title."""

    @pytest.mark.parametrize(
        ("typed", "terms"),
        [
            ("นายมานัส", ["นายมานัส or มานัส@who"]),
            ("นาย มานัส", ["มานัส"]),
            ("อาจารย์ สมศรี", ["อาจารย์ or สมศรี@who", "สมศรี"]),
            ("นายอำเภอ เมืองตาก", ["นายอำเภอ", "เมืองตาก"]),
            ("นาย", ["นาย"]),
        ],
    )
    def test_among_words(self, typed: str, terms: list[str]) -> None:
        assert shown(Query(words=typed)) == terms

    @pytest.mark.parametrize(
        ("typed", "terms"),
        [
            ("นายมานัส ต๊ะชมภู", ["มานัส@who", "ต๊ะชมภู@who"]),
            ("ดร. สมศรี", ["สมศรี@who"]),
            ("นายอำเภอเมืองตาก", ["นายอำเภอเมืองตาก@who"]),
            ("นาย", ["นาย@who"]),
        ],
    )
    def test_as_a_person(self, typed: str, terms: list[str]) -> None:
        assert shown(Query(person=typed)) == terms

    @pytest.mark.parametrize(
        ("word", "name"),
        [
            ("นางสาวกาญจนา", "กาญจนา"),
            ("น.ส.กาญจนา", "กาญจนา"),
            ("พ.ต.ท.กิตติ", "กิตติ"),
            ("นายแพทย์สมชาย", "สมชาย"),
            ("นายกิตติ", "กิตติ"),
            ("นายกเทศมนตรี", ""),
            ("นางาม", ""),
            ("คุณภาพชีวิต", ""),
            ("มานัส", ""),
        ],
    )
    def test_the_name_behind_a_title(self, word: str, name: str) -> None:
        assert without_title(word) == name

    def test_titles_are_spelt_as_they_are_compared(self) -> None:
        assert {plain_form(title) for title in TITLES} == TITLES


class TestSubject:
    def test_every_part_is_sought_in_the_subject(self) -> None:
        terms = Query(subject='นายมานัส "งบ ประมาณ" ว 7').terms
        assert terms
        assert {part.field for term in terms for part in term.parts} == {Field.SUBJECT}
        assert {term.field for term in terms} == {Field.SUBJECT}


class TestKind:
    @pytest.mark.parametrize("typed", ["order", " order ", "คำสั่ง", "ค\u0e4d\u0e32สั่ง"])
    def test_by_id_or_by_thai_name(self, typed: str) -> None:
        assert Query(kind=typed).kind_id == "order"
