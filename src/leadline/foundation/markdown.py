"""The few marks that briefings are written with, as HTML that is safe to show.

Headings, lists, bold words and links to http and https; all else is text. Nothing in it
loads anything, so mail made of it tells nobody that it was opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

LINK = re.compile(r"\[([^\]\[]+)\]\((https?://[^\s()<>\"]+)\)")
HEADING = re.compile(r"#{1,6} ")
PLACE = "\x00"
BOLD = re.compile(r"\*\*([^*]+)\*\*")


def to_html(text: str) -> str:
    """Return marked text as HTML.

    >>> to_html("## Goals\\n\\n- 30 of 40 ([read](https://a.example/1))")
    '<h2>Goals</h2>\\n<ul><li>30 of 40 (<a href="https://a.example/1">read</a>)</li></ul>'
    >>> to_html("**so** [**x**](https://a.example/**b**)")
    '<p><b>so</b> <a href="https://a.example/**b**"><b>x</b></a></p>'
    >>> to_html("<b>[x](javascript:alert)")
    '<p>&lt;b&gt;[x](javascript:alert)</p>'
    """
    return "\n".join(_blocks(text.splitlines()))


def _kind(line: str) -> str:
    if not line.strip():
        return "gap"
    if HEADING.match(line):
        return "heading"
    return "item" if line.startswith(("- ", "* ")) else "words"


def _blocks(lines: list[str]) -> Iterator[str]:
    for kind, several in groupby(lines, _kind):
        if kind == "heading":
            for line in several:
                yield f"<h2>{_inline(line.lstrip('# '))}</h2>"
        elif kind == "item":
            items = "".join(f"<li>{_inline(line[2:])}</li>" for line in several)
            yield f"<ul>{items}</ul>"
        elif kind == "words":
            yield f"<p>{'<br>'.join(_inline(line) for line in several)}</p>"


def _inline(line: str) -> str:
    """Escape first: an address holds no sign that could end it.

    Bold runs over words only: stars in an address are part of it.
    """
    plain = escape(line.strip().replace(PLACE, ""), quote=False)
    links: list[str] = []

    def put_aside(link: re.Match[str]) -> str:
        words, address = link.groups()
        words = BOLD.sub(r"<b>\1</b>", words)
        links.append(f'<a href="{address}">{words}</a>')
        return PLACE

    words = BOLD.sub(r"<b>\1</b>", LINK.sub(put_aside, plain))
    for link in links:
        words = words.replace(PLACE, link, 1)
    return words
