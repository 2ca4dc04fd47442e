"""All that is on record around a customer and a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from leadline.evidence.models import Customer
from leadline.foundation.errors import NotFound
from leadline.launches.models import LaunchLetter
from leadline.overview.around import AroundPart, all_around, around
from leadline.roadmap.actions import honour_promise
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.decisions.making import make_decision
from tests.evidence.makers import account, say, want
from tests.factories import make_bet
from tests.launches.launching import begin

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ON = NOW.date()


class World:
    """A customer with a person who spoke, was promised something and was told."""

    def __init__(self, who: Person, name: str = "Klinikum Elbe") -> None:
        self.who = who
        self.customer: Customer = account(who.actor, name)
        said = PersonIn(f"Renata of {name}", "customer", customer_id=self.customer.pk)
        self.person = stakeholders.create_person(actor=who.actor, person=said).id

    def fill(self, at: int = 0) -> None:
        """One more of everything."""
        actor, author = self.who.actor, f"Renata of {self.customer.name}"
        need = want(actor, f"Sign in {at}")
        say(actor, f"Words {at}", self.customer, need, author=author)
        bet = make_bet(actor, f"Single sign-on {at}")
        promised = PromiseIn(self.person, f"A date {at}", state="agreed")
        promise = stakeholders.create_promise(actor=actor, promise=promised, now=NOW)
        honour_promise(actor=actor, promise_id=promise.pk, bet_id=bet.pk)
        make_decision(self.who, question=f"Build {at}?", need_ids=(need.pk,))
        begin(self.who, f"Launch {at}", bet_id=bet.pk)
        stakeholders.log_contact(
            actor=actor, person_id=self.person, on_date=ON, kind="call", today=ON,
            note=f"About badges {at}",
        )  # fmt: skip
        stakeholders.mark_told(
            actor=actor, person_id=self.person, subject=f"bet:{bet.pk}", now=NOW,
            how="By phone",
        )  # fmt: skip

    def lists(self, whom: str, who: Person | None = None) -> dict[str, list[str]]:
        pk = self.customer.pk if whom == "customer" else self.person
        found = all_around(actor=(who or self.who).actor, whom=whom, pk=pk)
        return {part.value: [one.title for one in some] for part, some in found.items()}


@pytest.mark.parametrize("whom", ["customer", "person"])
def test_everything_around_somebody_is_found(ana: Person, whom: str) -> None:
    world = World(ana)
    world.fill()
    World(ana, "Somebody else").fill(7)

    assert world.lists(whom) == {
        "promises": ["A date 0"],
        "needs": ["Sign in 0"],
        "words": ["Words 0"],
        "bets": ["Single sign-on 0"],
        "decisions": ["Build 0?"],
        "launches": ["Launch 0"],
        "people": ["Renata of Klinikum Elbe"],
        "contacts": ["About badges 0"],
        "told": ["Single sign-on 0"],
    }


@pytest.mark.parametrize("whom", ["customer", "person"])
def test_what_is_empty_has_no_list(ana: Person, whom: str) -> None:
    assert World(ana).lists(whom) == {"people": ["Renata of Klinikum Elbe"]}


def test_a_stranger_finds_nobody_and_a_reader_all(
    ana: Person, ben: Person, cleo: Person
) -> None:
    world = World(ana)
    world.fill()

    assert len(world.lists("customer", ben)) == 9
    for whom in ("customer", "person", "team"):
        with pytest.raises(NotFound):
            world.lists(whom, cleo)


def test_only_lists_that_there_are_can_be_asked_for(ana: Person) -> None:
    world = World(ana)
    for whom, part in (("customer", "lunch"), ("team", "bets")):
        with pytest.raises(NotFound):
            around(actor=ana.actor, whom=whom, pk=world.customer.pk, part=part)


def test_a_letter_of_a_launch_counts_as_told_and_what_was_needless_does_not(
    ana: Person,
) -> None:
    world = World(ana)
    launch = begin(ana, "Badges")
    for needless in (False, True):
        other = account(ana.actor, f"Other {needless}")
        LaunchLetter(
            workspace_id=ana.actor.workspace_id, launch=launch, text="It is here",
            customer=other if needless else world.customer, how="By mail",
            told_at=NOW, is_needless=needless,
        ).save()  # fmt: skip
        told = around(
            actor=ana.actor, whom="customer", part="told",
            pk=other.pk if needless else world.customer.pk,
        )  # fmt: skip
        assert [one.title for one in told] == ([] if needless else ["Badges"])


def test_a_person_is_found_by_their_address_too(ana: Person) -> None:
    said = PersonIn("R. Vogel", "customer", email="renata@elbe.example")
    pk = stakeholders.create_person(actor=ana.actor, person=said).id
    say(ana.actor, "Mine", author="Renata", author_email="RENATA@elbe.example")
    say(ana.actor, "Not mine", author="R. Vogel")

    words = around(actor=ana.actor, whom="person", pk=pk, part="words")

    assert [one.title for one in words] == ["Mine"]


@pytest.mark.parametrize("whom", ["customer", "person"])
def test_the_same_queries_for_one_row_and_three(
    ana: Person, whom: str, django_assert_num_queries: object,
    django_assert_max_num_queries: object,
) -> None:  # fmt: skip
    world = World(ana)
    world.fill()
    with django_assert_max_num_queries(40) as first:
        world.lists(whom)
    world.fill(1)
    world.fill(2)
    with django_assert_num_queries(len(first)):
        world.lists(whom)


@pytest.mark.parametrize(("n", "is_more"), [(5, False), (6, True)])
def test_a_list_of_more_than_five_leads_to_the_whole_of_it(
    ana: Person, n: int, is_more: bool
) -> None:
    world = World(ana)
    for at in range(n):
        promise = PromiseIn(
            world.person, f"A date {at}", due_date=ON + timedelta(days=at)
        )
        stakeholders.create_promise(actor=ana.actor, promise=promise, now=NOW)
    work = ana.actor.workspace_id
    pages = [
        reverse("evidence:customer", args=[work, world.customer.pk]),
        reverse(
            "overview:around", args=[work, "customer", world.customer.pk, "promises"]
        ),
    ]
    page, whole = (ana.browser.get(url).content.decode() for url in pages)

    assert (pages[1] in page) is is_more
    assert whole.count("A date") == n
    assert len(AroundPart.values) == 9
