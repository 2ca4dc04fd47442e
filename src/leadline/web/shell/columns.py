"""Columns of a list, its groups, how close its rows stand: part of its address."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from django import forms
from django.utils.datastructures import MultiValueDict

Columns = Sequence[tuple[str, str]]


class ColumnsMixin(forms.Form):
    """Lets a filter choose columns; one that says nothing shows the usual ones.

    ``offered`` are all columns as (name, label), ``usual`` the names of those that
    stand there where nobody chose; ``groups`` what rows can be put together by.
    """

    offered: Columns = ()
    usual: tuple[str, ...] = ()
    groups: Columns = ()
    group = forms.ChoiceField(label="Group by", required=False)
    columns = forms.MultipleChoiceField(
        label="Columns", required=False, widget=forms.CheckboxSelectMultiple
    )
    dense = forms.BooleanField(label="Rows close together", required=False)

    def offer_columns(self) -> None:
        """Give the fields their choices, the columns that are shown ticked."""
        grouped = self.fields["group"]
        grouped.choices = [("", "Nothing"), *self.groups]  # type: ignore[attr-defined]
        if not self.groups:
            del self.fields["group"]
        field = self.fields["columns"]
        field.choices = list(self.offered)  # type: ignore[attr-defined]
        known = {name for name, _ in self.offered}
        asked = [name for name in self._said("columns") if name in known]
        self.shown = tuple(asked) or self.usual
        data = copy(self.data)  # of an address, one that can be changed
        if isinstance(data, MultiValueDict):
            data.setlist(self.add_prefix("columns"), list(self.shown))
        self.data = data

    def _said(self, name: str) -> list[str]:
        getlist = getattr(self.data, "getlist", None)
        return list(getlist(name)) if getlist else []
