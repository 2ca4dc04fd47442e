"""Columns of a list, and views of it that are kept for oneself and for everybody."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from leadline.accounts.actions import delete_view, save_view
from leadline.accounts.queries import list_views
from leadline.foundation.errors import NotAllowed, NotFound
from leadline.web.decisions.forms import COLUMNS as DECISION_COLUMNS
from leadline.web.decisions.forms import DecisionFilterForm
from leadline.web.evidence.forms import (
    CUSTOMER_COLUMNS,
    NEED_COLUMNS,
    CustomerFilterForm,
    NeedFilterForm,
)
from leadline.web.roadmap.lists import BET_COLUMNS, BetFilterForm
from leadline.web.stakeholders.promise_forms import COLUMNS as PROMISE_COLUMNS
from leadline.web.stakeholders.promise_forms import PromiseFilterForm
from tests.beside import a_decision, a_promise
from tests.conftest import Person
from tests.evidence.makers import account, say, want
from tests.factories import make_bet

NEEDS, BETS = "evidence:needs", "roadmap:bets"
PROMISES, DECISIONS = "stakeholders:promises", "decisions:decisions"
CUSTOMERS = "evidence:customers"
OFFERED = {
    NEEDS: dict(NEED_COLUMNS), BETS: dict(BET_COLUMNS), PROMISES: dict(PROMISE_COLUMNS),
    DECISIONS: dict(DECISION_COLUMNS), CUSTOMERS: dict(CUSTOMER_COLUMNS),
}  # fmt: skip
USUAL = {
    NEEDS: NeedFilterForm.usual, BETS: BetFilterForm.usual,
    PROMISES: PromiseFilterForm.usual, DECISIONS: DecisionFilterForm.usual,
    CUSTOMERS: CustomerFilterForm.usual,
}  # fmt: skip
CHOSEN = (NEEDS, BETS)  # lists whose rows begin with a box to choose them
EACH = [(page, name) for page, columns in OFFERED.items() for name in columns]


@pytest.fixture(autouse=True)
def _one_of_each(ana: Person) -> None:
    say(ana.actor, "Please", need=want(ana.actor, "Add a port"))
    make_bet(ana.actor, "Add a port")
    a_promise(ana, "Add a port")
    a_decision(ana, "Add a port")
    account(ana.actor, "Port of Kiel")


def text_of(person: Person, page: str, query: str = "") -> str:
    url = reverse(page, args=[person.actor.workspace_id])
    answer = person.browser.get(f"{url}?{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def heads(text: str) -> list[str]:
    """The heads of the columns, but for the box to choose and the name."""
    found = re.findall(r'<th scope="col".*?</th>', text, re.S)
    shown = [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in found]
    return shown[2 if "data-all" in text else 1 :]


@pytest.mark.parametrize("page", OFFERED)
@pytest.mark.parametrize("query", ["", "columns=", "columns=nonsense"])
def test_a_list_that_is_not_told_shows_the_usual_columns(
    ana: Person, page: str, query: str
) -> None:
    wanted = [OFFERED[page][name] for name in OFFERED[page] if name in USUAL[page]]

    assert heads(text_of(ana, page, query)) == wanted


@pytest.mark.parametrize(("page", "name"), EACH)
def test_every_column_can_stand_alone(ana: Person, page: str, name: str) -> None:
    text = text_of(ana, page, f"columns={name}")

    cells = text[text.index("<tbody") : text.index("</tbody")].count("<td")
    boxes = int(page in CHOSEN)
    assert (heads(text), cells) == ([OFFERED[page][name]], boxes + 1)
    assert len(re.findall(r'name="columns"[^>]*checked', text)) == 1


@pytest.mark.parametrize("page", OFFERED)
def test_rows_stand_close_where_that_is_asked(ana: Person, page: str) -> None:
    assert "table-dense" in text_of(ana, page, "dense=on")
    assert "table-dense" not in text_of(ana, page)


def test_a_view_keeps_columns_and_is_shared_with_everybody(
    ana: Person, ben: Person
) -> None:
    url = reverse("accounts:view_save", args=[ana.actor.workspace_id])
    said = {"page": BETS, "name": "Board", "query": "columns=owner&open=1"}

    ana.browser.post(url, {**said, "is_shared": "on"})

    own, theirs = (list_views(actor=p.actor, page=BETS) for p in (ana, ben))
    assert [(v.query, v.is_own, v.by) for v in own] == [("columns=owner", True, "ana")]
    assert [(v.query, v.is_own) for v in theirs] == [("columns=owner", False)]
    text = text_of(ben, BETS, "columns=owner")
    assert "Board" in text
    assert "Forget the view Board" not in text
    assert "Forget the view Board" in text_of(ana, BETS, "columns=owner")


def test_ones_own_views_come_first_and_others_own_stay_theirs(
    ana: Person, ben: Person
) -> None:
    save_view(actor=ana.actor, page=NEEDS, name="A", query="", is_shared=True)
    save_view(actor=ana.actor, page=NEEDS, name="Private", query="")
    save_view(actor=ben.actor, page=NEEDS, name="Z", query="")

    names = [view.name for view in list_views(actor=ben.actor, page=NEEDS)]

    assert names == ["Z", "A"]


def test_who_may_share_a_view_and_who_forgets_it(
    ana: Person, ben: Person, cleo: Person
) -> None:
    with pytest.raises(NotAllowed):
        save_view(actor=ben.actor, page=NEEDS, name="B", query="", is_shared=True)
    view = save_view(actor=ana.actor, page=NEEDS, name="A", query="", is_shared=True)

    assert list_views(actor=cleo.actor, page=NEEDS) == []
    for person in (ben, cleo):
        with pytest.raises(NotFound):
            delete_view(actor=person.actor, view_id=view.id)
