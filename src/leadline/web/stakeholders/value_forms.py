"""The values of a stakeholder and of a promise, each edited where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from leadline.roadmap import actions as roadmap
from leadline.roadmap.queries import bets_of_promise, list_bet_names
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import Part, PromiseState
from leadline.web.shell.fields import day_field
from leadline.web.shell.forms import Ticks
from leadline.web.shell.requests import Request
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import Edit, Kind
from leadline.web.stakeholders.forms import PersonForm

REASONED = ("state", "due_date")


def _read_person(request: Request, pk: int) -> dict[str, Any]:
    today = timezone.localdate()
    page = queries.person_page(actor=request.actor, person_id=pk, on=today)
    return {"row": page.row}


def _person_form(edit: Edit, data: Any) -> PersonForm:
    stands = {name: getattr(edit.row, name) for name in PERSON.labels}
    return PersonForm(data, actor=edit.actor, initial=stands)


def _keep_person(edit: Edit, form: SeenForm, seen: int | None) -> object:
    return actions.change_person(
        actor=edit.actor, person_id=edit.row.id, seen=seen, **form.cleaned_data
    )


PERSON = Kind(
    word="stakeholder",
    labels={
        "name": "name", "title": "position", "organisation": "company",
        "function": "function", "email": "e-mail", "customer": "customer",
        "owner_id": "colleague", "cadence_days": "cadence", "account_id": "account",
        "is_organisation": "kind",
    },
    url_name="stakeholders:person_value", own="stakeholders:person",
    template="stakeholders/_person_value.html", title="name",
    read=_read_person, form=_person_form, keep=_keep_person,
)  # fmt: skip


class PromiseValueForm(SeenForm):
    """What is said of a promise in single values."""

    what = forms.CharField(label="What was promised", max_length=240)
    person_id = forms.TypedChoiceField(label="With whom", coerce=int)
    state = forms.ChoiceField(label="State")
    due_date = day_field("By")
    part = forms.ChoiceField(label="Part of the way to market", choices=Part.choices)
    proof = forms.CharField(
        label="What shows it", required=False, max_length=500,
        help_text="A link, or where it can be seen.",
    )  # fmt: skip
    bets = forms.TypedMultipleChoiceField(
        label="Bets", required=False, coerce=int, widget=Ticks
    )
    why = forms.CharField(label="Why", required=False, max_length=500)


def _read(request: Request, pk: int) -> dict[str, Any]:
    actor, today = request.actor, timezone.localdate()
    row = queries.promise_row(actor=actor, promise_id=pk, on=today)
    return {"row": row, "bets": bets_of_promise(actor=actor, promise_id=pk)}


def _form(edit: Edit, data: Any) -> PromiseValueForm:
    row, bets = edit.row, edit.about["bets"]
    stands = {name: getattr(row, name) for name in PROMISE.labels if name != "bets"}
    form = PromiseValueForm(data, initial={**stands, "bets": [one.id for one in bets]})
    # One that has ended goes back to where no move leads.
    states = PromiseState if edit.is_back else [row.state, *row.moves]
    every = [*list_bet_names(actor=edit.actor), *bets]
    choices = {
        "person_id": queries.person_choices(actor=edit.actor),
        "state": [(state.value, state.label) for state in states],
        "bets": list({bet.id: bet.title for bet in every}.items()),
    }
    for name, offered in choices.items():
        form.fields[name].choices = offered  # type: ignore[attr-defined]
    if edit.name not in REASONED:
        del form.fields["why"]
    return form


def _keep(edit: Edit, form: SeenForm, seen: int | None) -> object:
    actor, pk, said, now = edit.actor, edit.row.id, form.cleaned_data, timezone.now()
    if edit.name == "bets":
        return roadmap.set_bets_of_promise(
            actor=actor, promise_id=pk, bet_ids=said["bets"], seen=seen
        )
    if edit.name == "due_date":
        return actions.set_promise_date(
            actor=actor, promise_id=pk, now=now, seen=seen, **said
        )
    if edit.name != "state":
        return actions.change_promise(actor=actor, promise_id=pk, seen=seen, **said)
    if edit.is_back and seen is not None:
        return actions.take_promise_back(actor=actor, promise_id=pk, seen=seen, now=now)
    return actions.move_promise(
        actor=actor, promise_id=pk, now=now, on=timezone.localdate(), seen=seen, **said
    )


PROMISE = Kind(
    word="promise",
    labels={
        "what": "words", "person_id": "person", "state": "state", "due_date": "day",
        "part": "part", "proof": "proof", "bets": "bets",
    },
    why="why",
    url_name="stakeholders:promise_value", own="stakeholders:promise",
    template="stakeholders/_promise_value.html", title="what",
    read=_read, form=_form, keep=_keep,
)  # fmt: skip
