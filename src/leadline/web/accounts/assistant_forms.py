"""The form by which a member lets an assistant in."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.types import (
    MOST_TOKEN_DAYS,
    READS,
    TOKEN_DAYS,
    WRITES,
    Area,
    TokenIn,
    area_text,
    scope,
)
from leadline.web.shell.number_fields import WholeField


class AdmitForm(forms.Form):
    """Where it may look, at what, for how long; no more than it asked for."""

    workspace = forms.TypedChoiceField(
        label="In which workspace",
        coerce=int,
        widget=forms.Select(attrs={"class": "input"}),
    )
    reads = forms.MultipleChoiceField(
        label="It may read", required=False, widget=forms.CheckboxSelectMultiple
    )
    writes = forms.MultipleChoiceField(
        label="It may write",
        required=False,
        help_text="Only where an owner lets assistants write, and your role does.",
        widget=forms.CheckboxSelectMultiple,
    )
    days = WholeField(
        label="Until it has to ask again, in days",
        min_value=1,
        max_value=MOST_TOKEN_DAYS,
        initial=TOKEN_DAYS,
    )

    def __init__(
        self,
        scopes: tuple[str, ...],
        workspaces: list[tuple[int, str]],
        *args: Any,
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        self.fields["workspace"].choices = workspaces  # type: ignore[attr-defined]
        for name, right in (("reads", READS), ("writes", WRITES)):
            asked = [one for one in Area if scope(one, right) in scopes]
            field: Any = self.fields[name]
            field.choices = [(one.value, area_text(one, right)) for one in asked]
            if not asked:
                del self.fields[name]
            elif right == READS:
                field.initial = [one.value for one in asked]
        if "writes" not in self.fields:
            self.fields["reads"].required = True

    def clean(self) -> None:
        """Refuse an assistant that may do nothing."""
        super().clean()
        said = self.cleaned_data
        if not (said.get("reads") or said.get("writes")) and not self.errors:
            first = "reads" if "reads" in self.fields else "writes"
            self.add_error(first, "Choose what it may read, or do not let it in.")

    def token(self, name: str) -> TokenIn:
        """Return what was said, as a token by a name."""
        said = self.cleaned_data
        reads = [scope(area, READS) for area in said.get("reads", [])]
        writes = [scope(area, WRITES) for area in said.get("writes", [])]
        return TokenIn(name, (*reads, *writes), said["days"])
