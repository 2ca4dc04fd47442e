"""Who settles a prediction, and from which day on, by the workspace's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.accounts.models import Membership, Workspace
from leadline.accounts.types import Role
from leadline.decisions import actions
from leadline.decisions.models import Prediction
from leadline.decisions.queries.settling import may_settle, settler_of
from leadline.decisions.types import ForecastIn, OutcomeIn
from leadline.foundation.errors import Conflict, NotAllowed, NotFound
from tests import factories as make
from tests.conftest import Person, join
from tests.decisions.making import make_decision
from tests.decisions.test_predictions import DAY, ask

pytestmark = pytest.mark.django_db
DUE = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)


def settle(who: Person, of: Prediction, now: datetime = DUE, **came: object) -> None:
    came = came or {"happened": True, "source": "Counted"}
    actions.resolve_prediction(
        actor=who.actor, prediction_id=of.pk, outcome=OutcomeIn(**came), now=now
    )


def settler(who: Person, of: Prediction) -> str:
    return settler_of(actor=who.actor, prediction=of)


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("UTC", datetime(2026, 12, 23, 0, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 12, 22, 11, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 12, 23, 8, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("came", [{}, {"is_void": True}, {"from_reading": True}])
def test_the_day_begins_where_the_workspace_is(
    ana: Person, zone: str, begins: datetime, came: dict
) -> None:
    Workspace.objects.update(timezone=zone)
    metric = make.make_metric(ana.actor, "Calls")
    asked = ask(ana, metric_id=metric.pk, way="at_least", bar=5)
    make.make_reading(ana.actor, metric, DAY, 7)
    before = begins - timedelta(seconds=1)

    # Until then one may answer and not settle, from then on settle and not answer.
    with pytest.raises(Conflict, match="not come yet"):
        settle(ana, asked, before, **came)
    said = {
        "actor": ana.actor, "prediction_id": asked.pk,
        "forecast": ForecastIn(probability=60),
    }  # fmt: skip
    actions.answer_prediction(**said, now=before)
    with pytest.raises(Conflict, match="locked"):
        actions.answer_prediction(**said, now=begins)
    settle(ana, asked, begins, **came)

    asked.refresh_from_db()
    assert asked.state == ("void" if came.get("is_void") else "resolved")


def test_who_is_named_settles_it_also_as_a_reader(
    ana: Person, ben: Person, cleo: Person, acme: Workspace
) -> None:
    leo = join("leo", acme, Role.LEAD)
    asked = ask(leo, judge_id=ben.actor.user_id)

    assert settler(ana, asked) == "ben"
    for who in (leo, ana):
        with pytest.raises(NotAllowed, match="ben settles this"):
            settle(who, asked)
    with pytest.raises(NotFound):
        settle(cleo, asked)
    settle(ben, asked)


def test_an_owner_settles_in_their_stead(ana: Person, olu: Person) -> None:
    asked = ask(ana)
    assert settler(olu, asked) == "ana"
    settle(olu, asked)


def test_who_asks_settles_where_nobody_is_named_and_no_stranger_is(
    ana: Person, cleo: Person
) -> None:
    assert ask(ana).judge_id == ana.actor.user_id
    with pytest.raises(NotFound, match="not a member"):
        ask(ana, judge_id=cleo.actor.user_id)


def test_where_who_was_named_left_it_is_who_decides_then_an_owner(
    ana: Person, olu: Person, acme: Workspace
) -> None:
    leo, mia = join("leo", acme, Role.CONTRIBUTOR), join("mia", acme, Role.READER)
    made = make_decision(ana, decider_id=leo.actor.user_id)
    asked = ask(ana, decision_id=made.pk, judge_id=mia.actor.user_id)
    assert settler(ana, asked) == "mia"

    Membership.objects.filter(user=mia.user).delete()
    assert settler(ana, asked) == "leo"
    assert may_settle(actor=leo.actor, prediction=asked)

    Membership.objects.filter(user=leo.user).delete()
    assert settler(ana, asked) == "olu"
    assert not may_settle(actor=ana.actor, prediction=asked)
    settle(olu, asked)


def test_the_page_opens_its_form_on_the_day_for_whom_it_names(
    ana: Person, olu: Person, ben: Person
) -> None:
    asked = ask(ana, judge_id=ben.actor.user_id)
    path = f"/w/{ana.actor.workspace_id}/decisions/predictions/{asked.pk}/"

    def page(who: Person) -> str:
        return " ".join(who.browser.get(path).content.decode().split())

    assert "Save the outcome" not in page(ben)
    assert "ben says what came out, on" in page(ana)
    Prediction.objects.update(resolve_on=datetime.now(UTC).date())

    assert "Save the outcome" in page(ben)
    assert "Save the outcome" in page(olu)
    assert "Save the outcome" not in page(ana)
    assert "ben says what came out." in page(ana)
    body = {"happened": "yes", "source": "Counted"}
    assert ana.browser.post(f"{path}resolve/", body).status_code == 403
    assert ben.browser.post(f"{path}resolve/", body).status_code == 302
