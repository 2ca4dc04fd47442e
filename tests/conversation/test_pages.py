"""The pages of comments and of the inbox, with script and without."""

from __future__ import annotations

import pytest
from django.utils import timezone

from leadline.conversation.models import Comment, Note, Thread, Ways
from tests.conftest import Person
from tests.conversation.talking import begin, need_of

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


def test_a_comment_is_written_and_shown_without_script(
    ana: Person, ben: Person
) -> None:
    need, browser = need_of(ana), ben.browser
    url = f"/w/{ben.actor.workspace_id}/talk/need/{need.pk}/"
    answer = browser.post(url, {"text": "**So** @ana <script>x</script>"})
    comment = Comment.objects.get()
    assert answer["Location"] == f"{url}#comment-{comment.pk}"

    page = browser.get(url).content.decode()
    assert "<strong>So</strong>" in page
    assert '<span class="mention">@ana</span>' in page
    assert "<script>x" not in page
    assert "Edit" in page
    assert "/edit/" not in ana.browser.get(url).content.decode()


def test_htmx_gets_the_threads_alone(ana: Person) -> None:
    need = need_of(ana)
    url = f"/w/{ana.actor.workspace_id}/talk/need/{need.pk}/"
    part = ana.browser.post(url, {"text": "Hello"}, headers=PART)
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert "Hello" in part.content.decode()


def test_what_was_refused_is_still_there(ana: Person) -> None:
    need = need_of(ana)
    first = begin(ana, need, "Begun")
    base = f"/w/{ana.actor.workspace_id}"
    long = "y" * 10_001
    for url in (
        f"{base}/talk/need/{need.pk}/",
        f"{base}/threads/{first.thread_id}/answer/",
        f"{base}/comments/{first.pk}/edit/",
    ):
        page = ana.browser.post(url, {"text": long})
        assert page.status_code == 422
        assert long in page.content.decode()


def test_the_page_of_a_record_leads_to_its_comments(ana: Person) -> None:
    need = need_of(ana)
    base = f"/w/{ana.actor.workspace_id}"
    page = ana.browser.get(f"{base}/evidence/needs/{need.pk}/").content.decode()
    assert f'href="{base}/talk/need/{need.pk}/"' in page


def test_a_link_of_the_inbox_finds_a_thread_on_an_earlier_page(ana: Person) -> None:
    need = need_of(ana)
    first = begin(ana, need, "The oldest")
    for n in range(35):
        begin(ana, need, f"Number {n}")
    url = f"/w/{ana.actor.workspace_id}/talk/need/{need.pk}/"
    assert "The oldest" not in ana.browser.get(url).content.decode()
    page = ana.browser.get(f"{url}?thread={first.thread_id}").content.decode()
    assert "The oldest" in page
    assert ana.browser.get(f"{url}?thread=no&page=x").status_code == 200


def test_resolve_reopen_sign_watch_and_delete_by_their_buttons(ana: Person) -> None:
    need = need_of(ana)
    first = begin(ana, need, "One")
    base, browser = f"/w/{ana.actor.workspace_id}", ana.browser
    browser.post(f"{base}/threads/{first.thread_id}/resolve/")
    assert Thread.objects.get().resolved_at
    browser.post(f"{base}/threads/{first.thread_id}/reopen/")
    assert not Thread.objects.get().resolved_at
    part = browser.post(
        f"{base}/comments/{first.pk}/sign/", {"sign": "thanks"}, headers=PART
    )
    assert 'title="Thanks: you"' in part.content.decode()
    part = browser.post(
        f"{base}/talk/need/{need.pk}/watch/", {"on": "no"}, headers=PART
    )
    assert 'aria-pressed="false"' in part.content.decode()
    browser.post(f"{base}/comments/{first.pk}/delete/")
    assert not Thread.objects.exists()


def test_people_are_offered_after_an_at(ana: Person, ben: Person, cleo: Person) -> None:
    url = f"/w/{ana.actor.workspace_id}/talk/people/"
    assert 'data-name="ben"' in ana.browser.get(f"{url}?q=be").content.decode()
    everybody = ana.browser.get(url).content.decode()
    assert "ana" in everybody
    assert "cleo" not in everybody
    assert "Nobody here" in ana.browser.get(f"{url}?q=zzz").content.decode()


def test_the_bell_counts_and_reading_empties_it(ana: Person, ben: Person) -> None:
    begin(ana, need_of(ana), "@ben")
    url, browser = f"/w/{ben.actor.workspace_id}/inbox/", ben.browser
    page = browser.get(url).content.decode()
    assert "1 line in your inbox is new" in page
    assert "<h1>1 line in your inbox is new</h1>" in " ".join(page.split())
    note = Note.objects.get()
    assert f'newest" value="{note.pk}"' in page.replace("\n    ", " ")
    browser.post(f"{url}read/", {"newest": note.pk})
    after = browser.get(url).content.decode()
    assert "Nothing new asks for you" in after
    assert "inbox is new" not in after
    assert "mentioned you on" in browser.get(f"{url}?show=all").content.decode()


def test_how_one_is_told_is_kept_and_shown(ben: Person) -> None:
    url, browser = f"/w/{ben.actor.workspace_id}/inbox/", ben.browser
    said = {
        "mention": "digest", "reply": "off", "own": "digest", "watch": "off",
        "given": "digest", "due": "at_once", "told": "off",
        "only_weekdays": "no", "digest_at": "09:15", "quiet_from": "20:00",
    }  # fmt: skip
    half = browser.post(f"{url}telling/", said)
    assert half.status_code == 422
    assert "a beginning and an end" in half.content.decode()
    browser.post(f"{url}telling/", {**said, "quiet_to": "06:30"})
    kept = Ways.objects.get()
    assert (kept.mention, kept.only_weekdays, f"{kept.digest_at:%H:%M}") == (
        "digest", False, "09:15"
    )  # fmt: skip
    assert 'value="09:15"' in browser.get(url).content.decode()


def test_todays_lines_stand_under_today(ana: Person, ben: Person) -> None:
    begin(ana, need_of(ana), "@ben", timezone.now())
    page = ben.browser.get(f"/w/{ben.actor.workspace_id}/inbox/").content.decode()
    assert '<h2 class="day-head">' in page
