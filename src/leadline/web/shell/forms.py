"""How every form is drawn: label, hint, field, error beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

BARE = (
    forms.CheckboxInput,
    forms.RadioSelect,
    forms.CheckboxSelectMultiple,
    forms.HiddenInput,
)


class Field(BoundField):
    """A field of a form that wears the look of the product."""

    @property
    def is_check(self) -> bool:
        """Whether the label stands behind the field: one box to tick."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        """Whether the label says that the field may stay empty: where one types."""
        is_choice = isinstance(self.field.widget, forms.Select)
        return not (self.field.required or is_choice)

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
