"""A line to type a name into, which offers those that are on record."""

from __future__ import annotations

from typing import Any

from django import forms


class Suggest(forms.TextInput):
    """A text field that finds what is there, and says so where a name is new.

    ``kind`` names what is looked for, as ``overview:suggest`` knows it, and ``word`` is
    its word: "New segment “Ferries”". ``tick`` is the name of a box in the same form
    that is ticked by choosing the new one. Without script it is a plain line.
    """

    template_name = "django/forms/widgets/suggest.html"

    def __init__(self, kind: str, word: str = "", tick: str = "") -> None:
        super().__init__({"autocomplete": "off"})
        self.kind, self.word, self.tick = kind, word or kind, tick

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Return what the template draws."""
        context = super().get_context(name, value, attrs)
        known = {"kind": self.kind, "word": self.word, "tick": self.tick}
        context["widget"] |= known
        return context
