"""Marked text becomes HTML that holds nothing but what the marks mean."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.markdown import to_html

TAGS = re.compile(r'</?(h2|ul|li|p|b)>|<br>|<a href="https?://[^\s"<>]+">|</a>')


@given(st.text(alphabet="ab<>\"'&[]()*#- \n:/htps.", max_size=80))
def test_only_known_tags_come_out(text: str) -> None:
    rest = TAGS.sub("", to_html(text))

    assert "<" not in rest
    assert ">" not in rest


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""), ("One\ntwo\n\nthree", "<p>One<br>two</p>\n<p>three</p>"),
        ("#1 is late", "<p>#1 is late</p>"),
        ("# **A** & B", "<h2><b>A</b> &amp; B</h2>"),
        ('[x](https://a.example/" onclick="y)',
         '<p>[x](https://a.example/" onclick="y)</p>'),
        ("[x](https://a.example/?a=1&b=2)",
         '<p><a href="https://a.example/?a=1&amp;b=2">x</a></p>'),
    ],
)  # fmt: skip
def test_marks_mean_what_they_mean(text: str, html: str) -> None:
    assert to_html(text) == html
