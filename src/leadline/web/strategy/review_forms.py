"""Forms of business reviews."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from leadline.accounts.queries import list_products
from leadline.accounts.types import Actor
from leadline.foundation.months import month_label, month_of, next_month
from leadline.strategy.types import ALONE, LONGEST, LONGEST_NOTE, ReviewPage, Section
from leadline.web.shell.fields import id_field
from leadline.web.shell.seen import SeenForm

MONTHS_BACK = 18


class MakeForm(forms.Form):
    """Which month a review is of, and whether of one product."""

    month = forms.ChoiceField(label="Month")
    product_id = id_field("Of")

    def __init__(self, data: Any, *, actor: Actor, today: date, month: str) -> None:
        super().__init__(data, initial={"month": month})
        this = month_of(today)
        months = [next_month(this, -back) for back in range(MONTHS_BACK)]
        products = [(p.id, p.name) for p in list_products(actor=actor)]
        choices = {
            "month": [(one, month_label(one)) for one in months],
            "product_id": [("", "Everything"), *products],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        if not products:
            del self.fields["product_id"]

    def product(self) -> int | None:
        """Return the product it is of, if it is of one."""
        found: int | None = self.cleaned_data.get("product_id")
        return found


class SectionForm(SeenForm):
    """What a person writes into a section; it stands on a page with its fellows."""

    words = forms.CharField(
        label="Your words", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_instead = forms.BooleanField(
        label="Instead of what was computed", required=False
    )

    def __init__(self, data: Any, *, section: Section, page: ReviewPage) -> None:
        own = page.written.get(section)
        stands = {"words": own.words, "is_instead": own.is_instead} if own else None
        super().__init__(data, initial=stands, prefix=section)
        self.section = section
        longest = LONGEST.get(section, LONGEST_NOTE)
        words = self.fields["words"]
        words.help_text = f"At most {longest} characters."
        words.label = f"Your words for “{section.label}”"
        self.computed = page.facts.lines_of(section)
        self.own = own
        if section in ALONE:
            words.help_text += " They stand instead of what was computed."
            del self.fields["is_instead"]
        self.watch(page.row.version)
