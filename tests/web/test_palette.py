"""Find or do: records, pages and things to do, by the words people know them by."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from leadline.decisions.actions import create_prediction
from leadline.decisions.types import PredictionIn
from leadline.evidence.actions import create_need, rename_need
from leadline.overview.search import KINDS, find, find_alike
from leadline.overview.waiting import first_of_mine
from leadline.stakeholders.actions import create_person, create_promise
from leadline.stakeholders.types import PersonIn, PromiseIn
from leadline.web.overview.doings import doings, doings_by, record_in
from leadline.web.overview.palette import TITLES
from leadline.web.overview.things_to_do import AT_ONCE, DOINGS, WITH_A_RECORD
from leadline.web.shell.addresses import ICONS, PAGES
from leadline.web.shell.rooms import every_tab
from tests import factories as make
from tests.conftest import Person
from tests.decisions.making import NOW, make_decision
from tests.evidence.makers import say

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def record(ana: Person) -> dict[str, int]:
    """Return a person, what they were promised, and what they decide."""
    petra = create_person(
        actor=ana.actor,
        person=PersonIn("Petra Lang", "finance", title="Finance director"),
    ).pk
    said = PromiseIn(petra, "The cost of sign-on", due_date=TODAY, state="agreed")
    promise = create_promise(actor=ana.actor, promise=said, now=NOW).pk
    decision = make_decision(ana, question="Build sign-on, or buy it?").pk
    customer = make.make_customer(ana.actor, "Klinikum Elbe").pk
    return {
        "person": petra, "promise": promise, "decision": decision,
        "customer": customer,
    }  # fmt: skip


def options(who: Person, typed: str) -> list[tuple[str, str]]:
    """Return the words and the address of each row of the palette."""
    home = f"/w/{who.actor.workspace_id}/search/"
    html = who.browser.get(home, {"q": typed, "part": "palette"}).content.decode()
    rows = re.findall(r'<li role="option"(.*?)</li>', html, re.S)
    return [(_words(row), _leads_to(row)) for row in rows]


def _words(row: str) -> str:
    shown = re.search(r"<span.*?</span>", row, re.S)
    return unescape(re.sub(r"<[^>]+>", "", shown[0] if shown else ""))


def _leads_to(row: str) -> str:
    told = re.search(r'data-(?:href|press)="([^"]*)"', row)
    return told[1] if told else ""


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("petra", "person"),
        ("finance director", "person"),
        ("cost of sign", "promise"),
        ("build sign-on", "decision"),
        ("klinikm", "customer"),
    ],
)
def test_a_record_is_found_by_any_of_its_words(
    ana: Person, ben: Person, record: dict[str, int], typed: str, kind: str
) -> None:
    for who in (ana, ben):
        best = find(actor=who.actor, text=typed)[0]
        assert (best.kind, best.id) == (kind, record[kind])
        page = f"/w/{who.actor.workspace_id}/"
        assert options(who, typed)[0][1].startswith(page)


def test_a_stranger_finds_nothing(cleo: Person, record: dict[str, int]) -> None:
    for typed in ("petra", "sign", "klinikum"):
        assert find(actor=cleo.actor, text=typed) == []
        assert not [url for _, url in options(cleo, typed) if "/search/" in url]


def test_one_kind_can_be_asked_for(ana: Person, record: dict[str, int]) -> None:
    kinds = {hit.kind for hit in find(actor=ana.actor, text="sign")}
    assert kinds == {"decision", "promise"}
    (only,) = find(actor=ana.actor, text="sign", kind="promise")
    assert only.id == record["promise"]


def test_the_day_stands_by_what_is_still_waited_for(
    ana: Person, record: dict[str, int]
) -> None:
    (promise,) = find(actor=ana.actor, text="cost", kind="promise")
    assert (promise.detail, promise.due) == ("Petra Lang, agreed", TODAY)


def test_finding_takes_as_many_queries_for_many_records_as_for_one(
    ana: Person, django_assert_max_num_queries: object
) -> None:
    for n in range(12):
        make.make_customer(ana.actor, f"Klinikum {n}")
    with django_assert_max_num_queries(len(KINDS) + 5):
        assert len(find(actor=ana.actor, text="klinikum")) == 5


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("opportunity", "Add a need"),
        ("key result", "Set a goal"),
        ("roadmap", "Plan"),
        ("rice", "Rank bets"),
        ("status report", "Review"),
        ("decisoin", "Open a decision"),
        ("theme", "Light"),
        ("pdf", "Print this page"),
        ("feedb", "Feedback"),
    ],
)
def test_words_of_other_tools_lead_to_ours(ana: Person, typed: str, first: str) -> None:
    assert first in [label for label, _ in options(ana, typed)][:2]


def test_what_is_done_with_a_record_leads_to_its_page(
    ana: Person, record: dict[str, int]
) -> None:
    home = f"/w/{ana.actor.workspace_id}/"
    wanted = {
        "log a contact with petra": f"{home}stakeholders/{record['person']}/#p-log",
        "promise petra something": (
            f"{home}stakeholders/promises/new/?person={record['person']}"
        ),
        "print chair card buy it": f"{home}decisions/{record['decision']}/card/",
        "what klinikum said": f"{home}evidence/feedback/add/?customer=Klinikum+Elbe",
    }
    for typed, url in wanted.items():
        found = options(ana, typed)
        assert url in [address for _, address in found], (typed, found)
        if "#" not in url:
            assert ana.browser.get(url).status_code == 200


def test_the_words_of_what_to_do_do_not_hide_the_record() -> None:
    assert record_in("Log a contact with Petra Lang") == "petra lang"


def test_a_reader_is_offered_nothing_that_changes_the_record(
    ben: Person, ana: Person, record: dict[str, int]
) -> None:
    hits = find(actor=ben.actor, text="petra")
    assert "Log a contact with Petra Lang" not in [
        one.label for one in doings_by("log petra", actor=ben.actor, hits=hits, most=9)
    ]
    may = {one.label for one in doings(ben.actor)}
    assert not may & {one.label for one in DOINGS if one.grant != "read"}
    for one in doings(ben.actor):
        if one.url and not one.url.endswith(".csv"):
            assert ben.browser.get(one.url).status_code == 200, one.label


def test_every_page_that_is_offered_opens_for_an_owner(olu: Person) -> None:
    able = doings(olu.actor)
    assert len(able) == len(DOINGS) + len(list(every_tab()))
    for one in able:
        assert one.url or one.press, one.label
        if one.url:
            # The page of somebody without a plan leads on to making one.
            assert olu.browser.get(one.url).status_code in {200, 302}, one.label


def test_nothing_typed_offers_what_waits_and_what_is_done_most(
    ana: Person, record: dict[str, int]
) -> None:
    labels = [label for label, _ in options(ana, "")]
    assert sorted(labels) == sorted(AT_ONCE)


@pytest.mark.parametrize(("in_days", "waits"), [(7, True), (8, False)])
def test_what_one_judges_waits_from_a_week_before(
    ana: Person, ben: Person, in_days: int, waits: bool
) -> None:
    said = PredictionIn(
        "Thirty sign in",
        resolve_on=TODAY + timedelta(days=in_days),
        judge_id=ana.actor.user_id,
    )
    create_prediction(actor=ana.actor, prediction=said, on=TODAY)
    mine = first_of_mine(actor=ana.actor, on=TODAY)
    assert [hit.title for hit in mine] == (["Thirty sign in"] if waits else [])
    assert first_of_mine(actor=ben.actor, on=TODAY) == []


def test_what_was_typed_is_marked_and_never_read_as_html(ana: Person) -> None:
    make.make_customer(ana.actor, "<b>Elbe</b> & Söhne")
    home = f"/w/{ana.actor.workspace_id}/search/"
    for part in ("", "palette"):
        page = ana.browser.get(home, {"q": "elbe soh", "part": part}).content.decode()
        assert "&lt;b&gt;<b>Elbe</b>&lt;/b&gt; &amp; <b>Söh</b>ne" in page


def test_the_page_shows_the_kinds_and_one_of_them_alone(
    ana: Person, record: dict[str, int]
) -> None:
    home = f"/w/{ana.actor.workspace_id}/search/"
    every = ana.browser.get(home, {"q": "sign"}).content.decode()
    assert "2 records for" in every
    one = ana.browser.get(home, {"q": "sign", "kind": "promise"}).content.decode()
    assert "1 record for" in one
    assert 'aria-current="page">Promises' in re.sub(r"\s+>", ">", one)


def test_each_kind_has_a_page_an_icon_and_a_title() -> None:
    assert set(TITLES) <= set(PAGES) & set(ICONS)
    kinds = {kind.name for kind in KINDS} - {"contact"}
    assert kinds | {"review", "feedback"} == set(TITLES)
    assert {kind for kind, *_ in WITH_A_RECORD} <= set(TITLES)


def test_a_slip_is_forgiven_in_what_customers_said_and_marked(
    ana: Person, cleo: Person
) -> None:
    say(ana.actor, "We like it, " * 20 + "but the invoice of March never arrived")
    say(cleo.actor, "Our envoice is late")
    for typed, said in (("invocie march", "invoice"), ("the invioc", "invoice")):
        (piece,) = find(actor=ana.actor, text=typed, kind="feedback")
        assert said in piece.title
        home = f"/w/{ana.actor.workspace_id}/search/"
        page = ana.browser.get(home, {"q": typed, "part": "palette"}).content.decode()
        assert "the <b>" in page or "<b>the</b> <b>" in page or "<b>invoice" in page
    assert find(actor=ana.actor, text="zzzzzz", kind="feedback") == []


def test_one_kind_is_looked_at_by_its_states_segments_and_sources(
    ana: Person, record: dict[str, int]
) -> None:
    home = f"/w/{ana.actor.workspace_id}/search/"
    for n, source in enumerate(["desk", "desk", "survey"]):
        say(ana.actor, f"The invoice {n}", source=source)
    for kind, word, parts in (
        ("feedback", "invoice", {"desk": 2, "survey": 1}),
        ("promise", "sign", {}),  # of one state alone there is nothing to choose
    ):
        page = ana.browser.get(home, {"q": word, "kind": kind}).content.decode()
        shown = dict(
            re.findall(r"of=(\w+)\"[^>]*>\w+ <span class=\"count\">(\d+)", page)
        )
        assert {name: int(n) for name, n in shown.items()} == parts
    asked = {"q": "invoice", "kind": "feedback", "of": "survey"}
    page = ana.browser.get(home, asked).content.decode()
    assert "1 record for" in page
    assert (
        "3 records for" in ana.browser.get(home, {**asked, "of": "x"}).content.decode()
    )


def test_what_means_the_same_stands_beside_what_holds_the_words(
    ana: Person, ben: Person, cleo: Person
) -> None:
    invoice = make.make_known_need(
        ana.actor, "Send the invoice again", (make.make_customer(ana.actor, "Elbe"),)
    )
    bill = say(ana.actor, "Where do I download the bill for March?")
    rota = say(ana.actor, "The rota is too small on a phone")
    hits = find_alike(actor=ben.actor, text="download invoice")
    found = {(hit.kind, hit.id) for hit in hits}
    assert ("need", invoice.pk) in found
    assert ("feedback", bill.pk) in found
    assert ("feedback", rota.pk) not in found
    assert find_alike(actor=cleo.actor, text="download invoice") == []
    home = f"/w/{ana.actor.workspace_id}/search/"
    page = ben.browser.get(home, {"q": "download invoice"}).content.decode()
    assert "part=alike" in page
    for asked in ({"alike": "yes"}, {"part": "alike"}):
        page = ben.browser.get(
            home, {"q": "download invoice", **asked}
        ).content.decode()
        assert "In other words" in page
        assert "bill for March" in page


def test_records_are_read_once_until_somebody_changes_one(
    ana: Person, django_assert_max_num_queries: Any
) -> None:
    need = create_need(actor=ana.actor, statement="Swap a shift", now=NOW)
    assert [hit.id for hit in find(actor=ana.actor, text="swap")] == [need.id]
    with django_assert_max_num_queries(6):
        assert [hit.id for hit in find(actor=ana.actor, text="shift")] == [need.id]
    rename_need(actor=ana.actor, need_id=need.id, statement="Trade a rota")
    assert [hit.id for hit in find(actor=ana.actor, text="trade")] == [need.id]
    assert find(actor=ana.actor, text="swap") == []
