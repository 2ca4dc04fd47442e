"""Moving a stakeholder, logging a talk, agreeing and keeping a promise."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from leadline.stakeholders import actions
from leadline.stakeholders.models import Commitment, Judgement, Person
from leadline.stakeholders.types import JudgementIn, PersonIn
from tests.browser.conftest import Browsing, comes, faults
from tests.conftest import Person as Member
from tests.factories import as_row


@pytest.fixture
def petra(ana: Member) -> Person:
    return judged(ana, PersonIn("Petra Lang", "finance"))


def judged(ana: Member, person: PersonIn, **thought: str) -> Person:
    made = actions.create_person(actor=ana.actor, person=person)
    actions.judge_person(
        actor=ana.actor, person_id=made.pk, judgement=JudgementIn(**thought),
        now=datetime.now(UTC),
    )  # fmt: skip
    return as_row(Person, made)


def where(petra: Person) -> tuple[int, int]:
    one = Judgement.objects.get(person=petra)
    return one.influence, one.interest


def kept(page: Page) -> None:
    expect(page.locator("#live")).to_have_text("Petra Lang is kept there.")


def test_a_stakeholder_is_moved_with_the_arrow_keys(
    ana: Member, petra: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/stakeholders/")
    page.get_by_role("link", name="Petra Lang, open").focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)

    kept(page)
    comes(page, lambda: where(petra), (56, 48))
    expect(page.get_by_role("link", name="Petra Lang, open")).to_be_focused()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Who was chosen")
    expect(panel.locator("header")).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="Close the panel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("link", name="Petra Lang, open")).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_who_is_chosen_shows_beside_the_map_and_on_a_phone_on_a_page(
    ana: Member, petra: Person, browsing: Browsing, theme: str
) -> None:
    said = PersonIn("Jonas Falk", "sales")
    jonas = judged(ana, said, wants="A date he can offer")
    home = f"/w/{ana.actor.workspace_id}/stakeholders/"
    page = browsing.open(ana, home, theme=theme)
    panel = page.get_by_role("complementary", name="Who was chosen")
    expect(panel.get_by_role("link", name="All about them")).to_be_visible()
    expect(page.locator("svg a.is-chosen")).to_have_count(1)
    panel.get_by_role("button", name="Close the panel").click()
    expect(page.locator("svg a:focus")).to_have_count(1)

    page.get_by_role("rowheader").get_by_role("link", name="Jonas Falk").click()
    expect(panel).to_contain_text("A date he can offer")
    assert (
        page.locator("svg a.is-chosen").get_attribute("href").endswith(f"/{jonas.pk}/")
    )
    assert faults(page) == []
    panel.get_by_role("link", name="All about them").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Jonas Falk")

    phone = browsing.open(ana, home, size="phone", theme=theme)
    expect(phone.locator("#who")).to_be_hidden()
    phone.get_by_role("rowheader").get_by_role("link", name="Jonas Falk").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Jonas Falk")


def test_a_step_is_kept_when_one_leaves_at_once_and_escape_takes_it_back(
    ana: Member, petra: Person, browsing: Browsing
) -> None:
    home = f"/w/{ana.actor.workspace_id}/stakeholders/"
    page = browsing.open(ana, home)
    page.get_by_role("link", name="Petra Lang, open").focus()
    page.keyboard.press("ArrowRight")
    page.goto(f"{browsing.address}{home}{petra.pk}/")
    comes(page, lambda: where(petra), (50, 52))

    page.goto(browsing.address + home)
    page.get_by_role("link", name="Petra Lang, open").focus()
    for key in ("ArrowUp", "ArrowUp", "Escape"):
        page.keyboard.press(key)
    kept(page)
    comes(page, lambda: where(petra), (50, 52))
    assert faults(page) == []


def test_a_stakeholder_is_dragged(
    ana: Member, petra: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/stakeholders/")
    box = page.locator("[data-place] rect").bounding_box()
    frame = page.locator(".map-frame").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + frame["width"] / 4, y - frame["height"] / 4, steps=5)
    page.mouse.up()

    kept(page)
    assert all(70 <= value <= 82 for value in where(petra))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Win Petra first")


def tap(target: Locator) -> None:
    target.click()


def press(target: Locator) -> None:
    target.focus()
    target.press("Enter")


@pytest.mark.parametrize("use", [tap, press], ids=["by mouse", "by keyboard"])
def test_a_talk_is_logged_and_a_promise_agreed_and_kept(
    ana: Member, petra: Person, browsing: Browsing, use
) -> None:
    home = f"/w/{ana.actor.workspace_id}/stakeholders/"
    page = browsing.open(ana, f"{home}{petra.pk}/", size="phone", theme="dark")
    page.get_by_label("In their words").fill("Show me the third year")
    use(page.get_by_role("button", name="Log it"))
    expect(page.get_by_text("Show me the third year")).to_be_visible()

    use(page.get_by_role("link", name="Write down a promise"))
    page.get_by_label("What was promised").fill("Costs over three years")
    use(page.get_by_role("button", name="Write it down"))
    for state in ("Agreed", "Kept"):
        use(page.get_by_role("link", name="Edit the state"))
        field = page.get_by_label("State", exact=True)
        expect(field).to_be_focused()
        field.select_option(state)
        use(page.get_by_role("button", name="Save"))
        expect(field).to_have_count(0)
        expect(page.locator(".props")).to_contain_text(state)

    expect(page.get_by_role("link", name="Edit the state")).to_have_count(0)
    assert Commitment.objects.get().state == "kept"
    assert faults(page) == []
