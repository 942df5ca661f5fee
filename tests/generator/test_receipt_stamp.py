"""The receipt stamp: “2.5 × 5 cm, top-right: agency, เลขรับ, วันที่, เวลา”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from makings import OFFICE
from pages import MM, Page, pages_of, tight
from prints import listening
from validators import qpdf, verapdf

from generator.compose import words_of
from records.kinds.receipt_stamp import LONGEST_AGENCY, ReceiptStamp
from records.papers import paper

if TYPE_CHECKING:
    from pathlib import Path

    from generator.printing import Printer
    from records.case import Document

LONG = "ศูนย์อนามัยสิ่งแวดล้อมและอาชีวอนามัยระหว่างประเทศแห่งภาคเหนือตอนล่าง จังหวัดตัวอย่าง สาขาที่ ๒ ของจังหวัด"
STAMPS: dict[str, dict[str, Any]] = {
    "usual": {"register_number": "๑๒๓", "date": "13 ก.พ. 2563", "time": "๑๐.๓๐ น."},
    "blank": {},
    "two lines": {"agency": "สำนักงานสาธารณสุขอำเภอเมืองตัวอย่างทั่วไป"},
    "long": {"agency": LONG[:LONGEST_AGENCY], "register_number": "๑,๒๓๔", "time": "๑๐.๓๐ น."},
}
ALL = pytest.mark.parametrize("small", [False, True], ids=["page", "small"])
NAMES = pytest.mark.parametrize("name", STAMPS)


def stamp(name: str, *, small: bool) -> Document:
    values = {"agency": OFFICE.name, "small": small, **STAMPS[name]}
    return paper(ReceiptStamp.model_validate(values), OFFICE, "stamp")


def printed(name: str, printer: Printer, *, small: bool) -> Page:
    with listening() as notes:
        rendition = printer.print(stamp(name, small=small), "pdf")
    assert notes == []
    [page] = pages_of(rendition.data)
    return page


@NAMES
@ALL
class TestPage:
    def test_words(self, name: str, small: bool, printer: Printer) -> None:  # noqa: FBT001  # a parameter
        page = printed(name, printer, small=small)
        assert page.text == tight(words_of(stamp(name, small=small)))
        for label in ("เลขรับ", "วันที่", "เวลา"):
            assert label in page.text

    def test_size_and_place(self, name: str, small: bool, printer: Printer) -> None:  # noqa: FBT001  # a parameter
        page = printed(name, printer, small=small)
        left, top = (0.0, 0.0) if small else (210 - 10 - 50, 10.0)
        paper_size = (50, 25) if small else (210, 297)
        assert (round(page.width / MM), round(page.height / MM)) == paper_size
        frame = [box for box in page.boxes if box.height > 20 * MM or box.width > 45 * MM]
        assert min(box.left for box in frame) / MM == pytest.approx(left, abs=0.3)
        assert max(box.right for box in frame) / MM == pytest.approx(left + 50, abs=0.3)
        assert min(box.top for box in frame) / MM == pytest.approx(top, abs=0.3)
        assert max(box.bottom for box in frame) / MM == pytest.approx(top + 25, abs=0.3)

    def test_all_words_are_inside(self, name: str, small: bool, printer: Printer) -> None:  # noqa: FBT001  # a parameter
        page = printed(name, printer, small=small)
        left, top = (0.0, 0.0) if small else ((210 - 10 - 50) * MM, 10 * MM)
        for letter in page.letters:
            assert left < letter.origin < letter.right + 0.1 < left + 50 * MM
            assert top + letter.size * 0.6 < letter.baseline < top + 25 * MM - 1


def test_what_is_known_is_written_and_the_rest_is_dotted(printer: Printer) -> None:
    blank, usual = (printed(name, printer, small=True) for name in ("blank", "usual"))
    assert blank.text == tight(OFFICE.name) + "เลขรับวันที่เวลา"
    assert usual.text == tight(OFFICE.name) + "เลขรับ๑๒๓วันที่๑๓ก.พ.๒๕๖๓เวลา๑๐.๓๐น."


@pytest.mark.parametrize("flavour", ["3u", "ua1"])
def test_validators_find_nothing(
    flavour: verapdf.Flavour, printer: Printer, tmp_path: Path
) -> None:
    for name in STAMPS:
        for small in (False, True):
            data = printer.print(stamp(name, small=small), "pdf").data
            (tmp_path / f"{name} {small}.pdf").write_bytes(data)
    files = sorted(tmp_path.iterdir())
    assert verapdf.validate(files, flavour) == {path: [] for path in files}
    assert [path for path in files if qpdf.check(path)] == []
