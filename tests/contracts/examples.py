"""An example for every address: what stands in for its ids, and what is posted.

A page under ``…/needs/<pk>/…`` finds its need by the word before the id, one that takes
``<job_id>`` by the name of the id, so a new page of known things needs nothing here.
Anything else is added to ``THINGS``; a form that is asked for again before the right
is asked for, to ``BODIES``. Newer areas have modules of their own under ``areas``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone as clock

from leadline.accounts import actions as accounts
from leadline.accounts.models import (
    ExchangeRate,
    Job,
    LinkWish,
    Membership,
    OwnAddress,
    Product,
    SavedView,
)
from leadline.accounts.types import Kept
from leadline.evidence import actions as evidence
from leadline.evidence.models import Contact, Customer, Feedback, Need
from leadline.evidence.types import FeedbackIn
from leadline.foundation.money import Rate
from leadline.importing.drafts import start_draft
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import Bet, Plan, Team
from leadline.strategy.actions import check_in
from leadline.strategy.models import CheckIn, Goal, GoalMeasure, Metric, Reading
from leadline.strategy.types import CheckInIn
from tests import factories
from tests.conftest import Person
from tests.factories import as_row

NOW = datetime.now(UTC)  # links end; a fixed moment would one day be too old
CSV = b"id,words\n1,The export is slow\n2,Where is dark mode?\n"
READINGS = "date,value\n2026-11-01,7\n"


class Examples:
    """Things of one owner, made when they are asked for, one of each."""

    def __init__(self, owner: Person) -> None:
        self.owner, self.actor = owner, owner.actor

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what ``make`` made the first time it was asked for by this name."""
        if name not in self.__dict__:
            self.__dict__[name] = make()
        return self.__dict__[name]

    @cached_property
    def rate(self) -> ExchangeRate:
        said = Rate("USD", "EUR", Decimal("0.9"), NOW.date(), "Finance")
        return as_row(
            ExchangeRate,
            accounts.set_rate(actor=self.actor, rate=said, today=NOW.date()),
        )

    @cached_property
    def member(self) -> Membership:
        user_id = accounts.create_user(email="dee@example.com", name="Dee").id
        return Membership.objects.create(
            workspace_id=self.actor.workspace_id, user_id=user_id, role="lead"
        )

    @cached_property
    def link_wish(self) -> int:
        """Another owner asks for a link that signs in as the owner."""
        user_id = accounts.create_user(email="kim@example.com", name="Kim").id
        here = self.actor.workspace_id
        Membership.objects.create(workspace_id=here, user_id=user_id, role="owner")
        asker = replace(self.actor, user_id=user_id)
        own = Membership.objects.get(workspace_id=here, user=self.owner.user)
        accounts.wish_for_link(actor=asker, member_id=own.pk, now=clock.now())
        return LinkWish.objects.get(asked_by=user_id).pk

    @cached_property
    def session(self) -> UserSession:
        return UserSession.objects.create(
            user=self.owner.user, ip="192.0.2.1", session_key="other", user_agent=""
        )

    @cached_property
    def invitation(self) -> tuple[Kept, str]:
        return accounts.invite(actor=self.actor, role="lead", now=NOW)

    @cached_property
    def product(self) -> Product:
        return as_row(Product, accounts.add_product(actor=self.actor, name="Rudder"))

    @cached_property
    def view(self) -> SavedView:
        return as_row(
            SavedView,
            accounts.save_view(
                actor=self.actor,
                page="accounts:jobs",
                name="Failed",
                query="state=failed",
            ),
        )

    @cached_property
    def address(self) -> OwnAddress:
        return as_row(
            OwnAddress,
            accounts.add_address(actor=self.actor, email="olu@harbour.example"),
        )

    @cached_property
    def job(self) -> Job:
        kind = "evidence.group_feedback"
        return as_row(Job, accounts.start_job(actor=self.actor, kind=kind, args={}))

    @cached_property
    def draft(self) -> int:
        folder = Path(settings.MEDIA_ROOT) / str(self.actor.workspace_id)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "example.csv"
        path.write_bytes(CSV)
        return start_draft(actor=self.actor, path=path, file_name="example.csv")

    @cached_property
    def customer(self) -> Customer:
        return as_row(
            Customer,
            evidence.save_customer(
                actor=self.actor, now=NOW, values={"name": "Harbour Clinics"}
            ),
        )

    @cached_property
    def contact(self) -> Contact:
        return as_row(
            Contact,
            evidence.save_contact(
                actor=self.actor, customer_id=self.customer.pk, name="Ines"
            ),
        )

    @cached_property
    def feedback(self) -> Feedback:
        piece = FeedbackIn(words="The export is slow")
        return as_row(
            Feedback, evidence.record_feedback(actor=self.actor, piece=piece, now=NOW)
        )

    @cached_property
    def need(self) -> Need:
        return as_row(
            Need,
            evidence.create_need(actor=self.actor, statement="Export faster", now=NOW),
        )

    @cached_property
    def other_need(self) -> Need:
        return as_row(
            Need, evidence.create_need(actor=self.actor, statement="Dark mode", now=NOW)
        )

    @cached_property
    def change_of_need(self) -> int:
        return evidence.rename_need(
            actor=self.actor, need_id=self.need.pk, statement="Export in seconds"
        ).change_id

    @cached_property
    def goal(self) -> Goal:
        return factories.make_goal(self.actor)

    @cached_property
    def check_in(self) -> CheckIn:
        said = CheckInIn(60, "Two tenders decide it")
        made = check_in(
            actor=self.actor, goal_id=self.goal.pk, said=said, today=NOW.date()
        )
        return CheckIn.objects.get(pk=made.pk)

    @cached_property
    def metric(self) -> Metric:
        return factories.make_metric(self.actor)

    @cached_property
    def reading(self) -> Reading:
        return factories.make_reading(self.actor, self.metric, NOW.date(), 7)

    @cached_property
    def team(self) -> Team:
        return factories.make_team(self.actor)

    @cached_property
    def ranking(self) -> Kept:
        return roadmap.add_ranking(actor=self.actor, name="Ours", formula="reach")

    @cached_property
    def bet(self) -> Bet:
        return factories.make_bet(self.actor, growth=9)

    @cached_property
    def link(self) -> Kept:
        other = factories.make_bet(self.actor, "Audit log")
        return roadmap.link_bets(
            actor=self.actor,
            bet_id=self.bet.pk,
            other_id=other.pk,
            kind="after",
            now=NOW,
        )

    @cached_property
    def plan(self) -> Plan:
        assert self.bet
        return factories.make_plan(self.actor)

    @cached_property
    def change_of_plan(self) -> Kept:
        return roadmap.move_bet(
            actor=self.actor,
            plan_id=self.plan.pk,
            bet_id=self.bet.pk,
            to_period="2027Q2",
            reason="Later is better",
            now=NOW,
        )


# What stands for an id: by its own name, or by the word before it in the address.
THINGS: dict[str, Callable[[Examples], object]] = {
    "workspace_id": lambda e: e.actor.workspace_id,
    "member_id": lambda e: e.member.pk,
    "at": lambda e: 0,
    "wish_id": lambda e: e.link_wish,
    "session_id": lambda e: e.session.pk,
    "job_id": lambda e: e.job.pk,
    "invitation_id": lambda e: e.invitation[0].pk,
    "product_id": lambda e: e.product.pk,
    "view_id": lambda e: e.view.pk,
    "address_id": lambda e: e.address.pk,
    "sign-in": lambda e: accounts.issue_sign_in_link(user_id=e.owner.user.pk, now=NOW),
    "join": lambda e: e.invitation[1],
    "import": lambda e: e.draft,
    "feedback": lambda e: e.feedback.pk,
    "needs": lambda e: e.need.pk,
    "need_id": lambda e: e.need.pk,
    "evidence/changes": lambda e: e.change_of_need,
    "customers": lambda e: e.customer.pk,
    "contacts": lambda e: e.contact.pk,
    "goals": lambda e: e.goal.pk,
    "measures": lambda e: GoalMeasure.objects.filter(goal=e.goal).latest("pk").pk,
    "check-ins": lambda e: e.check_in.pk,
    "metrics": lambda e: e.metric.pk,
    "readings": lambda e: e.reading.pk,
    "bets": lambda e: e.bet.pk,
    "bet_id": lambda e: e.bet.pk,
    "link_id": lambda e: e.link.pk,
    "ids": lambda e: str(e.bet.pk),
    "values": lambda e: "state",
    "strategy/goals/<int:pk>/values/<str:name>/:name": lambda e: "kind",
    "strategy/goals/<int:pk>/values/<str:name>/back/:name": lambda e: "kind",
    "strategy/metrics/<int:pk>/values/<str:name>/:name": lambda e: "direction",
    "strategy/metrics/<int:pk>/values/<str:name>/back/:name": lambda e: "direction",
    "strategy/measures/<int:pk>/values/<str:name>/:name": lambda e: "target",
    "strategy/measures/<int:pk>/values/<str:name>/back/:name": lambda e: "target",
    "evidence/contacts/<int:pk>/values/<str:name>/:name": lambda e: "title",
    "evidence/contacts/<int:pk>/values/<str:name>/back/:name": lambda e: "title",
    "state": lambda e: "candidate",
    "teams": lambda e: e.team.pk,
    "rankings": lambda e: e.ranking.id,
    "plans": lambda e: e.plan.pk,
    "change_id": lambda e: e.change_of_plan.pk,
    "kind": lambda e: "need",
    "base": lambda e: e.rate.base,
    "quote": lambda e: e.rate.quote,
    "rate_id": lambda e: e.rate.pk,
    "line/need": lambda e: e.need.pk,
}

# What is posted where an empty form would be asked for again.
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "accounts:settings_change": lambda e: {
        "name": "Acme", "currency": "EUR", "timezone": "UTC",
    },
    "accounts:currency": lambda e: {"currency": "EUR"},
    "accounts:rate_add": lambda e: {
        "base": "USD", "quote": "EUR", "value": "0.9", "on_date": "2026-01-02",
        "source": "Finance",
    },
    "accounts:invite": lambda e: {"role": "reader", "email": ""},
    "accounts:member_role": lambda e: {"role": "reader"},
    "accounts:product_add": lambda e: {"name": "Keel"},
    "accounts:product_name": lambda e: {"name": "Keel"},
    "accounts:profile": lambda e: {"name": "Me", "theme": "dark", "timezone": "UTC"},
    "accounts:address_add": lambda e: {"email": "me@harbour.example"},
    "accounts:view_save": lambda e: {"page": "accounts:jobs", "name": "All"},
    "theme": lambda e: {"theme": "dark"},
    "importing:start": lambda e: {"file": SimpleUploadedFile("a.csv", CSV)},
    "evidence:feedback_bulk": lambda e: {"do": "archive", "piece": [e.feedback.pk]},
    "evidence:needs_merge": lambda e: {"need": [e.need.pk, e.other_need.pk]},
    "evidence:needs_change": lambda e: {"need": [e.need.pk], "state": "met"},
    "roadmap:bets_change": lambda e: {"bet": [e.bet.pk], "goal": e.goal.pk},
    "evidence:need_merge": lambda e: {"into": e.other_need.pk},
    "evidence:need_state": lambda e: {"do": "dismiss"},
    "evidence:need_value": lambda e: {"state": "met"},
    "evidence:customer_value": lambda e: {"state": "lost"},
    "evidence:piece_value": lambda e: {"state": "triaged"},
    "roadmap:bet_value": lambda e: {"state": "dropped", "reason": "Not now"},
    "roadmap:bets_state": lambda e: {
        "bet": [e.bet.pk], "state": "dropped", "reason": "Not now",
    },
    "roadmap:plan_commit": lambda e: {"reason": "It fits"},
    "roadmap:plan_rename": lambda e: {"name": "Plan B"},
    "strategy:metric_value": lambda e: {"direction": "down"},
    "strategy:goal_value": lambda e: {"kind": "guardrail", "reason": "It is one"},
    "strategy:measure_value": lambda e: {"target": "99", "reason": "It is right"},
    "evidence:contact_value": lambda e: {"title": "CFO"},
    "strategy:goal_state": lambda e: {"state": "dropped", "reason": "Not now"},
    "strategy:readings_file": lambda e: {"pasted": READINGS},
}  # fmt: skip


# Where the body, not the address, names the things.
THINGS_IN_BODY = {
    "evidence:feedback_bulk",
    "evidence:needs_change",
    "evidence:needs_merge",
    "roadmap:bets_change",
    "roadmap:bets_state",
    "stakeholders:told",
}
