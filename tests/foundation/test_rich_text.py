"""Hostile Markdown: whatever is written, a page gets words and safe links alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.mentions import find_named
from leadline.foundation.rich_text import rich_html
from tests.effort import ends

TAG = re.compile(r"<(/?)([a-zA-Z][^\s>/]*)([^>]*)>")
ALLOWED = set("a blockquote br code em li ol p pre s span strong ul".split())
LINK = re.compile(
    r' href="(?:https?://|mailto:)[^"\s]*" rel="nofollow noopener"\Z', re.I
)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)><math><mi//xlink:href=\"data:x,<script>\">",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x) [y](file:///etc/passwd) [z](//evil.example/x) [w](/sign-out/)",
    "![tracker](https://evil.example/pixel.png)",
    "![x][r]\n\n[r]: https://evil.example/a.png",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example "a\\" onmouseover=alert(1) \\"")',
    "<https://a.example/\"onmouseover=alert(1)>",
    "<javascript:alert(1)>",
    "```<script>\n</code></pre><script>alert(1)</script>\n```",
    "# Heading\n\nUnder\n=====\n\n---",
    '<span class="mention">@Ana</span><a href="https://a.example" target=_blank>',
    "<!-- --><![CDATA[<b>]]><?php ?>",
    "\x00<scr\x00ipt>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>*{display:none}</style><form action=/x><button formaction=//e>",
]  # fmt: skip


def is_safe(html: str) -> bool:
    for closing, name, rest in TAG.findall(html):
        if name not in ALLOWED:
            return False
        if closing or name not in ("a", "span"):
            if rest.strip(" /"):
                return False
        elif name == "a" and not (rest == "" or LINK.fullmatch(rest)):
            if rest != ' rel="nofollow noopener"':
                return False
        elif name == "span" and rest != ' class="mention"':
            return False
    return True


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_brings_words_and_safe_links_alone(text: str) -> None:
    assert is_safe(rich_html(text, ["@Ana"])), rich_html(text)


@given(st.text(alphabet=st.sampled_from("<>[]()!`*_~\"'&#:/\\ \n\tajs@=.-x")))
def test_whatever_is_typed_is_safe(text: str) -> None:
    assert is_safe(rich_html(text, ["@x"]))


def test_the_check_itself_sees_what_is_not_safe() -> None:
    for bad in ("<script>", "<p onclick=x>", '<a href="javascript:x">', "<img>"):
        assert not is_safe(bad)


def test_marks_that_stay() -> None:
    html = rich_html(
        "**b** *i* ~~s~~ `c`\n\n- one\n- two\n\n> said\n\nhttps://a.example/x"
    )

    for part in ("<strong>b", "<em>i", "<s>s", "<code>c", "<li>one", "<blockquote>"):
        assert part in html
    assert '<a href="https://a.example/x" rel="nofollow noopener">' in html


@pytest.mark.parametrize(
    "text", ["> " * 5000, "[" * 10_000, "*a " * 3300, "`a" * 5000, "**x" * 3300,
             "http://" * 1400, "[a](<b" * 1600, "- " * 5000]
)  # fmt: skip
def test_a_long_comment_made_to_be_slow_is_not(text: str) -> None:
    with ends():
        rich_html(text[:10_000])


def test_mentions_are_set_off_where_they_are_words() -> None:
    html = rich_html("@Ana Berg, `@Ana Berg` and <b>@Ana Berg</b>", ["@Ana Berg"])

    assert html.count('<span class="mention">@Ana Berg</span>') == 2
    assert "<code>@Ana Berg</code>" in html


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Ana Berg!", [1]),
        ("(@ben)", [2]),
        ("@Bennet", []),
        ("mail ben@ben.example", []),
        ("`@Ben`", []),
        ("```\n@Ben\n```", []),
        ("@Chloé, @chloé", [4, 4]),
        ("see /@Ben", []),
    ],
)
def test_who_is_named(text: str, names: list[int]) -> None:
    team = [(1, "Ana Berg"), (2, "Ben"), (3, "Ana Lind"), (4, "Chloé Roux")]
    assert [pk for _, pk in find_named(text, team).people] == names
