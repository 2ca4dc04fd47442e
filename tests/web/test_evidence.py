"""Pages of feedback, needs and customers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from leadline.accounts.models import Job
from leadline.evidence import actions
from leadline.evidence.models import Contact, Customer, Feedback, Need
from leadline.evidence.types import FeedbackState, NeedBy
from tests.conftest import Person
from tests.evidence.makers import NOW, account, say, want

pytestmark = pytest.mark.django_db


def at(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/evidence/{path}"


def text(page: Any) -> str:
    words = re.sub(r"<[^>]+>", " ", page.content.decode())
    return " ".join(words.split())


def post(person: Person, path: str, **data: Any) -> HttpResponse:
    return person.browser.post(at(person, path), data)


@pytest.mark.parametrize("n", [2, 4])
def test_lists_and_pages_take_the_same_queries_for_any_number(
    ana: Person, n: int
) -> None:
    for i in range(n):
        need = want(ana.actor, f"Need {i}")
        say(ana.actor, f"P{i}", account(ana.actor, f"C{i}", segment=f"S{i}"), need)
    say(ana.actor, "More", Customer.objects.first(), Need.objects.first())
    browser = ana.browser
    first = Need.objects.order_by("pk").first()
    assert first is not None
    counts = {
        "feedback/": 14,
        "needs/": 15,  # one of them: whom a need can be given to
        "customers/": 13,
        f"needs/{first.pk}/": 25,
        f"customers/{Customer.objects.order_by('pk')[0].pk}/": 24,
        f"feedback/{Feedback.objects.order_by('pk')[0].pk}/": 11,
    }
    for path in counts:
        browser.get(at(ana, path))
    asked = {}
    for path in counts:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(at(ana, path)).status_code == 200
        asked[path] = len(seen)
    assert asked == counts


def test_empty_lists_teach_and_offer_a_way_to_begin(ana: Person, ben: Person) -> None:
    for path, words in (
        ("feedback/", "Begin with what customers already told you"),
        ("needs/", "Needs stand behind what customers say"),
        ("customers/", "Bring your customers"),
    ):
        assert words in text(ana.browser.get(at(ana, path)))
        assert "Contributors bring" in text(ben.browser.get(at(ben, path)))
        page = ana.browser.get(at(ana, f"{path}?text=nothing"))
        assert "Take a filter away" in text(page)


def test_the_inbox_is_worked_through_and_taken_back(ana: Person) -> None:
    need = want(ana.actor)
    one, two, three = (say(ana.actor, words) for words in ("one", "two", "three"))
    browser, bulk = ana.browser, at(ana, "feedback/sort/")

    browser.post(bulk, {"archive": one.pk})
    moved = browser.post(
        bulk,
        {"do": "need", "need": need.pk, "piece": [two.pk, three.pk], "back": "/w/1/"},
    )

    assert moved["location"] == "/w/1/"
    two.refresh_from_db()
    one.refresh_from_db()
    assert (two.need_id, two.need_by) == (need.pk, NeedBy.PERSON)
    assert one.state == FeedbackState.ARCHIVED
    page = browser.get(at(ana, "feedback/"))
    assert "2 pieces put into the need." in text(page)
    undo = re.findall(r'action="([^"]+/undo/)"', page.content.decode())[-1]
    browser.post(undo)
    two.refresh_from_db()
    assert two.need_id is None


def test_everything_a_filter_means_is_changed_at_once(ana: Person) -> None:
    for n in range(60):
        say(ana.actor, f"Piece {n}", area="Data" if n % 2 else "Web")

    post(ana, "feedback/sort/", do="archive", everything="yes", query="area=Data")

    assert Feedback.objects.filter(state="archived").count() == 30


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"do": "archive"}, "at least one piece"),
        ({"do": "dance", "piece": 1}, "Choose what to do"),
        ({"do": "need", "need": "", "piece": 1}, "Choose the need"),
    ],
)
def test_a_bulk_change_that_says_too_little_is_refused(
    ana: Person, data: dict[str, Any], why: str
) -> None:
    answer = post(ana, "feedback/sort/", **data)

    assert (answer.status_code, why in text(answer)) == (422, True)


def test_a_way_back_leads_nowhere_else(ana: Person) -> None:
    piece = say(ana.actor)

    answer = post(ana, "feedback/sort/", triage=piece.pk, back="https://evil.example/")

    assert answer["location"] == at(ana, "feedback/")


def test_a_piece_is_written_down_and_mended_without_losing_what_was_typed(
    ana: Person,
) -> None:
    acme = account(ana.actor)
    bad = post(ana, "feedback/add/", words="", author="Kim", link="ftp://x")
    assert bad.status_code == 422
    assert "Kim" in bad.content.decode()

    post(
        ana,
        "feedback/add/",
        words="Too slow",
        author="Kim",
        customer_name="acme",
        said_on="2026-11-02",
    )

    piece = Feedback.objects.get()
    assert (piece.customer, str(piece.said_at.date())) == (acme, "2026-11-02")
    path = f"feedback/{piece.pk}/values/"
    unknown = post(ana, f"{path}customer_name/", customer_name="Nobody Ltd")
    assert "There is no customer “Nobody Ltd”" in text(unknown)
    for name, value in {"words": "Slow", "area": "Web", "customer_name": ""}.items():
        post(ana, f"{path}{name}/", **{name: value})
    piece.refresh_from_db()
    assert (piece.words, piece.customer, piece.area) == ("Slow", None, "Web")


def test_feedback_goes_out_as_a_file_that_runs_nothing(ana: Person) -> None:
    say(ana.actor, "=cmd()", account(ana.actor, "Acme"))
    say(ana.actor, "Other", area="Web")

    answer = ana.browser.get(at(ana, "feedback/export.csv?source=desk&text=cmd"))

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0].startswith("\ufeffid,words,source,said,author,customer")
    assert (len(lines), "'=cmd()" in lines[1], "Acme" in lines[1]) == (2, True, True)


def test_needs_are_merged_renamed_split_and_put_aside_in_the_browser(
    ana: Person,
) -> None:
    one, two = want(ana.actor, "Export faster"), want(ana.actor, "Quick export")
    pieces = [say(ana.actor, f"p{n}", need=one) for n in range(3)]
    say(ana.actor, "x", need=two)
    browser = ana.browser

    browser.post(at(ana, "needs/merge/"), {"need": [one.pk, two.pk]})
    assert "2 needs are one now: “Export faster”." in text(
        browser.get(at(ana, "needs/"))
    )
    gone = browser.get(at(ana, f"needs/{two.pk}/"))
    assert gone["location"] == at(ana, f"needs/{one.pk}/")
    browser.post(
        at(ana, f"needs/{one.pk}/values/statement/"), {"statement": "Get figures out"}
    )
    split = browser.post(
        at(ana, f"needs/{one.pk}/split/"),
        {"statement": "On the phone", "piece": [pieces[0].pk]},
    )
    new = Need.objects.get(statement="On the phone")
    assert split["location"] == at(ana, f"needs/{new.pk}/")
    browser.post(at(ana, f"needs/{new.pk}/state/"), {"do": "dismiss"})
    page = text(browser.get(at(ana, f"needs/{one.pk}/")))
    assert "“Get figures out”" in page
    assert "“Quick export”" in page
    assert "1 dismissed" in text(browser.get(at(ana, "needs/")))
    new.refresh_from_db()
    assert new.state == "dismissed"
    browser.post(at(ana, f"needs/{new.pk}/merge/"), {"into": one.pk})
    new.refresh_from_db()
    assert new.merged_into_id == one.pk


def test_a_guess_says_so_is_confirmed_in_the_list_and_never_leads(ana: Person) -> None:
    guess = Need.objects.create(
        workspace_id=ana.actor.workspace_id, statement="Hours go out", created_at=NOW
    )
    say(ana.actor, need=guess)
    home = f"/w/{ana.actor.workspace_id}/"

    listed = text(ana.browser.get(at(ana, "needs/?named=guess")))
    assert "Hours go out not confirmed" in listed
    assert "such names fitted" in text(ana.browser.get(at(ana, f"needs/{guess.pk}/")))
    day = text(ana.browser.get(home))
    assert "One need has a name that nobody has confirmed" not in day
    assert "1 name of a need waits to be confirmed" in day

    answer = ana.browser.post(
        at(ana, f"needs/{guess.pk}/confirm/"), {"back": at(ana, "needs/?named=guess")}
    )

    assert answer["location"] == at(ana, "needs/?named=guess")
    assert "Hours go out" not in text(ana.browser.get(at(ana, "needs/?named=guess")))
    assert "not confirmed" not in text(ana.browser.get(at(ana, f"needs/{guess.pk}/")))
    assert "nobody has confirmed" not in text(ana.browser.get(home))


def test_a_reader_sees_the_guess_and_cannot_confirm(ana: Person, ben: Person) -> None:
    guess = Need.objects.create(
        workspace_id=ana.actor.workspace_id, statement="Hours go out", created_at=NOW
    )
    say(ana.actor, need=guess)

    page = text(ben.browser.get(at(ben, "needs/")))

    assert "not confirmed" in page
    assert "The name is right" not in page
    assert post(ben, f"needs/{guess.pk}/confirm/").status_code == 403


def test_forms_of_needs_keep_what_was_typed_and_say_what_is_wrong(ana: Person) -> None:
    need = want(ana.actor)
    piece = say(ana.actor, need=need)

    short = post(ana, "needs/add/", statement="ab")
    all_of_it = post(
        ana, f"needs/{need.pk}/split/", statement="Something", piece=piece.pk
    )
    none = post(ana, f"needs/{need.pk}/state/", do="x")

    assert (short.status_code, 'value="ab"' in short.content.decode()) == (422, True)
    assert "Leave at least one piece" in text(all_of_it)
    assert f'value="{piece.pk}" checked' in all_of_it.content.decode()
    assert none.status_code == 422
    assert post(ana, "needs/merge/", need=need.pk).status_code == 422
    assert post(ana, f"needs/{need.pk}/merge/").status_code == 422
    post(ana, "needs/add/", statement="Written by hand")
    assert Need.objects.filter(statement="Written by hand").exists()


def test_grouping_starts_a_job_and_shows_it(ana: Person) -> None:
    answer = post(ana, "needs/group/")

    job = Job.objects.get()
    assert job.kind == "evidence.group_feedback"
    assert answer["location"].endswith(f"/settings/jobs/{job.pk}/")


def test_needs_and_customers_go_out_as_files(ana: Person) -> None:
    acme = account(ana.actor, revenue_amount=10)
    say(ana.actor, "x", acme, want(ana.actor))

    needs = ana.browser.get(at(ana, "needs/export.csv"))
    customers = ana.browser.get(at(ana, "customers/export.csv?sort=-pieces"))

    lines = b"".join(needs.streaming_content).decode().splitlines()
    assert "Close the month faster,Open,1,1,10.00,EUR" in lines[1]
    lines = b"".join(customers.streaming_content).decode().splitlines()
    assert "Acme" in lines[1]


def test_customers_and_contacts_are_added_and_mended(ana: Person) -> None:
    bad = post(ana, "customers/add/", name="", state="active", plan="Pro")
    assert 'value="Pro"' in bad.content.decode()
    post(ana, "customers/add/", name="Acme", state="active", external_id="1")
    acme = Customer.objects.get()
    twice = post(ana, "customers/add/", name="B", state="active", external_id="1")
    assert "Another customer has the id “1”" in text(twice)

    value = f"customers/{acme.pk}/values/"
    post(ana, f"{value}name/", name="Acme AG")
    post(ana, f"{value}state/", state="lost")
    post(ana, f"{value}revenue/", revenue_amount="5", revenue_currency="usd")
    post(ana, f"customers/{acme.pk}/contacts/", name="Kim", email="kim@acme.example")
    kim = Contact.objects.get()
    wrong = post(ana, f"contacts/{kim.pk}/values/email/", email="kim")
    post(ana, f"contacts/{kim.pk}/values/name/", name="Kim Ito")
    post(ana, f"contacts/{kim.pk}/values/title/", title="CFO")

    acme.refresh_from_db()
    assert (acme.name, acme.state, acme.revenue_currency) == ("Acme AG", "lost", "USD")
    assert wrong.status_code == 422
    page = text(ana.browser.get(at(ana, f"customers/{acme.pk}/")))
    assert all(words in page for words in ("Kim Ito", "CFO", "kim@acme.example"))
    post(ana, f"contacts/{kim.pk}/remove/")
    assert Contact.objects.count() == 0
    post(ana, f"{value}is_archived/", is_archived="on")
    assert "No customer is known yet" in text(ana.browser.get(at(ana, "customers/")))


def test_htmx_gets_the_rows_alone(ana: Person) -> None:
    say(ana.actor, "Slow", account(ana.actor), want(ana.actor))

    for path, part in (
        ("feedback/", 'id="pieces"'),
        ("needs/", 'id="needs"'),
        ("customers/", 'id="customers"'),
    ):
        page = ana.browser.get(at(ana, path), headers={"HX-Request": "true"})
        content = page.content.decode()
        assert (part in content, "<html" in content) == (True, False)


def test_a_key_in_the_inbox_brings_fresh_rows_and_a_receipt(ana: Person) -> None:
    one, two = say(ana.actor, "one"), say(ana.actor, "two")

    page = ana.browser.post(
        at(ana, "feedback/sort/"),
        {"archive": one.pk, "back": at(ana, "feedback/?sort=said")},
        headers={"HX-Request": "true"},
        follow=True,
    )

    content = page.content.decode()
    assert ('id="pieces"' in content, "<html" in content) == (True, False)
    assert re.findall(r'name="piece" value="(\d+)"', content) == [str(two.pk)]
    assert "1 piece marked as archived." in text(page)


def test_a_reader_sees_no_way_to_change_and_a_stranger_sees_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    need = want(ana.actor)
    piece = say(ana.actor, "Slow", account(ana.actor), need)
    paths = ["feedback/", f"feedback/{piece.pk}/", "needs/", f"needs/{need.pk}/",
             "customers/", f"customers/{piece.customer_id}/"]  # fmt: skip
    reader, stranger = ben.browser, cleo.browser

    for path in paths:
        page = reader.get(at(ben, path)).content.decode()
        inside = page.partition("<main")[2]
        assert not re.findall(r'method="post" action="[^"]*/evidence/', inside)
        chosen = set(re.findall(r'type="checkbox"\s+name="(\w+)"', inside))
        assert chosen <= {"columns", "dense"}  # how a list is shown is everybody's own
        assert "data-all" not in inside
        assert stranger.get(at(ana, path)).status_code == 404
    assert reader.post(at(ben, "needs/group/")).status_code == 403
    assert reader.get(at(ben, "feedback/add/")).status_code == 200
    assert stranger.get(at(ana, "feedback/add/")).status_code == 404
    assert (
        reader.post(at(ben, "feedback/sort/"), {"archive": piece.pk}).status_code == 403
    )


def test_odd_filters_and_pages_are_answered(ana: Person) -> None:
    say(ana.actor)
    for query in (
        "page=zzz",
        "page=-1",
        "page=99999999999999999999",
        "since=yesterday",
        "need=abc&customer=x",
        "sort=drop&kind=nothing&state=odd",
        "text=%00%22*",
    ):
        assert ana.browser.get(at(ana, f"feedback/?{query}")).status_code == 200, query
        for path in ("needs/", "customers/"):
            assert ana.browser.get(at(ana, f"{path}?{query}")).status_code == 200


def test_an_undone_change_is_told_and_undone_once(ana: Person) -> None:
    need = want(ana.actor)
    receipt = actions.dismiss_need(actor=ana.actor, need_id=need.pk)
    browser, path = ana.browser, at(ana, f"changes/{receipt.change_id}/undo/")

    assert browser.post(path, headers={"referer": "/x/"})["location"] == "/x/"
    assert browser.post(path).status_code == 409
    need.refresh_from_db()
    assert (need.state, NOW.year) == ("open", 2026)
