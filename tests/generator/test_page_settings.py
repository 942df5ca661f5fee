"""An office may set those measures where practice varies, and no others."""

from __future__ import annotations

from generator.measures import Measures, settings
from records.page import PageSettings


def test_the_settings_are_the_measures_marked_as_such() -> None:
    assert set(PageSettings.model_fields) == settings()


def test_a_setting_moves_the_page_and_nothing_else() -> None:
    usual, own = Measures.of({}), Measures.of(PageSettings(margin_top=40).given)
    changed = {name for name in usual.lengths if usual[name] != own[name]}
    assert changed == {"margin_top"}
