"""Folding a template changes no drawn page; each example is one place to fold."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tools.templates import WIDTH, folded

WORD = "harbour " * 14
WIDE = [
    f"<p>{WORD}crane</p>",
    f"<p>{WORD}<b>crane</b>{{% if a > 1 %}}<i>rope</i>{{% endif %}}</p>",
    f'<a class="{WORD}" href="{{% url \'a:b\' pk %}}">crane</a><span>rope</span>',
    f"<tr><td>{WORD}</td>{{% for a in b %}}<td>{{{{ a }}}}</td>{{% endfor %}}</tr>",
]


@pytest.mark.parametrize("text", WIDE)
def test_what_is_wide_is_folded_and_drawn_as_before(text: str) -> None:
    new = folded(text)

    assert max(map(len, new.split("\n"))) <= WIDTH < len(text)
    assert drawn(new) == drawn(text)
    assert folded(new) == new


@pytest.mark.parametrize(
    "text",
    [
        f"<pre>{WORD}{WORD}</pre>",
        f"<textarea>{WORD}{WORD}</textarea>",
        "{% if " + "a or " * 30 + "b %}{% endif %}",
    ],
)
def test_what_must_not_be_parted_is_left(text: str) -> None:
    assert drawn(folded(text)) == text
    assert WORD.rstrip() in folded(text) or WORD not in text
