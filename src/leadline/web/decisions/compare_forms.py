"""The form that holds the options of a decision against its criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from leadline.decisions.types import CellIn, CriterionIn, CriterionRow, OptionRow

FIRST, MOST = 3, 12


@dataclass(frozen=True, slots=True)
class Line:
    """The fields of one criterion: its name, its note, and two for each option."""

    name: forms.BoundField
    note: forms.BoundField
    cells: list[tuple[OptionRow, forms.BoundField, forms.BoundField]]


class WholeLine(forms.CharField):
    """A line of text in a field that grows with it; a break in it is a space."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class CompareForm(forms.Form):
    """Criteria down, options across; a line without a name is no criterion."""

    def __init__(
        self,
        *args: Any,
        options: Sequence[OptionRow],
        criteria: Sequence[CriterionRow],
        **kwargs: Any,
    ) -> None:
        start: dict[str, Any] = {}
        for n, one in enumerate(criteria):
            start |= {f"name{n}": one.title, f"note{n}": one.note}
            for cell in one.cells:
                start[f"words{n}_{cell.option_id}"] = cell.words
                start[f"grounds{n}_{cell.option_id}"] = cell.grounds
        kwargs["initial"] = start
        super().__init__(*args, **kwargs)
        self.options = options
        self.n = min(MOST, len(criteria) + 1) if criteria else FIRST
        for n in range(self.n):
            self._add(f"name{n}", f"Name: criterion {n + 1}", 120)
            self._add(f"note{n}", f"Unit or note: criterion {n + 1}", 120)
            for option in options:
                of = f"{option.title}, criterion {n + 1}"
                self._add(f"words{n}_{option.id}", f"Words or figure: {of}", 80)
                self._add(f"grounds{n}_{option.id}", f"What shows it: {of}", 160)

    def _add(self, name: str, label: str, longest: int) -> None:
        widget = forms.Textarea(attrs={"data-count": True, "rows": 1})
        self.fields[name] = WholeLine(
            label=label, required=False, max_length=longest, widget=widget
        )

    def lines(self) -> Iterator[Line]:
        """Return the fields of every criterion."""
        for n in range(self.n):
            yield Line(
                self[f"name{n}"], self[f"note{n}"],
                [(o, self[f"words{n}_{o.id}"], self[f"grounds{n}_{o.id}"])
                 for o in self.options],
            )  # fmt: skip

    def criteria(self) -> tuple[CriterionIn, ...]:
        """Return what was said, without the lines that are empty."""
        said, found = self.cleaned_data, []
        for n in range(self.n):
            cells = tuple(
                CellIn(o.id, said[f"words{n}_{o.id}"], said[f"grounds{n}_{o.id}"])
                for o in self.options
            )
            is_empty = not any(cell.words or cell.grounds for cell in cells)
            if said[f"name{n}"] or said[f"note{n}"] or not is_empty:
                found.append(CriterionIn(said[f"name{n}"], said[f"note{n}"], cells))
        return tuple(found)
