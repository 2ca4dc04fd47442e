"""Options in the order that people put them in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from leadline.accounts.models import Event
from leadline.decisions.actions import order_options
from leadline.decisions.models import Decision
from leadline.decisions.queries import decision_page
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.decisions.making import make_decision
from tests.decisions.test_similar import close

pytestmark = pytest.mark.django_db


def titles(who: Person, made: Decision) -> list[str]:
    page = decision_page(actor=who.actor, decision_id=made.pk)
    return [option.title for option in page.options]


def ids(who: Person, made: Decision) -> list[int]:
    page = decision_page(actor=who.actor, decision_id=made.pk)
    return [option.id for option in page.options]


def test_options_stand_in_the_order_they_were_put_in(ana: Person) -> None:
    made = make_decision(ana, "Build", "Buy", "Wait")
    build, buy, wait = ids(ana, made)

    order_options(actor=ana.actor, decision_id=made.pk, option_ids=[wait, build, buy])

    assert titles(ana, made) == ["Wait", "Build", "Buy"]
    told = Event.objects.filter(verb="decisions.order_options")
    assert told.count() == 1
    order_options(actor=ana.actor, decision_id=made.pk, option_ids=[wait, build, buy])
    assert told.count() == 1, "the same order is no change"


def test_only_all_options_of_the_decision_are_ordered(ana: Person) -> None:
    made = make_decision(ana)
    other = ids(ana, make_decision(ana))
    own = ids(ana, made)
    for wrong in (own[:1], [*own, own[0]], other, []):
        with pytest.raises(Invalid):
            order_options(actor=ana.actor, decision_id=made.pk, option_ids=wrong)
    assert ids(ana, made) == own


def test_a_reader_a_stranger_and_whoever_comes_late_order_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    made = make_decision(ana)
    own = ids(ana, made)
    for who, fault in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(fault):
            order_options(actor=who.actor, decision_id=made.pk, option_ids=own[::-1])
    close(ana, made)
    with pytest.raises(Conflict):
        order_options(actor=ana.actor, decision_id=made.pk, option_ids=own[::-1])


def test_the_form_of_the_comparison_keeps_both_orders(ana: Person) -> None:
    made = make_decision(ana, "Build", "Buy")
    build, buy = ids(ana, made)
    url = reverse("decisions:compare", args=[ana.actor.workspace_id, made.pk])
    said = {"name0": "Cost", "name1": "Time", "option": [buy, build]}

    assert ana.browser.post(url, said).status_code == 302

    assert titles(ana, made) == ["Buy", "Build"]
    stale = ana.browser.post(url, said | {"option": [buy]})
    assert stale.status_code == 422
    assert "open the page anew" in stale.content.decode()
