"""Kinds of records that stand beside their list, and how one of each is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from leadline.launches.actions import create_launch
from leadline.launches.types import LaunchIn
from leadline.stakeholders.actions import create_person, create_promise
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.decisions.making import make_decision
from tests.evidence.makers import account, say, want
from tests.factories import NOW, make_bet, make_goal

NAMES = ("Add a port", "Book a berth", "Close a shift")


@dataclass(frozen=True, slots=True)
class Kind:
    """A list with a panel: its address, that of one record, how one is made.

    ``order`` is the query that sorts the list as its records were made.
    """

    list: str
    own: str
    make: Callable[[Person, str], int]
    order: str = ""


def a_need(person: Person, name: str) -> int:
    need = want(person.actor, name)
    customer = account(person.actor, f"{name} Ltd", revenue_amount=9000)
    say(person.actor, f"{name}, please", customer, need)
    return need.pk


def a_bet(person: Person, name: str) -> int:
    return make_bet(person.actor, name, growth=100_000).pk


def a_piece(person: Person, name: str) -> int:
    return say(person.actor, name, author=name).pk


def a_decision(person: Person, name: str) -> int:
    return make_decision(person, question=name).pk


def a_promise(person: Person, name: str, **said: object) -> int:
    """One that we gave to a person of its own, agreed and without a day."""
    who = create_person(actor=person.actor, person=PersonIn(f"For {name}", "sales"))
    given = PromiseIn(who.pk, name, **{"state": "agreed", **said})
    return create_promise(actor=person.actor, promise=given, now=NOW).pk


def a_goal(person: Person, name: str) -> int:
    return make_goal(person.actor, name).pk


def a_customer(person: Person, name: str) -> int:
    return account(person.actor, name, revenue_amount=9000).pk


def a_launch(person: Person, name: str) -> int:
    said = LaunchIn(title=name, kind="minor", day=date(2037, 3, 2))
    return create_launch(actor=person.actor, launch=said).pk


KINDS = {
    "customer": Kind("evidence:customers", "evidence:customer", a_customer, "name"),
    "goal": Kind("strategy:goals", "strategy:goal", a_goal),
    "launch": Kind("launches:launches", "launches:launch", a_launch),
    "need": Kind("evidence:needs", "evidence:need", a_need, "name"),
    "bet": Kind("roadmap:bets", "roadmap:bet", a_bet, "title"),
    "decision": Kind("decisions:decisions", "decisions:decision", a_decision),
    "piece": Kind("evidence:feedback", "evidence:feedback_item", a_piece, "said"),
    "promise": Kind("stakeholders:promises", "stakeholders:promise", a_promise),
}
