"""Measures: each length once, with its source; styles that resolve; what an office may set."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from generator.measures import POINTS, Align, Measures, ParagraphStyle, settings
from records.page import PageSettings


def read(name: str) -> dict[str, dict[str, Any]]:
    text = files("templates_th").joinpath(name).read_text("utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return loaded


MEASURES = read("measures.yaml")
STYLES = read("styles.yaml")
USUAL = Measures.of({})


class TestMeasures:
    @pytest.mark.parametrize("name", MEASURES)
    def test_has_a_value_a_unit_and_a_source(self, name: str) -> None:
        entry = MEASURES[name]
        assert entry.keys() - {"setting"} == {"value", "unit", "source"}
        assert entry["unit"] in POINTS
        assert 0 < entry["value"] <= 300
        assert len(entry["source"]) >= len("practice")
        assert entry.get("setting", True) is True

    @pytest.mark.parametrize("name", MEASURES)
    def test_is_in_points(self, name: str) -> None:
        entry = MEASURES[name]
        assert USUAL[name] == pytest.approx(entry["value"] * POINTS[entry["unit"]])

    def test_a_millimetre(self) -> None:
        assert USUAL["page_width"] == pytest.approx(595.28, abs=0.01)
        assert USUAL["page_height"] == pytest.approx(841.89, abs=0.01)

    def test_an_unknown_one(self) -> None:
        with pytest.raises(KeyError):
            _ = USUAL["margin_tpo"]

    @pytest.mark.parametrize(
        ("line", "size"),
        [("text_line", "text_size"), ("table_line", "table_size"), ("field_line", "label_size")],
    )
    def test_single_spacing(self, line: str, size: str) -> None:
        """TH SarabunPSK's own: 1.331 em."""
        assert USUAL[line] == pytest.approx(USUAL[size] * 1.331, abs=0.1)


class TestSettings:
    """An office may change those marked `setting: true`."""

    def test_are_those_marked(self) -> None:
        assert settings() == {name for name, entry in MEASURES.items() if entry.get("setting")}

    def test_are_those_that_an_office_may_name(self) -> None:
        assert settings() == PageSettings.model_fields.keys()

    @pytest.mark.parametrize("name", sorted(settings()))
    def test_change_one_measure(self, name: str) -> None:
        given = PageSettings.model_validate({name: "11"}).given
        assert given == {name: 11.0}
        changed = Measures.of(given)
        assert changed[name] == pytest.approx(11 * POINTS[MEASURES[name]["unit"]])
        others = MEASURES.keys() - {name}
        assert {each: changed[each] for each in others} == {each: USUAL[each] for each in others}

    def test_reach_the_styles(self) -> None:
        wide = Measures.of({"clause_step": 10.0})
        step = 2.5 * POINTS["mm"]
        for level in (1, 2, 3, 4):
            name = f"clause-{level}"
            moved = wide.styles[name].first_line - USUAL.styles[name].first_line
            assert moved == pytest.approx((level - 1) * step)


class TestStyles:
    @pytest.mark.parametrize("name", STYLES)
    def test_resolves(self, name: str) -> None:
        style = USUAL.styles[name]
        assert style.name == name
        assert style.align in get_args(Align)
        assert style.word.startswith("สารบรรณ ")
        for entry in fields(ParagraphStyle):
            value = getattr(style, entry.name)
            if entry.type in ("float", "float | None") and value is not None:
                assert isinstance(value, float)
                assert 0 <= value < USUAL["page_width"]
        assert style.size > 0
        assert style.line is None or style.line >= style.size

    @pytest.mark.parametrize("name", STYLES)
    def test_has_only_keys_that_are_used(self, name: str) -> None:
        assert STYLES[name].keys() <= {entry.name for entry in fields(ParagraphStyle)} - {"name"}

    def test_every_style_has_its_own_name_in_word(self) -> None:
        names = [style.word for style in USUAL.styles.values()]
        assert len(names) == len(set(names))

    def test_lengths_are_no_bare_numbers(self) -> None:
        """Each length stands once, in measures.yaml."""
        bare = {
            (name, key)
            for name, entry in STYLES.items()
            for key, value in entry.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        }
        assert bare == set()

    def test_every_measure_is_used(self) -> None:
        texts = [path.read_text("utf-8") for path in files("templates_th").iterdir()
                 if path.is_file() and not path.name.startswith("measures")]  # fmt: skip
        texts += [path.read_text("utf-8") for path in _modules()]
        unused = [name for name in MEASURES if not any(name in text for text in texts)]
        assert unused == []


def _modules() -> list[Path]:
    return list(Path(str(files("generator"))).rglob("*.py"))
