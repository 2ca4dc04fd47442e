"""What a step of a promise was is read out of its sentence once, and put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.older import begun_at, to

BEFORE = [("stakeholders", "0006_briefings_with_a_state")]
AFTER = [("stakeholders", "0007_what_a_step_was")]
NOW = datetime(2026, 11, 23, tzinfo=UTC)

OLD = [
    ("", "agreed", ""),
    ("agreed", "agreed", "Moved from 2026-12-01 to 2027-01-15: The part is late"),
    ("agreed", "agreed", "Moved from None to 2027-01-20: They named a day"),
    ("agreed", "agreed", "Moved from 2027-01-20 to 2027-02-01: "),
    ("agreed", "at_risk", "Moved from the old plant to the new one"),
    ("at_risk", "at_risk", "Somebody wrote this by hand"),
]


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    with begun_at(BEFORE) as tables:
        yield tables


def steps(apps: Any) -> Any:
    return apps.get_model("stakeholders", "CommitmentStep").objects.order_by("pk")


def test_days_come_out_of_the_sentences_and_go_back(old: Any) -> None:
    space = old.get_model("accounts", "Workspace").objects.create(name="Acme")
    person = old.get_model("stakeholders", "Person").objects.create(
        workspace=space, name="Petra", function="finance"
    )
    promise = old.get_model("stakeholders", "Commitment").objects.create(
        workspace=space, person=person, what="Ship it", direction="given"
    )
    for was, state, why in OLD:
        steps(old).create(
            workspace=space, commitment=promise, at=NOW, was=was, state=state, why=why
        )

    now = to(AFTER)

    found = steps(now).values_list("kind", "moved_from", "moved_to", "why")
    assert list(found) == [
        ("made", None, None, ""),
        ("day", date(2026, 12, 1), date(2027, 1, 15), "The part is late"),
        ("day", None, date(2027, 1, 20), "They named a day"),
        ("day", date(2027, 1, 20), date(2027, 2, 1), ""),
        ("state", None, None, "Moved from the old plant to the new one"),
        ("day", None, None, "Somebody wrote this by hand"),
    ]

    back = to(BEFORE)

    assert list(steps(back).values_list("was", "state", "why")) == OLD
