"""What a small read costs: programs ask hundreds of them in a second."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leadline.evidence.models import Customer, Feedback, Need
from tests.api.program import program
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def spoken(who: Person, **names: object) -> Feedback:
    here = who.actor.workspace_id
    return Feedback.objects.create(
        workspace_id=here, words="Slow!", said_at=timezone.now(), **names
    )


def test_a_record_is_read_by_two_questions_in_no_order(ana: Person) -> None:
    """One asks who comes, one what they ask for; an order takes as long as either."""
    here = {"workspace_id": ana.actor.workspace_id}
    customer = Customer.objects.create(name="Acme", name_key="acme", **here)
    need = Need.objects.create(statement="Close the month faster", **here)
    piece = spoken(ana, customer=customer, need=need)
    sync, wrong = program(ana), []
    sync.get("me")  # the first of a day is noted, and takes its lot of the minute

    for path in (f"customers/{customer.pk}", f"feedback/{piece.pk}"):
        with CaptureQueriesContext(connection) as asked:
            answer = sync.get(path)
        said = [one["sql"] for one in asked]
        if len(said) != 2 or any("ORDER BY" in one for one in said):
            wrong.append((path, said))
        if answer.status_code != 200 or "Cookie" in answer.get("Vary", ""):
            wrong.append((path, answer.headers))

    assert wrong == []
    assert answer.json()["customer"] == "Acme"
    assert answer.json()["need"] == "Close the month faster"


def test_a_piece_that_points_at_nothing_has_empty_names(ana: Person) -> None:
    piece = spoken(ana)

    said = program(ana).get(f"feedback/{piece.pk}").json()

    names = ("customer", "need", "product", "from_import")
    assert {said[name] for name in names} == {""}
    assert (said["is_worth_known"], said["has_original"]) == (False, False)
