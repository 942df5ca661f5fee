"""Case (ชุดเอกสาร): turns case.yaml and the sheets that it lists into checked records.

An office folder holds office.yaml at its top; a case is a folder with case.yaml, which names its
documents in order and how they hang together. A document may also stand alone in the folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from records.amendment import amended
from records.dates import DateStyle, ThaiDate
from records.errors import Problem, SheetError
from records.fiscal import FiscalYear
from records.kind import KINDS, PAPERS, Kind
from records.objection import objection, problems
from records.office import FILE as OFFICE_FILE
from records.office import Id, Office
from records.sheet import Sheet, read_sheet
from records.wording import Facts, Frozen, Line

if TYPE_CHECKING:
    from records.record import Record

Model = TypeVar("Model", bound=BaseModel)

CASE_FILE = Path("case.yaml")
MAX_DOCUMENTS = 500
NOTHING: Mapping[str, str] = MappingProxyType({})
_NAMED_FACTS = ("subject", "title", "topic", "link", "agency", "to")


class Tie(StrEnum):
    """How a document of a case hangs on another one."""

    ORDERS = "orders"
    ANNEX_OF = "annex_of"
    FORM_OF = "form_of"
    ASKS_LEAVE_FOR = "asks_leave_for"
    REPORTS_ON = "reports_on"
    COVERS = "covers"
    SHOWS = "shows"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _file_inside(name: str) -> str:
    path = Path(name)
    if path.is_absolute() or ".." in path.parts or path.suffix not in (".yaml", ".yml"):
        raise objection(
            "outside", "`{name}` must be a .yaml file inside the case's folder", name=name
        )
    return name


class Listed(Frozen):
    """One line of case.yaml: a document's id, its file, and what it is tied to."""

    id: Id
    file: Annotated[Line, AfterValidator(_file_inside)]
    title: Line | None = None
    ties: Mapping[Tie, Annotated[tuple[Id, ...], BeforeValidator(_listed)]] = Field(
        default_factory=dict
    )


class CaseSheet(Frozen):
    """What case.yaml says."""

    title: Line
    fiscal_year: FiscalYear | None = None
    documents: Annotated[tuple[Listed, ...], Field(min_length=1, max_length=MAX_DOCUMENTS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A record in its place: the file that it was written in, and its office."""

    id: str
    path: Path
    record: Record
    office: Office
    folder: Path
    title: str
    ties: Mapping[Tie, tuple[str, ...]]

    @property
    def kind(self) -> Kind:
        """The kind's row."""
        return (KINDS | PAPERS)[self.record.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case: its documents in the order of case.yaml."""

    title: str
    path: Path
    office: Office
    folder: Path
    fiscal_year: FiscalYear | None
    documents: tuple[Document, ...]


def load_case(path: Path) -> Case:
    """Read a case from its folder or its case.yaml.

    Raises:
        SheetError: with every problem of every sheet.
    """
    path = path / CASE_FILE if path.is_dir() else path
    folder, office = load_office(path)
    sheet = read_sheet(path)
    case, sheets, facts = _read_case(sheet, office, folder)
    documents = _documents(case, sheets, office, folder, facts)
    _check_ties(case, sheet)
    return Case(
        title=case.title,
        path=path,
        office=office,
        folder=folder,
        fiscal_year=case.fiscal_year,
        documents=documents,
    )


def listed_sheets(path: Path) -> tuple[Path, ...]:
    """Return the sheets that a case lists, in order, without reading them.

    Raises:
        SheetError: case.yaml is wrong.
    """
    path = path / CASE_FILE if path.is_dir() else path
    case = parse(CaseSheet, read_sheet(path), {})
    return tuple(path.parent / item.file for item in case.documents)


def load_document(path: Path, fields: Mapping[str, str] = NOTHING) -> Document:
    """Read one document; in a case's folder the case's facts can be named in it.

    `fields` are read as if the sheet said so: the number and date that it is to get.

    Raises:
        SheetError: with every problem of the sheet.
    """
    sheet = amended(read_sheet(path), fields)
    folder, office = load_office(path)
    alone = Listed(id="document", file=path.name)
    nearest = office.facts()
    for beside in reversed(_cases_around(path, folder)):
        case, facts = _case_around(read_sheet(beside), office, folder, sheet)
        nearest = facts
        for item in case.documents:
            if (beside.parent / item.file).resolve() == path.resolve():
                return _document(item, sheet, office, folder, facts)
    return _document(alone, sheet, office, folder, nearest)


def _cases_around(path: Path, folder: Path) -> tuple[Path, ...]:
    """Return the case.yaml files above a document, nearest first, inside its office folder."""
    above = path.resolve().parents
    inside = [place / CASE_FILE for place in above if place.is_relative_to(folder)]
    return tuple(case for case in inside if case.is_file() and case != path.resolve())


def load_office(path: Path) -> tuple[Path, Office]:
    """Return the office folder around a path, and its office.

    Raises:
        SheetError: there is no office.yaml above the path, or it is wrong.
    """
    for folder in (path.resolve(), *path.resolve().parents):
        if (folder / OFFICE_FILE).is_file():
            return folder, parse(Office, read_sheet(folder / OFFICE_FILE), {})
    sheet = Sheet(path, {}, {})
    sentence = "no office.yaml in this folder or above it; `saraban init` makes an office folder"
    raise SheetError(sheet.problem((), sentence))


def parse(model: type[Model], sheet: Sheet, context: dict[str, Any]) -> Model:
    """Read a sheet as a model.

    Raises:
        SheetError: with every problem found, each at its line.
    """
    try:
        return model.model_validate(sheet.value, context=context)
    except ValidationError as error:
        raise SheetError(*problems(error, sheet, model)) from error


def _read_case(
    sheet: Sheet, office: Office, folder: Path, document: Sheet | None = None
) -> tuple[CaseSheet, dict[str, Sheet], Facts]:
    """Read a case's sheets, then once more its own, with the facts that they state."""
    plain = parse(CaseSheet, sheet, {})
    sheets = _read_documents(plain, sheet, folder, document)
    facts = _facts(office, plain, sheets)
    return parse(CaseSheet, sheet, {"facts": facts}), sheets, facts


def _case_around(
    sheet: Sheet, office: Office, folder: Path, document: Sheet
) -> tuple[CaseSheet, Facts]:
    """Read the case around one document; the others only if the document names a fact."""
    if "{" in document.text:
        case, _, facts = _read_case(sheet, office, folder, document)
        return case, facts
    return parse(CaseSheet, sheet, {}), office.facts()


def _read_documents(
    case: CaseSheet, sheet: Sheet, folder: Path, document: Sheet | None
) -> dict[str, Sheet]:
    """Read the sheets of a case; `document` is one that was read already, perhaps amended."""
    sheets: dict[str, Sheet] = {}
    for index, item in enumerate(case.documents):
        path = sheet.path.parent / item.file
        if not path.resolve().is_relative_to(folder):
            sentence = "`{name}` must be a .yaml file inside the case's folder"
            raise SheetError(sheet.problem(("documents", index, "file"), sentence, name=item.file))
        if item.id in sheets:
            sentence = "two documents of the case are called `{id}`"
            raise SheetError(sheet.problem(("documents", index, "id"), sentence, id=item.id))
        if not path.is_file():
            sentence = "the case lists `{name}`, but there is no such file"
            raise SheetError(sheet.problem(("documents", index, "file"), sentence, name=item.file))
        known = document and document.path.resolve() == path.resolve()
        sheets[item.id] = document if document and known else read_sheet(path)
    return sheets


def _check_ties(case: CaseSheet, sheet: Sheet) -> None:
    known = {item.id for item in case.documents}
    for index, item in enumerate(case.documents):
        for tie, others in item.ties.items():
            for other in others:
                if other not in known:
                    sentence = "no document of the case is called `{id}`"
                    place = ("documents", index, "ties", tie.value)
                    raise SheetError(sheet.problem(place, sentence, id=other))


def _documents(
    case: CaseSheet, sheets: dict[str, Sheet], office: Office, folder: Path, facts: Facts
) -> tuple[Document, ...]:
    documents: list[Document] = []
    wrong: list[Problem] = []
    for item in case.documents:
        try:
            documents.append(_document(item, sheets[item.id], office, folder, facts))
        except SheetError as error:
            wrong.extend(error.problems)
    if wrong:
        raise SheetError(*wrong)
    return tuple(documents)


def _document(item: Listed, sheet: Sheet, office: Office, folder: Path, facts: Facts) -> Document:
    kind = str(sheet.value.get("kind"))
    if kind not in KINDS:
        sentence = "`kind:` must be one of: {kinds}"
        raise SheetError(sheet.problem(("kind",), sentence, kinds=", ".join(KINDS)))
    context = {"facts": facts, "people": office.people, "date": _date(sheet)}
    record = parse(KINDS[kind].model, sheet, context)
    return Document(
        id=item.id,
        path=sheet.path,
        record=record,
        office=office,
        folder=folder,
        title=item.title or record.heading,
        ties=item.ties,
    )


def _date(sheet: Sheet) -> ThaiDate | None:
    try:
        return ThaiDate.parse(str(sheet.value.get("date", "")))
    except ValueError:
        return None


def _facts(office: Office, case: CaseSheet, sheets: dict[str, Sheet]) -> Facts:
    """Gather the facts as typed; what is wrong in them is found where they stand."""
    values = dict(office.facts().values)
    values["case.title"] = case.title
    if case.fiscal_year:
        values["case.fiscal_year"] = str(case.fiscal_year)
        values["case.last_fiscal_year"] = str(case.fiscal_year.previous)
    for id_, sheet in sheets.items():
        for name in _NAMED_FACTS:
            if isinstance(text := sheet.value.get(name), str):
                values[f"{id_}.{name}"] = text.strip()
        lines = sheet.value.get("title_lines")
        if isinstance(lines, list):
            values[f"{id_}.title"] = " ".join(str(line) for line in lines)
        if isinstance(number := sheet.value.get("number"), str):
            values[f"{id_}.number"] = number
        if day := _date(sheet):
            values[f"{id_}.date"] = day.format(DateStyle.LONG)
            values[f"{id_}.date_era"] = day.format(DateStyle.ERA)
    return Facts(values)
