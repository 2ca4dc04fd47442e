"""A form of a record that somebody else may change while it is open."""

from __future__ import annotations

import json
from copy import copy
from datetime import datetime
from hashlib import blake2s
from typing import Any

from django import forms
from django.utils import timezone

from leadline.foundation.errors import Stale
from leadline.foundation.words import day

TAKEN = "{by} changed this to “{now}”; it is kept."
BOTH = "{by} wrote “{now}” meanwhile. Keep yours, or take theirs."
OWN_TAKEN = "In another window you changed this to “{now}”; it is kept."
OWN_BOTH = (
    "In another window it says “{now}” since. Keep what stands here, or take that."
)
EMPTY = "nothing"


class SeenForm(forms.Form):
    """A form that remembers which version of its record it was filled from.

    Its page draws the hidden field ``seen``; ``initial`` has to hold the record as it
    stands now. Where somebody changed it first, ``meet`` keeps what was typed, takes
    over what only the other changed, and shows theirs beside it.
    """

    seen = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)
    version: int | None = None

    def watch(self, version: int | None) -> None:
        """Say which version ``initial`` is; call it once all fields are there."""
        self.version = version
        self.fields["seen"].initial = self._stamp

    def _post_clean(self) -> None:
        """Leave to the record what is about the record."""
        super()._post_clean()  # type: ignore[misc]
        self.cleaned_data.pop("seen", None)

    def saw(self) -> int | None:
        """Return the version that the person saw, where the form was of a record."""
        return self._read_stamp()[0]

    def stands_as_seen(self) -> bool:
        """Whether every field says in the record what it said when it was opened."""
        _, was = self._read_stamp()
        return all(was.get(name) == _short(now) for name, now in self._now().items())

    def stood(self) -> dict[str, list[str]]:
        """Return what stands in the record, as the browser would send it."""
        many = (list, tuple)
        return {
            name: text.splitlines() if isinstance(self[name].initial, many) else [text]
            for name, text in self._now().items()
        }

    def meet(self, error: Stale) -> None:
        """Show what somebody else changed beside what was typed here."""
        _, was = self._read_stamp()
        said: Any = copy(self.data)
        notes: dict[str, str] = {}
        for name, now in self._now().items():
            typed = self._typed(name)
            if was.get(name) in (None, _short(now)) or typed == now:
                continue
            is_untouched = _short(typed) == was[name]
            if is_untouched:
                _put(said, self.add_prefix(name), self[name].initial, self.fields[name])
            shown = self._shown(name) or EMPTY
            taken, both = (OWN_TAKEN, OWN_BOTH) if error.is_own else (TAKEN, BOTH)
            note = taken if is_untouched else both
            notes[name] = note.format(by=error.by, now=shown)
        said[self.add_prefix("seen")] = self._stamp()
        self.data = said
        self._say(error, notes)

    def _say(self, error: Stale, notes: dict[str, str]) -> None:
        what = (
            "What you typed is still here, and what changed stands beside it."
            if notes
            else "What changed is not on this page; what you typed is still here."
        )
        window = " in another window" if error.is_own else ""
        self.add_error(
            None,
            f"{error.by} changed it{window}{_when(error.at)}, after you opened it. "
            f"{what} "
            "Nothing is saved yet: save again to have it as it stands here.",
        )
        for name, note in notes.items():
            self.add_error(name, note)

    def _stamp(self) -> str:
        """Return the version and a short mark of each field, as one hidden value."""
        if self.version is None:
            return ""
        marks = {name: _short(text) for name, text in self._now().items()}
        return json.dumps([self.version, marks], separators=(",", ":"))

    def _read_stamp(self) -> tuple[int | None, dict[str, str]]:
        try:
            version, marks = json.loads(self.data.get(self.add_prefix("seen"), ""))
            return int(version), {str(k): str(v) for k, v in marks.items()}
        except (ValueError, TypeError, AttributeError):
            return None, {}

    def _now(self) -> dict[str, str]:
        """Return what stands in the record, as the browser would send it back."""
        names = [name for name in self.fields if name != "seen"]
        return {name: _sent(self, name) for name in names}

    def _typed(self, name: str) -> str:
        widget = self.fields[name].widget
        return _text(
            widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        )

    def _shown(self, name: str) -> str:
        """Return what stands in the record as a person reads it."""
        field, value = self.fields[name], self[name].initial
        choices = {str(k): str(v) for k, v in getattr(field, "choices", ())}
        values = value if isinstance(value, (list, tuple)) else [value]
        if choices:
            return ", ".join(choices.get(str(v), "") for v in values if v is not None)
        return _sent(self, name)


def _when(at: datetime | None) -> str:
    if at is None:
        return ""
    local, today = timezone.localtime(at), timezone.localdate()
    on = "" if local.date() == today else f" on {day(local, today)}"
    return f"{on} at {local:%H:%M}"


def _sent(form: forms.Form, name: str) -> str:
    field = form.fields[name]
    value = field.prepare_value(form[name].initial)
    return _text(value if isinstance(value, bool) else field.widget.format_value(value))


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(sorted(str(v) for v in value if v not in (None, "")))
    text = "" if value is None else str(value)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _short(text: str) -> str:
    return blake2s(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _put(data: Any, name: str, value: Any, field: forms.Field) -> None:
    """Write what stands in the record into what was sent, as the browser would."""
    value = field.prepare_value(value)
    if isinstance(value, (list, tuple)):
        data.setlist(name, [str(v) for v in value])
    elif value is None or value is False:
        data[name] = ""
    elif isinstance(value, bool):
        data[name] = "on"
    else:
        shown = field.widget.format_value(value)
        data[name] = shown[0] if isinstance(shown, list) else str(shown)
