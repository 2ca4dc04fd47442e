"""What people write in Markdown, as HTML that is safe to show to others.

Two gates stand one behind the other. The reader knows no HTML, no pictures and no
headings, so a tag is text; what it makes is then held against a list of the few tags
and addresses that may stand. Nothing in it loads anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "s", "span",
    "strong", "ul",
}  # fmt: skip
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+\Z", re.I)
DEEPEST = 12


@cache
def _reader() -> MarkdownIt:
    made = MarkdownIt(
        "commonmark",
        {"html": False, "breaks": True, "linkify": True, "maxNesting": DEEPEST},
    )
    made.enable(["linkify", "strikethrough"])
    made.disable(["html_block", "html_inline", "image", "heading", "lheading", "hr"])
    if made.linkify is not None:
        # Whole addresses alone: "notes.md" and "ana@here" are words.
        made.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return made


def rich_html(text: str, mentions: Iterable[str] = ()) -> str:
    """Return marked text as HTML; ``mentions`` are words to set off, such as "@Ana".

    >>> rich_html("**so** [x](https://a.example) <b>no</b>")
    '<p><strong>so</strong> <a href="https://a.example" rel="nofollow noopener">x</a> &lt;b&gt;no&lt;/b&gt;</p>'
    >>> rich_html("[x](javascript:alert(1)) ![p](https://a.example/p.png)", [])
    '<p>[x](javascript:alert(1)) !<a href="https://a.example/p.png" rel="nofollow noopener">p</a></p>'
    >>> rich_html("@Ana, `@Ana`", ["@Ana"])
    '<p><span class="mention">@Ana</span>, <code>@Ana</code></p>'
    """  # noqa: E501
    reader = _reader()
    tokens = reader.parse(text.replace("\x00", ""))
    words = sorted(mentions, key=len, reverse=True)
    if words:
        named = re.compile("|".join(map(re.escape, words)))
        for token in tokens:
            if token.children:
                token.children = list(_set_off(token.children, named))
    html = reader.renderer.render(tokens, reader.options, {})
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "*": set()},
        allowed_classes={"span": {"mention"}},
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_kept,
        link_rel="nofollow noopener",
    ).strip()


def _kept(tag: str, name: str, value: str) -> str | None:
    """Keep whole addresses alone: one without a server would lead into this house."""
    if name == "href" and not ADDRESS.match(value):
        return None
    return value


def _set_off(tokens: list[Token], named: re.Pattern[str]) -> Iterator[Token]:
    for token in tokens:
        if token.type != "text":
            yield token
            continue
        at = 0
        for match in named.finditer(token.content):
            yield _text(token.content[at : match.start()])
            opened = Token("mention_open", "span", 1)
            opened.attrSet("class", "mention")
            yield from (opened, _text(match[0]), Token("mention_close", "span", -1))
            at = match.end()
        yield _text(token.content[at:])


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)
