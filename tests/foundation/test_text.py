"""Text for people: what is cut, is cut between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.text import first_words


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("Late by night", 13, "Late by night"),
        ("Late by night", 12, "Late by…"),
        ("Late by night", 8, "Late by…"),
        ("Late by night", 7, "Late…"),
        ("Late,  by\nnight", 9, "Late, by…"),
        ("Late,  by\nnight", 8, "Late…"),
        ("Schichtwechsel", 6, "Schic…"),
        ("", 6, ""),
    ],
)
def test_words_are_kept_whole_up_to_the_length(
    text: str, longest: int, cut: str
) -> None:
    assert first_words(text, longest) == cut


@given(text=st.text(max_size=60), longest=st.integers(2, 40))
def test_nothing_grows_past_the_length_or_spans_lines(text: str, longest: int) -> None:
    cut = first_words(text, longest)

    assert len(cut) <= longest
    assert cut == " ".join(cut.split())
    assert " ".join(text.split()).startswith(cut.removesuffix("…"))
