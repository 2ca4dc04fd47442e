"""The page where words are heard, as a browser without script meets it."""

from __future__ import annotations

import re

import pytest

from leadline.decisions.models import ChairWord, Decision
from leadline.evidence.models import Feedback
from tests.conftest import Person
from tests.decisions.hearing import hearing, stands, tell, wait, words_waiting
from tests.decisions.making import make_customer, make_decision, option_of, speak
from tests.web.test_decisions import at


class Page:
    """The page in one browser, so that a sitting goes on."""

    def __init__(self, person: Person, made: Decision) -> None:
        self.browser, self.address = person.browser, at(person, f"{made.pk}/hear/")

    def html(self, **query: object) -> str:
        return self.browser.get(self.address, query).content.decode()

    def press(self, html: str = "", **fields: str) -> str:
        """Press a button of the form as it is shown; return the page that follows."""
        form = r'type="hidden" name="(\w+)" value="([^"]*)"'
        hidden = dict(re.findall(form, html or self.html()))
        answer = self.browser.post(
            f"{self.address}say/", {**hidden, **fields}, follow=True
        )
        assert answer.status_code == 200
        return answer.content.decode()


def test_words_are_heard_undone_and_left_for_later_without_script(ana: Person) -> None:
    made = words_waiting(ana)
    page = Page(ana, made)
    buy = option_of(made).pk

    html = page.press(side=f"{buy}-against")
    assert "Somebody at Port 0: against Buy" in html
    assert "2 left" in html
    html = page.press(go="next")
    assert "berth number 2" in html
    html = page.press(side="off")
    assert "berth number 1" in html, "what was left for later comes back"
    html = page.press(side=f"{option_of(made, 'Build').pk}-for")
    assert "3 words are gone through" in html
    assert "2 words stand on the chair; the rest is off the subject" in html
    for left in ("1 left", "2 left", "2 left", "3 left"):
        html = page.press(go="undo")
        assert left in html
    assert "There is nothing more to undo" in page.press(go="undo")
    assert stands(made) == set()


def test_the_option_chosen_stays_chosen(ana: Person) -> None:
    made = words_waiting(ana)
    page = Page(ana, made)
    buy = option_of(made)

    html = page.press(go=f"choose-{buy.pk}")
    html = page.press(html, side=f"{buy.pk}-for")

    row = re.search(r'<li class="is-chosen".*?</li>', html, re.S)
    assert f'data-hear-row="{buy.pk}"' in row[0]


def test_a_guess_is_dashed_says_its_record_and_is_taken_as_shown(ana: Person) -> None:
    made = make_decision(ana, "Build", "Buy")
    page = Page(ana, made)
    word = wait(ana, made, "Point it at our directory", guess="for")
    ChairWord.objects.create(
        workspace_id=word.workspace_id, decision=made, feedback=word.feedback,
        option=option_of(made, "Build"), side="against", guess="against",
        guess_by="ours", chance=0.6,
    )  # fmt: skip

    html = page.html()
    assert "A guess: for Buy, against Build" in html
    assert "No record yet here (0 answers of the 20 it takes)" in html
    assert html.count("is-guess") == 2
    guess = re.search(r'name="side" value="([^"]+)" aria-keyshortcuts="Enter"', html)
    page.press(html, side=guess[1])

    assert stands(made) == {
        ("Buy", "for", "confirmed", "ana"),
        ("Build", "against", "confirmed", "ana"),
    }


def test_without_a_guess_the_page_says_why(ana: Person) -> None:
    made = words_waiting(ana, 1)
    page = Page(ana, made)

    assert "No guess for this one" in page.html()
    assert "is-guess" not in page.html()


def test_reported_words_name_who_noted_them_and_the_customer_speaks(
    ana: Person,
) -> None:
    made = words_waiting(ana, 1)
    page = Page(ana, made)
    Feedback.objects.update(speech="reported", noted_by="Ines Moreau", author="Ulla")

    html = page.html()

    assert 'class="hear-word is-reported"' in html
    assert '<b id="w-who">Ulla</b>' in html
    assert "Written down by <b>Ines Moreau</b>" in html


def test_a_whole_customer_is_heard_at_once(ana: Person) -> None:
    made = make_decision(ana, "Build", "Buy")
    page = Page(ana, made)
    port = make_customer(ana, "Port of Ås", "Ports", 100)
    for n in range(3):
        wait(ana, made, f"Berth {n} is never where the screen says", port)
    assert "Hear all 3 words of Port of Ås at once" in page.html()

    html = page.html(customer=port.pk)
    assert html.count("<blockquote") == 3
    html = page.press(html, side=f"{option_of(made).pk}-against")

    assert "3 words of Port of Ås: against Buy" in html
    assert "3 words are heard" in html
    assert "3 left" in page.press(go="undo")


def test_who_comes_second_is_told_and_changes_nothing(ana: Person, olu: Person) -> None:
    made = words_waiting(ana)
    page = Page(ana, made)
    html = page.html()
    tell(olu, made, (option_of(made), "for"))

    after = page.press(html, side=f"{option_of(made).pk}-against")

    assert "olu heard these words a moment ago" in after
    assert "berth number 1" in after
    assert stands(made) == {("Buy", "for", "confirmed", "olu")}


@pytest.mark.parametrize(
    "fields",
    [
        {"side": "x-for"},
        {"side": "1-above"},
        {"go": "away"},
        {},
        {"words": "1,x", "side": "off"},
    ],
)
def test_a_broken_form_is_refused(ana: Person, fields: dict[str, str]) -> None:
    made = words_waiting(ana, 1)
    shown = hearing(ana, made)
    body = {"words": str(shown.word.feedback_id), "seen": shown.seen} | fields
    body = {
        key: value.replace("1-", f"{option_of(made).pk}-") if key == "side" else value
        for key, value in body.items()
    }

    answer = ana.browser.post(at(ana, f"{made.pk}/hear/say/"), body)

    assert answer.status_code == 422
    assert stands(made) == set()


def test_scores_show_what_the_sitting_added(ana: Person) -> None:
    made = words_waiting(ana)
    page = Page(ana, made)
    before = page.html()
    html = page.press(before, side=f"{option_of(made).pk}-for")

    assert "delta-up" not in before
    assert "+33 points" in html or "+100 points" in html
    assert "Chair weak" in html


def test_nothing_to_hear_says_what_to_do(ana: Person) -> None:
    made = make_decision(ana)
    page = Page(ana, made)
    assert "No words to hear yet" in page.html()
    answer = ana.browser.post(at(ana, f"{made.pk}/seat/"), {"then": "hear"})
    assert answer.url.endswith(f"/{made.pk}/hear/")

    speak(ana, made, for_1="One voice")
    assert "1 word is heard" in page.html()


def test_readers_and_strangers_hear_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    made = words_waiting(ana, 1)
    for person, status in ((ben, 403), (cleo, 404)):
        for path in ("hear/", "hear/say/"):
            where = at(ana, f"{made.pk}/{path}")
            assert person.browser.post(where, {"side": "off"}).status_code == status
        assert person.browser.get(at(ana, f"{made.pk}/hear/")).status_code == status
