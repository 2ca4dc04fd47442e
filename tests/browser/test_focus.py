"""What is pressed or chosen keeps the focus when the part around it is read anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsing
from tests.browser.test_importing import bring, choose, polish_file
from tests.conftest import Person
from tests.conversation.talking import begin, need_of


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def keeps(page: Page, part: str, wanted: str, press: str = "Enter") -> None:
    """Press what is wanted; once the part is read anew, it has the focus again."""
    before = page.locator(part).first.element_handle()
    page.locator(wanted).first.press(press)
    page.wait_for_function("part => !part.isConnected", arg=before)
    expect(page.locator(wanted).first).to_be_focused()


def test_the_choices_of_an_import_are_made_one_after_another_by_key(
    ana: Person, browsing: Browsing, tmp_path: Path
) -> None:
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/import/")
    bring(page, polish_file(tmp_path))
    expect(page.locator("#mapping")).to_be_visible()

    for label, value in (
        ("kto becomes", "author"), ("co becomes", "words"), ("kto becomes", ""),
        ("Header row", "1"), ("Encoding", "cp1250"),
    ):  # fmt: skip
        field = page.get_by_label(label)
        field.evaluate("one => one.closest('details')?.setAttribute('open', '')")
        chosen = field.evaluate("one => one.value")
        if chosen == value:
            continue
        field.focus()
        choose(page, field, value=value)
        expect(page.get_by_label(label)).to_be_focused()


def test_what_is_pressed_in_place_has_the_focus_afterwards(
    ana: Person, ben: Person, browsing: Browsing
) -> None:
    need = need_of(ana)
    begin(ana, need, "Who knows more?")
    workspace = ana.actor.workspace_id
    page = browsing.open(ana, f"/w/{workspace}/talk/need/{need.pk}/")
    keeps(page, "#talk", "button[name=sign][value=thanks]")
    keeps(page, "#watch", "#watch button")

    for about in (need, need_of(ana)):
        begin(ben, about, "@ana once more")
    browsing.go(page, f"/w/{workspace}/inbox/")
    bell = page.locator(".side [data-waits=notes] [aria-hidden]")
    expect(bell).to_have_text("2")
    keeps(page, "#inbox", "#inbox button[name=as]")
    expect(bell).to_have_text("1")
