"""Founding (ตั้งแฟ้ม): turns an empty place into an office folder, blank or with the example in it."""

from __future__ import annotations

from datetime import UTC
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from records.case import CASE_FILE, load_office
from records.office import FILE as OFFICE_FILE
from registry.register import CHECKPOINT, KEY, PUBLIC_KEY, Register
from registry.register import FOLDER as REGISTER
from saraban.delivery import Delivery
from saraban.schema import FOLDER, modeline, schema_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

CASES = "cases"
# In the wheel the example lies inside the package; in a source tree it lies where readers look.
EXAMPLES = (
    Path(__file__).with_name("example"),
    Path(__file__).parents[1] / "examples/model-office",
)
SHEETS = (".yaml", ".yml")
# What belongs to the office; the example's own tools do not.
WANTED = (*SHEETS, ".png", ".jpg", ".jpeg", ".svg")


def found_office(folder: Path, *, example: bool, by: str, now: datetime) -> tuple[Path, ...]:
    """Make an office folder with its register, and return the files that were written.

    A folder that has an office.yaml but no register gets the register only.

    Raises:
        AlreadyThereError: a file that would be written is there already.
        OutputError: the folder cannot be written.
        RegisterError: the register cannot be made there.
    """
    sheet = folder / OFFICE_FILE.name
    written = () if not example and _lacks_register(sheet) else _sheets(folder, example=example)
    _, office = load_office(folder)
    register = Register.found(folder, office, now.astimezone(UTC), by)
    register.close()
    return (*written, *(register.folder / name for name in (KEY, PUBLIC_KEY, CHECKPOINT)))


def _lacks_register(sheet: Path) -> bool:
    return sheet.is_file() and not (sheet.parent / REGISTER).exists()


def _sheets(folder: Path, *, example: bool) -> tuple[Path, ...]:
    found = dict(_example(folder) if example else _blank(folder))
    found |= {f"{FOLDER}/{name}": data for name, data in schema_files().items()}
    with Delivery(folder) as delivery:
        for name, data in found.items():
            delivery.put(name, data, fresh=True)
        if not example:
            delivery.make_folder(CASES)
    return tuple(folder / name for name in found)


def _blank(folder: Path) -> Iterator[tuple[str, bytes]]:
    text = files("saraban").joinpath("stationery", OFFICE_FILE.name).read_text("utf-8")
    yield OFFICE_FILE.name, (modeline(folder / OFFICE_FILE, folder, "office") + text).encode()


def _example(folder: Path) -> Iterator[tuple[str, bytes]]:
    source = next(path for path in EXAMPLES if path.is_dir())
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source)
        if path.suffix in WANTED and not any(part.startswith((".", "out")) for part in name.parts):
            data = path.read_bytes()
            if path.suffix in SHEETS:
                data = modeline(folder / name, folder, _schema_name(name, data)).encode() + data
            yield name.as_posix(), data


def _schema_name(name: Path, data: bytes) -> str:
    if name.name in (OFFICE_FILE.name, CASE_FILE.name):
        return name.stem
    sheet = yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506  # it makes text only
    return str(sheet["kind"])
