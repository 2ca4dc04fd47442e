"""How every form is drawn: label, hint, field, error beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from leadline.foundation.errors import LeadlineError, Stale
from leadline.foundation.plain import words_of
from leadline.web.shell.seen import SeenForm

BARE = (
    forms.CheckboxInput,
    forms.RadioSelect,
    forms.CheckboxSelectMultiple,
    forms.HiddenInput,
)


class Ticks(forms.CheckboxSelectMultiple):
    """Many things to tick, those that are ticked first, with a field to find others."""

    template_name = "django/forms/widgets/ticks.html"
    ALL_SEEN = 8

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Return what the template draws; sorted so that what is ticked is seen."""
        context = super().get_context(name, value, attrs)
        found = [one for group in context["widget"]["optgroups"] for one in group[1]]
        found.sort(key=lambda one: not one["selected"])
        context["widget"] |= {"ticks": found, "is_long": len(found) > self.ALL_SEEN}
        return context


class Field(BoundField):
    """A field of a form that wears the look of the product."""

    @property
    def is_check(self) -> bool:
        """Whether the label stands behind the field: one box to tick."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        """Whether the label says that the field may stay empty: where one types.

        Not where ``is_needed`` says that an action asks for it, and tells why.
        """
        is_choice = isinstance(self.field.widget, forms.widgets.ChoiceWidget)
        is_needed = self.field.required or getattr(self.field, "is_needed", False)
        return not (is_needed or is_choice)

    @property
    def draws_itself(self) -> bool:
        """Whether the boxes to tick come as one list."""
        return isinstance(self.field.widget, Ticks)

    def label_tag(
        self,
        contents: str | None = None,
        attrs: dict[str, Any] | None = None,
        label_suffix: str | None = None,
        tag: str | None = None,
    ) -> SafeString:
        """Return the label without a colon."""
        return super().label_tag(contents, attrs, label_suffix or "", tag)

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        """Return the control, with the class ``input`` where one can type or choose."""
        widget = widget or self.field.widget
        attrs = dict(attrs or {})
        if not isinstance(widget, BARE):
            given = attrs.get("class") or widget.attrs.get("class", "")
            attrs["class"] = " ".join(dict.fromkeys(["input", *given.split()]))
        if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
            attrs.setdefault("rows", "4")
        return super().as_widget(widget, attrs, only_initial)


class Renderer(TemplatesSetting):
    """Draws forms with the templates of the shell."""

    form_template_name = "shell/form.html"
    field_template_name = "shell/field.html"
    bound_field_class = Field


def show_on(form: forms.Form, error: LeadlineError) -> None:
    """Put a refusal onto the field it names, or above the form.

    A form whose refusals are all about one field, such as a file that readers below
    know no name of, names it as ``about``; one that asks for an input in several
    fields says in ``shows`` which of them bears the refusal. What somebody else
    changed meanwhile is shown by the form that watches for it.
    """
    if isinstance(error, Stale) and isinstance(form, SeenForm):
        return form.meet(error)
    shown = getattr(form, "shows", {}).get(error.field, error.field)
    named = (shown, getattr(form, "about", ""))
    field = next((name for name in named if name in form.fields), None)
    form.add_error(field, str(error))


def add_words(form: forms.Form, kind: type) -> list[str]:
    """Give a form the fields of words that a record declares; return their names."""
    for name, said in words_of(kind).items():
        widget: forms.Widget = forms.TextInput()
        if said.lines > 1:
            widget = forms.Textarea(attrs={"rows": said.lines})
        form.fields[name] = forms.CharField(
            label=said.label, required=False, max_length=said.longest,
            help_text=said.hint, widget=widget,
        )  # fmt: skip
    return list(words_of(kind))
