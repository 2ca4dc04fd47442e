"""Forms of metrics that fill themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from leadline.foundation.sql.types import LONGEST_SQL
from leadline.strategy.types import (
    MetricQueryRow,
    MetricSourceRow,
    Rhythm,
    SourceKind,
)
from leadline.web.shell.seen import SeenForm


class MetricSourceForm(SeenForm):
    """A database that metrics are read from."""

    name = forms.CharField(label="Name it", max_length=80)
    kind = forms.ChoiceField(label="Kind", choices=SourceKind.choices)
    address = forms.CharField(
        label="Address, or path of the file", max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="postgresql://reader@db.example.com:5432/shop with a role that has "
        "SELECT only, or a file in a folder that this machine lets be read.",
    )  # fmt: skip
    password = forms.CharField(
        label="Password of the role", required=False, max_length=500, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, data: Any, *, source: MetricSourceRow | None) -> None:
        said = (
            {"name": source.name, "kind": source.kind, "address": source.address}
            if source
            else None
        )
        super().__init__(data, initial=said)
        self.fields["password"].help_text = (
            "Leave it empty to keep the one there is. It is never shown again; another "
            "address needs it anew."
            if source and source.has_password
            else "Kept locked, and never shown again."
        )
        self.watch(source.version if source else None)


class MetricQueryForm(SeenForm):
    """The question that fills a metric."""

    about = "sql"
    source_id = forms.TypedChoiceField(label="Ask", coerce=int)
    sql = forms.CharField(
        label="The question, in SQL", max_length=LONGEST_SQL,
        widget=forms.Textarea(
            attrs={"rows": 8, "class": "mono", "spellcheck": "false"}
        ),
        help_text="A single SELECT that answers with one number, or with a date and a "
        "number in each row.",
    )  # fmt: skip
    hours = forms.TypedChoiceField(
        label="How often", coerce=int, choices=Rhythm.choices, initial=Rhythm.DAILY
    )

    def __init__(
        self,
        data: Any,
        *,
        sources: Sequence[MetricSourceRow],
        query: MetricQueryRow | None,
    ) -> None:
        said = (
            {"source_id": query.source_id, "sql": query.sql, "hours": query.hours}
            if query
            else None
        )
        super().__init__(data, initial=said)
        choices = [(one.id, f"{one.name} ({one.kind.label})") for one in sources]
        self.fields["source_id"].choices = choices  # type: ignore[attr-defined]
        self.watch(query.version if query else None)
