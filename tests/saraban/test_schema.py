"""The JSON Schemas accept what the records accept, as an editor sees it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from house import EXAMPLES, House

from records.case import CaseSheet
from records.kind import KINDS
from records.office import Office
from saraban.schema import names, schema

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = sorted(EXAMPLES.rglob("*.yaml"))
MODELS = {"office": Office, "case": CaseSheet} | {kind.id: kind.model for kind in KINDS.values()}


class Editor(yaml.SafeLoader):
    """Reads as an editor does: YAML 1.2, where 2563 is a number and 0132 is one too."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def seen(text: str) -> Any:
    return yaml.load(text, Loader=Editor)  # noqa: S506  # a safe loader


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(name))


def described(node: Any) -> list[dict[str, Any]]:
    """Return every field of a schema, wherever it stands."""
    found = []
    if isinstance(node, dict):
        found += list(node.get("properties", {}).values())
        node = list(node.values())
    if isinstance(node, list):
        found += [field for each in node for field in described(each)]
    return found


class TestSchemas:
    @pytest.mark.parametrize("name", names())
    def test_is_a_schema(self, name: str) -> None:
        jsonschema.Draft202012Validator.check_schema(schema(name))

    @pytest.mark.parametrize("path", SHEETS, ids=lambda path: f"{path.parent.name}/{path.name}")
    def test_accepts_every_sheet_of_the_examples(self, path: Path) -> None:
        sheet = seen(path.read_text("utf-8"))
        name = path.stem if path.stem in ("office", "case") else sheet["kind"]
        assert list(validator(name).iter_errors(sheet)) == []

    @pytest.mark.parametrize("name", names())
    def test_knows_every_field(self, name: str) -> None:
        fields = {info.alias or field for field, info in MODELS[name].model_fields.items()}
        assert schema(name)["properties"].keys() == fields

    @pytest.mark.parametrize("name", names())
    def test_every_field_has_a_thai_title(self, name: str) -> None:
        for field in described(schema(name)):
            title = field.get("title")
            assert title is None or not title.isascii() or title == "Link ภายนอก", field

    @pytest.mark.parametrize(
        "sheet",
        [
            "kind: memo\nsubject: 2563\nto: ก\nbody: 1.5\n",
            "kind: memo\nsubject: ก\nto: ก\nbody: ก\nnumber: 32/2563\nfiscal_year: 2563\n",
            "kind: memo\nsubject: ก\nto: ก\nbody: ก\nsigners: [a, {person: b}, {name: ก}]\n",
            "{kind: annex, title_lines: [1], tables: [{columns: [ก, {title: ข}], rows: [[1, 2]]}]}",
        ],
    )
    def test_accepts_numbers_for_text_and_short_forms(self, sheet: str) -> None:
        value = seen(sheet)
        assert list(validator(value["kind"]).iter_errors(value)) == []

    @pytest.mark.parametrize(
        "sheet",
        [
            "kind: memo\nsubject: ก\nto: ก\nbody: ก\nsubjct: ก\n",
            "kind: memo\nto: ก\nbody: ก\n",
            "kind: memo\nsubject: [ก]\nto: ก\nbody: ก\n",
            "kind: memo\nsubject: ก\nto: ก\nbody: ก\nurgency: ช้า\n",
            "kind: memo\nsubject: ก\nto: ก\nbody: ก\nsigners: [{position: ก}]\n",
        ],
    )
    def test_refuses_what_the_records_refuse(self, sheet: str) -> None:
        assert list(validator("memo").iter_errors(seen(sheet))) != []

    def test_knows_the_settings_of_a_page(self) -> None:
        office = "name: ก\npage: {margin_top: 20}\n"
        assert list(validator("office").iter_errors(seen(office))) == []
        wrong = office.replace("margin_top", "margin_tpo")
        assert list(validator("office").iter_errors(seen(wrong))) != []


class TestCommand:
    def test_shows_one(self, house: House) -> None:
        assert json.loads(house.run("schema", "memo").out) == schema("memo")

    def test_takes_thai_names(self, house: House) -> None:
        assert json.loads(house.run("schema", "ประกาศ").out) == schema("announcement")

    def test_shows_all(self, house: House) -> None:
        assert json.loads(house.run("schema").out) == {name: schema(name) for name in names()}

    def test_writes_all(self, house: House) -> None:
        assert house.run("schema", "-o", "s").code == 0
        files = {
            path.name: json.loads(path.read_text("utf-8"))
            for path in (house.folder / "s").iterdir()
        }
        assert files == {f"{name}.json": schema(name) for name in names()}

    def test_an_unknown_kind(self, house: House) -> None:
        ended = house.run("schema", "poem")
        assert ended.code == 2
        assert "memo" in ended.err
