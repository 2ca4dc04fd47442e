"""Markdown of our own documents as HTML: headings with addresses, tables that scroll.

Only what comes with Leadline is read by it. What people write goes through
``foundation.rich_text``, which lets much less stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

NOT_IN_AN_ANCHOR = re.compile(r"[^\w\- ]")
TABLE = '<div class="scroll-x" tabindex="0" role="group" aria-label="Table">'
CODE = '<pre class="code" tabindex="0"><code>{}</code></pre>\n'


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of a page, and what leads to it."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A document: its title, its other headings, and what stands under the title."""

    title: str
    heads: tuple[Head, ...]
    html: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a document's links and pictures lead, by what it calls them.

    A picture is told with its width and height.
    """

    link: Callable[[str], str]
    picture: Callable[[str], tuple[str, int, int]]


def anchor_of(title: str) -> str:
    """Return what a heading is called in an address, as forges of code call it.

    >>> anchor_of("Keys that others may know, 2 kinds")
    'keys-that-others-may-know-2-kinds'
    """
    return NOT_IN_AN_ANCHOR.sub("", title.lower()).replace(" ", "-")


def words_of(tokens: Iterable[Token]) -> str:
    """Return what a line says without its marks."""
    kept = ("text", "code_inline")
    return "".join(token.content for token in tokens if token.type in kept)


@cache
def reader() -> MarkdownIt:
    """Return the reader of documents, made once."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("fence", _code)
    made.add_render_rule("code_block", _code)
    made.add_render_rule("table_open", _table)
    made.add_render_rule("table_close", _table_end)
    return made


def to_page(text: str, ways: Ways) -> Marked:
    """Return a document as HTML; it begins with its title."""
    tokens = reader().parse(text)
    title, tokens = words_of(tokens[1].children or ()), tokens[3:]
    heads = list(_heads(tokens))
    tokens = _without_empty_heads(tokens)
    _let_nothing_head(tokens)
    for token in tokens:
        if token.attrGet("style"):  # the policy lets no style stand in a page
            side = str(token.attrs.pop("style")).removeprefix("text-align:")
            token.attrSet("class", side)
        for child in token.children or ():
            _lead(child, ways)
    html = reader().renderer.render(tokens, reader().options, {})
    return Marked(title, tuple(heads), html)


def _heads(tokens: list[Token]) -> Iterable[Head]:
    """Give each heading an anchor, and let it lead to itself."""
    seen: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        line = tokens[at + 1]
        title = words_of(line.children or ())
        anchor = anchor_of(title)
        times = seen[anchor] = seen.get(anchor, -1) + 1
        anchor = f"{anchor}-{times}" if times else anchor
        token.attrSet("id", anchor)
        way = Token("link_open", "a", 1, attrs={"href": f"#{anchor}"})
        line.children = [
            way,
            *(line.children or ()),
            Token("link_close", "a", -1),
        ]
        yield Head(int(token.tag[1:]), title, anchor)


def _without_empty_heads(tokens: list[Token]) -> list[Token]:
    """Drop heads of tables that say nothing, as of a table of pictures."""
    kept, at = list[Token](), 0
    while at < len(tokens):
        if tokens[at].type == "thead_open":
            end = next(
                n for n in range(at, len(tokens)) if tokens[n].type == "thead_close"
            )
            if not any(token.content for token in tokens[at:end]):
                at = end + 1
                continue
        kept.append(tokens[at])
        at += 1
    return kept


def _let_nothing_head(tokens: list[Token]) -> None:
    """Make the empty corner of a table a cell: a head that says nothing is none."""
    for at, token in enumerate(tokens):
        if token.type == "th_open" and not tokens[at + 1].content:
            token.tag = tokens[at + 2].tag = "td"


def _lead(token: Token, ways: Ways) -> None:
    if token.type == "link_open":
        token.attrSet("href", ways.link(str(token.attrGet("href"))))
    elif token.type == "image":
        source, width, height = ways.picture(str(token.attrGet("src")))
        size = {"width": str(width), "height": str(height), "loading": "lazy"}
        token.attrs |= {"src": source, **size}


def _code(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
) -> str:
    return CODE.format(escape(tokens[at].content.rstrip("\n"), quote=False))


def _table(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
) -> str:
    return f'{TABLE}<table class="table table-top">'


def _table_end(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
) -> str:
    return "</table></div>"
