"""Specimens: PDF files that are right, and files each wrong in one way, for the validators.

Usage: python specimens.py FOLDER. They are made by plain WeasyPrint in a process of its own, since
the printing house changes WeasyPrint in every process that loads it.
"""

from __future__ import annotations

import base64
import io
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL.Image
import weasyprint
from weasyprint.text.fonts import FontConfiguration

if TYPE_CHECKING:
    import pydyf

FONT = Path(__file__).parents[2] / "fonts" / "THSarabunPSK-Regular.ttf"
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


def make(room: Path) -> None:
    """Write the specimens into a folder, each named by what is wrong with it."""
    plain = print_page(room / "plain.pdf", page())
    (room / "cut.pdf").write_bytes(plain.read_bytes()[:2000])
    (room / "no PDF.pdf").write_text("not a PDF at all", encoding="utf-8")
    smooth = page().replace("<img", '<img style="image-rendering: auto"')
    print_both(room / "right.pdf", page())
    print_both(room / "no tags.pdf", page(), pdf_tags=False)
    print_both(room / "no PDF-UA part.pdf", page(), finisher=None)
    print_both(room / "no language.pdf", page(lang=""))
    print_both(room / "no title.pdf", page(title=""))
    print_both(room / "no alt.pdf", page(alt=""))
    print_both(room / "interpolated.pdf", smooth)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
