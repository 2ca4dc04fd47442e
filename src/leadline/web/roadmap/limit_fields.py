"""The part of the plan's form about limits: a budget, and shares of the effort."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from leadline.roadmap.types import BetGroup, LimitsAsked, ShareAsk
from leadline.web.shell.number_fields import AmountField

QUARTERS, ROWS = 8, 5
HUNDRED = 100


class LimitFields(forms.Form):
    """Fields for limits: money in all and by quarter, and some shares."""

    shows = {"shares": "share_1", "budget_by_period": "budget_1"}

    def __init__(
        self, *args: Any, currency: str, groups: Sequence[BetGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {group.key: group for group in groups}
        self.fields["budget"] = _money("Budget in all", currency)
        for at in range(1, QUARTERS + 1):
            self.fields[f"budget_{at}"] = _money(f"Quarter {at}", currency)
        choices = [("", "None")]
        choices += [(g.key, f"{g.kind.label}: {g.name}") for g in groups]
        for at in range(1, ROWS + 1):
            self.fields[f"share_{at}"] = forms.ChoiceField(
                label=f"Share {at}: goal or product", required=False, choices=choices
            )
            for end in ("least", "most"):
                self.fields[f"share_{at}_{end}"] = AmountField(
                    label=f"Share {at}: at {end}, percent", required=False, min_value=0,
                    max_value=HUNDRED, is_percent=True,
                )  # fmt: skip

    def quarter_fields(self) -> list[BoundField]:
        """Return the fields of the budget by quarter."""
        return [self[f"budget_{at}"] for at in range(1, QUARTERS + 1)]

    def share_fields(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """Return the fields of each share: of what, at least, at most."""
        return [
            (self[f"share_{at}"], self[f"share_{at}_least"], self[f"share_{at}_most"])
            for at in range(1, ROWS + 1)
        ]

    def asks_limits(self) -> bool:
        """Whether a limit is written down, or wrongly written."""
        rows = [field for row in self.share_fields() for field in row]
        every = [self["budget"], *self.quarter_fields(), *rows]
        return any(field.value() or field.errors for field in every)

    def clean(self) -> dict[str, Any]:
        """Refuse quarters with a budget beside some without, and shares of nothing."""
        said = super().clean() or {}
        count = said.get("periods") or 0
        for at in range(1, QUARTERS + 1):
            is_said = said.get(f"budget_{at}") is not None
            if is_said and at > count:
                self.add_error(f"budget_{at}", "The plan has no such quarter.")
            if self._by_quarter(said) and not is_said and at <= count:
                self.add_error(
                    f"budget_{at}", "Give each quarter of the plan a budget, or none."
                )
        for at in range(1, ROWS + 1):
            ends = [said.get(f"share_{at}_{end}") for end in ("least", "most")]
            if any(end is not None for end in ends) and not said.get(f"share_{at}"):
                self.add_error(f"share_{at}", "Choose what takes this share.")
            if said.get(f"share_{at}") and ends == [None, None]:
                self.add_error(f"share_{at}_least", "Say at least, at most, or both.")
        return said

    @staticmethod
    def _by_quarter(said: dict[str, Any]) -> list[Decimal | None]:
        amounts = [said.get(f"budget_{at}") for at in range(1, QUARTERS + 1)]
        return amounts if any(amount is not None for amount in amounts) else []

    def budget(self) -> float | None:
        """Return the budget in all."""
        return _number(self.cleaned_data["budget"])

    def budgets(self) -> tuple[float, ...]:
        """Return the budget of each quarter, nothing where none is said."""
        return tuple(
            float(amount)
            for amount in self._by_quarter(self.cleaned_data)
            if amount is not None
        )

    def shares(self) -> tuple[ShareAsk, ...]:
        """Return the shares that are asked for."""
        said, found = self.cleaned_data, []
        for at in range(1, ROWS + 1):
            if group := self.groups.get(said[f"share_{at}"]):
                ends = (said[f"share_{at}_least"], said[f"share_{at}_most"])
                least, most = (None if e is None else float(e) / HUNDRED for e in ends)
                found.append(ShareAsk(group.kind, group.row_id, least, most))
        return tuple(found)


def limits_before(asked: LimitsAsked) -> dict[str, Any]:
    """Return the limits of a plan as the fields are filled with them."""
    found: dict[str, Any] = {"budget": _written(asked.in_all)}
    for at, amount in enumerate(asked.by_period, start=1):
        found[f"budget_{at}"] = _written(amount)
    for at, share in enumerate(asked.shares[:ROWS], start=1):
        found[f"share_{at}"] = f"{share.kind}-{share.row_id}"
        found[f"share_{at}_least"] = _written(share.at_least, HUNDRED)
        found[f"share_{at}_most"] = _written(share.at_most, HUNDRED)
    return found


def _written(amount: float | None, times: int = 1) -> Decimal | None:
    return None if amount is None else Decimal(f"{amount * times:.12g}")


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _money(label: str, currency: str) -> AmountField:
    return AmountField(label=label, required=False, min_value=0, currency=currency)
