"""The inbox narrowed by what a source says besides the words."""

from __future__ import annotations

from typing import Any

import pytest

from leadline.evidence.models import Feedback
from leadline.evidence.queries import feedback_ids, own_field_choices
from leadline.evidence.types import FeedbackFilter, FeedbackIn
from tests.conftest import Person
from tests.evidence.test_imports import bring

PIECES = [
    FeedbackIn(
        "A", source_id="A", rating=2, rating_max=5, nps=6, tags=("map", "slow tide"),
        source_status="Open", own_fields={"App version": "5.2", "a__b": "x"},
    ),
    FeedbackIn(
        "B", source_id="B", rating=9, rating_max=10, nps=9, tags=("map.x",),
        source_status="Done", own_fields={"App version": "5.3"},
    ),
    FeedbackIn("C", source_id="C", rating=1, rating_max=1, nps=8, tags=("say 'hi'",)),
    FeedbackIn("D", source_id="D", side="ours"),
    FeedbackIn("E", source_id="E", set_aside="thanks"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, "ABC"),
        ({"tag": "map"}, "A"),
        ({"tag": "slow tide"}, "A"),
        ({"tag": "map.x"}, "B"),
        ({"tag": "say 'hi'"}, "C"),
        ({"tag": "no"}, ""),
        ({"source_status": "Done"}, "B"),
        ({"rating_at_least": 4.5}, "BC"),
        ({"rating_at_most": 4.4}, "A"),
        ({"rating_at_least": 2, "rating_at_most": 4.5}, "AB"),
        ({"nps": "promoter"}, "B"),
        ({"nps": "passive"}, "C"),
        ({"nps": "detractor"}, "A"),
        ({"nps": "nobody"}, ""),
        ({"own_name": "App version"}, "AB"),
        ({"own_name": "App version", "own_value": "5.3"}, "B"),
        ({"own_name": "a__b", "own_value": "x"}, "A"),
        ({"own_name": "words__contains", "own_value": "A"}, ""),
        ({"side": "ours"}, "D"),
        ({"set_aside": "thanks"}, "E"),
    ],
)
def test_pieces_are_found_by_the_fields_of_their_source(
    ana: Person, wanted: dict[str, Any], found: str
) -> None:
    bring(ana.actor, PIECES)

    ids = feedback_ids(actor=ana.actor, wanted=FeedbackFilter(**wanted), limit=9)

    words = Feedback.objects.filter(pk__in=ids).values_list("words", flat=True)
    assert "".join(sorted(words)) == found


def test_filters_offer_what_the_pieces_have(ana: Person, cleo: Person) -> None:
    bring(ana.actor, PIECES)

    choices = own_field_choices(actor=ana.actor)

    assert choices == {
        "tag": ["map", "map.x", "say 'hi'", "slow tide"],
        "source_status": ["Done", "Open"],
        "own_name": ["App version", "a__b"],
    }
    assert own_field_choices(actor=cleo.actor)["tag"] == []
