"""What a demand that clashes comes from is read out of words once, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories import NOW
from tests.older import begun_at, to

BEFORE = [("roadmap", "0011_limits_of_plans")]
AFTER = [("roadmap", "0012_what_demands_come_from")]
SAID = [
    ("promised to Renata Vogel by 30 June 2027", "promise"),
    ("kept by hand", "wish"),
    ("kept there by hand: promised to Renata", "wish"),
    ("it is being done", "work"),
    ("", ""),
]


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    with begun_at(BEFORE) as tables:
        yield tables


def test_each_demand_is_named_by_the_words_it_was_written_with(old: Any) -> None:
    space = old.get_model("accounts", "Workspace").objects.create(name="Acme")
    clash = [{"words": "It is in", "kind": "latest", "by": by} for by, _ in SAID]
    for name, kept in (("Clashing", clash), ("Fine", [])):
        old.get_model("roadmap", "Plan").objects.create(
            workspace=space, name=name, clash=kept, periods=["2027Q1"], weights={},
            problem={}, made_at=NOW, changed_at=NOW, status="infeasible",
        )  # fmt: skip

    plans = to(AFTER).get_model("roadmap", "Plan").objects

    found = plans.get(name="Clashing").clash
    assert [(one["by"], one["of"]) for one in found] == SAID
    assert plans.get(name="Fine").clash == []
