"""A refusal stands beside the field that it is about."""

from __future__ import annotations

import pytest
from django import forms

from leadline.foundation.errors import Conflict, Invalid, LeadlineError
from leadline.web.shell.forms import show_on
from tests.conftest import Person
from tests.factories import make_bet


class Paper(forms.Form):
    """Two fields, and what the whole of it is about."""

    title = forms.CharField()
    file = forms.CharField()


class FilePaper(Paper):
    """A paper that is about its file."""

    about = "file"


@pytest.mark.parametrize(
    ("form", "error", "field"),
    [
        (Paper, Invalid("No.", field="title"), "title"),
        (Paper, Conflict("No.", field="weight"), "__all__"),
        (Paper, Invalid("No."), "__all__"),
        (FilePaper, Invalid("No."), "file"),
        (FilePaper, Invalid("No.", field="title"), "title"),
    ],
)
def test_a_refusal_is_shown_where_it_says(
    form: type[forms.Form], error: LeadlineError, field: str
) -> None:
    bound = form({"title": "One", "file": "two"})
    show_on(bound, error)
    assert bound.errors == {field: ["No."]}


@pytest.mark.django_db
def test_a_title_that_is_taken_is_said_at_the_title(ana: Person) -> None:
    make_bet(ana.actor, "Harbour slots")
    page = ana.browser.post(
        f"/w/{ana.actor.workspace_id}/roadmap/bets/new/",
        {"title": "harbour slots", "duration": "1"},
    )
    assert page.status_code == 422
    assert page.context["form"].errors == {
        "title": ["There is a bet “harbour slots” already."]
    }
