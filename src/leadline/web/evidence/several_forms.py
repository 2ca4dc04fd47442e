"""What is said of several needs at once."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.queries import list_people
from leadline.accounts.types import Actor
from leadline.evidence.types import NeedState

SAID_STATES = (NeedState.OPEN, NeedState.MET, NeedState.DISMISSED)
NOBODY = "0"


class SeveralNeedsForm(forms.Form):
    """An owner, a state, or both; what is left open stays as it is in each need."""

    owner_id = forms.ChoiceField(label="Owner", required=False)
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "State stays"), *((s, s.label) for s in SAID_STATES)],
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(pk), name) for pk, name in list_people(actor=actor)]
        choices = [("", "Owner stays"), (NOBODY, "Nobody"), *people]
        self.fields["owner_id"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return what was said, by the names of the action."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if "owner_id" in said:
            said["owner_id"] = int(said["owner_id"]) or None
        return said

    def in_words(self) -> str:
        """Return what was said as the beginning of a sentence."""
        return " and ".join(self.said()).replace("owner_id", "owner").capitalize()
