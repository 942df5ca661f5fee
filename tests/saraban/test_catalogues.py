"""Every sentence is said in Thai too, and the compiled catalogue is that of the text."""

from __future__ import annotations

import errno
import os
import re
import string

import pytest
import yaml
from catalogues import LOCALE, catalogue, compiled, po_text, renewed, sentences

from records.errors import OutputError, Problem, SheetError
from saraban import foreign
from saraban.complaint import complaints
from saraban.language import Language

PO = LOCALE / "th" / "LC_MESSAGES" / "saraban.po"
MESSAGES = {message.id: message for message in catalogue(PO) if message.id}


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


class TestSentences:
    def test_the_search_finds_sentences_of_each_form(self) -> None:
        found = sentences()
        assert {
            "the field `{field}` is missing",  # SENTENCES
            "a picture cannot stand in the text; use an evidence sheet",  # objection()
            "the case lists `{name}`, but there is no such file",  # a variable, problem()
            "there is no such file",  # _sheet_error()
            "{file} could not be written: {detail}",  # an error's own
            "“{text}” is not a date",  # an Unreadable's own
            "it is not a PNG or JPEG picture",  # a detail
            "Give the result as JSON.",  # help=
            "Print no DOCX.",
            "Usage:",
        } <= found.keys()

    def test_every_sentence_has_a_translation(self) -> None:
        assert [
            text for text in sentences() if not MESSAGES.get(text) or not MESSAGES[text].string
        ] == []

    def test_no_translation_is_left_of_a_sentence_that_is_gone(self) -> None:
        assert set(MESSAGES) - sentences().keys() == set()

    def test_nothing_is_marked_as_doubtful(self) -> None:
        assert [text for text, message in MESSAGES.items() if message.fuzzy] == []

    @pytest.mark.parametrize("text", sorted(MESSAGES.keys() - {*foreign.YAML}))
    def test_the_facts_are_the_same(self, text: str) -> None:
        """A date's facts have Thai twins: {month} and {month_th}."""
        said = {name.removesuffix("_th") for name in facts(str(MESSAGES[text].string))}
        assert said == facts(text)

    @pytest.mark.parametrize("text", MESSAGES)
    def test_is_thai(self, text: str) -> None:
        assert re.search("[ก-๙]", str(MESSAGES[text].string))


class TestFiles:
    def test_the_text_is_as_the_script_writes_it(self) -> None:
        assert PO.read_bytes() == po_text(renewed(catalogue(PO)))

    def test_the_compiled_one_is_of_this_text(self) -> None:
        assert PO.with_suffix(".mo").read_bytes() == compiled(catalogue(PO))


class TestForeign:
    @pytest.mark.parametrize(
        "number",
        [
            errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EFBIG, errno.EINVAL, errno.EIO,
            errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.ENOENT, errno.ENOSPC,
            errno.ENOTDIR, errno.ENOTEMPTY, errno.EPERM, errno.EROFS,
        ],
    )  # fmt: skip
    def test_the_system_says_it_so(self, number: int) -> None:
        assert os.strerror(number) in foreign.SYSTEM

    @pytest.mark.parametrize(
        "text",
        ["a: [b", "a: b: c", "a: 'b", "a:\n\tb: c", "a: @b", "- a\nb: c", "a: {b", "a: %b",
         'a: "\\q"', "a: b\n...\nc", "a: !!", "? a\nb", "a: &", "a: - b", "a: b\n  c: d"],
    )  # fmt: skip
    def test_yaml_says_it_so(self, text: str) -> None:
        with pytest.raises(yaml.MarkedYAMLError) as raised:
            yaml.compose(text, Loader=yaml.CSafeLoader)
        assert raised.value.problem in foreign.YAML


class TestComplaints:
    def test_facts_are_put_in_after_the_translation(self) -> None:
        error = OutputError(file="{detail}", detail="{file}")
        assert complaints(error, Language("en")) == ("{detail} could not be written: {file}",)

    def test_a_reason_is_translated_too(self) -> None:
        error = OutputError(file="a", detail="No space left on device")
        assert complaints(error, Language("th")) == ("เขียน a ไม่ได้: เนื้อที่เก็บข้อมูลเต็ม",)

    def test_a_sentence_stays_on_its_line(self) -> None:
        error = OutputError(file="a\nb\x1b[31m", detail="")
        assert complaints(error, Language("en")) == ("a b\\u001b[31m could not be written: ",)

    def test_a_problem_is_said_once(self) -> None:
        problem = Problem(file="a", line=2, sentence="there is no such file")
        assert complaints(SheetError(problem, problem), Language("th")) == (
            "ไฟล์ a บรรทัด 2: ไม่มีไฟล์นี้",
        )

    def test_choices_are_joined_in_thai(self) -> None:
        said = Language("th").say(
            "`{input}` is not one of: {expected}", input="x", expected="'ก', 'ข' or 'ค'"
        )
        assert said == "“x” ต้องเป็นอย่างใดอย่างหนึ่งต่อไปนี้: 'ก', 'ข' หรือ 'ค'"
