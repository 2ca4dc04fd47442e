"""Areas of the pages stand side by side: what two of them need is in the shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.contracts.test_house_rules import ROOT

WEB = ROOT / "web"
SHARED = {"shell", "templatetags", "static", "templates"}
AREAS = sorted(
    path.name
    for path in WEB.iterdir()
    if (path / "__init__.py").exists() and path.name not in SHARED
)
# What one area may take of another, because it shows that area's own thing.
SHOWS = {
    "overview": {  # Today asks for the currency, and for forecasts and outcomes
        "leadline.web.accounts.forms",
        "leadline.web.decisions.prediction_forms",
    },
    "roadmap": {"leadline.web.strategy.outlook_page"},  # a plan's odds by that sheet
    "sharing": {  # a saved list is filtered by the fields of its own page
        "leadline.web.decisions.forms",
        "leadline.web.evidence.forms",
        "leadline.web.roadmap.lists",
        "leadline.web.strategy.forms",
    },
}


def taken_by(area: str) -> Iterator[str]:
    """The modules of other areas that an area imports."""
    for path in (WEB / area).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            parts = [*module.split("."), "", "", ""]
            if parts[1] == "web" and parts[2] in AREAS and parts[2] != area:
                yield module


@pytest.mark.parametrize("area", AREAS)
def test_no_area_takes_its_fields_from_another(area: str) -> None:
    assert set(taken_by(area)) == SHOWS.get(area, set()), "put it into web/shell"


def test_there_are_areas_to_look_at() -> None:
    assert {"strategy", "roadmap", "stakeholders"} <= set(AREAS)
