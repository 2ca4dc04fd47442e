"""Promises edited where they stand: kept, refused, met by another's, taken back."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from leadline.accounts.models import Workspace
from leadline.accounts.types import Role
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.roadmap.actions import honour_promise, set_bets_of_promise
from leadline.roadmap.models import BetCommitment
from leadline.roadmap.queries import unchecked_promises
from leadline.stakeholders import actions, queries
from leadline.stakeholders.models import Commitment, CommitmentStep
from tests.beside import a_promise
from tests.conftest import Person, join
from tests.factories import NOW, make_bet
from tests.stakeholders.test_people import add
from tests.web.test_values import HTMX, keep, opened, undo

DAY = date(2027, 3, 1)
# The value, what is typed, and what the promise then says in which column.
TYPED = {
    "what": ({"what": "A better berth"}, "what", "A better berth"),
    "part": ({"part": "price"}, "part", "price"),
    "proof": ({"proof": "The minutes"}, "evidence", "The minutes"),
    "due_date": ({"due_date": "2027-03-01", "why": "They asked"}, "due_date", DAY),
    "state": ({"state": "at_risk", "why": "A strike"}, "state", "at_risk"),
}


@pytest.fixture
def dana(acme: Workspace) -> Person:
    return join("dana", acme, Role.LEAD)


@pytest.fixture
def promise(ana: Person) -> Commitment:
    return Commitment.objects.get(pk=a_promise(ana, "Book a berth"))


def address(person: Person, promise: Commitment, name: str) -> str:
    args = [person.actor.workspace_id, promise.pk, name]
    return reverse("stakeholders:promise_value", args=args)


@pytest.mark.parametrize("name", TYPED)
def test_a_value_is_kept_shown_and_taken_back(
    ana: Person, promise: Commitment, name: str
) -> None:
    typed, column, value = TYPED[name]
    before = getattr(promise, column)
    url = address(ana, promise, name)

    kept = keep(ana, url, opened(ana, url), typed)

    promise.refresh_from_db()
    assert (kept.status_code, getattr(promise, column)) == (200, value)
    assert kept["HX-Trigger-After-Settle"] == "leadline:changed"
    ana.browser.post(undo(kept))
    promise.refresh_from_db()
    assert getattr(promise, column) == before


def test_a_promise_that_ended_by_mistake_is_open_again(
    ana: Person, promise: Commitment
) -> None:
    url = address(ana, promise, "state")

    kept = keep(ana, url, opened(ana, url), {"state": "kept"})

    promise.refresh_from_db()
    assert (promise.state, promise.settled_on) == ("kept", timezone.localdate())
    assert "Edit the" not in kept.content.decode()
    ana.browser.post(undo(kept))
    promise.refresh_from_db()
    assert (promise.state, promise.settled_on) == ("agreed", None)
    last = CommitmentStep.objects.latest("pk")
    assert (last.was, last.state, last.why) == ("kept", "agreed", "Taken back")


def test_only_the_last_change_of_the_state_is_taken_back(
    ana: Person, ben: Person, cleo: Person, promise: Commitment
) -> None:
    def back(who: Person, seen: int) -> None:
        actions.take_promise_back(
            actor=who.actor, promise_id=promise.pk, seen=seen, now=NOW
        )

    with pytest.raises(Conflict, match="no change of its state"):
        back(ana, 1)
    moved = actions.move_promise(
        actor=ana.actor, promise_id=promise.pk, state="kept", now=NOW, on=NOW.date()
    )
    with pytest.raises(Stale):
        back(ana, moved.version - 1)
    with pytest.raises(NotAllowed):
        back(ben, moved.version)
    with pytest.raises(NotFound):
        back(cleo, moved.version)
    actions.change_promise(actor=ana.actor, promise_id=promise.pk, part="price")
    with pytest.raises(Stale):
        back(ana, moved.version)


def test_who_it_was_given_to_and_the_bets_are_values_too(
    ana: Person, promise: Commitment
) -> None:
    petra, bet, other = (
        add(ana, "Petra Lang"),
        make_bet(ana.actor),
        make_bet(ana.actor, "B"),
    )
    honour_promise(actor=ana.actor, promise_id=promise.pk, bet_id=other.pk)
    who, bets = (address(ana, promise, name) for name in ("person_id", "bets"))

    keep(ana, who, opened(ana, who), {"person_id": petra.pk})
    hung = keep(ana, bets, opened(ana, bets), {"bets": [bet.pk]})

    promise.refresh_from_db()
    linked = BetCommitment.objects.filter(commitment=promise)
    assert promise.person_id == petra.pk
    assert list(linked.values_list("bet_id", flat=True)) == [bet.pk]
    ana.browser.post(undo(hung))
    assert list(linked.values_list("bet_id", flat=True)) == [other.pk]


def test_anothers_words_stand_beside_mine_and_other_values_are_left(
    ana: Person, dana: Person, promise: Commitment
) -> None:
    what, proof = (address(ana, promise, name) for name in ("what", "proof"))
    seen = opened(ana, what), opened(ana, proof)
    actions.change_promise(actor=dana.actor, promise_id=promise.pk, what="Theirs")

    met = keep(ana, what, seen[0], {"what": "Mine it is"})
    kept = keep(ana, proof, seen[1], {"proof": "The minutes"})

    text = unescape(met.content.decode())
    promise.refresh_from_db()
    assert (met.status_code, kept.status_code) == (422, 200)
    assert "dana wrote “Theirs” meanwhile" in text
    assert 'value="Mine it is"' in text
    assert (promise.what, promise.evidence) == ("Theirs", "The minutes")


@pytest.mark.parametrize("name", ["what", "due_date", "state", "bets"])
def test_a_way_back_undoes_nothing_that_somebody_did_since(
    ana: Person, dana: Person, promise: Commitment, name: str
) -> None:
    typed = TYPED[name][0] if name in TYPED else {"bets": [make_bet(ana.actor).pk]}
    url = address(ana, promise, name)
    kept = keep(ana, url, opened(ana, url), typed)
    actions.change_promise(actor=dana.actor, promise_id=promise.pk, proof="Seen")
    stands = Commitment.objects.get(pk=promise.pk)

    assert ana.browser.post(undo(kept)).status_code == 409
    assert Commitment.objects.get(pk=promise.pk).version == stands.version


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("what", {"what": ""}, "needed"),
        ("what", {"what": "x" * 241}, "At most 240"),
        ("state", {"state": "broken", "why": " "}, "Say why"),
        ("state", {"state": "offered"}, "not one of"),
        ("due_date", {"due_date": "2027-03-01"}, "Say why"),
        ("due_date", {"due_date": "soon", "why": "So"}, "is not a day"),
        ("part", {"part": "dream"}, "not one of"),
        ("person_id", {"person_id": "999999"}, "not one of"),
        ("bets", {"bets": ["999999"]}, "not one of"),
    ],
)
def test_a_refusal_stands_at_the_field(
    ana: Person, promise: Commitment, name: str, typed: dict[str, Any], said: str
) -> None:
    url = address(ana, promise, name)

    refused = keep(ana, url, opened(ana, url), typed)

    assert refused.status_code == 422
    assert "field-error" in refused.content.decode()
    assert said in refused.content.decode()


@pytest.mark.parametrize("name", ["state", "due_date"])
def test_what_has_ended_stays_as_it_ended(
    ana: Person, promise: Commitment, name: str
) -> None:
    actions.move_promise(
        actor=ana.actor, promise_id=promise.pk, state="kept", now=NOW, on=NOW.date()
    )
    typed = {"state": "kept", "due_date": "2027-03-01", "why": "So"}
    url = address(ana, promise, name)

    refused = keep(ana, url, opened(ana, url), typed)

    assert refused.status_code == 422


def test_who_may_only_read_sees_values_and_opens_none(
    ana: Person, ben: Person, cleo: Person, client: Any, promise: Commitment
) -> None:
    url = address(ana, promise, "proof")
    back = f"{url}back/?proof=x&version=1"

    seen = ben.browser.get(f"{url}?shown=yes", headers=HTMX)
    assert (seen.status_code, "value-proof" in seen.content.decode()) == (200, False)
    assert ben.browser.get(url, headers=HTMX).status_code == 403
    assert ben.browser.post(back).status_code == 403
    assert keep(ben, url, "", {"proof": "Mine"}).status_code == 403
    assert cleo.browser.get(url).status_code == 404
    assert cleo.browser.post(back).status_code == 404
    assert client.get(url).status_code == 302
    assert ana.browser.get(address(ana, promise, "no")).status_code == 404


def test_without_script_a_value_has_a_page_of_its_own(
    ana: Person, promise: Commitment
) -> None:
    url = address(ana, promise, "what")

    assert "<h1>" in ana.browser.get(url).content.decode()
    assert "<h1>" in ana.browser.post(url, {"what": ""}).content.decode()
    assert ana.browser.post(url, {"what": "Other words"}).status_code == 302
    promise.refresh_from_db()
    assert promise.what == "Other words"


def test_a_change_of_a_promise_is_refused_for_who_may_not(
    ana: Person, ben: Person, cleo: Person, promise: Commitment
) -> None:
    bet = make_bet(ana.actor)
    for who, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            actions.change_promise(
                actor=who.actor, promise_id=promise.pk, what="Mine now"
            )
        with pytest.raises(failure):
            set_bets_of_promise(
                actor=who.actor, promise_id=promise.pk, bet_ids=[bet.pk]
            )
    with pytest.raises(Invalid, match="no “colour”"):
        actions.change_promise(actor=ana.actor, promise_id=promise.pk, colour="red")
    with pytest.raises(NotFound):
        set_bets_of_promise(actor=ana.actor, promise_id=promise.pk, bet_ids=[999_999])
    assert not BetCommitment.objects.filter(commitment=promise).exists()


def test_the_list_is_narrowed_to_what_hangs_on_no_bet(
    ana: Person, cleo: Person
) -> None:
    hung, loose = a_promise(ana, "Hung"), a_promise(ana, "Loose")
    a_promise(ana, "Theirs", direction="received")
    a_promise(cleo, "Of another company")
    honour_promise(actor=ana.actor, promise_id=hung, bet_id=make_bet(ana.actor).pk)
    url = reverse("stakeholders:promises", args=[ana.actor.workspace_id])
    csv = reverse("stakeholders:promises_csv", args=[ana.actor.workspace_id])

    text = ana.browser.get(url, {"bet": "none"}).content.decode()
    file = b"".join(ana.browser.get(csv, {"bet": "none"})).decode()
    every = b"".join(ana.browser.get(csv)).decode()

    assert [one.id for one in unchecked_promises(actor=ana.actor)] == [loose]
    assert f'data-peek="{loose}"' in text
    assert f'data-peek="{hung}"' not in text
    assert "1 promise is open" in " ".join(text.split())
    assert [line.split(",")[0] for line in file.splitlines()[1:]] == ["Loose"]
    assert len(every.splitlines()) == 4
    assert ana.browser.get(url, {"bet": "some"}).status_code == 422
    held = queries.promises_held(actor=ana.actor, on=NOW.date(), ids=[])
    assert (held.opened, held.late) == (0, 0)


def test_a_day_that_is_moved_to_none_says_so(ana: Person) -> None:
    pk = a_promise(ana, "Book a berth", due_date=NOW.date() + timedelta(days=9))
    url = reverse("stakeholders:promise", args=[ana.actor.workspace_id, pk])

    actions.set_promise_date(
        actor=ana.actor, promise_id=pk, due_date=None, why="Not agreed", now=NOW
    )

    assert "to no day" in " ".join(ana.browser.get(url).content.decode().split())
