"""Forms of the connections area."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.connections.types import AREAS, EndpointIn, EndpointRow
from leadline.web.shell.seen import SeenForm


class EndpointForm(SeenForm):
    """An address that is told what happens, and of what."""

    name = forms.CharField(
        label="What program it is", max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    address = forms.CharField(
        label="Address", max_length=2000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text="Begins with https://. Kept as a secret, not shown again.",
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label="It is told of changes to", choices=[(a.value, a.label) for a in AREAS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, endpoint: EndpointRow | None = None
    ) -> None:
        """Fill it with an address that stands, or ask for a new one."""
        initial = {}
        if endpoint is not None:
            initial = {"name": endpoint.name, "areas": list(endpoint.areas)}
        super().__init__(data, initial=initial)
        if endpoint is not None:
            self.fields["address"].required = False
            self.fields["address"].help_text = "Empty keeps the one that stands."
            self.watch(endpoint.version)

    def said(self) -> EndpointIn:
        """Return what was said."""
        said = self.cleaned_data
        return EndpointIn(said["name"], said["address"], tuple(said["areas"]))
