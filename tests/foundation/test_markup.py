from __future__ import annotations

import pytest

from leadline.foundation.markup import plain_words
from tests.effort import ends


@pytest.mark.parametrize(
    "text",
    [
        ("<b " + "a" * 3990 + ">") * 250,
        ("<b " + "a " * 1995 + ">") * 250,
        ("<b " + 'a="' * 1300 + ">") * 250,
        "<script</script" * 66_000,
    ],
    ids=["a long word", "words", "open quotes", "scripts without an end"],
)
def test_a_megabyte_of_hostile_marks_is_read_at_once(text: str) -> None:
    with ends():
        plain_words(text)


def test_attributes_are_told_from_words_behind_a_name() -> None:
    assert plain_words('<b data-x.y="1" hidden>Slow</b>') == "Slow"
    assert plain_words("<b data-x words>Slow") == "<b data-x words>Slow"
