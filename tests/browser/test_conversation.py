"""Comment, mention, mail received by a mail server, answered on the page; both ways."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leadline.accounts.models import Job
from leadline.accounts.queries import actor_for
from leadline.conversation import jobs
from leadline.conversation.models import Note
from tests.attention.test_subscriptions import Silent
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.conversation.mailbox import Mailbox, served
from tests.conversation.talking import answer, begin, need_of
from tests.foundation.attached.files import png

PICTURES = os.environ.get("LEADLINE_TALK_PICTURES", "")


@pytest.fixture
def mailbox(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that keeps what it gets."""
    with served(settings, monkeypatch) as box:
        yield box


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def work() -> None:
    """Do what a worker does once a minute."""
    now = timezone.now()
    jobs.tell_what_is_due(now)
    for job in Job.objects.filter(kind=jobs.TELL, state="queued"):
        owner = actor_for(
            user_id=job.user_id, workspace_id=job.workspace_id, surface="job"
        )
        jobs.tell(actor=owner, progress=Silent(), **job.args)


@pytest.mark.parametrize(("size", "theme"), [("desk", "light"), ("phone", "dark")])
def test_a_mention_is_mailed_and_answered(
    ana: Person, ben: Person, olu: Person, browsing: Browsing, mailbox: Mailbox,
    settings: Any, monkeypatch: pytest.MonkeyPatch, size: str, theme: str,
) -> None:  # fmt: skip
    settings.OWN_ADDRESS = browsing.address
    monkeypatch.setattr(jobs, "clock", timezone.now)
    need = need_of(ana)
    home = f"/w/{ana.actor.workspace_id}"
    page = browsing.open(
        ana, f"{home}/evidence/needs/{need.pk}/", size=size, theme=theme
    )
    # In one step: the thread replaces itself as soon as it comes into view.
    page.locator("#talk").evaluate("place => place.scrollIntoView()")
    field = page.get_by_label("New comment", exact=True).and_(page.locator("textarea"))
    expect(field).to_be_visible()
    field.press_sequentially("Nine ports, ")
    page.get_by_role("button", name="Mention").last.click()
    field.press_sequentially("be")
    expect(page.get_by_role("option", name="ben")).to_be_visible()
    picture(page, f"mention-{size}-{theme}")
    assert faults(page) == []
    field.press("Enter")
    field.press_sequentially("see?")
    expect(field).to_have_value("Nine ports, @ben see?")
    page.get_by_role("button", name="Send").last.click()
    expect(page.locator(".mention")).to_have_text("@ben")
    assert page.url.endswith(f"/evidence/needs/{need.pk}/")

    work()
    (mail,) = mailbox.got
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = re.search(rf"{re.escape(browsing.address)}/w/\S+#comment-\d+", text)
    assert found is not None

    theirs = browsing.open(ben, f"{home}/inbox/", size=size, theme=theme)
    expect(theirs.get_by_role("heading", level=1)).to_contain_text(
        "1 line in your inbox is new"
    )
    picture(theirs, f"inbox-{size}-{theme}")
    assert faults(theirs) == []
    theirs.goto(found[0])
    theirs.locator("summary", has_text="Reply").first.click()
    reply = theirs.get_by_label("Reply", exact=True).and_(theirs.locator("textarea"))
    reply.fill("I see **nine**.")
    reply.press("Control+Enter")
    expect(theirs.locator("strong", has_text="nine")).to_be_visible()
    theirs.locator("button[value=agree]").first.click()
    expect(theirs.locator("button[value=agree]").first).to_have_attribute(
        "aria-pressed", "true"
    )
    picture(theirs, f"thread-{size}-{theme}")
    assert faults(theirs) == []
    assert not Note.objects.filter(user=ben.user, read_at=None).exists()
    assert Note.objects.get(user=ana.user).reason == "reply"


def test_all_of_it_without_script(ana: Person, ben: Person, browsing: Browsing) -> None:
    need = need_of(ana)
    first = begin(ana, need, "@ben, so?")
    answer(ben, first, "So")
    home = f"/w/{ana.actor.workspace_id}"
    page = browsing.open(ben, f"{home}/talk/need/{need.pk}/", script=False)
    expect(page.get_by_text("so?")).to_be_visible()
    page.locator("summary", has_text="Reply").first.click()
    page.get_by_label("Reply", exact=True).and_(page.locator("textarea")).fill("Yes")
    page.get_by_role("button", name="Send").first.click()
    expect(page.get_by_text("Yes", exact=True)).to_be_visible()
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_text("resolved by ben")).to_be_visible()


@pytest.mark.parametrize(("size", "theme"), [("desk", "dark"), ("phone", "light")])
def test_an_inbox_is_worked_through_by_keys(
    ana: Person, ben: Person, browsing: Browsing, size: str, theme: str
) -> None:
    need = need_of(ana)
    for text in ("@ben one", "@ben two", "@ben three"):
        begin(ana, need, text, timezone.now())
    page = browsing.open(
        ben, f"/w/{ben.actor.workspace_id}/inbox/", size=size, theme=theme
    )
    lines = page.locator(".note")
    expect(lines).to_have_count(3)
    picture(page, f"keys-{size}-{theme}")
    assert faults(page) == []

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(lines.nth(1).locator("a.cover")).to_be_focused()
    page.keyboard.press("e")  # the second is read, and the next one is chosen
    expect(lines).to_have_count(2)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "2 lines in your inbox are new"
    )
    expect(lines.nth(1).locator("a.cover")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("s")
    expect(lines).to_have_count(1)
    expect(page.get_by_text("It comes back on")).to_be_visible()
    expect(lines.first).to_contain_text("one")

    page.get_by_role("link", name="Snoozed 1").click()
    expect(lines.first).to_contain_text("three")
    picture(page, f"snoozed-{size}-{theme}")
    assert faults(page) == []


@pytest.mark.parametrize(("size", "theme"), [("desk", "light"), ("phone", "dark")])
def test_a_picture_hangs_on_a_comment_and_is_drawn(
    ana: Person, browsing: Browsing, settings: Any, tmp_path: Path, size: str,
    theme: str,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    need = need_of(ana)
    home = f"/w/{ana.actor.workspace_id}"
    page = browsing.open(ana, f"{home}/talk/need/{need.pk}/", size=size, theme=theme)
    page.locator("#write-new").fill("See the plan")
    files = [
        {"name": "plan.png", "mimeType": "image/png", "buffer": png()},
        {"name": "page.html", "mimeType": "text/html", "buffer": b"<script>x</script>"},
    ]
    page.locator("input[type=file]").last.set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="Send").last.click()
    drawn = page.get_by_role("img", name="plan.png")
    expect(drawn).to_be_visible()
    # It is fetched when it comes into view.
    drawn.evaluate("place => place.scrollIntoView()")
    expect(drawn).to_have_js_property("naturalWidth", 3)
    expect(page.get_by_role("link", name="page.html.txt")).to_be_visible()
    picture(page, f"files-{size}-{theme}")
    assert faults(page) == []
    with page.expect_download() as kept:
        page.get_by_role("link", name="page.html.txt").click()
    assert kept.value.suggested_filename == "page.html.txt"
