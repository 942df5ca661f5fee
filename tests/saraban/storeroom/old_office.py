"""An office of ๒๕๕๖ whose records are old enough today: made by its own registrar, at his clock."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdf
from house import House, small_office

from records.dates import ThaiDate
from records.spelling import squeeze
from registry.ledger import read_acts
from registry.receipt import Incoming
from registry.register import Register
from registry.wanted import Paper
from saraban.bookroom import Bookroom
from saraban.desk import BANGKOK, Desk
from saraban.disposing import Disposal
from saraban.registrar import Registrar
from saraban.storeroom import FilingWish, Storeroom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registry.acts import Act
    from registry.keeping.state import DisposalList

CACTUS, PURCHASE, JASMINE = 1, 2, 3
"""The entries of the memos, whose numbers are the same."""
SCANNED, COPIED = 4, 5
"""The entries of two documents that were received as one and the same file."""
SUBJECTS = {CACTUS: "กระบองเพชร", PURCHASE: "จัดซื้อครุภัณฑ์", JASMINE: "มะลิวัลย์"}
SCAN = b"%PDF-1.7 scan " + b"saraban " * 10_000
ENGLISH = {"SARABAN_LANG": "en", "SARABAN_BY": "มานี"}
MEMOS = tuple(f"ตย 0132/{entry}" for entry in (CACTUS, PURCHASE, JASMINE))
OLD = ("--year", "2556")
IN_TIME = ("survey", "--year", "2567", "--date", "15 ม.ค. 2567")
A4_LYING = (842, 595)
COMMITTEE = ("นางสาวแพรวา ใจซื่อ", "นายธนา มั่นคง", "นางอรุณี สุขใจ")
REFUSED, USAGE, SHEET = 17, 2, 4


def memo(subject: str) -> str:
    return (
        f"kind: memo\nsubject: {subject}\nto: ผู้อำนวยการ\nbody: |\n  ถ้อยคำในเรื่อง{subject}\n"
        "signers: [somchai]\n"
    )


def day(text: str) -> ThaiDate:
    return ThaiDate.parse(text)


def make(folder: Path, year: int = 2013) -> House:
    """Make the office, with three memos issued and two documents received on ๔ มีนาคม."""
    house = small_office(folder)
    noon = datetime(year, 3, 4, 12, tzinfo=BANGKOK)
    desk = replace(Desk.around(folder), clock=lambda: noon)
    register = Register.found(folder, desk.office, noon.astimezone(UTC), "มานี")
    registrar = Registrar(desk=desk, register=register, by="มานี")
    for entry, subject in SUBJECTS.items():
        sheet = folder / f"cases/old/memo-{entry}.yaml"
        house.write(sheet.relative_to(folder).as_posix(), memo(subject))
        assert registrar.issue(sheet).entry == entry
    for subject in ("แจ้งกำหนดการประชุม", "แจ้งเวียน"):
        scan = Paper(name="scan.pdf", data=SCAN, form="application/pdf")
        incoming = Incoming(received=noon, subject=subject, sender="จังหวัดตาก", files=(scan,))
        registrar.receive(incoming)
    register.close()
    return house


def copied(house: House, folder: Path) -> House:
    return House(shutil.copytree(house.folder, folder))


def say(house: House, *arguments: object, code: int = 0) -> Any:
    """Give a command and return what it answers as JSON."""
    ended = house.run(*arguments, "--json", **ENGLISH)
    assert ended.code == code, ended.err
    return json.loads(ended.out)


def refused(house: House, *arguments: object, code: int = REFUSED) -> str:
    """Give a command that is refused, and return what is said."""
    ended = house.run(*arguments, **ENGLISH)
    assert (ended.code, ended.out) == (code, ""), ended.err
    return ended.err


@contextmanager
def storeroom(house: House) -> Iterator[Storeroom]:
    """Work in the storeroom, without a program around it."""
    registrar = Registrar.of(Desk.around(house.folder), "มานี")
    room = Bookroom.of(registrar)
    try:
        yield Storeroom(room)
    finally:
        room.close()


def keep(room: Storeroom, *entries: int, **wish: Any) -> None:
    room.keep(room.lines_of(entries), FilingWish(**wish), day("10 ม.ค. 2557"))


def agreed(room: Storeroom, *entries: int) -> DisposalList:
    """Return a list of ๒๕๖๗ to which everybody agreed."""
    found = room.survey(2567, day("15 ม.ค. 2567"))
    place = room.make_list(found, 25, room.lines_of(entries)).place
    members = [{"name": name} for name in COMMITTEE]
    destroy = list(entries)
    for on, step in {
        "20 ม.ค. 2567": {"stage": "committee", "members": members, "destroy": destroy},
        "1 ก.พ. 2567": {"stage": "head", "name": "นายสมชาย ตัวอย่างดี", "destroy": destroy},
        "2 ก.พ. 2567": {"stage": "sent", "letter": "ตย ๐๑๓๒/๙"},
        "20 ก.พ. 2567": {"stage": "archives", "agreed": destroy},
    }.items():
        room.decide(place, step, day(on))
    return room.list_of(place)


def dispose(room: Storeroom, *entries: int) -> DisposalList:
    """Keep, agree to and dispose of records."""
    listed = agreed(room, *entries)
    Disposal.of(room, listed).carry_out("เผา")
    return room.list_of(listed.place)


def raw(house: House) -> bytes:
    """Return every byte that lies in the register's folder."""
    files = sorted(house.folder.joinpath("register").rglob("*"))
    return b"".join(path.read_bytes() for path in files if path.is_file())


def log(house: House) -> list[Act]:
    register = Register.open(house.folder)
    with register.store.reading() as reader:
        acts = list(read_acts(reader))
    register.close()
    return acts


def page(path: Path) -> tuple[tuple[int, int], str]:
    """Return the size of a file's first page in points, and its words."""
    pages = pypdf.PdfReader(path).pages
    box = pages[0].mediabox
    words = squeeze("".join(each.extract_text() for each in pages))
    return (round(float(box.width)), round(float(box.height))), words


def cells(path: Path) -> str:
    rows = openpyxl.load_workbook(path).active
    assert rows is not None
    return " ".join(str(cell.value) for row in rows.iter_rows() for cell in row if cell.value)


def line(house: House, entry: int) -> dict[str, Any]:
    """Return a line of the book of letters sent."""
    items = say(house, "register", *OLD)["items"]
    (found,) = (item for item in items if item["entry"] == entry)
    return dict(found)
