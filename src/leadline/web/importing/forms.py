"""What the importing area accepts from a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from leadline.foundation.errors import Invalid
from leadline.importing.drafts import check_mapping
from leadline.importing.fields import FIELDS, LEAVE_OUT, OWN_FIELD
from leadline.importing.mapping import Match

KINDS = (("", "Find out from the file"), ("feedback", "Feedback"),
         ("customers", "Customers"))  # fmt: skip


class UploadForm(forms.Form):
    """A file, or rows pasted from a sheet."""

    file = forms.FileField(
        label="File",
        required=False,
        widget=forms.ClearableFileInput(
            attrs={"class": "input", "accept": ".csv,.tsv,.txt,.jsonl,.json,.xlsx"}
        ),
    )
    pasted = forms.CharField(
        label="Or paste rows from a sheet",
        required=False,
        help_text="With the names of the columns in the first row.",
        widget=forms.Textarea(attrs={"class": "input", "rows": 4}),
    )
    kind = forms.ChoiceField(
        label="What the rows are",
        choices=KINDS,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.UPLOAD_LIMIT_BYTES // 1024**2
        self.fields["file"].help_text = f"CSV, TSV, JSON or XLSX, up to {limit} MB."

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two ways in."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_empty = not cleaned.get("file") and not cleaned.get("pasted", "").strip()
        if is_empty and "file" not in self.errors:
            self.add_error("file", "Choose a file, or paste rows below.")
        return cleaned


class MappingForm(forms.Form):
    """What each column becomes, and what the file itself does not say."""

    day_first = forms.TypedChoiceField(
        label="Dates such as 3/4/2026 begin with",
        choices=((True, "the day"), (False, "the month")),
        coerce=lambda value: value == "True",
        widget=forms.Select(attrs={"class": "input"}),
    )
    zone = forms.ChoiceField(
        label="Times without a zone are in",
        widget=forms.Select(attrs={"class": "input"}),
    )
    source = forms.CharField(
        label="Source, where no column says it",
        max_length=60,
        required=False,
        help_text="For example support, app store, interviews.",
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    currency = forms.RegexField(
        label="Currency, where no column says it",
        regex=r"^[A-Za-z]{3}$",
        error_messages={"invalid": "Three letters, for example EUR or USD."},
        widget=forms.TextInput(attrs={"class": "input", "maxlength": 3}),
    )
    create_customers = forms.BooleanField(
        label="Add customers that the file names and Leadline does not know",
        required=False,
    )

    def __init__(
        self, *args: Any, kind: str, matches: Sequence[Match], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.matches = kind, matches
        zones = sorted(available_timezones())
        self.fields["zone"].choices = [(z, z.replace("_", " ")) for z in zones]  # type: ignore[attr-defined]
        if kind == "customers":
            del self.fields["source"], self.fields["create_customers"]
        else:
            del self.fields["currency"]
        choices = [(LEAVE_OUT, "Leave out")]
        choices += [(field.key, field.label) for field in FIELDS[kind]]
        choices.append((OWN_FIELD, "Keep as a field of its own"))
        for place, match in enumerate(matches):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=f"{match.column} becomes",
                choices=choices,
                required=False,
                initial=match.field,
                widget=forms.Select(attrs={"class": "input"}),
            )

    def columns(self) -> list[tuple[Match, forms.BoundField]]:
        """Return each column of the file with its field of this form."""
        return [(m, self[f"column_{place}"]) for place, m in enumerate(self.matches)]

    def settings(self) -> list[forms.BoundField]:
        """Return the fields that are not columns."""
        return [field for field in self if not field.name.startswith("column_")]

    def clean(self) -> dict[str, Any]:
        """Check that what is needed has a column, and that none has two."""
        cleaned: dict[str, Any] = super().clean() or {}
        try:
            check_mapping(self.kind, self.mapping(cleaned))
        except Invalid as error:
            self.add_error(None, str(error))
        return cleaned

    def mapping(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """Return the column names with what they become."""
        return {
            match.column: cleaned.get(f"column_{place}", LEAVE_OUT)
            for place, match in enumerate(self.matches)
        }

    def options(self, kept: dict[str, Any]) -> dict[str, Any]:
        """Return the draft's options with what this form changes."""
        names = ("day_first", "zone", "source", "currency", "create_customers")
        said = {n: self.cleaned_data[n] for n in names if n in self.cleaned_data}
        if "currency" in said:
            said["currency"] = said["currency"].upper()
        return {**kept, **said}
