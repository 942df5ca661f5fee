"""The real set of Mueang Tak: what is printed is what was filed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generator.compose import words_of
from records.case import Case, Tie, load_case
from records.spelling import squeeze

DATA = Path(__file__).parent / "data"
EXAMPLE = Path(__file__).parents[2] / "examples" / "mueang-tak"
CATCHWORD = "/ กรณีการปฏิบัติ.....\n"
TABLE_HEAD = "ที่\tหัวข้อเรื่องของข้อมูล\tขั้นตอนการเผยแพร่ ปรับปรุงข้อมูล\tผู้รับผิดชอบ\tผู้ตรวจสอบ\n"
LEADERS = re.compile(r"\.{4,}")
CONTEXT = 40


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(EXAMPLE / "cases" / "website-2563")


@pytest.fixture(scope="module")
def paper() -> str:
    return squeeze(_without_furniture(_repaired(_seed(), _repairs())))


@pytest.fixture(scope="module")
def printed(case: Case) -> str:
    return squeeze(LEADERS.sub("", "\n".join(words_of(document) for document in case.documents)))


class TestNoWordLostNoneAdded:
    """“Text of the printed set against the seed: no word lost, none added.”"""

    def test_the_set_has_the_words_of_the_paper(self, printed: str, paper: str) -> None:
        assert not (difference := _first_difference(paper, printed)), difference

    @pytest.mark.parametrize("slip", ["ต๊ะชมพู", "จิตนาวรัตน์", "รัตนศักดิ์กุล", "พ.2540", "คู่มือมาปฏิบัติงาน"])
    def test_a_slip_is_kept(self, printed: str, slip: str) -> None:
        assert slip in printed

    def test_a_lost_word_is_noticed(self, paper: str) -> None:
        lost = paper.replace("ต๊ะชมพู", "", 1)
        assert "ต๊ะชมพู" in _first_difference(paper, lost)

    def test_a_word_added_at_the_end_is_noticed(self, paper: str) -> None:
        assert "เกิน" in _first_difference(paper, paper + "เกิน")


class TestRepairs:
    """“Only what the extraction had damaged is put back.”"""

    def test_every_repair_is_listed(self) -> None:
        text = (EXAMPLE / "REPAIRS.md").read_text("utf-8")
        section = text.split("## Repairs\n")[1].split("\n## ")[0]
        rows = re.findall(
            r"^\| [\d–, ]+ \| `([^`]+)` \| (?:`([^`]+)`|\(nothing\)) \|", section, re.MULTILINE
        )
        assert rows == [(seed, paper) for seed, paper, _ in _repairs()]

    def test_repairs_only_drop_tags_and_move_brackets(self) -> None:
        for seed, paper, _ in _repairs():
            assert sorted(_letters(seed)) == sorted(_letters(paper))

    def test_no_tag_is_left(self, paper: str) -> None:
        assert "<" not in paper


class TestCase:
    """“The office folder and the case of the seed: all nine parts.”"""

    def test_nine_parts_in_the_order_of_the_paper(self, case: Case) -> None:
        assert [document.record.kind for document in case.documents] == [
            *("memo", "announcement", "annex", "annex", "annex", "request_form"),
            *("memo", "request_form", "evidence_sheet"),
        ]

    def test_all_hangs_on_the_announcement(self, case: Case) -> None:
        ties = {tie for document in case.documents for tie in document.ties}
        assert ties == set(Tie) - {Tie.COVERS}
        for document in case.documents:
            assert document.id == "announcement" or any(
                "announcement" in others for others in document.ties.values()
            )

    def test_a_name_spelt_otherwise_is_nobody_of_the_office(self, case: Case) -> None:
        report = next(document for document in case.documents if document.id == "report")
        assert report.record.signers[0].person is None


def _seed() -> str:
    return (DATA / "mueang-tak-2563.txt").read_text("utf-8")


def _repairs() -> list[tuple[str, str, int]]:
    rows = yaml.safe_load((DATA / "repairs.yaml").read_text("utf-8"))
    return [(row["seed"], row["paper"], row.get("count", 1)) for row in rows]


def _repaired(text: str, repairs: list[tuple[str, str, int]]) -> str:
    for seed, paper, count in repairs:
        assert text.count(seed) == count, seed
        text = text.replace(seed, paper)
    return text


def _without_furniture(text: str) -> str:
    assert text.count(CATCHWORD) == 1
    first, *others = text.replace(CATCHWORD, "").split(TABLE_HEAD)
    assert len(others) == 3
    return LEADERS.sub("", first + TABLE_HEAD + "".join(others))


def _letters(text: str) -> str:
    return re.sub(r"<[^>]*>|[\s(),]", "", text)


def _first_difference(paper: str, printed: str) -> str:
    """Return the first place where two texts part, with its surroundings; empty if they agree."""
    if paper == printed:
        return ""
    shorter = min(len(paper), len(printed))
    pairs = zip(paper, printed, strict=False)
    at = next((place for place, (a, b) in enumerate(pairs) if a != b), shorter)
    around = slice(max(0, at - CONTEXT), at + CONTEXT)
    return f"at character {at}\npaper:   {paper[around]}\nprinted: {printed[around]}"
