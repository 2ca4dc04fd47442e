"""Forms: a day is typed in words, and what is refused stands on top with links."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leadline.stakeholders.models import Commitment, ContactNote
from leadline.web.accounts.token_forms import TokenForm
from leadline.web.shell.fields import DayField
from leadline.web.shell.number_fields import AmountField, WholeField
from tests.conftest import Person
from tests.factories import make_bet
from tests.stakeholders.test_people import add


def new_promise(person: Person, **said: Any) -> Any:
    who = add(person, "Petra Lang")
    url = reverse("stakeholders:promise_new", args=[person.actor.workspace_id])
    usual = {
        "person_id": who.pk, "direction": "given", "what": "Sign-on", "part": "other",
        "state": "agreed",
    }  # fmt: skip
    return person.browser.post(url, usual | said)


@pytest.mark.parametrize("text", ["tomorrow", "in 1 day"])
def test_a_day_is_typed_in_words(ana: Person, text: str) -> None:
    assert new_promise(ana, due_date=text).status_code == 302

    due = Commitment.objects.get().due_date
    assert due == timezone.localdate() + timedelta(days=1)


def test_a_quarter_is_its_last_day_where_something_is_due(ana: Person) -> None:
    new_promise(ana, due_date="Q2 2028")

    assert str(Commitment.objects.get().due_date) == "2028-06-30"


def test_what_names_no_week_lies_behind_where_something_was(ana: Person) -> None:
    petra = add(ana, "Petra Lang")
    args = [ana.actor.workspace_id, petra.pk]
    today = timezone.localdate()
    url = reverse("stakeholders:person_contact", args=args)

    ana.browser.post(url, {"on_date": f"{today:%A}", "kind": "call"})

    assert ContactNote.objects.get().on_date == today - timedelta(days=7)


def test_a_day_that_is_none_is_refused_with_what_to_write(ana: Person) -> None:
    refused = new_promise(ana, due_date="3/4/2027")

    text = unescape(refused.content.decode())
    assert refused.status_code == 422
    assert "could be 3 April or 4 March" in text
    assert 'value="3/4/2027"' in text


@pytest.mark.parametrize(
    ("text", "way", "said"),
    [
        ("Q2 2028", "", "Friday 30 June 2028"),
        ("Q2 2028", "start", "Saturday 1 April 2028"),
        ("2028-02-29", "", "Tuesday 29 February 2028"),
        ("soon", "", "is not a day"),
        ("so", "", ""),
        ("", "", ""),
    ],
)
def test_what_is_typed_is_said_back(
    ben: Person, text: str, way: str, said: str
) -> None:
    asked = {"field": "due", "due": text, "way": way}

    answer = ben.browser.get(reverse("day"), asked)

    shown = re.sub(r"<[^>]+>", "", answer.content.decode()).strip()
    assert answer.status_code == 200
    assert (shown == "") if not said else (said in unescape(shown))


def test_nobody_asks_without_having_signed_in(client: Any) -> None:
    assert client.get(reverse("day")).status_code == 302


def test_a_field_for_a_day_can_be_typed_into_without_script(ana: Person) -> None:
    url = reverse("stakeholders:promise_new", args=[ana.actor.workspace_id])
    add(ana, "Petra Lang")

    text = ana.browser.get(url).content.decode()

    field = re.search(r'<input type="text" name="due_date"[^>]*>', text)
    assert field
    assert "data-way" not in field[0]
    assert re.search(r"<button[^>]*data-day-pick>", text)
    assert f'id="{re.findall("says_[a-z_]+", field[0])[0]}"' in text


def refused(response: Any) -> str:
    text = unescape(response.content.decode())
    assert response.status_code == 422
    found = re.search(r"data-refused.*?</div>\s*</div>", text, re.S)
    return " ".join(found[0].split()) if found else ""


def test_what_is_refused_stands_on_top_with_a_link_to_each_field(ana: Person) -> None:
    answer = new_promise(ana, what="", due_date="soon")

    top, text = refused(answer), answer.content.decode()
    assert "2 fields have to be looked at. Nothing you typed is lost." in top
    assert "is not a day" in top
    links = re.findall(r'href="#([^"]+)"', top)
    assert links == ["id_what", "id_due_date"]
    assert all(f'id="{link}"' in text for link in links)


def test_one_field_alone_is_named_and_its_words_stand_beside_it(ana: Person) -> None:
    answer = new_promise(ana, what="")

    top = refused(answer)
    assert 'look at <a href="#id_what">What was promised</a>' in top
    assert "needed" not in top
    assert answer.content.decode().count("This is needed") == 1


REFUSED = [
    (forms.CharField(), "", "This is needed."),
    (forms.CharField(max_length=2), "abc", "At most 2 characters; it has 3."),
    (forms.CharField(min_length=1, strip=False), "", "This is needed."),
    (forms.CharField(min_length=2), "a", "At least 2 characters; it has 1."),
    (forms.CharField(), "a\x00", "A text has no NUL character."),
    (forms.BooleanField(), False, "Tick this to go on."),
    (forms.ChoiceField(choices=[("a", "A")]), "", "Choose one."),
    (forms.ChoiceField(choices=[("a", "A")]), "b", "“b” is not one of the choices."),
    (forms.TypedChoiceField(choices=[("a", "A")]), "", "Choose one."),
    (forms.MultipleChoiceField(choices=[("a", "A")]), [], "Choose at least one."),
    (forms.MultipleChoiceField(choices=[("a", "A")]), "b", "Choose from the list."),
    (forms.FileField(), None, "Choose a file."),
    (WholeField(max_value=365), "366", "At most 365."),
    (WholeField(min_value=1), "0", "At least 1."),
    (AmountField(decimal_places=1), "1.25", "At most 1 decimal place."),
    (DayField(), "", "This is needed."),
    (forms.TimeField(), "late", "Write a time, such as 17:30."),
    (
        forms.URLField(assume_scheme="https"),
        "no",
        "Write a whole address, such as https://example.org.",
    ),
    (forms.EmailField(), "ana", "Write an e-mail address, such as ana@example.org."),
]


def test_what_a_field_refuses_it_refuses_in_the_words_of_the_house() -> None:
    said = []
    for field, typed, _ in REFUSED:
        with pytest.raises(ValidationError) as refused:
            field.clean(typed)
        said.append(refused.value.messages)
    assert said == [[words] for _, _, words in REFUSED]
    for field, typed in ((WholeField(max_value=365), "365"), (DayField(), "Q2")):
        assert field.clean(typed)


def test_boxes_of_which_some_must_be_ticked_are_not_said_to_be_optional() -> None:
    form = TokenForm()
    assert not form["reads"].says_optional
    assert not form["writes"].says_optional
    assert "Something at least, here or below." in str(form["reads"].as_field_group())


def test_a_form_that_is_not_sent_yet_refuses_nothing(ana: Person) -> None:
    add(ana, "Petra Lang")
    url = reverse("stakeholders:promise_new", args=[ana.actor.workspace_id])

    assert "data-refused" not in ana.browser.get(url).content.decode()


NEW = [
    "roadmap:bet_new", "decisions:decision_new", "decisions:prediction_new",
    "stakeholders:promise_new", "stakeholders:person_new", "evidence:feedback_add",
    "evidence:customer_add", "evidence:need_add", "strategy:goal_new",
    "launches:launch_new",
]  # fmt: skip


@pytest.mark.parametrize("name", NEW)
def test_the_form_of_something_new_is_kept_as_a_draft(olu: Person, name: str) -> None:
    url = reverse(name, args=[olu.actor.workspace_id])

    text = olu.browser.get(url).content.decode()

    assert f'data-draft="{olu.user.pk}"' in text
    assert "data-draft-said" in text


def test_the_form_of_what_is_there_is_not(ana: Person) -> None:
    bet = make_bet(ana.actor)
    args = [ana.actor.workspace_id, bet.pk]

    text = ana.browser.get(reverse("roadmap:bet_change", args=args)).content.decode()

    assert "data-draft=" not in text


def test_who_has_no_team_yet_is_told_what_becomes_of_what_was_typed(
    ana: Person,
) -> None:
    bet = make_bet(ana.actor)
    text = ana.browser.get(
        reverse("roadmap:bet_new", args=[ana.actor.workspace_id])
    ).content.decode()
    assert "kept in this browser and offered again here" in text
    args = [ana.actor.workspace_id, bet.pk]
    text = ana.browser.get(reverse("roadmap:bet_change", args=args)).content.decode()
    assert "Save what you changed" in text


def test_the_currency_of_a_customer_stands_beside_the_amount(ana: Person) -> None:
    url = reverse("evidence:customer_add", args=[ana.actor.workspace_id])

    text = ana.browser.get(url).content.decode()
    pair = text[text.index("field-pair") :]

    assert (
        0 < pair.index('name="revenue_amount"') < pair.index('name="revenue_currency"')
    )
    assert pair.index('name="revenue_currency"') < pair.index('name="since_date"')
    assert text.count('name="revenue_currency"') == 1
