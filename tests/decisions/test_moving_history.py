"""What was done to a decision is read out of its history's sentences once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.older import begun_at, to

BEFORE = [("decisions", "0007_who_settles_a_prediction")]
AFTER = [("decisions", "0008_what_a_line_of_history_was")]
NOW = datetime(2026, 11, 23, tzinfo=UTC)

LINES = {
    "Question opened": "opened",
    "Question or frame changed": "framed",
    "Options changed": "options",
    "Options compared by 3 criteria": "compared",
    "Criteria taken away": "compared",
    "41 pieces looked through, 6 words proposed": "searched",
    "Chair heard: weak": "heard",
    "Decided: Build it, Petra has no say": "decided",
    "Looked at again on 5 January 2027": "moved",
    "Reviewed": "reviewed",
    "Reversed": "reversed",
    "Petra is asked before": "say",
    "Petra stands: against Build it": "say",
    "Reviewed Ltd answered: for": "say",
    "Looked at again on Monday is told after": "say",
}
NOBODY = (
    "and found nobody who spoke against it in the 40 pieces of feedback we looked "
    "through"
)
SENTENCES = [
    ("“Build it”", "although Rita told us “it is “too” dear”", "it sells", True),
    ("to wait", "although a depot told us, as Leo noted it: “No”", "we can", True),
    ("“Build it”", NOBODY, "it sells", False),
    ("“What Rita told us”", NOBODY, "a buyer told us “now”", False),
    ("“Build it”", NOBODY, "x, although Bo told us “no”, because “y”", False),
]


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    with begun_at(BEFORE) as tables:
        yield tables


def decision(apps: Any, space: Any, **said: Any) -> Any:
    return apps.get_model("decisions", "Decision").objects.create(
        workspace=space, question="Build it?", **said
    )


def test_every_line_is_told_apart_by_the_words_it_was_written_with(old: Any) -> None:
    space = old.get_model("accounts", "Workspace").objects.create(name="Acme")
    asked = decision(old, space)
    for what in LINES:
        old.get_model("decisions", "DecisionChange").objects.create(
            workspace=space, decision=asked, at=NOW, what=what
        )

    now = to(AFTER)

    found = now.get_model("decisions", "DecisionChange").objects
    assert dict(found.values_list("what", "kind")) == LINES


def test_who_is_cited_against_the_choice_is_kept_as_a_fact(old: Any) -> None:
    space = old.get_model("accounts", "Workspace").objects.create(name="Acme")
    wanted = {decision(old, space).pk: False}
    for choice, although, because, cites in SENTENCES:
        sentence = f"We choose {choice}, {although}, because {because}."
        made = decision(old, space, sentence=sentence, because=because[:500])
        wanted[made.pk] = cites

    now = to(AFTER)

    found = now.get_model("decisions", "Decision").objects
    assert dict(found.values_list("pk", "cites_against")) == wanted
