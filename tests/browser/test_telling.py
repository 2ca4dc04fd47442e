"""A change of the plan is told; a briefing is made, edited and mailed."""

from __future__ import annotations

import re
import socket
from datetime import datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone
from playwright.sync_api import Locator, expect

from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions, jobs
from leadline.stakeholders.models import Briefing
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests import factories as make
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person as Member
from tests.stakeholders.test_briefings import Inbox, Said


def tap(target: Locator) -> None:
    target.click()


def press(target: Locator) -> None:
    target.focus()
    target.press("Enter")


def a_moved_promise(ana: Member, now: datetime) -> None:
    team = make.make_team(ana.actor, Q2027Q1=40, Q2027Q2=40)
    bet = make.make_bet(ana.actor, "Single sign-on", growth=900, effort={team: 6})
    plan = make.make_plan(ana.actor)
    roadmap.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Agreed", now=now)
    renata = actions.create_person(
        actor=ana.actor, person=PersonIn("Renata Vogel", "customer")
    )
    said = PromiseIn(renata.pk, "Badge login", state="agreed")
    promise = actions.create_promise(actor=ana.actor, promise=said, now=now)
    roadmap.honour_promise(actor=ana.actor, promise_id=promise.pk, bet_id=bet.pk)
    roadmap.move_bet(
        actor=ana.actor, plan_id=plan.pk, bet_id=bet.pk, to_period="2027Q2",
        reason="The supplier is late", now=now + timedelta(seconds=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("use", "size", "theme"),
    [(tap, "desk", "light"), (press, "phone", "dark")],
    ids=["by mouse", "by keyboard"],
)
def test_a_change_is_told_and_a_briefing_mailed(
    ana: Member, browsing: Browsing, settings: object, use, size: str, theme: str
) -> None:
    a_moved_promise(ana, timezone.now() - timedelta(hours=1))
    home = f"/w/{ana.actor.workspace_id}/stakeholders/"
    page = browsing.open(ana, f"{home}tell/", size=size, theme=theme)
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 person does not")
    assert faults(page) == []
    use(page.locator("summary", has_text="Renata Vogel"))
    page.get_by_label("How Renata Vogel was told").fill("Called her")
    use(page.get_by_role("button", name="Told", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Nobody has to be told"
    )

    page.goto(browsing.address + f"{home}briefings/")
    page.get_by_label("For", exact=True).select_option("sales")
    use(page.get_by_role("button", name="Make a draft"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Single sign-on")
    expect(page.get_by_text("No mail server is set up here")).to_be_visible()
    assert (
        len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    )
    use(page.locator("summary", has_text="Edit the words"))
    page.get_by_label("Opening").fill("Sell late, not less.")
    use(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("written by")).to_be_visible()
    assert faults(page) == []

    settings.EMAIL_HOST = "127.0.0.1"
    page.reload()
    page.get_by_label("E-mail addresses").fill("jonas@harbour.example")
    use(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("jonas@harbour.example: on its way")).to_be_visible()
    assert faults(page) == []

    got = mailed(ana, settings)
    assert got[0][0] == ["jonas@harbour.example"]
    assert "Sell late, not less." in got[0][1]
    page.reload()
    expect(page.get_by_text("on its way")).to_have_count(0)


def mailed(ana: Member, settings) -> list[tuple[list[str], str]]:
    """Run the job against a mail server of our own; return what that got."""
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        jobs.mail_briefing(
            actor=ana.actor, progress=Said(), briefing_id=Briefing.objects.get().pk
        )
    finally:
        server.stop()
    return inbox.got
