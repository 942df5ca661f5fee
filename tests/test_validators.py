"""The validators judge: they pass what is right, fail what is wrong, and never stay silent."""

from __future__ import annotations

import base64
import io
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL.Image
import pytest
import weasyprint
from validators import qpdf, verapdf
from weasyprint.text.fonts import FontConfiguration

if TYPE_CHECKING:
    import pydyf

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning")

Verdicts = tuple[str, dict[str, list[str]]]

FONT = Path(__file__).parents[1] / "fonts" / "THSarabunPSK-Regular.ttf"
DATE = datetime(2020, 2, 13, tzinfo=timezone(timedelta(hours=7)))
CSS = f"""
@font-face {{ font-family: TestSarabun; src: url({FONT.as_uri()}) }}
@page {{ @top-center {{ content: "- " counter(page, thai) " -"; font-family: TestSarabun }} }}
html {{ font-family: TestSarabun; font-weight: normal }}
h1, th {{ font-weight: normal }}
img {{ image-rendering: crisp-edges }}
"""
PDFUA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


def emblem() -> str:
    picture = io.BytesIO()
    PIL.Image.new("L", (20, 20), 90).save(picture, "PNG")
    return "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()


def page(*, lang: str = 'lang="th"', alt: str = 'alt="ตราครุฑ"', title: str = "บันทึกข้อความ") -> str:
    return f"""<html {lang}><title>{title}</title><body>
    <h1><img src="{emblem()}" {alt}> บันทึกข้อความ</h1>
    <p>อ้างถึง <a href="https://example.go.th/">ประกาศ</a> และ <a href="#table">ตาราง</a></p>
    <ol><li>ทำ<ol><li>น้ำ</li></ol></li></ol>
    <table id="table"><thead><tr><th>ที่</th><th>ราย&#xA0;การ</th></tr></thead>
    <tbody><tr><td rowspan="2">๑</td><td>ก&#x2060;ข</td></tr><tr><td>ค</td></tr></tbody></table>"""


def name_pdfua(_: object, pdf: pydyf.PDF) -> None:
    """State PDF/UA in the one RDF block; xmp_metadata would open a second one, which is void."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", PDFUA) for part in metadata.stream]


def print_page(target: Path, html: str, **options: Any) -> Path:
    fonts = FontConfiguration()
    css = weasyprint.CSS(string=CSS, font_config=fonts)
    weasyprint.HTML(string=html).write_pdf(
        target, stylesheets=[css], font_config=fonts, pdf_identifier=b"saraban", **options
    )
    return target


def print_both(target: Path, html: str, **options: Any) -> Path:
    record = weasyprint.Attachment(
        string="{}", name="record.json", created=DATE, modified=DATE, relationship="Source"
    )
    both = {"pdf_variant": "pdf/a-3u", "pdf_tags": True, "finisher": name_pdfua}
    return print_page(target, html, **{**both, "attachments": [record], **options})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    room = tmp_path_factory.mktemp("pages")
    plain = print_page(room / "plain.pdf", page())
    (room / "cut.pdf").write_bytes(plain.read_bytes()[:2000])
    (room / "text.pdf").write_text("not a PDF at all", encoding="utf-8")
    smooth = page().replace("<img", '<img style="image-rendering: auto"')
    return {
        "right": print_both(room / "right.pdf", page()),
        "plain": plain,
        "no tags": print_both(room / "untagged.pdf", page(), pdf_tags=False),
        "no PDF/UA part": print_both(room / "unnamed.pdf", page(), finisher=None),
        "no language": print_both(room / "unspoken.pdf", page(lang="")),
        "no title": print_both(room / "untitled.pdf", page(title="")),
        "no alt": print_both(room / "unseen.pdf", page(alt="")),
        "interpolated": print_both(room / "smooth.pdf", smooth),
        "cut": room / "cut.pdf",
        "no PDF": room / "text.pdf",
    }


@pytest.fixture(scope="module", params=["3u", "ua1"])
def broken(request: pytest.FixtureRequest, pages: dict[str, Path]) -> Verdicts:
    """Give the flavour, and the broken rules of each page by its name."""
    verdicts = verapdf.validate(list(pages.values()), request.param)
    return request.param, {name: verdicts[path] for name, path in pages.items()}


class TestVeraPdf:
    def test_passes_a_page_that_is_both(self, broken: Verdicts) -> None:
        assert broken[1]["right"] == []

    # Clauses of ISO 19005-3 (3u) and of ISO 14289-1 (ua1).
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("plain", {"3u": "6.6.2.1 ", "ua1": "7.1 "}),
            ("no tags", {"3u": "", "ua1": "7.1 "}),
            ("no PDF/UA part", {"3u": "", "ua1": "5 "}),
            ("no language", {"3u": "", "ua1": "7.2 "}),
            ("no title", {"3u": "", "ua1": "7.1 "}),
            ("no alt", {"3u": "", "ua1": "7.3 "}),
            ("interpolated", {"3u": "6.2.8 test 3", "ua1": ""}),
            ("cut", {"3u": "unreadable", "ua1": "unreadable"}),
            ("no PDF", {"3u": "unreadable", "ua1": "unreadable"}),
        ],
    )
    def test_names_what_is_broken(
        self, broken: Verdicts, name: str, expected: dict[str, str]
    ) -> None:
        flavour, rules = broken
        found, clause = rules[name], expected[flavour]
        if clause:
            assert any(rule.startswith(clause) for rule in found), found
        else:
            assert found == []

    def test_is_never_silent_without_java(
        self, pages: dict[str, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(verapdf.ValidatorUnavailableError, match="JDK"):
            verapdf.validate([pages["right"]], "3u")

    def test_is_never_silent_when_java_stops(
        self, pages: dict[str, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Xmx1k")
        with pytest.raises(verapdf.ValidatorUnavailableError, match="exit code 1"):
            verapdf.validate([pages["right"]], "3u")

    def test_does_not_judge_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            verapdf.validate([tmp_path / "missing.pdf"], "ua1")


class TestQpdf:
    def test_passes_sound_syntax(self, pages: dict[str, Path]) -> None:
        assert qpdf.check(pages["right"]) == []

    @pytest.mark.parametrize("name", ["cut", "no PDF"])
    def test_names_what_is_broken(self, pages: dict[str, Path], name: str) -> None:
        assert qpdf.check(pages[name])


def test_the_same_page_gives_the_same_bytes(pages: dict[str, Path], tmp_path: Path) -> None:
    again = print_both(tmp_path / "again.pdf", page())
    assert again.read_bytes() == pages["right"].read_bytes()
