"""Plans, briefings, reviews and saved lists that are shared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from leadline.accounts import actions as accounts
from leadline.accounts.actions import share_record
from leadline.accounts.models import SavedView
from leadline.accounts.types import ShareIn
from leadline.evidence.models import Contact
from leadline.roadmap.models import Bet
from leadline.roadmap.types import Range
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.models import Briefing
from leadline.stakeholders.types import PersonIn
from leadline.strategy import actions as strategy
from leadline.strategy.models import MonthReview
from leadline.strategy.types import Line, Piece, ReviewFacts
from tests import factories
from tests.conftest import Person

pytestmark = pytest.mark.django_db
HIDDEN = ("klinikum", "ines moreau", "renata ohm", "elbehafen", "€", "412")
KINDS = ("plan", "briefing", "review", "list")
NOW = datetime.now(UTC)
SAID = "Klinikum Elbe pays €412k, says Ines Moreau; Renata Ohm of Elbehafen waits"


@pytest.fixture
def known(ana: Person) -> Person:
    """A workspace that knows a customer, a contact, and a stakeholder of a customer."""
    elbe = factories.make_customer(ana.actor, "Klinikum Elbe", 412_350)
    Contact.objects.create(
        workspace_id=ana.actor.workspace_id, customer=elbe, name="Ines Moreau"
    )
    said = PersonIn("Renata Ohm", "customer", organisation="Elbehafen")
    stakeholders.create_person(actor=ana.actor, person=said)
    return ana


def plan_of(who: Person) -> int:
    web = factories.make_team(who.actor, "Web", Q2027Q1=10, Q2027Q2=20)
    weeks = Range(Decimal(7), Decimal(10), Decimal(14))
    factories.make_bet(who.actor, SAID, effort={web: weeks}, growth=412_000)
    factories.make_bet(who.actor, "Too large", effort={web: 99}, growth=412)
    return int(factories.make_plan(who.actor).pk)


def briefing_of(who: Person, *, is_sent: bool = True) -> int:
    source = {"key": "x", "path": "evidence/customers/1/", "name": "Klinikum Elbe"}
    parts = {
        "figures": [{"label": "At stake", "value": "412", "unit": "EUR a year",
                     "note": "Klinikum Elbe", "source": source}],
        "words": [{"words": SAID, "speaker": "Ines Moreau", "where": "Klinikum Elbe",
                   "noted_by": "", "source": source}],
        "asks": [{"what": "Call Renata Ohm", "why": SAID, "by": "12 May",
                  "source": source}],
        "stretches": [{"label": "Now", "entries": [
            {"when": "March", "what": SAID, "note": "", "source": source}]}],
        "moves": [{"how": "new", "what": SAID}],
        "left_out": "What only executives read",
        "sentences": [{"words": "Traced", "sources": [source]}],
    }  # fmt: skip
    made = stakeholders.create_briefing(
        actor=who.actor, audience="sales", title="Sales: Klinikum Elbe waits",
        body=SAID, facts={"secret": "Only kept"}, parts=parts, now=NOW,
    )  # fmt: skip
    if is_sent:
        stakeholders.mark_sent_by_hand(actor=who.actor, briefing_id=made.id, now=NOW)
    return made.id


def review_of(who: Person) -> int:
    line = Line((Piece("Klinikum Elbe"), Piece(" pays €412k"), Piece(", for now")))
    facts = ReviewFacts(
        "2026-10", date(2026, 11, 1), date(2026, 10, 31), headline=line,
        opening=(line,), bets=(line,), promises=(line,), notes=(line,),
    )  # fmt: skip
    made = strategy.make_review(
        actor=who.actor, month="2026-10", facts=facts, today=NOW.date(), now=NOW
    )
    return made.id


def list_of(who: Person, page: str = "roadmap:bets", query: str = "") -> int:
    if not Bet.objects.filter(title=SAID).exists():
        web = factories.make_team(who.actor, "Ops", Q2027Q1=10)
        factories.make_bet(who.actor, SAID, effort={web: 5}, growth=412_000)
    made = accounts.save_view(
        actor=who.actor, page=page, name="Of Klinikum Elbe", query=query
    )
    return made.id


MAKE = {
    "plan": plan_of, "briefing": briefing_of, "review": review_of, "list": list_of,
}  # fmt: skip


def link(who: Person, kind: str, pk: int, **said: object) -> str:
    what = ShareIn(kind, pk, "x", **said)
    _, token = share_record(actor=who.actor, share=what, now=NOW)
    return f"/s/{token}/"


def read(who: Person, kind: str, pk: int, **said: object) -> str:
    answer = Client().get(link(who, kind, pk, **said))
    assert answer.status_code == 200
    assert not answer.cookies
    return unescape(answer.content.decode())


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_hidden_stands_anywhere_on_the_page(kind: str, known: Person) -> None:
    page = read(known, kind, MAKE[kind](known))
    for hidden in HIDDEN:
        assert hidden not in page.lower(), hidden
    assert "customer" in page
    assert 'og:title" content="Shared with you"' in page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("names", "money"), [(True, False), (False, True)])
def test_names_and_money_stand_where_each_is_wanted(
    names: bool, money: bool, kind: str, known: Person
) -> None:
    pk = MAKE[kind](known)
    page = read(known, kind, pk, has_names=names, has_money=money)
    assert ("Klinikum Elbe" in page) == names
    assert ("412" in page) == money


@pytest.mark.parametrize("kind", KINDS)
def test_it_ends_at_its_day_when_taken_back_and_with_its_record(
    kind: str, known: Person, olu: Person
) -> None:
    pk = MAKE[kind](known)
    url = link(known, kind, pk)
    locked = Client().get(link(known, kind, pk, password="crane-tide-41"))
    assert "Password" in locked.content.decode()
    assert "customer" not in locked.content.decode()
    assert Client().get(url).status_code == 200
    over = ShareIn(kind, pk, "x", days=1)
    _, late = share_record(
        actor=known.actor, share=over, now=NOW - timedelta(days=1, seconds=1)
    )
    assert Client().get(f"/s/{late}/").status_code == 404
    kept, back = share_record(actor=known.actor, share=ShareIn(kind, pk, "x"), now=NOW)
    accounts.end_share(actor=known.actor, share_id=kept.id, now=NOW)
    assert Client().get(f"/s/{back}/").status_code == 404
    models = {"briefing": Briefing, "review": MonthReview, "list": SavedView}
    if kind in models:
        models[kind].objects.filter(pk=pk).delete()
        assert Client().get(url).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_share_makes_a_link_on_its_page(
    kind: str, known: Person, ben: Person, cleo: Person
) -> None:
    there = f"/w/{known.actor.workspace_id}/share/{kind}/{MAKE[kind](known)}/"
    page = known.browser.post(there, {"days": 30})
    assert page.status_code == 200
    assert "/s/" in page.content.decode()
    assert ben.browser.get(there).status_code == 403
    assert cleo.browser.get(there).status_code == 404
    assert Client().get(there).status_code == 302  # to sign in


def test_a_briefing_is_shared_as_it_went_out_and_a_draft_not_at_all(
    known: Person,
) -> None:
    draft = briefing_of(known, is_sent=False)
    there = f"/w/{known.actor.workspace_id}/share/briefing/{draft}/"
    assert known.browser.get(there).status_code == 404
    assert Client().get(link(known, "briefing", draft)).status_code == 404
    page = read(known, "briefing", briefing_of(known))
    for other in ("What only executives read", "Traced", "Only kept", "evidence/"):
        assert other not in page
    assert "It stays as it was sent." in page


@pytest.mark.parametrize("page", ["evidence:feedback", "stakeholders:people"])
def test_lists_of_people_and_of_others_are_not_shared(
    page: str, known: Person, olu: Person
) -> None:
    space = f"/w/{known.actor.workspace_id}/share/list"
    pk = list_of(known, page)
    assert known.browser.get(f"{space}/{pk}/").status_code == 404
    assert Client().get(link(known, "list", pk)).status_code == 404
    own = list_of(known)
    assert olu.browser.get(f"{space}/{own}/").status_code == 404
    assert Client().get(link(olu, "list", own)).status_code == 404


@pytest.mark.parametrize(
    "page",
    ["roadmap:bets", "evidence:needs", "strategy:goals", "decisions:decisions"],
)
def test_each_shared_list_is_filtered_as_it_was_kept(page: str, known: Person) -> None:
    named = "question" if page == "decisions:decisions" else "text"
    pk = list_of(known, page, f"{named}=zzz&text=zzz")
    text = read(known, "list", pk)
    assert "Nothing is in it now." in text
    assert "zzz" not in text


def test_a_plan_does_not_follow_the_one_that_took_its_place(known: Person) -> None:
    page = read(known, "plan", plan_of(known), has_money=True)
    assert "Too large" in page
    assert "Left out" in page
    assert "How full teams are" in page
