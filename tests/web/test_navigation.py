"""The frame: which room and tab a page stands in, for whom, and what waits there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from leadline.accounts.models import Workspace
from leadline.accounts.types import Role, SharedKind
from leadline.evidence.actions import create_need, record_feedback
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackIn
from leadline.web.shell.rooms import ROOMS, SETTINGS, every_tab, place_of
from tests.conftest import Person, join
from tests.contracts.doors import addresses
from tests.decisions.making import NOW, make_decision

pytestmark = pytest.mark.django_db

OF_NO_ROOM = {"overview:search", "progress", "reporting:document", "theme"}
TABS = {
    "Customers": ["Feedback", "Needs", "Customers", "Imports"],
    "Plan": ["Goals", "Metrics", "Economics", "Bets", "Plan", "Launches", "Review"],
    "Decisions": ["Decisions", "Outcomes", "Calibration"],
    "People": ["Stakeholders", "Promises", "To tell", "Briefings"],
    "Me": ["Growth", "Market time"],
}
OWN = ["Profile", "Password", "Second step", "Browsers", "Tokens"]


def at(person: Person, path: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/{path}"


def links(text: str, label: str) -> list[tuple[str, str, str]]:
    """Return the entries of one navigation: name, what aria-current says, count."""
    nav = re.search(rf'<nav[^>]*aria-label="{label}">(.*?)</nav>', text, re.S)
    found = []
    for tag, inside in re.findall(r"<a ([^>]*)>(.*?)</a>", nav[1] if nav else "", re.S):
        current = re.search(r'aria-current="(\w+)"', tag)
        count = re.search(r'<span aria-hidden="true" title="[^"]+">([\d,]+)<', inside)
        bare = re.sub(r'<span class="(count|dot|sr)".*', "", inside, flags=re.S)
        name = unescape(re.sub(r"<[^>]+>", "", bare)).strip()
        found.append((name, current[1] if current else "", count[1] if count else ""))
    return found


def current(text: str, label: str) -> list[tuple[str, str]]:
    return [(name, here) for name, here, _ in links(text, label) if here]


def test_six_rooms_stand_in_the_side_bar_and_four_in_the_bar_of_a_phone(
    ana: Person,
) -> None:
    text = ana.browser.get(at(ana)).content.decode()

    rooms = ["Today", "Customers", "Plan", "Decisions", "People", "Me"]
    assert [name for name, *_ in links(text, "Main")] == rooms
    assert [name for name, *_ in links(text, "Main, short")] == rooms[:4]
    assert current(text, "Main") == [("Today", "page")]
    assert links(text, "In this room") == []


@pytest.mark.parametrize(
    ("path", "room", "tab"),
    [
        ("evidence/feedback/", ("Customers", "page"), ("Feedback", "page")),
        ("evidence/needs/", ("Customers", "true"), ("Needs", "page")),
        ("evidence/needs/add/", ("Customers", "true"), ("Needs", "true")),
        ("evidence/customers/", ("Customers", "true"), ("Customers", "page")),
        ("import/", ("Customers", "true"), ("Imports", "page")),
        ("strategy/goals/new/", ("Plan", "true"), ("Goals", "true")),
        ("strategy/metrics/", ("Plan", "true"), ("Metrics", "page")),
        ("roadmap/bets/", ("Plan", "true"), ("Bets", "page")),
        ("roadmap/plan/", ("Plan", "page"), ("Plan", "page")),
        ("roadmap/plans/", ("Plan", "true"), ("Plan", "true")),
        ("roadmap/teams/", ("Plan", "true"), ("Plan", "true")),
        ("strategy/reviews/", ("Plan", "true"), ("Review", "page")),
        ("decisions/", ("Decisions", "page"), ("Decisions", "page")),
        ("decisions/new/", ("Decisions", "true"), ("Decisions", "true")),
        ("decisions/ageing/", ("Decisions", "true"), ("Decisions", "true")),
        ("decisions/outcomes/", ("Decisions", "true"), ("Outcomes", "page")),
        ("decisions/predictions/new/", ("Decisions", "true"), ("Outcomes", "true")),
        ("decisions/calibration/", ("Decisions", "true"), ("Calibration", "page")),
        ("stakeholders/", ("People", "page"), ("Stakeholders", "page")),
        ("stakeholders/promises/new/", ("People", "true"), ("Promises", "true")),
        ("stakeholders/tell/", ("People", "true"), ("To tell", "page")),
        ("stakeholders/briefings/", ("People", "true"), ("Briefings", "page")),
        ("growth/framework/", ("Me", "true"), ("Growth", "true")),
        ("attention/calendars/", ("Me", "true"), ("Market time", "true")),
    ],
)
def test_a_page_stands_in_its_room_under_its_tab(
    ana: Person, path: str, room: tuple[str, str], tab: tuple[str, str]
) -> None:
    answer = ana.browser.get(at(ana, path), follow=True)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert current(text, "Main") == [room]
    assert current(text, "In this room") == [tab]
    assert [name for name, *_ in links(text, "In this room")] == TABS[room[0]]


@pytest.mark.parametrize("path", ["stakeholders/", "attention/", "settings/"])
def test_on_a_phone_what_stands_behind_more_marks_more(ana: Person, path: str) -> None:
    beyond, before = (
        ana.browser.get(at(ana, page)).content.decode() for page in (path, "decisions/")
    )

    more = '<button type="button" popovertarget="more" aria-current="true">'
    assert more in beyond
    assert current(beyond, "Main, short") == []
    assert more not in before
    assert current(before, "Main, short") == [("Decisions", "page")]


@pytest.mark.parametrize(
    ("role", "own"), [(Role.OWNER, ["Audit log"]), (Role.LEAD, []), (Role.READER, [])]
)
def test_settings_are_a_room_of_their_own_and_the_log_is_for_owners(
    acme: Workspace, role: Role, own: list[str]
) -> None:
    person = join("dee", acme, role)

    text = person.browser.get(at(person, "settings/jobs/")).content.decode()

    programs = ["Services", "Directory"] if role == Role.OWNER else []
    channels = ["Channels", "Ways in", "Webhooks"] if role == Role.OWNER else []
    shared = ["Links"] if role != Role.READER else []
    shown = [name for name, *_ in links(text, "In this room")]
    assert shown == [
        "Workspace", "Members", "Products", "Money", *channels, *shared, *programs,
        "Jobs", *own, *OWN,
    ]  # fmt: skip
    assert current(text, "In this room") == [("Jobs", "page")]
    assert current(text, "Main") == []


def test_settings_alone_stand_in_parts(olu: Person) -> None:
    for path, parts in (("settings/", ["For all", "For you"]), ("evidence/needs/", [])):
        text = olu.browser.get(at(olu, path)).content.decode()
        assert re.findall(r'"room-part">([^<]+)<', text) == parts, path


@pytest.mark.parametrize("role", [Role.OWNER, Role.CONTRIBUTOR, Role.READER])
def test_no_role_is_shown_a_room_or_a_tab_that_is_closed_to_it(
    acme: Workspace, role: Role
) -> None:
    person = join("dee", acme, role)
    browser = person.browser

    for room in (*ROOMS, SETTINGS):
        text = browser.get(
            reverse(room.opens_on, args=[acme.pk]), follow=True
        ).content.decode()
        nav = re.search(r'<nav class="room-tabs".*?</nav>', text, re.S)
        for url in re.findall(r'href="([^"]+)"', nav[0] if nav else ""):
            assert browser.get(url, follow=True).status_code == 200, (role, url)


def test_every_address_of_a_workspace_belongs_to_a_tab() -> None:
    tabs = [
        (reverse(tab.name, args=[1]).removeprefix("/w/1/"), tab)
        for _, tab in every_tab()
    ]
    loose = set()
    for address in addresses():
        is_page = address.route.endswith("/") and address.name not in OF_NO_ROOM
        if not (address.is_in_workspace and is_page):
            continue
        kinds = ["feedback", "need", "bet", "goal", "plan", "decision"]
        if address.name == "sharing:share":
            kinds = list(SharedKind)
        if address.name == "overview:around":
            kinds = ["customer", "person"]
        for kind in kinds if "kind" in address.parameters else [""]:
            values = {name: 1 for name in address.parameters} | {"kind": kind}
            wanted = {name: values[name] for name in address.parameters}
            path = reverse(address.name, kwargs=wanted).removeprefix("/w/1/")
            if place_of(path, tabs) is None:
                loose.add(address.name)

    # What changes something and is no page may lie anywhere; so does what is said: it
    # stands on the page of its record.
    said = "people answer resolve reopen edit delete sign"
    files = "attachment attachment_preview attachment_remove"
    assert loose == {f"conversation:{name}" for name in f"{said} {files}".split()} | {
        "evidence:undo", "strategy:reading_remove", "strategy:check_in_back",
        "overview:suggest", "overview:ask", "overview:ask_undo",
    }  # fmt: skip


def test_tabs_have_keys_of_their_own_and_the_sheet_of_keys_shows_each(
    ana: Person,
) -> None:
    text = ana.browser.get(at(ana)).content.decode()

    keys = {tab.key: reverse(tab.name, args=[ana.actor.workspace_id])
            for _, tab in every_tab() if tab.key}  # fmt: skip
    shown = dict(re.findall(r'<a class="plain" href="([^"]+)" data-go="(\w)">', text))
    assert len(keys) == len([tab for _, tab in every_tab() if tab.key])
    assert {key: url for url, key in shown.items()} == keys


def _dots(page: str) -> int:
    return len(re.findall(r'class="calls"[^>]*>\s*<span aria-hidden="true"', page))


def test_counts_are_what_waits_and_nothing_is_counted_where_nothing_does(
    ana: Person, ben: Person
) -> None:
    empty = ana.browser.get(at(ana, "decisions/")).content.decode()
    assert all(not count for *_, count in links(empty, "Main"))
    assert _dots(empty) == 0

    need = create_need(actor=ana.actor, statement="Swap a shift", now=NOW)
    for words, need_id in (("Slow", None), ("Late", None), ("Swap", need.pk)):
        piece = FeedbackIn(words=words, said_at=NOW)
        record_feedback(actor=ana.actor, piece=piece, now=NOW, need_id=need_id)
    make_decision(ana)
    full = ana.browser.get(at(ana, "decisions/")).content.decode()

    counts = {name: count for name, _, count in links(full, "Main") if count}
    assert counts == {"Customers": "2", "Decisions": "1"}
    assert ", 2 pieces wait to be sorted</span>" in full
    assert ("Decisions", "page", "1") in links(full, "In this room")
    assert _dots(full) == 1
    read = ben.browser.get(at(ana, "decisions/")).content.decode()
    of_reader = {name: count for name, _, count in links(read, "Main") if count}
    assert of_reader == {"Decisions": "1"}  # whoever sorts nothing has none to sort


def test_a_part_for_htmx_asks_for_no_counts(
    ana: Person, django_assert_num_queries: object
) -> None:
    browser, part = ana.browser, {"HX-Request": "true"}
    browser.get(at(ana, "strategy/metrics/"), headers=part)

    # A list of nothing asks whether there is anything at all.
    with django_assert_num_queries(5) as seen:
        browser.get(at(ana, "strategy/metrics/"), headers=part)

    assert not any("UNION ALL" in query["sql"] for query in seen.captured_queries)


def test_what_was_done_by_htmx_brings_the_counts_with_its_receipt(ana: Person) -> None:
    for words in ("Slow", "Late"):
        piece = FeedbackIn(words=words, said_at=NOW)
        record_feedback(actor=ana.actor, piece=piece, now=NOW)
    browser, part = ana.browser, {"HX-Request": "true"}
    inbox = at(ana, "evidence/feedback/")
    quiet = browser.get(inbox, headers=part).content.decode()
    one = Feedback.objects.first()

    answer = browser.post(
        f"{inbox}sort/",
        {"piece": [one.pk], "do": "triage", "back": inbox},
        headers=part,
        follow=True,
    )

    told = re.findall(
        r'hx-swap-oob="innerHTML:\[data-waits=(\w+)\],#counts">(.*?)</span>\s*</span>',
        answer.content.decode(),
        re.S,
    )
    assert "data-waits" not in quiet
    assert "1 piece waits to be sorted" in dict(told)["pieces"]
