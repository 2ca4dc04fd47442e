"""Who leaves a workspace and comes back was not named again: shares end with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from leadline.accounts import actions as accounts
from leadline.accounts.models import Membership
from leadline.accounts.queries import actor_for
from leadline.foundation.errors import NotFound
from leadline.growth import actions as growth
from leadline.growth import queries as growth_queries
from leadline.growth.models import Share
from leadline.stakeholders import actions, queries
from leadline.stakeholders.models import JudgementShare
from leadline.stakeholders.types import JudgementIn
from tests.conftest import Person as Member
from tests.growth.test_cycles import begin, close
from tests.older import begun_at, to
from tests.stakeholders.test_people import NOW, add


def leave_and_return(olu: Member, who: Member) -> Member:
    """Take a member out and invite them again, into the same role."""
    role = who.actor.role
    space, user = olu.actor.workspace_id, who.user.pk
    member = Membership.objects.get(workspace_id=space, user_id=user)
    accounts.remove_member(actor=olu.actor, member_id=member.pk)
    _, token = accounts.invite(
        actor=olu.actor, role=role, email=who.user.email, now=NOW
    )
    accounts.accept_invitation(token=token, user_id=user, now=NOW)
    again = actor_for(user_id=user, workspace_id=space, surface="test")
    return Member(who.user, again)


@pytest.mark.django_db
def test_judgements_are_not_read_by_who_came_back(
    olu: Member, ana: Member, ben: Member
) -> None:
    petra = add(ana)

    def read(who: Member) -> list[str]:
        found = queries.judgements_of(actor=who.actor, person_id=petra.pk)
        return [one.worries for one in found]

    def tell(*names: int) -> None:
        said = JudgementIn(worries="Costs", shared_with=names)
        actions.judge_person(
            actor=ana.actor, person_id=petra.pk, judgement=said, now=NOW
        )

    tell(ben.user.pk)
    assert read(ben) == ["Costs"]

    back = leave_and_return(olu, ben)

    assert read(back) == []
    mine = queries.judgements_of(actor=ana.actor, person_id=petra.pk)
    assert mine[0].shared_with == ()
    tell(ben.user.pk)
    assert read(back) == ["Costs"]


@pytest.mark.django_db
def test_who_stays_keeps_what_was_shared(olu: Member, ana: Member, ben: Member) -> None:
    petra = add(ana)
    said = JudgementIn(worries="Costs", shared_with=(ben.user.pk, olu.user.pk))
    actions.judge_person(actor=ana.actor, person_id=petra.pk, judgement=said, now=NOW)

    leave_and_return(olu, ben)

    assert list(JudgementShare.objects.values_list("user_id", flat=True)) == [
        olu.user.pk
    ]


@pytest.mark.django_db
def test_an_assessment_is_not_read_by_who_came_back(
    olu: Member, ana: Member, ben: Member
) -> None:
    cycle = begin(ana)
    close(ana, cycle)

    def share() -> None:
        growth.share_cycle(actor=ana.actor, cycle_id=cycle.pk, user_id=ben.user.pk)

    share()
    assert growth_queries.list_cycles(actor=ben.actor).total == 1

    back = leave_and_return(olu, ben)

    assert growth_queries.list_cycles(actor=back.actor).items == ()
    assert not Share.objects.exists()
    share()
    assert growth_queries.list_cycles(actor=back.actor).total == 1
    with pytest.raises(NotFound, match="not a member"):
        growth.share_cycle(actor=ana.actor, cycle_id=cycle.pk, user_id=9_999)


BEFORE = [("stakeholders", "0007_what_a_step_was"),
          ("growth", "0002_step_target_and_baseline")]  # fmt: skip
AFTER = [("stakeholders", "0008_shares_end_with_the_membership"),
         ("growth", "0003_shares_end_with_the_membership")]  # fmt: skip


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    with begun_at(BEFORE) as tables:
        yield tables


def test_shares_of_who_left_before_go_and_the_others_stay(old: Any) -> None:
    def make(app: str, model: str, /, **values: Any) -> Any:
        return old.get_model(app, model).objects.create(**values)

    space = make("accounts", "Workspace", name="Acme")
    stays, left = (
        make("accounts", "User", email=f"{name}@example.com")
        for name in ("stays", "left")
    )
    there = make("accounts", "Membership", workspace=space, user=stays, role="lead")
    person = make(
        "stakeholders", "Person", workspace=space, name="Petra", function="finance"
    )
    own = make(
        "stakeholders", "Judgement", workspace=space, author=stays, person=person
    )
    for user in (stays, left):
        make(
            "stakeholders", "JudgementShare", workspace=space, judgement=own, user=user
        )

    now = to(AFTER)

    kept = now.get_model("stakeholders", "JudgementShare").objects.get()
    assert (kept.user_id, kept.member_id) == (stays.pk, there.pk)
