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
ACCEPTED = ".csv,.tsv,.txt,.jsonl,.json,.xlsx,.zip,.mbox,.eml,.vtt,.srt,.html,.htm,.xls"
ORDERS = {"True": True, "False": False}
Listed = tuple[Match, forms.BoundField, int]


class UploadForm(forms.Form):
    """A file, or rows pasted from a sheet."""

    about = "file"
    file = forms.FileField(
        label="File",
        required=False,
        widget=forms.ClearableFileInput(attrs={"class": "input", "accept": ACCEPTED}),
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
        self.fields["file"].help_text = (
            "CSV, TSV, JSON, XLSX, mails (mbox, EML), or a ZIP of one of these, up to "
            f"{limit} MB."
        )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two ways in."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_empty = not cleaned.get("file") and not cleaned.get("pasted", "").strip()
        if is_empty and "file" not in self.errors:
            self.add_error("file", "Choose a file, or paste rows below.")
        return cleaned


class MappingForm(forms.Form):
    """What each column becomes, and what the file itself does not say."""

    day_first = forms.ChoiceField(
        label="Dates such as 3/4/2026 begin with",
        choices=(("", "not said"), ("True", "the day"), ("False", "the month")),
        required=False,
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
        self,
        *args: Any,
        kind: str,
        matches: Sequence[Match],
        options: dict[str, Any],
        filled: Sequence[int] = (),
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {**options, "day_first": _order_said(options)}
        super().__init__(*args, **kwargs)
        self.kind, self.matches, self.kept = kind, matches, options
        self.filled = filled or [match.filled for match in matches]
        zones = sorted(available_timezones())
        self.fields["zone"].choices = [(z, z.replace("_", " ")) for z in zones]  # type: ignore[attr-defined]
        if kind == "customers":
            del self.fields["source"], self.fields["create_customers"]
        else:
            del self.fields["currency"]
        self._add_columns()

    def _add_columns(self) -> None:
        choices = [(LEAVE_OUT, "Leave out")]
        choices += [(field.key, field.label) for field in FIELDS[self.kind]]
        choices.append((OWN_FIELD, "A field of its own"))
        for place, match in enumerate(self.matches):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=f"{match.column} becomes",
                choices=choices,
                required=False,
                initial=match.field,
                widget=forms.Select(attrs={"class": "input"}),
            )

    @property
    def asks_order(self) -> bool:
        """Whether the order of day and month is for a person to say."""
        return not self.kept.get("is_day_first_sure", True)

    @property
    def needs(self) -> str:
        """What is missing before the rows can come in, or nothing."""
        if self.asks_order:
            return "One answer left: day or month first."
        try:
            check_mapping(self.kind, {m.column: m.field for m in self.matches})
        except Invalid as error:
            return str(error)
        return ""

    def columns(self) -> list[Listed]:
        """Return each column with its field of this form and how many are filled."""
        return [
            (match, self[f"column_{place}"], self.filled[place])
            for place, match in enumerate(self.matches)
        ]

    @property
    def come_in(self) -> list[Listed]:
        """The columns that become something, or are not surely left out."""
        return [one for one in self.columns() if not _is_left(one[0])]

    @property
    def left_out(self) -> list[Listed]:
        """The columns that are left out for a reason."""
        return [one for one in self.columns() if _is_left(one[0])]

    @property
    def used(self) -> int:
        """How many columns come in."""
        return sum(1 for match in self.matches if match.field != LEAVE_OUT)

    @property
    def said(self) -> str:
        """What the file does not say, in short."""
        parts = [str(self.kept.get("zone", "")).replace("_", " ")]
        parts.append(str(self.kept.get("currency" if self.kind == "customers"
                                       else "source", "")))  # fmt: skip
        return ", ".join(part for part in parts if part)

    def settings(self) -> list[forms.BoundField]:
        """Return the fields that are not columns."""
        return [
            field
            for field in self
            if not field.name.startswith("column_")
            # Asked in a box of its own above the columns, by the same name.
            and not (field.name == "day_first" and self.asks_order)
        ]

    @property
    def settings_fail(self) -> bool:
        """Whether one of the fields that are not columns has an error."""
        return self.is_bound and any(field.errors for field in self.settings())

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

    def options(self) -> dict[str, Any]:
        """Return the draft's options with what this form changes."""
        names = ("zone", "source", "currency", "create_customers")
        said = {n: self.cleaned_data[n] for n in names if n in self.cleaned_data}
        if "currency" in said:
            said["currency"] = said["currency"].upper()
        return {**self.kept, **said}

    @property
    def order_said(self) -> bool | None:
        """Which comes first in dates, where a person said so."""
        return ORDERS.get(self.cleaned_data["day_first"])


def _is_left(match: Match) -> bool:
    return match.field == LEAVE_OUT and (match.confidence == "high" or not match.filled)


def _order_said(options: dict[str, Any]) -> str:
    """Return the order of the dates as the form's own value; nothing where unsure."""
    if not options.get("is_day_first_sure") or not options.get("dates", {}).get(
        "order"
    ):
        return ""
    return str(bool(options["day_first"]))


class ShapeForm(forms.Form):
    """How the bytes of a file are read; what is not said is found out."""

    kind = forms.ChoiceField(
        label="The rows are", choices=KINDS[1:], widget=forms.Select
    )
    encoding = forms.ChoiceField(label="Encoding", required=False)
    delimiter = forms.ChoiceField(label="Delimiter", required=False)
    header_row = forms.TypedChoiceField(
        label="Header row", coerce=int, empty_value=None, required=False
    )
    sheet = forms.ChoiceField(label="Sheet", required=False)

    def __init__(self, *args: Any, choices: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (listed, hint) in choices.items():
            if not listed:
                del self.fields[name]
                continue
            self.fields[name].choices = listed  # type: ignore[attr-defined]
            self.fields[name].help_text = hint
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"
