"""What the gallery shows: made-up figures of a company that rosters hospitals."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django import forms

from leadline.foundation.paging import listed

GROUND = [
    "ground-sunken",
    "ground",
    "surface",
    "raised",
    "ink",
    "ink-2",
    "ink-3",
    "edge",
]
MEANING = [
    "accent",
    "accent-soft",
    "voice",
    "voice-soft",
    "good",
    "warn",
    "bad",
    "neutral",
]
DEPTHS = [f"depth-{i}" for i in range(1, 6)]
CATEGORIES = [f"cat-{i}" for i in range(1, 7)]


class SampleForm(forms.Form):
    """One field of each kind."""

    account = forms.CharField(required=False, help_text="As the customer writes it.")
    review_on = forms.CharField(label="Review date")
    source = forms.ChoiceField(choices=[("i", "Interview"), ("e", "Email")])
    words = forms.CharField(
        label="What they said", widget=forms.Textarea, required=False
    )
    counts = forms.BooleanField(label="Count this voice as revenue", required=False)
    side = forms.ChoiceField(
        choices=[("for", "For"), ("against", "Against")], widget=forms.RadioSelect
    )

    def clean_review_on(self) -> str:
        """Refuse the sample's date, to show how an error looks."""
        raise forms.ValidationError("This date has passed. Choose a day after today.")


def samples() -> dict[str, Any]:
    """Return the figures of every component."""
    form = SampleForm(
        {"account": "Klinikum Elbe", "review_on": "5 July 2025", "source": "i"}
    )
    form.is_valid()
    ahead = [("Q1 27", 92.1, 93, 94.2), ("Q2 27", 91.9, 93.5, 95.4)]
    ahead += [("Q3 27", 91.6, 94, 96.2), ("Q4 27", 91.4, 94.5, 97)]
    first = [1, 0, 1, 1, 0, 2, 1, 0, 1, 3, 2, 6]
    again = [2, 2, 2, 3, 3, 3, 3, 3, 4, 3, 4, 5]
    return {
        "colours": [
            ("Ground and ink", GROUND),
            ("Accent, voice, meaning", MEANING),
            ("Depth, shallow to deep", DEPTHS),
            ("Categories", CATEGORIES),
        ],
        "form": form,
        "rising": [3, 2, 4, 3, 5, 4, 6, 7, 6, 9, 11, 14],
        "falling": [11, 12, 10, 11, 9, 8, 8, 6, 5, 4, 4, 3],
        "inside": {"p10": 14, "p25": 18, "p50": 21, "p75": 25, "p90": 31, "actual": 19},
        "below": {"p10": 6, "p25": 7.5, "p50": 9, "p75": 10.5, "p90": 13, "actual": 4},
        "past": [("Q4 25", 91.9), ("Q1 26", 91.2), ("Q2 26", 90.6), ("Q3 26", 91.5),
                 ("Q4 26", 92.1)],
        "ahead": [
            (n, {"p10": a, "p25": (a + b) / 2, "p50": b, "p75": (b + c) / 2, "p90": c})
            for n, a, b, c in ahead
        ],
        "weeks": [f"wk {w}" for w in range(37, 49)],
        "layers": [again, first],
        "layer_names": ["asked before", "first time"],
        "segments": [("Hospitals, over 1,000 staff", 0.18, 0.47),
                     ("Hospitals, 200 to 1,000", 0.31, 0.13),
                     ("Ferry and bulk ports", 0.20, 0.20)],
        "best": [(3.2, 26.6), (5.1, 26.1), (6.9, 25.1), (8.6, 23.6), (10, 21.9),
                 (12, 17.6)],
        "others": [(2, 20), (4, 22), (5, 19), (7, 20.5), (9, 19.4), (6, 23)],
        "chosen": (8.6, 23.6),
        "page": listed(range(1284), list, 2),
        "job": SimpleNamespace(state="done", message="1,284 rows are in."),
    }  # fmt: skip
