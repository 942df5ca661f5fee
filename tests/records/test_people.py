"""People: an id becomes a name and the post held on the document's date."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from strategies import days

from records.dates import ThaiDate
from records.people import Acting, Person, Post, Signer, SignerField

SIGNERS: TypeAdapter[Signer] = TypeAdapter(SignerField)
PEOPLE = {
    "somchai": Person.model_validate(
        {
            "name": "นายสมชาย ตัวอย่างดี",
            "posts": [
                {"title": "นักวิชาการ", "from": "1 ตุลาคม 2560", "to": "30 กันยายน 2563"},
                {"title": "สาธารณสุขอำเภอ", "from": "1 ตุลาคม 2563"},
            ],
        }
    ),
    "somying": Person.model_validate(
        {
            "name": "นางสมหญิง สมมติจริง",
            "posts": [
                {"title": "หัวหน้ากลุ่มงาน"},
                {"title": "เจ้าพนักงานธุรการ", "from": "1 ตุลาคม 2563"},
            ],
        }
    ),
    "mana": Person(name="นายมานะ แบบอย่าง"),
    "piti": Person.model_validate(
        {"name": "นายปิติ", "posts": [{"title": "เจ้าพนักงาน", "to": "30 กันยายน 2563"}]}
    ),
}


def signer(value: Any, day: str | None = None) -> Signer:
    date = ThaiDate.parse(day) if day else None
    return SIGNERS.validate_python(value, context={"people": PEOPLE, "date": date})


def refused(value: Any, day: str | None = None) -> tuple[str, str]:
    with pytest.raises(ValidationError) as caught:
        signer(value, day)
    (error,) = caught.value.errors()
    context = error["ctx"]
    return error["type"], context["sentence"].format(**context)


class TestIds:
    """`signers: [manat]` names a person; his post on the document's date is printed."""

    @pytest.mark.parametrize(
        ("day", "post"),
        [
            ("1 ตุลาคม 2560", "นักวิชาการ"),
            ("29 กุมภาพันธ์ 2563", "นักวิชาการ"),
            ("30 กันยายน 2563", "นักวิชาการ"),
            ("1 ตุลาคม 2563", "สาธารณสุขอำเภอ"),
            ("1 มกราคม 2600", "สาธารณสุขอำเภอ"),
            (None, "สาธารณสุขอำเภอ"),
        ],
    )
    def test_post_on_the_day(self, day: str | None, post: str) -> None:
        expected = Signer(name="นายสมชาย ตัวอย่างดี", position=post, person="somchai")
        assert signer("somchai", day) == expected
        assert signer({"person": "somchai"}, day) == expected

    def test_unknown(self) -> None:
        assert refused("somchay") == (
            "unknown_person",
            "nobody in office.yaml is called `somchay`; known: somchai, somying, mana, piti",
        )

    def test_unknown_where_there_is_nobody(self) -> None:
        with pytest.raises(ValidationError, match="known: —"):
            SIGNERS.validate_python("somchai", context={"people": {}})
        with pytest.raises(ValidationError, match="known: —"):
            SIGNERS.validate_python("somchai")

    @pytest.mark.parametrize(
        ("who", "day", "name", "shown"),
        [
            ("somchai", "30 กันยายน 2560", "นายสมชาย ตัวอย่างดี", "๓๐ กันยายน ๒๕๖๐"),
            ("piti", "1 ตุลาคม 2563", "นายปิติ", "๑ ตุลาคม ๒๕๖๓"),
            ("piti", None, "นายปิติ", "—"),
            ("mana", "1 ตุลาคม 2563", "นายมานะ แบบอย่าง", "๑ ตุลาคม ๒๕๖๓"),
        ],
    )
    def test_no_post(self, who: str, day: str | None, name: str, shown: str) -> None:
        assert refused(who, day) == (
            "no_post",
            f"{name} held no post on {shown}; give `position:` or his term in office.yaml",
        )

    @pytest.mark.parametrize("day", ["1 ตุลาคม 2563", None])
    def test_several_posts(self, day: str | None) -> None:
        code, sentence = refused("somying", day)
        assert code == "several_posts"
        assert sentence.endswith("; say which with `position:`")
        assert signer("somying", "30 กันยายน 2563").position == "หัวหน้ากลุ่มงาน"

    @pytest.mark.parametrize("who", ["somchai", "somying", "mana", "piti"])
    def test_a_given_position_is_another_post(self, who: str) -> None:
        given_ = signer({"person": who, "position": "ประธานคณะกรรมการ"}, "1 มกราคม 2550")
        assert given_.position == "ประธานคณะกรรมการ"
        assert given_.name == PEOPLE[who].name


class TestLiteral:
    """`{name: …, position: …}` is literal text, for a set kept as it was filed."""

    def test_stays_as_typed(self) -> None:
        typed = {"name": "นายสมชัย ตัวอย่างดี", "position": "สาธารณสุขอำเภอ"}
        assert signer(typed) == Signer(name="นายสมชัย ตัวอย่างดี", position="สาธารณสุขอำเภอ")

    def test_a_name_beside_an_id_wins(self) -> None:
        assert signer({"person": "somchai", "name": "นายสมชัย"}).name == "นายสมชัย"

    def test_without_a_position(self) -> None:
        assert signer({"name": "นายสมชัย"}).position_lines == ()

    @pytest.mark.parametrize(
        "value", [5, None, [], {}, {"position": "ก"}, {"name": "ก", "nam": "ข"}]
    )
    def test_is_a_signer(self, value: object) -> None:
        with pytest.raises(ValidationError):
            signer(value)


class TestActing:
    """`acting:` with `acting_for:` prints both lines."""

    @pytest.mark.parametrize("acting", ["รักษาราชการแทน", "ปฏิบัติราชการแทน", "รักษาการในตำแหน่ง"])
    def test_two_lines(self, acting: str) -> None:
        acts = {"person": "somchai", "acting": acting, "acting_for": "นายแพทย์สาธารณสุขจังหวัด"}
        assert signer(acts).position_lines == (
            f"สาธารณสุขอำเภอ {acting}",
            "นายแพทย์สาธารณสุขจังหวัด",
        )

    def test_without_an_own_post(self) -> None:
        acts = Signer(name="ก", acting=Acting.IN_PLACE_OF, acting_for="ปลัดกระทรวง")
        assert acts.position_lines == ("รักษาราชการแทน", "ปลัดกระทรวง")

    def test_otherwise_one(self) -> None:
        assert signer("somchai").position_lines == ("สาธารณสุขอำเภอ",)

    def test_other_words_are_refused(self) -> None:
        with pytest.raises(ValidationError) as caught:
            signer({"person": "somchai", "acting": "ทำแทน"})
        assert [error["type"] for error in caught.value.errors()] == ["enum"]


class TestTerms:
    """A post is held from one day to another, both included."""

    @given(days(), days(), days())
    def test_both_ends_are_included(self, first: ThaiDate, last: ThaiDate, day: ThaiDate) -> None:
        post = Post.model_validate({"title": "ก", "from": first, "to": last})
        assert post.held_on(day) == (first <= day <= last)
        assert post.held_on(first) == post.held_on(last) == (first <= last)

    @given(days(), days())
    def test_open_ends(self, end: ThaiDate, day: ThaiDate) -> None:
        assert Post.model_validate({"title": "ก", "from": end}).held_on(day) == (end <= day)
        assert Post.model_validate({"title": "ก", "to": end}).held_on(day) == (day <= end)
        assert Post(title="ก").held_on(day)

    @given(st.none() | days(), st.none() | days())
    def test_without_a_day_it_has_not_ended(
        self, first: ThaiDate | None, last: ThaiDate | None
    ) -> None:
        post = Post.model_validate({"title": "ก", "from": first, "to": last})
        assert post.held_on(None) == (last is None)
