"""Composing: what is typed prints as typed; what a template lacks is an error with its line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makings import OFFICE, document_of, documents, lines

from generator.compose import compose, text_of, words_of
from generator.measures import Measures
from records.digits import print_digits
from records.kind import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.case import Document

USUAL = Measures.of({})
MEMO = {
    "kind": "memo",
    "number": "ตย 0132/7",
    "date": "13 กุมภาพันธ์ 2563",
    "subject": "ทดสอบ",
    "to": "ผู้เกี่ยวข้อง",
    "body": "ข้อความ",
    "signers": ["somchai"],
}


def html(values: dict[str, Any], mark: str = "") -> str:
    return compose(document_of(MEMO | values), USUAL, mark).html


class Reader(HTMLParser):
    """Collects attributes by element and name, and the text of one class."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, str]] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [(tag, name, value or "") for name, value in attrs]

    def meta(self) -> dict[str, str]:
        names = [value for tag, name, value in self.found if (tag, name) == ("meta", "name")]
        contents = [value for tag, name, value in self.found if (tag, name) == ("meta", "content")]
        return dict(zip(names, contents, strict=True))


class TestWords:
    """Autoescape on: what is typed prints as it was typed."""

    NASTY = (
        "a < b & c > d",
        "\"ก\" 'ข'",
        "&",
        "<",
        "]]>",
        "-->",
        "`<b>&amp;</b>`",
        "}} %}",
        "\\n",
        "<3",
    )

    @pytest.mark.parametrize("text", NASTY)
    @pytest.mark.parametrize("field", ["subject", "to", "agency", "closing", "salutation"])
    def test_in_a_line(self, field: str, text: str) -> None:
        page = html({field: f"ก {text} ข"})
        printed = print_digits(text.replace("`", "")) if "`" not in text else text.replace("`", "")
        assert f"ก {printed} ข" in text_of(page)
        assert Reader(page).tags.count("b") == 0

    @pytest.mark.parametrize("text", NASTY)
    def test_in_attributes(self, text: str) -> None:
        typed = text.replace("`", "").replace("<b>", "").replace("</b>", "").replace("&amp;", "&")
        office = OFFICE.model_copy(update={"name": f'ก {typed}" onload="x'})
        document = document_of(MEMO, office)
        reader = Reader(compose(document, USUAL).html)
        assert reader.meta()["author"] == office.name
        assert not any(name.startswith("on") for _, name, _ in reader.found)

    def test_in_the_alternative_text_of_a_picture(self) -> None:
        picture = {"file": "a.png", "alt": "ก \" onerror='x' & <3"}
        document = document_of({"kind": "evidence_sheet", "pictures": [picture]})
        found = Reader(compose(document, USUAL).html).found
        assert [value for _, name, value in found if name == "alt"][-1] == picture["alt"]
        assert not any(name.startswith("on") for _, name, _ in found)

    @settings(max_examples=50)
    @given(lines(), lines(4))
    def test_of_any_line(self, subject: str, to: str) -> None:
        words = "".join(words_of(document_of(MEMO | {"subject": subject, "to": to})).split())
        for text in (subject, to):
            assert "".join(print_digits(text).split()) in words

    @pytest.mark.parametrize("kind", KINDS)
    @settings(max_examples=12)
    @given(data=st.data())
    def test_of_any_document(self, kind: str, data: st.DataObject) -> None:
        document: Document = data.draw(documents(kind))
        page = compose(document, USUAL).html
        reader = Reader(page)
        assert reader.tags.count("h1") == 1
        assert reader.tags.count("body") == 1
        classes = {
            word for _, name, value in reader.found if name == "class" for word in value.split()
        }
        assert classes <= KNOWN | USUAL.styles.keys() | {kind}
        assert words_of(document) == text_of(page)


# The classes of docs/html.md that are no paragraph styles.
KNOWN = {
    *("emblem", "emblem-box", "center", "left", "keep", "signature", "signers", "form-block"),
    *("contacts", "columns", "column", "grid", "form", "blank", "page", "label", "fill", "half"),
    *("name", "no", "head-label", "form-label", "typed", "landscape"),
}


class TestHead:
    def test_says_what_the_document_is(self) -> None:
        assert Reader(html({})).meta() == {
            "author": "สำนักงานสาธารณสุขอำเภอตัวอย่าง",
            "saraban-created": "2020-02-13",
            "saraban-page-numbers": "yes",
            "saraban-catchword": "yes",
        }

    def test_says_what_was_asked_for(self) -> None:
        wanted = {"secrecy": "ลับ", "page_numbers": False, "catchword": False, "landscape": True}
        page = html(wanted, mark="ร่าง")
        meta = Reader(page).meta()
        assert meta["saraban-mark"] == "ร่าง"
        assert meta["saraban-secrecy"] == "ลับ"
        assert meta["saraban-page-numbers"] == meta["saraban-catchword"] == "no"
        assert '<body class="memo landscape">' in page

    def test_a_document_without_a_date(self) -> None:
        document = document_of({"kind": "annex", "title_lines": ["ก"]})
        assert "saraban-created" not in compose(document, USUAL).html

    @pytest.mark.parametrize("kind", KINDS)
    def test_catchwords_are_those_of_the_kind(self, kind: str) -> None:
        values = {name: MEMO[name] for name in ("subject", "to", "body")}
        fields = KINDS[kind].model.model_fields
        known = {name: value for name, value in values.items() if name in fields}
        if "title_lines" in fields:
            known["title_lines"] = ["ก"]
        meta = Reader(compose(document_of({"kind": kind, **known}), USUAL).html).meta()
        assert meta["saraban-catchword"] == ("yes" if KINDS[kind].catchword else "no")


class TestForms:
    """A publication form's heading follows from the office's scope and the fiscal year."""

    @pytest.mark.parametrize("scope", ["ส่วนกลาง", "ส่วนภูมิภาค"])
    @pytest.mark.parametrize("year", [None, "2550", "2563", "2568"])
    def test_heading(self, scope: str, year: str | None) -> None:
        office = type(OFFICE).model_validate({"name": "ก", "scope": scope})
        words = words_of(document_of({"kind": "request_form", "fiscal_year": year}, office))
        assert f"ราชการบริหาร{scope}" in words

    def test_a_heading_that_is_given(self) -> None:
        given_ = {"heading_lines": ["หัวเรื่อง"], "table_title": "ชื่อตาราง"}
        words = words_of(document_of({"kind": "request_form", **given_}))
        assert words.lstrip().startswith("หัวเรื่อง")
        assert "ชื่อตาราง" in words
        assert "ราชการบริหาร" not in words

    def test_an_office_without_a_form(self) -> None:
        office = type(OFFICE).model_validate({"name": "ก", "scope": "ส่วนท้องถิ่น"})
        page = compose(document_of({"kind": "request_form"}, office), USUAL).html
        assert "ราชการบริหาร" not in page


class TestLetters:
    @pytest.mark.parametrize(
        ("salutation", "respect"),
        [("เรียน", "ขอแสดงความนับถือ"), ("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"), ("สวัสดี", "")],
    )
    def test_the_closing_answers_the_salutation(self, salutation: str, respect: str) -> None:
        page = html({"kind": "letter", "salutation": salutation})
        assert f'<p class="respect">{respect}</p>' in page

    def test_a_closing_that_is_given(self) -> None:
        page = html({"kind": "letter", "respect": "ด้วยความเคารพ"})
        assert '<p class="respect">ด้วยความเคารพ</p>' in page


# Runs in a process of its own, with a copy of templates_th in front of the real one: fills in
# each template in turn and says what became of it.
RUN = """
import json, resource, sys
from importlib.resources import files
from pathlib import Path
sys.path.insert(0, sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
from makings import document_of
from generator import compose
from generator.measures import Measures
from records.errors import TemplateError
place = Path(str(files("templates_th"))) / "memo.html.j2"
text = place.read_text("utf-8")
asked = json.loads(sys.stdin.read())
ended = []
for harm in asked["harms"]:
    place.write_text(text.replace("<h1", harm + "<h1", 1), "utf-8")
    compose._environment.cache_clear()
    try:
        html = compose.compose(document_of(asked["memo"]), Measures.of({})).html
        ended.append(["printed", html[:100_000], len(html)])
    except TemplateError as error:
        ended.append(["TemplateError", str(error), error.facts["line"]])
    except Exception as error:
        ended.append([type(error).__name__, str(error)[:500], 0])
print(json.dumps(ended))
"""
LOOPS = "{% for a in range(99) %}" * 5
ENDS = "{% endfor %}" * 5
REFUSED = [
    # Past the sandbox.
    *("{{ ''.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ record.__init__.__globals__ }}"),
    *("{{ ''['__class__'] }}", "{{ '' | attr('__class__') }}", "{{ record._private }}"),
    *(
        "{{ record.heading.__func__ }}",
        "{{ lists.__class__ }}",
        "{{ self._TemplateReference__context }}",
    ),
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ '{0.__class__}'.format(record) }}",
    "{{ next_table.__globals__ }}",
    # To files.
    *(
        "{% include '/etc/passwd' %}",
        "{% include '../fonts/glyphs.json' %}",
        "{% include 'nothing' %}",
    ),
    *("{% import 'os' as os %}", "{% include '__init__.py' %}", "{% include 'measures.yaml' %}"),
    "{% include './memo.css.j2' %}",
    "{{ (document.path / '/etc/passwd').read_text() }}",
    "{{ document.path.absolute() }}",
    "{{ document.folder.iterdir() | list }}",
    "{{ document.path.unlink() }}",
    # Without end.
    *(
        "{{ 'x' * 10 ** 9 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%999999999d' % 1 }}",
    ),
    *("{% for a in range(10 ** 9) %}x{% endfor %}", "{% for a in range(1000000000) %}{% endfor %}"),
    *(LOOPS + "{{ record.subject }}" + ENDS, LOOPS + ENDS),
    "{{ '%3000000000d' | format(1) }}",
    "{{ 'x'.ljust(3000000000) }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'memo.html.j2' %}",
    # What the record lacks, or a template gets wrong.
    *(
        "{{ record.nothing }}",
        "{{ nothing }}",
        "{{ record.nothing.more }}",
        "{{ record['nothing'] }}",
    ),
    *("{{ record.signers[7].name }}", "{{ nothing | line }}", "{{ [] | first }}", "{{ {}['a'] }}"),
    *(
        "{% if %}",
        "{{ ",
        "{% for a in record %}",
        "{{ 1 | nothing }}",
        "{{ 1 / 0 }}",
        "{{ none() }}",
    ),
    *(
        "{{ record.date | date('NOPE') }}",
        "{{ 5 | date('ERA') }}",
        "{{ 5 | prose }}",
        "{{ range('x') }}",
    ),
    *(
        "{{ 'x'.index('y') }}",
        "{{ 5 | widths }}",
        "{{ 5 | grid }}",
        "{{ record.subject.nothing() }}",
    ),
]
HARMLESS = [
    ("{{ '<b>&' }}", "&lt;b&gt;&amp;"),
    ("{{ record.subject ~ '<' }}", "ทดสอบ&lt;"),
    ("{{ 2 * 3 }}", "6"),
    ("{% for a in range(3) %}{{ a }}{% endfor %}", "012"),
    ("{{ nothing is defined }}", "False"),
]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, int]]:
    shadow = tmp_path_factory.mktemp("shadow")
    shutil.copytree(str(files("templates_th")), shadow / "templates_th")
    harms = [*REFUSED, *(harm for harm, _ in HARMLESS)]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(Path(__file__).parent)],
        input=json.dumps({"harms": harms, "memo": MEMO}),
        env={"PYTHONPATH": f"{shadow}:{root}", "PATH": "/usr/bin:/bin"},
        cwd=shadow,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(zip(harms, map(tuple, json.loads(done.stdout)), strict=True))


class TestSandbox:
    """Templates can reach neither a file nor an address, nor run without end."""

    @pytest.mark.parametrize("harm", REFUSED)
    def test_is_refused(self, ended: dict[str, tuple[str, str, int]], harm: str) -> None:
        outcome, sentence, line = ended[harm]
        assert outcome == "TemplateError", sentence[:3000]
        assert re.match(r"\S+:\d+: the template cannot be filled in: \S", sentence)
        template = files("templates_th").joinpath("memo.html.j2").read_text("utf-8")
        here = template[: template.index("<h1")].count("\n") + 1
        whole = ("include", "import", "without end", "{{ ", "{% for a in record", "macro")
        assert line == here or any(word in harm + sentence for word in whole)

    @pytest.mark.parametrize("harm", [harm for harm in REFUSED if harm.startswith("{{ record.n")])
    def test_the_line_is_that_of_the_mistake(
        self, ended: dict[str, tuple[str, str, int]], harm: str
    ) -> None:
        template = files("templates_th").joinpath("memo.html.j2").read_text("utf-8")
        _, sentence, line = ended[harm]
        assert line == template[: template.index("<h1")].count("\n") + 1
        assert sentence.startswith(f"memo.html.j2:{line}: ")
        assert "nothing" in sentence

    @pytest.mark.parametrize(("harm", "printed"), HARMLESS)
    def test_what_is_harmless_is_printed(
        self, ended: dict[str, tuple[str, str, int]], harm: str, printed: str
    ) -> None:
        outcome, page, _ = ended[harm]
        assert outcome == "printed", page
        assert f"{printed}<h1" in page
