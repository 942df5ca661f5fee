"""Sheets: every scalar as typed; anything wrong is one sentence with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import any_text

from records.errors import SheetError
from records.sheet import MAX_BYTES, MAX_DEPTH, Sheet, read_sheet

if TYPE_CHECKING:
    from pathlib import Path


# The file of an example is written anew for each.
ONE_FILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sheet.yaml"


def read(path: Path, content: str | bytes) -> Sheet:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_sheet(path)


def refused(path: Path, content: str | bytes) -> tuple[int, str]:
    """Return the line and the sentence of the one problem that a file has."""
    with pytest.raises(SheetError) as caught:
        read(path, content)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    assert str(caught.value) == str(problem)
    prefix = f"{path}:{problem.line}: "
    assert str(problem).startswith(prefix)
    assert "\n" not in str(problem)
    return problem.line, str(problem).removeprefix(prefix)


class TestScalars:
    """Every scalar stays the string that was typed, so that 0132 keeps its zero."""

    @pytest.mark.parametrize(
        "typed",
        [
            *(
                "0132",
                "no",
                "yes",
                "on",
                "true",
                "False",
                "null",
                "~",
                "1e3",
                "0x1F",
                "0b1",
                "0o17",
            ),
            *(
                "2563-02-29",
                "12:30:45",
                "1_000",
                ".5",
                "+1",
                "-0",
                ".inf",
                ".nan",
                "=",
                "ตก 0132/32",
            ),
            *("๐๑๓๒", "a#b", "C:\\ที่", "**หนา**"[2:], "13 กุมภาพันธ์ 2563", "2563-01-01T00:00:00Z"),
        ],
    )
    def test_stay_as_typed(self, path: Path, typed: str) -> None:
        assert read(path, f"a: {typed}\n").value == {"a": typed}
        assert read(path, f"a:\n  - {typed}\n").value == {"a": [typed]}

    @pytest.mark.parametrize("empty", ["", " ", "  # ความเห็น"])
    def test_nothing_is_none(self, path: Path, empty: str) -> None:
        assert read(path, f"a:{empty}\nb: 1\n").value == {"a": None, "b": "1"}

    @pytest.mark.parametrize("empty", ['""', "''", "|", ">"])
    def test_an_empty_text_is_a_text(self, path: Path, empty: str) -> None:
        assert read(path, f"a: {empty}\nb: 1\n").value == {"a": "", "b": "1"}

    def test_keys_too(self, path: Path) -> None:
        assert read(path, "no: 1\n0132: 2\n2563-02-29: 3\nเรื่อง: 4\n").value == {
            "no": "1",
            "0132": "2",
            "2563-02-29": "3",
            "เรื่อง": "4",
        }

    def test_a_block_keeps_its_lines(self, path: Path) -> None:
        assert read(path, "a: |\n  หนึ่ง\n\n   สอง\n").value == {"a": "หนึ่ง\n\n สอง\n"}

    @pytest.mark.parametrize(
        "tagged",
        [
            '!!python/object/apply:os.system ["touch {}"]',
            '!!python/object/new:os.system ["touch {}"]',
            "!!python/object/apply:pathlib.Path.touch [{}]",
        ],
    )
    def test_tags_construct_nothing(self, path: Path, tagged: str) -> None:
        made = path.with_name("made")
        value = read(path, f"a: {tagged.format(made)}\n").value["a"]
        assert isinstance(value, list)
        assert all(type(item) is str for item in value)
        assert not made.exists()

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("!!python/name:os.system", None),
            ("!!binary aGk=", "aGk="),
            ("!!int 0132", "0132"),
            ("!!timestamp 2563-02-29", "2563-02-29"),
            ("!!python/tuple [1, 2]", ["1", "2"]),
            ("!!set {x, y}", {"x": None, "y": None}),
            ("!own คำ", "คำ"),
        ],
    )
    def test_tags_change_nothing(self, path: Path, typed: str, value: object) -> None:
        assert read(path, f"a: {typed}\n").value == {"a": value}

    @ONE_FILE
    @given(
        value=st.recursive(
            any_text(),
            lambda inner: (
                st.lists(inner, max_size=4) | st.dictionaries(any_text(), inner, max_size=4)
            ),
            max_leaves=12,
        )
    )
    def test_what_yaml_writes_is_read_back(self, path: Path, value: object) -> None:
        text = yaml.safe_dump({"a": value}, allow_unicode=True, default_style='"')
        if "\ufeff" not in text:
            assert read(path, text).value == {"a": value}


class TestLines:
    TEXT = """\
# ความเห็น
kind: memo

to:
  - ก
  -
    name: ข
    posts: [ค,
      ง]
body: |
  หนึ่ง
"""

    @pytest.mark.parametrize(
        ("place", "line"),
        [
            ((), 2),
            (("kind",), 2),
            (("to",), 4),
            (("to", 0), 5),
            (("to", 1), 7),
            (("to", 1, "name"), 7),
            (("to", 1, "posts"), 8),
            (("to", 1, "posts", 0), 8),
            (("to", 1, "posts", 1), 9),
            (("body",), 10),
            # What is missing stands at the line of what it is missing from.
            (("to", 1, "posts", 7), 8),
            (("to", 1, "phone"), 7),
            (("subject",), 2),
        ],
    )
    def test_are_counted_from_one(
        self, path: Path, place: tuple[str | int, ...], line: int
    ) -> None:
        sheet = read(path, self.TEXT)
        assert sheet.line(place) == line
        problem = sheet.problem(place, "{what} is wrong", what="it")
        assert str(problem) == f"{path}:{line}: it is wrong"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_whatever_ends_them(self, path: Path, end: str) -> None:
        sheet = read(path, self.TEXT.replace("\n", end))
        assert sheet.line(("body",)) == 10
        assert sheet.value["body"] == "หนึ่ง\n"

    def test_facts_of_a_sentence_are_not_filled_in_again(self, path: Path) -> None:
        problem = read(path, "a: 1\n").problem(("a",), "not {what}", what="{a.__class__} {0} {}")
        assert str(problem) == f"{path}:1: not {{a.__class__}} {{0}} {{}}"


class TestEncoding:
    def test_a_byte_order_mark_is_no_text(self, path: Path) -> None:
        sheet = read(path, "\ufeffkind: memo\n")
        assert sheet.value == {"kind": "memo"}
        assert sheet.line(("kind",)) == 1

    @pytest.mark.parametrize(
        ("content", "line"),
        [
            ("kind: memo\nto: ก\n".encode("tis-620"), 2),
            ("kind: memo\nto: ก\n".encode("utf-16"), 1),
            ("kind: memo\nto: ก\n".encode("utf-16-be"), None),
            ("ก: 1\nข: 2\n".encode() + b"\xff: 3\n", 3),
            (b"a: \xed\xa0\x80\n", 1),  # half of a pair of surrogates
        ],
    )
    def test_is_utf_8(self, path: Path, content: bytes, line: int | None) -> None:
        found, sentence = refused(path, content)
        if line is not None:
            assert found == line
            assert sentence == "the text is not UTF-8; save the file as UTF-8"

    @pytest.mark.parametrize(
        ("content", "line"),
        [
            ("a: x\0y\n", 1),
            ("a: 1\nb: \0\n", 2),
            ("\0", 1),
            ("a: 1\n\nb: \x1b[31m\n", 3),
            ("a: 1\nb: \x7f\n", 2),
            ("a: 1\nb: \ufffe\n", 2),
            ("a: 😀\nb: 😀\0\nc: 3\n", 2),
            ("เรื่อง: กขค\n" * 3 + "ถึง: \0\n" + "ค: ง\n" * 20, 4),
        ],
    )
    def test_has_no_forbidden_characters(self, path: Path, content: str, line: int) -> None:
        assert refused(path, content) == (line, "this file holds a character that YAML forbids")


class TestWrong:
    @pytest.mark.parametrize(
        ("content", "line", "words"),
        [
            ("a: 1\nb: x: y\n", 2, "mapping values"),
            ("a:\n\tb: 1\n", 2, "character that cannot start"),
            ("a: |\n  ก\n\tข\n", 3, "tab"),
            ("a: 1\nb: [1, 2]]\n", 2, "YAML"),
            ("a: 1\nb: @x\n", 2, "YAML"),
            ("a: 1\nb: `x`\n", 2, "YAML"),
            ("a: 1\nb: %x\n", 2, "YAML"),
            ('a: 1\nb: "x" y\nc: 1\n', 2, "YAML"),
            ("a: 1\n b: 2\n", 2, "YAML"),
            ("a: 1\nb: {office.name} ข\n", 2, "YAML"),
            ("a: 1\n---\nb: 2\n", 2, "another document"),
            ("%WHAT 1\n---\na: 1\n", 1, "YAML"),
            ("a: 1\n: 2\n", 2, "YAML"),
            ('a: "\\ud800"\n', 1, "YAML"),
            ('a: 1\nb: "\\q"\n', 2, "YAML"),
        ],
    )
    def test_yaml(self, path: Path, content: str, line: int, words: str) -> None:
        found, sentence = refused(path, content)
        assert (found, words in sentence) == (line, True), sentence
        assert sentence.startswith("this is not YAML: ")

    @pytest.mark.parametrize(
        ("content", "line"),
        [
            ('a: 1\nb: "ก\nc: 3\nd: 4\n', 2),
            ("a: 1\nb: 'ก\nc: 3\nd: 4\n", 2),
            ("a: 1\nb 2\nc: 3\n", 2),
            ("a: 1\nb: [1, 2\nc: 3\n", 2),
            ("a: 1\nb: {x: 1\nc: 3\n", 2),
            ("[", 1),
            ("a: 1\nb: [", 2),
        ],
    )
    def test_the_line_is_where_the_mistake_was_made(
        self, path: Path, content: str, line: int
    ) -> None:
        assert refused(path, content)[0] == line

    @pytest.mark.parametrize(
        ("content", "line", "name"),
        [
            ("a: 1\nb: 2\na: 3\n", 3, "a"),
            ("x:\n  a: 1\n  b: 2\n  a: 3\n", 4, "a"),
            ('a: 1\n"a": 3\n', 2, "a"),
            ("x: [{a: 1, a: 2}]\n", 1, "a"),
            ("เรื่อง: 1\n\nเรื่อง: 2\n", 3, "เรื่อง"),
            ("a: 1\na:\n", 2, "a"),
        ],
    )
    def test_a_field_twice(self, path: Path, content: str, line: int, name: str) -> None:
        assert refused(path, content) == (line, f"the field `{name}` stands here twice")

    @pytest.mark.parametrize(
        ("content", "line"),
        [
            ("a: 1\nb: &x 2\n", 2),
            ("a: 1\nb: *x\n", 2),
            ("a: &x {b: 1}\nc:\n  <<: *x\n", 1),
            ("a: 1\nb: [1, &x [2]]\n", 2),
            ("a: 1\n&x b: 2\n", 2),
            ("a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30)), 1),
            ("a: &a [*a]\n", 1),
        ],
    )
    def test_anchors_and_aliases(self, path: Path, content: str, line: int) -> None:
        sentence = "anchors (&) and aliases (*) are not used here; quote the text"
        assert refused(path, content) == (line, sentence)

    def test_a_merge_key_merges_nothing(self, path: Path) -> None:
        assert read(path, "a: 1\n<<: {b: 2}\n").value == {"a": "1", "<<": {"b": "2"}}

    @pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
    def test_nesting(self, path: Path, opening: str) -> None:
        closing = {"[": "]", "{a: ": "}"}.get(opening, "")

        def nested(depth: int) -> str:
            return f"a:\n {opening * depth}1{closing * depth}\n"

        most = MAX_DEPTH - 1  # the sheet itself is the first
        read(path, nested(most))
        assert refused(path, nested(most + 1)) == (2, "fields are nested too deeply")

    @pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{? ", "{[: "])
    def test_nesting_without_end(self, path: Path, opening: str) -> None:
        refused(path, opening * (MAX_BYTES // len(opening)))

    def test_size(self, path: Path) -> None:
        most = "a: " + "x" * (MAX_BYTES - 3)
        assert len(read(path, most).value["a"]) == MAX_BYTES - 3
        sentence = f"the file is larger than {MAX_BYTES} bytes, more than any document needs"
        assert refused(path, most + "x") == (1, sentence)
        # What is too large is not even decoded.
        assert refused(path, bytes([255]) * (MAX_BYTES + 1)) == (1, sentence)

    @pytest.mark.parametrize(
        "content",
        ["", "\n \n", "# ความเห็น\n", "- a\n- b\n", "คำ\n", "~\n", "[a: 1]", '"a: 1"', "\ufeff"],
    )
    def test_no_fields(self, path: Path, content: str) -> None:
        sentence = "the file must hold fields of the form `name: value`"
        assert refused(path, content) == (1, sentence)

    @pytest.mark.parametrize(
        ("content", "line"),
        [("a: 1\n? [b, c]\n: 2\n", 2), ("a: 1\n{b: 1}: 2\n", 2), ("x:\n  - [a]: 1\n", 2)],
    )
    def test_a_name_that_is_no_word(self, path: Path, content: str, line: int) -> None:
        assert refused(path, content) == (line, "a field's name must be a word")

    def test_missing(self, path: Path) -> None:
        with pytest.raises(SheetError, match=r"sheet\.yaml:1: there is no such file"):
            read_sheet(path)

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(SheetError, match=r":1: this is a folder or a device"):
            read_sheet(tmp_path)

    @ONE_FILE
    @given(
        content=st.binary(max_size=60)
        | any_text().map(str.encode)
        | st.text(st.sampled_from("ab:{}[]-?!&*#|>'\"%@`,\n\t \0ก"), max_size=60).map(str.encode)
    )
    def test_any_file_is_read_or_refused(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        try:
            sheet = read_sheet(path)
        except SheetError as error:
            (problem,) = error.problems
            assert 1 <= problem.line <= content.count(b"\n") + content.count(b"\r") + 2
        else:
            assert all(type(key) is str for key in sheet.value)
