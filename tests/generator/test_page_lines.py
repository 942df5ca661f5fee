"""Lines: flush, whole, and broken where a reader would break them."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

import pytest
from makings import document_of
from pages import MARKS, Line, advance, tight
from prints import Print, PrintedSet, print_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from placing import Placed

    from generator.printing import Printer

FLUSH = 0.5
SAME = 0.1
KERNED = 0.7  # the font draws some pairs closer together
SPACE = 2.5
NO_START = "ๆฯ”’)]»!?,.;:…ะาๅ" + MARKS
NO_END = "“‘([«เแโใไ"
DIGIT = "[๐-๙0-9]"
MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน"),
    *("ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
HELD = re.compile(
    "|".join(
        (
            rf"{DIGIT}{{1,2}} (?:{'|'.join(MONTHS)})(?: (?:พ\.ศ\. ?)?{DIGIT}{{4}})?",
            rf"พ\.ศ\. ?{DIGIT}{{4}}",
            rf"มาตรา\.? {DIGIT}+(?: ?\({DIGIT}+\))?",
            rf"[ก-ฮ]{{2}} {DIGIT}{{4}}/(?:ว )?{DIGIT}+",
            rf"{DIGIT}+(?:[.,/:]{DIGIT}+)+",
            rf"{DIGIT}{{2,}}",
        )
    )
)
# A reader may be stopped inside a word at so many line ends (technology.md: 4 % measured).
MOST_INSIDE_WORDS = 0.05


def justified(printed: Print) -> Iterator[tuple[Placed, Line, bool]]:
    """Yield the lines of justified paragraphs, each with whether the paragraph goes on in it."""
    for one in printed.placed:
        if (
            printed.measures.styles[one.paragraph.style].align == "thai"
            and one.paragraph.cell is None
        ):
            at = 0
            for line in one.lines:
                at += len(line.letters)
                ends = at == len(one.letters) or at in one.paragraph.breaks
                yield one, line, not ends


class TestJustification:
    """“Slack over every grapheme cluster, last line natural, flush within 0.5 pt.”"""

    def test_lines_are_flush_on_the_right(self, printed: Print) -> None:
        for one, line, goes_on in justified(printed):
            style = printed.measures.styles[one.paragraph.style]
            edge = printed.pages[line.page].width - printed.measures["margin_right"] - style.right
            if goes_on:
                assert line.right == pytest.approx(edge, abs=FLUSH), line.text
            else:
                assert line.right < edge + FLUSH, line.text

    def test_lines_are_flush_on_the_left(self, printed: Print) -> None:
        for one in printed.placed:
            style = printed.measures.styles[one.paragraph.style]
            if style.align == "thai" and one.paragraph.cell is None:
                edge = printed.measures["margin_left"] + style.left
                for line in one.lines[1:]:
                    assert line.left == pytest.approx(edge, abs=FLUSH), line.text

    def test_the_examples_have_such_lines(self, sets: Mapping[str, PrintedSet]) -> None:
        for printed in sets.values():
            lines = [goes_on for one in printed.prints.values() for *_, goes_on in justified(one)]
            assert sum(lines) > 10

    def test_marks_stay_on_their_letters(self, sets: Mapping[str, PrintedSet]) -> None:
        distances = defaultdict(list)
        for printed in sets.values():
            for one in printed.prints.values():
                for _, line, goes_on in justified(one):
                    for cluster, distance in marks(line):
                        distances[cluster].append((distance, goes_on))
        both = [seen for seen in distances.values() if len({goes_on for _, goes_on in seen}) == 2]
        assert len(both) > 50
        for cluster, seen in distances.items():
            shifts = [distance for distance, _ in seen]
            assert max(shifts) - min(shifts) < SAME, cluster

    def test_the_slack_is_spread_evenly(self, sets: Mapping[str, PrintedSet]) -> None:
        for printed in sets.values():
            for one in printed.prints.values():
                for _, line, goes_on in justified(one):
                    if goes_on:
                        gaps = gaps_of(line)
                        usual = median(gaps)
                        assert all(usual - KERNED < gap < usual + SAME for gap in gaps), line.text

    def test_the_last_line_is_natural(self, sets: Mapping[str, PrintedSet]) -> None:
        seen = 0
        for printed in sets.values():
            for one in printed.prints.values():
                for _, line, goes_on in justified(one):
                    if not goes_on:
                        gaps = gaps_of(line)
                        assert all(-KERNED < gap < SAME for gap in gaps), line.text
                        seen += len(gaps)
        assert seen > 100


class TestLineEnds:
    """“No line starts with ๆ or closing punctuation”; protected phrases stay whole."""

    def test_no_line_begins_or_ends_with_what_hangs_on_its_neighbour(self, printed: Print) -> None:
        for one in printed.placed:
            for line in one.lines[1:]:
                assert line.text[0] not in NO_START, line.text
            for line in one.lines[:-1]:
                assert line.text[-1] not in NO_END, line.text

    def test_names_numbers_dates_and_citations_stand_on_one_line(self, printed: Print) -> None:
        for one in printed.placed:
            for phrase, first, last in held_phrases(printed, one):
                if fits(one, phrase, first, last):
                    lines = lines_of_span(one, first, last)
                    assert len(lines) == 1, f"{phrase} in {one.paragraph.text}"

    def test_phrases_are_found_at_all(self, sets: Mapping[str, PrintedSet]) -> None:
        found = {
            phrase
            for printed in sets.values()
            for one in printed.prints.values()
            for placed in one.placed
            for phrase, *_ in held_phrases(one, placed)
        }
        assert {"๑๓ กุมภาพันธ์ ๒๕๖๓", "พ.ศ. ๒๕๖๓", "มาตรา ๙ (๘)", "ตก ๐๑๓๒/๓๒"} <= found
        assert {"นายมานัส ต๊ะชมภู", "นางสาวมานี ยกตัวอย่าง", "๑๕,๑๔๐", "๐๙.๐๐"} <= found

    @pytest.mark.parametrize(
        "phrase",
        [
            "นายสมชาย ตัวอย่างดี",
            "13 กุมภาพันธ์ พ.ศ. 2563",
            "1 ต.ค. 66",
            "พ.ศ. 2540",
            "มาตรา 9 (8)",
            "ตย 0132.003/ว 32",
            "1,234,567.89 บาท",
            "ข้อ 2.1.1",
            "โทร. 0 5555 1234",
            "อื่น ๆ",
            "ฯลฯ",
            "“ประชาชน”",
            "e-Service",
        ],
    )
    def test_a_phrase_is_never_split_wherever_the_line_ends(
        self, phrase: str, printer: Printer
    ) -> None:
        body = "\n\n".join("ก " * before + phrase for before in range(25, 75))
        values = {"kind": "annex", "title_lines": ["ก"], "body": body}
        printed = print_pdf(document_of(values), printer)
        places = set()
        for one in printed.placed[1:]:
            first = one.paragraph.words.rindex("กก") + 2
            assert len(lines_of_span(one, first, len(one.letters))) == 1, one.paragraph.text
            places.add(round(one.letters[first].origin))
        assert len(places) > 20


class TestWords:
    """“At most 5 % of line ends inside a dictionary word over the example set.”"""

    def test_few_line_ends_are_inside_a_word(
        self, sets: Mapping[str, PrintedSet], record_property: Callable[[str, object], None]
    ) -> None:
        inside, ends = [], 0
        for printed in sets.values():
            for one in printed.prints.values():
                for placed in one.placed:
                    count, wrong = ends_inside_words(placed)
                    ends += count
                    inside += wrong
        share = len(inside) / ends
        record_property("line ends inside a word", f"{len(inside)} of {ends} = {share:.1%}")
        assert ends > 300
        assert share <= MOST_INSIDE_WORDS, f"{share:.1%}: {inside}"

    def test_the_judge_finds_a_word_that_is_cut(self) -> None:
        assert inside_a_word("ข้อมูลต่อสาธารณะผ่านเว็บไซต์", len("ข้อมูลต่อสาธารณะผ่านเว็บ"))
        assert not inside_a_word("ข้อมูลต่อสาธารณะผ่านเว็บไซต์", len("ข้อมูลต่อสาธารณะ"))


def marks(line: Line) -> Iterator[tuple[object, float]]:
    """Yield the clusters of a line that have marks, with how far the last mark stands."""
    base = None
    text = ""
    for letter in line.letters:
        if letter.text in MARKS and base is not None:
            text += letter.text
            yield (text, letter.font[7:], round(letter.size)), letter.left - base.origin
        else:
            base, text = letter, letter.text


def gaps_of(line: Line) -> list[float]:
    """Return the gaps between the letters of a line that stand beside each other in a word."""
    gaps: list[float] = []
    pen: float | None = None
    for letter in line.letters:
        if letter.text in MARKS:
            pen = max(pen or 0.0, letter.right) if letter.text == "ำ" else pen
            continue
        # A space stands between letters that are farther apart than any slack.
        if pen is not None and letter.origin - pen < SPACE:
            gaps.append(letter.origin - pen)
        pen = letter.right
    return gaps


def held_phrases(printed: Print, one: Placed) -> Iterator[tuple[str, int, int]]:
    """Yield phrases that must not be split: words, and their place without white space."""
    people = [person.name for person in printed.document.office.people.values()]
    patterns: Iterable[re.Pattern[str]] = (HELD, *(re.compile(re.escape(name)) for name in people))
    text = " ".join(one.paragraph.text.split())
    for pattern in patterns:
        for match in pattern.finditer(text):
            first = len(tight(text[: match.start()]))
            yield match[0], first, first + len(tight(match[0]))


def lines_of_span(one: Placed, first: int, last: int) -> set[tuple[int, int]]:
    return {(letter.page, round(letter.baseline / 4)) for letter in one.letters[first:last]}


def fits(one: Placed, phrase: str, first: int, last: int) -> bool:
    """Say whether a phrase has room on a line of its paragraph at all."""
    letters = one.letters[first:last]
    spaces = phrase.count(" ") * advance("TH-SarabunPSK", " ") * letters[0].size
    width = sum(letter.right - letter.origin for letter in letters) + spaces
    return width < max(line.right - line.left for line in one.lines)


def ends_inside_words(one: Placed) -> tuple[int, list[str]]:
    """Count the line ends of a paragraph, and name those inside a word."""
    text = " ".join(one.paragraph.text.split())
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    at, ends, wrong = 0, 0, []
    for line in one.lines[:-1]:
        at += len(line.letters)
        if at in one.paragraph.breaks:
            continue
        ends += 1
        place = places[at]
        if not text[place - 1].isspace() and inside_a_word(text, place):
            wrong.append(f"{text[max(0, place - 15) : place]}|{text[place : place + 15]}")
    return ends, wrong


def inside_a_word(text: str, place: int) -> bool:
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415  # slow to import

    end = 0
    for word in word_tokenize(text, engine="newmm"):
        end += len(word)
        if end >= place:
            return end != place
    return False
